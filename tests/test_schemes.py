"""Schemes: how each numbering is read, on handmade texts."""

from __future__ import annotations

import pytest

from corpus.errors import OfficialError
from corpus.instrument import Scheme
from corpus.split import Unit, split

ACT = """Whereas:
(1) A first reason.
(2) A second one, see Article 9 (4).
HAVE ADOPTED THIS REGULATION:
CHAPTER I
OPENING
Article 1
Aim
1. It asks (a) nothing and (b) little.
A second subparagraph.
2. It lists:
(a) one:
(i) a first part;
(ii) a second part.
This stands between two points;
(b) two.
Once more it lists:
(a) a second list.
CHAPTER II
ENDING
Article 2
End
(1) ‘word’ means a sound;
(2) ‘silence’ means:
(a) none of it.
This Regulation shall be binding in its entirety.
Done at Brussels, 1 May 2024.
(1) OJ L 1.
ANNEX I
Lists
Section A. First
1. One thing.
Section B. Second
2. Another thing.
3. Steps.
3.1. A step:
(a) a foot.
ANNEX IV
More
(a) a letter.
ELI: http://example.org
"""

STATUTE = """# 어떤 법

## 제1장 총칙

##### 제1조 (목적)

이 법은 본보기이다. <개정 2014.3.24>

[전문개정 2014.3.24]

##### 제2조

삭제 <2020.2.4>

##### 제25조의2 (기기)

**①** 다음 각 호의 기기를 말한다. <신설 2023.3.14, 2024.1.1>

  1\\. 첫째 기기
    가\\. 작은 것
       1) 아주 작은 것
    나\\. 큰 것
  1의2\\. 둘째 기기

**②** 제1항은 「어떤 법」 제2조에 따른다.

## 부칙

##### 제1조 (시행일)

이 법은 공포한 날부터 시행한다.
"""


def _table(wholes: tuple[Unit, ...]) -> dict[str, tuple[str, str]]:
    return {unit.locator.path: (unit.words, unit.tail) for whole in wholes for unit in whole.walk()}


def test_eu_act() -> None:
    """Labels count at the start of a line only; a subparagraph after points, and a second list, belong to the
    paragraph; signatures, footnotes and headings of chapters belong to nothing."""
    assert _table(split(ACT, Scheme.EU_ACT, "x")) == {
        "rec-1": ("A first reason.", ""),
        "rec-2": ("A second one, see Article 9 (4).", ""),
        "art-1": ("", ""),
        "art-1/1": ("It asks (a) nothing and (b) little.\nA second subparagraph.", ""),
        "art-1/2": ("It lists:", "Once more it lists:\n(a) a second list."),
        "art-1/2/a": ("one:", "This stands between two points;"),
        "art-1/2/a/i": ("a first part;", ""),
        "art-1/2/a/ii": ("a second part.", ""),
        "art-1/2/b": ("two.", ""),
        "art-2": ("", ""),
        "art-2/1": ("‘word’ means a sound;", ""),
        "art-2/2": ("‘silence’ means:", ""),
        "art-2/2/a": ("none of it.", ""),
        "annex-1": ("", ""),
        "annex-1/seca": ("", ""),
        "annex-1/seca/1": ("One thing.", ""),
        "annex-1/secb": ("", ""),
        "annex-1/secb/2": ("Another thing.", ""),
        "annex-1/secb/3": ("Steps.", ""),
        "annex-1/secb/3/1": ("A step:", ""),
        "annex-1/secb/3/1/a": ("a foot.", ""),
        "annex-4": ("", ""),
        "annex-4/a": ("a letter.", ""),
    }  # fmt: skip


def test_letter_i_in_a_long_list() -> None:
    """After (a) to (h), an (i) that (j) follows is the ninth letter; one that (ii) follows is a numeral."""
    letters = "".join(f"({letter}) point {letter};\n" for letter in "abcdefghij")
    act = f"HAVE ADOPTED THIS REGULATION:\nArticle 1\nAim\n1. It lists:\n{letters}"
    assert "art-1/1/i" in _table(split(act, Scheme.EU_ACT, "x"))
    act = act[: act.index("(i)")] + "(i) part one;\n(ii) part two;\n"
    assert {"art-1/1/h/i", "art-1/1/h/ii"} <= set(_table(split(act, Scheme.EU_ACT, "x")))


def test_text_keeps_the_order_and_the_labels() -> None:
    """The text of a unit is its own words and those of its sub-units, with their labels, as the text orders them."""
    paragraph = next(unit for unit in split(ACT, Scheme.EU_ACT, "x")[2].walk() if unit.locator.path == "art-1/2")
    assert paragraph.text.splitlines() == [
        "It lists:", "(a) one:", "(i) a first part;", "(ii) a second part.", "This stands between two points;",
        "(b) two.", "Once more it lists:", "(a) a second list.",
    ]  # fmt: skip


def test_korean_statute() -> None:
    """조, 항, 호, 목 nest as a statute nests them; marks of amendment and 부칙 are left out; 삭제 keeps its place."""
    wholes = split(STATUTE, Scheme.KR_STATUTE, "x")
    assert _table(wholes) == {
        "art-1": ("이 법은 본보기이다.", ""),
        "art-2": ("삭제", ""),
        "art-25-2": ("", ""),
        "art-25-2/1": ("다음 각 호의 기기를 말한다.", ""),
        "art-25-2/1/1": ("첫째 기기", ""),
        "art-25-2/1/1/가": ("작은 것", ""),
        "art-25-2/1/1/가/1": ("아주 작은 것", ""),
        "art-25-2/1/1/나": ("큰 것", ""),
        "art-25-2/1/1-2": ("둘째 기기", ""),
        "art-25-2/2": ("제1항은 「어떤 법」 제2조에 따른다.", ""),
    }
    assert [whole.heading for whole in wholes] == ["목적", None, "기기"]


def test_numbered_paragraphs_with_and_without_full_stop() -> None:
    """A paragraph begins with the next number, with or without a full stop; other lines continue it."""
    table = _table(split("1. One\n9 of ten\n2 Two\n\n3.  Three", Scheme.UN_PARAGRAPHS, "x"))
    assert table == {"para-1": ("One\n9 of ten", ""), "para-2": ("Two", ""), "para-3": ("Three", "")}


def test_treaty_lines_joined() -> None:
    """Hard line breaks and page marks vanish, even within a heading; labels in a sentence open no unit."""
    text = (
        "Agree upon the following:\n\nPART I\nArticle 1\n1. One, under article 2\nof this. 2. Two is (a) in a sentence."
        "\n[[page 2]]\nPART II\nArticle\n2\nThree: (a) four;\n(b) five."
    )
    assert _table(split(text, Scheme.TREATY, "x")) == {
        "art-1": ("", ""),
        "art-1/1": ("One, under article 2 of this.", ""),
        "art-1/2": ("Two is (a) in a sentence.", ""),
        "art-2": ("Three:", ""),
        "art-2/a": ("four;", ""),
        "art-2/b": ("five.", ""),
    }


def test_bracketed_paragraphs_among_headings() -> None:
    """Numbers in brackets, points inside; headings, and what has no number below one, belong to no paragraph."""
    text = (
        "1. OPENING\n(1) One.\n(2) Two of:\n(i) this;\n(ii) that.\nA heading without a number\n(3) Three.\n- an item\n"
        "1.1. Inside\nA sentence without a number.\n(4) Four,\n3. out of order.\n2. ENDING\n(5) Five."
    )
    assert _table(split(text, Scheme.UN_PARAGRAPHS, "x")) == {
        "para-1": ("One.", ""),
        "para-2": ("Two of:", ""),
        "para-2/i": ("this;", ""),
        "para-2/ii": ("that.", ""),
        "para-3": ("Three.\n- an item", ""),
        "para-4": ("Four,\n3. out of order.", ""),
        "para-5": ("Five.", ""),
    }


AMENDING = """HAVE ADOPTED THIS REGULATION:
Article 1
Amendments
The Act is amended as follows:
(1) Article 4 is replaced by the following:
‘Article 4
New
1. First:
(a) one.
2. Second.’;
(2) Article 5 is amended as follows:
(a) paragraph 1 is replaced by the following:
‘1. Other words.’;
(b) the following Annex is added:
‘ANNEX II
1. A list.’.
Article 2
End
It is replaced by the following:
‘A quotation whose end is missing.
Article 3
Last
It ends here.
"""


def test_amending_act() -> None:
    """What an amending act quotes after a colon is one with the point that announces it, whatever it numbers."""
    wholes = split(AMENDING, Scheme.EU_ACT, "x")
    assert [whole.heading for whole in wholes] == ["Amendments", "End", "Last"]
    assert _table(wholes) == {
        "art-1": ("The Act is amended as follows:", ""),
        "art-1/1": (
            "Article 4 is replaced by the following:\n‘Article 4\nNew\n1. First:\n(a) one.\n2. Second.’;", "",
        ),
        "art-1/2": ("Article 5 is amended as follows:", ""),
        "art-1/2/a": ("paragraph 1 is replaced by the following:\n‘1. Other words.’;", ""),
        "art-1/2/b": ("the following Annex is added:\n‘ANNEX II\n1. A list.’.", ""),
        "art-2": ("It is replaced by the following:\n‘A quotation whose end is missing.", ""),
        "art-3": ("It ends here.", ""),
    }  # fmt: skip


def test_treaty_with_marked_headings() -> None:
    """Headings of articles are marked; the one below is the title; letters may have a full stop; the rest is none."""
    text = (
        "Preamble.\n# Article 1\n#- Aim\nOne sentence.\n## PART II\n#Rules\n#Article 2\n1. Two:\na.to do;\n(b)to let.\n"
        "2. Three.\nDONE at Seoul, in one copy."
    )
    wholes = split(text, Scheme.TREATY, "x")
    assert [whole.heading for whole in wholes] == ["Aim", None]
    assert [(unit.locator.path, unit.label, unit.words) for whole in wholes for unit in whole.walk()] == [
        ("art-1", "", "One sentence."), ("art-2", "", ""), ("art-2/1", "1.", "Two:"), ("art-2/1/a", "a.", "to do;"),
        ("art-2/1/b", "(b)", "to let."), ("art-2/2", "2.", "Three."),
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_illinois_act(gap: str) -> None:
    """Sections run from their citation to the note on their source; letters hold numbers, each after its last."""
    blocks = [
        "(740 ILCS 14/1)", "Sec. 1. Aim; name. It aims, see subsection (b) below.", "(a) One:", "(1) first;",
        "(A) big;", "(b) two.", "(d) no letter.", "(Source: P.A. 1.)", "A menu", "(740 ILCS 14/30)",
        "Sec. 30. (Repealed).", "(Source: P.A. 2.)",
    ]  # fmt: skip
    wholes = split(gap.join(blocks), Scheme.ILCS, "x")
    assert [whole.heading for whole in wholes] == ["Aim; name", None]
    assert _table(wholes) == {
        "sec-1": ("It aims, see subsection (b) below.", ""),
        "sec-1/a": ("One:", ""),
        "sec-1/a/1": ("first;\n(A) big;", ""),
        "sec-1/b": ("two.\n(d) no letter.", ""),
        "sec-30": ("(Repealed).", ""),
    }


def test_a_descriptive_text_has_no_units() -> None:
    """A text without numbering known to us cannot be split; that is said, not guessed."""
    with pytest.raises(OfficialError, match="no numbering"):
        split("words", Scheme.DESCRIPTIVE, "x")
