"""Asked: pinpoints as people write them, read as locators."""

from __future__ import annotations

import time
from dataclasses import replace

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
        ("제35조 ②항", "art-35/2"),
        ("제35조⑩", "art-35/10"),
        ("제8조 제3항 (c)호 (ii)호", "art-8/3/c/ii"),
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
        ("eu-ai-act/art-5/1a", "eu-ai-act/art-5/1a"),
        ("Art. 5(1)(ba)", "art-5/1/ba"),
        ("제5조(1)(ba)", "art-5/1/ba"),
        ("제5조 제1항 (bb)호", "art-5/1/bb"),
        ("Article 5(1a)", "art-5/1a"),
        ("Art. 5(1)h", "art-5/1/h"),
        ("Art 5(1) h)", "art-5/1/h"),
        ("Article 5.1.h", "art-5/1/h"),
        ("Art 5 para 1 lit h", "art-5/1/h"),
        ("Art. 5 para. 1 lit. (h)", "art-5/1/h"),
        ("Art. 5 §1 h", "art-5/1/h"),
        ("art 5-1-h", "art-5/1/h"),
        ("5조 1항 h목", "art-5/1/h"),
        ("what is 5(1)(h)?", "art-5/1/h"),
        ("what is 5(1)h?", "art-5/1/h"),
        ("§ 15(b)", "sec-15/b"),
        ("740 ILCS 14/15(b)(1)", "sec-15/b/1"),
        ("740 ILCS 14/15", "sec-15"),
        ("Penal Code section 832.19(a)(3)", "sec-2/a/3"),
        ("Section 832.19 of the California Penal Code", "sec-2"),
        ("the 6th paragraph", "para-6"),
        ("the sixth paragraph", "para-6"),
        ("first paragraph of Article 9", "art-9/1"),
        ("4번째 문단", "para-4"),
        ("네 번째 문단", "para-4"),
        ("넷째 문단", "para-4"),
        ("첫 문단", "para-1"),
        ("열두 번째 문단", "para-12"),
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
        "24시간", "x@2023-02-30/art-1", "1331", "두 문단으로 요약해 줘", "세 문단", "832 cameras", "the first point",
    ],
)  # fmt: skip
def test_no_pinpoint(text: str) -> None:
    """A number that counts, dates or names something else is no pinpoint."""
    assert _paths(text) == []


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Articles 26(10) and 27(1)", ["art-26/10", "art-27/1"]),
        ("Articles 5(2) and 5(3)", ["art-5/2", "art-5/3"]),
        ("Art. 5(1)(h) and 26(10)", ["art-5/1/h", "art-26/10"]),
        ("Art. 5(1)(h), 26(10) and 27", ["art-5/1/h", "art-26/10", "art-27"]),
        ("Arts 17 and 21", ["art-17", "art-21"]),
        ("Articles 17, 19 and 21", ["art-17", "art-19", "art-21"]),
        ("Art. 17 & 21", ["art-17", "art-21"]),
        ("Article 17 or 21?", ["art-17", "art-21"]),
        ("Articles 5-7", ["art-5", "art-6", "art-7"]),
        ("Articles 25-2 and 25-3", ["art-25-2", "art-25-3"]),
        ("Articles 5 to 7", ["art-5", "art-6", "art-7"]),
        ("Article 5 to Article 7", ["art-5", "art-6", "art-7"]),
        ("paragraphs 61 and 62", ["para-61", "para-62"]),
        ("paras 61-62", ["para-61", "para-62"]),
        ("¶¶ 61, 62 and 65", ["para-61", "para-62", "para-65"]),
        ("§§ 15, 20", ["sec-15", "sec-20"]),
        ("¶¶ 61–63", ["para-61", "para-62", "para-63"]),
        ("recitals 32 and 33", ["rec-32", "rec-33"]),
        ("Recitals 32, 34", ["rec-32", "rec-34"]),
        ("Annexes I and III", ["annex-1", "annex-3"]),
        ("Sections 15(b) and (d)", ["sec-15/b", "sec-15/d"]),
        ("Articles 5(1)(e) to (h)", ["art-5/1/e", "art-5/1/f", "art-5/1/g", "art-5/1/h"]),
        ("Art. 5(1)(e)-(g)", ["art-5/1/e", "art-5/1/f", "art-5/1/g"]),
        ("Art. 5(1)(e), (f) and (h)", ["art-5/1/e", "art-5/1/f", "art-5/1/h"]),
        ("Art. 5(1)(h)(i) to (iii)", ["art-5/1/h/i", "art-5/1/h/ii", "art-5/1/h/iii"]),
        ("Art. 5(1)(h)(iii) and (2)", ["art-5/1/h/iii", "art-5/2"]),
        ("points (e) and (f) of Article 5(1)", ["art-5/1/e", "art-5/1/f"]),
        ("points (e) to (g) of Article 5(1)", ["art-5/1/e", "art-5/1/f", "art-5/1/g"]),
        ("paragraphs 1 and 2 of Article 9", ["art-9/1", "art-9/2"]),
        ("제17조와 제37조 제2항", ["art-17", "art-37/2"]),
        ("제5조부터 제7조까지", ["art-5", "art-6", "art-7"]),
        ("5~7조", ["art-5", "art-6", "art-7"]),
        ("15, 17조", ["art-15", "art-17"]),
        ("61~63문단", ["para-61", "para-62", "para-63"]),
        ("61, 62문단", ["para-61", "para-62"]),
        ("61문단과 62문단", ["para-61", "para-62"]),
        ("제23조제1항 및 제2항", ["art-23/1", "art-23/2"]),
        ("제15조제1항제1호부터 제3호까지", ["art-15/1/1", "art-15/1/2", "art-15/1/3"]),
        ("제5조 제1항 (e)호와 (h)호", ["art-5/1/e", "art-5/1/h"]),
        ("Art. 5 and 2 officers", ["art-5"]),
        ("Art. 5 and 24 hours", ["art-5"]),
        ("Art. 5 and 3 faces", ["art-5"]),
        ("Article 113, 2 December 2027", ["art-113"]),
        ("Article 5 in 2023", ["art-5"]),
        ("Article 5 to protect children", ["art-5"]),
    ],
)
def test_a_list(text: str, paths: list[str]) -> None:
    """A list names each of its members, a range what lies between its ends too; a count that follows is no member."""
    assert _paths(text) == paths


AI_ACT = Named("eu-ai-act", 0, 6)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AI Act 5(1)(h)(iii)?", [("art-5/1/h/iii", "5(1)(h)(iii)")]),
        ("AI Act 5 and faces", [("art-5", "5")]),
        ("AI Act 5조", [("art-5", "5조")]),
        ("AI Act, 5(1)", [("art-5/1", "5(1)")]),
        ("AI Act 5(1)h", [("art-5/1/h", "5(1)h")]),
        ("AI Act 5.1.h", [("art-5/1/h", "5.1.h")]),
        ("AI Act 5-1-h", [("art-5/1/h", "5-1-h")]),
        ("AI Act 25-2(1)", [("art-25-2/1", "25-2(1)")]),
        ("AI Act 61-62", [("art-61", "61-62"), ("art-62", "61-62")]),
        ("AI Act 5(1)(h) and 26(10)", [("art-5/1/h", "5(1)(h)"), ("art-26/10", "26(10)")]),
        ("AI Act 5. What?", [("art-5", "5")]),
        ("AI Act 2.0", []),
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
        ("Articles 26(10) and 27(1) AI Act", {"art-26/10": "eu-ai-act", "art-27/1": "eu-ai-act"}),
        ("GDPR Art. 9 and Art. 5 and 26 AI Act", {"art-9": "eu-gdpr", "art-5": "eu-ai-act", "art-26": "eu-ai-act"}),
        ("what of 5(1)(h) AI Act", {"art-5/1/h": "eu-ai-act"}),
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
    """Every pinpoint of the register, as the guide writes it in either language, leads back to its record.

    The day of an earlier wording is no part of a path: it is read as the time that the question asks for.
    """
    register = Register.load()
    numbered = [record for record in register.provisions.values() if record.pinpoint is None]
    misread = []
    for record in numbered:
        instrument = register.instruments[record.locator.instrument]
        for language in LANGUAGES:
            written, name = pinpoint(record.locator, instrument, language), instrument.short.say(language)
            found = [one.locator() for one in asked(written, [Named(instrument.id, 0, len(name))])]
            if found != [replace(record.locator, date=None)]:
                misread.append((written, found))
    assert len(numbered) > 100
    assert misread == []


@pytest.mark.parametrize(
    "text",
    [
        "point 1 of " * 180,
        "article 1" + "(1)" * 660,
        "제1조" * 660,
        "1" * 2000,
        " " * 1999,
        "Articles 1" + " and 1" * 330,
        "points (a)" + " and (b)" * 240,
        "1, " * 660,
        "Arts 1-99, " * 180,
        "first paragraph of " * 100,
        "1~" * 999 + "2조",
        "paragraph 1, " * 150,
        "5(1)(h)" * 280,
    ],
)
def test_hostile_questions_take_no_time(text: str) -> None:
    """The longest question of repeated pieces is read at once: by the time of this process, whatever else runs."""
    started = time.process_time()
    asked(text, [])
    assert time.process_time() - started < 1.0
