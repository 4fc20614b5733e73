"""Extract: the plain text of an official file, in the lines that its numbering scheme is split by."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.document import READERS, paged_text
from corpus.errors import OfficialError
from corpus.markdown import plain
from corpus.pages import running_text
from corpus.split.unit import fold

FORMATS = ("text", "pdf-text", "markdown", "json", "html", "xml")
_SIGNATURE = re.compile(r"Done at [A-Z]")
_LABEL = re.compile(r"\(?\w{1,5}[.)]")


def extract(raw: bytes, form: str) -> str:
    """The text of ``raw``, a file of one of FORMATS or of the READERS of documents; OfficialError where it is none."""
    if form in READERS:
        return READERS[form](raw)
    if form == "pdf-pages":
        return running_text(paged_text(raw))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OfficialError(f"not a {form} document: its bytes are not UTF-8") from None
    reader = _READERS.get(form)
    if reader is None:
        raise OfficialError(f"unknown format '{form}': expected one of {', '.join(FORMATS)}")
    return reader(text)


def _act_from_json(text: str) -> str:
    """An EU act kept as lists of recitals and articles, written out as the Official Journal orders it."""
    try:
        act: dict[str, Any] = json.loads(text)
        recitals = {int(entry["recital_number"]): fold(entry["text"]) for entry in act["recitals"]}
        articles = [(entry["number"], entry.get("title"), entry["text"]) for entry in act["articles"]]
    except (ValueError, KeyError, TypeError) as error:
        raise OfficialError(f"not an act in JSON with recitals and articles: {error!r}") from None
    lines = [f"({number}) {words}" for number, words in sorted(recitals.items())]
    lines.append("HAVE ADOPTED THIS DIRECTIVE:")
    for number, title, body in articles:
        # An article without a title of its own in the file has it as the first line of its text.
        lines += [f"Article {number}", *([fold(title)] if title else []), *_json_lines(body)]
    return "\n".join(lines)


def _json_lines(text: str) -> list[str]:
    """The paragraphs of an article, labels joined to their words, without what follows it in the file."""
    lines: list[str] = []
    for part in filter(None, map(fold, text.split("\n\n"))):
        if _SIGNATURE.match(part):
            break
        if lines and _LABEL.fullmatch(lines[-1]):
            lines[-1] = f"{lines[-1]} {part}"
        else:
            lines.append(part)
    if len(lines) > 1 and lines[-1][-1] not in ".;:,":
        lines.pop()  # the title of the chapter or section that comes next
    return lines


def _act_from_html(text: str) -> str:
    """A EUR-Lex page: one paragraph or point a line, each label joined to its words."""
    body = LexborHTMLParser(text).body
    lines: list[str] = []
    if body is not None:
        _write(body, lines)
    return "\n".join(lines)


def _write(node: LexborNode, lines: list[str]) -> None:
    loose: list[str] = []
    for child in node.iter(include_text=True):
        if child.tag in ("script", "style", "head"):
            continue
        if child.tag == "br":
            _flush(loose, lines)
        elif child.tag in ("p", "-text", "span", "a", "em", "strong"):
            if child.tag == "p":
                _flush(loose, lines)
                loose.append(child.text(deep=True))
                _flush(loose, lines)
            else:
                loose.append(child.text(deep=True) if child.tag != "-text" else child.text_content or "")
        elif child.tag == "tr":
            _flush(loose, lines)
            _write_row(child, lines)
        else:
            _flush(loose, lines)
            _write(child, lines)
    _flush(loose, lines)


def _write_row(row: LexborNode, lines: list[str]) -> None:
    """A table row: what its last cell says, after the labels in the cells before."""
    cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
    label = fold(" ".join(cell.text(deep=True) for cell in cells[:-1]))
    inside: list[str] = []
    if cells:
        _write(cells[-1], inside)
    first = fold(f"{label} {inside[0] if inside else ''}")
    lines += [first, *inside[1:]] if first else inside[1:]


def _flush(loose: list[str], lines: list[str]) -> None:
    line = fold("".join(loose))
    if line:
        lines.append(line)
    loose.clear()


def _articles_from_xml(text: str) -> str:
    """A declaration in the XML of the UDHR project: articles with paragraphs, or with a list whose items count."""
    lines: list[str] = []
    for article in LexborHTMLParser(text).css("article[number]"):
        lines.append(f"# Article {article.attributes['number']}")
        for paragraph in article.css("article > para"):
            lines.append(fold(paragraph.text()))
        for number, item in enumerate(article.css("orderedlist > listitem"), 1):
            lines.append(f"{number}. {fold(item.text())}")
    if not lines:
        raise OfficialError("not a declaration in XML with numbered articles")
    return "\n".join(lines)


_READERS: dict[str, Callable[[str], str]] = {
    "text": str,
    "pdf-text": running_text,
    "markdown": plain,
    "json": _act_from_json,
    "html": _act_from_html,
    "xml": _articles_from_xml,
}
