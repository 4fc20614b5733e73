"""Markdown: its words, headings still marked, without images, footnotes, links and emphasis."""

from __future__ import annotations

import re

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)")
_FOOTNOTE = re.compile(r"<sup>([^<]*)</sup>.*")
_MARK = re.compile(r"\s*<sup>([^<]*)</sup>")
_BARE_MARK = re.compile(r"(?<=[.!?\"”’)]) (\d+)$")
_EMPHASIS = re.compile(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_BULLET = re.compile(r"^\s*[*+-] +")
_ESCAPE = re.compile(r"\\([^\w\s])")
_SENTENCE = re.compile(r".*[.;:!?…][’”\")\]]*")
_OWN = re.compile(r"#|\(\w+\)|\d+\.? ")
"""What begins a heading, a point or a numbered paragraph."""


def plain(text: str) -> str:
    """The words of ``text``, its lines kept, an empty one before each item of a list with bullets.

    A paragraph that the footnotes of a page cut in two is one line again.
    """
    notes = {match[1] for line in text.splitlines() if (match := _FOOTNOTE.fullmatch(line))}
    marked = {mark for line in text.splitlines() if not _FOOTNOTE.fullmatch(line) for mark in _MARK.findall(line)}
    lines: list[str] = []
    cut = False
    for line in text.splitlines():
        words = _words(line, notes - marked)
        cut = cut or bool(line.strip() and not words)
        if words and cut and _goes_on(lines, words):
            del lines[_last(lines) + 1 :]
            lines[-1] += f" {words}"
        else:
            lines += ["", words] if _BULLET.match(line) else [words]
        cut = cut and not words
    return "\n".join(lines)


def _words(line: str, unmarked: set[str]) -> str:
    """One line without marks; empty for a footnote or an image. Of ``unmarked`` footnotes the mark is a bare number."""
    if _FOOTNOTE.fullmatch(line):
        return ""
    line = _LINK.sub(r"\1", _IMAGE.sub("", _MARK.sub("", _BULLET.sub("", line))))
    line = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", line)).rstrip()
    bare = _BARE_MARK.search(line)
    return line[: bare.start()] if bare and bare[1] in unmarked else line


def _last(lines: list[str]) -> int:
    """The place of the last line that has words; -1 where none has."""
    return next((i for i in range(len(lines) - 1, -1, -1) if lines[i]), -1)


def _goes_on(lines: list[str], words: str) -> bool:
    """Whether ``words`` go on with the paragraph before."""
    last = _last(lines)
    return last >= 0 and lines[last][0] != "#" and not _SENTENCE.fullmatch(lines[last]) and not _OWN.match(words)
