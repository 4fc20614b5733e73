"""Terms: the bilingual glossary, which finds the terms, instruments, issuers and places that a text names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from corpus import yaml_file
from corpus.errors import RecordError
from corpus.instrument import LANGUAGES, Instrument, Issuer, Language
from corpus.provision import Topic

TERMS = Path(__file__).parent / "terms.yaml"


class TermKind(StrEnum):
    """What a term names."""

    TERM = "term"
    """A notion: a technology, a right, a duty, an actor, a place."""
    INSTRUMENT = "instrument"
    ISSUER = "issuer"
    OUTSIDE = "outside"
    """A country, body or law that the register does not cover."""
    MEMBER_STATE = "member-state"
    """A country whose own law the register does not cover, but that of ``issuer``, to which it belongs."""
    UNHELD = "unheld"
    """A kind of fact that instruments do not state: counts, budgets, votes, products, error rates."""
    OTHER_SUBJECT = "other-subject"
    """What no instrument is about, whatever is named beside it: mending a telephone, translating, cooking."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary; each of its surfaces belongs to no other entry."""

    id: str
    """Name of the entry, such as ``facial-recognition``; for an instrument, the instrument's id."""
    kind: TermKind
    subject: bool
    """Whether naming it puts a question inside the guide's subject."""
    en: tuple[str, ...]
    """English surfaces: the preferred one first, then synonyms, abbreviations and everyday wordings."""
    ko: tuple[str, ...]
    """Korean surfaces, in the same order."""
    exact: tuple[str, ...] = ()
    """Those surfaces that count only in their own capitals: ``US`` is an issuer, ``us`` a pronoun."""
    instrument: str | None = None
    """Id of the instrument that it names; of an issuer, the one instrument that naming the place means first."""
    issuer: Issuer | None = None
    """The issuer that it names, or whose law answers for it."""
    broader: tuple[str, ...] = ()
    """Ids of the terms that a text naming this one speaks of as well: live facial recognition is facial recognition."""
    topics: tuple[Topic, ...] = ()
    """What a question that names it is likely to be about."""

    def words(self, language: Language) -> tuple[str, ...]:
        """Its surfaces in ``language``."""
        return self.en if language == "en" else self.ko


@dataclass(frozen=True, slots=True)
class Mention:
    """A term found in a text."""

    term: Term
    start: int
    """Where it begins in the NFC form of the text."""
    end: int
    """Where it ends, exclusive."""
    surface: str
    """The words of the text that name it."""


_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: _Id
    kind: TermKind
    subject: bool = False
    en: Annotated[list[_Words], Field(min_length=1)]
    ko: Annotated[list[_Words], Field(min_length=1)]
    exact: list[_Words] = []
    instrument: _Id | None = None
    issuer: Issuer | None = None
    broader: list[_Id] = []
    topics: list[Topic] = []

    @model_validator(mode="after")
    def _consistent(self) -> _Entry:
        if (self.kind in (TermKind.ISSUER, TermKind.MEMBER_STATE)) != (self.issuer is not None):
            raise ValueError("'issuer' is given where the kind is issuer or member-state, and only there")
        if self.kind is TermKind.INSTRUMENT and self.instrument is None:
            raise ValueError("'instrument' is given where the kind is instrument")
        if self.instrument is not None and self.kind not in (TermKind.INSTRUMENT, TermKind.ISSUER):
            raise ValueError(
                "'instrument' is given only where the kind is instrument, or issuer for a place that has but one"
            )
        if strangers := set(self.exact) - {*self.en, *self.ko}:
            raise ValueError(f"exact: '{min(strangers)}' is none of its surfaces")
        return self

    def value(self) -> Term:
        en, ko, exact = (
            tuple(unicodedata.normalize("NFC", word) for word in words) for words in (self.en, self.ko, self.exact)
        )
        return Term(
            self.id,
            self.kind,
            self.subject,
            en,
            ko,
            exact,
            self.instrument,
            self.issuer,
            tuple(self.broader),
            tuple(self.topics),
        )


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    terms: Annotated[list[_Entry], Field(min_length=1)]


@dataclass(frozen=True)
class Glossary:
    """All terms, in the order of their file."""

    terms: tuple[Term, ...]
    digest: str
    """SHA-256 of the file: it changes when any entry changes."""

    @classmethod
    def load(cls, path: Path = TERMS) -> Glossary:
        """Read ``path``; raise RecordError naming file, line and field of the first fault."""
        source = path.read_bytes()
        terms = tuple(entry.value() for entry in yaml_file.read(path, source, _File).terms)
        owners: dict[str, Term] = {}
        ids: set[str] = set()
        for number, term in enumerate(terms):
            if term.id in ids:
                place: tuple[int | str, ...] = ("terms", number, "id")
                raise RecordError(f"{path}:{yaml_file.line(source, place)}: {yaml_file.field(place)}: given twice")
            ids.add(term.id)
            for language in LANGUAGES:
                for rank, surface in enumerate(term.words(language)):
                    owner = owners.setdefault(_key(surface), term)
                    if owner is not term:
                        place = ("terms", number, language, rank)
                        raise RecordError(
                            f"{path}:{yaml_file.line(source, place)}: {yaml_file.field(place)}: "
                            f"'{surface}' already belongs to '{owner.id}'"
                        )
        for number, term in enumerate(terms):
            if strangers := set(term.broader) - ids:
                place = ("terms", number, "broader")
                raise RecordError(f"{path}:{yaml_file.line(source, place)}: broader: no term '{min(strangers)}'")
        return cls(terms, hashlib.sha256(source).hexdigest())

    def extended(self, instruments: Iterable[Instrument]) -> Glossary:
        """This glossary with the names of instruments that an agency added, where they are nobody else's."""
        taken = {_key(surface) for term in self.terms for surface in (*term.en, *term.ko)}
        added = []
        for held in instruments:
            en, ko = ((name,) if _key(name) not in taken else () for name in (held.short.en, held.short.ko))
            if en or ko:
                added.append(Term(held.id, TermKind.INSTRUMENT, False, en, ko, instrument=held.id))
        return replace(self, terms=(*self.terms, *added)) if added else self

    def widened(self, ids: Iterable[str]) -> frozenset[str]:
        """The terms of these ids and every broader one."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            id = waiting.pop()
            if id not in found:
                found.add(id)
                waiting += self._broader[id]
        return frozenset(found)

    @cached_property
    def _broader(self) -> Mapping[str, tuple[str, ...]]:
        return {term.id: term.broader for term in self.terms}

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The terms that ``text`` names, in its order; where two overlap, the longer stands."""
        text = unicodedata.normalize("NFC", text)
        found = sorted(self._candidates(text), key=lambda mention: (mention.start - mention.end, mention.start))
        taken: set[int] = set()
        kept = []
        for mention in found:
            span = range(mention.start, mention.end)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(mention)
        return tuple(sorted(kept, key=lambda mention: mention.start))

    def other_language(self, term: Term, language: Language) -> tuple[str, ...]:
        """The surfaces of ``term`` in the language that is not ``language``, the preferred one first."""
        return term.words("ko" if language == "en" else "en")

    def _candidates(self, text: str) -> Iterator[Mention]:
        folded = text.translate(_FOLD)
        for pattern in self._patterns:
            for match in pattern.finditer(folded):
                start, end = match.span(1)
                surface = text[start:end]
                term, exact = self._owners[_key(surface)]
                if exact is None or surface == exact:
                    yield Mention(term, start, end, surface)

    @cached_property
    def _owners(self) -> Mapping[str, tuple[Term, str | None]]:
        return {
            _key(surface): (term, surface if surface in term.exact else None)
            for term in self.terms
            for surface in (*term.en, *term.ko)
        }

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """The longest surface at each position: one pattern for those that begin in Latin letters, one for Hangul."""
        surfaces = {surface: term for term in self.terms for surface in (*term.en, *term.ko)}
        latin: dict[str, list[str]] = {}
        hangul: dict[str, list[str]] = {}
        for surface in sorted(surfaces, key=lambda surface: (-len(_key(surface)), surface)):
            script = hangul if re.match(f"[{_HANGUL}]", surface) else latin
            script.setdefault(_key(surface)[0], []).append(_rest(surface, surfaces[surface]))
        return (
            re.compile(f"(?<![{_LATIN}])(?=({_branches(latin)}))"),
            re.compile(f"(?=[{_HANGUL}])(?=({_branches(hangul)}))"),
        )


_FOLD = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u2019\u2010\u2011\u2013\u318d\u2027\u30fb",
    "abcdefghijklmnopqrstuvwxyz'---\u00b7\u00b7\u00b7",
)
"""Lower case, straight apostrophes, plain hyphens, one middle dot; letter for letter, so that no place shifts."""

_HANGUL = "가-힣"
_LATIN = "a-z0-9À-ɏ"
_FREE_SPACING = 4
"""Syllables from which white space is free: 얼굴 인식 is 얼굴인식, but 법 원칙 is no 법원."""
_AMBIGUOUS = 2
"""Syllables up to which a Korean surface counts only at the start of a word: 수영장 is no 영장."""


_PLACES = frozenset({TermKind.ISSUER, TermKind.OUTSIDE, TermKind.MEMBER_STATE})


def _key(surface: str) -> str:
    return re.sub(r"[\s-]", "", surface.translate(_FOLD))


def _branches(letters: Mapping[str, list[str]]) -> str:
    """One branch a first letter; a flat list of surfaces would be tried whole at every position."""
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in letters.items())


def _rest(surface: str, term: Term) -> str:
    """The pattern of ``surface`` after its first letter, with what must stand before and after it."""
    surface = surface.translate(_FOLD)
    tokens = re.findall(rf"[{_HANGUL}]|[^\s{_HANGUL}-]+|[\s-]+", surface)
    syllables = sum(1 for token in tokens if re.match(f"[{_HANGUL}]", token))
    pattern = "".join(_joined(tokens, free=syllables >= _FREE_SPACING))
    first, rest = re.escape(surface[0]), pattern[len(re.escape(surface[0])) :]
    hangul = re.match(f"[{_HANGUL}]", surface)
    before = after = ""
    if hangul and (term.kind in _PLACES or syllables <= _AMBIGUOUS):
        before = f"(?<![{_HANGUL}0-9]{first})"
    if re.match(f"[{_LATIN}]", surface[-1]):
        after = f"(?![{_LATIN}])"
    return before + rest + after


def _joined(tokens: list[str], free: bool) -> Iterator[str]:
    """Patterns of the tokens and of what may stand between them."""
    for before, token, following in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        hangul = re.match(f"[{_HANGUL}]", token)
        if not re.fullmatch(r"[\s-]+", token):
            if free and before and (hangul or re.match(f"[{_HANGUL}]", before)) and not re.fullmatch(r"[\s-]+", before):
                yield r"\s*"
            yield re.escape(token)
        elif re.match(f"[{_HANGUL}0-9]", following) or re.match(f"[{_HANGUL}]", before):
            yield r"[\s-]*"
        else:
            yield r"[\s-]+"
