"""Standing: what the guide says of a text's force and dates, in both languages, and when it says it."""

from __future__ import annotations

import datetime

import pytest

from bot import standing
from bot.answer import Guidance
from bot.guide import Guide
from corpus.instrument import Force

TODAY = datetime.date(2026, 11, 25)


def test_every_force_has_words() -> None:
    """Each kind of text says whom it binds, or that it does not, in both languages, each in its own way."""
    assert set(standing.FORCES) == set(Force)
    assert len({words.en for words in standing.FORCES.values()}) == len(Force)
    assert len({words.ko for words in standing.FORCES.values()}) == len(Force)


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("eu-ai-act", "binds directly in its Member States"),
        ("ccpr-gc-37", "does not bind by itself"),
        ("nhrck-frt-2023", "does not bind in law"),
        ("us-ca-ab-1215", "without effect since 1 January 2023; it binds nobody today"),
        ("coe-ai-convention", "not in force; it binds nobody yet"),
    ],
)
def test_whether_a_text_binds(guide: Guide, id: str, said: str) -> None:
    """A text in force binds as its kind does; one that has lapsed, or is not in force, binds nobody."""
    assert said in standing.binding(guide.shelf.register.instruments[id], "en", TODAY)


@pytest.mark.parametrize(
    ("question", "first", "said"),
    [
        ("Is General Comment 37 binding on Korea?", "ccpr-gc-37/", "does not bind by itself"),
        ("인권위 얼굴인식 권고는 법적 구속력이 있나요?", "nhrck-frt-2023/", "법적 구속력은 없습니다"),
        ("Is AB 1215 still in force?", "us-ca-ab-1215/", "Without effect since 1 January 2023"),
    ],
)
def test_a_question_for_force_or_dates_is_answered_in_words(guide: Guide, question: str, first: str, said: str) -> None:
    """The answer cites the text that is asked about and says its force, or its dates, in a sentence of the guide."""
    answer = guide.ask(question)
    assert isinstance(answer, Guidance)
    assert str(answer.statements[0].citations[0].locator).startswith(first)
    assert said in (answer.message or "")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Can Dutch police use live facial recognition?", "Netherlands"),
        ("프랑스 경찰은 실시간 얼굴인식을 쓸 수 있나요?", "프랑스"),
    ],
)
def test_a_member_state_is_answered_from_the_law_of_the_union(guide: Guide, question: str, said: str) -> None:
    """EU law answers for a Member State, with a sentence that its national law is not held."""
    answer = guide.ask(question)
    assert isinstance(answer, Guidance)
    assert str(answer.statements[0].citations[0].locator).startswith("eu-")
    assert said in (answer.message or "")
