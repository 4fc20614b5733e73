"""Translation: Korean words to English stems by the shipped table, and how such a table is learned."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import TranslationFault
from bot.korean.alignment import translations
from bot.lexicon import tokens
from bot.translation import Translations, line, shipped


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("경찰", "police"), ("영장이 필요한가요?", "warrant"), ("동의 없이", "consent"), ("삭제해 달라", "delete"),
        ("차별", "discrimination"), ("감독기관", "supervisory"), ("정보주체의 권리", "rights"), ("과태료", "fine"),
    ],
)  # fmt: skip
def test_the_likeliest_english_word_of_a_korean_one(korean: str, english: str) -> None:
    """The shipped table holds what the word means, with a weight that tells it from chance."""
    found = shipped().of(korean)
    (stem,) = tokens(english, "en")
    assert found[stem] >= 0.4
    assert all(0 < weight <= 1 for weight in found.values())


def test_words_that_say_nothing_have_no_translation() -> None:
    """Question words and particles add nothing to a search."""
    assert shipped().of("무엇인가요?") == {}


def test_which_word_a_piece_stands_for_is_learned_from_pairs() -> None:
    """The word that goes with a piece wherever it stands wins over those that go with it by chance."""
    korean = [["고양이", "잔다"], ["고양이", "먹는다"], ["개", "잔다"], ["개", "먹는다"]]
    english = [["cat", "sleeps"], ["cat", "eats"], ["dog", "sleeps"], ["dog", "eats"]]
    found = translations(korean * 5, english * 5)
    assert {piece: next(iter(words)) for piece, words in found.items()} == {
        "고양이": "cat", "개": "dog", "잔다": "sleeps", "먹는다": "eats",
    }  # fmt: skip
    assert found["고양이"]["cat"] > 0.8
    assert all(list(words.values()) == sorted(words.values(), reverse=True) for words in found.values())


def test_a_table_reads_back_as_it_was_written(tmp_path: Path) -> None:
    """A line holds a piece and its stems; the weight is the root of the probability."""
    (tmp_path / "table.tsv").write_text(line("동의", {"consent": 0.81, "agre": 0.09}), encoding="utf-8")
    assert Translations(tmp_path / "table.tsv").of("동의") == pytest.approx({"consent": 0.9, "agre": 0.3})


@pytest.mark.parametrize("content", [None, "동의\tconsent"])
def test_a_table_that_cannot_be_read_is_named(tmp_path: Path, content: str | None) -> None:
    """A missing or malformed table is one sentence with its path."""
    if content is not None:
        (tmp_path / "table.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(TranslationFault, match=r"The table of translations .*table\.tsv cannot be read"):
        Translations(tmp_path / "table.tsv").of("동의")
