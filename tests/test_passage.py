"""Passage: records and official words under one locator."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_record, an_instrument
from mirror import official_mirror

from corpus.fetch import fetch
from corpus.instrument import Status
from corpus.locator import Locator
from corpus.official import Manifest, Store
from corpus.passage import Passage, official_words, passages
from corpus.register import Register

LONG = "x" * 600
OWN = f"{'It says a good deal of its own, with an actor, a duty and a time. ' * 2}Then it lists:"
ACT = f"""HAVE ADOPTED THIS REGULATION:
Article 1
Aim
1. This paragraph is short.
2. {OWN}
(a) {LONG};
(b) {LONG};
(c) a changed point.
3. An opening only:
(a) {LONG};
(b) {LONG}.
After the list it goes on.
Article 2
End
The end.
Article 3
Replaced
1. Old words.
2. More old words.
""".encode()
SHA = hashlib.sha256(ACT).hexdigest()
MANIFEST = f"""texts:
  - id: x-en
    instrument: x-act
    language: en
    scheme: eu-act
    file: x.txt
    sha256: {SHA}
    format: text
    addresses: []
    counts: {{art: 3}}
    licence: ours
    note: made for a test
    outdated: [art-1/2/c, art-3]
"""
RECORDS = """id: x-act
title: {en: The X Act, ko: 엑스법}
short: {en: X Act, ko: 엑스법}
issuer: eu
body: {en: Nobody, ko: 없음}
scheme: eu-act
force: regulation
status: amended
adopted: 2020-01-02
url: https://example.org/x
official: [x-en]
provisions:
"""
RECORD = """  - locator: LOCATOR
    heading: {en: Aim, ko: 목적}
    en: Plain words on LOCATOR.
    ko: LOCATOR의 쉬운 말.
    topics: [scope]
    modality: states
    checked: CHECKED
"""


def _register(folder: Path, *records: tuple[str, str]) -> Register:
    blocks = [RECORD.replace("LOCATOR", locator).replace("CHECKED", checked) for locator, checked in records]
    (folder / "records").mkdir()
    (folder / "records" / "x-act.yaml").write_text(RECORDS + "".join(blocks), encoding="utf-8")
    return Register.load(folder / "records")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with the text installed."""
    (tmp_path / "x.txt").write_bytes(ACT)
    (tmp_path / "official.yaml").write_text(MANIFEST, encoding="utf-8")
    store = Store(tmp_path / "data", Manifest.load(tmp_path / "official.yaml"))
    assert all(result.outcome.good for result in fetch(store.manifest.select(()), store, str(tmp_path)))
    return store


def _by_path(found: tuple[Passage, ...]) -> dict[str, Passage]:
    assert len({passage.locator for passage in found}) == len(found)
    return {passage.locator.path: passage for passage in found}


def test_records_and_official_units_are_merged(tmp_path: Path, store: Store) -> None:
    """A record checked against the installed text carries its words; long units are divided; openings of lists go
    into the lead of what follows; words that an amendment changed are in no passage."""
    register = _register(
        tmp_path,
        ("art-2", f"{{against: {SHA}}}"),
        ("art-1/1", f"{{against: {'a' * 64}}}"),
        ("art-3", f"{{against: {SHA}}}"),
        ("art-9", '{secondary: "https://example.org/y"}'),
    )
    found = _by_path(passages(register, store))
    assert list(found) == ["art-2", "art-1/1", "art-3", "art-9", "art-1/2", "art-1/2/a", "art-1/2/b", "art-1/3",
                           "art-1/3/a", "art-1/3/b"]  # fmt: skip
    official = {path: words.text if (words := passage.words("en")) else None for path, passage in found.items()}
    assert (official["art-2"], official["art-1/1"], official["art-3"], official["art-9"]) == (
        "The end.",
        None,
        None,
        None,
    )
    assert official["art-1/2"] == OWN
    assert official["art-1/3"] == "An opening only:\nAfter the list it goes on."
    (point,) = found["art-1/3/a"].official
    assert (point.text, point.lead, point.language, point.source) == (f"{LONG};", "An opening only:", "en", SHA)
    assert (point.heading, [words.heading for words in found["art-2"].official]) == ("Aim", ["End"])


def test_official_words_in_two_languages(tmp_path: Path) -> None:
    """Texts of one wording in two languages share locators: each passage has the words of both, whichever of the texts
    its record was checked against; a reader is shown the own language, or else the other."""
    english, korean = (
        ACT,
        ACT.replace(b"The end.", "끝.".encode()).replace(OWN.encode(), "혼자서도 뜻이 있는 말이다.".encode()),
    )
    sha = hashlib.sha256(korean).hexdigest()
    other = MANIFEST.removeprefix("texts:\n").replace("x-en", "x-ko").replace("language: en", "language: ko")
    for name, raw in (("x.txt", english), ("y.txt", korean)):
        (tmp_path / name).write_bytes(raw)
    (tmp_path / "official.yaml").write_text(MANIFEST + other.replace("x.txt", "y.txt").replace(SHA, sha), "utf-8")
    store = Store(tmp_path / "data", Manifest.load(tmp_path / "official.yaml"))
    assert all(result.outcome.good for result in fetch(store.manifest.select(()), store, str(tmp_path)))
    found = _by_path(passages(_register(tmp_path, ("art-2", f"{{against: {sha}}}")), store))
    assert list(found) == ["art-2", "art-1/1", "art-1/2", "art-1/2/a", "art-1/2/b", "art-1/3", "art-1/3/a", "art-1/3/b"]
    assert [(words.language, words.text, words.source) for words in found["art-2"].official] == [
        ("en", "The end.", SHA), ("ko", "끝.", sha),
    ]  # fmt: skip
    assert [words.lead for words in found["art-1/2/a"].official] == [OWN, "혼자서도 뜻이 있는 말이다."]
    assert found["art-1/2"].statement("ko") == "혼자서도 뜻이 있는 말이다."
    quoted = [found["art-2"].quotation(language) for language in ("en", "ko")]
    assert [words.text for words in quoted if words] == ["The end.", "끝."]


def test_what_may_be_stated(tmp_path: Path, store: Store) -> None:
    """A record speaks both languages; official words only their own."""
    found = _by_path(passages(_register(tmp_path, ("art-2", f"{{against: {SHA}}}")), store))
    assert [found["art-2"].statement(language) for language in ("en", "ko")] == [
        "Plain words on art-2.", "art-2의 쉬운 말.",
    ]  # fmt: skip
    assert [found["art-1/3/b"].statement(language) for language in ("en", "ko")] == [f"{LONG}.", None]


@pytest.mark.parametrize(
    ("path", "served"),
    [
        ("art-1", False), ("art-1/1", True), ("art-1/2", False), ("art-1/2/a", True), ("art-1/2/c", False),
        ("art-1/3", True), ("art-3", False), ("art-3/1", False), ("art-4", False),
    ],
)  # fmt: skip
def test_official_words_at_any_level(store: Store, path: str, served: bool) -> None:
    """Any unit can be looked up, unless an amendment changed it, the unit around it or one inside it."""
    words = official_words(Locator.within("x-act", path), store)
    assert bool(words) is served


def test_records_serve_alone(tmp_path: Path) -> None:
    """Where no official text is installed, every record is a passage all the same."""
    register = _register(tmp_path, ("art-1", f"{{against: {SHA}}}"), ("art-2", f"{{against: {SHA}}}"))
    found = passages(register, Store(tmp_path / "nowhere"))
    assert [(passage.locator.path, passage.official) for passage in found] == [("art-1", ()), ("art-2", ())]


def test_the_corpus_of_the_project(tmp_path: Path) -> None:
    """With the mirror installed, every checked record whose words are in force carries them, and none is empty; the
    words of an earlier wording stand under locators of its day, those that an amendment changed too."""
    store = Store(tmp_path)
    assert all(result.outcome.good for result in fetch(store.manifest.select(()), store, str(official_mirror())))
    register = Register.load()
    found = passages(register, store)
    assert all(passage.record or passage.official for passage in found)
    sources = {sha256 for text in store.manifest.texts.values() for sha256 in text.hashes}
    bare = [str(p.locator) for p in found if p.record and p.record.checked.against in sources and not p.official]
    for earlier in ("kr-pipa@2023-01-12/art-25/1", "eu-ai-act@2026-07-26/art-113"):
        assert official_words(Locator.parse(earlier), store) != ()
    changed = [text for text in store.manifest.texts.values() if text.outdated]
    assert [name for name in bare if not any(text.changed(Locator.parse(name)) for text in changed)] == []


@pytest.mark.parametrize(
    ("status", "applies", "in_force", "expired", "day", "expected"),
    [
        (Status.IN_FORCE, None, "2020-01-01", None, "2026-11-25", Status.IN_FORCE),
        (Status.IN_FORCE, None, "2020-01-01", "2023-01-01", "2022-12-31", Status.IN_FORCE),
        (Status.IN_FORCE, None, "2020-01-01", "2023-01-01", "2023-01-01", Status.EXPIRED),
        (Status.AMENDED, "2027-12-02", "2024-08-01", None, "2026-11-25", Status.NOT_YET_APPLICABLE),
        (Status.NOT_YET_APPLICABLE, "2026-12-02", "2024-08-01", None, "2026-12-01", Status.NOT_YET_APPLICABLE),
        (Status.NOT_YET_APPLICABLE, "2026-12-02", "2024-08-01", None, "2026-12-02", Status.IN_FORCE),
        (Status.CURRENT, None, None, None, "2026-11-25", Status.CURRENT),
        (Status.SUPERSEDED, None, "2020-08-05", "2023-09-15", "2026-11-25", Status.SUPERSEDED),
    ],
)
def test_a_status_follows_the_day(
    status: Status, applies: str | None, in_force: str | None, expired: str | None, day: str, expected: Status
) -> None:
    """What a file says of a status was true on the day it was written; the dates tell how it stands on another."""

    def read(iso: str | None) -> datetime.date | None:
        return datetime.date.fromisoformat(iso) if iso else None

    record = replace(a_record("art-1", "It says.", "말한다."), status=status, applies=read(applies))
    instrument = an_instrument(in_force=read(in_force), expired=read(expired))
    assert Passage(record.locator, instrument, record, ()).status_on(datetime.date.fromisoformat(day)) is expected
