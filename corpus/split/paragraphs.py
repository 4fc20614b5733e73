"""Paragraphs: the numbered paragraphs of UN texts, and the body paragraphs of a release, which has no numbers."""

from __future__ import annotations

import re

from corpus.locator import Locator
from corpus.split.unit import Draft, Unit, fold

_NUMBERED = re.compile(r"(\d+)\.?\s+(.+)")
_SUBTITLE = re.compile(r"[-–—] .+ [-–—]")
_CHROME = "공감"
"""The first line of the page's own furniture below the release."""


def split_paragraphs(text: str, instrument: str) -> tuple[Unit, ...]:
    """Paragraphs that begin with their number, with or without a full stop; each number follows the one before."""
    drafts: list[Draft] = []
    for line in map(fold, text.splitlines()):
        match = _NUMBERED.fullmatch(line)
        if match and int(match[1]) == len(drafts) + 1:
            drafts.append(Draft("", f"{match[1]}."))
            drafts[-1].add(match[2])
        elif drafts:
            drafts[-1].add(line)
    return _units(drafts, instrument)


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
