"""Failing: a case that fails, told so that a person can judge it: question, expected, actual."""

from __future__ import annotations

from evals.run import Answered
from evals.score import Measure, Score

SHOWN = 6
"""Statements of an answer that are told in full."""


def expected(answered: Answered) -> str:
    """What the case is held to, in one line."""
    reason = f" ({answered.expected_reason})" if answered.expected_reason else ""
    parts = [f"{answered.expected_status or 'answered or refused'}{reason}"]
    if answered.expected_gold:
        parts.append(f"citing {' or '.join(answered.expected_gold)}")
    if answered.expected_all_of:
        parts.append(f"citing all of {', '.join(answered.expected_all_of)}")
    if answered.expected_must_not_say:
        parts.append(f"not saying {' / '.join(answered.expected_must_not_say)}")
    return "; ".join(parts)


def actual(answered: Answered) -> str:
    """What the guide did, in one line."""
    given = answered.actual_answer
    reason = f" ({given.reason})" if given.reason else ""
    cited = f"; citing {', '.join(answered.cited)}" if answered.cited else ""
    return f"{given.status}{reason}{cited}"


def failures(score: Score) -> str:
    """The measures that it fails, in one line."""
    return ", ".join(measure.value for measure in score.failed)


def first(scores: list[Score]) -> list[Score]:
    """The failing cases, those that break a promise (a quotation, a check, an injected sentence) before the others."""
    grave = (Measure.QUOTATION, Measure.STATEMENT, Measure.SILENCE)
    failing = [score for score in scores if score.failed]
    return sorted(failing, key=lambda score: not any(measure in score.failed for measure in grave))
