"""Hangul: which of the two languages a text is in, by its letters."""

from __future__ import annotations

import re

_HANGUL, _LATIN = re.compile("[가-힣]"), re.compile("[A-Za-z]")


def mostly_hangul(text: str) -> bool:
    """Whether more letters of a text are Hangul syllables than Latin ones; a syllable counts for two letters."""
    return 2 * len(_HANGUL.findall(text)) > len(_LATIN.findall(text))
