"""Reading: what a question names, terms of the glossary, instruments, issuers, pinpoints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot import asking
from bot.asked import Asked, Named, asked
from bot.lexicon import content_words
from bot.origin import is_origin
from corpus.instrument import Bilingual, Instrument, Issuer, Language, Scheme
from corpus.provision import Topic
from corpus.terms import Glossary, Mention, TermKind

BINDING_FORCE = "binding-force"
_TEXTS = frozenset(
    {
        "binding-force",
        "recommendation",
        "opinion",
        "annual-report",
        "decision",
        "guideline",
        "international-law",
        "statute",
    }
)
"""Glossary terms for kinds of text, and for their force."""
EXCEPTION = "exception"
"""The glossary term for what takes something out of a rule."""
FACE = "face"
"""The glossary term that is the subject only in company: a face before a camera, not a face in the mirror."""
_FIGURES = "measured-performance"
"""The term for rates and shares: facts of practice, but in a question about fines a number that a rule sets."""

PRIVATE_USE = frozenset({Topic.PRIVATE_SECTOR, Topic.SCHOOLS_WORKPLACES})
SUBJECT_NAME = Bilingual("facial recognition", "얼굴인식")
"""The guide's subject in a few words."""
DATA_PROTECTION = frozenset({Topic.SENSITIVE_DATA, Topic.CONSENT})
"""What a private use of faces is about, whether it says so or not: the law on sensitive data governs it."""

_INTENTS = (
    (
        Topic.DEFINITION,
        re.compile(
            r"^what (?:is|are|does) [^?]{3,60}(?: mean)?\?*$|\bdefin\w+|\bmeaning of\b|\bwhat counts as\b"
            r"|\bcounts? as\b|\bconsidered\b|\bclassified\b|^(?:is|are) [^?]{3,80}\b(?:data|information)\?*$"
            r"|정의|뜻|의미|(?:이란|란)\s*\?*$|(?:이란|란) 무엇"
            r"|(?:정보|데이터)(?:인가요|입니까|인지|야|에 (?:해당|포함|들어)[^?]*|에서 (?:제외|빠)[^?]*)\s*\?*$",
            re.IGNORECASE,
        ),
    ),
    (
        Topic.APPLICATION_DATE,
        re.compile(
            r"\bsince when\b|\bfrom when\b"
            r"|\bwhen (?:do|does|did|will) [^?]*\b(?:apply|start|begin|enter|take effect|come into)"
            r"|언제부터|시행일|적용 ?시점|언제 ?(?:시행|적용|발효)|적용일",
            re.IGNORECASE,
        ),
    ),
    (
        Topic.PROHIBITION,
        re.compile(
            r"\b(?:ban|bans|banned|prohibit\w*|forbid\w*|illegal|legal|lawful|allowed|permit|permitted|may|can|could)\b"
            r"|금지|허용|불법|합법|(?:해도|써도|찍어도|도입해도|사용해도) ?(?:되|돼|괜찮)"
            r"|(?:쓸|할|사용할|이용할|도입할|수집할) 수 ?있",
            re.IGNORECASE,
        ),
    ),
)
"""What a question's wording asks for, whatever its terms."""


@dataclass(frozen=True)
class Reading:
    """What a question names."""

    text: str
    mentions: tuple[Mention, ...]
    """Glossary terms, in the order of the text."""
    loose_issuers: frozenset[Issuer]
    """Issuers named without an instrument of theirs."""
    asked: tuple[Asked, ...]
    """Pinpoints."""

    @classmethod
    def of(cls, text: str, glossary: Glossary, instruments: Mapping[str, Instrument]) -> Reading:
        """Read a question's text."""
        told = (m for m in glossary.mentions(text) if not (m.term.issuer and is_origin(text, m)))
        mentions = tuple(_as_held(mention, instruments) for mention in told)
        named = [Named(m.term.instrument, m.start, m.end) for m in mentions if m.term.instrument]
        found = tuple(_in_its_numbering(one, instruments) for one in asked(text, named))
        tied = {instruments[name].issuer for m in mentions if (name := m.term.instrument) and name in instruments}
        sources = [m for m in mentions if not (named and m.term.kind is TermKind.MEMBER_STATE)]
        loose = frozenset(m.term.issuer for m in sources if m.term.issuer) - tied
        return cls(text, mentions, loose, found)

    @cached_property
    def instruments(self) -> tuple[str, ...]:
        """Ids of the instruments named, each once."""
        named = [m.term.instrument for m in self.mentions if m.term.instrument and m.term.kind is TermKind.INSTRUMENT]
        return tuple(dict.fromkeys([*named, *(one.instrument for one in self.asked if one.instrument)]))

    @cached_property
    def meant(self) -> tuple[str, ...]:
        """Ids of the instruments named, or meant by naming a place that has but one."""
        return tuple(
            dict.fromkeys([*self.instruments, *(m.term.instrument for m in self.mentions if m.term.instrument)])
        )

    @cached_property
    def issuers(self) -> tuple[Issuer, ...]:
        """Issuers named, each once."""
        return tuple(dict.fromkeys(m.term.issuer for m in self.mentions if m.term.issuer))

    @cached_property
    def without_names(self) -> str:
        """The text without the sources and places that it names; what is left says what it asks of them."""
        return self._without(mention for mention in self.mentions if is_name(mention))

    @cached_property
    def without_mentions(self) -> str:
        """The text without any glossary term."""
        return self._without(self.mentions)

    def _without(self, mentions: Iterable[Mention]) -> str:
        letters = list(self.text)
        for mention in mentions:
            letters[mention.start : mention.end] = " " * (mention.end - mention.start)
        return "".join(letters)

    @cached_property
    def topics(self) -> frozenset[Topic]:
        """What it is likely to be about, by its terms and its wording."""
        named = {topic for mention in self.mentions for topic in mention.term.topics}
        named |= {topic for topic, wording in _INTENTS if wording.search(self.text)}
        if self.subject and named & PRIVATE_USE and Topic.LAW_ENFORCEMENT not in named:
            named |= DATA_PROTECTION
        return frozenset(named)

    @cached_property
    def asks_for_duty(self) -> bool:
        """Whether it asks what must or should be done, or what somebody recommends."""
        return asking.DUTY.search(self.text) is not None

    @cached_property
    def asks_for_dates(self) -> bool:
        """Whether it asks since when, until when or whether a text is in force."""
        return asking.DATES.search(self.text) is not None

    @cached_property
    def asks_whether_covered(self) -> bool:
        """Whether it asks, of a provision that the conversation must have named, if something falls under it."""
        return not (self.instruments or self.issuers or self.asked) and asking.COVERED.search(self.text) is not None

    @cached_property
    def asks_when(self) -> bool:
        """Whether it asks when, of something that the conversation must have named."""
        return asking.WHEN.search(self.text) is not None

    @cached_property
    def asks_for_force(self) -> bool:
        """Whether it asks if a text binds, and whom."""
        return asking.FORCE.search(self.text) is not None or asking.OBEYING.search(self.text) is not None

    @cached_property
    def names_its_source(self) -> bool:
        """Whether it names the text that it asks of: an instrument, or something of an issuer, if only its advice.

        Korea alone may be whom a text binds.
        """
        notions = any(not (is_name(m) or m.term.issuer or m.term.id == BINDING_FORCE) for m in self.mentions)
        return bool(self.instruments) or (bool(self.issuers) and notions)

    @cached_property
    def asks_for_exceptions(self) -> bool:
        """Whether it asks for exceptions and names nothing else."""
        return {m.term.id for m in self.mentions} == {EXCEPTION} and not content_words(self.said)

    @cached_property
    def asks_again(self) -> bool:
        """Whether it asks for the same again: shorter, simpler, in more detail."""
        return asking.RETELLING.search(self.text) is not None

    @cached_property
    def asks_on(self) -> bool:
        """Whether, after another question, it asks but for the force, the dates or a retelling of what was told.

        Exceptions are told with their rule, so who asks for them asks for the same again.
        """
        if self.outside or self.asked or self.names_its_source or (self.issuers and not self.asks_for_force):
            return False
        if self.asks_for_force or self.asks_for_exceptions:
            return True
        manner = {Topic.APPLICATION_DATE, Topic.AMENDMENT, Topic.DEFINITION, Topic.SCOPE}
        other = any(set(m.term.topics) - manner for m in self.mentions) or self.subject
        same = self.asks_for_dates or self.asks_when or self.asks_again or asking.WHOM.search(self.text) is not None
        return same and not other

    def of_what(self, language: Language) -> str:
        """What a question for force asks it of: the text without the words that ask for force.

        Of a text named by its name alone, what it says of the guide's subject is meant; beside one, issuers are whom it
        may bind.
        """
        named = [m for m in self.mentions if m.term.issuer and not m.term.instrument]
        issuers = [m for m in named if self.instruments and m.term.kind is not TermKind.MEMBER_STATE]
        text = asking.FORCE.sub(" ", self._without(issuers))
        notions = any(not is_name(m) and m.term.id not in _TEXTS for m in self.mentions)
        return text if notions or self.asked else f"{text} {SUBJECT_NAME.say(language)}"

    @cached_property
    def said(self) -> str:
        """The text without glossary terms, days, and the words that ask for force or a retelling."""
        text = self.without_mentions
        for manner in (asking.FORCE, asking.RETELLING, asking.DAY):
            text = manner.sub(" ", text)
        return text

    @cached_property
    def outside(self) -> tuple[Mention, ...]:
        """Countries, bodies and laws named that the register does not cover; where somebody comes from is none."""
        found = (m for m in self.mentions if m.term.kind is TermKind.OUTSIDE)
        return tuple(m for m in found if not is_origin(self.text, m))

    @cached_property
    def member_states(self) -> tuple[Mention, ...]:
        """Countries named whose own law is not covered, but that of the union to which they belong."""
        return tuple(m for m in self.mentions if m.term.kind is TermKind.MEMBER_STATE)

    @cached_property
    def other_subject(self) -> bool:
        """Whether it names what no instrument is about, such as mending a telephone."""
        return any(m.term.kind is TermKind.OTHER_SUBJECT for m in self.mentions)

    @cached_property
    def unheld(self) -> bool:
        """Whether it asks for a kind of fact that instruments do not state."""
        fines = Topic.PENALTIES in self.topics
        named = (m for m in self.mentions if m.term.kind is TermKind.UNHELD and not (fines and m.term.id == _FIGURES))
        return any(named) or self._asks_for_a_figure

    @cached_property
    def _asks_for_a_figure(self) -> bool:
        """Whether it asks for a count or a sum that is a fact of practice, not a number that a rule sets."""
        rule = asking.DUTY.search(self.text) or asking.LIMIT.search(self.text)
        return bool(asking.FIGURE.search(self.text)) and not rule

    @cached_property
    def topical(self) -> frozenset[str]:
        """Ids of the terms named that the corpus is about: rights, actors, duties, technologies."""
        return frozenset(m.term.id for m in self.mentions if m.term.topics)

    @cached_property
    def subject(self) -> bool:
        """Whether it names the guide's subject: in so many words, or as a face with what looks at it."""
        named = {mention.term.id for mention in self.mentions}
        return any(m.term.subject for m in self.mentions) or (FACE in named and bool(self.topical))


def is_name(mention: Mention) -> bool:
    """Whether a term names a source or a place rather than a notion; a Member State is spoken of by the law for all."""
    return mention.term.kind in (TermKind.INSTRUMENT, TermKind.ISSUER, TermKind.OUTSIDE)


def _as_held(mention: Mention, instruments: Mapping[str, Instrument]) -> Mention:
    """An amending act that the register does not hold is read as the act it amends, which tells the amended text."""
    named = mention.term.instrument
    if named is None or named in instruments:
        return mention
    amended = next((held.id for held in instruments.values() if named in held.amended_by), named)
    return replace(mention, term=replace(mention.term, instrument=amended))


def _in_its_numbering(one: Asked, instruments: Mapping[str, Instrument]) -> Asked:
    """``GC 37 62`` means paragraph 62: a text numbered by paragraphs has no articles, one by articles no sections.

    Only Korean statutes have branches such as 제25조의2: elsewhere ``art 5-1`` is a paragraph of an article.
    """
    instrument = instruments.get(one.instrument or "")
    part, separator, rest = one.path.partition("-")
    meant = COUNTED_BY.get(instrument.scheme) if instrument else None
    if meant is None or part not in ("art", "para", "sec") or (part, meant) == ("para", "art"):
        return one
    if meant == "art" and instrument and instrument.scheme is not Scheme.KR_STATUTE:
        rest = re.sub(r"^(\d+[a-z]?)-(?=\d)", r"\1/", rest)
    return replace(one, path=f"{meant}{separator}{rest}")


COUNTED_BY = {
    Scheme.UN_PARAGRAPHS: "para",
    Scheme.RELEASE: "para",
    Scheme.EU_ACT: "art",
    Scheme.TREATY: "art",
    Scheme.KR_STATUTE: "art",
    Scheme.US_CODE: "sec",
    Scheme.ILCS: "sec",
}
"""The part that the texts of a scheme count, whatever word people put before its number."""
