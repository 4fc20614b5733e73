"""Documents: real files of the forms that an agency may add, made where the tests run."""

from __future__ import annotations

import io
import zipfile

import docx
import pypdf
import pypdfium2
from playwright.sync_api import Browser

RULES = (
    "얼굴인식 시범사업 운영지침",
    "제1조(목적) 이 지침은 청사 출입구의 얼굴인식 시범사업을 운영할 때 지켜야 할 사항을 정한다.",
    "제2조(정의) 이 지침에서 쓰는 말의 뜻은 다음과 같다.",
    "1. 시범사업이란 일대일 대조로 출입자를 확인하는 사업을 말한다.",
    "2. 담당부서란 시설관리과를 말한다.",
    "제3조(보관기간) ① 담당부서는 얼굴 특징정보를 30일 안에 파기한다.",
    "② 다만, 수사기관이 서면으로 요청한 때에는 그 사유가 끝날 때까지 보관할 수 있다.",
)
"""A made-up Korean directive with articles, items and paragraphs."""


def pdf_of(browser: Browser, lines: tuple[str, ...], pages: int = 1) -> bytes:
    """A PDF that Chromium prints, with a running head and a page number on each page."""
    page = "".join(f"<p>{line}</p>" for line in lines)
    heads = "".join(
        f'<section style="break-after:page"><p>시설관리과 내부 문서</p>{page}<p>- {number} -</p></section>'
        for number in range(1, pages + 1)
    )
    tab = browser.new_page()
    tab.set_content(f"<meta charset=utf-8><body style='font-family:Noto Sans CJK KR'>{heads}</body>")
    printed = tab.pdf(format="A4")
    tab.close()
    return printed


def encrypted(pdf: bytes) -> bytes:
    """The same PDF behind a password."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned(pages: int = 3) -> bytes:
    """A PDF of pages without text, as a scanner makes it."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of(lines: tuple[str, ...], cells: tuple[str, ...] = ()) -> bytes:
    """A Word document with these paragraphs and, at its end, a table of one row."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if cells:
        table = document.add_table(rows=1, cols=len(cells))
        for at, cell in enumerate(cells):
            table.rows[0].cells[at].text = cell
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_HP = "http://www.hancom.co.kr/hwpml/2011/paragraph"
_HS = "http://www.hancom.co.kr/hwpml/2011/section"


def hwpx_of(lines: tuple[str, ...], manifest: str = "", cell: str = "") -> bytes:
    """A Hangul document with one paragraph a line, the last one with a table of one cell where ``cell`` is given."""

    def paragraph(text: str, inside: str = "") -> str:
        return f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run>{inside}</hp:p>"

    table = (
        f"<hp:run><hp:tbl><hp:tr><hp:tc><hp:subList>{paragraph(cell)}</hp:subList></hp:tc></hp:tr></hp:tbl></hp:run>"
        if cell
        else ""
    )
    body = "".join(paragraph(line, table if line == lines[-1] else "") for line in lines)
    section = f'<?xml version="1.0"?><hs:sec xmlns:hs="{_HS}" xmlns:hp="{_HP}">{body}</hs:sec>'
    return archive({"mimetype": "application/hwp+zip", "Contents/section0.xml": section, **_manifest(manifest)})


def _manifest(words: str) -> dict[str, str]:
    return {"META-INF/manifest.xml": f"<manifest>{words}</manifest>"} if words else {}


def archive(members: dict[str, str]) -> bytes:
    """A ZIP archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name, text)
    return out.getvalue()
