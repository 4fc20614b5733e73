"""Stats: the register counted, and its picture."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from corpus.register import Register
from corpus.stats import counts, lines, picture

PICTURE = Path(__file__).parents[1] / "docs" / "register.svg"


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


def test_each_record_is_counted_once(register: Register) -> None:
    """The lines name every instrument once and add up to the records, by how they were checked."""
    told = lines(register)
    assert sorted(line.instrument for line in told) == sorted(register.instruments)
    assert sum(line.records for line in told) == len(register.provisions)
    secondary = [record for record in register.provisions.values() if record.checked.secondary]
    assert sum(line.secondary for line in told) == len(secondary)


def test_what_is_counted_adds_up(register: Register) -> None:
    """Each record has one force, one status and one modality, and both languages."""
    counted = counts(register)
    for name in ("force", "status", "modality"):
        assert sum(counted[name].values()) == len(register.provisions), name
    assert counted["language"] == {"en": len(register.provisions), "ko": len(register.provisions)}


def test_the_picture_in_the_docs_is_of_this_register(register: Register) -> None:
    """``docs/register.svg`` is what ``python -m corpus stats --svg docs/register.svg`` writes today, and is whole."""
    drawn = picture(register)
    ElementTree.fromstring(drawn)
    assert PICTURE.read_text(encoding="utf-8") == drawn, "run: python -m corpus stats --svg docs/register.svg"
