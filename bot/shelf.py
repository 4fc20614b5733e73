"""Shelf: every passage by its locator, and what exists besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from bot.period import Period
from corpus.instrument import Language
from corpus.locator import Locator
from corpus.official import Store
from corpus.passage import Passage, official_words
from corpus.register import Register

MOST_CHILDREN = 8


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
                found = Passage(locator, instrument, None, words)
        return found

    def around(self, locator: Locator, language: Language) -> tuple[Passage, ...]:
        """What answers a question for this provision: itself, or the records inside it, or the one around it."""
        own = self.find(locator)
        if own is not None and own.record is not None:
            return (own,)
        inside = [self._by_locator[record.locator] for record in self.register.children.get(locator, ())]
        top = [p for p in inside if not any(q.locator != p.locator and q.locator.contains(p.locator) for q in inside)]
        if top:
            return tuple(top[:MOST_CHILDREN])
        if own is not None and own.statement(language) is not None:
            return (own,)
        parent = locator.parent
        while parent is not None:
            found = self.find(parent)
            if found is not None and found.record is not None:
                return (found,)
            parent = parent.parent
        return (own,) if own is not None else ()

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
        if self._store is not None and (locator.subs or "-" in locator.number) and self._holds_text(locator):
            texts = self._store.manifest.of(locator.instrument)
            amended = any(text.version == locator.date and text.changed(locator) for text in texts)
            return True if locator in self._store.units else None if amended else False
        instrument = self.register.wording(locator)
        last = instrument.units.get(locator.part) if instrument else None
        if last is None:
            return None
        number = int(locator.number.split("-")[0].rstrip("abcdefghijklmnopqrstuvwxyz"))
        if not 1 <= number <= last:
            return False
        return None if locator.subs or "-" in locator.number else True

    def _holds_text(self, locator: Locator) -> bool:
        """Whether the official text is installed of which this would be a part.

        A text that holds some articles only says of the provisions inside them whether they are there.
        """
        if self._store is None:
            return False
        if locator.whole in self._store.units:
            return True
        around = self._store.units.get(replace(locator.whole, number=locator.number.split("-")[0]), {})
        return any(not held.text.partial for held in around.values())
