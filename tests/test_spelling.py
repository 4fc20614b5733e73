"""Spelling: slips are read as what was meant, words that are known are left alone, and the reader is told."""

from __future__ import annotations

import pytest

from bot.answer import Guidance
from bot.guide import Guide
from bot.spelling import Spelling


@pytest.fixture(scope="module")
def spelling(guide: Guide) -> Spelling:
    """Over the records."""
    return Spelling(guide.retriever.index, guide.glossary)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("can the polcie use facial recogniton", "can the police use facial recognition"),
        ("Illinios biometirc law", "Illinios biometric law"),
        ("the moratorum on face scans", "the moratorium on face scans"),
        ("얼굴인싟은 금지되나요?", "얼굴인식은 금지되나요?"),
        ("isdenmark bound by facialrecognition rules", "is denmark bound by facial recognition rules"),
        ("캐리포니아 바디켐 금지", "캘리포니아 바디캠 금지"),
        ("생채인식정보는 무엇인가요", "생체인식정보는 무엇인가요"),
    ],
)
def test_slips_are_read_as_what_was_meant(spelling: Spelling, typed: str, read: str) -> None:
    """One letter more, less, other or out of place, in words of five letters or three syllables on; two in one."""
    found, slips = spelling.corrected(typed)
    if "Illinios" in typed:
        found = found.replace("illinois", "Illinios")
    assert found == read
    assert slips


@pytest.mark.parametrize(
    "text",
    [
        "May a supermarket reuse its customers' scans?",
        "Which watchmen patrolled the precincts?",
        "What did Thode and Delainey say about GDPR and FRT?",
        "경찰이 촬영할 수 있나요?",
        "권고한 내용을 정부가 따라야 하나요?",
        "개인정보 보호위원회가 조사했나요?",
        "see https://example.org/recogniton",
        "",
    ],
)
def test_what_is_known_is_left_alone(spelling: Spelling, text: str) -> None:
    """Inflected words, names, addresses and words of other subjects stay as they are."""
    assert spelling.corrected(text) == (text, ())


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Is live facial recogniton by the polcie banned in the EU?", "Read as: recogniton → recognition"),
        ("유럽에서 경찰의 실시간 얼굴인싟은 금지되나요?", "다음과 같이 읽었습니다: 얼굴인싟은 → 얼굴인식은"),
    ],
)
def test_the_reader_is_told(guide: Guide, question: str, told: str) -> None:
    """The answer says what was read otherwise, and shows the question as it was typed."""
    answer = guide.ask(question)
    assert isinstance(answer, Guidance)
    assert answer.question == question
    assert answer.message is not None
    assert told in answer.message
