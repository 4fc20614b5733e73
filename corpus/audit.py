"""Audit: what is wrong, or may be, in the records, against the official texts at hand."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from corpus.agreement import disagreements
from corpus.errors import OfficialError
from corpus.finding import Finding, Level, Report
from corpus.hangul import mostly_hangul
from corpus.headings import FOLDER
from corpus.instrument import Bilingual, Instrument, Scheme, Status
from corpus.locator import Locator
from corpus.official import Manifest, Store
from corpus.official_text import OfficialText
from corpus.provision import Provision
from corpus.register import INSTRUMENTS, Register
from corpus.split import Unit

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_MOST_NAMES = 40
"""So many Hangul letters an English text may hold, for names of laws and bodies."""


@dataclass(slots=True)
class _Texts:
    """The official texts at hand: their units, and what could not be read."""

    units: dict[str, dict[Locator, Unit]] = field(default_factory=dict)
    """By the text's id, for each text at hand."""
    faults: dict[str, str] = field(default_factory=dict)


def audit(
    register: Register,
    *,
    folder: Path = INSTRUMENTS,
    manifest: Manifest | None = None,
    mirror: Path | None = None,
    store: Store | None = None,
    on: datetime.date | None = None,
) -> Report:
    """Audit ``register``, read from ``folder``, for the day ``on`` (today), against ``mirror`` or else ``store``."""
    manifest = manifest or Manifest.load()
    texts = _from_mirror(manifest, mirror) if mirror else _from_store(store or Store(manifest=manifest))
    day = on or datetime.date.today()
    findings: list[Finding] = []
    for instrument in register.instruments.values():
        path = folder / f"{instrument.id}.yaml"
        lines = _lines(path)
        earlier = (held for (id, _), held in register.versions.items() if id == instrument.id)
        for held in (instrument, *earlier):
            for message in (*_whole(held, manifest, texts), *_dates(held, day)):
                findings.append(Finding(Level.ERROR, path, 1, held.wording, message))
        for record in register.of(instrument.id):
            line = lines.get(record.locator, 1)
            held = register.wording(record.locator) or instrument
            for level, message in _record(record, held, manifest, texts, day):
                findings.append(Finding(level, path, line, str(record.locator), message))
    units = frozenset(locator for units in texts.units.values() for locator in units)
    findings += _of_headings(register, folder, units)
    return Report(tuple(findings), _counts(register, texts, findings), units)


def _of_headings(register: Register, folder: Path, units: Set[Locator]) -> Iterator[Finding]:
    """Headings of what no official text at hand holds, and those that are not in their language."""
    at_hand = {locator.instrument for locator in units}
    for locator, said in register.headings.items():
        path = folder.parent / FOLDER / f"{locator.instrument}.jsonl"
        if locator.instrument in at_hand and locator not in units:
            yield Finding(Level.ERROR, path, 1, str(locator), "no official text holds this")
        for language, text in said.items():
            if mostly_hangul(text) != (language == "ko"):
                yield Finding(Level.ERROR, path, 1, str(locator), f"{language}: not in that language: {text}")


def _counts(register: Register, texts: _Texts, findings: list[Finding]) -> dict[str, int]:
    levels = Counter(finding.level for finding in findings)
    records = register.provisions.values()
    return {
        "instruments": len(register.instruments),
        "records": len(register.provisions),
        "headings of other provisions": len(register.headings),
        "checked against an official text": sum(record.checked.against is not None for record in records),
        "checked against a secondary source": sum(record.checked.secondary is not None for record in records),
        "official texts at hand": len(texts.units),
        "errors": levels[Level.ERROR],
        "warnings": levels[Level.WARNING],
    }


def _from_mirror(manifest: Manifest, mirror: Path) -> _Texts:
    texts = _Texts()
    for text in manifest.texts.values():
        copy = next((copy for copy in text.files if (mirror / copy.file).is_file()), None)
        if copy is None:
            continue
        try:
            raw = (mirror / copy.file).read_bytes()
            found = hashlib.sha256(raw).hexdigest()
            if found != copy.sha256:
                raise OfficialError(f"{mirror / copy.file}: its SHA-256 is {found[:12]}…, expected {copy.sha256[:12]}…")
            _add(texts, text, text.units(raw, copy.format))
        except OfficialError as error:
            texts.faults[text.id] = str(error)
    return texts


def _from_store(store: Store) -> _Texts:
    texts = _Texts()
    for text in store.manifest.texts.values():
        try:
            _add(texts, text, store.read(text))
        except OfficialError as error:
            texts.faults[text.id] = str(error)
    return texts


def _add(texts: _Texts, text: OfficialText, units: tuple[Unit, ...] | None) -> None:
    if units is None:
        return
    walked = [unit for whole in units for unit in whole.walk()]
    earlier = [told for unit in walked if (told := text.earlier(unit)) is not None]
    texts.units[text.id] = {unit.locator: unit for unit in (*walked, *earlier)}


def _lines(path: Path) -> dict[Locator, int]:
    """The line of each record in its file."""
    root = yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
    assert isinstance(root, yaml.MappingNode)
    found: dict[Locator, int] = {}
    for key, records in root.value:
        if key.value == "provisions":
            for record in records.value:
                for name, value in record.value:
                    if name.value == "locator":
                        found[Locator.within(path.stem, value.value)] = value.start_mark.line + 1
    return found


def _whole(instrument: Instrument, manifest: Manifest, texts: _Texts) -> Iterator[str]:
    """Faults of what a file says of the whole instrument."""
    yield from _address(instrument.url)
    yield from _languages("title", instrument.title)
    for name in instrument.official:
        if name in texts.faults:
            yield f"official: {texts.faults[name]}"
        if name not in manifest.ids:
            yield f"official: '{name}' is not in the manifest"
        elif (manifest.ids[name].instrument, manifest.ids[name].version) != (instrument.id, instrument.version):
            yield f"official: '{name}' is a text of {manifest.ids[name].wording}"
    for part, number in _highest(instrument, manifest, texts).items():
        if part in instrument.units and instrument.units[part] != number:
            yield f"units: the highest {part} of the official text is {number}, not {instrument.units[part]}"


def _texts_of(instrument: Instrument, manifest: Manifest) -> list[OfficialText]:
    """The official texts that hold an instrument in this wording, or what was changed of it, in any language."""
    return [text for text in manifest.of(instrument.id) if instrument.version in (text.version, text.before)]


def _highest(instrument: Instrument, manifest: Manifest, texts: _Texts) -> dict[str, int]:
    """The highest number of each part in the whole official texts at hand, inserted provisions included."""
    held = [text for text in manifest.of(instrument.id) if text.id in texts.units and not text.partial]
    held = [text for text in held if text.version == instrument.version]
    locators = [locator for text in held for locator in (*texts.units[text.id], *text.outdated)]
    locators = [locator for locator in locators if locator.date == instrument.version]
    highest: dict[str, int] = {}
    for locator in locators:
        digits = re.match(r"\d+", locator.number)
        if digits:
            highest[locator.part] = max(highest.get(locator.part, 0), int(digits[0]))
    return highest


def _dates(instrument: Instrument, day: datetime.date) -> Iterator[str]:
    adopted, in_force, expired = instrument.adopted, instrument.in_force, instrument.expired
    if in_force and adopted > in_force:
        yield f"adopted on {adopted}, after it came into force on {in_force}"
    if expired and expired < (in_force or adopted):
        yield f"expired on {expired}, before it came into force"
    if instrument.status is Status.EXPIRED and expired is None:
        yield "status 'expired' without the day on which it expired"
    if expired and expired <= day and instrument.status not in (Status.EXPIRED, Status.SUPERSEDED):
        yield f"expired on {expired}, but its status is '{instrument.status}'"
    if instrument.status is Status.NOT_YET_APPLICABLE and in_force and in_force <= day:
        yield f"status 'not yet applicable', but it is in force since {in_force}"


def _record(
    record: Provision, instrument: Instrument, manifest: Manifest, texts: _Texts, day: datetime.date
) -> Iterator[tuple[Level, str]]:
    for message in (*_form(record, instrument, day), *_verified(record, instrument, manifest, texts)):
        yield Level.ERROR, message
    text = _checked_against(record, instrument, manifest)
    units = texts.units.get(text.id, {}) if text else {}
    unit = units.get(record.locator)
    if text is None or unit is None or text.changed(record.locator):
        return
    around: list[Unit] = []
    outer = record.locator.parent
    while outer is not None and outer in units:
        around.append(units[outer])
        outer = outer.parent
    linked = _linked(record, texts)
    for message in disagreements(record, instrument, unit, tuple(around), text.language, linked):
        yield Level.WARNING, message


def _linked(record: Provision, texts: _Texts) -> str:
    """The official words at hand of the articles that a record links to."""
    links = {link.whole for link in (*record.exceptions, *record.conditions, *record.see_also)}
    units = (held[link] for link in links for held in texts.units.values() if link in held)
    return "\n".join(f"{unit.heading or ''}\n{unit.text}" for unit in units)


def _checked_against(record: Provision, instrument: Instrument, manifest: Manifest) -> OfficialText | None:
    """The official text that a record was checked against, or whose amendment it was checked against."""
    against = record.checked.against
    texts = _texts_of(instrument, manifest)
    return next((text for text in texts if against in text.hashes or against in text.amendments), None)


def _form(record: Provision, instrument: Instrument, day: datetime.date) -> Iterator[str]:
    yield from _languages("text", record.text)
    yield from _languages("heading", record.heading)
    if record.note is not None:
        yield from _languages("note", record.note)
    yield from _address(record.url)
    if record.checked.secondary is not None:
        yield from _address(record.checked.secondary)
    if record.applies and record.applies < instrument.adopted:
        yield f"applies from {record.applies}, before its instrument was adopted on {instrument.adopted}"
    since = record.applies or instrument.in_force
    if record.status is Status.NOT_YET_APPLICABLE and since and since <= day:
        yield f"status 'not yet applicable', but it applies since {since}"
    if record.status is Status.IN_FORCE and record.applies and record.applies > day:
        yield f"status 'in force', but it applies only from {record.applies}"


def _verified(record: Provision, instrument: Instrument, manifest: Manifest, texts: _Texts) -> Iterator[str]:
    against = record.checked.against
    if against is None:
        return
    text = _checked_against(record, instrument, manifest)
    if text is None:
        yield f"checked against {against[:12]}…, which is no official text of {instrument.id} in the manifest"
        return
    if against in text.hashes and text.changed(record.locator):
        yield "an amendment changed this provision: check it against the amending text"
    elif against not in text.hashes and not text.changed(record.locator):
        yield "checked against the amending text, which does not change this provision"
    units = texts.units.get(text.id)
    if units is None:
        return
    if record.locator not in units and record.locator not in text.outdated:
        yield "no such provision in the official text"
    if instrument.scheme is Scheme.KR_STATUTE:
        yield from _items_first(record.locator, instrument, units)


def _items_first(locator: Locator, instrument: Instrument, units: Mapping[Locator, Unit]) -> Iterator[str]:
    """Whether the file says rightly that an article's first level is 호."""
    article = units.get(locator.whole)
    if article is None or not locator.subs:
        return
    items = not any("①" <= child.label[:1] <= "㊿" for child in article.children)
    if items and locator.whole.path not in instrument.items_first:
        yield f"items_first: {locator.whole.path} has items (호) but no paragraphs (항)"
    if not items and locator.whole.path in instrument.items_first:
        yield f"items_first: {locator.whole.path} has paragraphs (항)"


def _languages(name: str, words: Bilingual) -> Iterator[str]:
    if not _HANGUL.search(words.ko):
        yield f"{name}: the Korean has no Hangul"
    if not _LATIN.search(words.en) or len(_HANGUL.findall(words.en)) > _MOST_NAMES:
        yield f"{name}: the English is not in English"


def _address(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or "." not in parts.netloc or re.search(r"\s", url):
        yield f"'{url}' is not a web address"
