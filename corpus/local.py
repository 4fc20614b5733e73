"""Local: documents that an agency adds to its own guide, split along the numbering they show, and cited as local."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, ValidationError

from corpus.document import form_of
from corpus.errors import OfficialError
from corpus.extract import extract
from corpus.instrument import Bilingual, Force, Instrument, Issuer, Language, Scheme, Status
from corpus.official_text import OfficialText
from corpus.split import Unit
from corpus.split.document import split_document

_ABOUT = "about.json"
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_MARK = Bilingual("added locally", "자체 등록")

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Description(_Strict):
    """What the agency says of its document."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,60}$")]
    title: _Words
    title_ko: _Words | None = None
    """The Korean title; the same as ``title`` where it is not given."""
    body: _Words | None = None
    """Who made it."""
    force: Force
    adopted: datetime.date
    url: HttpUrl | None = None


class LocalText(_Strict):
    """A document in the data folder, with what was found in it."""

    said: Description
    language: Language
    scheme: Scheme
    file: Annotated[str, StringConstraints(pattern=r"^document\.[a-z]+$")]
    format: str
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    counts: Annotated[dict[str, int], Field(min_length=1)]
    items_first: list[str]

    @property
    def instrument(self) -> Instrument:
        """The document as an instrument of the register, marked as local in its title."""
        said = self.said
        title = Bilingual(f"{said.title} ({_MARK.en})", f"{said.title_ko or said.title} ({_MARK.ko})")
        body = said.body or "not stated"
        return Instrument(
            id=said.id, version=None, title=title, short=Bilingual(said.title, said.title_ko or said.title),
            issuer=Issuer.LOCAL, body=Bilingual(body, said.body or "미상"), symbol=None, scheme=self.scheme,
            force=said.force, status=Status.IN_FORCE if said.force.binding else Status.CURRENT, adopted=said.adopted,
            in_force=None, expired=None, amended_by=(), about=(), url=str(said.url or ""), official=(said.id,),
            units={}, items_first=frozenset(self.items_first), note=None,
        )  # fmt: skip

    @property
    def text(self) -> OfficialText:
        """The document as an official text of the store."""
        return OfficialText(
            id=self.said.id, instrument=self.said.id, version=None, language=self.language, scheme=self.scheme,
            file=self.file, sha256=self.sha256, format=self.format, copies=(), addresses=(), counts=self.counts,
            partial=True, licence="of the agency", note="added locally", outdated=(), before=None, amendments=(),
            local=True,
        )  # fmt: skip


def add(path: Path, said: Description, folder: Path, replace: bool = False) -> LocalText:
    """Read ``path``, split it and keep it under ``folder``; OfficialError says why a file cannot be taken in.

    Nothing is changed unless all of it was read: the document is put together beside and moved into place whole.
    """
    home = folder / said.id
    if home.exists() and not replace:
        raise OfficialError(f"a document '{said.id}' is there already; replace it with --replace")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise OfficialError(f"{path}: {error.strerror}") from None
    form = form_of(raw, path.name)
    try:
        text = extract(raw, form)
        scheme, units = split_document(text, said.id)
    except OfficialError as error:
        raise OfficialError(f"{path.name}: {error}") from None
    if not units:
        raise OfficialError(f"{path.name} holds no text that can be cited")
    local = LocalText(
        said=said, language=_language(text), scheme=scheme, file=f"document.{form}", format=form,
        sha256=hashlib.sha256(raw).hexdigest(), counts=dict(Counter(unit.locator.part for unit in units)),
        items_first=_items_first(units) if scheme is Scheme.KR_STATUTE else [],
    )  # fmt: skip
    _put(home, local, raw)
    return local


def remove(id: str, folder: Path) -> None:
    """Forget a document; OfficialError names those that are there where ``id`` is none of them."""
    home = folder / id
    if not (home / _ABOUT).is_file():
        known = ", ".join(local.said.id for local in held(folder)) or "none"
        raise OfficialError(f"there is no document '{id}' here; known are {known}")
    gone = folder / f".gone-{id}-{os.getpid()}"
    home.replace(gone)
    shutil.rmtree(gone)


def held(folder: Path) -> tuple[LocalText, ...]:
    """The documents kept under ``folder``, by id; OfficialError names one whose description cannot be read."""
    found = []
    for about in sorted(folder.glob(f"[a-z]*/{_ABOUT}")):
        try:
            found.append(LocalText.model_validate_json(about.read_bytes()))
        except (OSError, ValidationError):
            raise OfficialError(f"{about} cannot be read: add the document again with --replace") from None
    return tuple(found)


def _put(home: Path, local: LocalText, raw: bytes) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    beside = home.with_name(f".adding-{home.name}-{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    (beside / local.file).write_bytes(raw)
    about = json.loads(local.model_dump_json())
    (beside / _ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
    if home.exists():
        old = home.with_name(f".gone-{home.name}-{os.getpid()}")
        home.replace(old)
        beside.replace(home)
        shutil.rmtree(old)
    else:
        beside.replace(home)


def _language(text: str) -> Language:
    """Korean where Hangul makes up a fifth of the letters: names and terms of Korean law are often in Latin letters."""
    return "ko" if 4 * len(_HANGUL.findall(text)) >= len(_LATIN.findall(text)) else "en"


def _items_first(units: Sequence[Unit]) -> list[str]:
    """Articles whose first level is 호: their children carry no circled numbers."""
    return [
        unit.locator.path
        for unit in units
        if unit.children and not any("①" <= child.label[:1] <= "㊿" for child in unit.children)
    ]
