"""Korean statute: 조, 항, 호 and 목 from Markdown; marks of amendment and 부칙 are no part of the words."""

from __future__ import annotations

import re

from corpus.locator import Locator
from corpus.split.unit import Draft, Unit, fold

_ARTICLE = re.compile(r"#+ 제(\d+)조(?:의(\d+))?(?: *\((.+)\))?(?: .*)?")
_PARAGRAPH = re.compile(r"(?:\*\*)?([①-⑳㉑-㉟㊱-㊿])(?:\*\*)?\s*(.*)")
_ITEM = re.compile(r"(\d+)(?:의(\d+))?\\?\.\s+(.*)")
_SUBITEM = re.compile(r"([가-하])(?:의(\d+))?\\?\.\s+(.*)")
_DETAIL = re.compile(r"(\d+)\\?\)\s+(.*)")
_SUPPLEMENT = re.compile(r"#+ 부칙|부칙\s*(?:\(|<)")
_AMENDMENT = re.compile(
    r"\s*<(?:개정|신설|삭제|전문개정|본조신설|제목개정|종전)[^>]*>|\s*<(?:\d{4}\.\s*\d{1,2}\.\s*\d{1,2}\.?(?:,\s*)?)+>"
)
_EDITORIAL = re.compile(r"\[.*\]")
_ESCAPE = re.compile(r"\\([^\w\s])")


def split_kr_statute(text: str, instrument: str) -> tuple[Unit, ...]:
    """The articles, in the order of the text. A repealed one keeps its place, with 삭제 as its words."""
    articles: list[tuple[str, _Reader]] = []
    within = False
    for raw in text.splitlines():
        match = _ARTICLE.fullmatch(raw.strip())
        if match:
            number = f"{match[1]}-{match[2]}" if match[2] else match[1]
            articles.append((number, _Reader(Draft("", heading=match[3]))))
            within = True
        elif _SUPPLEMENT.match(raw):
            break
        elif raw.startswith("#"):
            within = False
        elif within:
            articles[-1][1].read(raw)
    return tuple(reader.article.unit(Locator(instrument, None, "art", number)) for number, reader in articles)


class _Reader:
    """Puts the lines of one article where their numbers and the order of the levels say."""

    def __init__(self, article: Draft) -> None:
        self.article = article
        self.paragraph: Draft | None = None
        self.item: Draft | None = None
        self.subitem: Draft | None = None

    def read(self, raw: str) -> None:
        line = raw.strip()
        around = self.paragraph or self.article
        if match := _PARAGRAPH.fullmatch(line):
            number = str(_circled(match[1]))
            self.paragraph = self.article.child(number, match[1], _clean(match[2]))
            self.item = self.subitem = None
        elif match := _ITEM.fullmatch(line):
            self.item = around.child(_step(match[1], match[2]), _said(match[1], match[2]), _clean(match[3]))
            self.subitem = None
        elif self.item is not None and (match := _SUBITEM.fullmatch(line)):
            self.subitem = self.item.child(_step(match[1], match[2]), _said(match[1], match[2]), _clean(match[3]))
        elif self.subitem is not None and (match := _DETAIL.fullmatch(line)):
            self.subitem.child(match[1], f"{match[1]})", _clean(match[2]))
        elif not _EDITORIAL.fullmatch(line):
            around.add(_clean(line))


def _circled(mark: str) -> int:
    """The number in a circle.

    >>> _circled("⑳"), _circled("㉑")
    (20, 21)
    """
    code = ord(mark)
    return code - 0x2460 + 1 if code <= 0x2473 else code - 0x3251 + 21 if code <= 0x325F else code - 0x32B1 + 36


def _step(number: str, branch: str | None) -> str:
    return f"{number}-{branch}" if branch else number


def _said(number: str, branch: str | None) -> str:
    return f"{number}의{branch}." if branch else f"{number}."


def _clean(words: str) -> str:
    """The words of the law on one line, without marks of amendment and without Markdown's escapes."""
    return fold(_ESCAPE.sub(r"\1", _AMENDMENT.sub("", words)))
