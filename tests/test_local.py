"""Local: documents that an agency adds, whatever their form, split, cited, marked as local, and forgotten again."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import opened
from documents import RULES, docx_of, hwpx_of, pdf_of, scanned
from typer.testing import CliRunner

from bot.answer import Guidance
from corpus.__main__ import app
from corpus.errors import OfficialError
from corpus.instrument import Force, Issuer, Scheme
from corpus.local import Description, add, held, remove
from corpus.official import Manifest, Store

SAID = Description(
    id="gate-rules", title="Gate Pilot Directive", title_ko="출입구 시범사업 운영지침", body="Facilities Division",
    force=Force.GUIDANCE, adopted=datetime.date(2026, 3, 2),
)  # fmt: skip
NONE = Manifest({}, "none")


def added(folder: Path, name: str, raw: bytes, said: Description = SAID, replace: bool = False) -> Store:
    """The store of a data folder to which a file was added."""
    path = folder / name
    path.write_bytes(raw)
    add(path, said, folder / "local", replace)
    return Store(folder, NONE)


FORMS: dict[str, Callable[[], bytes]] = {
    "rules.docx": lambda: docx_of(RULES),
    "rules.hwpx": lambda: hwpx_of(RULES),
    "rules.txt": lambda: "\n".join(RULES).encode(),
    "rules.md": lambda: "\n\n".join(RULES).encode(),
    "rules.html": f"<html><body><p>{'</p><p>'.join(RULES)}</p></body></html>".encode,
}


@pytest.mark.parametrize("name", [*FORMS, "rules.pdf"])
def test_a_document_of_each_form_has_the_same_units(tmp_path: Path, name: str, request: pytest.FixtureRequest) -> None:
    """Articles, paragraphs and items are found whatever the form of the file."""
    made = FORMS[name]() if name in FORMS else pdf_of(request.getfixturevalue("browser"), RULES)
    store = added(tmp_path, name, made)
    assert [locator.path for locator in store.units] == [
        "art-1", "art-2", "art-2/1", "art-2/2", "art-3", "art-3/1", "art-3/2",
    ]  # fmt: skip
    (local,) = store.locals
    assert (local.language, local.scheme, local.items_first) == ("ko", Scheme.KR_STATUTE, ["art-2"])
    assert local.instrument.issuer is Issuer.LOCAL
    assert local.instrument.title.en == "Gate Pilot Directive (added locally)"


@pytest.mark.parametrize(
    ("text", "language", "scheme", "paths"),
    [
        ("Article 1 - Aim\nIt aims.\nArticle 2 - Use\n1. Ask.\n2. Log:\n(a) who;\n(b) when.\n", "en", Scheme.EU_ACT,
         ["art-1", "art-2", "art-2/1", "art-2/2", "art-2/2/a", "art-2/2/b"]),
        ("Preface\n1. One.\n2. Two.\n3. Three.\n", "en", Scheme.UN_PARAGRAPHS, ["para-1", "para-2", "para-3"]),
        ("First block\nwraps.\n\nSecond block.\n", "en", Scheme.PLAIN, ["para-1", "para-2"]),
        ("안내문\n얼굴을 찍지 않습니다.\n", "ko", Scheme.PLAIN, ["para-1", "para-2"]),
    ],
)  # fmt: skip
def test_the_numbering_found(tmp_path: Path, text: str, language: str, scheme: Scheme, paths: list[str]) -> None:
    """Articles, numbered paragraphs, or else counted paragraphs."""
    store = added(tmp_path, "text.txt", text.encode())
    (local,) = store.locals
    assert (local.language, local.scheme, [locator.path for locator in store.units]) == (language, scheme, paths)


def test_an_added_document_is_cited_and_marked_as_local(tmp_path: Path) -> None:
    """The guide answers from it with its words as the quotation, under its own pinpoint, and says whose it is."""
    added(tmp_path, "rules.hwpx", hwpx_of(RULES))
    guide = opened(tmp_path)
    try:
        answer = guide.ask("출입구 시범사업 운영지침에서 얼굴 특징정보는 며칠 안에 파기하나요?")
        assert isinstance(answer, Guidance)
        citation = answer.statements[0].citations[0]
        assert str(citation.locator) == "gate-rules/art-3"
        assert citation.pinpoint == "출입구 시범사업 운영지침 제3조"
        assert citation.title == "출입구 시범사업 운영지침 (자체 등록)"
        assert (citation.issuer, citation.quote_kind) == (Issuer.LOCAL, "official")
        assert "30일" in citation.quote
        exact = guide.ask("출입구 시범사업 운영지침 제2조 제1호")
        assert isinstance(exact, Guidance)
        assert str(exact.statements[0].citations[0].locator).startswith("gate-rules/art-2")
    finally:
        guide.retriever.index.close()


def test_a_document_is_replaced_only_when_told_to(tmp_path: Path) -> None:
    """A second document of the same id is refused; with --replace it takes the place of the first."""
    added(tmp_path, "rules.txt", "\n".join(RULES).encode())
    with pytest.raises(OfficialError, match="a document 'gate-rules' is there already; replace it with --replace"):
        added(tmp_path, "other.txt", b"One.\n\nTwo.\n")
    store = added(tmp_path, "other.txt", b"One.\n\nTwo.\n", replace=True)
    assert [locator.path for locator in store.units] == ["para-1", "para-2"]
    assert sorted(path.name for path in (tmp_path / "local").iterdir()) == ["gate-rules"]


def test_a_file_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    """A scanned document is refused with its name and a remedy, and nothing of it is kept."""
    with pytest.raises(OfficialError, match=r"scan\.pdf: the PDF holds images of pages but hardly any text"):
        added(tmp_path, "scan.pdf", scanned())
    assert held(tmp_path / "local") == ()
    assert not (tmp_path / "local").exists()


def test_a_changed_file_is_told(tmp_path: Path) -> None:
    """A document whose file was changed after it was added is not served."""
    store = added(tmp_path, "rules.txt", "\n".join(RULES).encode())
    (tmp_path / "local" / "gate-rules" / "document.text").write_text("changed", encoding="utf-8")
    with pytest.raises(OfficialError, match="was changed after it was installed"):
        _ = store.units


def test_a_document_is_forgotten(tmp_path: Path) -> None:
    """What was removed is gone; an unknown id is told with those that are there."""
    added(tmp_path, "rules.txt", "\n".join(RULES).encode())
    with pytest.raises(OfficialError, match="there is no document 'other' here; known are gate-rules"):
        remove("other", tmp_path / "local")
    remove("gate-rules", tmp_path / "local")
    assert Store(tmp_path, NONE).locals == ()


@pytest.mark.parametrize(
    ("id", "status", "said"),
    [
        ("gate-rules", 0, "gate-rules: added (ko, 3 art)."),
        ("kr-pipa", 2, "'kr-pipa' names a text of the register"),
        ("Gate", 2, "small letters, digits and hyphens"),
    ],
)
def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, id: str, status: int, said: str) -> None:
    """``python -m corpus add`` says what it found; an id of the register, or a malformed one, is bad usage."""
    monkeypatch.setenv("FRT_DATA", str(tmp_path))
    path = tmp_path / "rules.txt"
    path.write_text("\n".join(RULES), encoding="utf-8")
    run = CliRunner().invoke(app, ["add", str(path), "--id", id, "--title", "Gate", "--force", "guidance"])
    assert run.exit_code == status
    assert said in " ".join(run.output.replace("│", " ").split())
