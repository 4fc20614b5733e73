"""The glossary finds what a text names, in both languages, and each of its words means one thing."""

from __future__ import annotations

import hashlib
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.instrument import Issuer
from corpus.terms import TERMS, Glossary, TermKind

INSTRUMENTS = {
    "nhrck-frt-2023",
    "nhrck-frt-2024",
    "kr-constitution",
    "kr-nhrc-act",
    "kr-pipa",
    "kr-pipa-decree",
    "kr-ai-basic-act",
    "kr-ai-basic-act-decree",
    "kr-police-duties-act",
    "kr-immigration-act",
    "kr-police-data-decree",
    "kr-prosecution-data-decree",
    "udhr",
    "iccpr",
    "ccpr-gc-16",
    "ccpr-gc-37",
    "cerd-gr-36",
    "a-hrc-41-35",
    "a-hrc-44-24",
    "a-hrc-48-31",
    "a-hrc-51-17",
    "ungps",
    "unesco-ai-ethics",
    "echr",
    "coe-108",
    "coe-108plus",
    "coe-frt-guidelines",
    "coe-ai-convention",
    "eu-ai-act",
    "eu-ai-omnibus",
    "eu-ai-prohibited-guidelines",
    "eu-gdpr",
    "eu-led",
    "fra-frt-2019",
    "edpb-05-2022",
    "edpb-edps-5-2021",
    "us-ca-ab-1215",
    "us-wa-rcw-43-386",
    "us-il-bipa",
    "us-sf-19b",
    "oecd-ai",
}


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.load()


def found(glossary: Glossary, text: str) -> list[tuple[str, str]]:
    return [(mention.surface, mention.term.id) for mention in glossary.mentions(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("얼굴인식", [("얼굴인식", "facial-recognition")]),
        ("얼굴 인식", [("얼굴 인식", "facial-recognition")]),
        ("안면 인식", [("안면 인식", "facial-recognition")]),
        ("개인 정보 보호법", [("개인 정보 보호법", "kr-pipa")]),
        ("개인정보보호법", [("개인정보보호법", "kr-pipa")]),
        ("Facial-Recognition", [("Facial-Recognition", "facial-recognition")]),
        ("real time remote biometric identification", None),
        ("real-time remote biometric identification", None),
        ("GC37", [("GC37", "ccpr-gc-37")]),
        ("GC 37", [("GC 37", "ccpr-gc-37")]),
        ("AB1215", [("AB1215", "us-ca-ab-1215")]),
        ("시민적ㆍ정치적 권리에 관한 국제규약", [("시민적ㆍ정치적 권리에 관한 국제규약", "iccpr")]),
        ("people’s faces", [("people’s faces", "face")]),
    ],
)
def test_spacing_and_hyphens_do_not_matter(
    glossary: Glossary, text: str, mentions: list[tuple[str, str]] | None
) -> None:
    """White space inside a Korean name and the hyphens of an English one are free."""
    assert found(glossary, text) == (mentions or [(text, "real-time-remote-identification")])


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("EU는", [("EU", "european-union")]),
        ("GDPR에서", [("GDPR", "eu-gdpr")]),
        ("BIPA가", [("BIPA", "us-il-bipa")]),
        ("A/HRC/48/31의", [("A/HRC/48/31", "a-hrc-48-31")]),
        ("인권위법상", [("인권위법", "kr-nhrc-act")]),
        ("일본에서는", [("일본", "japan")]),
        ("경찰은 집회에서도", [("경찰", "police"), ("집회", "freedom-of-assembly")]),
        ("Eurozone", []),
        ("unclear", []),
    ],
)
def test_particles_may_follow_a_name(glossary: Glossary, text: str, mentions: list[tuple[str, str]]) -> None:
    """A Korean particle may follow at once, also after Latin letters; a Latin letter may not."""
    assert found(glossary, text) == mentions


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("인공지능기본법", [("인공지능기본법", "kr-ai-basic-act")]),
        ("AI 기본법", [("AI 기본법", "kr-ai-basic-act")]),
        ("EU 인공지능법", [("EU 인공지능법", "eu-ai-act")]),
        ("인공지능법", [("인공지능법", "eu-ai-act")]),
        ("한국 AI법", [("한국 AI법", "kr-ai-basic-act")]),
        ("인공지능기본법 시행령", [("인공지능기본법 시행령", "kr-ai-basic-act-decree")]),
        (
            "AI Basic Act, AI Act and AI",
            [
                ("AI Basic Act", "kr-ai-basic-act"),
                ("AI Act", "eu-ai-act"),
                ("AI", "artificial-intelligence"),
            ],
        ),
        ("개보법 시행령과 개보법", [("개보법 시행령", "kr-pipa-decree"), ("개보법", "kr-pipa")]),
        ("Convention 108+ and Convention 108", [("Convention 108+", "coe-108plus"), ("Convention 108", "coe-108")]),
        ("국가인권위원회법과 국가인권위원회", [("국가인권위원회법", "kr-nhrc-act"), ("국가인권위원회", "nhrck")]),
        (
            "유럽인권협약, 유럽평의회, 유럽연합, 유럽인권재판소",
            [
                ("유럽인권협약", "echr"),
                ("유럽평의회", "council-of-europe"),
                ("유럽연합", "european-union"),
                ("유럽인권재판소", "ecthr"),
            ],
        ),
        ("North Korea", [("North Korea", "north-korea")]),
        ("UK GDPR", [("UK GDPR", "united-kingdom")]),
        ("법집행지침", [("법집행지침", "eu-led")]),
    ],
)
def test_the_longest_name_stands(glossary: Glossary, text: str, mentions: list[tuple[str, str]]) -> None:
    """A name is not also taken for the shorter names inside it."""
    assert found(glossary, text) == mentions


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("수영장 운영장치", "warrant"),
        ("시립법원칙", "judicial-authority"),
        ("결정 부분", "government"),
        ("인도주의", "india"),
        ("개인도 신청한다", "india"),
        ("안면인식이란 무엇인가", "iran"),
        ("찬성 반대만 있다", "taiwan"),
        ("여러 대만 설치했다", "japan"),
        ("can they follow us here", "united-states"),
        ("it led to harm", "eu-led"),
        ("감사합니다", "oversight"),
    ],
)
def test_letters_inside_other_words_name_nothing(glossary: Glossary, text: str, absent: str) -> None:
    """Letters that only happen to stand inside another word are no mention."""
    assert absent not in {term for _, term in found(glossary, text)}


@pytest.mark.parametrize(("text", "term"), [("in the US", "united-states"), ("the LED", "eu-led")])
def test_an_abbreviation_that_is_a_word_counts_in_its_capitals(glossary: Glossary, text: str, term: str) -> None:
    """US and LED are names only when written in capitals."""
    assert [mention.term.id for mention in glossary.mentions(text)] == [term]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("can the police scan faces at a rally?", True),
        ("경찰이 집회에서 얼굴을 스캔해도 되나요?", True),
        ("회사가 안면인식 출퇴근을 강요합니다", True),
        ("emotion recognition at school", True),
        ("인권위의 얼굴인식 권고는 수용되었나?", True),
        ("how do I wash my face", False),
        ("학교에서 동의 없이 촬영한 CCTV", False),
        ("what is the weather in Seoul", False),
        ("what are the false positives of a pregnancy test", False),
    ],
)
def test_subject_terms_tell_the_guides_subject(glossary: Glossary, text: str, subject: bool) -> None:
    """Naming facial recognition puts a text inside the subject; ordinary companions do not."""
    assert any(mention.term.subject for mention in glossary.mentions(text)) is subject


def test_positions_point_into_the_normalised_text(glossary: Glossary) -> None:
    """Positions are those of the NFC form, so a text typed in separate letters is found as well."""
    text = "경찰의 얼굴 인식"
    mention = glossary.mentions(unicodedata.normalize("NFD", text))[-1]
    assert (mention.surface, mention.start, mention.end) == ("얼굴 인식", 4, 9)
    assert text[mention.start : mention.end] == mention.surface


def test_the_other_language_is_reached_from_either(glossary: Glossary) -> None:
    """A term gives its words in the other language, the preferred one first."""
    term = glossary.mentions("moratorium")[0].term
    assert glossary.other_language(term, "en")[0] == "모라토리엄"
    assert glossary.other_language(term, "ko")[0] == "moratorium"


def test_the_list_is_complete(glossary: Glossary) -> None:
    """Every instrument of the register and every issuer has a name; the size of the list holds."""
    kinds = Counter(term.kind for term in glossary.terms)
    named = [term.instrument for term in glossary.terms if term.kind is TermKind.INSTRUMENT]
    assert set(named) == INSTRUMENTS
    assert len(named) == len(INSTRUMENTS)
    assert {term.issuer for term in glossary.terms if term.kind is TermKind.ISSUER} == set(Issuer) - {Issuer.LOCAL}
    assert kinds[TermKind.TERM] >= 150
    assert kinds[TermKind.OUTSIDE] >= 35
    assert all(term.id == term.instrument for term in glossary.terms if term.kind is TermKind.INSTRUMENT)


def test_every_word_finds_its_own_term(glossary: Glossary) -> None:
    """No surface belongs to two terms, and each one, written alone, names its term."""
    lost = [
        (term.id, surface)
        for term in glossary.terms
        for surface in (*term.en, *term.ko)
        if found(glossary, surface) != [(surface, term.id)]
    ]
    assert lost == []


def test_the_digest_is_that_of_the_file(glossary: Glossary) -> None:
    """The digest is the SHA-256 of the file."""
    assert glossary.digest == hashlib.sha256(TERMS.read_bytes()).hexdigest()


def test_a_question_is_read_quickly(glossary: Glossary) -> None:
    """A question of a hundred letters takes less than 0.3 milliseconds."""
    question = "경찰이 집회에서 실시간 얼굴 인식을 써도 되나요? EU AI Act Article 5 and GDPR? 인공지능기본법은? "
    question = (question * 2)[:100]
    glossary.mentions(question)
    best = float("inf")
    for _ in range(20):
        started = time.perf_counter()
        glossary.mentions(question)
        best = min(best, time.perf_counter() - started)
    assert best < 0.0003


GOOD = "  - {id: ban, kind: term, en: [ban], ko: [금지]}\n"


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("terms:\n" + GOOD + "  - {id: b, kind: thing, en: [b], ko: [비]}\n", 3, "terms[1].kind"),
        ("terms:\n" + GOOD + "  - id: b\n    kind: term\n    en: [b]\n    ko: []\n", 6, "terms[1].ko"),
        ("terms:\n  - id: b\n    kind: term\n    en: [108]\n    ko: [비]\n", 4, "terms[0].en[0]"),
        ("terms:\n  - id: b\n    kind: term\n    colour: red\n    en: [b]\n    ko: [비]\n", 4, "terms[0].colour"),
        ("terms:\n" + GOOD + "  - {id: b, kind: instrument, en: [b], ko: [비]}\n", 3, "terms[1]"),
        ("terms:\n" + GOOD + "  - {id: b, kind: issuer, issuer: mars, en: [b], ko: [비]}\n", 3, "terms[1].issuer"),
        ("terms:\n" + GOOD + "  - {id: b, kind: member-state, en: [b], ko: [비]}\n", 3, "'issuer' is given where"),
        (
            "terms:\n" + GOOD + "  - {id: b, kind: outside, issuer: eu, en: [b], ko: [비]}\n",
            3,
            "'issuer' is given where",
        ),
        ("terms:\n" + GOOD + "  - {id: b, kind: term, en: [b], ko: [비], exact: [B]}\n", 3, "'B' is none of its"),
        ("terms:\n" + GOOD + "  - {id: b, kind: term, en: [Ban], ko: [비]}\n", 3, "'Ban' already belongs to 'ban'"),
        ("terms:\n" + GOOD + "  - {id: ban, kind: term, en: [b], ko: [비]}\n", 3, "terms[1].id: given twice"),
        ("terms:\n  - {id: [\n", 3, "not valid YAML"),
    ],
)
def test_a_malformed_file_names_line_and_field(tmp_path: Path, body: str, line: int, words: str) -> None:
    """A fault names the file, the line and the field."""
    path = tmp_path / "terms.yaml"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(RecordError) as raised:
        Glossary.load(path)
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert words in str(raised.value)


def test_a_member_state_has_the_issuer_to_which_it_belongs(tmp_path: Path) -> None:
    """A Member State names a place whose law is the union's; like other places it counts at the start of a word."""
    path = tmp_path / "terms.yaml"
    entry = "  - {id: poland, kind: member-state, issuer: eu, en: [Poland, Polish], ko: [폴란드], exact: [Polish]}\n"
    path.write_text("terms:\n" + entry, encoding="utf-8")
    small = Glossary.load(path)
    assert [(m.surface, m.term.issuer) for m in small.mentions("Polish law; polish it; 폴란드에서")] == [
        ("Polish", Issuer.EU),
        ("폴란드", Issuer.EU),
    ]
