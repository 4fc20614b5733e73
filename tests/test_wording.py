"""Wording: everything that the guide itself says exists in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import combinations

import pytest

from bot import wording
from bot.errors import ModelFault
from bot.reason import Reason
from bot.role import Role
from corpus.instrument import LANGUAGES, Bilingual, Force, Issuer, Status


def _everything() -> Iterator[tuple[str, Bilingual]]:
    for name, value in vars(wording).items():
        if isinstance(value, Bilingual):
            yield name, value
        elif isinstance(value, dict) and not name.startswith("_"):
            yield from ((f"{name}[{key}]", words) for key, words in value.items())


WORDS = dict(_everything())


@pytest.mark.parametrize(
    ("named", "kind"),
    [
        (wording.REFUSALS, Reason),
        (wording.ROLE_NAMES, Role),
        (wording.FORCE_NAMES, Force),
        (wording.STATUS_NAMES, Status),
        (wording.ISSUER_NAMES, Issuer),
    ],
)
def test_every_member_is_named(named: dict[StrEnum, Bilingual], kind: type[StrEnum]) -> None:
    """Each member of a closed list has words, and no two members share them in a language."""
    assert set(named) == set(kind)
    for language in LANGUAGES:
        said = [words.say(language) for words in named.values()]
        assert len(set(said)) == len(said)


def test_refusals_differ_by_more_than_a_letter() -> None:
    """A reader can tell from the sentence alone why there is no answer."""
    for language in LANGUAGES:
        for one, other in combinations(wording.REFUSALS.values(), 2):
            first, second = (set(re.findall(r"\w+", words.say(language).lower())) for words in (one, other))
            assert len(first & second) / len(first | second) < 0.6, (one, other)


def test_failures_are_no_empty_results() -> None:
    """A failed search says that it failed, which is not finding nothing; a failed check says that it did not run."""
    search, check = wording.REFUSALS[Reason.SEARCH_FAILED], wording.REFUSALS[Reason.CHECK_FAILED]
    assert "failed" in search.en and "does not mean that nothing was found" in search.en
    assert "실패" in search.ko and "관련 내용이 없다는 뜻이 아닙니다" in search.ko
    assert "did not run" in check.en and "검사하지 못하여" in check.ko


ONE_LANGUAGE = {"NUMBERS", "LETTERS", "SECTION"}
"""Words for the levels of a text that Korean numbers say by themselves."""


@pytest.mark.parametrize("name", WORDS)
def test_both_languages(name: str) -> None:
    """Korean words are Korean and English ones English; only the refusal of a third language speaks both."""
    words = WORDS[name]
    if name in ONE_LANGUAGE:
        assert words.en.strip()
        return
    assert words.en.strip() and words.ko.strip()
    korean, english = words.ko, words.en
    if name == f"REFUSALS[{Reason.UNSUPPORTED_LANGUAGE}]":
        assert re.search("[가-힣]", english) and re.search("English", korean)
        return
    assert re.search("[가-힣]", korean)
    assert not re.search("[가-힣]", english)
    assert not re.search(r"[A-Za-z]+(?: [a-z]+){2}", re.sub(r"\{\w+\}", "", korean))


@pytest.mark.parametrize("name", WORDS)
def test_both_languages_have_the_same_blanks(name: str) -> None:
    """What is filled in is filled in in both languages; a Korean topic is a pinpoint with its particle."""
    if name in ONE_LANGUAGE:
        return
    told = (WORDS[name].en, WORDS[name].ko.replace("{topic}", "{pinpoint}"))
    blanks = [set(re.findall(r"\{(\w+)", words)) for words in told]
    assert blanks[0] == blanks[1]


def test_every_fault_of_a_model_has_words() -> None:
    """The kinds that a ModelFault may have, as its docstring lists them, are those that have words."""
    listed = (ModelFault.__doc__ or "").partition("one of")[2]
    assert set(re.findall("``([a-z -]+)``", listed)) == set(wording.MODEL_FAULTS)


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        (Reason.OUT_OF_SCOPE, "refused"),
        (Reason.NOT_IN_CORPUS, "refused"),
        (Reason.PERSONAL_ADVICE, "refused"),
        (Reason.UNSUPPORTED_LANGUAGE, "refused"),
        (Reason.NOT_GROUNDED, "refused"),
        (Reason.NEEDS_FACTS, "clarify"),
        (Reason.SEARCH_FAILED, "error"),
        (Reason.MODEL_FAILED, "error"),
        (Reason.CHECK_FAILED, "error"),
        (Reason.BAD_INPUT, "error"),
    ],
)
def test_the_status_of_a_reason(reason: Reason, status: str) -> None:
    """A question back is no refusal, and a fault is neither."""
    assert reason.status == status
