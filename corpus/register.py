"""Register: every instrument and provision record (``corpus/instruments``), headings of what has no record."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, model_validator

from corpus import headings, yaml_file
from corpus.errors import LocatorError, RecordError
from corpus.instrument import Bilingual, Force, Instrument, Issuer, Scheme, Status
from corpus.locator import Locator
from corpus.provision import Addressee, Checked, Modality, Provision, Topic

INSTRUMENTS = Path(__file__).parent / "instruments"

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Both(_Strict):
    en: _Words
    ko: _Words

    def value(self) -> Bilingual:
        return Bilingual(" ".join(self.en.split()), " ".join(self.ko.split()))


class _Checked(_Strict):
    against: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    secondary: HttpUrl | None = None

    @model_validator(mode="after")
    def _one(self) -> _Checked:
        if (self.against is None) == (self.secondary is None):
            raise ValueError("give exactly one of 'against' (a SHA-256) and 'secondary' (an address)")
        return self


class _Record(_Strict):
    locator: _Words
    heading: _Both
    en: _Words
    ko: _Words
    topics: Annotated[list[Topic], Field(min_length=1)]
    modality: Modality
    addressees: list[Addressee] = []
    exceptions: list[str] = []
    conditions: list[str] = []
    see_also: list[str] = []
    status: Status | None = None
    applies: datetime.date | None = None
    pinpoint: _Both | None = None
    note: _Both | None = None
    url: HttpUrl | None = None
    checked: _Checked


class _Version(_Strict):
    """An earlier wording of the instrument: what differs from the present one."""

    date: datetime.date
    symbol: str | None = None
    adopted: datetime.date
    in_force: datetime.date | None = None
    expired: datetime.date
    official: list[str] = []
    units: dict[str, int] = {}
    items_first: list[str] = []
    note: _Both | None = None

    @model_validator(mode="after")
    def _stands_on_its_day(self) -> _Version:
        if not (self.in_force or self.adopted) <= self.date < self.expired:
            raise ValueError("the wording must be in force on its 'date': in_force <= date < expired")
        return self


class _File(_Strict):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    title: _Both
    short: _Both
    issuer: Issuer
    body: _Both
    symbol: str | None = None
    scheme: Scheme
    force: Force
    status: Status
    adopted: datetime.date
    in_force: datetime.date | None = None
    expired: datetime.date | None = None
    amended_by: list[str] = []
    about: list[str] = []
    url: HttpUrl
    official: list[str] = []
    units: dict[str, int] = {}
    items_first: list[str] = []
    note: _Both | None = None
    versions: list[_Version] = []
    provisions: Annotated[list[_Record], Field(min_length=1)]


@dataclass(frozen=True)
class Register:
    """All instruments and provision records, by id and by locator, in the order of the files."""

    instruments: Mapping[str, Instrument]
    """In their present wording."""
    versions: Mapping[tuple[str, datetime.date], Instrument]
    """Earlier wordings, by instrument id and the day that their locators name."""
    provisions: Mapping[Locator, Provision]
    headings: headings.Headings
    """What the guide calls articles, sections and paragraphs of which parts have no record."""
    digest: str
    """SHA-256 over the files: it changes when any record or heading changes."""

    @classmethod
    def load(cls, folder: Path = INSTRUMENTS) -> Register:
        """Read every file of ``folder`` and of ``headings`` beside it.

        Raises RecordError naming file, line and field of the first fault.
        """
        paths = sorted(folder.glob("*.yaml"))
        if not paths:
            raise RecordError(f"{folder}: no instrument files (*.yaml) here")
        digest = hashlib.sha256()
        instruments: dict[str, Instrument] = {}
        versions: dict[tuple[str, datetime.date], Instrument] = {}
        provisions: dict[Locator, Provision] = {}
        places: dict[Locator, tuple[Path, int]] = {}
        for path in paths:
            source = path.read_bytes()
            digest.update(path.name.encode() + b"\0" + source)
            instrument, earlier, records = _read(path, source)
            instruments[instrument.id] = instrument
            versions |= earlier
            for number, record in enumerate(records):
                if record.locator in provisions:
                    raise _fault(path, number, "locator", f"{record.locator} is recorded twice")
                provisions[record.locator] = record
                places[record.locator] = path, number
        for instrument in instruments.values():
            unknown = [id for id in instrument.about if id not in instruments]
            if unknown:
                path = folder / f"{instrument.id}.yaml"
                line = yaml_file.line(path.read_bytes(), ("about",))
                raise RecordError(f"{path}:{line}: about: no instrument '{unknown[0]}' here")
        called = headings.read(folder.parent / headings.FOLDER, instruments)
        digest.update(repr(called).encode())
        register = cls(instruments, versions, provisions, called, digest.hexdigest())
        register._check_links(places)
        return register

    def wording(self, locator: Locator) -> Instrument | None:
        """The instrument that ``locator`` stands in, in the wording it names; None where the register has it not."""
        if locator.date is None:
            return self.instruments.get(locator.instrument)
        return self.versions.get((locator.instrument, locator.date))

    def extended(self, local: Iterable[Instrument]) -> Register:
        """This register with instruments that an agency added; they have no records."""
        added = {instrument.id: instrument for instrument in local}
        told = "".join(
            f"{held.id}\0{held.title}\0{held.body}\0{held.force}\0{held.adopted}\0{held.url}" for held in added.values()
        )
        digest = hashlib.sha256(f"{self.digest}{told}".encode()).hexdigest() if added else self.digest
        return replace(self, instruments={**self.instruments, **added}, digest=digest)

    def of(self, instrument: str) -> Iterator[Provision]:
        """The records of one instrument, in the order of its file."""
        return (record for record in self.provisions.values() if record.locator.instrument == instrument)

    @cached_property
    def children(self) -> Mapping[Locator, tuple[Provision, ...]]:
        """The records directly or indirectly inside each recorded or unrecorded parent."""
        inside: dict[Locator, list[Provision]] = {}
        for record in self.provisions.values():
            around = record.locator.parent
            while around is not None:
                inside.setdefault(around, []).append(record)
                around = around.parent
        return {parent: tuple(records) for parent, records in inside.items()}

    def _check_links(self, places: Mapping[Locator, tuple[Path, int]]) -> None:
        for record in self.provisions.values():
            for field in ("exceptions", "conditions", "see_also"):
                for target in getattr(record, field):
                    if target not in self.provisions:
                        path, number = places[record.locator]
                        raise _fault(path, number, field, f"{target} is not recorded")


def _fault(path: Path, number: int, field: str, message: str) -> RecordError:
    """A fault in a field of the record at this position of a file, with its line."""
    line = yaml_file.line(path.read_bytes(), ("provisions", number, field))
    return RecordError(f"{path}:{line}: provisions[{number}].{field}: {message}")


def _read(path: Path, source: bytes) -> tuple[Instrument, dict[tuple[str, datetime.date], Instrument], list[Provision]]:
    file = yaml_file.read(path, source, _File)
    if file.id != path.stem:
        raise RecordError(f"{path}:{yaml_file.line(source, ('id',))}: id: '{file.id}' is not the file's name")
    instrument = _instrument(file)
    versions = {(file.id, version.date): _earlier(instrument, version) for version in file.versions}
    records = []
    for number, record in enumerate(file.provisions):
        try:
            records.append(_provision(record, instrument, versions))
        except LocatorError as error:
            line = yaml_file.line(source, ("provisions", number, "locator"))
            raise RecordError(f"{path}:{line}: provisions[{number}]: {error}") from None
    return instrument, versions, records


def _instrument(file: _File) -> Instrument:
    return Instrument(
        id=file.id,
        version=None,
        title=file.title.value(),
        short=file.short.value(),
        issuer=file.issuer,
        body=file.body.value(),
        symbol=file.symbol,
        scheme=file.scheme,
        force=file.force,
        status=file.status,
        adopted=file.adopted,
        in_force=file.in_force,
        expired=file.expired,
        amended_by=tuple(file.amended_by),
        about=tuple(file.about),
        url=str(file.url),
        official=tuple(file.official),
        units=file.units,
        items_first=frozenset(file.items_first),
        note=file.note.value() if file.note else None,
    )


def _earlier(instrument: Instrument, version: _Version) -> Instrument:
    return replace(
        instrument,
        version=version.date,
        symbol=version.symbol,
        status=Status.SUPERSEDED,
        adopted=version.adopted,
        in_force=version.in_force,
        expired=version.expired,
        official=tuple(version.official),
        units=version.units,
        items_first=frozenset(version.items_first),
        note=version.note.value() if version.note else None,
    )


def _provision(
    record: _Record, instrument: Instrument, versions: Mapping[tuple[str, datetime.date], Instrument]
) -> Provision:
    def links(paths: list[str]) -> tuple[Locator, ...]:
        """A path without an instrument means the same wording."""
        return tuple(Locator.within(instrument.wording, path) for path in paths)

    locator = Locator.within(instrument.id, record.locator)
    if locator.instrument != instrument.id:
        raise LocatorError(f"'{record.locator}' is a locator of another instrument")
    if locator.date is not None:
        if (locator.instrument, locator.date) not in versions:
            raise LocatorError(f"'{record.locator}' names a wording that 'versions' does not list")
        instrument = versions[locator.instrument, locator.date]
    return Provision(
        locator=locator,
        text=_Both(en=record.en, ko=record.ko).value(),
        heading=record.heading.value(),
        topics=frozenset(record.topics),
        modality=record.modality,
        addressees=frozenset(record.addressees),
        exceptions=links(record.exceptions),
        conditions=links(record.conditions),
        see_also=links(record.see_also),
        status=record.status or instrument.status,
        applies=record.applies,
        pinpoint=record.pinpoint.value() if record.pinpoint else None,
        note=record.note.value() if record.note else None,
        url=str(record.url) if record.url else instrument.url,
        checked=Checked(
            record.checked.against,
            str(record.checked.secondary) if record.checked.secondary else None,
        ),
    )
