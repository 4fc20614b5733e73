"""Lexicon: words, tokens and the lexical lane."""

from __future__ import annotations

import math
import unicodedata
from pathlib import Path

import pytest

from bot.errors import IndexFault
from bot.lexicon import Lexicon, content_words, phrases, query_tokens, tokens
from corpus.instrument import Language


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Can the police scan faces at a rally?", ["police", "scan", "faces", "rally"]),
        ("What is it?", []),
        ("GDPR Art. 9", ["gdpr", "art", "9"]),
        ("경찰은 얼굴인식을 수사에 이용해도 되나요?", ["경찰", "얼굴인식", "수사", "이용"]),
        ("인권은 무엇인가요?", ["인권"]),
        ("인공지능 기본법의 의무와 과태료는?", ["인공지능", "기본법", "의무", "과태료"]),
        ("학교에서 수집한 정보의 저장 기간", ["학교", "수집한", "정보", "저장", "기간"]),
        ("한국에서는 합의나 이의 제기, 등록 제도가 있습니까?", ["한국", "합의나", "이의", "제기", "등록", "제도"]),
        ("대한민국 국가인권위원회", ["대한민국", "국가인권위원회"]),
        ("설명의무와 해고 한도", ["설명의무", "해고", "한도"]),
        ("그것은 어떻게 되나요? 알려 주세요.", []),
        ("그렇다면 이것에 대해서는 왜 안 되는 건가요?", []),
        ("유럽은요?", ["유럽"]),
        ("AI Act에서 가능한가요?", ["ai", "act"]),
        ("법", ["법"]),
    ],
)
def test_content_words(text: str, words: list[str]) -> None:
    """What a question is about stays; particles, endings and words that only ask go, and no noun goes with them."""
    assert content_words(text) == words
    assert content_words(unicodedata.normalize("NFD", text)) == words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The police identified identifying identifications", "en", ["polic", "identifi", "identifi", "identif"]),
        ("얼굴인식 AI", "en", ["ai"]),
        ("얼굴인식 AI 법", "ko", ["얼굴", "굴인", "인식", "ai", "법"]),
        ("24시간", "ko", ["24", "시간"]),
        ("", "ko", []),
    ],
)
def test_tokens(text: str, language: Language, expected: list[str]) -> None:
    """English words are stemmed; Korean ones are cut in pairs of syllables, which an English lexicon leaves out."""
    assert tokens(text, language) == expected


def test_phrases_keep_the_little_words() -> None:
    """They tell what a question asks for; English words stand in pairs as well, each token once."""
    assert phrases("How much, and since WHEN? How much?", "en") == [
        *("how", "much", "and", "sinc", "when"),
        *("how much", "much and", "and sinc", "sinc when", "when how"),
    ]
    assert phrases("언제까지 GDPR은요?", "ko") == ["언제", "제까", "까지", "gdpr", "은요"]
    assert phrases("?!", "en") == phrases("", "ko") == []


def test_query_tokens() -> None:
    """A question's tokens are those of its content words, each once."""
    assert query_tokens("경찰이 경찰에게 무엇을 하나요?", "ko") == ["경찰"]


TEXTS = [["face", "scan", "scan"], ["face", "store"], [], ["face", "ban"]]


def test_scores() -> None:
    """A text scores for the tokens it holds; one without tokens, and a query of unknown ones, score nothing."""
    lexicon = Lexicon.build(TEXTS)
    scores = lexicon.scores(["scan"]).tolist()
    assert scores[0] > 0 and scores[1:] == [0, 0, 0]
    assert lexicon.scores(["unknown"]).tolist() == lexicon.scores([]).tolist() == [0, 0, 0, 0]
    assert lexicon.scores(["face", "store"]).argmax() == 1


def test_shares() -> None:
    """The best text has share 1 where it holds the query's weight; a crumb of the query is a crumb, not 1."""
    lexicon = Lexicon.build(TEXTS)
    assert lexicon.shares(["scan"]).max() == pytest.approx(1.0)
    assert lexicon.shares(["face", "unknown", "strange"]).max() < 0.2
    assert lexicon.shares(["unknown"]).tolist() == [0, 0, 0, 0]


def test_rarity() -> None:
    """The fewer texts hold a token, the rarer it is; rarest is one that no text holds."""
    lexicon = Lexicon.build(TEXTS)
    assert lexicon.rarity("face") == pytest.approx(math.log(1 + 1.5 / 3.5))
    assert lexicon.rarity("scan") == pytest.approx(math.log(1 + 3.5 / 1.5))
    assert lexicon.rarity("unknown") == pytest.approx(math.log(1 + 4.5 / 0.5))


def test_save_and_open(tmp_path: Path) -> None:
    """A saved lexicon answers as the built one did."""
    built = Lexicon.build(TEXTS)
    built.save(tmp_path)
    opened = Lexicon.open(tmp_path, len(TEXTS))
    for query in (["scan"], ["face", "ban"], ["unknown"]):
        assert opened.scores(query).tolist() == built.scores(query).tolist()
        assert opened.shares(query).tolist() == built.shares(query).tolist()
        assert [opened.rarity(token) for token in query] == [built.rarity(token) for token in query]


def test_another_size(tmp_path: Path) -> None:
    """A lexicon of other passages than the index holds is refused."""
    Lexicon.build(TEXTS).save(tmp_path)
    with pytest.raises(IndexFault, match="holds 4 texts, expected 5"):
        Lexicon.open(tmp_path, 5)


def test_missing(tmp_path: Path) -> None:
    """A folder without a lexicon is a fault of the index."""
    with pytest.raises(IndexFault, match="missing or damaged"):
        Lexicon.open(tmp_path / "nowhere", 4)


def _saved_files(folder: Path) -> list[str]:
    Lexicon.build(TEXTS).save(folder)
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("content", [b"", b"{", b"\x93NUMPY broken"])
def test_damaged(tmp_path: Path, content: bytes) -> None:
    """Whichever of its files is cut or overwritten, the lexicon is refused as damaged."""
    names = _saved_files(tmp_path / "whole")
    assert len(names) >= 4
    for name in names:
        folder = tmp_path / f"without-{name}"
        _saved_files(folder)
        (folder / name).write_bytes(content)
        with pytest.raises(IndexFault, match="missing or damaged"):
            Lexicon.open(folder, len(TEXTS))
