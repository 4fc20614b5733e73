"""Divide: what tells two kinds of question apart by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.divide import Divide
from bot.lexicon import phrases

THESE = ["May police scan faces?", "May a shop scan faces?", "Who decides on a scan?"]
THOSE = ["How many cameras are there?", "Who sells cameras?"]


@pytest.fixture
def divide() -> Divide:
    """Learnt from three questions of the one kind and two of the other."""
    return Divide.learnt([phrases(one, "en") for one in THESE], [phrases(one, "en") for one in THOSE])


def test_each_sample_is_on_its_side(divide: Divide) -> None:
    """What the divide was learnt from stands where it belongs, and a question in like words beside it."""
    assert all(divide.side(one, "en") > 0.5 for one in THESE)
    assert all(divide.side(one, "en") < -0.5 for one in THOSE)
    assert divide.side("May a school scan faces?", "en") > 0 > divide.side("How many cameras?", "en")


def test_what_is_unknown_weakens_what_is_known(divide: Divide) -> None:
    """Words that no sample has say nothing themselves, but leave less of the question to judge it by."""
    known, mixed = divide.side("scan faces", "en"), divide.side("scan faces zzyzx qwerty", "en")
    assert known > mixed > 0
    assert divide.side("zzyzx qwerty", "en") == 0


def test_a_kind_with_more_samples_weighs_no_more() -> None:
    """Saying the same of the one kind ten times over moves no question to its side."""
    told = [[phrases(one, "en") for one in kind] for kind in (THESE, THOSE)]
    few, many = Divide.learnt(told[0], told[1]), Divide.learnt(told[0] * 10, told[1])
    for text in ("May a school scan faces?", "How many schools are there?"):
        assert (few.side(text, "en") > 0) is (many.side(text, "en") > 0)


def test_it_is_kept_and_read_again(divide: Divide, tmp_path: Path) -> None:
    """A file with other words than weights is refused."""
    divide.save(tmp_path, "kept")
    again = Divide.open(tmp_path, "kept")
    assert again.side("May a shop scan?", "en") == divide.side("May a shop scan?", "en")
    (tmp_path / "kept.txt").write_text("one\ntwo", encoding="utf-8")
    with pytest.raises(ValueError, match=r"kept\.txt holds 2 words"):
        Divide.open(tmp_path, "kept")


@pytest.mark.parametrize(("these", "those"), [([], [["a"]]), ([["a"]], []), ([[]], [["a"]])])
def test_without_samples_of_either_kind_it_says_nothing(
    tmp_path: Path, these: list[list[str]], those: list[list[str]]
) -> None:
    """An index of texts that nobody asked about has no divide."""
    Divide.learnt(these, those).save(tmp_path, "none")
    assert Divide.open(tmp_path, "none").side("a", "en") == 0
