"""Paragraphs: the numbered paragraphs of reports and guidelines, and the body of a release, which has no numbers."""

from __future__ import annotations

import re

from corpus.locator import Locator
from corpus.split.eu_points import read_points
from corpus.split.unit import Draft, Unit, fold

_DOTTED = re.compile(r"(\d+)\.?\s+(.+)")
_BRACKETED = re.compile(r"\((\d+)\)\s+(.+)")
_SECTION = re.compile(r"((?:\d+\.)+) .*[^.;]")
_SENTENCE = re.compile(r".*[.;:!?…][’”)\]]*")
_ITEM = re.compile(r"(?:[•–—-]|\(\w+\)) .*")
_SUBTITLE = re.compile(r"[-–—] .+ [-–—]")
_CHROME = "공감"
"""The first line of the page's own furniture below the release."""


def split_paragraphs(text: str, instrument: str) -> tuple[Unit, ...]:
    """Paragraphs that begin with their number, ``1.``, ``1`` or ``(1)``, and the points inside them.

    Each number follows the one before. Headings, and what stands without a number below one, belong to none.
    """
    lines = [line for line in map(fold, text.splitlines()) if line]
    return _units(max(_dotted(lines), _bracketed(lines), key=len), instrument)


def _dotted(lines: list[str]) -> list[Draft]:
    bodies: list[list[str]] = []
    within = False
    for line in lines:
        match = _DOTTED.fullmatch(line)
        if match and int(match[1]) == len(bodies) + 1:
            bodies.append([match[2]])
            within = True
        elif line.startswith("#"):
            within = False
        elif within:
            bodies[-1].append(line)
    return [_draft(f"{i}.", body) for i, body in enumerate(bodies, 1)]


def _bracketed(lines: list[str]) -> list[Draft]:
    """Paragraphs among headings that nothing marks as such but their numbers, or that they end no sentence."""
    bodies: list[list[str]] = []
    section: tuple[int, ...] = ()
    within = False
    for line in lines:
        match, heading = _BRACKETED.fullmatch(line), _SECTION.fullmatch(line)
        number = tuple(map(int, heading[1].split(".")[:-1])) if heading else ()
        if match and int(match[1]) == len(bodies) + 1:
            bodies.append([match[2]])
            within = True
        elif number and (not bodies or _follows(section, number)):
            section, within = number, False
        elif within:
            bodies[-1].append(line)
    return [_draft(f"({i})", _without_heading(body)) for i, body in enumerate(bodies, 1)]


def _follows(section: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a heading of that number may stand after ``section``: inside it, beside it or after one around it."""
    around = (section[:depth] for depth in range(1, len(section) + 1))
    return number == (*section, 1) or number in [(*one[:-1], one[-1] + 1) for one in around]


def _without_heading(body: list[str]) -> list[str]:
    """A paragraph without the heading of what follows it: lines at its end that end no sentence and are no item."""
    end = len(body)
    while end > 1 and not _SENTENCE.fullmatch(body[end - 1]) and not _ITEM.fullmatch(body[end - 1]):
        end -= 1
    return body[:end]


def _draft(label: str, body: list[str]) -> Draft:
    draft = Draft("", label)
    read_points(draft, body)
    return draft


def split_release(text: str, instrument: str) -> tuple[Unit, ...]:
    """Body paragraphs, counted from 1: what stands between the subtitle and the furniture of the page."""
    lines = [line for line in map(fold, text.splitlines()) if line]
    start = next((i + 1 for i, line in enumerate(lines) if _SUBTITLE.fullmatch(line)), len(lines))
    drafts: list[Draft] = []
    for line in lines[start:]:
        if line == _CHROME:
            break
        drafts.append(Draft(""))
        drafts[-1].add(line)
    return _units(drafts, instrument)


def _units(drafts: list[Draft], instrument: str) -> tuple[Unit, ...]:
    return tuple(draft.unit(Locator(instrument, None, "para", str(i))) for i, draft in enumerate(drafts, 1))
