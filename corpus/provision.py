"""Provision: one record of the register, what a provision says in our own words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from corpus.instrument import Bilingual, Status
from corpus.locator import Locator


class Topic(StrEnum):
    """What a provision is about: a closed list, so that people and checklists can filter by it."""

    LIVE_IDENTIFICATION = "live-identification"
    RETROSPECTIVE_IDENTIFICATION = "retrospective-identification"
    VERIFICATION = "verification"
    CATEGORISATION = "categorisation"
    DATABASES = "databases"
    PUBLIC_SPACES = "public-spaces"
    LAW_ENFORCEMENT = "law-enforcement"
    ASSEMBLY = "assembly"
    EXPRESSION = "expression"
    PRIVACY = "privacy"
    DISCRIMINATION = "discrimination"
    CHILDREN = "children"
    SCHOOLS_WORKPLACES = "schools-and-workplaces"
    PRIVATE_SECTOR = "private-sector"
    SENSITIVE_DATA = "sensitive-data"
    CONSENT = "consent"
    DATA_MINIMISATION = "data-minimisation"
    RETENTION = "retention"
    LEGAL_BASIS = "legal-basis"
    PRIOR_AUTHORISATION = "prior-authorisation"
    IMPACT_ASSESSMENT = "impact-assessment"
    TRANSPARENCY = "transparency"
    OVERSIGHT = "oversight"
    REPORTING = "reporting"
    REDRESS = "redress"
    PENALTIES = "penalties"
    DATA_SUBJECT_RIGHTS = "data-subject-rights"
    AUTOMATED_DECISIONS = "automated-decisions"
    SECURITY = "security"
    ACCURACY = "accuracy"
    BORDERS = "borders"
    MORATORIUM = "moratorium"
    PROHIBITION = "prohibition"
    HIGH_RISK = "high-risk"
    DEFINITION = "definition"
    SCOPE = "scope"
    APPLICATION_DATE = "application-date"
    AMENDMENT = "amendment"
    MANDATE = "mandate"
    BENEFITS = "benefits"
    RISKS = "risks"


class Modality(StrEnum):
    """How strongly a provision asks for what it asks; a weaker one is never told as a stronger."""

    MUST = "must"
    MUST_NOT = "must not"
    SHOULD = "should"
    SHOULD_NOT = "should not"
    MAY = "may"
    STATES = "states"
    """It defines, finds, or reports; it asks nobody for anything."""


class Addressee(StrEnum):
    """Who has to act, or may."""

    STATE = "state"
    LEGISLATURE = "legislature"
    GOVERNMENT = "government"
    PUBLIC_BODY = "public-body"
    LAW_ENFORCEMENT = "law-enforcement"
    COURT_OR_AUTHORITY = "court-or-authority"
    SUPERVISOR = "supervisor"
    NHRCK = "nhrck"
    EU_COMMISSION = "eu-commission"
    DEPLOYER = "deployer"
    PROVIDER = "provider"
    CONTROLLER = "controller"
    PRIVATE_BODY = "private-body"
    INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True)
class Checked:
    """How a record was verified. Exactly one of the two is given."""

    against: str | None
    """SHA-256 of the official text that it was read against."""
    secondary: str | None
    """Address of the secondary source, where no official text was at hand."""


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision record: the plain statement and what the guide computes with."""

    locator: Locator
    text: Bilingual
    """What the provision says, one to three sentences that stand alone."""
    heading: Bilingual
    """A few words that name it."""
    topics: frozenset[Topic]
    modality: Modality
    addressees: frozenset[Addressee]
    exceptions: tuple[Locator, ...]
    """Provisions that take something out of this rule; an answer that shows the rule shows them."""
    conditions: tuple[Locator, ...]
    """Provisions that must also be met where this one allows something."""
    see_also: tuple[Locator, ...]
    status: Status
    """Its own status, or else its instrument's."""
    applies: datetime.date | None
    """Day from which it applies; None where the instrument's dates say it all."""
    pinpoint: Bilingual | None
    """The pinpoint in words, where the text has no numbering known to us."""
    note: Bilingual | None
    """What is imprecise, out of date or easily misread about it, and how it stands today."""
    url: str
    """Official address, or else its instrument's."""
    checked: Checked
