"""Gate: the thresholds that a run over the project's own cases must reach, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.errors import GateError
from evals.score import Measure, Score
from evals.summary import Share, groups, share

GATE = Path(__file__).parent / "gate.yaml"


class Threshold(BaseModel):
    """The least share of right cases that a measure must reach in a group of cases."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: Measure
    cases: str = "all"
    """A group, such as ``all``, ``language ko`` or ``kind refusal``."""
    at_least: Annotated[float, Field(ge=0, le=1)]
    why: Annotated[str, Field(min_length=1)]
    """Why it is not lower."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    thresholds: Annotated[list[Threshold], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Missed:
    """A threshold that a run does not reach."""

    threshold: Threshold
    found: Share

    def __str__(self) -> str:
        wanted = self.threshold
        return f"{wanted.measure} of {wanted.cases}: {self.found}, below {wanted.at_least:.0%}: {wanted.why}"


def thresholds(path: Path = GATE) -> tuple[Threshold, ...]:
    """The thresholds of a file; raise GateError where it cannot be read."""
    try:
        return tuple(_File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).thresholds)
    except ValidationError as error:
        first = error.errors()[0]
        raise GateError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except (OSError, yaml.YAMLError) as error:
        raise GateError(f"{path} cannot be read: {error}") from None


def missed(scores: Sequence[Score], wanted: Sequence[Threshold]) -> tuple[Missed, ...]:
    """The thresholds that are not reached; one whose cases are not in the run, or not scored, is not reached."""
    found = {group.name: group.shares for group in groups(scores)}
    shares = {one: found[one.cases][one.measure] if one.cases in found else share(one.measure, ()) for one in wanted}
    return tuple(Missed(one, got) for one, got in shares.items() if got.value is None or got.value < one.at_least)
