"""Sentence: an English or Korean text in sentences, without being led astray by abbreviations and dates."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(
    r"(?<!\bArt)(?<!\bArts)(?<!\bNo)(?<!\bpara)(?<!\bparas)(?<!\bU\.S)(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)(?<!\d)"
    r"[.!?。](?:[\"”’')\]]+)?(?:\s*\[[^\[\]]*\])*\s+(?=[^\s\[])|(?<=\d)[.](?:\s*\[[^\[\]]*\])*\s+(?=[A-Z])|\n+"
)


def sentences(text: str) -> list[str]:
    """The sentences of an English or Korean text, each with the labels that follow it.

    >>> sentences("Art. 5 bans it. [P1] It may be used in the U.S. only. 2023. 1. 12. 결정이다. 금지된다. [P2]")
    ['Art. 5 bans it. [P1]', 'It may be used in the U.S. only.', '2023. 1. 12. 결정이다.', '금지된다. [P2]']
    """
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]
