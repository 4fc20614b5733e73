"""US code: sections of a state code chapter, with subsections, from text with one provision a line."""

from __future__ import annotations

import re

from corpus.locator import Locator
from corpus.split.eu_points import ROMANS
from corpus.split.unit import Draft, Unit, fold

_SECTION = re.compile(r"[A-Z]+ \d+[A-Z]?\.\d+\.(\d+)")
_HISTORY = re.compile(r"\[ ?\d{4} c .*\]")
_LABELS = re.compile(r"((?:\((?:\d+|[a-z]+)\))+) *(.*)")


def split_us_code(text: str, instrument: str) -> tuple[Unit, ...]:
    """The sections; the notes on their enactment belong to none."""
    sections: list[tuple[str, list[str]]] = []
    for line in map(fold, text.splitlines()):
        match = _SECTION.fullmatch(line)
        if match:
            sections.append((match[1], []))
        elif sections and line and not _HISTORY.fullmatch(line):
            sections[-1][1].append(line)
    return tuple(_section(number, lines, instrument) for number, lines in sections)


def _section(number: str, lines: list[str], instrument: str) -> Unit:
    draft = Draft("", heading=lines[0] if lines else None)
    path: list[Draft] = []
    for i, line in enumerate(lines[1:], 1):
        match = _LABELS.fullmatch(line)
        if match is None:
            (path[0] if path else draft).add(line)
            continue
        steps = re.findall(r"\(([^)]+)\)", match[1])
        rest = match[2]
        follows = _first_label(lines[i + 1]) if i + 1 < len(lines) else ""
        if len(steps) > 1 and steps[-1] == "i" and follows != "ii":
            # "(a)(i) ...; and (ii) ..." on one line: numerals inside a sentence are no provisions of their own.
            rest = f"({steps.pop()}) {rest}"
        for step in steps:
            del path[_depth(step, path) :]
            path.append((path[-1] if path else draft).child(step, f"({step})", ""))
        path[-1].add(rest)
    return draft.unit(Locator(instrument, None, "sec", number))


def _first_label(line: str) -> str:
    match = re.match(r"\(([^)]+)\)", line)
    return match[1] if match else ""


def _depth(step: str, path: list[Draft]) -> int:
    """The level of a label: numbers, then letters, then numerals; (i) after (h) is a letter."""
    if step.isdigit():
        return 0
    if len(path) > 1 and len(step) == 1 and ord(path[1].sub[0]) + 1 == ord(step):
        return 1
    return 2 if step in ROMANS and len(path) > 1 else min(1, len(path))
