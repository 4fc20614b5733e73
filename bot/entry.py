"""Entry: what the index holds of one passage: its words, its concepts and the text of its vector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bot.concepts import of_passage
from corpus.instrument import LANGUAGES, Language
from corpus.locator import Locator
from corpus.passage import Passage
from corpus.samples import Asked
from corpus.terms import Glossary

NO_SAMPLES: Mapping[Locator, Asked] = MappingProxyType({})


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

    samples: Asked = field(default_factory=dict)
    """Questions that it is known to answer, by language."""

    def embedded(self, languages: frozenset[Language]) -> str | None:
        """The text of its vector, English first, for an embedder of these languages; None where it has none."""
        return next((self.to_embed[one] for one in LANGUAGES if one in languages and one in self.to_embed), None)


def entry(passage: Passage, glossary: Glossary, samples: Mapping[Locator, Asked] = NO_SAMPLES) -> Entry:
    """The entry of a passage; an earlier wording has the sample questions of today's."""
    return Entry(
        key=str(passage.locator),
        words={language: words(passage, language) for language in LANGUAGES},
        concepts=tuple(of_passage(passage, glossary)),
        to_embed={language: text for language in LANGUAGES if (text := _said(passage, language))},
        samples=samples.get(replace(passage.locator, date=None), {}),
    )


def words(passage: Passage, language: Language) -> str:
    """What the lexical lane of ``language`` reads of a passage: heading, statement, official words, its short name."""
    parts: list[str] = []
    if passage.record is not None:
        parts += [passage.record.heading.say(language), passage.record.text.say(language)]
    official = passage.words(language)
    if official is not None:
        parts += [official.lead, official.text]
    if parts:
        parts.append(passage.instrument.short.say(language))
    return "\n".join(parts)


def _said(passage: Passage, language: Language) -> str:
    """The statement of a passage under its heading, else its official words; empty where ``language`` has none."""
    if passage.record is not None:
        return f"{passage.record.heading.say(language)}. {passage.record.text.say(language)}"
    official = passage.words(language)
    return " ".join(part for part in (official.lead, official.text) if part) if official is not None else ""
