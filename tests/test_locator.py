"""Locator and pinpoint: the address of a provision, and how lawyers write it."""

from __future__ import annotations

import datetime

import pytest

from corpus.errors import LocatorError
from corpus.instrument import Bilingual, Force, Instrument, Issuer, Scheme, Status
from corpus.locator import Locator
from corpus.pinpoint import pinpoint, roman


def _instrument(
    scheme: Scheme, en: str, ko: str, items_first: tuple[str, ...] = (), symbol: str | None = None
) -> Instrument:
    name = Bilingual(en, ko)
    return Instrument(
        id="x", version=None, title=name, short=name, issuer=Issuer.UN, body=name,
        symbol=symbol, scheme=scheme, force=Force.REPORT,
        status=Status.CURRENT, adopted=datetime.date(2020, 1, 1), in_force=None, expired=None, amended_by=(), about=(),
        url="https://example.org", official=(), units={}, items_first=frozenset(items_first), note=None,
    )  # fmt: skip


AI_ACT = _instrument(Scheme.EU_ACT, "AI Act", "EU 인공지능법")
PIPA = _instrument(Scheme.KR_STATUTE, "PIPA", "개인정보 보호법")
BASIC = _instrument(Scheme.KR_STATUTE, "AI Basic Act", "인공지능기본법", ("art-2",))
REPORT = _instrument(Scheme.UN_PARAGRAPHS, "A/HRC/48/31", "A/HRC/48/31")
ICCPR = _instrument(Scheme.TREATY, "ICCPR", "자유권규약")
RELEASE = _instrument(Scheme.RELEASE, "NHRCK release", "인권위 보도자료")
RCW = _instrument(Scheme.US_CODE, "RCW 43.386", "RCW 43.386")
BIPA = _instrument(Scheme.ILCS, "BIPA", "일리노이 BIPA", symbol="740 ILCS 14")
NAMELESS = _instrument(Scheme.ILCS, "Some Act", "어떤 법")
OMNIBUS = _instrument(Scheme.EU_ACT, "Digital Omnibus on AI", "EU 디지털 옴니버스")

PINPOINTS = [
    (AI_ACT, "art-5/1/h/i", "AI Act, Art. 5(1)(h)(i)", "EU 인공지능법 제5조(1)(h)(i)"),
    (AI_ACT, "art-3/41", "AI Act, Art. 3(41)", "EU 인공지능법 제3조(41)"),
    (AI_ACT, "rec-33", "AI Act, recital 33", "EU 인공지능법 전문 제33항"),
    (AI_ACT, "annex-3/1/a", "AI Act, Annex III, point 1(a)", "EU 인공지능법 부속서 III 제1호(a)"),
    (AI_ACT, "annex-13/f", "AI Act, Annex XIII, point (f)", "EU 인공지능법 부속서 XIII (f)"),
    (AI_ACT, "annex-7/4/2/c", "AI Act, Annex VII, point 4.2(c)", "EU 인공지능법 부속서 VII 제4.2호(c)"),
    (AI_ACT, "annex-8/secb/7", "AI Act, Annex VIII, Section B, point 7", "EU 인공지능법 부속서 VIII B절 제7호"),
    (AI_ACT, "annex-11/sec-1/2", "AI Act, Annex XI, Section 1, point 2", "EU 인공지능법 부속서 XI 제1절 제2호"),
    (AI_ACT, "annex-2", "AI Act, Annex II", "EU 인공지능법 부속서 II"),
    (PIPA, "art-23/1/1", "PIPA, Art. 23(1), item 1", "개인정보 보호법 제23조제1항제1호"),
    (PIPA, "art-25-2/1", "PIPA, Art. 25-2(1)", "개인정보 보호법 제25조의2제1항"),
    (PIPA, "art-7-9/1/4-2", "PIPA, Art. 7-9(1), item 4-2", "개인정보 보호법 제7조의9제1항제4호의2"),
    (BASIC, "art-2/4/바", "AI Basic Act, Art. 2, item 4(바)", "인공지능기본법 제2조제4호바목"),
    (BASIC, "art-35/1", "AI Basic Act, Art. 35(1)", "인공지능기본법 제35조제1항"),
    (PIPA, "art-42-2/2/3/나/1", "PIPA, Art. 42-2(2), item 3(나)(1)", "개인정보 보호법 제42조의2제2항제3호나목1)"),
    (REPORT, "para-59/d", "A/HRC/48/31, ¶ 59(d)", "A/HRC/48/31, 59(d)문단"),
    (ICCPR, "art-17/1", "ICCPR, Art. 17(1)", "자유권규약 제17조 제1항"),
    (ICCPR, "art-14/3/a", "ICCPR, Art. 14(3)(a)", "자유권규약 제14조 제3항 (a)호"),
    (RELEASE, "para-4", "NHRCK release, ¶ 4", "인권위 보도자료 4문단"),
    (RCW, "sec-080/1/a", "RCW 43.386.080(1)(a)", "RCW 43.386.080(1)(a)"),
    (BIPA, "sec-15/b/1", "BIPA, 740 ILCS 14/15(b)(1)", "일리노이 BIPA, 740 ILCS 14/15(b)(1)"),
    (BIPA, "sec-10", "BIPA, 740 ILCS 14/10", "일리노이 BIPA, 740 ILCS 14/10"),
    (NAMELESS, "sec-5/a", "Some Act, Section 5(a)", "어떤 법 제5절(a)"),
    (OMNIBUS, "art-1/7/a", "Digital Omnibus on AI, Art. 1(7)(a)", "EU 디지털 옴니버스 제1조(7)(a)"),
    (PIPA, "chap-3", "PIPA, Chapter 3", "개인정보 보호법 제3장"),
]


@pytest.mark.parametrize(("instrument", "path", "en", "ko"), PINPOINTS)
def test_pinpoint(instrument: Instrument, path: str, en: str, ko: str) -> None:
    """A pinpoint follows the usage of the field in each language."""
    locator = Locator.within("x", path)
    assert (pinpoint(locator, instrument, "en"), pinpoint(locator, instrument, "ko")) == (en, ko)


def test_pinpoint_of_a_day() -> None:
    """A locator with a day says so, for a text that was in force then."""
    locator = Locator.parse("kr-pipa@2023-01-12/art-23/1")
    assert pinpoint(locator, PIPA, "en") == "PIPA, Art. 23(1) (as of 12 January 2023)"
    assert pinpoint(locator, PIPA, "ko") == "개인정보 보호법 제23조제1항 (2023. 1. 12. 시행 중이던 조문)"


def test_pinpoint_in_the_words_of_a_record() -> None:
    """Where a record says its pinpoint in words, these words are the pinpoint."""
    words = Bilingual("Guidelines, part I", "지침 제1부")
    locator = Locator.parse("x/sec-1")
    assert [pinpoint(locator, AI_ACT, language, words) for language in ("en", "ko")] == [words.en, words.ko]


@pytest.mark.parametrize(("number", "numeral"), [(1, "I"), (4, "IV"), (8, "VIII"), (9, "IX"), (13, "XIII"), (40, "XL")])
def test_roman(number: int, numeral: str) -> None:
    """Annexes are numbered in Roman numerals."""
    assert roman(number) == numeral


@pytest.mark.parametrize(
    "text",
    [
        "nhrck-frt-2023/para-4", "eu-ai-act/art-5/1/h", "eu-ai-act/annex-3/1/a", "kr-pipa/art-25-2/1",
        "kr-pipa@2023-01-12/art-23/1", "us-wa-rcw-43-386/sec-080/1", "kr-ai-basic-act/art-2/4/바", "x/art-4a/1-2",
    ],
)  # fmt: skip
def test_a_locator_is_read_and_written_alike(text: str) -> None:
    """What is read is written back letter for letter."""
    assert str(Locator.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "eu-ai-act",
        "eu-ai-act/5",
        "eu-ai-act/article-5",
        "eu-ai-act/art-5/",
        "EU/art-5",
        "x@2023-02-30/art-1",
        "x/art-",
    ],
)
def test_what_is_no_locator(text: str) -> None:
    """A text outside the grammar, or a day that does not exist, is refused."""
    with pytest.raises(LocatorError):
        Locator.parse(text)


@pytest.mark.parametrize(
    ("outer", "inner", "contains"),
    [
        ("x/art-5", "x/art-5", True),
        ("x/art-5", "x/art-5/1/h", True),
        ("x/art-5/1", "x/art-5/1/h", True),
        ("x/art-5/1/h", "x/art-5/1", False),
        ("x/art-5", "x/art-50/1", False),
        ("x/art-5/1", "x/art-5/10", False),
        ("x/art-5", "y/art-5/1", False),
        ("x/art-5", "x@2023-01-12/art-5/1", False),
        ("x/para-5", "x/art-5", False),
    ],
)
def test_contains(outer: str, inner: str, contains: bool) -> None:
    """A provision contains itself and what is numbered inside it, in the same text of the same day."""
    assert Locator.parse(outer).contains(Locator.parse(inner)) is contains


def test_around_a_locator() -> None:
    """A locator knows the provision around it and the whole part it stands in."""
    locator = Locator.parse("x/art-5/1/h")
    assert (str(locator.parent), str(locator.whole), str(locator.under("i"))) == (
        "x/art-5/1", "x/art-5", "x/art-5/1/h/i",
    )  # fmt: skip
    assert locator.whole.parent is None
    assert Locator.within("x", "art-5/1/h") == Locator.within("y", "x/art-5/1/h") == locator
