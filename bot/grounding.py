"""Grounding: whether the cited passages bear a statement out."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.asked import asked
from bot.lexicon import content_words, tokens
from bot.modality import STRENGTH, Strength, denials, duties, negated, strength_of
from bot.sentence import sentences
from corpus.instrument import Language
from corpus.passage import Passage

if TYPE_CHECKING:
    from bot.citation import Citation, Statement

COVERAGE = {"en": 0.7, "ko": 0.6}
"""Share of a statement's content that its passages must hold; calibrated on altered statements (docs/evaluation.md)."""

NEAR_COPY = 0.7
"""Share of common content words from which a statement counts as a copy of a sentence, held to its very strength."""


class Verdict(StrEnum):
    """What the check of a statement found; only SUPPORTED is shown."""

    SUPPORTED = "supported"
    UNCITED = "uncited"
    UNRESOLVED = "unresolved"
    OVERSTATED = "overstated"
    UNSUPPORTED = "unsupported"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement with its verdict."""

    statement: Statement
    verdict: Verdict


class Judge(Protocol):
    """Checks statements against the passages that they cite."""

    def judge(self, statement: Statement, language: Language) -> Finding:
        """The finding on one statement."""


class WordJudge:
    """Checks by words: quotations, numbers, strength, negation, and how much of the statement its passages hold.

    A statement in the passage's own recorded words is supported as it stands, and so are its official words, in either
    language. Any other must pass every test.
    """

    def judge(self, statement: Statement, language: Language) -> Finding:
        """The finding on one statement; UNCHECKED where no cited passage has words in its language."""
        return Finding(statement, self._verdict(statement, language))

    def _verdict(self, statement: Statement, language: Language) -> Verdict:
        if statement.unresolved:
            return Verdict.UNRESOLVED
        if not statement.passages:
            return Verdict.UNCITED
        if any(fold(statement.text) in map(fold, _verbatim(passage, language)) for passage in statement.passages):
            return Verdict.SUPPORTED
        source = "\n".join(text for passage in statement.passages for text in _wordings(passage, language))
        if not source:
            return Verdict.UNCHECKED
        everything = "\n".join(text for passage in statement.passages for text in _everything(passage))
        if not all(fold(quotation) in fold(everything) for quotation in quotations(statement.text)):
            return Verdict.UNSUPPORTED
        content = _without_references(statement)
        if not _numbers(content) <= _numbers(everything):
            return Verdict.UNSUPPORTED
        if strength_of(statement.text, language) > _allowed(statement, language):
            return Verdict.OVERSTATED
        original, share = _closest(statement.text, source)
        if share >= NEAR_COPY and (strayed := _strays(statement.text, original, language)):
            return strayed
        if negated(statement.text, language) != negated(original, language):
            return Verdict.UNSUPPORTED
        return Verdict.SUPPORTED if _held(content, source, language) >= COVERAGE[language] else Verdict.UNSUPPORTED


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂「」『』〝〞", '"') | dict.fromkeys("‘’‚‛′‵＇`´", "'"))


def fold(text: str) -> str:
    """``text`` as quotations are compared: NFC, white space and quotation marks folded; nothing else.

    >>> fold("a  “b”\\nc") == fold('a "b" c')
    True
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


def quotation_stands(citation: Citation, passage: Passage) -> bool:
    """Whether the words that a citation quotes are those that are stored for its provision."""
    stored: str | None = None
    if citation.quote_kind == "official" and (words := passage.words(citation.quote_language)):
        stored = words.text
    if citation.quote_kind == "summary" and passage.record:
        stored = passage.record.text.say(citation.quote_language)
    return stored is not None and fold(citation.quote) == fold(stored)


def quotations(text: str) -> Iterator[str]:
    """What a statement puts in double quotation marks, of at least three words or eight letters."""
    for match in re.finditer(r'"([^"]{8,})"', text.translate(_QUOTES)):
        yield match[1].strip(" .,;")


def _wordings(passage: Passage, language: Language) -> list[str]:
    """Everything that is stored of a passage in ``language``: statement, note, official words."""
    found: list[str] = []
    if passage.record is not None:
        found.append(passage.record.text.say(language))
        if passage.record.note is not None:
            found.append(passage.record.note.say(language))
    words = passage.words(language)
    if words is not None:
        found += [words.text, words.lead]
    return found


def _verbatim(passage: Passage, language: Language) -> list[str]:
    """What may be stated of a passage as it is stored: its words in ``language``, and official words in either."""
    return [*_wordings(passage, language), *(words.text for words in passage.official)]


def _everything(passage: Passage) -> list[str]:
    return [
        *_wordings(passage, "en"),
        *_wordings(passage, "ko"),
        *_names(passage),
        str(passage.instrument.adopted.year),
    ]


def _names(passage: Passage) -> list[str]:
    instrument = passage.instrument
    names = (instrument.title.en, instrument.title.ko, instrument.short.en, instrument.short.ko, instrument.symbol)
    return [name for name in names if name]


def _without_references(statement: Statement) -> str:
    """The text without the names, pinpoints and dates of what it cites: they are no content of a provision."""
    text = statement.text
    for one in asked(text, ()):
        places = (passage.locator.path for passage in statement.passages)
        if any(f"{place}/".startswith(f"{one.path}/") for place in places):
            text = text.replace(one.surface, " ")
    for passage in statement.passages:
        instrument, record = passage.instrument, passage.record
        for name in _names(passage):
            text = text.replace(name, " ")
        for day in (instrument.adopted, instrument.in_force, instrument.expired, record.applies if record else None):
            for written in _written(day) if day else ():
                text = text.replace(written, " ")
    return text


def _written(day: datetime.date) -> tuple[str, ...]:
    """A day as people write it in either language."""
    month = _MONTHS[day.month - 1].title()
    return (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day.year}. {day.month}. {day.day}.",
        day.isoformat(),
    )


_NUMBER_WORDS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
_KOREAN_NUMBERS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_KOREAN_NUMBER = re.compile(
    rf"(?<![가-힣])({'|'.join(_KOREAN_NUMBERS)}) ?(?:가지|명|개|번|곳|차례|사람|단계|달|해|시간|살)"
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def _numbers(text: str) -> frozenset[str]:
    """Numbers that a text names, months and number words among them, without leading zeros; one is no number."""
    lowered = text.lower()
    found = {number.lstrip("0") or "0" for number in re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", lowered))}
    found |= {str(value) for word, value in _NUMBER_WORDS.items() if value > 1 and re.search(rf"\b{word}\b", lowered)}
    found |= {
        str(month) for month, name in enumerate(_MONTHS, 1) if re.search(rf"\d\s+{name}\b|\b{name}\s+\d", lowered)
    }
    found |= {str(_KOREAN_NUMBERS[word]) for word in _KOREAN_NUMBER.findall(text)}
    return frozenset(found)


def _allowed(statement: Statement, language: Language) -> Strength:
    """The strongest that a statement may sound: as strong as the strongest passage that it cites."""
    return max(_strength(passage, language) for passage in statement.passages)


def _strength(passage: Passage, language: Language) -> Strength:
    """A record that asks for something is as strong as its modality; one that allows or tells, as its words are."""
    if passage.record is None:
        return strength_of("\n".join(_wordings(passage, language)), language)
    own = STRENGTH[passage.record.modality]
    return own if own >= Strength.SHOULD else max(own, strength_of(passage.record.text.say(language), language))


def _closest(text: str, source: str) -> tuple[str, float]:
    """The sentence of the source that shares most with a text, and what share of all their content words they share."""
    words = frozenset(content_words(text))
    best, share = source, 0.0
    for sentence in sentences(source):
        other = frozenset(content_words(sentence))
        common = len(words & other) / len(words | other) if words | other else 0.0
        if common > share:
            best, share = sentence, common
    return best, share


def _strays(text: str, original: str, language: Language) -> Verdict | None:
    """What is wrong with a near copy of a sentence: it says more duties, other denials or other numbers."""
    louder = strength_of(text, language) > strength_of(original, language)
    if louder or duties(text, language) > duties(original, language):
        return Verdict.OVERSTATED
    if denials(text, language) != denials(original, language) or not _numbers(text) <= _numbers(original):
        return Verdict.UNSUPPORTED
    return None


def _held(text: str, source: str, language: Language) -> float:
    """Share of the text's tokens that the source holds, 0 to 1; 1 for a text without content."""
    wanted = [token for word in content_words(text) for token in tokens(word, language)]
    held = frozenset(tokens(source, language))
    return sum(token in held for token in wanted) / len(wanted) if wanted else 1.0
