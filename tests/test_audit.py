"""Audit: faults and doubts found in records, against the official text."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path

import pytest
from mirror import official_mirror

from corpus.agreement import numbers
from corpus.audit import audit
from corpus.finding import Level, Report
from corpus.instrument import Language
from corpus.official import Manifest, Store
from corpus.register import Register

ACT = """HAVE ADOPTED THIS REGULATION:
Article 1
Aim
1. The controller shall tell the authority within 24 hours, and at most two times in four years.
2. Member States should keep a list of 1 000 systems from 2 August 2026.
3. Nobody shall not sell it, save on one of these grounds:
(a) a court asks for it;
(b) a person has asked.
4. A deployer may sell it.
Article 2
Replaced
Old words.
""".replace("Nobody shall not", "A deployer shall not").encode()
SHA = hashlib.sha256(ACT).hexdigest()
AMENDING = "b" * 64
STATUTE = """##### 제1조 (노력)

**①** 기관은 영향평가를 받도록 노력하여야 한다.

##### 제2조 (정의)

  1\\. 첫째 말이다.
  2\\. 둘째 말이다.
""".encode()
DAY = datetime.date(2026, 11, 23)


def _record(locator: str = "art-1/1", **changes: object) -> dict[str, object]:
    record: dict[str, object] = {
        "locator": locator,
        "heading": {"en": "Telling", "ko": "통지"},
        "en": "The controller must tell the authority within 24 hours, at most twice in four years.",
        "ko": "개인정보처리자는 24시간 안에 감독기관에 알려야 하며, 4년에 두 번을 넘을 수 없다.",
        "topics": ["reporting"],
        "modality": "must",
        "checked": {"against": SHA},
    }
    return record | changes


def _audit(
    folder: Path, *records: dict[str, object], act: bytes = ACT, scheme: str = "eu-act", **changes: object
) -> Report:
    """The audit of one instrument with these records, its fields changed, against a mirror that holds ``act``."""
    entry = {
        "id": "x-en", "instrument": "x-act", "language": "en" if scheme == "eu-act" else "ko", "scheme": scheme,
        "file": "x.txt", "sha256": hashlib.sha256(act).hexdigest(), "format": "text", "addresses": [],
        "counts": {"art": 2}, "licence": "ours", "note": "made for a test", "amendments": [AMENDING],
        "outdated": ["art-2", "art-3"] if scheme == "eu-act" else [],
    }  # fmt: skip
    file: dict[str, object] = {
        "id": "x-act", "title": {"en": "The X Act", "ko": "엑스법"}, "short": {"en": "X Act", "ko": "엑스법"},
        "issuer": "eu", "body": {"en": "Nobody", "ko": "없음"}, "scheme": scheme, "force": "regulation",
        "status": "in force", "adopted": "2020-01-02", "in_force": "2021-01-02", "url": "https://example.org/x",
        "official": ["x-en"], "provisions": list(records),
    }  # fmt: skip
    (folder / "records").mkdir()
    (folder / "records" / "x-act.yaml").write_text(json.dumps(file | changes, indent=1, ensure_ascii=False), "utf-8")
    (folder / "official.yaml").write_text(json.dumps({"texts": [entry]}), "utf-8")
    (folder / "x.txt").write_bytes(ACT if scheme == "eu-act" else act)
    return audit(
        Register.load(folder / "records"),
        folder=folder / "records",
        manifest=Manifest.load(folder / "official.yaml"),
        mirror=folder,
        on=DAY,
    )


def _said(report: Report) -> list[tuple[str, str]]:
    return [(str(finding.level), finding.message) for finding in report.findings]


def test_a_sound_record(tmp_path: Path) -> None:
    """A record that says what its official words say raises nothing; what was checked is counted."""
    report = _audit(tmp_path, _record(), _record("art-1/4", en="It may be sold.", ko="팔 수 있다.", modality="may"))
    assert _said(report) == []
    assert report.counts["records"] == report.counts["checked against an official text"] == 2
    assert report.counts["official texts at hand"] == 1


WARNINGS = [
    ({"en": "The controller must tell the authority within 48 hours."}, "en: 48 not in the official words"),
    ({"en": "The controller must tell it within three days."}, "en: 3 not in the official words"),
    ({"ko": "개인정보처리자는 72시간 안에 알려야 한다."}, "ko: 72 not in the official words"),
    (
        {"en": "The provider must tell the authority within 24 hours."},
        "en: names provider, which the official words do not",
    ),
    ({"modality": "should"}, "modality 'should': the official words oblige"),
    ({"modality": "may"}, "modality 'may': the official words permit nothing"),
    ({"modality": "must not"}, "modality 'must not': the official words negate nothing"),
    (
        {"locator": "art-1/2", "en": "States must keep a list.", "ko": "회원국은 목록을 두어야 한다."},
        "modality 'must': the official words only recommend",
    ),
    (
        {"locator": "art-1/3", "modality": "must not", "en": "A deployer sells it.", "ko": "팔아서는 안 된다."},
        "en: the official words forbid something, the record negates nothing",
    ),
]


@pytest.mark.parametrize(("changes", "message"), WARNINGS)
def test_doubts(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    """A number, a strength or a negation that the official words do not bear out is a warning, with its place."""
    report = _audit(tmp_path, _record(**changes))
    assert _said(report) == [("warning", message)]
    finding = report.findings[0]
    line = (tmp_path / "records" / "x-act.yaml").read_text("utf-8").splitlines()[finding.line - 1]
    assert '"locator"' in line
    assert finding.locator == f"x-act/{changes.get('locator', 'art-1/1')}"


ERRORS = [
    ({"locator": "art-1/9"}, "no such provision in the official text"),
    ({"checked": {"against": "a" * 64}}, f"checked against {'a' * 12}…, which is no official text of x-act"),
    ({"locator": "art-2"}, "an amendment changed this provision"),
    ({"checked": {"against": AMENDING}}, "checked against the amending text, which does not change this provision"),
    ({"ko": "Not Korean, 24."}, "text: the Korean has no Hangul"),
    (
        {"en": f"x 24 {'여기에는 영어가 없다. ' * 5}"},
        "text: the English is not",
    ),
    ({"applies": "2019-01-01"}, "applies from 2019-01-01, before its instrument was adopted on 2020-01-02"),
    ({"status": "not yet applicable", "applies": "2026-11-23"}, "status 'not yet applicable', but it applies since"),
    ({"status": "in force", "applies": "2026-11-24"}, "status 'in force', but it applies only from 2026-11-24"),
    ({"url": "https://localhost/x"}, "'https://localhost/x' is not a web address"),
]


@pytest.mark.parametrize(("changes", "message"), ERRORS)
def test_faults_of_a_record(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    """A record that names a provision, a text, a day or an address that cannot be is a fault."""
    found = [text for level, text in _said(_audit(tmp_path, _record(**changes))) if level == "error"]
    assert len(found) == 1
    assert found[0].startswith(message)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"in_force": "2019-01-02"}, "adopted on 2020-01-02, after it came into force on 2019-01-02"),
        ({"status": "expired"}, "status 'expired' without the day on which it expired"),
        ({"expired": "2026-11-23"}, "expired on 2026-11-23, but its status is 'in force'"),
        ({"expired": "2020-06-01", "status": "expired"}, "expired on 2020-06-01, before it came into force"),
        ({"status": "not yet applicable"}, "status 'not yet applicable', but it is in force since 2021-01-02"),
        ({"units": {"art": 4}}, "units: the highest art of the official text is 3, not 4"),
        ({"official": ["x-en", "y"]}, "official: 'y' is not in the manifest"),
    ],
)
def test_faults_of_an_instrument(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    """An instrument whose dates, units or official texts contradict each other is a fault."""
    record = _record(status="in force")
    assert [text for _, text in _said(_audit(tmp_path, record, **changes))] == [message]


def test_an_inserted_provision_is_checked_against_the_amending_text(tmp_path: Path) -> None:
    """A provision that only the amending text has needs no place in the original."""
    assert _said(_audit(tmp_path, _record("art-3", checked={"against": AMENDING}))) == []


def test_a_mirror_with_other_bytes(tmp_path: Path) -> None:
    """A mirror file of another hash is a fault, and nothing is checked against it."""
    report = _audit(tmp_path, _record(), act=ACT + b" ")
    messages = [text for _, text in _said(report)]
    assert len(messages) == 2
    assert "its SHA-256 is" in messages[0]
    assert messages[1].startswith(f"checked against {SHA[:12]}")
    assert report.counts["official texts at hand"] == 0


@pytest.mark.parametrize(
    ("locator", "ko", "items_first", "found"),
    [
        ("art-1/1", "기관은 영향평가를 받도록 노력하여야 한다.", [], []),
        ("art-1/1", "기관은 영향평가를 받아야 한다.", [],
         [("warning", "modality 'must': the official words ask for an endeavour only")]),
        ("art-2/1", "첫째 말을 정한다.", [], [("error", "items_first: art-2 has items (호) but no paragraphs (항)")]),
        ("art-2/1", "첫째 말을 정한다.", ["art-2"], []),
        ("art-1/1", "노력하여야 한다.", ["art-1"], [("error", "items_first: art-1 has paragraphs (항)")]),
    ],
)  # fmt: skip
def test_korean_statutes(
    tmp_path: Path, locator: str, ko: str, items_first: list[str], found: list[tuple[str, str]]
) -> None:
    """A duty to endeavour is no duty to do; an article without 항 must be declared, for its pinpoints."""
    sha = hashlib.sha256(STATUTE).hexdigest()
    modality = "must" if locator == "art-1/1" else "states"
    record = _record(locator, en="It speaks.", ko=ko, modality=modality, checked={"against": sha})
    report = _audit(tmp_path, record, act=STATUTE, scheme="kr-statute", items_first=items_first)
    assert _said(report) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("within 24 hours and four years", "en", {"24", "4"}),
        ("EUR 35 000 000 or 7 %", "en", {"35000000", "7"}),
        ("35 million", "en", {"35000000"}),
        ("3,500만 유로", "ko", {"35000000"}),
        ("5천만원 이하", "ko", {"50000000"}),
        ("10 billion won", "en", {"10000000000"}),
        ("100억원", "ko", {"10000000000"}),
        ("1천명", "ko", {"1000"}),
        ("2026년 8월 2일", "ko", {"2026", "8", "2"}),
        ("2 August 2026", "en", {"2026", "8", "2"}),
        ("세 가지 목적", "ko", {"3"}),
        ("it may march on", "en", set()),
        ("no one", "en", set()),
    ],
)
def test_numbers(text: str, language: Language, found: set[str]) -> None:
    """Numbers in digits and in words are compared across both languages."""
    assert numbers(text, language) == found


def test_the_project_has_no_faults() -> None:
    """Against the mirror, the records of the project have no fault."""
    report = audit(Register.load(), mirror=official_mirror())
    assert [str(finding) for finding in report.findings if finding.level is Level.ERROR] == []


def test_without_official_texts(tmp_path: Path) -> None:
    """With no official text at hand, what can be checked without them still is."""
    report = audit(Register.load(), store=Store(tmp_path))
    assert report.counts["official texts at hand"] == 0
    assert [str(finding) for finding in report.findings if finding.level is Level.ERROR] == []
