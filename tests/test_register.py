"""Register: the record files, and what is wrong with a faulty one."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.instrument import Status
from corpus.locator import Locator
from corpus.provision import Modality
from corpus.register import Register

FILE = """id: x-act
title: {en: The X Act, ko: 엑스법}
short: {en: X Act, ko: 엑스법}
issuer: un
body: {en: Nobody, ko: 없음}
scheme: eu-act
force: report
status: current
adopted: 2020-01-02
url: https://example.org/x
provisions:
  - locator: art-1
    heading: {en: Aim, ko: 목적}
    en: It says one thing.
    ko: 하나를 말한다.
    topics: [scope]
    modality: states
    exceptions: [art-1/2/a]
    checked: {secondary: "https://example.org/y"}
  - locator: art-1/2/a
    heading: {en: Exception, ko: 예외}
    en: It says another
      thing.
    ko: 다른 것을 말한다.
    topics: [scope]
    modality: may
    url: https://example.org/z
    checked: {secondary: "https://example.org/y"}
"""

FAULTS = [
    ("force: report", "force: opinions", r"x-act\.yaml:7: force: "),
    ("id: x-act", "id: y-act", r"x-act\.yaml:1: id: 'y-act' is not the file's name"),
    ("    modality: may", "    modality: might", r"x-act\.yaml:26: provisions\[1\]\.modality: "),
    ("topics: [scope]\n    modality: states", "topics: []\n    modality: states", r"provisions\[0\]\.topics: "),
    ("locator: art-1/2/a", "locator: article-1", r"x-act\.yaml:20: provisions\[1\]: 'article-1' is not a locator"),
    ("locator: art-1/2/a", "locator: art-1", r"x-act.yaml:\d+: provisions\[1\].locator: x-act/art-1 is recorded twice"),
    ("[art-1/2/a]", "[art-9]", r"x-act.yaml:18: provisions\[0\].exceptions: x-act/art-9 is not recorded"),
    ("url: https://example.org/x", "url: example.org", r"x-act\.yaml:10: url: "),
    ("    ko: 하나를 말한다.\n", "", r"provisions\[0\]\.ko: Field required"),
    ("heading: {en: Aim, ko: 목적}", "heading: {en: Aim, ko: ' '}", r"provisions\[0\]\.heading\.ko: "),
    ("status: current", "status: current\nstat: us", r"stat: Extra inputs"),
    ("status: current", "status: current\nabout: [y-act]", r"x-act.yaml:9: about: no instrument 'y-act' here"),
    ("title: {en", "title: {{en", r"x-act\.yaml:\d+: not valid YAML"),
    ('{secondary: "https://example.org/y"}', "{}", r"provisions\[0\]\.checked: .*give exactly one"),
]


def _write(folder: Path, text: str) -> Path:
    (folder / "x-act.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_record_file_is_read(tmp_path: Path) -> None:
    """A record takes what it does not say itself from its instrument; its links are full locators."""
    register = Register.load(_write(tmp_path, FILE))
    first, second = register.provisions.values()
    assert first.exceptions == (second.locator,) == (Locator.parse("x-act/art-1/2/a"),)
    assert (first.url, second.url) == ("https://example.org/x", "https://example.org/z")
    assert (second.text.en, second.modality) == ("It says another thing.", Modality.MAY)
    assert second.status is register.instruments["x-act"].status
    assert list(register.of("x-act")) == [first, second]
    assert register.children[first.locator] == (second,)


@pytest.mark.parametrize(("words", "instead", "message"), FAULTS)
def test_a_fault_is_named_by_file_line_and_field(tmp_path: Path, words: str, instead: str, message: str) -> None:
    """Each kind of fault in a record file is refused with one sentence that says where it is."""
    assert words in FILE
    with pytest.raises(RecordError, match=message):
        Register.load(_write(tmp_path, FILE.replace(words, instead, 1)))


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without record files is a fault, not an empty register."""
    with pytest.raises(RecordError, match="no instrument files"):
        Register.load(tmp_path)


def test_the_digest_follows_every_change(tmp_path: Path) -> None:
    """The register's digest changes with any change of a record file, and only then."""
    before = Register.load(_write(tmp_path, FILE)).digest
    assert Register.load(tmp_path).digest == before
    assert Register.load(_write(tmp_path, FILE.replace("another", "one more"))).digest != before


def test_the_register_of_the_project() -> None:
    """Every record file of the project is read; every record has topics and a text of its own in each language."""
    register = Register.load()
    assert register.provisions
    assert {record.locator.instrument for record in register.provisions.values()} == set(register.instruments)
    texts = [words for record in register.provisions.values() for words in (record.text.en, record.text.ko)]
    assert len(set(texts)) == len(texts)


EARLIER = (
    FILE.replace(
        "provisions:\n",
        "versions:\n  - {date: 2019-06-01, symbol: Old Act, adopted: 2018-01-01, expired: 2020-01-02}\nprovisions:\n",
    )
    + """  - locator: x-act@2019-06-01/art-1
    heading: {en: Old aim, ko: 옛 목적}
    en: It said one thing.
    ko: 하나를 말했다.
    topics: [scope]
    modality: states
    exceptions: [art-2]
    see_also: [x-act/art-1]
    checked: {secondary: "https://example.org/y"}
  - locator: x-act@2019-06-01/art-2
    heading: {en: Old exception, ko: 옛 예외}
    en: It said another thing.
    ko: 다른 것을 말했다.
    topics: [scope]
    modality: may
    checked: {secondary: "https://example.org/y"}
"""
)


def test_an_earlier_wording_stands_on_its_own(tmp_path: Path) -> None:
    """Its records have its dates and status; a link without an instrument stays in the same wording."""
    register = Register.load(_write(tmp_path, EARLIER))
    old = register.provisions[Locator.parse("x-act@2019-06-01/art-1")]
    assert old.exceptions == (Locator.parse("x-act@2019-06-01/art-2"),)
    assert old.see_also == (Locator.parse("x-act/art-1"),)
    assert old.status is Status.SUPERSEDED
    wording = register.wording(old.locator)
    assert wording is not None
    assert (wording.symbol, wording.wording) == ("Old Act", "x-act@2019-06-01")
    assert wording.stood(datetime.date(2019, 1, 1), datetime.date(2019, 12, 31))
    assert not wording.stood(datetime.date(2020, 1, 2), datetime.date(2020, 1, 2))
    assert register.wording(Locator.parse("x-act@2001-01-01/art-1")) is None


@pytest.mark.parametrize(
    ("words", "instead", "message"),
    [
        (
            "locator: x-act@2019-06-01/art-1",
            "locator: x-act@2019-06-02/art-1",
            "names a wording that .versions. does",
        ),
        ("locator: x-act@2019-06-01/art-1", "locator: y-act/art-1", "is a locator of another instrument"),
        ("expired: 2020-01-02}", "expired: 2019-06-01}", "the wording must be in force on its 'date'"),
    ],
)
def test_a_fault_of_an_earlier_wording_is_named(tmp_path: Path, words: str, instead: str, message: str) -> None:
    """A record names a wording that the file lists, and the wording stood on the day it is named by."""
    with pytest.raises(RecordError, match=message):
        Register.load(_write(tmp_path, EARLIER.replace(words, instead, 1)))


def _with_headings(folder: Path, *lines: str, name: str = "x-act") -> Path:
    instruments, headings = folder / "instruments", folder / "headings"
    for one in (instruments, headings):
        one.mkdir(exist_ok=True)
    (headings / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return _write(instruments, FILE)


def test_headings_of_what_has_no_record(tmp_path: Path) -> None:
    """They are read from the folder beside the records, in one language or both, and change the digest."""
    bare = Register.load(_with_headings(tmp_path))
    held = Register.load(_with_headings(tmp_path, '{"unit": "art-2", "ko": "벌칙"}', '{"unit": "art-3", "en": "End"}'))
    assert (bare.headings, dict(held.headings)) == (
        {},
        {Locator.parse("x-act/art-2"): {"ko": "벌칙"}, Locator.parse("x-act/art-3"): {"en": "End"}},
    )
    assert bare.digest != held.digest


@pytest.mark.parametrize(
    ("lines", "name", "told"),
    [
        (['{"unit": "art-2", "ko": " "}'], "x-act", "x-act.jsonl:1: ko: "),
        (['{"unit": "article 2", "ko": "벌칙"}'], "x-act", "x-act.jsonl:1: unit: 'article 2' is not a locator"),
        (['{"unit": "art-2/1", "ko": "벌칙"}'], "x-act", "x-act.jsonl:1: unit: x-act/art-2/1 is part of a unit"),
        (['{"unit": "art-2", "ko": "벌칙"}'] * 2, "x-act", "x-act.jsonl:2: unit: x-act/art-2 is given twice"),
        (['{"unit": "art-2", "ko": "벌칙"}'], "y-act", "y-act.jsonl: no instrument 'y-act' here"),
    ],
)
def test_a_malformed_heading_is_told_by_file_line_and_field(
    tmp_path: Path, lines: list[str], name: str, told: str
) -> None:
    """One sentence that says where and what."""
    with pytest.raises(RecordError) as fault:
        Register.load(_with_headings(tmp_path, *lines, name=name))
    assert told in str(fault.value)
