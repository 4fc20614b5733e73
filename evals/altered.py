"""Altered: records' sentences changed in ways that a careless writer would, to see what the judge lets through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.citation import Statement
from bot.grounding import Judge, Verdict
from bot.sentence import sentences
from corpus.instrument import LANGUAGES, Language
from corpus.passage import Passage

Alteration = Callable[[str, Language], str | None]


def _number(text: str, language: Language) -> str | None:
    """Another number in the place of the first."""
    changed = re.sub(r"\d+", lambda match: str(int(match[0]) + 7), text, count=1)
    return changed if changed != text else None


def _negation(text: str, language: Language) -> str | None:
    """The denial taken out."""
    pairs = {
        "en": ((" must not ", " may "), (" may not ", " may "), (" should not ", " should "), (" is not ", " is ")),
        "ko": (
            ("해서는 안 된다", "할 수 있다"),
            ("할 수 없다", "할 수 있다"),
            ("하지 않는다", "한다"),
            ("금지된다", "허용된다"),
        ),
    }
    return next((text.replace(old, new, 1) for old, new in pairs[language] if old in text), None)


def _strength(text: str, language: Language) -> str | None:
    """Advice told as a duty; what "may not" be done is forbidden already."""
    pairs = {
        "en": ((" should ", " must "), (" recommends that ", " requires that "), (" may ", " must ")),
        "ko": (("할 것을 권고했다", "해야 한다"), ("노력하여야 한다", "하여야 한다"), ("할 수 있다", "하여야 한다")),
    }
    allowed = text.replace(" may not ", " may\u00a0not ")
    told = next((allowed.replace(old, new, 1) for old, new in pairs[language] if old in allowed), None)
    return told.replace("\u00a0", " ") if told else None


ALTERATIONS: dict[str, Alteration] = {
    "unaltered": lambda text, language: text,
    "another number": _number,
    "denial taken out": _negation,
    "stronger": _strength,
}


@dataclass(frozen=True, slots=True)
class Let:
    """How many of the altered statements a judge called supported."""

    alteration: str
    language: Language
    supported: int
    statements: int


def let_through(passages: tuple[Passage, ...], judge: Judge) -> Iterator[Let]:
    """For each alteration and language, and for sentences cited to the wrong record, what ``judge`` calls supported."""
    for language in LANGUAGES:
        told = [
            (passage, sentence)
            for passage in passages
            if passage.record is not None
            for sentence in sentences(passage.record.text.say(language))
        ]
        for name, alter in ALTERATIONS.items():
            altered = ((passage, alter(sentence, language)) for passage, sentence in told)
            yield _judged(name, language, [(passage, text) for passage, text in altered if text], judge)
        elsewhere = [told[(at + len(told) // 2) % len(told)][0] for at in range(len(told))]
        pairs = [(wrong, text) for wrong, (right, text) in zip(elsewhere, told, strict=True) if wrong is not right]
        yield _judged("cited to another record", language, pairs, judge)


def _judged(name: str, language: Language, pairs: list[tuple[Passage, str]], judge: Judge) -> Let:
    verdicts = [judge.judge(Statement(text, (passage,), ()), language).verdict for passage, text in pairs]
    return Let(name, language, sum(verdict is Verdict.SUPPORTED for verdict in verdicts), len(verdicts))
