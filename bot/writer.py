"""Writer: evidence to draft. The extractive writer copies what the records say, with their labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Protocol

from bot.conversation import Standalone
from bot.evidence import Entry, Evidence
from bot.role import Role
from corpus.locator import Locator


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a draft, with its labels in square brackets."""

    text: str
    role: Role
    of: Locator | None = None
    """The rule that an exception, condition or note belongs to."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer made of the evidence, not yet checked."""

    lines: tuple[Line, ...]
    writer: str
    model: str | None = None
    prompt: str | None = None


class Writer(Protocol):
    """Makes a draft of the evidence."""

    @property
    def name(self) -> str:
        """``extractive`` or ``model``."""

    def write(self, question: Standalone, evidence: Evidence) -> Draft:
        """A draft whose lines cite labels of the evidence; raise ModelFault where a language model fails."""


class ExtractiveWriter:
    """States each rule in the record's own words, then its exceptions, its conditions and how it stands today.

    A rule without a record is stated in its official words.
    """

    name = "extractive"

    def write(self, question: Standalone, evidence: Evidence) -> Draft:
        """A draft in the order of the evidence; it never fails and invents nothing."""
        lines: list[Line] = []
        for rule in evidence.rules:
            lines.extend(_stated(rule, question))
            lines.extend(brought_along(rule, evidence, question))
        return Draft(tuple(lines), self.name)


def brought_along(rule: Entry, evidence: Evidence, question: Standalone) -> list[Line]:
    """What must be shown with a rule: its exceptions, its conditions, and the note on how it stands today."""
    lines = [line for entry in evidence.brought_by(rule.passage.locator) for line in _stated(entry, question)]
    record = rule.passage.record
    if record is not None and record.note is not None:
        note = record.note.say(question.language)
        lines.append(Line(f"{note} [{rule.label}]", Role.NOTE, rule.passage.locator))
    return lines


def completed(draft: Draft, evidence: Evidence, question: Standalone) -> Draft:
    """The draft with what the rules it cites bring along and it left out: no rule is shown without its exceptions.

    An exception counts as told where a line rests on it first; a label at the end of the rule's own line tells nothing.
    """
    cited = {label for line in draft.lines for label in labels(line.text)}
    rested = {labels(line.text)[0] for line in draft.lines if labels(line.text)}
    told = {line.text for line in draft.lines}
    lines = list(draft.lines)
    for rule in evidence.rules:
        if rule.label in cited:
            for line in (*brought_along(rule, evidence, question), *_brought_by_others(rule, evidence, question)):
                new = line.role is Role.NOTE or not set(labels(line.text)) & rested
                if new and line.text not in told:
                    told.add(line.text)
                    lines.append(line)
    return replace(draft, lines=tuple(lines))


def _brought_by_others(rule: Entry, evidence: Evidence, question: Standalone) -> list[Line]:
    """Exceptions and conditions of a rule that stand in the evidence on their own, or under another rule."""
    record = rule.passage.record
    lines: list[Line] = []
    for entry in evidence.entries:
        if record is not None and entry.of != rule.passage.locator and entry is not rule:
            for role, links in ((Role.EXCEPTION, record.exceptions), (Role.CONDITION, record.conditions)):
                if entry.passage.locator in links:
                    lines += [replace(line, role=role, of=rule.passage.locator) for line in _stated(entry, question)]
    return lines


def labels(text: str) -> list[str]:
    """The labels that stand in square brackets in a text, in order."""
    return re.findall(r"P\d+", " ".join(re.findall(r"\[[^\[\]]*\]", text)))


def _stated(entry: Entry, question: Standalone) -> list[Line]:
    """What is stated of a passage; official words in the other language where it is held in none but that."""
    text = entry.passage.statement(question.language)
    words = entry.passage.quotation(question.language)
    if text is None and words is not None:
        text = words.text
    return [Line(f"{text} [{entry.label}]", entry.role, entry.of)] if text else []
