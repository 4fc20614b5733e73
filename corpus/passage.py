"""Passage: what can be found and cited, a provision record, its official words, or both under one locator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.instrument import Instrument, Language
from corpus.locator import Locator
from corpus.official import OfficialText, Store
from corpus.provision import Provision
from corpus.register import Register
from corpus.split import Unit

LONGEST = 900
"""A unit of at most so many characters is one passage with all that is inside it."""
_OPENING_ONLY = re.compile(r"(?:[:：]|다음과 같다\.?|다음 각 호와 같다\.?)$")
_REPEALED = "삭제"


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


@dataclass(frozen=True, slots=True)
class Passage:
    """A provision as it can be cited. At least one of ``record`` and ``official`` is given."""

    locator: Locator
    instrument: Instrument
    record: Provision | None
    official: OfficialWords | None

    def statement(self, language: Language) -> str | None:
        """What may be stated of it in ``language``: the record's text, else official words in that language."""
        if self.record is not None:
            return self.record.text.say(language)
        if self.official is not None and self.official.language == language:
            return self.official.text
        return None


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
            _words_of(record, store) if store else None,
        )
        for record in register.provisions.values()
    ]
    if store is None:
        return tuple(found)
    for text in store.manifest.texts.values():
        for unit, whole in _chosen(store, text):
            instrument = register.wording(unit.locator)
            if instrument is not None and unit.locator not in register.provisions:
                words = official_words(unit.locator, store) if whole else _own_words(unit, store)
                if words is None:
                    continue
                found.append(Passage(unit.locator, instrument, None, words))
    return tuple(found)


def _wording(locator: Locator, register: Register) -> Instrument:
    instrument = register.wording(locator)
    assert instrument is not None, f"{locator} is recorded without its wording"
    return instrument


def official_words(locator: Locator, store: Store) -> OfficialWords | None:
    """The official words of a provision at any level; None where they are not installed or no longer in force."""
    found = store.units.get(locator)
    if found is None:
        return None
    unit, text, source = found
    if not unit.text or text.changed(locator):
        return None
    return OfficialWords(unit.text, text.language, _lead(locator, store), source)


def _words_of(record: Provision, store: Store) -> OfficialWords | None:
    """The official words of a record that was checked against this very text."""
    found = store.units.get(record.locator)
    if found is None or record.checked.against != found[1].sha256:
        return None
    return official_words(record.locator, store)


def _lead(locator: Locator, store: Store) -> str:
    """The opening words of the units around it, from the outside in."""
    openings: list[str] = []
    around = locator.parent
    while around is not None:
        if around in store.units and store.units[around][0].words:
            openings.insert(0, store.units[around][0].words)
        around = around.parent
    return "\n".join(openings)


def _chosen(store: Store, text: OfficialText) -> Iterator[tuple[Unit, bool]]:
    """The units of a text that are passages, and whether each stands with all that is inside it or alone."""
    for locator, (unit, owner, _) in store.units.items():
        if owner is text and not locator.subs:
            yield from _divided(unit, text)


def _divided(unit: Unit, text: OfficialText) -> Iterator[tuple[Unit, bool]]:
    if any(gone.contains(unit.locator) for gone in text.outdated):
        return
    if not unit.children or (len(unit.text) <= LONGEST and not text.changed(unit.locator)):
        if unit.text and unit.text != _REPEALED:
            yield unit, True
        return
    if _substantial(unit):
        yield unit, False
    for child in unit.children:
        yield from _divided(child, text)


def _substantial(unit: Unit) -> bool:
    """Whether a unit's own words say something without its sub-units; a short opening of a list does not."""
    least = 120 if _OPENING_ONLY.search(unit.words) else 40
    return bool(unit.tail) or len(unit.words) >= least


def _own_words(unit: Unit, store: Store) -> OfficialWords:
    _, text, source = store.units[unit.locator]
    return OfficialWords(unit.own, text.language, _lead(unit.locator, store), source)
