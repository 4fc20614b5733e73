"""EU points: the numbered paragraphs, points and sub-points of one article or annex."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.split.unit import Draft

_LABEL = re.compile(
    r"(?P<dotted>\d+\.\d+)\. *(?P<a>.*)|(?P<number>\d+)\. +(?P<b>.*)|\((?P<inner>\d+|[a-z]{1,5})\) *(?P<c>.*)"
    r"|(?P<letter>[a-z]|[ivx]{2,4})\. ?(?P<d>(?:[\"“‘]|[a-z]{2}).*)"
)
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


@dataclass(slots=True)
class _Open:
    """A list item that is open: the next label of its kind follows it."""

    kind: str
    value: int
    draft: Draft


@dataclass(frozen=True, slots=True)
class _Label:
    """What the beginning of a line says."""

    text: str
    """As the text writes it, such as ``(a)``."""
    name: str
    """Without points and brackets, such as ``a`` or ``3.1``."""
    rest: str
    """The words after it."""

    @property
    def readings(self) -> list[tuple[str, int]]:
        """The kinds of list it may belong to, with its place in each."""
        if "." in self.name:
            return [("dotted", int(self.name.split(".")[1]))]
        if self.name.isdigit():
            return [("number", int(self.name))]
        readings = [("letter", ord(self.name) - ord("a") + 1)] if len(self.name) == 1 else []
        if self.name in ROMANS:
            readings.append(("roman", ROMANS.index(self.name) + 1))
        return readings


def read_points(root: Draft, lines: list[str], first: int = 1) -> None:
    """Put ``lines`` into ``root`` and the sub-units that their labels open.

    A line without a label that stands between two points of one list belongs to the first of them; one that
    follows the list is a subparagraph of the paragraph. A second list in the same paragraph, whose letters begin
    anew, has no locators of its own: its lines are the paragraph's own words. A text quoted after a colon belongs to
    the point that announces it. Numbered points begin at 1 or at ``first``.
    """
    labels = [_label(line) for line in lines]
    stack: list[_Open] = []
    for i, line in enumerate(lines):
        label = labels[i]
        place = _place(stack, label, labels[i + 1 :], first) if label else None
        if stack and line.startswith("‘") and lines[i - 1].endswith(":"):
            stack[-1].draft.add(line)
        elif label is None or place is None:
            _home(root, stack, labels[i + 1 :], ended=label is not None).add(line)
        else:
            _open(root, stack, label, place, line)


def _open(root: Draft, stack: list[_Open], label: _Label, place: tuple[int, str, int], line: str) -> None:
    """Open the unit of ``label`` at its place, or take its line as the paragraph's own words: a second list."""
    level, kind, value = place
    parent = stack[level - 1].draft if level else root
    step = label.name.split(".")[-1]
    if parent.after or parent.has(step):
        _home(root, stack[:1], []).add(line)
        del stack[1:]
        return
    del stack[level:]
    stack.append(_Open(kind, value, parent.child(step, label.text, label.rest)))


def _label(line: str) -> _Label | None:
    match = _LABEL.fullmatch(line)
    if match is None:
        return None
    rest = match["a"] or match["b"] or match["c"] or match["d"] or ""
    name = match["dotted"] or match["number"] or match["inner"] or match["letter"]
    return _Label(line[: len(line) - len(rest)].strip(), name, rest)


def _place(stack: list[_Open], label: _Label, later: list[_Label | None], first: int) -> tuple[int, str, int] | None:
    """The level at which ``label`` opens a unit, with its kind and value; None where it opens none."""
    found = []
    for kind, value in label.readings:
        level = next((i for i, item in enumerate(stack) if item.kind == kind), None)
        if level is not None:
            if value > stack[level].value or (value == 1 and kind != "number"):
                found.append((level, kind, value))
        elif (value in (1, first) and not stack) if kind == "number" else (value == 1 and (stack or kind != "dotted")):
            found.append((len(stack), kind, value))
    if len(found) < 2:
        return found[0] if found else None
    following = next((item.name for item in later if item is not None), "")
    roman = next((place for place in found if place[1] == "roman"), found[0])
    letter = next((place for place in found if place[1] == "letter"), found[0])
    return _decide(stack, following, letter, roman)


def _decide(
    stack: list[_Open], following: str, letter: tuple[int, str, int], roman: tuple[int, str, int]
) -> tuple[int, str, int]:
    """Whether a label such as ``(i)`` is a letter after (h) or a numeral that begins or continues its own list."""
    if letter[0] == roman[0]:
        return letter if following == chr(ord("a") + letter[2]) else roman
    if following == ROMANS[min(roman[2], len(ROMANS) - 1)]:
        return roman
    before = stack[letter[0]] if letter[0] < len(stack) else None
    if before is None or before.value + 1 != letter[2]:
        return roman
    if following == chr(ord("a") + letter[2]):
        return letter
    opens = bool(before.draft.before) and before.draft.before[-1].endswith(":")
    return roman if opens or stack[-1].kind == "roman" else letter


def _home(root: Draft, stack: list[_Open], later: list[_Label | None], ended: bool = False) -> Draft:
    """The unit that a line without a label belongs to."""
    if not stack:
        return root
    numbered = [item for item in stack if item.kind in ("number", "dotted")]
    around = numbered[-1].draft if numbered else root
    following = next((item for item in later if item is not None), None)
    if ended or following is None:
        return around
    for kind, value in following.readings:
        for item in reversed(stack):
            if item.kind == kind and item.value + 1 == value:
                return around if kind == "number" else item.draft
    return around
