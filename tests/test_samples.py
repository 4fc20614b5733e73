"""Samples: the questions that people ask of each provision, and what an audit says of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from builders import GLOSSARY, a_record, recorded

from bot.entry import Contents, entry
from corpus.errors import RecordError
from corpus.finding import Level
from corpus.locator import Locator
from corpus.register import Register
from corpus.samples import Samples

REGISTER = Register.load()
BAN = Locator.parse("eu-ai-act/art-5/1/h")


def samples(folder: Path, *lines: dict[str, object], name: str = "eu-ai-act") -> Samples:
    """The samples of one file."""
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return Samples.load(folder)


def line(locator: str = "art-5/1/h", **changes: object) -> dict[str, object]:
    """A line of a file."""
    return {"locator": locator, "en": ["May police scan a crowd?"], "ko": ["경찰이 군중을 찍어도 되나요?"]} | changes


def test_every_record_of_today_has_sample_questions_in_both_languages() -> None:
    """The shipped questions belong to records as they stand, are in their language, and leave no record out."""
    shipped = Samples.load()
    assert list(shipped.audit(REGISTER)) == []
    recorded = shipped.of.keys() - shipped.official
    assert recorded == {locator for locator in REGISTER.provisions if locator.date is None}
    assert min(len(shipped.of[one][language]) for one in recorded for language in ("en", "ko")) >= 3


def test_a_changed_question_changes_the_digest(tmp_path: Path) -> None:
    """The index of other questions has another name."""
    one = samples(tmp_path, line()).digest
    assert samples(tmp_path, line(en=["May they scan a crowd?"])).digest != one
    assert samples(tmp_path, line()).digest == one


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([line(), line()], "eu-ai-act.jsonl:2: locator: eu-ai-act/art-5/1/h is given twice"),
        ([line("article 5")], "eu-ai-act.jsonl:1: locator: 'article 5' is not a locator"),
        ([line(ko=[])], "eu-ai-act.jsonl:1: ko: "),
        ([line(en=["?"])], "eu-ai-act.jsonl:1: en.0: "),
        ([line(), line("art-6/1", more="x")], "eu-ai-act.jsonl:2: more: "),
    ],
)
def test_a_malformed_line_is_told_by_file_line_and_field(
    tmp_path: Path, lines: list[dict[str, object]], told: str
) -> None:
    """One sentence that says where and what."""
    with pytest.raises(RecordError) as fault:
        samples(tmp_path, *lines)
    assert told in str(fault.value)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"locator": "art-5/1/z"}, "this is no record of the register as it stands today"),
        ({"locator": "eu-ai-act@2026-07-26/art-5/1/h"}, "this is no record of the register as it stands today"),
        ({"ko": ["May police scan a crowd?"]}, "ko: not in that language: May police scan a crowd?"),
        ({"en": ["경찰이 군중을 찍어도 되나요?"]}, "en: not in that language: 경찰이 군중을 찍어도 되나요?"),
        ({"en": ["May police scan a crowd?"] * 2}, "en: a question is given twice"),
    ],
)
def test_the_audit_names_what_is_wrong(tmp_path: Path, changes: dict[str, object], told: str) -> None:
    """With the file and the line, as an error."""
    found = [one for one in samples(tmp_path, line(**changes)).audit(REGISTER) if one.level is Level.ERROR]
    assert [(one.file.name, one.line, one.message) for one in found] == [("eu-ai-act.jsonl", 1, told)]


def test_what_has_no_record_has_a_folder_of_its_own(tmp_path: Path) -> None:
    """Questions that official words answer; one language may lead to another part, and a record has none there."""
    (tmp_path / "official").mkdir()
    part = Locator.parse("eu-ai-act/art-17/1")
    lines = "\n".join(map(json.dumps, (line("art-17/1", ko=[]), line())))
    (tmp_path / "official" / "eu-ai-act.jsonl").write_text(lines, encoding="utf-8")
    found = Samples.load(tmp_path)
    assert found.official == {part, BAN}
    assert found.of[part] == {"en": ("May police scan a crowd?",), "ko": ()}
    wrong = [one for one in found.audit(REGISTER, {BAN}) if one.level is Level.ERROR]
    assert [(one.line, one.message) for one in wrong] == [
        (1, "no official text holds this"),
        (2, "this has a record: its questions belong to samples/eu-ai-act.jsonl"),
    ]
    assert [one.line for one in found.audit(REGISTER, {BAN, part}) if one.level is Level.ERROR] == [2]
    with pytest.raises(RecordError, match=r"eu-ai-act.jsonl:1: locator: eu-ai-act/art-17/1 is given twice"):
        samples(tmp_path, line("art-17/1"))


def test_a_record_without_questions_is_a_warning(tmp_path: Path) -> None:
    """A new record works without them; the audit says that nothing in everyday words leads to it."""
    found = list(samples(tmp_path, line()).audit(REGISTER))
    assert {one.level for one in found} == {Level.WARNING}
    missing = {one.locator for one in found}
    assert str(BAN) not in missing
    assert "eu-gdpr/art-9/1" in missing
    assert not any("@" in locator for locator in missing)


def test_an_earlier_wording_is_found_by_the_questions_of_today(tmp_path: Path) -> None:
    """Whoever asks for the law of a time asks in the same words."""
    passage = recorded(a_record("art-5/1/h", "It is banned.", "금지된다.", id="eu-ai-act"))
    earlier = replace(passage, locator=Locator.parse("eu-ai-act@2026-07-26/art-5/1/h"))
    asked = samples(tmp_path, line()).of
    assert entry(earlier, GLOSSARY, asked).samples == entry(passage, GLOSSARY, asked).samples == asked[BAN]
    (bare,) = Contents.of([passage], GLOSSARY).entries
    assert bare.samples == {}
