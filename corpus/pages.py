"""Pages: the running text of a PDF from its text with page marks, without headers, footnotes and their marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus.split.unit import fold

_PAGE = re.compile(r"^\[\[page \d+\]\][ \t]*\n", re.MULTILINE)
_EDGE = 6
"""So many lines at the head of a page may be a running header."""
_NUMBER = re.compile(r"\d+|^[IVXLC]+$")
_RULE = re.compile(r"_{4,}")
_LABEL = re.compile(
    r"""[‘“]?(?:
        \( (?:\d+[a-z]?|[a-z]{1,5}) \) (?!\()                                          # (1) (14a) (b) (iii), not (4)(d)
        | (?: (?:\d{1,3}[a-z]?\.)+ (?![ ][a-z]) | (?:[a-z]|[ivx]{2,4})[.)] | [•*–—-] ) (?=[ ]|$)   # 1. 2.5.1. a) ii. -
    )""",
    re.VERBOSE,
)
"""What opens a paragraph, a point or an item of a list, in the act itself or in words that it quotes."""
_ARTICLE = re.compile(r"[‘“]?(?:Article \d+[a-z]?|ANNEX(?: [IVXLC]+)?)")
_REFERRING = re.compile(r"(?:\b(?:to|Articles?|points?|paragraphs?)|\(\w{1,5}\),|[-‐–])$")
"""How a line ends whose next begins with a number or letter that it refers to."""
_ENDING = re.compile(r"[.;:!?…][’”)\]]*$")
_SHORT = 0.6
"""A line without a full stop that takes less than this share of the width ended its paragraph, such as a heading."""


def running_text(text: str) -> str:
    """The text with one paragraph, point or heading a line, as if it had no pages."""
    pages = [[fold(line) for line in page.split("\n")] for page in _PAGE.split(text)[1:]]
    headers = _headers(pages)
    lines: list[str] = []
    next_note = 1
    for page in pages:
        body, notes = _cut(_without_header(page, headers), next_note)
        next_note += notes
        lines += _unmarked(body, range(next_note - notes, next_note))
    kept = [line for line in lines if line and not _RULE.fullmatch(line)]
    return "\n".join(_joined(kept))


def _masked(line: str) -> str:
    """A line whose numbers differ from page to page, as one and the same."""
    return _NUMBER.sub("#", line)


def _headers(pages: list[list[str]]) -> frozenset[tuple[int, str]]:
    """The lines that stand at one place at the head of most pages."""
    seen = Counter(place for page in pages for place in enumerate(map(_masked, list(filter(None, page))[:_EDGE])))
    return frozenset(place for place, count in seen.items() if 2 * count > len(pages))


def _without_header(page: list[str], headers: frozenset[tuple[int, str]]) -> list[str]:
    """The lines of a page from the first that is no running header to the last that is not empty."""
    start = place = 0
    for i, line in enumerate(page):
        if line and (place, _masked(line)) not in headers:
            break
        place += bool(line)
        start = i + 1
    end = next((i for i in range(len(page), start, -1) if page[i - 1]), start)
    return page[start:end]


def _cut(page: list[str], first: int) -> tuple[list[str], int]:
    """The body of a page, and how many footnotes, numbered from ``first``, begin below it.

    Footnotes stand below the last empty line. They begin with the next number, or with the end of the last note of the
    page before.
    """
    gap = next((i for i in range(len(page) - 1, -1, -1) if not page[i]), None)
    if gap is None:
        return page, 0
    number = first
    for line in page[gap + 1 :]:
        number += line.split(" ")[0] == str(number)
    return (page[:gap], number - first) if number > first else (page, 0)


def _unmarked(body: list[str], notes: range) -> list[str]:
    """The body without the marks of its footnotes: numbers, in their order, that adhere to the word before."""
    text = "\n".join(body)
    found = [(0, 0)]
    for note in notes:
        mark = re.compile(rf"(?<=[^\s\d(/–-])(?<!\d[.,]){note}(?![\w/])").search(text, found[-1][1])
        if mark is None:
            mark = re.compile(rf"(?<=[^\s(/–-]){note}(?!\w)").search(text, found[-1][1])
        if mark is not None:
            found.append(mark.span())
    ends = [*(start for start, _ in found[1:]), len(text)]
    return "".join(text[end:start] for (_, end), start in zip(found, ends, strict=True)).split("\n")


def _joined(lines: list[str]) -> Iterator[str]:
    """Each paragraph, point or heading on one line; a label that stands alone goes with the words after it."""
    width = sorted(map(len, lines))[len(lines) * 9 // 10] if lines else 0
    paragraph: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if paragraph and not _LABEL.fullmatch(paragraph[-1]) and _begins(line, paragraph, following, width):
            yield _one_line(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _one_line(paragraph)


def _begins(line: str, before: list[str], following: str, width: int) -> bool:
    """Whether a line begins a paragraph, a point or a heading of its own after the lines ``before``."""
    last = before[-1]
    if _ARTICLE.fullmatch(line) or _ARTICLE.fullmatch(last):
        return True
    if label := _LABEL.match(line):
        return label.end() == len(line) or not _REFERRING.search(last)
    if last.endswith(":") and line[0] == "‘":
        return True
    starts = line[0].isupper() or line[0] in "‘“("
    if not _ENDING.search(last):
        return starts and len(last) < _SHORT * width and last[-1] not in "-‐"
    if starts and not _ENDING.search(line) and _LABEL.match(following):
        return True  # a heading
    return len(f"{last} {line.split(' ', maxsplit=1)[0]}") <= max(map(len, (line, *before)))


def _one_line(paragraph: list[str]) -> str:
    return re.sub(r"(?<=\S[-‐])\n", "", "\n".join(paragraph)).replace("\n", " ")
