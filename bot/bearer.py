"""Bearer: the provisions whose force or dates are asked for, and what is said of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import standing, wording
from bot.conversation import Standalone
from bot.evidence import Evidence
from bot.retriever import FOUNDING_ACT, Hit, belongs, speaks_for
from bot.shelf import Shelf
from corpus.instrument import Force, Instrument, Issuer
from corpus.locator import Locator
from corpus.passage import Passage
from corpus.pinpoint import pinpoint
from corpus.provision import Topic

_KINDS: tuple[tuple[re.Pattern[str], frozenset[Force]], ...] = tuple(
    (re.compile(form, re.IGNORECASE), frozenset(forces))
    for form, forces in (
        (r"\bgeneral (?:comment|recommendation)s?\b|일반 ?논평|일반 ?권고", {Force.GENERAL_COMMENT}),
        (r"\breports?\b|보고서", {Force.REPORT}),
        (r"\bguid(?:elines?|ance)\b|\bguiding principles\b|가이드라인|지침서|이행원칙", {Force.GUIDANCE}),
        (r"\bjoint opinion\b|공동의견", {Force.OPINION}),
        (r"\brecommend\w*|권고|모라토리엄|\bmoratori(?:um|a)\b|의견표명", {Force.RECOMMENDATION, Force.REPORT}),
        (r"\b(?:treat(?:y|ies)|conventions?|covenants?)\b|조약|협약|규약", {Force.TREATY}),
    )
)
"""Kinds of text that a question for force names without naming one text, and their forces."""
_RECITAL = re.compile(r"\brecitals?\b|전문|리사이틀", re.IGNORECASE)
_DUTIES = {Issuer.NHRCK: ("kr-nhrc-act/art-25/2", "kr-nhrc-act/art-25/3", "kr-nhrc-act/art-25/4")}
"""What a statute lays on the addressee of an issuer's recommendation."""


_OF_ITSELF = {
    "eu-ai-prohibited-guidelines": "eu-ai-prohibited-guidelines/para-5",
    "coe-frt-guidelines": "coe-frt-guidelines/sec-0/nature",
}
"""Where a text tells its own force."""


def in_question(question: Standalone, hits: Sequence[Hit], shelf: Shelf) -> tuple[Hit, ...]:
    """Those of the hits whose force or dates are in question, marked as asked for; all of them where neither is.

    Of a question for dates on its own nothing is marked: what a text says of its application is searched for as well.
    """
    if not hits or not (question.asks_for_force or (question.follows and question.asks_for_dates)):
        return tuple(hits)
    named = [hit for hit in hits if hit.exact] or _bearers(question, hits, shelf)
    brought = [*_of_itself(named, shelf), *_duties(named, shelf)] if question.asks_for_force else _days(named, shelf)
    first = {hit.passage.locator: replace(hit, exact=True) for hit in named}
    for passage in brought:
        first.setdefault(passage.locator, Hit(passage, 1.0, 0.0, 0.0, None, 0.0, 0.0, exact=True))
    return tuple(first.values())


def message(question: Standalone, evidence: Evidence, today: datetime.date) -> str | None:
    """What the texts shown bind to, since when they apply, or that they are shown again; None where none is asked."""
    told = []
    if question.follows and question.own.asks_again:
        told.append(wording.SAME_AGAIN.say(question.language))
    if question.asks_for_force:
        told += list(_forces(question, evidence, today))
    if question.asks_for_dates:
        told += list(_dates(question, evidence, today))
    return " ".join(told) or None


def _bearers(question: Standalone, hits: Sequence[Hit], shelf: Shelf) -> list[Hit]:
    """The best hit of each text that is named, or its first record, else of each issuer, else the best of all."""
    language, whole = question.language, question.sought.whole
    usable = [hit for hit in hits if hit.passage.record is not None] or list(hits)
    usable = [hit for hit in usable if hit.passage.statement(language) is not None]
    if question.asks_for_force:
        usable = _of_that_kind(f"{whole.text} {question.text}", usable)
    sides: list[str | Issuer] = [*whole.meant] or sorted(whole.loose_issuers)
    found = ((side, next((hit for hit in usable if _speaks(hit.passage.instrument, side)), None)) for side in sides)
    chosen = (hit or (_first(side, shelf) if isinstance(side, str) else None) for side, hit in found)
    return [hit for hit in chosen if hit is not None] or usable[:1]


def _first(instrument: str, shelf: Shelf) -> Hit | None:
    """The first record of a text of which nothing was found."""
    locators = (record.locator for record in shelf.register.of(instrument) if record.locator.date is None)
    passage = next((passage for locator in locators if (passage := shelf.find(locator)) is not None), None)
    return Hit(passage, 1.0, 0.0, 0.0, None, 0.0, 0.0, exact=True) if passage else None


def _of_that_kind(text: str, hits: list[Hit]) -> list[Hit]:
    """The hits of the kind of text that is named, where there are some."""
    if _RECITAL.search(text) and any(hit.passage.locator.part == "rec" for hit in hits):
        return [hit for hit in hits if hit.passage.locator.part == "rec"]
    forces = next((forces for form, forces in _KINDS if form.search(text)), frozenset())
    return [hit for hit in hits if hit.passage.instrument.force in forces] or hits


def _speaks(instrument: Instrument, side: str | Issuer) -> bool:
    if isinstance(side, Issuer):
        return side in speaks_for(instrument) and instrument.id != FOUNDING_ACT
    return belongs(instrument.id, side)


def _of_itself(hits: Sequence[Hit], shelf: Shelf) -> Iterator[Passage]:
    """What the texts of the hits say of their own force."""
    for instrument in dict.fromkeys(hit.passage.locator.instrument for hit in hits):
        passage = shelf.find(Locator.parse(_OF_ITSELF[instrument])) if instrument in _OF_ITSELF else None
        if passage is not None:
            yield passage


def _duties(hits: Sequence[Hit], shelf: Shelf) -> Iterator[Passage]:
    """The provisions on what an issuer's recommendation obliges its addressee to."""
    for issuer in {hit.passage.instrument.issuer for hit in hits}:
        for locator in _DUTIES.get(issuer, ()):
            passage = shelf.find(Locator.parse(locator))
            if passage is not None:
                yield passage


def _days(hits: Sequence[Hit], shelf: Shelf) -> Iterator[Passage]:
    """The provisions of the same text that set the day from which a hit applies."""
    for hit in hits:
        record = hit.passage.record
        if record is None or record.applies is None:
            continue
        day = wording.day(record.applies, "en")
        own = shelf.register.of(hit.passage.locator.instrument)
        found = [one.locator for one in own if Topic.APPLICATION_DATE in one.topics and day in one.text.en]
        for locator in found:
            inner = any(other != locator and locator.contains(other) for other in found)
            passage = None if inner or locator.date is not None else shelf.find(locator)
            if passage is not None:
                yield passage


def _recommends(instrument: Instrument) -> bool:
    return instrument.force is Force.RECOMMENDATION


def _forces(question: Standalone, evidence: Evidence, today: datetime.date) -> Iterator[str]:
    """One sentence on the force of each text shown, without the statute that says what a recommendation obliges to."""
    language = question.language
    shown = {rule.passage.instrument.wording: rule.passage for rule in reversed(evidence.rules)}
    passages = list(reversed(shown.values()))
    issuers = {passage.instrument.issuer for passage in passages}
    duties = {Locator.parse(one).instrument for issuer in issuers for one in _DUTIES.get(issuer, ())}
    for passage in passages:
        instrument = passage.instrument
        if instrument.id in duties:
            continue
        yield standing.binding(instrument, language, today)
        if passage.locator.part == "rec":
            yield standing.RECITALS.say(language)
        if _recommends(instrument) and instrument.issuer in standing.RESPECT:
            yield standing.RESPECT[instrument.issuer].say(language)


def _dates(question: Standalone, evidence: Evidence, today: datetime.date) -> Iterator[str]:
    """The days from which the provisions in question apply, then the dates of the texts in question."""
    language = question.language
    days: dict[datetime.date, list[str]] = {}
    for rule in evidence.rules:
        record, instrument = rule.passage.record, rule.passage.instrument
        if question.follows and record and record.applies and instrument.expired is None:
            told = pinpoint(record.locator, instrument, language, record.pinpoint)
            days.setdefault(record.applies, []).append(told)
    for day, provisions in days.items():
        yield standing.application("; ".join(provisions), day, today, language)
    shown = {rule.passage.instrument.wording: rule.passage.instrument for rule in evidence.rules}
    for instrument in shown.values():
        if question.follows or instrument.id in question.whole.meant:
            yield standing.dates(instrument, language)
