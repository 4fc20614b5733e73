"""Extent: that a provision does not exist, told with what does at the level where it would stand."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import wording
from bot.shelf import Shelf
from corpus.instrument import Instrument, Language
from corpus.locator import Locator
from corpus.pinpoint import pinpoint, roman

_INSERTED = re.compile(r"\d+[a-z]+|(?![ivx]+$)[a-z]{2}|\w{1,2}-\d+")
"""How a later amendment numbers what it puts between others: 1a, ba, 4-2."""


def no_such(locator: Locator, shelf: Shelf, language: Language) -> str:
    """That the text has no such provision, and from where to where it runs."""
    instrument = shelf.wording(locator)
    name = instrument.short.say(language)
    place = pinpoint(locator, instrument, language).removeprefix(name).lstrip(" ,.")
    if place[:1].isdigit() and locator.part == "sec":
        place = wording.SECTION.say(language).format(number=place)
    denied = wording.NO_SUCH_LOCATOR.say(language).format(instrument=name, pinpoint=place)
    if locator.date is not None and shelf.exists(replace(locator, date=None)):
        return f"{denied} {wording.NEWER.say(language)}"
    return f"{denied} {_extent_around(locator, shelf, instrument, language)}".strip()


def _extent_around(locator: Locator, shelf: Shelf, instrument: Instrument, language: Language) -> str:
    around = locator.parent
    while around is not None and not shelf.exists(around):
        around = around.parent
    if around is not None:
        return _extent(around, shelf, instrument, language)
    part = locator.part if locator.part in instrument.units else "art"
    last = instrument.units.get(part)
    if last is None or part not in wording.RANGES:
        return ""
    return wording.RANGES[part].say(language).format(last=roman(last) if part == "annex" else str(last))


def _extent(around: Locator, shelf: Shelf, instrument: Instrument, language: Language) -> str:
    """What stands directly inside a provision: from which number or letter to which, and what was inserted."""
    place, inside = pinpoint(around, instrument, language), shelf.inside(around)
    inserted = [one for one in inside if _INSERTED.fullmatch(one.subs[-1])]
    plain = [one for one in inside if one not in inserted] or inserted
    if not plain:
        return wording.NOTHING_INSIDE.say(language).format(pinpoint=place)
    first, last = (_step(one, instrument, language) for one in (plain[0], plain[-1]))
    if first.startswith("("):
        counted = wording.NUMBERS if plain[0].subs[-1].isdigit() else wording.LETTERS
        first = f"{counted.say(language)} {first}".strip()
    form = wording.INSIDE if len(plain) > 1 else wording.INSIDE_ONE
    told = form.say(language).format(pinpoint=place, first=first, last=last)
    if inserted and plain is not inserted:
        names = ", ".join(_step(one, instrument, language) for one in inserted)
        told += wording.INSIDE_TOO.say(language).format(inserted=names)
    return told


def _step(locator: Locator, instrument: Instrument, language: Language) -> str:
    """The last step of a locator as its pinpoint writes it: (h), 제1항, item 2."""
    whole, around = pinpoint(locator, instrument, language), locator.parent
    before = pinpoint(around, instrument, language) if around else ""
    return whole.removeprefix(before).strip(" ,") if whole.startswith(before) else f"({locator.subs[-1]})"
