"""Coverage: what is answered of what should be, and of what should not be, as the confidence needed for it moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from bot.reason import Reason
from evals.run import Answered

REFUSALS = frozenset({Reason.NOT_IN_CORPUS, Reason.OUT_OF_SCOPE})
"""Reasons that rest on what was found; the others are told by the question alone."""
_SIDE, _LEFT, _TOP, _BELOW = 360, 60, 46, 44
_COLOURS = {"en": "#1b5fa8", "ko": "#b3261e"}
_DASHES = {"tune": "2 4", "report": "none"}


@dataclass(frozen=True, slots=True)
class Point:
    """What is answered where a confidence of at least ``needed`` is asked for."""

    needed: float
    answered: int
    """Of the questions that the corpus answers."""
    wrongly: int
    """Of the questions that it does not answer."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The risk-coverage curve of some cases."""

    name: str
    """Language and half, such as ``ko report``."""
    answerable: int
    unanswerable: int
    points: tuple[Point, ...]
    """From answering nothing to answering everything, a point each confidence that a case has."""
    kept: Point
    """Where the guide stands: a confidence of 0."""

    def coverage(self, point: Point) -> float:
        """Share of the answerable questions that are answered, 0 to 1."""
        return point.answered / self.answerable

    def risk(self, point: Point) -> float:
        """Share of the unanswerable questions that are answered, 0 to 1."""
        return point.wrongly / self.unanswerable

    @property
    def area(self) -> float:
        """Area under coverage over risk, 0.5 to 1 for a confidence that tells anything: the chance that an answerable
        question has more of it than an unanswerable one, ties counted half."""
        total = 0.0
        for before, after in zip(self.points, self.points[1:], strict=False):
            width = self.risk(after) - self.risk(before)
            total += width * (self.coverage(before) + self.coverage(after)) / 2
        return total


def curves(answered: Sequence[Answered]) -> Iterator[Curve]:
    """A curve for each language and half that has both kinds of question."""
    for language in ("en", "ko"):
        for half in ("tune", "report"):
            some = [line for line in answered if line.language == language and line.split == half]
            right = [line.actual_confidence for line in some if line.expected_status == "answered"]
            wrong = [line.actual_confidence for line in some if line.expected_reason in REFUSALS]
            if right and wrong:
                yield _curve(f"{language} {half}", right, wrong)


def _curve(name: str, right: Sequence[float], wrong: Sequence[float]) -> Curve:
    def at(needed: float) -> Point:
        return Point(needed, sum(one >= needed for one in right), sum(one >= needed for one in wrong))

    levels = sorted({*right, *wrong}, reverse=True)
    return Curve(name, len(right), len(wrong), (Point(float("inf"), 0, 0), *map(at, levels)), at(0.0))


def table(found: Sequence[Curve]) -> Iterator[str]:
    """Markdown: where each curve gains coverage, at what risk, and where the guide stands."""
    yield "| cases | answerable | unanswerable | confidence needed | answered of the answerable | of the unanswerable |"
    yield "|" + " --- |" * 6
    for curve in found:
        for point in _worth_telling(curve):
            here = " (kept)" if point == curve.kept else ""
            yield (
                f"| {curve.name} | {curve.answerable} | {curve.unanswerable} | {point.needed:+.2f}{here} "
                f"| {point.answered} ({curve.coverage(point):.1%}) | {point.wrongly} ({curve.risk(point):.1%}) |"
            )


def _worth_telling(curve: Curve) -> list[Point]:
    """The points before which as much is answered only at more risk, and where the guide stands."""
    best = [list(same)[-1] for _, same in groupby(curve.points[1:], key=lambda point: point.wrongly)]
    gained = [point for before, point in zip([None, *best], best, strict=False) if _gains(before, point)]
    return sorted({*gained, curve.kept}, key=lambda point: -point.needed)


def _gains(before: Point | None, point: Point) -> bool:
    return before is None or point.answered > before.answered


def picture(found: Sequence[Curve]) -> str:
    """The curves as an SVG: risk to the right, coverage upwards, a ring where the guide stands."""
    body = [_grid()]
    for at, curve in enumerate(found):
        language, half = curve.name.split()
        colour, dash = _COLOURS[language], _DASHES[half]
        line = " ".join(_place(curve, point) for point in curve.points)
        x, y = _place(curve, curve.kept).split(",")
        key = _TOP + 30 + 22 * at
        body += [
            f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>',
            f'<circle cx="{x}" cy="{y}" r="5" fill="none" stroke="{colour}" stroke-width="2"/>',
            f'<line x1="{_LEFT + _SIDE + 20}" x2="{_LEFT + _SIDE + 56}" y1="{key}" y2="{key}" stroke="{colour}" '
            f'stroke-width="2" stroke-dasharray="{dash}"/>',
            f'<text x="{_LEFT + _SIDE + 64}" y="{key + 5}">{escape(curve.name)}: area {curve.area:.3f}</text>',
        ]
    width, height = _LEFT + _SIDE + 240, _TOP + _SIDE + _BELOW
    title = "Risk and coverage: a ring marks where the guide stands"
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" aria-label="{title}">',
            "<style>text{font:13px system-ui,sans-serif;fill:#222}.title{font-size:16px;font-weight:600}</style>",
            f'<rect width="100%" height="100%" fill="#fff"/><text x="12" y="26" class="title">{title}</text>',
            *body,
            "</svg>\n",
        )
    )


def _place(curve: Curve, point: Point) -> str:
    x = _LEFT + _SIDE * curve.risk(point)
    y = _TOP + _SIDE * (1 - curve.coverage(point))
    return f"{x:.1f},{y:.1f}"


def _grid() -> str:
    lines = []
    for tenth in range(0, 11, 2):
        x, y = _LEFT + _SIDE * tenth / 10, _TOP + _SIDE * (1 - tenth / 10)
        lines += [
            f'<line x1="{x}" x2="{x}" y1="{_TOP}" y2="{_TOP + _SIDE}" stroke="#ddd"/>',
            f'<line x1="{_LEFT}" x2="{_LEFT + _SIDE}" y1="{y}" y2="{y}" stroke="#ddd"/>',
            f'<text x="{x}" y="{_TOP + _SIDE + 18}" text-anchor="middle">{tenth * 10} %</text>',
            f'<text x="{_LEFT - 8}" y="{y + 5}" text-anchor="end">{tenth * 10} %</text>',
        ]
    lines.append(f'<text x="{_LEFT}" y="{_TOP + _SIDE + 36}">risk: answered of the unanswerable; up: coverage</text>')
    return "\n".join(lines)
