"""Interval: where a share lies, given how few cases it was counted on."""

from __future__ import annotations

import math

Z_95 = 1.959964
"""Standard deviations on either side that hold 95 % of a normal distribution."""


def wilson(right: int, of: int) -> tuple[float, float] | None:
    """The Wilson 95 % interval of ``right`` in ``of``; None where nothing was counted.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    if of == 0:
        return None
    share, square = right / of, Z_95**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z_95 * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)
