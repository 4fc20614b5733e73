"""ILCS: the sections of an act in the Illinois Compiled Statutes, with subsections (a) and paragraphs (1)."""

from __future__ import annotations

import re

from corpus.locator import Locator
from corpus.split.unit import Draft, Unit, fold

_SECTION = re.compile(r"\(\d+ ILCS \d+/(\d+)\)")
_SOURCE = re.compile(r"\(Source: ")
_OPENING = re.compile(r"Sec\. \d+\. (?:(?P<heading>[^()]+?)\.(?: |$))?(?P<words>.*)")
_LABEL = re.compile(r"\((\d+|[a-z])\) +(.*)")


def split_ilcs(text: str, instrument: str) -> tuple[Unit, ...]:
    """The sections, each from its citation to the note on its source, which is no part of it."""
    blocks = re.split(r"\n\s*\n", text) if "\n\n" in text else text.splitlines()
    sections: list[tuple[str, list[str]]] = []
    within = False
    for block in map(fold, blocks):
        match = _SECTION.fullmatch(block)
        if match:
            sections.append((match[1], []))
            within = True
        elif _SOURCE.match(block):
            within = False
        elif within and block:
            sections[-1][1].append(block)
    return tuple(_section(number, body, instrument) for number, body in sections)


def _section(number: str, body: list[str], instrument: str) -> Unit:
    opening = _OPENING.fullmatch(body[0]) if body else None
    draft = Draft("", heading=opening["heading"] if opening else None)
    if opening:
        draft.add(opening["words"])
    for line in body[1:] if opening else body:
        label = _LABEL.fullmatch(line)
        last = draft.children[-1] if draft.children else draft
        if label and label[1] == chr(ord("a") + len(draft.children)):
            draft.child(label[1], f"({label[1]})", label[2])
        elif label and last is not draft and label[1] == str(len(last.children) + 1):
            last.child(label[1], f"({label[1]})", label[2])
        else:
            (last.children[-1] if last is not draft and last.children else last).add(line)
    return draft.unit(Locator(instrument, None, "sec", number))
