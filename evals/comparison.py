"""Comparison: what a later run gains and loses against an earlier one, case by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.score import Measure, Score


@dataclass(frozen=True, slots=True)
class Change:
    """A measure of one case that came out differently."""

    measure: Measure
    before: Score
    after: Score

    @property
    def gain(self) -> bool:
        """Whether it was wrong and is right now."""
        return self.after.values[self.measure] == 1


def changes(before: Sequence[Score], after: Sequence[Score]) -> tuple[Change, ...]:
    """Every measure that is 0 in one run and 1 in the other, for the cases in both; unscored is no change.

    A case whose question was changed in between is another case.
    """
    earlier = {(score.answered.id, score.answered.question): score for score in before}
    pairs = [(earlier.get((score.answered.id, score.answered.question)), score) for score in after]
    return tuple(
        Change(measure, was, score)
        for was, score in pairs
        if was is not None
        for measure, value in score.values.items()
        if value is not None and was.values[measure] == 1 - value
    )
