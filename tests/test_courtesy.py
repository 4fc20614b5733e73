"""Courtesy: lines that ask for nothing get a short sentence of the guide, and never an answer once more."""

from __future__ import annotations

import pytest

from bot import wording
from bot.courtesy import reply, without_courtesy
from bot.guide import Guide
from bot.question import Turn
from corpus.instrument import Bilingual


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thanks", wording.WELCOME),
        ("ok, thanks!", wording.WELCOME),
        ("감사합니다", wording.WELCOME),
        ("네 감사합니다 ㅎㅎ", wording.WELCOME),
        ("고마워요", wording.WELCOME),
        ("ok", wording.NOD),
        ("ㅋㅋ", wording.NOD),
        ("네", wording.NOD),
        ("hello", wording.GREETING),
        ("안녕하세요", wording.GREETING),
        ("who are you?", wording.ABOUT),
        ("What are the exceptions?", None),
        ("No exceptions?", None),
        ("예외는?", None),
        ("감사원도 얼굴인식을 쓰나요?", None),
    ],
)
def test_what_is_mere_courtesy(text: str, said: Bilingual | None) -> None:
    """Thanks, nods, greetings and questions about the guide are told from questions to it."""
    assert reply(text) == said


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Thanks! And in Korea?", "And in Korea?"),
        ("안녕하세요. 얼굴인식은 합법인가요?", "얼굴인식은 합법인가요?"),
        ("Is it banned?", "Is it banned?"),
    ],
)
def test_a_question_after_a_courtesy_is_asked(text: str, asked: str) -> None:
    """What follows the thanks is the question."""
    assert without_courtesy(text) == asked


@pytest.mark.parametrize(("text", "begins"), [("thanks", wording.WELCOME.en), ("감사합니다", wording.WELCOME.ko)])
def test_thanks_do_not_repeat_the_answer(guide: Guide, text: str, begins: str) -> None:
    """After an answer, thanks get the guide's own sentence and no statement."""
    turn = Turn("Which exceptions does Article 5(1)(h) of the AI Act allow?", "Three.")
    answer = guide.ask(text, [turn])
    assert answer.message == begins
    assert not hasattr(answer, "statements")
