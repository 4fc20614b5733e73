"""Pinpoint: a locator as lawyers write it, such as ``AI Act, Art. 5(1)(h)`` or ``개인정보 보호법 제23조제1항``."""

from __future__ import annotations

import datetime

from corpus.instrument import Bilingual, Instrument, Language, Scheme
from corpus.locator import Locator

_HUNDREDS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def pinpoint(locator: Locator, instrument: Instrument, language: Language, words: Bilingual | None = None) -> str:
    """How the field writes ``locator``. ``words`` are a record's own, where its text has no numbering known to us."""
    name = instrument.short.say(language)
    if words is not None:
        cited = words.say(language)
    elif language == "en":
        cited = _english(locator, instrument, name)
    else:
        cited = _korean(locator, instrument, name)
    return cited + _as_of(locator.date, language)


def _as_of(date: datetime.date | None, language: Language) -> str:
    if date is None:
        return ""
    if language == "en":
        return f" (as of {date.day} {date:%B} {date.year})"
    return f" ({date.year}. {date.month}. {date.day}. 시행 중이던 조문)"


def _english(locator: Locator, instrument: Instrument, name: str) -> str:
    number, subs = locator.number, locator.subs
    if locator.part == "art" and instrument.scheme is Scheme.KR_STATUTE:
        article = f"{name}, Art. {number}{_en_paragraph(locator, instrument)}"
        return ", ".join((article, *_en_items(locator, instrument)))
    if code := _in_a_code(locator, instrument, name):
        return code
    if locator.part == "annex":
        return ", ".join((f"{name}, Annex {roman(int(number))}", *_annex_en(subs)))
    said = {"art": "Art. ", "para": "¶ ", "rec": "recital ", "sec": "Section ", "chap": "Chapter "}[locator.part]
    return f"{name}, {said}{number}{_brackets(subs)}"


def _korean(locator: Locator, instrument: Instrument, name: str) -> str:
    number, subs = locator.number, locator.subs
    if locator.part == "para":
        comma = "," if instrument.scheme is Scheme.UN_PARAGRAPHS else ""
        return f"{name}{comma} {number}{_brackets(subs)}문단"
    if code := _in_a_code(locator, instrument, name):
        return code
    if locator.part == "annex":
        return " ".join((f"{name} 부속서 {roman(int(number))}", *_annex_ko(subs)))
    if locator.part == "rec":
        return f"{name} 전문 제{number}항"
    if locator.part in ("sec", "chap"):
        return f"{name} {_branched('제', number, '절' if locator.part == 'sec' else '장')}{_brackets(subs)}"
    article = f"{name} {_branched('제', number, '조')}"
    if instrument.scheme is Scheme.KR_STATUTE:
        return article + "".join(_level_ko(level, sub) for level, sub in _levels(locator, instrument))
    if instrument.scheme is Scheme.TREATY and subs:
        paragraph = [f"제{subs[0]}항"] if subs[0].isdigit() else [f"({subs[0]})호"]
        return " ".join((article, *paragraph, *(f"({sub})호" for sub in subs[1:])))
    return article + _brackets(subs)


def _in_a_code(locator: Locator, instrument: Instrument, name: str) -> str | None:
    """A section of a state code, in either language: ``RCW 43.386.080(1)``, ``BIPA, 740 ILCS 14/15(b)(1)``."""
    section = f"{locator.number}{_brackets(locator.subs)}"
    if locator.part == "sec" and instrument.scheme is Scheme.US_CODE:
        return f"{name}.{section}"
    if locator.part == "sec" and instrument.scheme is Scheme.ILCS and instrument.symbol:
        return f"{name}, {instrument.symbol}/{section}"
    return None


def _brackets(subs: tuple[str, ...]) -> str:
    return "".join(f"({sub})" for sub in subs)


def _branched(before: str, number: str, unit: str) -> str:
    """A Korean number with its branches: ``25-2`` is 제25조의2."""
    first, *branches = number.split("-")
    return f"{before}{first}{unit}" + "".join(f"의{branch}" for branch in branches)


def _levels(locator: Locator, instrument: Instrument) -> list[tuple[str, str]]:
    """The steps of a locator in a Korean statute, each with its level; some articles have items but no paragraphs."""
    names = ["항", "호", "목", "세목"]
    if f"{locator.part}-{locator.number}" in instrument.items_first:
        names.pop(0)
    return list(zip(names, locator.subs, strict=False))


def _level_ko(level: str, sub: str) -> str:
    if level == "목":
        first, *branches = sub.split("-")
        return f"{first}목" + "".join(f"의{branch}" for branch in branches)
    return f"{sub})" if level == "세목" else _branched("제", sub, level)


def _en_paragraph(locator: Locator, instrument: Instrument) -> str:
    return "".join(f"({sub})" for level, sub in _levels(locator, instrument) if level == "항")


def _en_items(locator: Locator, instrument: Instrument) -> list[str]:
    inside = dict(_levels(locator, instrument))
    if "호" not in inside:
        return []
    return [f"item {inside['호']}" + "".join(f"({inside[level]})" for level in ("목", "세목") if level in inside)]


def _section(sub: str) -> str | None:
    """The number of an annex's section: ``sec-1`` is 1, ``seca`` is A."""
    return sub.removeprefix("sec").removeprefix("-").upper() if sub.startswith("sec") else None


def _point(subs: tuple[str, ...]) -> str:
    """Points of an annex: numbers within numbers take a dot, letters take brackets."""
    written = ""
    for sub in subs:
        written += f"({sub})" if not sub.isdigit() else f".{sub}" if written else sub
    return written


def _annex_en(subs: tuple[str, ...]) -> list[str]:
    section = _section(subs[0]) if subs else None
    points = _point(subs[1:] if section else subs)
    return ([f"Section {section}"] if section else []) + ([f"point {points}"] if points else [])


def _annex_ko(subs: tuple[str, ...]) -> list[str]:
    section = _section(subs[0]) if subs else None
    points = subs[1:] if section else subs
    cut = next((i for i, sub in enumerate(points) if not sub.isdigit()), len(points))
    written = (f"제{_point(points[:cut])}호" if cut else "") + _point(points[cut:])
    part = [f"제{section}절" if section.isdigit() else f"{section}절"] if section else []
    return part + ([written] if written else [])


def roman(number: int) -> str:
    """``number`` as a Roman numeral, as annexes are numbered.

    >>> roman(13)
    'XIII'
    """
    written = ""
    for value, numeral in _HUNDREDS:
        while number >= value:
            written += numeral
            number -= value
    return written
