"""Summary: the share of cases that each measure finds right, with its counts, by language, kind and split."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evals.interval import wilson
from evals.score import Measure, Score


@dataclass(frozen=True, slots=True)
class Share:
    """How many cases a measure finds right, of those that it scores, of all."""

    right: int
    scored: int
    of: int

    @property
    def value(self) -> float | None:
        """The share; None where no case is scored: unscored is not zero."""
        return self.right / self.scored if self.scored else None

    def as_json(self) -> dict[str, Any]:
        """The share with its counts and 95 % interval."""
        interval = wilson(self.right, self.scored)
        return {
            "share": self.value,
            "right": self.right,
            "scored": self.scored,
            "of": self.of,
            "interval_95": list(interval) if interval else None,
        }

    def __str__(self) -> str:
        interval = wilson(self.right, self.scored)
        if interval is None:
            return "–"
        low, high = (round(100 * bound) for bound in interval)
        return f"{self.right}/{self.scored}  {100 * self.right / self.scored:.0f} % [{low}–{high}]"


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that are summed up together."""

    name: str
    """``all``, ``language ko``, ``kind fact``, ``split report`` ..."""
    shares: dict[Measure, Share]
    passed: Share
    """Cases that fail no measure."""


def groups(scores: Sequence[Score]) -> Iterator[Group]:
    """All cases, then by language, split and kind."""
    yield group("all", scores)
    divisions: dict[str, Callable[[Score], str]] = {
        "language": lambda score: score.answered.language,
        "split": lambda score: score.answered.split,
        "kind": lambda score: score.answered.kind,
    }
    for division, part in divisions.items():
        for value in sorted({part(score) for score in scores}):
            yield group(f"{division} {value}", [score for score in scores if part(score) == value])


def group(name: str, scores: Sequence[Score]) -> Group:
    """The shares of some cases."""
    passed = Share(sum(not score.failed for score in scores), len(scores), len(scores))
    return Group(name, {measure: share(measure, scores) for measure in Measure}, passed)


def share(measure: Measure, scores: Sequence[Score]) -> Share:
    """The share of one measure."""
    values = [score.values[measure] for score in scores]
    counted = [value for value in values if value is not None]
    return Share(sum(counted), len(counted), len(values))


def as_json(scores: Sequence[Score]) -> dict[str, Any]:
    """Every group's shares and every case's scores, in a form that json.dumps takes."""
    return {
        "groups": [
            {
                "name": one.name,
                "passed": one.passed.as_json(),
                "measures": {measure.value: share.as_json() for measure, share in one.shares.items()},
            }
            for one in groups(scores)
        ],
        "cases": [
            {
                "id": score.answered.id,
                "scores": {measure.value: value for measure, value in score.values.items()},
                "failed": [measure.value for measure in score.failed],
            }
            for score in scores
        ],
    }
