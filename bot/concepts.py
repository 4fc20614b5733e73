"""Concepts: what a text is about, as glossary terms and topics: a lane that crosses languages and everyday wordings."""

from __future__ import annotations

from collections.abc import Iterable, Set

from bot.reading import Reading, is_name
from corpus.passage import Passage
from corpus.provision import Modality, Topic
from corpus.terms import Glossary

SUBJECT = "subject"
"""Stands for every term of the guide's subject: scanning faces and remote biometric identification share it."""
PROHIBITION = "prohibition"
"""The glossary term that every provision saying must not or should not stands for, whatever its words."""


def of_question(reading: Reading) -> list[str]:
    """The concepts that a question names."""
    named = [mention.term.id for mention in reading.mentions if not is_name(mention)]
    subject = [SUBJECT] if reading.subject else []
    return [*dict.fromkeys(named), *subject, *map(topic_concept, sorted(reading.topics))]


def of_passage(passage: Passage, glossary: Glossary) -> list[str]:
    """The concepts of a passage: terms of its statement and official words, broader ones, its record's topics."""
    texts: list[str] = []
    topics: Iterable[Topic] = ()
    if passage.record is not None:
        texts += [passage.record.heading.en, passage.record.text.en, passage.record.heading.ko, passage.record.text.ko]
        topics = sorted(passage.record.topics)
    for words in passage.official:
        texts += [words.lead, words.text]
    forbids = passage.record is not None and passage.record.modality in (Modality.MUST_NOT, Modality.SHOULD_NOT)
    return [*of_texts(texts, glossary, {PROHIBITION} if forbids else set()), *map(topic_concept, topics)]


def of_note(passage: Passage, glossary: Glossary) -> list[str]:
    """The concepts of the note of a passage's record."""
    note = passage.record.note if passage.record is not None else None
    return of_texts([note.en, note.ko], glossary) if note is not None else []


def of_texts(texts: Iterable[str], glossary: Glossary, besides: Set[str] = frozenset()) -> list[str]:
    """The concepts of some texts: their terms and broader ones, and those ``besides``."""
    mentions = [mention for text in texts for mention in glossary.mentions(text) if not is_name(mention)]
    named = glossary.widened(mention.term.id for mention in mentions) | besides
    return [*sorted(named), *([SUBJECT] if any(mention.term.subject for mention in mentions) else [])]


def topic_concept(topic: Topic) -> str:
    """The concept that stands for a topic."""
    return f"topic {topic.value}"
