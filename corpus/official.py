"""Official: the manifest of official texts, and the store that holds the installed ones."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints

from corpus import yaml_file
from corpus.data import data_folder
from corpus.errors import OfficialError
from corpus.instrument import Language, Scheme
from corpus.local import held
from corpus.locator import Locator
from corpus.official_text import Address, Copy, OfficialText
from corpus.split import Unit

MANIFEST = Path(__file__).parent / "official.yaml"
Format = Literal["text", "pdf-text", "pdf-pages", "markdown", "json", "html", "xml"]
_SUFFIXES: dict[str, str] = {
    "text": ".txt", "pdf-text": ".txt", "pdf-pages": ".pdf", "markdown": ".md", "json": ".json",
    "html": ".html", "xml": ".xml",
}  # fmt: skip


_Sha = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_FileName = Annotated[str, StringConstraints(pattern=r"^[\w-][\w.-]*$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Address(_Strict):
    url: HttpUrl
    format: Format
    sha256: _Sha | None = None


class _Copy(_Strict):
    id: _Id
    file: _FileName
    sha256: _Sha
    format: Format


class _Entry(_Strict):
    id: _Id
    instrument: _Words
    version: datetime.date | None = None
    language: Language
    scheme: Scheme
    file: _FileName
    sha256: _Sha
    format: Format
    copies: list[_Copy] = []
    addresses: list[_Address]
    counts: Annotated[dict[str, int], Field(min_length=1)]
    partial: bool = False
    licence: _Words
    note: _Words
    outdated: list[str] = []
    before: datetime.date | None = None
    amendments: list[_Sha] = []

    def value(self) -> OfficialText:
        return OfficialText(
            id=self.id,
            instrument=self.instrument,
            version=self.version,
            language=self.language,
            scheme=self.scheme,
            file=self.file,
            sha256=self.sha256,
            format=self.format,
            copies=tuple(Copy(copy.id, copy.file, copy.sha256, copy.format) for copy in self.copies),
            addresses=tuple(Address(str(address.url), address.format, address.sha256) for address in self.addresses),
            counts=self.counts,
            partial=self.partial,
            licence=self.licence,
            note=" ".join(self.note.split()),
            outdated=tuple(Locator.within(self.instrument, path) for path in self.outdated),
            before=self.before,
            amendments=tuple(self.amendments),
        )


class _File(_Strict):
    texts: Annotated[list[_Entry], Field(min_length=1)]


@dataclass(frozen=True)
class Manifest:
    """Every official text that can be installed, by id, in the order of the file."""

    texts: Mapping[str, OfficialText]
    digest: str
    """SHA-256 of the file: it changes when any entry changes."""

    @classmethod
    def load(cls, path: Path = MANIFEST) -> Manifest:
        """Read ``path``; raise RecordError naming file, line and field of the first fault."""
        source = path.read_bytes()
        entries = yaml_file.read(path, source, _File).texts
        texts = {entry.id: entry.value() for entry in entries}
        ids = [name for entry in entries for name in (entry.id, *(copy.id for copy in entry.copies))]
        if len(set(ids)) < len(ids):
            raise OfficialError(f"{path}: two texts have the same id")
        return cls(texts, hashlib.sha256(source).hexdigest())

    @cached_property
    def ids(self) -> Mapping[str, OfficialText]:
        """Every text by its id, and by the id of each copy, which is then the preferred file of the text."""
        copies = {copy.id: text.from_copy(copy) for text in self.texts.values() for copy in text.copies}
        return {**self.texts, **copies}

    def select(self, ids: Iterable[str]) -> tuple[OfficialText, ...]:
        """The texts of these ids, or all where none is named; OfficialError names the first unknown id."""
        wanted = tuple(ids) or tuple(self.texts)
        for name in wanted:
            if name not in self.ids:
                raise OfficialError(f"'{name}' is no official text; known are {', '.join(self.ids)}")
        return tuple(self.ids[name] for name in dict.fromkeys(wanted))

    def extended(self, local: Iterable[OfficialText]) -> Manifest:
        """This manifest with the documents that an agency added."""
        return Manifest({**self.texts, **{text.id: text for text in local}}, self.digest)

    def of(self, instrument: str) -> tuple[OfficialText, ...]:
        """The official texts of one instrument."""
        return tuple(text for text in self.texts.values() if text.instrument == instrument)


@dataclass(frozen=True, slots=True)
class Installed:
    """What is known of an installed text; kept in a small file beside it."""

    file: str
    format: str
    sha256: str
    """SHA-256 of the installed file."""
    entry: str
    """The manifest's SHA-256 for this text when it was installed."""
    source: str
    """``mirror``, or the address that it was downloaded from."""


@dataclass(frozen=True, slots=True)
class Held:
    """A unit of an installed text."""

    unit: Unit
    text: OfficialText
    source: str
    """SHA-256 of the file that it was read from."""


class Store:
    """The official texts installed in a data folder; every file is verified by its hash when it is read."""

    def __init__(self, folder: Path | None = None, manifest: Manifest | None = None) -> None:
        data = data_folder() if folder is None else folder
        self.folder, self.local = data / "official", data / "local"
        self.locals = held(self.local)
        """The documents that the agency added."""
        self.manifest = (Manifest.load() if manifest is None else manifest).extended(one.text for one in self.locals)

    def installed(self, text: OfficialText) -> Installed | None:
        """What was installed of ``text`` for the present manifest entry; None where nothing was."""
        if text.local:
            return Installed(text.file, text.format, text.sha256, text.sha256, "local")
        try:
            found = Installed(**json.loads(self._origin(text).read_bytes()))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValueError, TypeError, OSError) as error:
            raise OfficialError(f"{self._origin(text)} cannot be read ({error}): install {text.id} again") from None
        return found if found.entry in text.hashes else None

    def read(self, text: OfficialText) -> tuple[Unit, ...] | None:
        """The units of an installed text; None where it is not installed, OfficialError where its file was changed."""
        found = self.installed(text)
        if found is None:
            return None
        path = (self.local / text.id if text.local else self.folder) / found.file
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise OfficialError(f"{path} cannot be read ({error.strerror}): install {text.id} again") from None
        if hashlib.sha256(raw).hexdigest() != found.sha256:
            raise OfficialError(f"{path} was changed after it was installed: install {text.id} again")
        return text.units(raw, found.format)

    def install(self, text: OfficialText, raw: bytes, form: str, source: str) -> None:
        """Put ``raw`` in place; a reader sees the old file or the new one, never a part."""
        sha256 = hashlib.sha256(raw).hexdigest()
        name = next((copy.file for copy in text.files if copy.sha256 == sha256), f"{text.id}{_SUFFIXES[form]}")
        entry = Installed(name, form, sha256, text.sha256, source)
        self.folder.mkdir(parents=True, exist_ok=True)
        _replace(self.folder / name, raw)
        _replace(self._origin(text), json.dumps(asdict(entry), indent=1).encode())
        self.__dict__.pop("units", None)

    @cached_property
    def units(self) -> Mapping[Locator, Mapping[Language, Held]]:
        """Every unit of every installed text, in each language that it is installed in.

        Where two texts have the same language, the first of the manifest counts. A text that cannot be read raises
        OfficialError.
        """
        found: dict[Locator, dict[Language, Held]] = {}
        for text in self.manifest.texts.values():
            installed = self.installed(text)
            for unit in (unit for whole in self.read(text) or () for unit in whole.walk()):
                for told in filter(None, (unit, text.earlier(unit))):
                    if installed is not None:
                        found.setdefault(told.locator, {}).setdefault(text.language, Held(told, text, installed.sha256))
        return found

    def _origin(self, text: OfficialText) -> Path:
        return self.folder / f"{text.id}.origin"


def _replace(path: Path, raw: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
