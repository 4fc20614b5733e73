"""Unit: one numbered piece of an official text, with the pieces inside it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.locator import Locator


@dataclass(frozen=True, slots=True)
class Unit:
    """A provision of an official text, verbatim."""

    locator: Locator
    label: str
    """How the text numbers it, such as ``1.``, ``(a)`` or ``①``; empty for whole articles and recitals."""
    heading: str | None
    """The title that the text gives it."""
    words: str
    """Its own words before its sub-units, without the label; white space folded, lines kept."""
    children: tuple[Unit, ...] = ()
    tail: str = ""
    """Its own words after its sub-units, such as a subparagraph that follows a list of points."""

    @property
    def text(self) -> str:
        """Its own words and those of its sub-units, in the order of the text, each sub-unit with its label."""
        inside = (f"{child.label} {child.text}" for child in self.children)
        return "\n".join(part for part in (self.words, *inside, self.tail) if part)

    @property
    def own(self) -> str:
        """Its own words without those of its sub-units."""
        return "\n".join(part for part in (self.words, self.tail) if part)

    def dated(self, version: datetime.date) -> Unit:
        """This unit as one of an earlier wording: its locator and those inside it name that day."""
        locator = replace(self.locator, date=version)
        return replace(self, locator=locator, children=tuple(child.dated(version) for child in self.children))

    def walk(self) -> Iterator[Unit]:
        """This unit and every unit inside it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class Draft:
    """A unit while its lines are being read."""

    sub: str
    """The last step of its locator, such as ``h``; empty for a whole part."""
    label: str = ""
    heading: str | None = None
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Take a line of its own words."""
        if line:
            (self.after if self.children else self.before).append(line)

    def child(self, sub: str, label: str, line: str) -> Draft:
        """Open a sub-unit that begins with ``line``."""
        draft = Draft(sub, label)
        draft.add(line)
        self.children.append(draft)
        return draft

    def has(self, sub: str) -> bool:
        """Whether it has a sub-unit of that number already."""
        return any(child.sub == sub for child in self.children)

    def unit(self, locator: Locator) -> Unit:
        """The finished unit at ``locator``."""
        inside = tuple(child.unit(locator.under(child.sub)) for child in self.children)
        return Unit(locator, self.label, self.heading, "\n".join(self.before), inside, "\n".join(self.after))


def fold(text: str) -> str:
    """``text`` on one line, with each run of white space, no-break spaces included, as one space."""
    return " ".join(text.split())
