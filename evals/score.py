"""Score: what each measure says of one answered case, 1, 0, or None where the case does not try it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.grounding import Verdict, fold
from corpus.locator import Locator
from evals.run import Answered, Citation
from evals.stored import OFFICIAL, hashed, summary


class Measure(StrEnum):
    """What is scored: a closed list."""

    STATUS = "status"
    """Answered, asked back, refused or failed, as expected; unscored where more than one is right."""
    REASON = "reason"
    """Refused for the expected reason; unscored where an answer is expected."""
    REFUSAL = "refusal"
    """Nothing is stated where nothing should be; unscored where an answer is expected."""
    GOLD = "gold"
    """At least one of the provisions that answer the question is cited; unscored without gold."""
    ALL_OF = "all of"
    """Every provision that belongs to the answer is cited, such as all exceptions of a rule."""
    QUOTATION = "quotation"
    """Every quotation has the stored words of the provision it names; unscored where nothing is quoted."""
    STATEMENT = "statement"
    """Every shown statement passed its check and has a citation; unscored where nothing is shown."""
    SILENCE = "silence"
    """No shown statement holds the words that must not be said."""


@dataclass(frozen=True, slots=True)
class Score:
    """One answered case and what the measures say of it."""

    answered: Answered
    values: dict[Measure, int | None]

    @property
    def failed(self) -> tuple[Measure, ...]:
        """The measures that it fails, in their order."""
        return tuple(measure for measure, value in self.values.items() if value == 0)


def score(answered: Answered) -> Score:
    """The score of one case, from its line of the run alone."""
    scorers = {
        Measure.STATUS: _status,
        Measure.REASON: _reason,
        Measure.REFUSAL: _refusal,
        Measure.GOLD: _gold,
        Measure.ALL_OF: _all_of,
        Measure.QUOTATION: _quotation,
        Measure.STATEMENT: _statement,
        Measure.SILENCE: _silence,
    }
    values = {measure: scorer(answered) for measure, scorer in scorers.items()}
    return Score(answered, {measure: None if value is None else int(value) for measure, value in values.items()})


def counts_as(cited: str, gold: str) -> bool:
    """Whether a cited provision is the gold one or stands inside it.

    >>> counts_as("eu-ai-act/art-5/1/h/i", "eu-ai-act/art-5/1/h"), counts_as("eu-ai-act/art-5", "eu-ai-act/art-5/1/h")
    (True, False)
    """
    return Locator.parse(gold).contains(Locator.parse(cited))


def _status(answered: Answered) -> bool | None:
    return None if answered.expected_status is None else answered.actual_answer.status == answered.expected_status


def _reason(answered: Answered) -> bool | None:
    return None if answered.expected_reason is None else answered.actual_answer.reason == answered.expected_reason.value


def _refusal(answered: Answered) -> bool | None:
    if answered.expected_status in (None, "answered"):
        return None
    return answered.actual_answer.status != "answered" and not answered.actual_answer.statements


def _gold(answered: Answered) -> bool | None:
    return any(_held(gold, answered.cited) for gold in answered.expected_gold) if answered.expected_gold else None


def _all_of(answered: Answered) -> bool | None:
    return all(_held(gold, answered.cited) for gold in answered.expected_all_of) if answered.expected_all_of else None


def _held(gold: str, cited: Iterable[str]) -> bool:
    return any(counts_as(one, gold) for one in cited)


def _quotation(answered: Answered) -> bool | None:
    citations = [citation for statement in answered.actual_answer.statements for citation in statement.citations]
    return all(_stands(citation, answered) for citation in citations) if citations else None


def _stands(citation: Citation, answered: Answered) -> bool:
    """Whether a quotation has stored words: official ones in any language, or the statement in that of the answer."""
    stored = answered.actual_stored.get(citation.locator, {})
    if citation.quote_kind == OFFICIAL:
        return hashed(citation.quote) in (words for kind, words in stored.items() if kind.startswith(OFFICIAL))
    return stored.get(summary(answered.actual_answer.language)) == hashed(citation.quote)


def _statement(answered: Answered) -> bool | None:
    shown = answered.actual_answer.statements
    return all(one.verdict == Verdict.SUPPORTED and one.citations for one in shown) if shown else None


def _silence(answered: Answered) -> bool | None:
    if not answered.expected_must_not_say:
        return None
    shown = [fold(statement.text).casefold() for statement in answered.actual_answer.statements]
    return not any(fold(words).casefold() in text for words in answered.expected_must_not_say for text in shown)
