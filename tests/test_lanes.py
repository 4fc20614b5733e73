"""Lanes: what each sees of the guide's records, and what a question that names a source is compared with."""

from __future__ import annotations

import numpy as np
import pytest
from builders import GLOSSARY

from bot.conversation import Standalone, stand_alone
from bot.guide import Guide
from bot.lanes import LANES, Lane
from bot.question import Question
from bot.reading import Reading
from corpus.instrument import Language


def asked(text: str, language: Language) -> Standalone:
    """A question that stands alone."""
    return stand_alone(Question(text, language), lambda said: Reading.of(said, GLOSSARY, {}))


@pytest.mark.parametrize(
    ("text", "language"),
    [("Must a judge authorise a search with a face?", "en"), ("판사가 얼굴 검색을 허가해야 하나요?", "ko")],
)
def test_every_lane_sees_something_in_both_languages(guide: Guide, text: str, language: Language) -> None:
    """Words, concepts, meaning and samples each score some entries, from 0 to about 1; a lane left out scores none."""
    seen = guide.retriever.lanes.look(asked(text, language))
    assert seen.dense is not None
    for scores in (seen.lexical, seen.concept, seen.dense, seen.sample):
        assert scores.shape == (len(guide.retriever.passages),)
        assert 0 < scores.max() <= 2.5
        assert scores.min() >= 0
    alone = seen.only({Lane.LEXICAL})
    assert alone.dense is None
    assert not alone.concept.any()
    assert not alone.sample.any()
    np.testing.assert_array_equal(seen.only(LANES).fused(), seen.fused())


def test_a_korean_question_meets_english_words(guide: Guide) -> None:
    """The words of a Korean question reach an English text that has no Korean one, by their translation."""
    english = guide.retriever.index.lexicons["en"]
    lanes = guide.retriever.lanes
    stems = lanes._translations.of("판사의 영장")
    assert english.weighted_shares(stems).max() > 0
    assert {"judg", "warrant"} <= set(stems)


def test_meaning_is_compared_among_the_chosen_places_alone(guide: Guide) -> None:
    """With places given, no other entry has a cosine; the nearest of them is the nearest there by exact arithmetic."""
    question = asked("What is biometric data?", "en")
    places = np.arange(0, len(guide.retriever.passages), 3)
    dense = guide.retriever.lanes.look(question, places).dense
    assert dense is not None
    assert set(np.flatnonzero(dense)) <= set(places.tolist())
    vector = guide.retriever.lanes._embedder.questions([question.text])[0]
    assert int(dense.argmax()) == int(guide.retriever.index.near(vector, 1, places).places[0])


def test_a_korean_question_whose_words_are_all_held_trusts_words(guide: Guide) -> None:
    """The more of a Korean question's words one passage holds, the less meaning counts."""
    lanes = guide.retriever.lanes
    record = next(iter(guide.shelf.register.provisions.values()))
    sure = lanes.look(asked(record.text.ko, "ko")).weights[Lane.DENSE]
    unsure = lanes.look(asked("할아버지께서 옛날이야기를 들려주셨어요", "ko")).weights[Lane.DENSE]
    assert sure == 0 < unsure


@pytest.mark.parametrize(
    ("language", "text"), [("en", "my gym wants my face to open the door"), ("ko", "헬스장 얼굴 찍고 들어가기 싫은데")]
)
def test_everyday_words_are_alike_a_sample(guide: Guide, language: Language, text: str) -> None:
    """What shares no word with a provision is alike a question that it answers."""
    seen = guide.retriever.lanes.look(asked(text, language))
    assert seen.sample.max() > 0.2
    best = guide.retriever.passages[int(seen.sample.argmax())]
    assert best.record is not None
