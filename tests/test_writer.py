"""Writer: the extractive writer, and what is added to a draft that leaves something out."""

from __future__ import annotations

import pytest
from builders import a_question, a_record, evidence_of, official_only, recorded

from bot.evidence import Evidence
from bot.role import Role
from bot.writer import Draft, ExtractiveWriter, Line, completed, labels
from corpus.instrument import Bilingual
from corpus.locator import Locator
from corpus.provision import Modality

RULE = recorded(
    a_record(
        "art-5", "Scanning is banned.", "스캔은 금지된다.", Modality.MUST_NOT,
        exceptions=["art-6"], conditions=["art-7"], note=Bilingual("It applies from 2025.", "2025년부터 적용된다."),
    )
)  # fmt: skip
EXCEPTION = recorded(a_record("art-6", "A court may allow it.", "법원은 허용할 수 있다.", Modality.MAY))
CONDITION = recorded(a_record("art-7", "It must be registered.", "등록해야 한다.", Modality.MUST))
OTHER = recorded(a_record("art-8", "Storing is banned.", "보관은 금지된다.", Modality.MUST_NOT, exceptions=["art-6"]))
ART_5, ART_8 = Locator.parse("x-act/art-5"), Locator.parse("x-act/art-8")
EVIDENCE = evidence_of(
    (RULE, Role.RULE, None),
    (EXCEPTION, Role.EXCEPTION, "art-5"),
    (CONDITION, Role.CONDITION, "art-5"),
    (OTHER, Role.RULE, None),
)
ENGLISH = a_question("May they scan?", "en")

RULE_LINE = Line("Scanning is banned. [P1]", Role.RULE)
EXCEPTION_LINE = Line("A court may allow it. [P2]", Role.EXCEPTION, ART_5)
CONDITION_LINE = Line("It must be registered. [P3]", Role.CONDITION, ART_5)
NOTE_LINE = Line("It applies from 2025. [P1]", Role.NOTE, ART_5)
OTHER_LINE = Line("Storing is banned. [P4]", Role.RULE)
EVERYTHING = (RULE_LINE, EXCEPTION_LINE, CONDITION_LINE, NOTE_LINE, OTHER_LINE)


def test_the_extract() -> None:
    """Each rule in the record's own words is followed by its exceptions, its conditions and how it stands today."""
    assert ExtractiveWriter().write(ENGLISH, EVIDENCE) == Draft(EVERYTHING, "extractive")


def test_the_extract_in_korean() -> None:
    """The extract speaks the language of the question."""
    draft = ExtractiveWriter().write(a_question("스캔해도 되나요?", "ko"), EVIDENCE)
    assert [line.text for line in draft.lines] == [
        "스캔은 금지된다. [P1]",
        "법원은 허용할 수 있다. [P2]",
        "등록해야 한다. [P3]",
        "2025년부터 적용된다. [P1]",
        "보관은 금지된다. [P4]",
    ]


def test_official_words_are_stated_as_they_are() -> None:
    """Official words without a record are stated in their own language, whatever the reader's; nobody translates them.

    Their lines stay.
    """
    evidence = evidence_of((official_only("art-1", "1. Scanning is banned.\n2. So is storing.", "en"), Role.RULE, None))
    line = Line("1. Scanning is banned.\n2. So is storing. [P1]", Role.RULE)
    assert ExtractiveWriter().write(ENGLISH, evidence).lines == (line,)
    assert ExtractiveWriter().write(a_question("금지되나요?", "ko"), evidence).lines == (line,)


def test_nothing_to_write_from() -> None:
    """Empty evidence gives an empty draft."""
    assert ExtractiveWriter().write(ENGLISH, Evidence(())) == Draft((), "extractive")


OWN = Line("They must not scan. [P1]", Role.RULE)
ALL_OWN = Line("They must not scan, unless a court allows it. [P1, P2]", Role.RULE)
ABOUT_OTHER = Line("They must not store. [P4]", Role.RULE)


@pytest.mark.parametrize(
    ("written", "added"),
    [
        ((OWN,), (EXCEPTION_LINE, CONDITION_LINE, NOTE_LINE)),
        ((ALL_OWN,), (EXCEPTION_LINE, CONDITION_LINE, NOTE_LINE)),
        ((OWN, EXCEPTION_LINE, CONDITION_LINE, NOTE_LINE), ()),
        ((ABOUT_OTHER,), (Line("A court may allow it. [P2]", Role.EXCEPTION, ART_8),)),
        ((ABOUT_OTHER, OWN), (EXCEPTION_LINE, CONDITION_LINE, NOTE_LINE)),
        ((EXCEPTION_LINE,), ()),
        ((Line("No label.", Role.RULE),), ()),
        (EVERYTHING, ()),
    ],
)
def test_completed(written: tuple[Line, ...], added: tuple[Line, ...]) -> None:
    """What the cited rules bring along and a draft left out is added in the records' own words; its own lines stay."""
    draft = Draft(written, "model", "openai:x", "abc")
    assert completed(draft, EVIDENCE, ENGLISH) == Draft((*written, *added), "model", "openai:x", "abc")


def test_an_exception_found_on_its_own() -> None:
    """An exception that was found as a rule of its own still follows the rule it takes something out of."""
    evidence = evidence_of((EXCEPTION, Role.RULE, None), (OTHER, Role.RULE, None))
    written = Line("They must not store. [P2]", Role.RULE)
    assert completed(Draft((written,), "model"), evidence, ENGLISH).lines == (
        written,
        Line("A court may allow it. [P1]", Role.EXCEPTION, ART_8),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. [P1]", ["P1"]),
        ("Two. [P1, P12]", ["P1", "P12"]),
        ("Two [P3] parts [P1].", ["P3", "P1"]),
        ("P1 is no label (P2).", []),
    ],
)
def test_labels(text: str, found: list[str]) -> None:
    """Labels are what stands in square brackets, in order."""
    assert labels(text) == found
