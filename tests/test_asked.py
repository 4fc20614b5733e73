"""Asked: pinpoints as people write them, read as locators."""

from __future__ import annotations

import time

import pytest

from bot.asked import Asked, Named, asked
from corpus.instrument import LANGUAGES
from corpus.locator import Locator
from corpus.pinpoint import pinpoint
from corpus.register import Register


def _paths(text: str) -> list[str]:
    return [one.path for one in asked(text, [])]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("What does Art. 5(1)(h) say?", "art-5/1/h"),
        ("article 5, paragraph 1, point h", "art-5/1/h"),
        ("Article 5 paragraph 1 point (h)(iii)", "art-5/1/h/iii"),
        ("art 5(1)(h)(iii)", "art-5/1/h/iii"),
        ("point (h) of Article 5(1)", "art-5/1/h"),
        ("point (h) of paragraph 1 of Article 5", "art-5/1/h"),
        ("paragraph 2 of Article 9", "art-9/2"),
        ("Article 8.2", "art-8/2"),
        ("Article 5.1(h)", "art-5/1/h"),
        ("Article 4a(1)", "art-4a/1"),
        ("Article 25-2(1)", "art-25-2/1"),
        ("Articles 5-7", "art-5"),
        ("Art. 23(1), item 1", "art-23/1/1"),
        ("Article 9 (GDPR)", "art-9"),
        ("Annex III point 1(a)", "annex-3/1/a"),
        ("Annex III, point 1(a)", "annex-3/1/a"),
        ("point 1(a) of Annex III", "annex-3/1/a"),
        ("Annex 3", "annex-3"),
        ("Annex VIII, Section B, point 7", "annex-8/secb/7"),
        ("recital 33", "rec-33"),
        ("Recital (33)", "rec-33"),
        ("¶ 62", "para-62"),
        ("para 59(d)", "para-59/d"),
        ("paragraph 62", "para-62"),
        ("Section 15(b)", "sec-15/b"),
        ("RCW 43.386.080(1)(a)", "sec-080/1/a"),
        ("제23조제1항제1호", "art-23/1/1"),
        ("제23조 제1항 제1호는?", "art-23/1/1"),
        ("23조 1항", "art-23/1"),
        ("제25조의2제1항", "art-25-2/1"),
        ("제25조의 2 제1항", "art-25-2/1"),
        ("제7조의9제1항제4호의2", "art-7-9/1/4-2"),
        ("제2조제4호바목", "art-2/4/바"),
        ("제42조의2제2항제3호나목1)", "art-42-2/2/3/나/1"),
        ("제5조(1)(h)", "art-5/1/h"),
        ("제14조 제3항 (a)호", "art-14/3/a"),
        ("제5조 원칙은?", "art-5"),
        ("부속서 III 제1호", "annex-3/1"),
        ("부속서 Ⅲ 제1호(a)", "annex-3/1/a"),
        ("전문 제33항", "rec-33"),
        ("전문 33항", "rec-33"),
        ("62문단", "para-62"),
        ("제62문단", "para-62"),
        ("59(d)문단", "para-59/d"),
        ("문단 62", "para-62"),
        ("eu-ai-act/art-5/1/h", "eu-ai-act/art-5/1/h"),
        ("eu-ai-act/art-5/1/h를 보여 줘", "eu-ai-act/art-5/1/h"),
        ("kr-pipa@2023-01-12/art-23/1", "kr-pipa@2023-01-12/art-23/1"),
        ("kr-ai-basic-act/art-2/4/바", "kr-ai-basic-act/art-2/4/바"),
    ],
)
def test_a_pinpoint(text: str, path: str) -> None:
    """Each usage of the field in either language leads to the same kind of locator."""
    assert _paths(text) == [path]


@pytest.mark.parametrize(
    "text",
    [
        "in 2023", "90 days", "24 hours", "3 officers", "state of the art 2023", "a 2023 report", "art",
        "100% accurate", "제3자 제공", "100조 원", "5조 3천억 원", "100조원 예산", "2023조", "3조사관",
        "1호선", "전문 3명", "전문가 3명", "3문단으로 요약해 줘", "2023년 1월 12일",
        "24시간", "x@2023-02-30/art-1", "1331",
    ],
)  # fmt: skip
def test_no_pinpoint(text: str) -> None:
    """A number that counts, dates or names something else is no pinpoint."""
    assert _paths(text) == []


AI_ACT = Named("eu-ai-act", 0, 6)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AI Act 5(1)(h)(iii)?", [("art-5/1/h/iii", "5(1)(h)(iii)")]),
        ("AI Act 5 and faces", [("art-5", "5")]),
        ("AI Act 5조", [("art-5", "5조")]),
        ("AI Act, 5(1)", [("art-5/1", "5(1)")]),
        ("AI Act in 2023", []),
        ("AI Act 2024", []),
        ("AI Act 90 days", []),
        ("AI Act 24 hours", []),
        ("AI Act, 3 officers", []),
        ("AI Act 3자 제공", []),
        ("AI Act 100조 원", []),
    ],
)
def test_a_number_after_an_instrument(text: str, found: list[tuple[str, str]]) -> None:
    """A bare number after an instrument's name is its article, unless it counts something."""
    expected = tuple(Asked(path, "eu-ai-act", surface) for path, surface in found)
    assert asked(text, [AI_ACT]) == expected


@pytest.mark.parametrize(
    ("text", "homes"),
    [
        ("Art. 5 of the AI Act and Art. 9 of the GDPR", {"art-5": "eu-ai-act", "art-9": "eu-gdpr"}),
        ("AI Act Art. 5 and GDPR Art. 9", {"art-5": "eu-ai-act", "art-9": "eu-gdpr"}),
        ("AI Act, Art. 5(1) and Art. 26", {"art-5/1": "eu-ai-act", "art-26": "eu-ai-act"}),
        ("Art. 5 AI Act, Art. 9 GDPR", {"art-5": "eu-ai-act", "art-9": "eu-gdpr"}),
        ("AI Act 제5조와 GDPR 제9조", {"art-5": "eu-ai-act", "art-9": "eu-gdpr"}),
        ("제5조는 무엇인가요?", {"art-5": None}),
    ],
)
def test_the_instrument_of_a_pinpoint(text: str, homes: dict[str, str | None]) -> None:
    """A pinpoint belongs to the instrument beside it, else to the one named before it; nobody guesses one."""
    named = [
        Named(id, start, start + len(name))
        for name, id in (("AI Act", "eu-ai-act"), ("GDPR", "eu-gdpr"))
        if (start := text.find(name)) >= 0
    ]
    assert {one.path: one.instrument for one in asked(text, named)} == homes


def test_locators() -> None:
    """A pinpoint without an instrument has a locator only where somebody names one."""
    alone = Asked("art-5/1/h", None, "Art. 5(1)(h)")
    assert alone.locator() is None
    assert alone.locator("eu-ai-act") == Locator.parse("eu-ai-act/art-5/1/h")
    assert Asked("art-5", "eu-gdpr", "5").locator("eu-ai-act") == Locator.parse("eu-gdpr/art-5")
    full = Asked("kr-pipa@2023-01-12/art-23", "kr-pipa", "kr-pipa@2023-01-12/art-23")
    assert full.locator() == Locator.parse("kr-pipa@2023-01-12/art-23")


def test_what_the_guide_writes_it_can_read() -> None:
    """Every pinpoint of the register, as the guide writes it in either language, leads back to its record."""
    register = Register.load()
    numbered = [record for record in register.provisions.values() if record.pinpoint is None]
    misread = []
    for record in numbered:
        instrument = register.instruments[record.locator.instrument]
        for language in LANGUAGES:
            written, name = pinpoint(record.locator, instrument, language), instrument.short.say(language)
            found = [one.locator() for one in asked(written, [Named(instrument.id, 0, len(name))])]
            if found != [record.locator]:
                misread.append((written, found))
    assert len(numbered) > 100
    assert misread == []


@pytest.mark.parametrize(
    "text", ["point 1 of " * 180, "article 1" + "(1)" * 660, "제1조" * 660, "1" * 2000, " " * 1999]
)
def test_hostile_questions_take_no_time(text: str) -> None:
    """The longest question of repeated pieces is read at once."""
    started = time.perf_counter()
    asked(text, [])
    assert time.perf_counter() - started < 1.0
