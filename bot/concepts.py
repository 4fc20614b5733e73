"""Concepts: what a text is about, as glossary terms and topics: a lane that crosses languages and everyday wordings."""

from __future__ import annotations

from collections.abc import Iterable

from bot.reading import Reading, is_name
from corpus.passage import Passage
from corpus.provision import Topic
from corpus.terms import Glossary, Mention

SUBJECT = "subject"
"""Stands for every term of the guide's subject: scanning faces and remote biometric identification share it."""


def of_question(reading: Reading) -> list[str]:
    """The concepts that a question names."""
    return [*_named(reading.mentions), *map(topic_concept, sorted(reading.topics))]


def of_passage(passage: Passage, glossary: Glossary) -> list[str]:
    """The concepts of a passage: the terms of its statement and its official words, and its record's topics."""
    texts: list[str] = []
    topics: Iterable[Topic] = ()
    if passage.record is not None:
        texts += [passage.record.heading.en, passage.record.text.en, passage.record.heading.ko, passage.record.text.ko]
        topics = sorted(passage.record.topics)
    if passage.official is not None:
        texts += [passage.official.lead, passage.official.text]
    named = dict.fromkeys(concept for text in texts for concept in _named(glossary.mentions(text)))
    return [*named, *map(topic_concept, topics)]


def _named(mentions: Iterable[Mention]) -> list[str]:
    terms = {mention.term.id: mention.term for mention in mentions if not is_name(mention)}
    return [*terms, *([SUBJECT] if any(term.subject for term in terms.values()) else [])]


def topic_concept(topic: Topic) -> str:
    """The concept that stands for a topic."""
    return f"topic {topic.value}"
