"""Alignment: which English word a piece of a Korean word stands for, learned from pairs by IBM Model 1.

Brown, Della Pietra, Della Pietra, Mercer: The Mathematics of Statistical Machine Translation, Computational Linguistics
19(2), 1993. Each English word of a pair is taken to come from one of the Korean pieces beside it; which, is estimated
over all pairs in turn (expectation) and counted anew (maximisation).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

ROUNDS = 6
LONGEST = 60
"""Different pieces or words of a text that are aligned."""
SMOOTHING = 0.5
"""Added to the count of each piece, so that one that was seen once is sure of nothing."""
BEST = 5
LEAST = 0.05
"""How many English words of a piece are kept, and their least probability."""


def translations(korean: Sequence[Sequence[str]], english: Sequence[Sequence[str]]) -> Mapping[str, dict[str, float]]:
    """The English words of each Korean piece with their probabilities, likeliest first.

    ``korean`` and ``english`` are the pieces and words of the same pairs.
    """
    sources, targets = _numbered(korean), _numbered(english)
    pairs, pieces, words = [], [], []
    for at, (one, other) in enumerate(zip(korean, english, strict=True)):
        here = [sources[piece] for piece in dict.fromkeys(one)][:LONGEST]
        there = [targets[word] for word in dict.fromkeys(other)][:LONGEST]
        pairs.append(np.full(len(here) * len(there), at, dtype=np.int64))
        pieces.append(np.repeat(np.array(here, dtype=np.int64), len(there)))
        words.append(np.tile(np.array(there, dtype=np.int64), len(here)))
    pair, piece, word = np.concatenate(pairs), np.concatenate(pieces), np.concatenate(words)
    links, link = np.unique(piece * len(targets) + word, return_inverse=True)
    _, taken = np.unique(pair * len(targets) + word, return_inverse=True)
    source = links // len(targets)
    likely = 1 / np.bincount(source, minlength=len(sources))[source]
    for _ in range(ROUNDS):
        share = likely[link]
        share /= np.bincount(taken, weights=share)[taken]
        count = np.bincount(link, weights=share, minlength=len(links))
        likely = count / (np.bincount(source, weights=count, minlength=len(sources))[source] + SMOOTHING)
    return _best(links, likely, list(sources), list(targets))


def _best(links: np.ndarray, likely: np.ndarray, pieces: list[str], words: list[str]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for at in np.argsort(-likely, kind="stable"):
        if likely[at] < LEAST:
            break
        piece, word = divmod(int(links[at]), len(words))
        kept = found.setdefault(pieces[piece], {})
        if len(kept) < BEST:
            kept[words[word]] = float(likely[at])
    return found


def _numbered(texts: Sequence[Sequence[str]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for text in texts:
        for one in text:
            numbers.setdefault(one, len(numbers))
    return numbers
