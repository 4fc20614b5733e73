"""Document: files of each form read into lines, and a sentence for each file that cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from documents import RULES, archive, docx_of, encrypted, hwpx_of, pdf_of, scanned
from mirror import official_mirror
from playwright.sync_api import Browser

from corpus.document import MOST_MEMBERS, READERS, docx_text, form_of, hwpx_text, page_text, pdf_text
from corpus.errors import OfficialError
from corpus.official import Manifest


def test_a_pdf_is_read_without_its_running_heads(browser: Browser) -> None:
    """Each article begins a line; the head and the page numbers of the pages are no part of the text."""
    text = pdf_text(pdf_of(browser, RULES, pages=4))
    lines = text.split("\n")
    assert lines.count(RULES[2]) == 4
    assert "내부 문서" not in text
    assert "- 2 -" not in text


def test_a_word_document_is_read_with_its_tables() -> None:
    """Paragraphs in their order, then the cells of a table, a line each."""
    assert docx_text(docx_of(RULES, cells=("담당", "시설관리과"))).split("\n") == [*RULES, "담당", "시설관리과"]


def test_a_hangul_document_is_read_with_its_tables() -> None:
    """Paragraphs in their order; the text of a table's cell once, after the paragraph that it stands in."""
    assert hwpx_text(hwpx_of(RULES, cell="담당부서")).split("\n") == [*RULES, "담당부서"]


def test_a_page_is_read_without_its_furniture() -> None:
    """Headings, paragraphs and items are lines; menus, scripts and styles are left out."""
    page = (
        "<html><head><title>t</title><style>p{}</style></head><body><nav>Menu</nav><h1>제1조(목적)</h1>"
        "<p>첫 <b>문단</b>이다.</p><ul><li>1. 하나</li><li>2. 둘</li></ul><script>run()</script></body></html>"
    )
    assert page_text(page.encode()).split("\n") == ["제1조(목적)", "첫 문단이다.", "1. 하나", "2. 둘"]


@pytest.mark.parametrize(
    ("name", "raw", "form"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "pdf"),
        ("A.PDF", b"\n%PDF-1.4", "pdf"),
        ("a.docx", b"PK\x03\x04", "docx"),
        ("a.hwpx", b"PK\x03\x04", "hwpx"),
        ("a.html", b"<html>", "page"),
        ("a.md", "# 제목".encode(), "markdown"),
        ("a.txt", b"text", "text"),
    ],
)
def test_the_form_is_known_by_name_and_content(name: str, raw: bytes, form: str) -> None:
    """The ending names the form, and the first bytes must agree."""
    assert form_of(raw, name) == form


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.pdf", b"", "a.pdf is empty"),
        ("a.txt", b" \n ", "a.txt is empty"),
        ("a.pdf", b"PK\x03\x04", "a.pdf ends in '.pdf' but is no PDF file"),
        ("a.xlsx", b"PK\x03\x04", "a.xlsx: files that end in '.xlsx' cannot be read; known endings are .pdf, .docx"),
        ("a.hwp", OLE, "a.hwp is in an older office format; save it as HWPX (.hwpx)"),
        ("a.docx", OLE, "a.docx is encrypted or an older format under a new name"),
        ("a.txt", b"x" * 50_000_001, "a.txt has 50,000,001 bytes; a document may have up to 50,000,000"),
    ],
)
def test_a_form_that_cannot_be_read_is_told(name: str, raw: bytes, said: str) -> None:
    """Empty, huge, unknown, misnamed and older files get a sentence that names the file."""
    with pytest.raises(OfficialError) as told:
        form_of(raw, name)
    assert str(told.value).startswith(said)


BOMB = archive({"word/document.xml": "0" * 60_000_000})
MANY = archive({f"Contents/section{number}.xml": "" for number in range(MOST_MEMBERS + 1)})


@pytest.mark.parametrize(
    ("form", "make", "said"),
    [
        ("pdf", lambda: b"%PDF-1.7 nothing follows", "the PDF is damaged: it cannot be opened"),
        ("pdf", scanned, "the PDF holds images of pages but hardly any text"),
        ("docx", lambda: BOMB, "the Word document is refused: unpacked it would have 60,000,000 bytes"),
        ("docx", lambda: docx_of(RULES)[:-200], "the Word document is damaged: it is no whole archive"),
        ("docx", lambda: archive({"a.xml": "<a/>"}), "the Word document is damaged: its text cannot be read"),
        ("docx", lambda: docx_of(()), "the Word document holds no text"),
        ("hwpx", lambda: MANY, "the HWPX document is refused: unpacked it would have 0 bytes in 5,001 parts"),
        ("hwpx", lambda: hwpx_of(RULES, manifest="<encryption-data/>"), "the HWPX document is encrypted"),
        ("hwpx", lambda: archive({"Contents/section0.xml": "<a><b>"}), "the HWPX document is damaged"),
        ("hwpx", lambda: archive({"mimetype": "application/hwp+zip"}), "the HWPX document holds no text"),
        ("page", lambda: b"<html><body><nav>Menu</nav></body></html>", "the page holds no text"),
    ],
)
def test_what_cannot_be_read_is_told(form: str, make: Callable[[], bytes], said: str) -> None:
    """Damaged, encrypted, scanned, empty and exploding files get a sentence each."""
    with pytest.raises(OfficialError) as told:
        READERS[form](make())
    assert str(told.value).startswith(said)


def test_an_encrypted_pdf_is_told(browser: Browser) -> None:
    """A PDF behind a password is not read."""
    with pytest.raises(OfficialError, match="the PDF is encrypted; save it without a password"):
        pdf_text(encrypted(pdf_of(browser, RULES)))


def test_entities_of_a_document_are_not_expanded() -> None:
    """An XML entity in a Hangul document can neither read a file nor grow."""
    evil = (
        '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        '<s xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph">'
        "<hp:p><hp:run><hp:t>before &e; after</hp:t></hp:run></hp:p></s>"
    )
    assert hwpx_text(archive({"Contents/section0.xml": evil})) == "before &e; after"


def test_a_pdf_of_a_united_nations_text_has_its_paragraphs(browser: Browser) -> None:
    """The PDF that an official address gives is cut into the same paragraphs as the text of the mirror."""
    text = Manifest.load().texts["un-ccpr-gc37-2020-en"]
    raw = (official_mirror() / text.file).read_bytes()
    lines = tuple(line for line in raw.decode().splitlines() if line.strip())
    printed = pdf_of(browser, lines)
    expected = [unit.locator for unit in text.units(raw, text.format)]
    assert [unit.locator for unit in text.units(printed, "pdf-pages")] == expected
