"""Official text: one entry of the manifest, an official text, how to get it and what it must hold."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus.errors import OfficialError
from corpus.extract import extract
from corpus.instrument import Language, Scheme
from corpus.locator import Locator
from corpus.split import Unit, split
from corpus.split.document import split_document


@dataclass(frozen=True, slots=True)
class Address:
    """A document on the network that a program can download."""

    url: str
    format: str
    sha256: str | None
    """Given where the document never changes; else its units are counted."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of a mirror that holds a text; one wording may be there in several formats."""

    id: str
    file: str
    """Its name in a mirror."""
    sha256: str
    format: str


@dataclass(frozen=True, slots=True)
class OfficialText:
    """One wording of an instrument in one language, however many files hold it."""

    id: str
    instrument: str
    version: datetime.date | None
    """The day whose wording it holds, where that is not the present one: its locators name it."""
    language: Language
    scheme: Scheme
    file: str
    """Its name in a mirror."""
    sha256: str
    """SHA-256 of the file in a mirror; records name it as what they were checked against."""
    format: str
    copies: tuple[Copy, ...]
    """Other files of a mirror with the same wording: each serves in place of the first."""
    addresses: tuple[Address, ...]
    counts: dict[str, int] = field(hash=False)
    """How many whole units of each part it holds, such as ``{"art": 113, "rec": 180, "annex": 13}``."""
    partial: bool
    """Whether it holds some provisions of the instrument only: others may exist."""
    licence: str
    note: str
    """What is known of its completeness and authenticity, and why it has no address where it has none."""
    outdated: tuple[Locator, ...]
    """Provisions changed, deleted or inserted by a later amendment: their words here are not those in force."""
    before: datetime.date | None
    """The day whose wording the outdated provisions have here: records of that earlier wording rest on them."""
    amendments: tuple[str, ...]
    """SHA-256 of the amending texts, which the records of outdated provisions were checked against."""
    local: bool = False
    """Whether the agency that runs the guide added it; it is split along whatever numbering it shows."""

    @property
    def wording(self) -> str:
        """Whose text it is, as its locators begin: ``kr-pipa``, or ``kr-pipa@2023-01-12``."""
        return self.instrument if self.version is None else f"{self.instrument}@{self.version}"

    @property
    def files(self) -> tuple[Copy, ...]:
        """Every file of a mirror that holds it, the preferred one first."""
        return (Copy(self.id, self.file, self.sha256, self.format), *self.copies)

    @property
    def hashes(self) -> frozenset[str]:
        """SHA-256 of each of these files."""
        return frozenset(copy.sha256 for copy in self.files)

    def from_copy(self, copy: Copy) -> OfficialText:
        """This text, with ``copy`` as the preferred file."""
        others = tuple(other for other in self.files if other != copy)
        return replace(self, file=copy.file, sha256=copy.sha256, format=copy.format, copies=others)

    def changed(self, locator: Locator) -> bool:
        """Whether an amendment changed this provision, one around it or one inside it."""
        near = (gone for gone in self.outdated if gone.number == locator.number)
        return any(gone.contains(locator) or locator.contains(gone) for gone in near)

    def earlier(self, unit: Unit) -> Unit | None:
        """An outdated unit as one of the earlier wording that it still tells; None where it is up to date."""
        return unit.dated(self.before) if self.before is not None and self.changed(unit.locator) else None

    def units(self, raw: bytes, form: str) -> tuple[Unit, ...]:
        """The units of ``raw``, a copy of this text in ``form``; OfficialError where it holds others than expected."""
        text = extract(raw, form)
        if self.local:
            units = split_document(text, self.instrument)[1]
        else:
            units = split(text, self.scheme, self.instrument, self.version)
        found = dict(Counter(unit.locator.part for unit in units))
        if found != self.counts:
            raise OfficialError(f"not the expected document: it holds {_say(found)}, not {_say(self.counts)}")
        return units


def _say(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {part}" for part, number in counts.items()) or "no numbered unit"
