"""Report: a run as a page of Markdown, with the tables, risk and coverage, and every failing case to read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from evals import coverage
from evals.failing import SHOWN, actual, expected, failures, first
from evals.run import Run
from evals.score import Measure, Score
from evals.summary import groups

PICTURE = "risk-coverage.svg"
"""The file beside the page that holds the curves."""


def markdown(run: Run, scores: Sequence[Score]) -> str:
    """The page."""
    return "\n".join([*_opening(run), *_table(scores), *_coverage(run), *_failing(scores)]) + "\n"


def _opening(run: Run) -> Iterator[str]:
    yield f"# Run {run.folder.name}"
    yield ""
    yield from (f"- {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in run.settings.items())
    yield ""


def _table(scores: Sequence[Score]) -> Iterator[str]:
    yield "Right of scored, share and Wilson 95 % interval; – where no case is scored."
    yield ""
    yield f"| cases | n | passed | {' | '.join(measure.value for measure in Measure)} |"
    yield "|" + " --- |" * (len(Measure) + 3)
    for group in groups(scores):
        cells = [group.name, str(group.passed.of), str(group.passed), *map(str, group.shares.values())]
        yield f"| {' | '.join(cells)} |"
    yield ""


def _coverage(run: Run) -> Iterator[str]:
    found = list(coverage.curves(run.answered))
    if not found:
        return
    yield "## Risk and coverage"
    yield ""
    yield f"![What is answered at what risk]({PICTURE})"
    yield ""
    yield from coverage.table(found)
    yield ""


def _failing(scores: Sequence[Score]) -> Iterator[str]:
    failing = first(list(scores))
    yield f"## Failing cases ({len(failing)} of {len(scores)})"
    for score in failing:
        answered = score.answered
        yield from ("", f"### {answered.id}: {failures(score)}", "")
        for turn in answered.history:
            yield f"- earlier: {turn['question']}"
        yield f"- asked: {answered.question[:400]}"
        yield f"- expected: {expected(answered)}"
        yield f"- actual: {actual(answered)}"
        if answered.note:
            yield f"- note: {answered.note}"
        if answered.actual_answer.message:
            yield f"- message: {answered.actual_answer.message}"
        for statement in answered.actual_answer.statements[:SHOWN]:
            yield f"- said: {statement.text} [{', '.join(citation.locator for citation in statement.citations)}]"
