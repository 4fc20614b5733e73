"""Scope: which questions the guide takes; the rest get a Reason."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from bot import wording
from bot.advice import asks_advice
from bot.concepts import SUBJECT, topic_concept
from bot.conversation import Standalone
from bot.courtesy import reply
from bot.entry import told
from bot.index import Index
from bot.lexicon import content_words, tokens
from bot.reading import Reading, is_name
from bot.reason import Reason, Stop
from bot.retriever import Hit, Retriever, speaks_for
from corpus.instrument import Language
from corpus.passage import Passage
from corpus.provision import Topic
from corpus.terms import Mention, TermKind

SUBJECT_NEEDS = 1.65
"""Evidence that a question needs where it names the subject, an instrument or several issuers (see _margin)."""
TOPICS_NEED = 1.95
"""The same where it names a notion that is the guide's own, such as a moratorium."""
EVERYDAY_NEEDS = 2.1
"""The same where it names an issuer with a notion of everyday life or nothing else, or two such notions."""
OTHERS_NEED = 2.4
"""The same where it names less."""
UNHELD_NEEDS = 2.6
"""The same where it asks for a kind of fact that instruments do not state."""
ALIKE = 2.0
"""What likeness to a sample question counts as evidence, beside the share of the words that is held."""
NEARER = 2.0
"""What each unit of cosine counts by which it is nearer to an answered sample than to an unanswered one."""
ANSWERED = 1.2
"""What it counts that its own words, without names, are those of an answered sample (see Likeness.answered)."""
OWN_ANSWERED = 0.2
"""How far a follow-up's own words must be those of an answered sample where the passages hold none of them."""
OWN_SHARE = 0.25
"""Share that a follow-up's own words must reach before what it takes over counts."""
CRUMB = 0.15
"""Below this share of what is asked, a named issuer does not help: the weather in California is not about its law."""
ENOUGH = 3
"""Things that a question must name where no notion of it has a topic: "help" asks for nothing."""
ENOUGH_EVERYDAY = 2
"""The same where one has a topic, but of everyday life."""
OTHER_NEARER = 5.0
"""What each unit of cosine counts by which a refused question is nearer to samples of another subject."""
OTHER_NEEDS = -0.5
"""Evidence from which on it is taken for one of another subject; what its words say is the rest of it.

Twice as far below 0 where it names too little, 0 where it points at what the conversation is about.
"""
CERTAIN = 10.0
"""Confidence that nothing found could add to."""
CONSIDERED = 5
"""How many of the best passages count."""
CARRIED = 0.7
"""Weight of a follow-up together with what it takes over, beside what it asks itself."""
NAME_WEIGHT = 4.0
"""Weight of a named issuer or instrument among a question's words: that of a fairly rare word."""

_MANNER = frozenset({"definition", "application-date", "entry-into-force", "binding-force"})
"""Glossary terms that say how something is asked, "what is", "since when" or "does it bind", and not about what."""
_EVERYDAY = frozenset(
    {
        *(Topic.LAW_ENFORCEMENT, Topic.SCHOOLS_WORKPLACES, Topic.PRIVATE_SECTOR, Topic.CHILDREN, Topic.CONSENT),
        *(Topic.RETENTION, Topic.LEGAL_BASIS, Topic.TRANSPARENCY, Topic.REPORTING, Topic.REDRESS, Topic.PENALTIES),
        *(Topic.SECURITY, Topic.ACCURACY, Topic.BORDERS, Topic.PROHIBITION, Topic.SCOPE, Topic.MANDATE),
        *(Topic.OVERSIGHT, Topic.BENEFITS, Topic.RISKS, Topic.DEFINITION, Topic.APPLICATION_DATE, Topic.AMENDMENT),
    }
)
"""Topics that other subjects have too: police, schools, fines, complaints. The others are the guide's own."""


def before_search(question: Standalone) -> Stop | None:
    """The reason not to search at all, if there is one."""
    polite = reply(question.text)
    if polite is not None:
        return Stop(Reason.NEEDS_FACTS, polite.say(question.language))
    if asks_advice(question.text, bool(question.own.instruments or question.own.issuers)):
        return Stop(Reason.PERSONAL_ADVICE)
    return Stop(Reason.NEEDS_FACTS) if question.dangling else None


def after_search(asked: Standalone, hits: Sequence[Hit], retriever: Retriever) -> Stop | None:
    """The reason not to answer from what was found, if there is one.

    A question is answered where there is evidence enough that its best passages answer it (see _margin).
    """
    if _certain(asked, hits, retriever):
        return None
    question = asked.sought
    stop = _ruled_out(asked.told, hits, retriever)
    little = _names_too_little(question.whole)
    if stop is not None or (not little and _margin(question, hits, retriever.index) >= 0):
        return stop
    if little and question.whole.topical and not content_words(question.whole.said):
        return Stop(Reason.NEEDS_FACTS)
    if question.whole.instruments:
        return Stop(Reason.NOT_IN_CORPUS)
    nearer, words = retriever.lanes.other_subject(question)
    needed = 2 * OTHER_NEEDS if little else 0.0 if question.carried and question.refers else OTHER_NEEDS
    other = OTHER_NEARER * nearer + words > needed
    return Stop(Reason.OUT_OF_SCOPE if other else Reason.NOT_IN_CORPUS)


def confidence(asked: Standalone, hits: Sequence[Hit], retriever: Retriever) -> float:
    """How far a question is from being refused; from 0 on it is answered.

    It is CERTAIN where nothing needs to be found, -CERTAIN where a rule refuses it whatever was found.
    """
    if _certain(asked, hits, retriever):
        return CERTAIN
    question = asked.sought
    if _ruled_out(asked.told, hits, retriever) or _names_too_little(question.whole):
        return -CERTAIN
    return _margin(question, hits, retriever.index)


def _certain(asked: Standalone, hits: Sequence[Hit], retriever: Retriever) -> bool:
    """Whether a question names a provision that is held, or asks whether a text binds that is: the guide knows that."""
    named = retriever.instruments & set(asked.sought.whole.instruments)
    return any(hit.exact for hit in hits) or (asked.asks_for_force and bool(named))


def _ruled_out(question: Standalone, hits: Sequence[Hit], retriever: Retriever) -> Stop | None:
    """The reason not to answer, however well what was found fits: what the question names."""
    whole, language = question.whole, question.language
    if question.own.other_subject and not question.own.instruments:
        return Stop(Reason.OUT_OF_SCOPE)
    if whole.outside:
        if not (_within(whole) or whole.issuers or whole.topical):
            return Stop(Reason.OUT_OF_SCOPE)
        name = whole.outside[0].surface
        return Stop(Reason.NOT_IN_CORPUS, wording.OUTSIDE.say(language).format(name=name))
    unheld = _unheld_source(whole, hits, retriever.instruments)
    if unheld is not None:
        return Stop(Reason.NOT_IN_CORPUS, wording.OUTSIDE.say(language).format(name=unheld.surface))
    return None


def _within(reading: Reading) -> bool:
    """Whether a text names the subject, or an instrument."""
    return reading.subject or bool(reading.instruments)


def _unheld_source(whole: Reading, hits: Sequence[Hit], instruments: Set[str]) -> Mention | None:
    """A text that the question names and the guide does not hold, where it names no other source.

    A text that amends a held one is told by the one that it amends.
    """
    known = instruments | {id for hit in hits for id in hit.passage.instrument.amended_by}
    speaking = {issuer for hit in hits for issuer in speaks_for(hit.passage.instrument)}
    if whole.loose_issuers & speaking or known & set(whole.meant):
        return None
    return next((mention for mention in whole.mentions if mention.term.instrument or mention.term.issuer), None)


def _names_too_little(whole: Reading) -> bool:
    """Whether a question names neither the subject nor a source, and too few other things to tell what it asks."""
    content = content_words(whole.said)
    notions = _notions(whole)
    if _within(whole) or _of_its_own(whole) or (whole.issuers and (notions or not content)):
        return False
    if whole.asks_for_force and notions:
        return False
    return len(notions) + len(content) < (ENOUGH_EVERYDAY if _topical(whole) else ENOUGH)


def _notions(reading: Reading) -> list[Mention]:
    """The glossary terms that a text names, without names, places and those of manner."""
    return [m for m in reading.mentions if not (is_name(m) or m.term.issuer or m.term.id in _MANNER)]


def _topical(reading: Reading) -> frozenset[str]:
    return reading.topical - _MANNER


def _of_its_own(reading: Reading) -> bool:
    """Whether a text names a notion that is the guide's own."""
    return any(set(m.term.topics) - _EVERYDAY for m in _notions(reading))


def _margin(question: Standalone, hits: Sequence[Hit], index: Index) -> float:
    """How far the evidence is from what a question needs to be answered, about -4 to 4; from 0 on it is answered.

    Evidence is the largest share of the question's content that one of the best passages holds, its likeness to a
    sample question that one of them answers, by how much it is nearer to such a sample than to one that nothing
    answers, and how far its own words are those of the one kind of sample and not of the other.
    A follow-up of which nothing is held, in words that no answered sample has, is like a sample only for what it takes
    over: that is no evidence. The weights and needs were set on the tuned half of the cases (docs/decisions/009).
    """
    best = hits[:CONSIDERED]
    share = max((covered(question, hit.passage, index) for hit in best), default=0.0)
    answered = index.samples[question.language].answered(question.own.without_names, question.language)
    own_words = content_words(question.own.text) and not question.own.topical
    taken_over = question.carried and not share and own_words and answered < OWN_ANSWERED
    if not best or taken_over:
        return -OTHERS_NEED
    alike = max(hit.sample for hit in best)
    nearer = max(hit.nearer for hit in best)
    evidence = share + ALIKE * alike + NEARER * nearer + ANSWERED * answered
    return evidence - _needed(question.whole)


def _needed(whole: Reading) -> float:
    """The evidence needed for what a question names."""
    if whole.unheld:
        return UNHELD_NEEDS
    own = _of_its_own(whole)
    if _within(whole) or (own and len(whole.issuers) > 1):
        return SUBJECT_NEEDS
    if own:
        return TOPICS_NEED
    notions = _notions(whole)
    of_issuer = whole.issuers and (notions or not content_words(whole.said))
    everyday = of_issuer or (whole.asks_for_force and notions) or len(_topical(whole)) > 1
    return EVERYDAY_NEEDS if everyday else OTHERS_NEED


def covered(question: Standalone, passage: Passage, index: Index) -> float:
    """Share of the question's content that a passage holds, 0 to 1, each word weighted by its rarity.

    A glossary term counts as held where the passage names it, or in part where it names another of the same subject or
    topic, in either language; a named issuer or instrument where the passage is its. Of several sentences the best one
    counts, so that what is said around a question does not sink it.
    """
    held = _Held(passage, question.language, index, index.named[str(passage.locator)])
    best = max(held.share(part) for part in (question.own, *question.parts))
    if not question.carried:
        return best
    own_words = question.own.mentions or content_words(question.own.text)
    if own_words and best < OWN_SHARE:
        return 0.0
    return (best + CARRIED * held.share(question.whole)) / (1 + CARRIED)


@dataclass(frozen=True)
class _Held:
    """What a passage holds of a question's content."""

    passage: Passage
    language: Language
    index: Index
    concepts: frozenset[str]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(tokens(told(self.passage, self.language), self.language))

    def share(self, reading: Reading) -> float:
        """Share of a text's content that the passage holds, 0 to 1; 0 for a text without content."""
        rarity = self.index.concepts.rarity
        weights = [(rarity(m.term.id), self._named(m)) for m in _notions(reading)]
        lexicon = self.index.lexicons[self.language]
        for word in content_words(reading.said):
            wanted = tokens(word, self.language)
            if wanted:
                share = sum(token in self.words for token in wanted) / len(wanted)
                weights.append((fmean(map(lexicon.rarity, wanted)), 1.0 if share >= 0.5 else 0.0))
        names = [(NAME_WEIGHT, self._from(m)) for m in reading.mentions if is_name(m) or m.term.issuer]
        asked = _share(weights)
        sunk = weights and asked < CRUMB and not reading.instruments
        return asked if sunk else _share([*weights, *names])

    def _from(self, mention: Mention) -> float:
        """1 where the passage is of the instrument or issuer named, else 0."""
        home, term = self.passage.instrument, mention.term
        return 1.0 if term.instrument == home.id or term.issuer in speaks_for(home) else 0.0

    def _named(self, mention: Mention) -> float:
        """1 where the passage names the term itself, a part for one of the same subject or topic."""
        term = mention.term
        if term.kind is TermKind.UNHELD:
            return 0.0
        if term.id in self.concepts:
            return 1.0
        if term.subject and SUBJECT in self.concepts:
            return 0.9
        return 0.8 if any(topic_concept(topic) in self.concepts for topic in term.topics) else 0.0


def _share(weights: Sequence[tuple[float, float]]) -> float:
    total = sum(weight for weight, _ in weights)
    return sum(weight * held for weight, held in weights) / total if total else 0.0
