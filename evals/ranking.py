"""Ranking: how well rankings find what was judged right, with ir_measures, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG

Qrels = Mapping[str, Mapping[str, int]]
"""Relevance (1 or more) of documents, by query."""
Run = Mapping[str, Mapping[str, float]]
"""Scores of the documents found, by query."""

MEASURES = (nDCG @ 10, RR @ 10, R @ 10, Success @ 1, Success @ 3, Success @ 10)
"""Success@k: the share of queries with a right document among the first k."""
SAMPLES = 1000
"""Bootstrap samples of an interval."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a measure over queries."""

    value: float
    """0 to 1."""
    low: float
    high: float
    """The 95 % interval by bootstrap over the queries (percentiles, fixed seed)."""

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}–{self.high:.3f}]"


def by_query(qrels: Qrels, run: Run) -> dict[str, dict[str, float]]:
    """Each measure's value for each judged query, 0 where nothing was found."""
    found: dict[str, dict[str, float]] = {str(measure): dict.fromkeys(qrels, 0.0) for measure in MEASURES}
    for one in ir_measures.iter_calc(MEASURES, qrels, run):
        found[str(one.measure)][one.query_id] = one.value
    return found


def mean(values: Sequence[float]) -> Mean:
    """The mean of at least one value with its interval."""
    told = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(0).integers(0, len(told), size=(SAMPLES, len(told)))
    low, high = np.percentile(told[drawn].mean(axis=1), [2.5, 97.5])
    return Mean(float(told.mean()), float(low), float(high))
