"""Pairs: Korean texts beside English ones that say the same, from which model and translations are made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BotError
from corpus.official import Store
from corpus.passage import Passage, passages
from corpus.register import Register
from corpus.terms import Glossary

OWN = Path(__file__).parent / "pairs"
"""Our own pairs: terms, and cards of a question with a provision that answers it. They teach words, state no law."""
_LONGEST = 1200
"""Characters of a text that are used; the teacher reads no more at once."""


class PairsFault(BotError):
    """A file of pairs cannot be read; the message names it and the line."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that say the same, or a question and what answers it."""

    korean: str
    english: str
    weight: int
    """How often it is seen in one round of the training."""


def collect(file: Path, store: Store | None) -> list[Pair]:
    """All pairs: those of ``file`` (lines with ``ko`` and ``en``), our own, the glossary's, the register's.

    Of ``store`` come official words beside records, and texts that it holds in both languages. One record in ten is
    left out, so that the model can be measured on it (see ``held_out``).
    """
    return [
        *(Pair(one["ko"], one["en"], 1) for one in _lines(file, "ko", "en")),
        *_own(),
        *_of_glossary(Glossary.load()),
        *_of_passages(passages(Register.load(), store)),
    ]


def held_out(locator: str) -> bool:
    """Whether a record, by the SHA-256 of its locator, is of the tenth that no training sees."""
    return hashlib.sha256(locator.encode()).digest()[0] % 10 == 0


def _own() -> Iterator[Pair]:
    for path in sorted(OWN.glob("*-terms.jsonl")):
        yield from (Pair(one["ko"], one["en"], 1) for one in _lines(path, "ko", "en"))
    for path in sorted(OWN.glob("*-cards.jsonl")):
        for one in _lines(path, "question_ko", "question_en", "provision_ko", "provision_en"):
            yield Pair(one["question_ko"], one["question_en"], 3)
            yield Pair(one["provision_ko"], one["provision_en"], 3)
            yield Pair(one["question_ko"], one["provision_en"], 3)


def _of_glossary(glossary: Glossary) -> Iterator[Pair]:
    for term in glossary.terms:
        for korean in term.words("ko"):
            yield from (Pair(korean, english, 1) for english in term.words("en")[:3])


def _of_passages(held: tuple[Passage, ...]) -> Iterator[Pair]:
    for passage in held:
        record, korean, english = passage.record, passage.words("ko"), passage.words("en")
        if held_out(str(passage.locator)):
            continue
        if record is not None:
            yield Pair(record.heading.ko, record.heading.en, 3)
            yield Pair(f"{record.heading.ko}. {record.text.ko}", f"{record.heading.en}. {record.text.en}", 3)
            yield Pair(record.text.ko, record.text.en, 3)
            if english is not None:
                yield Pair(record.text.ko, english.text[:_LONGEST], 3)
            if korean is not None:
                yield Pair(korean.text[:_LONGEST], record.text.en, 3)
        if korean is not None and english is not None:
            yield Pair(korean.text[:_LONGEST], english.text[:_LONGEST], 3)


def _lines(path: Path, *fields: str) -> Iterator[dict[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PairsFault(f"{path} cannot be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                one = json.loads(line)
                yield {field: str(one[field]) for field in fields}
            except (ValueError, TypeError, KeyError):
                raise PairsFault(f"{path}:{number}: expected an object with {', '.join(fields)}") from None
