"""Stored: the words that the corpus holds for a provision, read past the guide, to compare its quotations with."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.grounding import fold
from corpus.instrument import LANGUAGES
from corpus.locator import Locator
from corpus.official import Store
from corpus.passage import official_words, own_words
from corpus.register import Register

OFFICIAL = "official"


class Stored:
    """The records of the project and the official texts installed in a data folder."""

    def __init__(self, data: Path) -> None:
        self.register, self._store = Register.load(), Store(data)

    def hashes(self, locator: str) -> dict[str, str]:
        """SHA-256 of the folded words of a provision: its official words and its statement, in each language."""
        place = Locator.parse(locator)
        found = {}
        record = self.register.provisions.get(place)
        if record is not None:
            found = {summary(language): hashed(record.text.say(language)) for language in LANGUAGES}
        own = own_words(place, self._store)
        found |= {f"{official(one.language)}-without-its-points": hashed(one.text) for one in own}
        return found | {official(one.language): hashed(one.text) for one in official_words(place, self._store)}


def official(language: str) -> str:
    """The name under which official words in ``language`` are kept."""
    return f"{OFFICIAL}-{language}"


def summary(language: str) -> str:
    """The name under which a record's statement in ``language`` is kept."""
    return f"summary-{language}"


def hashed(text: str) -> str:
    """SHA-256 of ``text`` as quotations are compared: white space and quotation marks folded, nothing else.

    >>> hashed("a  “b”") == hashed('a "b"'), hashed("may") == hashed("must")
    (True, False)
    """
    return hashlib.sha256(fold(text).encode()).hexdigest()
