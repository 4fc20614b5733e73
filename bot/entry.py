"""Entry: what the index holds of one passage: its words, its concepts, the text of its vector, its sample questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.concepts import of_note, of_passage
from corpus.instrument import LANGUAGES, Language
from corpus.locator import Locator
from corpus.passage import Passage
from corpus.samples import Asked, Samples, Unanswered
from corpus.terms import Glossary


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be found."""

    key: str
    """What tells it apart: the locator of a passage."""
    words: Mapping[Language, str]
    """What the lexical lane of each language reads."""
    concepts: tuple[str, ...]
    """The glossary terms and topics that it names, each once."""
    to_embed: Mapping[Language, str]
    """Its text in each language that it has; the first one that the embedder knows is embedded."""

    noted: tuple[str, ...] = ()
    """The glossary terms that its record's note names: they are told with it, but it is not found by them."""
    samples: Asked = field(default_factory=dict)
    """Questions that it is known to answer, by language."""

    def embedded(self, languages: frozenset[Language]) -> str | None:
        """The text of its vector, English first, for an embedder of these languages; None where it has none."""
        return next((self.to_embed[one] for one in LANGUAGES if one in languages and one in self.to_embed), None)


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index is built of."""

    entries: tuple[Entry, ...]
    unanswered: Mapping[Language, tuple[Unanswered, ...]] = field(default_factory=dict)
    """Sample questions that no entry answers."""

    @classmethod
    def of(cls, passages: Iterable[Passage], glossary: Glossary, samples: Samples | None = None) -> Contents:
        """The contents of the index of some passages, with the sample questions where they are given."""
        asked = samples.of if samples is not None else {}
        entries = tuple(entry(passage, glossary, asked) for passage in passages)
        return cls(entries, samples.unanswered if samples is not None else {})

    def samples(self, language: Language) -> list[tuple[int, str]]:
        """The sample questions of one language, each with the position of the entry that answers it."""
        return [(at, text) for at, one in enumerate(self.entries) for text in one.samples.get(language, ())]


def entry(passage: Passage, glossary: Glossary, samples: Mapping[Locator, Asked]) -> Entry:
    """The entry of a passage; an earlier wording has the sample questions of today's."""
    return Entry(
        key=str(passage.locator),
        words={language: words(passage, language) for language in LANGUAGES},
        concepts=tuple(of_passage(passage, glossary)),
        to_embed={language: text for language in LANGUAGES if (text := _said(passage, language))},
        noted=tuple(of_note(passage, glossary)),
        samples=samples.get(replace(passage.locator, date=None), {}),
    )


def words(passage: Passage, language: Language) -> str:
    """What the lexical lane of ``language`` reads of a passage: heading, statement, official words, its short name."""
    parts: list[str] = []
    if passage.record is not None:
        parts.append(passage.record.text.say(language))
    official = passage.words(language)
    if official is not None:
        parts += [official.lead, official.text]
    headings = {passage.heading(language), official.heading if official is not None else ""} - {""}
    parts = [*sorted(headings), *parts]
    if parts:
        parts.append(passage.instrument.short.say(language))
    return "\n".join(parts)


def told(passage: Passage, language: Language) -> str:
    """What an answer tells of a passage: its words, and the note of its record."""
    note = passage.record.note if passage.record is not None else None
    return "\n".join([words(passage, language), *([note.say(language)] if note is not None else [])])


def _said(passage: Passage, language: Language) -> str:
    """The statement of a passage under its heading, else its official words; empty where ``language`` has none."""
    if passage.record is not None:
        return f"{passage.record.heading.say(language)}. {passage.record.text.say(language)}"
    official = passage.words(language)
    if official is None:
        return ""
    heading = f"{title}." if (title := passage.heading(language)) else ""
    return " ".join(part for part in (heading, official.lead, official.text) if part)
