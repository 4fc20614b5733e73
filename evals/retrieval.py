"""Retrieval: where the search puts the provisions that answer each case, by language, kind, half and set of lanes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.guide import Guide
from bot.lanes import LANES, Lane
from bot.question import accept
from bot.reason import Stop
from evals.case import Case
from evals.ranking import Mean, Qrels, Run, by_query, mean
from evals.score import counts_as

DEPTH = 10
"""How many passages of each ranking are looked at."""
SETS: Mapping[str, frozenset[Lane]] = {
    "all lanes": LANES,
    **{f"{lane.value} alone": frozenset({lane}) for lane in Lane},
    **{f"without {lane.value}": LANES - {lane} for lane in Lane},
}
"""The sets of lanes that are measured, by name."""


@dataclass(frozen=True, slots=True)
class Row:
    """The means of one group of queries with one set of lanes."""

    lanes: str
    group: str
    """``all``, ``language ko``, ``kind fact``, ``split report`` ..."""
    queries: int
    means: Mapping[str, Mean]
    """By the name of the measure, such as ``nDCG@10``."""

    def as_json(self) -> dict[str, Any]:
        """The row in a form that json.dumps takes."""
        means = {name: {"mean": m.value, "interval_95": [m.low, m.high]} for name, m in self.means.items()}
        return {"lanes": self.lanes, "group": self.group, "queries": self.queries, "measures": means}


def judged(cases: Sequence[Case]) -> list[Case]:
    """The cases that are to be answered from provisions that are known."""
    return [case for case in cases if case.expected_status == "answered" and (case.gold or case.all_of)]


def search(guide: Guide, cases: Sequence[Case], on_case: Callable[[], None] = lambda: None) -> dict[str, Run]:
    """What the guide finds for each case with each set of lanes; provisions named by their locator are always found."""
    runs: dict[str, dict[str, dict[str, float]]] = {name: {} for name in SETS}
    for case in cases:
        question = accept(case.question, case.history)
        for name, lanes in SETS.items():
            hits = () if isinstance(question, Stop) else guide.search(question, DEPTH, lanes)
            found: dict[str, float] = {}
            for place, hit in enumerate(hits):
                locator = str(hit.passage.locator)
                right = [gold for gold in _gold(case) if counts_as(locator, gold) and gold not in found]
                found[right[0] if right else locator] = 1.0 - place / DEPTH
            runs[name][case.id] = found
        on_case()
    return dict(runs)


def rows(cases: Sequence[Case], runs: Mapping[str, Run]) -> Iterator[Row]:
    """The means with each set of lanes, then by language, half and kind with all of them."""
    qrels: Qrels = {case.id: dict.fromkeys(_gold(case), 1) for case in cases}
    for name, run in runs.items():
        yield row(name, "all", qrels, run)
        for language in sorted({case.language for case in cases}):
            yield row(name, f"language {language}", _some(qrels, [c for c in cases if c.language == language]), run)
    divisions: dict[str, Callable[[Case], str]] = {
        "split": lambda case: f"{case.split} {case.language}",
        "kind": lambda case: case.kind,
    }
    for division, part in divisions.items():
        for value in sorted(set(map(part, cases))):
            some = [case for case in cases if part(case) == value]
            yield row("all lanes", f"{division} {value}", _some(qrels, some), runs["all lanes"])


def row(lanes: str, group: str, qrels: Qrels, run: Run) -> Row:
    """The means of the judged queries."""
    values = by_query(qrels, {query: run[query] for query in qrels if query in run})
    return Row(lanes, group, len(qrels), {name: mean(list(of.values())) for name, of in values.items()})


def _gold(case: Case) -> list[str]:
    return list(dict.fromkeys(map(str, (*case.gold, *case.all_of))))


def _some(qrels: Qrels, cases: Sequence[Case]) -> Qrels:
    return {case.id: qrels[case.id] for case in cases}
