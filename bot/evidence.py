"""Evidence: the passages that one answer may cite, labelled P1, P2 ..., each rule followed by what it brings along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation import Standalone
from bot.period import Period
from bot.reading import Reading
from bot.retriever import Hit, belongs, is_meant, speaks_for
from bot.role import Role
from corpus.instrument import Instrument, Issuer, Language
from corpus.locator import Locator
from corpus.passage import Passage
from corpus.provision import Topic
from corpus.terms import Term, TermKind

MAX_RULES = 4
"""Rules that one answer shows: the few that answer the question."""
KEEP = 0.66
"""Share of the best hit's score from which a hit is kept."""
KEEP_SIDE = 0.3
"""The same for the best hit of each source that the question names."""
BESIDE = 1.5
"""How much more of a question's concepts another passage must hold to be shown beside a provision named by number."""
MAX_ENTRIES = 12
"""Passages up to which rules are taken in: one is not shortened, but a second long one is left out."""
MOST_BESIDE = 10
"""Hits among which stands what a text says of a provision that is named by number."""
MAX_CONDITIONS = 4
MAX_OF_INSTRUMENT = 2
"""Rules of one instrument, where the question does not name it."""
MAX_OTHER_LANGUAGE = 2
"""Passages that are shown in official words of the other language without being named by number."""

_OF_PROVISIONS = frozenset({Topic.PENALTIES, Topic.APPLICATION_DATE})
"""Topics that a text's own provisions settle for the others."""

Find = Callable[[Locator], Passage | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage of the evidence and why it is there."""

    label: str
    passage: Passage
    role: Role
    of: Locator | None
    """The rule that brought it along; None for a rule."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passages that one answer may cite. Empty: there is nothing to answer from."""

    entries: tuple[Entry, ...]

    @property
    def passages(self) -> Mapping[str, Passage]:
        """The passages by label."""
        return {entry.label: entry.passage for entry in self.entries}

    @property
    def rules(self) -> tuple[Entry, ...]:
        """The passages found for the question, best first."""
        return tuple(entry for entry in self.entries if entry.role is Role.RULE)

    def brought_by(self, rule: Locator) -> tuple[Entry, ...]:
        """What a rule brings along: its exceptions, then its conditions."""
        return tuple(entry for entry in self.entries if entry.of == rule)


def gather(question: Standalone, hits: Sequence[Hit], find: Find) -> Evidence:
    """Pick the few hits that answer the question and what they bring along; ``find`` looks a provision up."""
    picked, named = _picked(question, hits)
    first = _promoted(picked[:named], find, named=True)
    found = [rule for rule in _promoted(picked[named:], find, named=False) if rule not in first]
    rules = _that_fit(question, [*first, *found], find, len(first))
    entries: list[Entry] = []
    seen = {passage.locator for passage in rules}
    for passage in rules:
        entries.append(Entry(f"P{len(entries) + 1}", passage, Role.RULE, None))
        for role, brought in _brought(passage, question.language, find):
            if brought.locator not in seen:
                seen.add(brought.locator)
                entries.append(Entry(f"P{len(entries) + 1}", brought, role, passage.locator))
    return Evidence(tuple(entries))


def _that_fit(question: Standalone, rules: Sequence[Passage], find: Find, named: int) -> list[Passage]:
    """The rules that are shown with all that they bring along; each named source keeps its best one.

    ``named``: how many of the first are named by their number and so are shown in any case.
    """
    sides = len(question.whole.meant) + len(question.whole.loose_issuers)
    kept: list[Passage] = []
    shown: set[Locator] = set()
    for passage in rules:
        with_it = shown | {passage.locator, *(one.locator for _, one in _brought(passage, question.language, find))}
        if len(kept) < max(1, sides, named) or len(with_it) <= MAX_ENTRIES:
            kept.append(passage)
            shown = with_it
    return kept


def _picked(question: Standalone, hits: Sequence[Hit]) -> tuple[list[Passage], int]:
    """The passages of the hits that answer, and how many of the first are named by number, shown in any case."""
    usable = list(_tellable(question.language, hits))
    exact = [hit for hit in usable if hit.exact]
    if exact:
        first = [*_asked_of(question.whole, exact, usable), *exact]
        return [*(hit.passage for hit in first), *_beside(question, usable)], len(first)
    if not usable:
        return [], 0
    named = question.whole.meant
    if named and question.own.asks_for_dates:
        return _dated(named, usable), 0
    first = _sides(question.whole, usable, ())
    if first:
        usable = [hit for hit in usable if is_meant(question.whole, hit.passage.instrument)]
    floor = KEEP * usable[0].score
    picked: list[Passage] = []
    counts: dict[str, int] = {}
    for hit in (*first, *(hit for hit in usable if hit not in first and hit.score >= floor)):
        home = hit.passage.locator.instrument
        limit = MAX_RULES if home in named or len(question.whole.issuers) == 1 else MAX_OF_INSTRUMENT
        if counts.get(home, 0) < limit and not any(_same_ground(hit.passage, other) for other in picked):
            picked.append(hit.passage)
            counts[home] = counts.get(home, 0) + 1
        if len(picked) == MAX_RULES:
            break
    return picked, 0


def _tellable(language: Language, hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits that can be told in ``language``, and those named by number.

    What is held in official words of the other language alone is shown in these where it is better than all of them:
    else a reader is told what stands near the answer for the answer.
    """
    told = others = 0
    for hit in hits:
        if hit.exact or hit.passage.statement(language) is not None:
            told += 1
            yield hit
        elif not told and others < MAX_OTHER_LANGUAGE:
            others += 1
            yield hit


def _dated(named: Sequence[str], hits: Sequence[Hit]) -> list[Passage]:
    """What a named text says of its application in time, or else its best hit; the answer's message tells its dates."""
    own = [hit.passage for hit in hits if hit.passage.locator.instrument in named]
    recorded = [passage for passage in own if passage.record is not None]
    timed = [p for p in recorded if p.record and p.record.topics & {Topic.APPLICATION_DATE, Topic.AMENDMENT}]
    return timed[:MAX_RULES] or (recorded or own or [hits[0].passage])[:1]


def _beside(question: Standalone, hits: Sequence[Hit]) -> list[Passage]:
    """What is shown beside provisions that a question names: other named sources, and what answers the rest of it.

    Beside the provisions of a past time stands only what stood then: "before the omnibus" does not ask for the omnibus.
    """
    exact = [hit for hit in hits if hit.exact]
    then = question.period
    found = [hit for hit in hits if not hit.exact and (then is None or _stood(hit.passage.instrument, then))]
    told = [hit.passage.instrument for hit in exact]
    others = list(_sides(question.whole, found, told))
    if found and found[0].concept > BESIDE * max(hit.concept for hit in exact):
        others.append(found[0])
    return [hit.passage for hit in others if not any(_same_ground(hit.passage, other.passage) for other in exact)]


def _asked_of(reading: Reading, exact: Sequence[Hit], found: Sequence[Hit]) -> list[Hit]:
    """What the named text says elsewhere of what is asked of its provision: the fine for breaking it, its first day."""
    told = {topic for hit in exact if hit.passage.record is not None for topic in hit.passage.record.topics}
    texts = {hit.passage.locator.instrument for hit in exact}
    wanted = (reading.topics & _OF_PROVISIONS) - told
    near = [hit for hit in found if not hit.exact][:MOST_BESIDE]
    own = [hit for hit in near if hit.passage.locator.instrument in texts]
    return [hit for hit in own if hit.passage.record is not None and hit.passage.record.topics & wanted][:1]


def _stood(instrument: Instrument, period: Period) -> bool:
    return instrument.stood(period.first, period.last)


def _sides(reading: Reading, hits: Sequence[Hit], told: Sequence[Instrument]) -> list[Hit]:
    """The best hit of each source that a question names and that none of the instruments ``told`` speaks for."""
    ids, issuers = {held.id for held in told}, {issuer for held in told for issuer in speaks_for(held)}
    sides: list[str | Issuer | Term] = [id for id in reading.meant if id not in ids]
    sides += sorted(reading.loose_issuers - issuers)
    sides += _bodies_beside(reading, {hit.passage.instrument.id: hit.passage.instrument for hit in hits})
    if not hits:
        return []
    best: dict[str | Issuer | Term, Hit] = {}
    for hit in hits:
        instrument = hit.passage.instrument
        for side in sides:
            if _is_of(instrument, side) and hit.score >= KEEP_SIDE * hits[0].score and hit not in best.values():
                best.setdefault(side, hit)
    return list(best.values())


def _is_of(instrument: Instrument, side: str | Issuer | Term) -> bool:
    """Whether an instrument is on the side of a named text, issuer or body."""
    if isinstance(side, Term):
        return _is_by(instrument, side)
    return side in speaks_for(instrument) if isinstance(side, Issuer) else belongs(instrument.id, side)


def _bodies_beside(reading: Reading, instruments: Mapping[str, Instrument]) -> list[Term]:
    """Bodies of an issuer that are named beside a text of another of its bodies: the EDPB beside the AI Act."""
    texts = [instruments[id] for id in reading.meant if id in instruments]
    bodies = dict.fromkeys(m.term for m in reading.mentions if m.term.kind is TermKind.ISSUER)
    return [body for body in bodies if any(one.issuer is body.issuer and not _is_by(one, body) for one in texts)]


def _is_by(instrument: Instrument, body: Term) -> bool:
    """Whether a body made an instrument, by its full name."""
    return any(" " in name and name in instrument.body.en for name in body.en)


def _same_ground(one: Passage, other: Passage) -> bool:
    """Whether one stands inside the other: showing both would say a thing twice."""
    return one.locator.contains(other.locator) or other.locator.contains(one.locator)


def _promoted(rules: Sequence[Passage], find: Find, *, named: bool) -> list[Passage]:
    """Put the rule in the place of an exception that was found without it, and behind one that is named by its number.

    The rule brings the exception along; what a question names by its number opens the answer all the same.
    """
    chosen: dict[Locator, Passage] = {}
    for passage in rules:
        rule = _rule_of(passage, find)
        if named:
            chosen.setdefault(passage.locator, passage)
        if rule is not None:
            chosen.setdefault(rule.locator, rule)
        else:
            chosen.setdefault(passage.locator, passage)
    return list(chosen.values())


def _rule_of(passage: Passage, find: Find) -> Passage | None:
    """The rule around a provision that lists it among its exceptions."""
    around = passage.locator.parent
    while around is not None:
        rule = find(around)
        if rule is not None and rule.record is not None and passage.locator in rule.record.exceptions:
            return rule
        around = around.parent
    return None


def _brought(passage: Passage, language: Language, find: Find) -> Iterator[tuple[Role, Passage]]:
    if passage.record is None:
        return
    for role, locators in (
        (Role.EXCEPTION, passage.record.exceptions),
        (Role.CONDITION, passage.record.conditions[:MAX_CONDITIONS]),
    ):
        for locator in locators:
            brought = find(locator)
            if brought is not None and brought.statement(language) is not None:
                yield role, brought
