"""Document: the text of an added file, cut along the numbering that it shows, or else into its counted paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.instrument import Scheme
from corpus.locator import Locator
from corpus.split.eu_act import split_eu_act
from corpus.split.kr_statute import split_kr_statute
from corpus.split.paragraphs import split_paragraphs
from corpus.split.unit import Draft, Unit, fold

_KO_ARTICLE = re.compile(r"#*\s*제\s?(\d+)\s?조(?:의\s?(\d+))?\s*[(（]([^)）]+)[)）]\s*(.*)")
_KO_PARAGRAPH = re.compile(r"(?:\*\*)?([①-⑳㉑-㉟㊱-㊿])(?:\*\*)?\s*(.*)")
_KO_DIVISION = re.compile(r"#*\s*제\s?\d+\s?[편장절관](?:의\d+)?(?:\s.*|\s*\(.*)?")
_KO_SUPPLEMENT = re.compile(r"#*\s*부\s*칙(?:\s*[<(〈].*)?")
_EN_ARTICLE = re.compile(
    r"#*\s*(?:Article|Art\.|Section|Sec\.)\s+(\d+[a-z]?)[.:]?(?:\s*[-–—.:]?\s*(.*))?", re.IGNORECASE
)
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+\S")
FEWEST = {Scheme.KR_STATUTE: 2, Scheme.EU_ACT: 2, Scheme.UN_PARAGRAPHS: 3}
"""How many articles or paragraphs in a row a text must have to be numbered so."""


def split_document(text: str, instrument: str) -> tuple[Scheme, tuple[Unit, ...]]:
    """How ``text`` numbers itself, and its units: articles (조), articles (Article 1), numbered or counted paragraphs.

    What stands before the first number (a title, a preamble) belongs to no unit of a numbered text.
    """
    lines = [line.strip() for line in text.splitlines()]
    for scheme, found in ((Scheme.KR_STATUTE, _KO_ARTICLE), (Scheme.EU_ACT, _EN_ARTICLE)):
        if _in_a_row(found, lines) >= FEWEST[scheme]:
            if scheme is Scheme.KR_STATUTE:
                return scheme, split_kr_statute("\n".join(_as_statute(lines)), instrument)
            return scheme, split_eu_act("\n".join(_as_act(lines)), instrument)
    if _in_a_row(_NUMBERED, lines) >= FEWEST[Scheme.UN_PARAGRAPHS]:
        return Scheme.UN_PARAGRAPHS, split_paragraphs(
            "\n".join(line.replace(")", ".", 1) for line in lines), instrument
        )
    return Scheme.PLAIN, tuple(_counted(text, instrument))


def _in_a_row(label: re.Pattern[str], lines: Iterable[str]) -> int:
    """How far the labels count up from 1, each following the one before."""
    reached = 0
    for line in lines:
        match = label.match(line)
        if match and match[1].isdigit() and int(match[1]) == reached + 1:
            reached += 1
    return reached


def _as_statute(lines: Iterable[str]) -> Iterator[str]:
    """The lines in the Markdown that converted statutes have: headings for articles, bold circled numbers."""
    for line in lines:
        body = line
        if match := _KO_ARTICLE.fullmatch(line):
            number = f"제{match[1]}조" + (f"의{match[2]}" if match[2] else "")
            yield f"##### {number} ({match[3]})"
            body = match[4]
        elif _KO_DIVISION.fullmatch(line):
            body = f"# {line.lstrip('# ')}"
        elif _KO_SUPPLEMENT.fullmatch(line):
            body = "## 부칙"
        if match := _KO_PARAGRAPH.fullmatch(body):
            yield f"**{match[1]}** {match[2]}"
        elif body:
            yield body


def _as_act(lines: Iterable[str]) -> Iterator[str]:
    """The lines as an EU act has them: the number of an article on a line of its own, then its heading."""
    yield "HAVE ADOPTED THIS REGULATION:"
    for line in lines:
        if match := _EN_ARTICLE.fullmatch(line):
            yield f"Article {match[1].lower()}"
            yield match[2] or f"Article {match[1]}"
        elif line:
            yield line


def _counted(text: str, instrument: str) -> Iterator[Unit]:
    """The paragraphs: blocks between blank lines, or lines where there is none."""
    blocks = re.split(r"\n\s*\n", text.strip()) if re.search(r"\n\s*\n", text.strip()) else text.splitlines()
    number = 0
    for block in blocks:
        words = fold(block.lstrip("#"))
        if words:
            number += 1
            draft = Draft("")
            draft.add(words)
            yield draft.unit(Locator(instrument, None, "para", str(number)))
