"""Handmade instruments, records, passages, questions and evidence for tests."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import Standalone, stand_alone
from bot.evidence import Entry, Evidence
from bot.question import Question
from bot.reading import Reading
from bot.role import Role
from corpus.instrument import Bilingual, Force, Instrument, Issuer, Language, Scheme, Status
from corpus.locator import Locator
from corpus.passage import OfficialWords, Passage
from corpus.provision import Checked, Modality, Provision, Topic
from corpus.terms import Glossary

SHA = "a" * 64
"""Stands for the SHA-256 of an official text."""
GLOSSARY = Glossary.load()


def an_instrument(id: str = "x-act", **fields: object) -> Instrument:
    """An EU regulation called X Act; ``fields`` replace its own."""
    made = Instrument(
        id=id, version=None, title=Bilingual("The X Act", "엑스에 관한 법"), short=Bilingual("X Act", "엑스법"),
        issuer=Issuer.EU,
        body=Bilingual("Parliament", "의회"), symbol="Regulation (EU) 2020/77", scheme=Scheme.EU_ACT,
        force=Force.REGULATION, status=Status.IN_FORCE, adopted=datetime.date(2020, 3, 4),
        in_force=datetime.date(2021, 5, 6), expired=None, amended_by=(), about=(), url="https://example.org/x",
        official=(), units={"art": 20}, items_first=frozenset(), note=None,
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def a_record(
    path: str,
    en: str,
    ko: str,
    modality: Modality = Modality.STATES,
    *,
    note: Bilingual | None = None,
    exceptions: Sequence[str] = (),
    conditions: Sequence[str] = (),
    id: str = "x-act",
) -> Provision:
    """A record that was checked against an official text."""
    return Provision(
        locator=Locator.within(id, path), text=Bilingual(en, ko), heading=Bilingual("Heading", "제목"),
        topics=frozenset({Topic.SCOPE}), modality=modality, addressees=frozenset(),
        exceptions=tuple(Locator.within(id, one) for one in exceptions),
        conditions=tuple(Locator.within(id, one) for one in conditions), see_also=(), status=Status.IN_FORCE,
        applies=None, pinpoint=None, note=note, url="https://example.org/x#1", checked=Checked(SHA, None),
    )  # fmt: skip


def recorded(record: Provision, *official: OfficialWords) -> Passage:
    """The passage of a record, with its official words where they are given."""
    return Passage(record.locator, an_instrument(record.locator.instrument), record, official)


def official_only(
    path: str, text: str, language: Language, lead: str = "", id: str = "x-act", heading: str = ""
) -> Passage:
    """A passage of official words without a record."""
    words = OfficialWords(text, language, lead, SHA, heading)
    return Passage(Locator.within(id, path), an_instrument(id), None, (words,))


def a_question(text: str, language: Language) -> Standalone:
    """A question that takes nothing over from a conversation."""
    return stand_alone(Question(text, language), lambda words: Reading.of(words, GLOSSARY, {}))


def evidence_of(*entries: tuple[Passage, Role, str | None]) -> Evidence:
    """Evidence labelled in order; each entry with its role and the path of the rule that brought it."""
    return Evidence(
        tuple(
            Entry(f"P{number}", passage, role, Locator.within(passage.locator.instrument, of) if of else None)
            for number, (passage, role, of) in enumerate(entries, 1)
        )
    )
