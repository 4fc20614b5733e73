"""Listing: what a list or a range of pinpoints names beside its first one, 26(10) and 27(1), (e) to (h), 61-62."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.forms import BRACKETS, COUNTED, LAST, PIECE, POINT, ROMAN, STEP
from bot.steps import Steps, beside, between, number, pieces

_RANGE = r"[-‐–—~∼]|\bto\b|\bthrough\b|부터|내지"
_JOIN = rf"\s*(?:(?P<range>{_RANGE})|(?P<comma>,)\s*(?P<and>(?:and|or)\b)?|[;&/·]|\band\b|\bor\b|및|또는|와|과)\s*"
_NUMBER = rf"(?P<number>\d{{1,3}}[a-z]?)(?![\w.]|{COUNTED})(?:-(?P<branch>\d{{1,2}})(?!\d))?"
_INSIDE = rf"(?:{POINT}\s*)?(?P<inside>\((?:{PIECE})\){BRACKETS}*)"
_NEXT = re.compile(rf"{_JOIN}(?:{_INSIDE}|{_NUMBER}(?P<within>{BRACKETS}*{LAST}?))", re.I)
_NEXT_ANNEX = re.compile(rf"{_JOIN}(?P<number>{ROMAN})(?![\w.])", re.I)
_NEXT_KOREAN = re.compile(
    rf"{_JOIN}제?\s*\(?(?P<piece>{PIECE})\)?\s*(?P<level>[항호목])(?:\s*의\s*(?P<branch>\d{{1,2}}))?", re.I
)
_NEXT_OUTSIDE = re.compile(
    rf"{_JOIN}(?:{POINT}\s*)?(?:\(\s*(?P<piece>{PIECE})\s*\)|(?P<number>\d{{1,2}}[a-z]?)\b)", re.I
)
_BETWEEN = re.compile(rf"\s*(?:{_RANGE}|에서)\s*", re.I)
_EARLIER = re.compile(r"(?P<number>\d{1,3})\s*(?P<join>[-‐–~∼]|내지|[^\d\s])")
_ENDS = re.compile(r"\s*(?:$|[?!.,;:)]|(?:of|in|under|and|or|to)\b)", re.I)
"""What may follow a bare number that ends a list whose keyword announces but one."""


@dataclass(frozen=True, slots=True)
class Member:
    """One more pinpoint of a list."""

    steps: Steps
    start: int
    end: int
    """Where the words that name it begin and end; those in the middle of a range share the words of its end."""


def after(text: str, at: int, first: Steps, plural: bool, names: Collection[int]) -> Iterator[Member]:
    """What a list that goes on at ``at`` names after ``first``.

    ``plural``: its keyword announces several. ``names``: the places where the names of instruments begin.
    """
    last = first
    while match := _NEXT.match(text, at):
        steps: Steps | None
        if match["inside"]:
            steps, start = beside(last, pieces(match["inside"])), match.start("inside")
        else:
            steps, start = (_whole(match), *pieces(match["within"])), match.start("number")
            if not (plural or match["range"] or match["within"] or _ends_list(match, names)):
                return
        if steps is None:
            return
        yield from _told(last, steps, bool(match["range"]), start, match.end())
        last, at = steps, match.end()


def annexes_after(text: str, at: int, first: Steps) -> Iterator[Member]:
    """The further annexes of a list: Annexes I and III."""
    last = first[:1]
    while match := _NEXT_ANNEX.match(text, at):
        steps = (number(match["number"]),)
        yield from _told(last, steps, bool(match["range"]), match.start("number"), match.end())
        last, at = steps, match.end()


def korean_after(text: str, at: int, first: Steps, levels: Collection[str]) -> Iterator[Member]:
    """The further 항, 호 or 목 of a list: 제23조제1항 및 제2항. ``levels`` names the level of each step inside it."""
    last, known = first, ["조", *levels]
    while (match := _NEXT_KOREAN.match(text, at)) and match["level"] in known:
        level = known.index(match["level"])
        steps = (*last[:level], "-".join(filter(None, (match["piece"].lower(), match["branch"]))))
        yield from _told(last[: level + 1], steps, bool(match["range"]), match.start("piece"), match.end())
        last, at, known = steps, match.end(), known[: level + 1]


def outside(before: str | None, first: Steps) -> Iterator[Steps]:
    """The further steps that stand before a whole part: points (e) to (h) of Article 5(1)."""
    innermost = STEP.match(before or "")
    last, at = first, innermost.end() if innermost else 0
    while before and (match := _NEXT_OUTSIDE.match(before, at)):
        steps = (*last[:-1], (match["piece"] or match["number"]).lower())
        yield from (member.steps for member in _told(last, steps, bool(match["range"]), 0, 0))
        last, at = steps, match.end()


def earlier(text: str, start: int, end: int, last: str) -> Iterator[Member]:
    """The numbers before the one that the word stands behind: the 61 and 62 of 61, 62, 63문단."""
    found = list(_EARLIER.finditer(text, start, end))
    numbers = [*(match["number"] for match in found), last]
    for match, follows in zip(found, numbers[1:], strict=True):
        yield Member((match["number"],), match.start(), match.end())
        if _BETWEEN.fullmatch(match["join"]):
            yield from (Member((one,), match.start(), match.end()) for one in between(match["number"], follows)[:-1])


def filled(text: str, one: Member, other: Member) -> Iterator[Member]:
    """What lies between two pinpoints that a range joins: 제5조부터 제7조까지, Article 5 to Article 7."""
    if _BETWEEN.fullmatch(text, one.end, other.start) and one.steps[:-1] == other.steps[:-1]:
        for piece in between(one.steps[-1], other.steps[-1])[:-1]:
            yield Member((*one.steps[:-1], piece), one.start, other.end)


def _whole(match: re.Match[str]) -> str:
    return "-".join(filter(None, (match["number"].lower(), match["branch"])))


def _ends_list(match: re.Match[str], names: Collection[int]) -> bool:
    """Whether a bare number ends a list: ``Art. 17 and 21 ICCPR``, and not ``Art. 17 and 21 faces``."""
    if match["comma"] and not match["and"]:
        return False
    rest = match.string[match.end() :]
    return bool(_ENDS.match(rest)) or match.end() + len(rest) - len(rest.lstrip(" (")) in names


def _told(last: Steps, steps: Steps, ranging: bool, start: int, end: int) -> Iterator[Member]:
    """The member ``steps``, after what lies between ``last`` and it where they are the ends of a range."""
    together = ranging and last[:-1] == steps[:-1]
    for piece in between(last[-1], steps[-1]) if together else [steps[-1]]:
        yield Member((*steps[:-1], piece), start, end)
