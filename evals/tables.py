"""Tables: scores, failing cases and comparisons on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.comparison import Change
from evals.failing import actual, expected, failures, first
from evals.retrieval import Row
from evals.score import Measure, Score
from evals.summary import groups


def show_scores(console: Console, scores: Sequence[Score]) -> None:
    """The shares of every group, then every failing case."""
    table = Table(title="Right of scored, share, Wilson 95 % interval; – where no case is scored", title_justify="left")
    for heading in ("cases", "n", "passed", *(measure.value for measure in Measure)):
        table.add_column(heading, no_wrap=heading == "cases")
    for group in groups(scores):
        table.add_row(group.name, str(group.passed.of), str(group.passed), *map(str, group.shares.values()))
    console.print(table)
    failing = first(list(scores))
    console.print(f"{len(failing)} of {len(scores)} cases fail a measure.")
    for score in failing:
        answered = score.answered
        console.print(Text(f"\n{answered.id}  fails: {failures(score)}", style="bold"))
        console.print(Text(f"  asked    {answered.question[:400]}"))
        console.print(Text(f"  expected {expected(answered)}"))
        console.print(Text(f"  actual   {actual(answered)}"))


def show_rankings(console: Console, rows: Sequence[Row]) -> None:
    """The means of each group of queries with each set of lanes."""
    table = Table(title="Mean over the queries, 95 % interval by bootstrap", title_justify="left")
    for heading in ("lanes", "queries", "n", *rows[0].means):
        table.add_column(heading, no_wrap=True)
    for row in rows:
        table.add_row(row.lanes, row.group, str(row.queries), *map(str, row.means.values()))
    console.print(table)


def show_changes(console: Console, changes: Sequence[Change]) -> None:
    """Gains and losses, case by case."""
    gains = sum(change.gain for change in changes)
    console.print(f"{gains} gains, {len(changes) - gains} losses.")
    for change in sorted(changes, key=lambda change: (change.gain, change.after.answered.id)):
        word, style = ("gain", "green") if change.gain else ("loss", "red")
        console.print(Text(f"\n{word}  {change.after.answered.id}  {change.measure.value}", style=style))
        console.print(Text(f"  asked    {change.after.answered.question[:400]}"))
        console.print(Text(f"  before   {actual(change.before.answered)}"))
        console.print(Text(f"  after    {actual(change.after.answered)}"))
