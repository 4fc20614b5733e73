"""EU act: recitals, articles with paragraphs and points, annexes, from text with one paragraph or point a line."""

from __future__ import annotations

import re

from corpus.locator import Locator
from corpus.split.eu_points import read_points
from corpus.split.unit import Draft, Unit, fold

_RECITAL = re.compile(r"\((\d+)\) +(.+)")
_ENACTED = re.compile(r"HA(?:VE|S) ADOPTED THIS (?:REGULATION|DIRECTIVE|DECISION):?")
_ARTICLE = re.compile(r"Article (\d+[a-z]?)")
_DIVISION = re.compile(r"(?:CHAPTER|SECTION|TITLE|Chapter|Section) (?:[IVXLC]+|\d+)")
_CLOSING = re.compile(r"This (?:Regulation|Decision) shall be binding in its entirety|Done at [A-Z]")
_ANNEX = re.compile(r"ANNEX(?: ([IVXLC]+))?")
_IMPRINT = re.compile(r"ELI: http|ISSN \d")
_ANNEX_SECTION = re.compile(r"Section ([A-Z]|\d+)(?:(?:\.| [—–-]) (.+))?")
_UNQUOTED = re.compile(r".*’[;.,]?")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def split_eu_act(text: str, instrument: str) -> tuple[Unit, ...]:
    """Recitals, articles and annexes, in the order of the text; signatures and footnotes belong to none."""
    lines = _quotations_whole([line for line in map(fold, text.splitlines()) if line])
    enacted = next((i for i, line in enumerate(lines) if _ENACTED.fullmatch(line)), 0)
    first_annex = next((i for i in range(enacted, len(lines)) if _ANNEX.fullmatch(lines[i])), len(lines))
    return (
        *_recitals(lines[:enacted], instrument),
        *_articles(lines[enacted:first_annex], instrument),
        *_annexes(lines[first_annex:], instrument),
    )


def _quotations_whole(lines: list[str]) -> list[str]:
    """The lines with each text that an amending act quotes as one of them: what it numbers is no part of the act.

    Such a text begins a line after a colon and ends one. Where its end is missing, it is one line long.
    """
    opens = [i for i, line in enumerate(lines) if i and line.startswith("‘") and lines[i - 1].endswith(":")]
    whole: list[str] = []
    done = 0
    for start, following in zip(opens, [*opens, len(lines)][1:], strict=True):
        end = next((i for i in range(start, following) if _UNQUOTED.fullmatch(lines[i])), start) + 1
        whole += [*lines[done:start], "\n".join(lines[start:end])]
        done = end
    return whole + lines[done:]


def roman_value(numeral: str) -> int:
    """The value of an upper-case Roman numeral.

    >>> roman_value("XIII")
    13
    """
    values = [_VALUES[letter] for letter in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _recitals(lines: list[str], instrument: str) -> list[Unit]:
    drafts: list[Draft] = []
    for line in lines:
        match = _RECITAL.fullmatch(line)
        if match and int(match[1]) == len(drafts) + 1:
            drafts.append(Draft(""))
            drafts[-1].add(match[2])
        elif drafts:
            drafts[-1].add(line)
    return [draft.unit(Locator(instrument, None, "rec", str(i))) for i, draft in enumerate(drafts, 1)]


def _articles(lines: list[str], instrument: str) -> list[Unit]:
    bodies: list[tuple[str, list[str]]] = []
    within = False
    for line in lines:
        match = _ARTICLE.fullmatch(line)
        if match:
            bodies.append((match[1], []))
            within = True
        elif _DIVISION.fullmatch(line) or _CLOSING.match(line):
            within = False
        elif within:
            bodies[-1][1].append(line)
    units = []
    for number, body in bodies:
        draft = Draft("", heading=body[0] if body else None)
        read_points(draft, body[1:])
        units.append(draft.unit(Locator(instrument, None, "art", number)))
    return units


def _annexes(lines: list[str], instrument: str) -> list[Unit]:
    bodies: list[tuple[int, list[str]]] = []
    for line in lines:
        match = _ANNEX.fullmatch(line)
        if match:
            bodies.append((roman_value(match[1]) if match[1] else 1, []))
        elif bodies and not _IMPRINT.match(line):
            bodies[-1][1].append(line)
    return [_annex(body).unit(Locator(instrument, None, "annex", str(number))) for number, body in bodies]


def _annex(body: list[str]) -> Draft:
    annex = Draft("", heading=body[0] if body else None)
    current, opened, first, lines, rest = annex, "", 1, list[str](), body[1:]
    while rest:
        line, rest = rest[0], rest[1:]
        match = _ANNEX_SECTION.fullmatch(line)
        if match is None or match[1] not in _next_sections(opened):
            lines.append(line)
            continue
        read_points(current, lines, first)
        # Some annexes count on through their sections, others begin anew in each.
        first = int(current.children[-1].sub) + 1 if current.children else 1
        opened, lines = match[1], []
        step = f"sec-{opened}" if opened.isdigit() else f"sec{opened.lower()}"
        current = annex.child(step, f"Section {opened}", "")
        current.heading, rest = (match[2], rest) if match[2] else (rest[0], rest[1:])
    read_points(current, lines, first)
    return annex


def _next_sections(opened: str) -> tuple[str, ...]:
    """The numbers that the section after ``opened`` may have."""
    if not opened:
        return ("A", "1")
    return (str(int(opened) + 1) if opened.isdigit() else chr(ord(opened) + 1),)
