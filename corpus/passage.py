"""Passage: what can be found and cited, a provision record, its official words, or both under one locator."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.instrument import Instrument, Language, Status
from corpus.locator import Locator
from corpus.official import Held, Store
from corpus.official_text import OfficialText
from corpus.provision import Provision
from corpus.register import Register
from corpus.split import Unit

LONGEST = 900
"""A unit of at most so many characters is one passage with all that is inside it."""
_OPENING_ONLY = re.compile(r"(?:[:：]|다음과 같다\.?|다음 각 호와 같다\.?)$")
_REPEALED = ("삭제", "(Repealed).")


@dataclass(frozen=True, slots=True)
class OfficialWords:
    """A unit of an official text, verbatim."""

    text: str
    """The unit's own words with those of its sub-units, white space folded, lines kept."""
    language: Language
    lead: str
    """The words around it that it needs to be understood, such as the opening of its paragraph; may be empty."""
    source: str
    """SHA-256 of the file that the words come from."""
    heading: str = ""
    """What the text calls the provision or the nearest one around it, such as "Right to be forgotten"; may be empty."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A provision as it can be cited. At least one of ``record`` and ``official`` is given."""

    locator: Locator
    instrument: Instrument
    record: Provision | None
    official: tuple[OfficialWords, ...]
    """Its official words, once in each language that they are installed in; empty where they are not."""
    headings: Mapping[Language, str] = field(default_factory=dict)
    """What the guide calls it, or what is around it, where it has no record; maybe in one language only."""

    def heading(self, language: Language) -> str:
        """What it is called in ``language``: by its record, its text, else by the guide; empty where by none."""
        if self.record is not None:
            return self.record.heading.say(language)
        words = self.words(language)
        return (words.heading if words is not None else "") or self.headings.get(language, "")

    def status_on(self, day: datetime.date) -> Status:
        """How it stands on ``day``, as its dates tell: what its file says was true on the day it was written."""
        status = self.record.status if self.record is not None else self.instrument.status
        applies = (self.record.applies if self.record is not None else None) or self.instrument.in_force
        expired = self.instrument.expired
        if status in (Status.IN_FORCE, Status.AMENDED) and expired is not None and expired <= day:
            return Status.EXPIRED
        if status is Status.NOT_YET_APPLICABLE and applies is not None and applies <= day:
            return Status.IN_FORCE
        if status in (Status.IN_FORCE, Status.AMENDED) and applies is not None and applies > day:
            return Status.NOT_YET_APPLICABLE
        return status

    def words(self, language: Language) -> OfficialWords | None:
        """Its official words in ``language``."""
        return next((words for words in self.official if words.language == language), None)

    def quotation(self, language: Language) -> OfficialWords | None:
        """The official words that a reader of ``language`` is shown: in that language, else in another."""
        return self.words(language) or next(iter(self.official), None)

    def statement(self, language: Language) -> str | None:
        """What may be stated of it in ``language``: the record's text, else official words in that language."""
        if self.record is not None:
            return self.record.text.say(language)
        words = self.words(language)
        return words.text if words else None


def passages(register: Register, store: Store | None) -> tuple[Passage, ...]:
    """Every record, with its official words where it was checked against them, then the official units to search.

    Without a store the records stand alone.

    A record and a unit with one locator are one passage. Words that a later amendment changed are in none.
    """
    found = [
        Passage(
            record.locator,
            _wording(record.locator, register),
            record,
            _words_of(record, store) if store else (),
        )
        for record in register.provisions.values()
    ]
    if store is None:
        return tuple(found)
    for text in store.manifest.texts.values():
        for unit, whole in _chosen(store, text):
            instrument = register.wording(unit.locator)
            if instrument is not None and unit.locator not in register.provisions:
                words = official_words(unit.locator, store) if whole else own_words(unit.locator, store)
                if words:
                    found.append(unrecorded(unit.locator, instrument, words, register))
    return tuple(found)


def unrecorded(
    locator: Locator, instrument: Instrument, words: tuple[OfficialWords, ...], register: Register
) -> Passage:
    """The passage of official words that no record tells."""
    return Passage(locator, instrument, None, words, register.headings.get(locator.whole, {}))


def _wording(locator: Locator, register: Register) -> Instrument:
    instrument = register.wording(locator)
    assert instrument is not None, f"{locator} is recorded without its wording"
    return instrument


def official_words(locator: Locator, store: Store) -> tuple[OfficialWords, ...]:
    """The official words of a provision at any level; none where they are not installed or no longer in force."""
    held = store.units.get(locator, {}).values()
    return tuple(_words(one, one.unit.text, store) for one in held if one.unit.text and not one.text.changed(locator))


def own_words(locator: Locator, store: Store) -> tuple[OfficialWords, ...]:
    """The same without the words of the units inside it, which a later act may have changed."""
    held = store.units.get(locator, {}).values()
    return tuple(_words(one, one.unit.own, store) for one in held if one.unit.own)


def _words_of(record: Provision, store: Store) -> tuple[OfficialWords, ...]:
    """The official words of a record that was checked against one of these very texts."""
    held = store.units.get(record.locator, {}).values()
    if not any(record.checked.against in one.text.hashes for one in held):
        return ()
    return official_words(record.locator, store)


def _words(held: Held, text: str, store: Store) -> OfficialWords:
    around = (held.unit, *(outer.unit for outer in _around(held, store)))
    heading = next((unit.heading for unit in around if unit.heading), "")
    return OfficialWords(text, held.text.language, _lead(held, store), held.source, heading)


def _lead(held: Held, store: Store) -> str:
    """The opening words of the units around it in the same language, from the outside in."""
    openings = [outer.unit.words for outer in _around(held, store) if outer.unit.words]
    return "\n".join(reversed(openings))


def _around(held: Held, store: Store) -> Iterator[Held]:
    """The units around it in the same language, from the inside out."""
    around = held.unit.locator.parent
    while around is not None:
        outer = store.units.get(around, {}).get(held.text.language)
        if outer is not None:
            yield outer
        around = around.parent


def _chosen(store: Store, text: OfficialText) -> Iterator[tuple[Unit, bool]]:
    """The units of a text that are passages, and whether each stands with all that is inside it or alone.

    What an earlier text of the manifest holds in another language is divided as that text is.
    """
    for locator, languages in store.units.items():
        first = next(iter(languages.values()))
        if first.text is text and not locator.subs and locator.date == text.version:
            yield from _divided(first.unit, text)


def _divided(unit: Unit, text: OfficialText) -> Iterator[tuple[Unit, bool]]:
    if any(gone.contains(unit.locator) for gone in text.outdated):
        return
    if not unit.children or (len(unit.text) <= LONGEST and not text.changed(unit.locator)):
        if unit.text and unit.text not in _REPEALED:
            yield unit, True
        return
    if substantial(unit):
        yield unit, False
    for child in unit.children:
        yield from _divided(child, text)


def substantial(unit: Unit) -> bool:
    """Whether a unit's own words say something without its sub-units; a short opening of a list does not."""
    least = 120 if _OPENING_ONLY.search(unit.words) else 40
    return bool(unit.tail) or len(unit.words) >= least
