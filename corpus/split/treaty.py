"""Treaty: articles with paragraphs and points, from text with marked headings or with hard line breaks and pages."""

from __future__ import annotations

import re

from corpus.locator import Locator
from corpus.split.eu_points import ROMANS, read_points
from corpus.split.unit import Draft, Unit, fold

_HEADING = re.compile(r"#+ ?Article (\d+)")
_CLOSING = re.compile(r"IN WITNESS WHEREOF|DONE at ")
_FURNITURE = re.compile(r"^\s*(?:\[\[page \d+\]\]|PART [IVX]+)\s*$", re.MULTILINE)
_BEFORE_LABEL = r"(?:^|(?<=[.;:,])\s+|(?<=[;,] and)\s+|(?<=[;,] or)\s+)"


def split_treaty(text: str, instrument: str) -> tuple[Unit, ...]:
    """The articles; the preamble, headings of chapters and signatures belong to none."""
    lines = [line for line in map(fold, text.splitlines()) if line]
    headed = any(_HEADING.fullmatch(line) for line in lines)
    return _headed(lines, instrument) if headed else _flowing(text, instrument)


def _headed(lines: list[str], instrument: str) -> tuple[Unit, ...]:
    """The articles of a text that marks headings with ``#``. The first heading below an article's is its title."""
    articles: list[tuple[str, Draft, list[str]]] = []
    within = False
    for line in lines:
        match = _HEADING.fullmatch(line)
        if match:
            articles.append((match[1], Draft(""), []))
            within = True
        elif within and line.startswith("#") and not articles[-1][2] and articles[-1][1].heading is None:
            articles[-1][1].heading = line.lstrip("#- ")
        elif line.startswith("#") or _CLOSING.match(line):
            within = False
        elif within:
            articles[-1][2].append(line)
    for _, draft, body in articles:
        read_points(draft, body)
    return tuple(draft.unit(Locator(instrument, None, "art", number)) for number, draft, _ in articles)


def _flowing(text: str, instrument: str) -> tuple[Unit, ...]:
    """The articles of a text whose lines end anywhere: labels are looked for in their order."""
    flow = fold(_FURNITURE.sub(" ", text))
    starts: list[re.Match[str]] = []
    while match := _find_article(flow, len(starts) + 1, starts[-1].end() if starts else 0):
        starts.append(match)
    units = []
    for i, match in enumerate(starts):
        end = starts[i + 1].start() if i + 1 < len(starts) else len(flow)
        body = flow[match.end() : end].strip()
        draft = Draft("")
        _read(draft, body, 0)
        units.append(draft.unit(Locator(instrument, None, "art", str(i + 1))))
    return tuple(units)


def _find_article(flow: str, number: int, start: int) -> re.Match[str] | None:
    """Where Article ``number`` begins: a heading follows a full stop, a reference to an article does not."""
    return re.compile(rf"(?<=[.;:])\s+Article {number}(?=\s)").search(flow, start)


_LEVELS = ("number", "letter", "roman")


def _label(level: str, place: int) -> tuple[str, str]:
    """The step of the locator and the pattern of the label of the ``place``-th unit of ``level``."""
    if level == "number":
        return str(place), rf"{place} ?\."
    step = chr(ord("a") + place - 1) if level == "letter" else ROMANS[place - 1]
    return step, rf"\({step}\)"


def _read(draft: Draft, body: str, depth: int) -> None:
    """Cut ``body`` at the labels of the first level, from ``depth`` on, that it has."""
    for deeper, level in enumerate(_LEVELS[depth:], depth):
        found: list[tuple[str, re.Match[str]]] = []
        start = 0
        for place in range(1, 15):
            step, label = _label(level, place)
            match = re.compile(rf"{_BEFORE_LABEL}{label}\s+(?=\S)").search(body, start)
            if match is None:
                break
            found.append((step, match))
            start = match.end()
        if found:
            draft.add(body[: found[0][1].start()].strip())
            for i, (step, match) in enumerate(found):
                end = found[i + 1][1].start() if i + 1 < len(found) else len(body)
                label = f"{step}." if level == "number" else f"({step})"
                _read(draft.child(step, label, ""), body[match.end() : end].strip(), deeper + 1)
            return
    draft.add(body)
