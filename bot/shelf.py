"""Shelf: every passage by its locator, and what exists besides."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from bot.period import Period
from corpus.instrument import Instrument, Language
from corpus.locator import Locator
from corpus.official import Store
from corpus.passage import Passage, official_words, substantial, unrecorded
from corpus.register import Register
from corpus.split import Unit

MOST_CHILDREN = 8
"""Records that answer for the provision that holds them."""


class Shelf:
    """Looks provisions up. ``store`` is None while only the records serve."""

    def __init__(self, register: Register, passages: Sequence[Passage], store: Store | None) -> None:
        self.register, self.passages, self._store = register, passages, store

    @cached_property
    def _by_locator(self) -> dict[Locator, Passage]:
        return {passage.locator: passage for passage in self.passages}

    def find(self, locator: Locator) -> Passage | None:
        """The passage of exactly this provision: a record, or official words at any level of the text."""
        found = self._by_locator.get(locator)
        instrument = self.register.wording(locator)
        if found is None and self._store is not None and instrument is not None:
            words = official_words(locator, self._store)
            if words:
                found = unrecorded(locator, instrument, words, self.register)
        return found

    def around(self, locator: Locator, language: Language) -> tuple[Passage, ...]:
        """What answers a question for this provision, in the order in which it is shown.

        Its record. Or else, where records stand inside it, these, and its official words where they are not the whole.
        Or else its official words, with the record around it where they are in the other language or a fragment of a
        sentence. Or else what is held of its parts, or the record around it.
        """
        own = self.find(locator)
        if own is None:
            return self._pieces(locator, language) or self._record_around(locator)
        parts = () if own.record is not None else self._recorded_parts(locator)
        if parts:
            return parts if self.is_whole(locator) else (*parts[: MOST_CHILDREN - 1], own)
        words = own.words(language)
        alone = own.record is not None or (words is not None and not words.lead)
        return (own,) if alone else (own, *self._record_around(locator))

    def _pieces(self, locator: Locator, language: Language) -> tuple[Passage, ...]:
        """What is held of the parts of a provision that is not held itself; where that is much, the records alone."""
        found = tuple(passage for part in self.inside(locator) for passage in self.around(part, language))
        return found if len(found) <= MOST_CHILDREN else self._recorded_parts(locator)[:MOST_CHILDREN]

    def _recorded_parts(self, locator: Locator) -> tuple[Passage, ...]:
        """The outermost records inside a provision, in the order of its numbering."""
        inside = [record.locator for record in self.register.children.get(locator, ())]
        outermost = [at for at in inside if not any(other != at and other.contains(at) for other in inside)]
        return tuple(self._by_locator[at] for at in sorted(outermost, key=_by_numbering))

    def is_whole(self, locator: Locator) -> bool:
        """Whether the records inside a provision are all of it, as far as its installed text tells."""
        held = self._store.units.get(locator, {}).values() if self._store is not None else ()
        return len(self._recorded_parts(locator)) <= MOST_CHILDREN and any(self._recorded(each.unit) for each in held)

    def _recorded(self, unit: Unit) -> bool:
        if unit.locator in self.register.provisions:
            return True
        return bool(unit.children) and not substantial(unit) and all(map(self._recorded, unit.children))

    def _record_around(self, locator: Locator) -> tuple[Passage, ...]:
        """The nearest record that holds a provision; none where there is none."""
        around = locator.parent
        while around is not None and around not in self.register.provisions:
            around = around.parent
        return (self._by_locator[around],) if around is not None else ()

    def wording(self, locator: Locator) -> Instrument:
        """The instrument of a locator, in the wording that it names, else in the present one."""
        return self.register.wording(locator) or self.register.instruments[locator.instrument]

    def then(self, locator: Locator, period: Period) -> Locator:
        """The same provision in the earlier wording that stood in ``period``; ``locator`` itself where none is held."""
        for (id, day), version in self.register.versions.items():
            if id == locator.instrument and version.stood(period.first, period.last):
                then = replace(locator, date=day)
                if version.official or self.find(then) is not None or then in self.register.children:
                    return then
        return locator

    def exists(self, locator: Locator) -> bool | None:
        """Whether the instrument has such a provision; None where its extent is not known."""
        if self.find(locator) is not None or locator in self.register.children:
            return True
        if self._store is not None and self._holds_text(locator):
            return True if locator in self._store.units else None if self.changed(locator) else False
        instrument, number = self.register.wording(locator), re.match(r"\d+", locator.number)
        units = instrument.units if instrument else {}
        if locator.part == "para" and "art" in units:
            return False
        last = units.get(locator.part)
        if last is None or number is None:
            return None
        if not 1 <= int(number[0]) <= last:
            return False
        return None if locator.subs or not locator.number.isdigit() else True

    def completed(self, locator: Locator) -> Locator:
        """The one provision that a letter named without its paragraph can mean: Article 5(1)(h) for "article 5 h".

        ``locator`` itself where it exists, where it is no such letter, or where several paragraphs have one.
        """
        if len(locator.subs) != 1 or not re.fullmatch(r"[a-z]{1,2}|[가-힣]", locator.subs[0]) or self.exists(locator):
            return locator
        paragraphs = (one for one in self.inside(locator.whole) if one.subs[-1].isdigit())
        found = [one for paragraph in paragraphs if self.exists(one := paragraph.under(locator.subs[0]))]
        return found[0] if len(found) == 1 else locator

    def amended(self, locator: Locator) -> Locator:
        """The provision of the act that an amending act changes, where that alone has it: Annex III "of" an omnibus.

        ``locator`` itself where it exists, or where no amended act has it.
        """
        if self.find(locator) is not None or locator in self.register.children:
            return locator
        amended = (held.id for held in self.register.instruments.values() if locator.instrument in held.amended_by)
        there = (replace(locator, instrument=id) for id in amended)
        return next((one for one in there if self.find(one) is not None or one in self.register.children), locator)

    def changed(self, locator: Locator) -> bool:
        """Whether a later act changed or inserted this provision, so that the installed text does not tell it."""
        texts = self._store.manifest.of(locator.instrument) if self._store is not None else ()
        return any(text.version == locator.date and text.changed(locator) for text in texts)

    def inside(self, locator: Locator) -> tuple[Locator, ...]:
        """What stands directly inside a provision, by its installed text and the records, in the order of numbering."""
        held = self._store.units.get(locator, {}).values() if self._store is not None else ()
        found = [child.locator for each in held for child in each.unit.children]
        told, depth = len(found), len(locator.subs) + 1
        found += [
            replace(record.locator, subs=record.locator.subs[:depth])
            for record in self.register.children.get(locator, ())
        ]
        found = list(dict.fromkeys(found))
        return tuple(found if len(found) == told else sorted(found, key=_by_numbering))

    def _holds_text(self, locator: Locator) -> bool:
        """Whether the official text is installed of which this would be a part.

        A text that holds some articles only says of the provisions inside them whether they are there.
        """
        around = (locator.instrument, locator.date, locator.part)
        return self._store is not None and (locator.whole in self._store.units or around in self._complete)

    @cached_property
    def _complete(self) -> frozenset[tuple[str, datetime.date | None, str]]:
        """The parts, articles, recitals ..., of which an installed text holds all."""
        held = ((at, one) for at, told in self._store.units.items() for one in told.values()) if self._store else ()
        return frozenset(
            (at.instrument, at.date, at.part)
            for at, one in held
            if not one.text.partial and one.text.version == at.date
        )


def _by_numbering(locator: Locator) -> list[list[tuple[bool, int, str]]]:
    """Sorts provisions as their text numbers them: (b), (ba), (c); 9, 10."""
    steps = (locator.number, *locator.subs)
    pieces = ([re.fullmatch(r"(\d*)(.*)", piece) for piece in step.split("-")] for step in steps)
    return [[(not piece[1], int(piece[1] or 0), piece[2]) for piece in step if piece] for step in pieces]
