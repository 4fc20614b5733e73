"""Origin: whether a country is named as where somebody or something comes from, and not for its law."""

from __future__ import annotations

import re

from corpus.terms import Mention, TermKind

_PERSON_AFTER = re.compile(
    r"\s?(?:passports?|citizen|nationals?|nationality|friends?|family|wife|husband)\b"
    r"|에서 온| ?(?:사람|국적|출신|여권|관광객|유학생|노동자|친구|손님)|인(?:인데|이|은|도|입니다|이에요|이고|으로)",
    re.IGNORECASE,
)
"""What follows a country's name where it says where somebody comes from."""
_STYLE_AFTER = re.compile(r"[- ](?:style|type)\b|-like\b|식(?= |의|으로)|처럼|스러운", re.IGNORECASE)
"""What follows a country's name where something is only likened to what it has."""
_TRAVELS = re.compile(r"\s?(?:passports?|tourists?|travell?ers?|visitors?)\b| ?(?:여권|관광객|국적)", re.IGNORECASE)
"""What follows the name even of a country whose law is held where its law is not asked for."""
_PERSON_BEFORE = re.compile(
    r"\b(?:i'm|i am|he's|she's|he is|she is|who is|who are|we are|we're)(?: an?)? $", re.IGNORECASE
)


def is_origin(text: str, mention: Mention) -> bool:
    """Whether a country is named as that of a person or a manner: "I'm Vietnamese", "캐나다 국적", "China-style"."""
    before, after = text[: mention.start], text[mention.end :]
    if mention.term.issuer is not None:
        return mention.term.kind is TermKind.ISSUER and bool(_TRAVELS.match(after))
    return bool(_PERSON_AFTER.match(after) or _PERSON_BEFORE.search(before) or _STYLE_AFTER.match(after))
