"""Citation: labels of a draft resolved to provisions, with everything a reader needs to check them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from corpus.instrument import Force, Issuer, Language, Status
from corpus.locator import Locator
from corpus.passage import Passage
from corpus.pinpoint import pinpoint

_BRACKET = re.compile(r"\s*(?P<mark>\[[^\[\]\n]{1,40}\])(?:\s+(?=[.,!?;:]))?")
"""Anything a writer put in square brackets, a label or something that tried to be one, with the blanks around it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision as it is cited: where it stands, its force and status, and the words relied on."""

    locator: Locator
    heading: str | None
    """A few words that name the provision, in the answer's language; None where none do."""
    pinpoint: str
    """As the field writes it, in the answer's language: ``AI Act, Art. 5(1)(h)``."""
    title: str
    """The instrument's title, in the answer's language."""
    issuer: Issuer
    force: Force
    status: Status
    date: str
    """ISO day of the instrument's adoption."""
    applies: str | None
    """ISO day from which the provision applies, where that is known of it alone."""
    in_force: str | None
    """ISO day from which the instrument is in force; None where that notion does not fit."""
    expired: str | None
    """ISO day on which the instrument ceased to have effect."""
    quote: str
    """The official words, or the record's statement where they are not installed."""
    quote_kind: Literal["official", "summary"]
    quote_language: Language
    url: str
    note: str | None
    """What is imprecise, out of date or easily misread about the provision."""
    secondary: str | None
    """Address of the secondary source, where the record could not be checked against official words."""

    def as_json(self) -> dict[str, Any]:
        """The citation in the form that evaluators rely on."""
        return {
            "locator": str(self.locator),
            "pinpoint": self.pinpoint,
            "title": self.title,
            "force": self.force.value,
            "status": self.status.value,
            "date": self.date,
            "quote": self.quote,
            "quote_kind": self.quote_kind,
            "url": self.url,
        }


def cite(passage: Passage, language: Language, today: datetime.date | None = None) -> Citation:
    """The citation of a passage for a reader of ``language``, with its status ``today`` (else the day of the call)."""
    record, official, instrument = passage.record, passage.quotation(language), passage.instrument
    kind: Literal["official", "summary"]
    if official is not None:
        quote, kind, quote_language = official.text, "official", official.language
    else:
        assert record is not None, f"{passage.locator} has neither record nor official words"
        quote, kind, quote_language = record.text.say(language), "summary", language
    return Citation(
        locator=passage.locator,
        heading=passage.heading(language) or None,
        pinpoint=pinpoint(passage.locator, instrument, language, record.pinpoint if record else None),
        title=instrument.title.say(language),
        issuer=instrument.issuer,
        force=instrument.force,
        status=passage.status_on(today or datetime.date.today()),
        date=instrument.adopted.isoformat(),
        applies=record.applies.isoformat() if record and record.applies else None,
        in_force=instrument.in_force.isoformat() if instrument.in_force else None,
        expired=instrument.expired.isoformat() if instrument.expired else None,
        quote=quote,
        quote_kind=kind,
        quote_language=quote_language,
        url=record.url if record else instrument.url,
        note=record.note.say(language) if record and record.note else None,
        secondary=record.checked.secondary if record else None,
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence (or record) of a draft with its labels read."""

    text: str
    """Without labels."""
    passages: tuple[Passage, ...]
    """What its labels resolve to, each once, in the order of the labels."""
    unresolved: tuple[str, ...]
    """Bracketed marks that name no passage of the evidence."""


def resolve(draft: str, evidence: Mapping[str, Passage]) -> Statement:
    """Read the labels of one statement of a draft: each resolves to exactly one passage, or is reported.

    Everything in square brackets counts as an attempt to cite: ``[5]``, or ``[P9]`` without a ninth passage, is
    unresolved. Brackets that stand in the official words of a cited passage, such as ``[s]``, are part of the text.
    """
    marks = {match["mark"]: _names(match["mark"]) for match in _BRACKET.finditer(draft)}
    known = [name for names in marks.values() for name in names if _is_label(name) and name in evidence]
    passages = {evidence[name].locator: evidence[name] for name in known}
    words = "\n".join(words.text for passage in passages.values() for words in passage.official)
    own = {mark for mark, names in marks.items() if mark in words and not any(map(_is_label, names))}
    text = _BRACKET.sub(lambda match: match[0] if match["mark"] in own else "", draft).strip()
    told = [name for mark, names in marks.items() for name in names if mark not in own]
    unresolved = [f"[{name}]" for name in told if name not in known]
    return Statement(text, tuple(passages.values()), tuple(unresolved))


def _names(mark: str) -> list[str]:
    return re.split(r"\s*[,;]\s*", mark.strip("[]").strip())


def _is_label(name: str) -> bool:
    return re.fullmatch(r"P\d+", name) is not None
