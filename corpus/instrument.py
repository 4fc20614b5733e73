"""Instrument: a text with an issuer, a force, a status and dates."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same thing said in both languages of the guide."""

    en: str
    ko: str

    def say(self, language: Language) -> str:
        """The wording in ``language``."""
        return self.en if language == "en" else self.ko


class Issuer(StrEnum):
    """Whose instrument it is; people compare issuers."""

    NHRCK = "nhrck"
    KOREA = "korea"
    UN = "un"
    COE = "coe"
    EU = "eu"
    US = "us"
    OECD = "oecd"
    LOCAL = "local"
    """The agency that runs the guide added it; it is no part of the register."""


class Force(StrEnum):
    """What kind of text it is, from which its legal force follows."""

    CONSTITUTION = "constitution"
    TREATY = "treaty"
    STATUTE = "statute"
    DECREE = "decree"
    REGULATION = "regulation"
    DIRECTIVE = "directive"
    ORDINANCE = "ordinance"
    DECLARATION = "declaration"
    GENERAL_COMMENT = "general comment"
    RECOMMENDATION = "recommendation"
    GUIDANCE = "guidance"
    OPINION = "opinion"
    REPORT = "report"

    @property
    def binding(self) -> bool:
        """Whether such a text binds its addressee in law while it is in force."""
        return self in _BINDING


_BINDING = frozenset(
    {
        Force.CONSTITUTION,
        Force.TREATY,
        Force.STATUTE,
        Force.DECREE,
        Force.REGULATION,
        Force.DIRECTIVE,
        Force.ORDINANCE,
    }
)


class Status(StrEnum):
    """How an instrument or a provision stands today."""

    IN_FORCE = "in force"
    AMENDED = "amended"
    """In force, in a wording changed since its adoption."""
    NOT_YET_APPLICABLE = "not yet applicable"
    NOT_IN_FORCE = "not in force"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    CURRENT = "current"
    """A text that does not bind (recommendation, report, guidance) and has not been withdrawn."""


class Scheme(StrEnum):
    """How a text numbers itself: it decides how it is split and how its pinpoints are written."""

    EU_ACT = "eu-act"
    KR_STATUTE = "kr-statute"
    UN_PARAGRAPHS = "un-paragraphs"
    TREATY = "treaty"
    RELEASE = "release"
    US_CODE = "us-code"
    PLAIN = "plain"
    """No numbering of its own: its paragraphs are counted."""
    ILCS = "ilcs"
    DESCRIPTIVE = "descriptive"
    """No numbering of its own is known to us: each record says its pinpoint in words."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One text of the register, in its present wording or in an earlier one, and what holds for all its provisions."""

    id: str
    """Identifier, such as ``eu-ai-act``."""
    version: datetime.date | None
    """The day whose wording is meant, as in ``kr-pipa@2023-01-12``; None for the present one."""
    title: Bilingual
    """Full title."""
    short: Bilingual
    """The name that a citation uses, such as ``AI Act``."""
    issuer: Issuer
    body: Bilingual
    """Who made it, such as ``European Parliament and Council``."""
    symbol: str | None
    """Official symbol or number, such as ``Regulation (EU) 2024/1689``."""
    scheme: Scheme
    force: Force
    status: Status
    adopted: datetime.date
    """Day of adoption, promulgation or publication."""
    in_force: datetime.date | None
    """Day from which the text binds or applies; None where that notion does not fit."""
    expired: datetime.date | None
    """Day on which it ceased to have effect, or, of an earlier wording, on which the next one replaced it."""
    amended_by: tuple[str, ...]
    """Ids or symbols of the texts that changed it."""
    about: tuple[str, ...]
    """Ids of the instruments that it was written about: guidelines on an act, a general comment on a covenant."""
    url: str
    """Official address for people to read it."""
    official: tuple[str, ...]
    """Ids of its official texts in ``corpus/official.yaml``; empty where we have none."""
    units: dict[str, int] = field(hash=False)
    """Highest number of each part, such as ``{"art": 113, "rec": 180, "annex": 13}``."""
    items_first: frozenset[str]
    """Articles of a Korean statute whose first level is 호 (items) because they have no 항, such as ``art-18``."""
    note: Bilingual | None
    """What a reader must know of the whole text, such as a third-party transcription."""

    def stood(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether this wording was in force (or else adopted) on some day from ``first`` to ``last``, both included."""
        return self.since <= last and (self.expired is None or first < self.expired)

    @property
    def wording(self) -> str:
        """How locators in it begin: ``kr-pipa``, or ``kr-pipa@2023-01-12`` for an earlier wording."""
        return self.id if self.version is None else f"{self.id}@{self.version}"

    @property
    def since(self) -> datetime.date:
        """Day from which this wording is in force, or, where that notion does not fit, on which it was adopted."""
        return self.in_force or self.adopted
