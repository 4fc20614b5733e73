"""Extract: the text of a file in each format."""

from __future__ import annotations

import pytest

from corpus.errors import OfficialError
from corpus.extract import extract

PAGES = """[[page 1]]

DOC 1/26
1

A COVER
[[page 2]]
DOC 1/26
2
HAVE ADOPTED:
Article 1
Aim and scope of this
(1)
The first reason of Act 2020/7451 goes on over this line and is long-
lasting.2 It ends.
The next paragraph begins on a line of its own since there was room.3

1
A note on the Act.
2
Ibid.
3   See the end of the note, which
[[page 3]]
DOC 1/26
3
(2)
Two, as in point (a) and in Articles 5 to
(7) of the Act4, is this:
‘(a) words that are
quoted’;
A heading without a number
(3) Three. In 2024,5 it was 4.5
times more.

goes on here
4
Another.
5
The last.
____
"""


def test_pdf_text() -> None:
    """Headers, footnotes and their marks go, even one that adheres to a number; a paragraph, a point or a heading is
    one line, whatever lines and pages cut it; a reference at the start of a line opens nothing."""
    assert extract(PAGES.encode(), "pdf-text").splitlines() == [
        "A COVER",
        "HAVE ADOPTED:",
        "Article 1",
        "Aim and scope of this",
        "(1) The first reason of Act 2020/745 goes on over this line and is long-lasting. It ends.",
        "The next paragraph begins on a line of its own since there was room.",
        "(2) Two, as in point (a) and in Articles 5 to (7) of the Act, is this:",
        "‘(a) words that are quoted’;",
        "A heading without a number",
        "(3) Three. In 2024, it was 4.5 times more.",
    ]


MARKDOWN = """![](picture.jpeg)

## **A *heading***

1. A paragraph that a page cuts in <sup>1</sup>

<sup>1</sup> A note
![](picture.jpeg)

two, with a [link](https://example.org/a_(b)) and 2\\. an escape.

2. Its mark is bare. 2

<sup>2</sup> Another note.

3. A list:

  * (a) one, of *Doe* v. **Roe**;
  * (b) 2 * 3.
"""


def test_markdown() -> None:
    """Words alone remain, with headings marked; footnotes and images go, and what they cut is one paragraph again."""
    lines = [line for line in extract(MARKDOWN.encode(), "markdown").splitlines() if line]
    assert lines == [
        "## A heading",
        "1. A paragraph that a page cuts in two, with a link and 2. an escape.",
        "2. Its mark is bare.",
        "3. A list:",
        "(a) one, of Doe v. Roe;",
        "(b) 2 * 3.",
    ]


def test_xml() -> None:
    """Each article of a declaration is headed by its number; items of its list are counted; the preamble goes."""
    raw = (
        "<?xml version='1.0' encoding='UTF-8'?><udhr xmlns='http://efele.net/udhr'><title>선언</title>"
        "<preamble><para>이에,</para></preamble><article number='1'><title>제 1 조</title><para>하나.</para>\n"
        "<para>둘 &amp; 셋.</para></article><article number='2'><title>제 2 조</title><orderedlist>"
        "<listitem><para>가.</para></listitem><listitem>\n<para>나.</para></listitem></orderedlist></article></udhr>"
    )
    assert extract(raw.encode(), "xml").splitlines() == [
        "# Article 1", "하나.", "둘 & 셋.", "# Article 2", "1. 가.", "2. 나.",
    ]  # fmt: skip


def test_html() -> None:
    """A paragraph, a table row or what a line break ends is a line; labels are joined to their words."""
    raw = (
        "<html><head><title>T</title></head><body><div><p>One <em>and</em> two.</p><table><tr><td>(a)</td><td>"
        "<p>point;</p><p>more</p></td></tr></table><font>(1 X 2/3)<br>Sec. 3.&nbsp;End.<br></font></div>"
        "<script>x()</script></body></html>"
    )
    assert extract(raw.encode(), "html").splitlines() == [
        "One and two.", "(a) point;", "more", "(1 X 2/3)", "Sec. 3. End.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "form", "fault"),
    [
        (b"\xff\xfe", "text", "not UTF-8"),
        (b"[]", "json", "not an act in JSON"),
        (b'{"recitals": [], "articles": [{}]}', "json", "not an act in JSON"),
        (b"<html>", "json", "not an act in JSON"),
        (b"", "rtf", "unknown format"),
        (b"<html><body><article>No number.</article></body></html>", "xml", "not a declaration in XML"),
    ],
)
def test_bytes_that_are_no_such_document(raw: bytes, form: str, fault: str) -> None:
    """Bytes that are not what their format says are refused with a reason."""
    with pytest.raises(OfficialError, match=fault):
        extract(raw, form)
