"""Document: an office file or a web page as plain text, a paragraph a line, or a sentence on why it cannot be read."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

from corpus.errors import OfficialError

LARGEST = 50_000_000
"""Bytes that a file may have."""
LARGEST_INSIDE = 200_000_000
"""Bytes that all members of an archive (DOCX, HWPX) may have together once unpacked."""
MOST_MEMBERS = 5_000
MOST_RATIO = 200
"""How many times its packed size a member may grow: text compresses some tens of times, a bomb thousands."""
MOST_PAGES = 3_000
MOST_CHARACTERS = 5_000_000
SCANNED = 25
"""Characters a page, on average, below which a PDF is taken for images of pages without text."""

_SUFFIXES = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".hwpx": "hwpx",
    ".html": "page",
    ".htm": "page",
    ".md": "markdown",
    ".txt": "text",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Beginning of an OLE file: an old .doc or .hwp, or an encrypted .docx."""
_ENDS = re.compile(r"[.!?:;。」』)\]]$|다\.?$")
_LABEL = re.compile(r"(?:\(?\d{1,3}[.)]|\([a-z]{1,4}\)|[①-⑳㉑-㊿]|[가-하]\.|제\d+[조장절항]|Article \d|[•·○□◦▪-])\s?")


def form_of(raw: bytes, name: str) -> str:
    """The form of a file, by its content and its name's ending; OfficialError where it is none that can be read."""
    if not raw.strip():
        raise OfficialError(f"{name} is empty")
    if len(raw) > LARGEST:
        raise OfficialError(f"{name} has {len(raw):,} bytes; a document may have up to {LARGEST:,}")
    suffix = PurePath(name).suffix.lower()
    form = _SUFFIXES.get(suffix)
    if raw.startswith(_OLE):
        raise OfficialError(_old_office(name, suffix))
    if form is None:
        known = ", ".join(_SUFFIXES)
        raise OfficialError(f"{name}: files that end in '{suffix}' cannot be read; known endings are {known}")
    expected = {"pdf": b"%PDF", "docx": b"PK", "hwpx": b"PK"}.get(form)
    if expected is not None and expected not in raw[:1024]:
        raise OfficialError(f"{name} ends in '{suffix}' but is no {form.upper()} file")
    return form


def _old_office(name: str, suffix: str) -> str:
    if suffix in (".docx", ".hwpx"):
        return f"{name} is encrypted or an older format under a new name; save it as {suffix} without a password"
    newer = {".hwp": "HWPX (.hwpx)", ".doc": "Word (.docx)"}.get(suffix, "PDF, Word (.docx) or HWPX")
    return f"{name} is in an older office format; save it as {newer}"


def pdf_text(raw: bytes) -> str:
    """The text of a PDF, its running heads and page numbers left out; OfficialError where it holds none."""
    pages = list(_pdf_pages(raw))
    text = "\n".join(_joined(line for page in _without_furniture(pages) for line in page))
    if len(text) < SCANNED * len(pages):
        raise OfficialError("the PDF holds images of pages but hardly any text; run text recognition (OCR) on it first")
    return _bounded(text)


def paged_text(raw: bytes) -> str:
    """The text of a PDF with a mark before each page, as ``corpus/pages.py`` reads it."""
    pages = enumerate(_pdf_pages(raw, blank=True), 1)
    return _bounded("\n".join(line for number, page in pages for line in (f"[[page {number}]]", *page)))


def _pdf_pages(raw: bytes, blank: bool = False) -> Iterator[list[str]]:
    """The lines of each page, with ``blank`` the empty ones too."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise OfficialError("the PDF is encrypted; save it without a password") from None
        raise OfficialError("the PDF is damaged: it cannot be opened") from None
    try:
        if len(document) > MOST_PAGES:
            raise OfficialError(f"the PDF has {len(document):,} pages; a document may have up to {MOST_PAGES:,}")
        for page in document:
            lines = page.get_textpage().get_text_bounded().replace("\r", "\n").split("\n")
            yield [folded for line in lines if (folded := " ".join(line.split())) or blank]
    except pypdfium2.PdfiumError:
        raise OfficialError("the PDF is damaged: one of its pages cannot be read") from None
    finally:
        document.close()


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the lines that recur, but for their numbers, at the top or bottom of most of them."""
    if len(pages) < 3:
        return pages
    edges = Counter(_numberless(line) for page in pages for line in {*page[:2], *page[-2:]})
    furniture = {line for line, count in edges.items() if count > len(pages) / 2}
    return [
        [
            line
            for at, line in enumerate(page)
            if not (_numberless(line) in furniture and (at < 2 or at >= len(page) - 2))
        ]
        for page in pages
    ]


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Lines that the width of a page broke, joined: one goes on where it has no end and the next has no label."""
    held = ""
    for line in lines:
        if held and not _ENDS.search(held) and not _LABEL.match(line):
            held = f"{held[:-1]}{line}" if re.search(r"[a-z]-$", held) else f"{held} {line}"
        else:
            if held:
                yield held
            held = line
    if held:
        yield held


def docx_text(raw: bytes) -> str:
    """The paragraphs and table cells of a Word document, in their order; OfficialError where it is none or a bomb."""
    import docx
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import InvalidXmlError
    from docx.table import Table
    from lxml.etree import XMLSyntaxError

    _check_archive(raw, "Word")
    try:
        document = docx.Document(io.BytesIO(raw))
        lines: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines += [cell.text for row in block.rows for cell in row.cells]
            else:
                lines.append(block.text)
    except (OpcError, InvalidXmlError, XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile):
        raise OfficialError("the Word document is damaged: its text cannot be read") from None
    return _told(lines, "Word document")


def hwpx_text(raw: bytes) -> str:
    """The paragraphs of a Hangul document (OWPML), in their order; OfficialError where it is none or a bomb."""
    from lxml import etree

    archive = _check_archive(raw, "HWPX")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    lines: list[str] = []
    try:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise OfficialError("the HWPX document is encrypted; save it without a password")
        sections = [name for name in names if re.fullmatch(r"Contents/section\d+\.xml", name)]
        for name in sorted(sections, key=lambda section: int(re.sub(r"\D", "", section))):
            root = etree.fromstring(archive.read(name), parser)
            for paragraph in root.iter("{*}p"):
                lines.append("".join(_own_text(paragraph)))
    except (etree.XMLSyntaxError, zipfile.BadZipFile, RuntimeError, KeyError, NotImplementedError):
        raise OfficialError("the HWPX document is damaged: its text cannot be read") from None
    return _told(lines, "HWPX document")


def _own_text(paragraph: object) -> Iterator[str]:
    """The runs of a paragraph itself; paragraphs inside it (of a table's cells) are told on their own."""
    for run in paragraph.iterchildren("{*}run"):  # type: ignore[attr-defined]
        for text in run.iterchildren("{*}t"):
            yield "".join(text.itertext())


def page_text(raw: bytes) -> str:
    """The readable text of a web page: headings, paragraphs, list items and cells, a line each."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(raw.decode("utf-8", "replace"))
    for node in tree.css("script, style, nav, header, footer, noscript, template"):
        node.decompose()
    if tree.body is None:
        raise OfficialError("the page holds no text")
    for node in tree.body.css("p, li, h1, h2, h3, h4, h5, h6, td, th, div, tr, br"):
        node.insert_before("\n")
        node.insert_after("\n")
    return _told(tree.body.text(deep=True).split("\n"), "page")


def _check_archive(raw: bytes, kind: str) -> zipfile.ZipFile:
    """The archive, once it is known that unpacking it is harmless."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise OfficialError(f"the {kind} document is damaged: it is no whole archive") from None
    if any(member.flag_bits & 1 for member in members):
        raise OfficialError(f"the {kind} document is encrypted; save it without a password")
    inside = sum(member.file_size for member in members)
    grown = any(
        member.file_size > MOST_RATIO * max(member.compress_size, 1) and member.file_size > 1_000_000
        for member in members
    )
    if len(members) > MOST_MEMBERS or inside > LARGEST_INSIDE or grown:
        raise OfficialError(
            f"the {kind} document is refused: unpacked it would have {inside:,} bytes in {len(members):,} parts"
        )
    return archive


def _told(lines: Iterable[str], kind: str) -> str:
    folded = [line for text in lines for part in text.split("\n") if (line := " ".join(part.split()))]
    if not folded:
        raise OfficialError(f"the {kind} holds no text")
    return _bounded("\n".join(folded))


def _bounded(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise OfficialError(f"its text has {len(text):,} characters; a document may have up to {MOST_CHARACTERS:,}")
    return text


READERS: dict[str, Callable[[bytes], str]] = {"pdf": pdf_text, "docx": docx_text, "hwpx": hwpx_text, "page": page_text}
"""By form; text and Markdown are read as they are."""
