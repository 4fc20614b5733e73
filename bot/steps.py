"""Steps: the number of a part and the numbers and letters inside it, read from the words that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.forms import HANGUL, NUMBERS, ORDINAL, PIECE, STEP, UNIT

LONGEST = 120
"""Members that one range may have; of a longer one only its ends are read."""

Steps = tuple[str, ...]
"""5, 1, h: a whole part's number, then the steps inside it from the outside in."""

_NUMERALS = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)
_ONE_LETTER = dict(zip("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ", _NUMERALS, strict=False))


def pieces(text: str | None) -> Steps:
    """The numbers and letters of ``(1)(h)``, of ``paragraph 1, point (h)`` or of ``first paragraph``."""
    plain = re.sub(rf"{UNIT}|\bof\b", " ", ORDINAL.sub(lambda word: number(word[0]), text or ""), flags=re.I)
    return tuple(piece.lower() for piece in re.findall(PIECE, plain, re.I))


def number(word: str) -> str:
    """A number as digits: ``sixth``, ``6th``, ``넷`` and ``VI``; one that is written so, such as ``4a``, stays.

    >>> number("6th"), number("네"), number("XIII"), number("4a")
    ('6', '4', '13', '4a')
    """
    word = word.lower()
    word = _ONE_LETTER.get(word, word)
    if word in NUMBERS:
        return NUMBERS[word]
    if word in _NUMERALS:
        return str(_NUMERALS.index(word) + 1)
    return re.sub(r"(?:st|nd|rd|th)$", "", word)


def inside(part: str, groups: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """The steps inside a whole part, from the outside in, each with the level that a Korean pinpoint names, or none."""
    section = groups.get("section") or groups.get("piece")
    if section:
        yield f"sec-{section}" if section.isdigit() else f"sec{section.lower()}", ""
    if groups.get("chain"):
        yield from (((groups["branch"] or ""), ""), ((groups["chain"] or "").strip("-").lower(), ""))
    korean = part == "korean"
    before = [] if korean else pieces(groups.get("para"))
    for piece in (*before, *pieces(groups.get("inner")), *pieces(groups.get("after"))):
        yield piece, ""
    if korean:
        yield from _korean(groups)
    for step in reversed(STEP.findall(groups.get("before") or "")):
        yield from ((piece, "") for piece in pieces(step))


def _korean(groups: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    item = "-".join(filter(None, (groups["item"], groups["item_branch"])))
    yield from ((piece, "항") for piece in pieces(groups["para"]))
    yield from ((piece, "") for piece in pieces(groups["late"]))
    for piece, level in ((item, "호"), (groups["sub"], "목"), (groups["last"], "")):
        if piece:
            yield piece.lower(), level


def between(one: str, other: str) -> list[str]:
    """The numbers or letters after ``one`` up to ``other``; ``other`` alone where they are no range.

    >>> between("e", "h"), between("61", "63"), between("i", "iii"), between("25", "2")
    (['f', 'g', 'h'], ['62', '63'], ['ii', 'iii'], ['2'])
    """
    found: list[str] = []
    if one.isdigit() and other.isdigit():
        found = [str(number) for number in range(int(one) + 1, int(other) + 1)]
    elif len(one) == len(other) == 1 and one.isascii() and other.isascii():
        found = [chr(letter) for letter in range(ord(one) + 1, ord(other) + 1)]
    else:
        for row in (tuple(HANGUL), _NUMERALS):
            if one in row and other in row:
                found = [*row][row.index(one) + 1 : row.index(other) + 1]
    return found if found and len(found) < LONGEST else [other]


def beside(last: Steps, named: Steps) -> Steps | None:
    """``named`` in the place of the last step of its kind: (f) after 5(1)(e) is 5(1)(f); None where there is none.

    >>> beside(("5", "1", "e"), ("f",)), beside(("5", "1", "h"), ("2",)), beside(("5",), ("f",))
    (('5', '1', 'f'), ('5', '2'), None)
    """
    for at in reversed(range(1, len(last))):
        if _kinds(last[at]) & _kinds(named[0]):
            return (*last[:at], *named)
    return None


def _kinds(piece: str) -> frozenset[str]:
    if piece[0].isdigit():
        return frozenset({"number"})
    if piece in HANGUL:
        return frozenset({"목"})
    roman = re.fullmatch("[ivx]+", piece) is not None
    return frozenset(({"roman"} if roman else set()) | ({"letter"} if len(piece) == 1 or not roman else set()))
