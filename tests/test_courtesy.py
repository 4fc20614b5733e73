"""Courtesy: thanks, nods and greetings get a sentence of their own; whatever asks something is no courtesy."""

from __future__ import annotations

import pytest

from bot import wording
from bot.answer import Refusal
from bot.courtesy import reply, without_courtesy
from bot.guide import Guide
from bot.question import Turn
from bot.reason import Reason
from corpus.instrument import Bilingual

SAID = [
    (wording.WELCOME, ["thanks", "Thank you so much!", "ok thanks", "Great, thank you.", "bye", "That was helpful"]),
    (
        wording.WELCOME,
        ["감사합니다", "고마워요", "네 감사합니다 ㅎㅎ", "도움이 많이 됐어요", "수고하세요~", "잘 봤습니다"],
    ),
    (
        wording.NOD,
        ["ok", "I see.", "yes", "no", "lol", "hmm", "Got it, makes sense", "네", "넵!", "ㅋㅋㅋ", "아하 그렇군요"],
    ),
    (wording.GREETING, ["hello", "Hi!", "Good morning", "안녕하세요", "안녕하세요 반갑습니다", "좋은 아침이에요"]),
    (wording.ABOUT, ["who are you?", "hello, what can you do?", "who made you and what can you do?", "help", "도움말"]),
]


@pytest.mark.parametrize(("said", "text"), [(said, text) for said, texts in SAID for text in texts])
def test_courtesy_has_its_own_sentence(said: Bilingual, text: str) -> None:
    """A line of nothing but courtesy gets the sentence of its kind."""
    assert reply(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "No exceptions?", "Thanks, and in Korea?", "Is it fine?", "help with face scans", "Yes or no: is it banned?",
        "네 번째 문단", "예외는요?", "감사원은 무엇을 감독하나요?", "고마워 근데 벌금은 얼마야?", "아이도 보호되나요?",
        "왜요?", "그래도 되나요?",
    ],
)  # fmt: skip
def test_what_asks_something_is_no_courtesy(text: str) -> None:
    """Words that begin a question like a courtesy make none of it."""
    assert reply(text) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Thanks! And in Korea?", "And in Korea?"),
        ("Hello, may the police scan faces?", "may the police scan faces?"),
        ("감사합니다. 그럼 예외는요?", "그럼 예외는요?"),
        ("No exceptions?", "No exceptions?"),
        ("OK, and in Korea?", "OK, and in Korea?"),
        ("thanks", "thanks"),
    ],
)
def test_a_question_is_read_without_its_courtesy(text: str, left: str) -> None:
    """Thanks or a greeting before a question are left out of what is read; nothing else is, and never all of it."""
    assert without_courtesy(text) == left


@pytest.mark.parametrize(
    ("before", "text", "said"),
    [
        ("May the police use live facial recognition in the EU?", "thanks", wording.WELCOME.en),
        ("May the police use live facial recognition in the EU?", "ok", wording.NOD.en),
        ("EU에서 경찰의 실시간 얼굴인식은 금지되나요?", "고마워요", wording.WELCOME.ko),
        ("EU에서 경찰의 실시간 얼굴인식은 금지되나요?", "ㅋㅋ", wording.NOD.ko),
        (None, "안녕하세요", wording.GREETING.ko),
    ],
)
def test_thanks_repeat_no_answer(guide: Guide, before: str | None, text: str, said: str) -> None:
    """After an answer, as at the beginning, courtesy is met with a question back and no statement."""
    answer = guide.ask(text, [Turn(before, "In principle, yes.")] if before else [])
    assert isinstance(answer, Refusal)
    assert (answer.reason, answer.message, answer.nearest) == (Reason.NEEDS_FACTS, said, ())
