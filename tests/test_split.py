"""Split: official texts cut along their own numbering."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from mirror import official_mirror

from corpus.errors import OfficialError
from corpus.extract import extract
from corpus.instrument import Scheme
from corpus.official import Manifest
from corpus.split import Unit, split

# id, units at every level, then the first and last provision with the beginning of the SHA-256 of their text,
# and that of the list of all locators.
TEXTS = [
    ("nhrck-frt-2023-en", 12, "para-1", "979a839e4b02e3a2", "para-12", "41369e5b1ad2092f", "ea1a4efefe203eee"),
    ("kr-nhrc-act-ko", 357, "art-1", "ed2a6d94dbb1c7c2", "art-63", "2f097917174e3d1d", "291235674780c093"),
    ("kr-constitution-ko", 389, "art-1", "935f78b2f83ee43f", "art-130", "ecaa21bae6169a5c", "0ab50368d4395a41"),
    ("kr-pipa-ko", 989, "art-1", "2def0ce4d81679aa", "art-76", "54edcf2369f34444", "96312e0d6f299e37"),
    ("kr-pipa-decree-ko", 1134, "art-1", "1fe61181b9218cd7", "art-63", "4d622269d5101097", "d2e17db09bb59284"),
    ("kr-ai-basic-act-ko", 414, "art-1", "ba01c26c48904c26", "art-43", "7fbfe3a06a452df6", "45d48f8c5a6ec9c7"),
    ("un-iccpr-en", 214, "art-1", "cfa0e59b65206c2b", "art-53", "837ab65fcd743a37", "a54192d483bbbbbb"),
    ("un-ccpr-gc37-2020-en", 102, "para-1", "cbf72ecf448ee34f", "para-102", "e1ff90dff9ab668b", "2c56f011b7d844b0"),
    ("un-cerd-gr36-2020-en", 69, "para-1", "50a3de4f3dbf894c", "para-69", "b1d41d9d2e5882e8", "415b0636b2ce3a90"),
    ("eu-ai-act-2024-1689-en", 1473, "art-1", "9e74beff0ddda664", "art-113", "808b4fc0d4774cb7", "bae45e0517a473ba"),
    ("eu-gdpr-2016-679-en", 1029, "art-1", "322a2eb8276be1c3", "art-99", "848cdc290f52c263", "1560833073c01270"),
    ("eu-led-2016-680-en", 513, "art-1", "4d6fbb82a792c23d", "art-65", "a10b8fc122568129", "a3e350533e3d6c34"),
    ("us-wa-rcw-43-386-en", 86, "sec-010", "d2d89d8a1488de77", "sec-901", "ce2271789c529bc5", "c6348e3c1a083257"),
]

COUNTS = {
    "nhrck-frt-2023-en": {"para": 12},
    "un-iccpr-en": {"art": 53},
    "un-ccpr-gc37-2020-en": {"para": 102},
    "un-cerd-gr36-2020-en": {"para": 69},
    "eu-ai-act-2024-1689-en": {"rec": 180, "art": 113, "annex": 13},
    "eu-gdpr-2016-679-en": {"rec": 173, "art": 99},
    "eu-led-2016-680-en": {"rec": 107, "art": 65},
    "us-wa-rcw-43-386-en": {"sec": 12},
    "kr-constitution-ko": {"art": 130},
}

INSIDE = [
    (
        "eu-ai-act-2024-1689-en",
        "art-5",
        "1 1/a 1/b 1/c 1/c/i 1/c/ii 1/d 1/e 1/f 1/g 1/h 1/h/i 1/h/ii 1/h/iii 2 2/a 2/b 3 4 5 6 7 8",
    ),
    ("eu-ai-act-2024-1689-en", "art-43", "1 1/a 1/b 2 3 4 5 6"),
    ("eu-ai-act-2024-1689-en", "annex-10", "1 1/a 1/b 1/c 2 2/a 2/b 3 4 5 5/a 5/b 6 7 7/a 7/b"),
    ("eu-ai-act-2024-1689-en", "art-108", "1 2 3 4 5 6"),
    ("eu-gdpr-2016-679-en", "art-9", "1 2 2/a 2/b 2/c 2/d 2/e 2/f 2/g 2/h 2/i 2/j 3 4"),
    ("eu-led-2016-680-en", "art-10", "a b c"),
    ("eu-led-2016-680-en", "art-51", "1 1/a 1/b 1/c 1/d 1/e 1/f 1/g 1/h 1/i 1/j 2 3 4"),
    ("un-iccpr-en", "art-8", "1 2 3 3/a 3/b 3/c 3/c/i 3/c/ii 3/c/iii 3/c/iv"),
    ("un-iccpr-en", "art-14", "1 2 3 3/a 3/b 3/c 3/d 3/e 3/f 3/g 4 5 6 7"),
    ("un-iccpr-en", "art-11", ""),
    ("kr-pipa-ko", "art-2", "1 1/가 1/나 1/다 1-2 2 3 4 5 6 6/가 6/나 7 7-2 8"),
    ("kr-pipa-ko", "art-25-2", "1 1/1 1/2 1/3 2 3 4"),
    ("kr-pipa-decree-ko", "art-18", "1 2 3 4"),
    ("kr-nhrc-act-ko", "art-25", "1 2 3 4 5 6"),
    ("us-wa-rcw-43-386-en", "sec-080", "1 1/a 1/b 1/c 2 3 4 5 6 7"),
    ("us-wa-rcw-43-386-en", "sec-010", "1 2 3 3/a 3/b 4 5 6 7 8 9 10 10/a 10/b 11 11/a 11/b 12"),
]

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


@pytest.fixture(scope="module")
def units() -> dict[str, tuple[Unit, ...]]:
    """Every text of the mirror, split."""
    folder = official_mirror()
    texts = Manifest.load().texts.values()
    return {text.id: text.units((folder / text.file).read_bytes(), text.format) for text in texts}


def _beginning(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@pytest.mark.parametrize("row", TEXTS, ids=[str(row[0]) for row in TEXTS])
def test_first_and_last_provision(
    units: dict[str, tuple[Unit, ...]], row: tuple[str, int, str, str, str, str, str]
) -> None:
    """Each text has its known units, and its first and last provision are, letter for letter, those of the text."""
    name, number, first, first_hash, last, last_hash, locators = row
    inside = [unit for whole in units[name] for unit in whole.walk()]
    bodies = [whole for whole in units[name] if whole.locator.part not in ("rec", "annex")]
    assert (bodies[0].locator.path, _beginning(bodies[0].text)) == (first, first_hash)
    assert (bodies[-1].locator.path, _beginning(bodies[-1].text)) == (last, last_hash)
    assert (len(inside), _beginning("\n".join(unit.locator.path for unit in inside))) == (number, locators)


@pytest.mark.parametrize(("name", "counts"), COUNTS.items())
def test_counts(units: dict[str, tuple[Unit, ...]], name: str, counts: dict[str, int]) -> None:
    """A text holds every article, recital, annex, section or paragraph that it has, and nothing else."""
    assert dict(Counter(unit.locator.part for unit in units[name])) == counts


@pytest.mark.parametrize(("name", "path", "inside"), INSIDE)
def test_levels(units: dict[str, tuple[Unit, ...]], name: str, path: str, inside: str) -> None:
    """Paragraphs, points, items and sub-items stand where the text numbers them."""
    whole = next(unit for unit in units[name] if unit.locator.path == path)
    found = [unit.locator.path.removeprefix(f"{path}/") for unit in whole.walk() if unit is not whole]
    assert " ".join(found) == inside


def test_every_locator_once_and_no_unit_empty(units: dict[str, tuple[Unit, ...]]) -> None:
    """No two units share a locator, and each has words but one: Article 50 of the NHRC Act was emptied by a repeal."""
    inside = [unit for wholes in units.values() for whole in wholes for unit in whole.walk()]
    assert len({unit.locator for unit in inside}) == len(inside)
    assert [str(unit.locator) for unit in inside if not unit.text] == ["kr-nhrc-act/art-50"]


def test_no_furniture_in_the_words(units: dict[str, tuple[Unit, ...]]) -> None:
    """Page marks, marks of amendment, Markdown and the furniture of a web page are no part of the words."""
    marks = ("[[page", "<개정", "<신설", "\\.", "**", "공감", "Hits :", "2020 c 257 s ", "generateTOC")
    inside = [unit for wholes in units.values() for whole in wholes for unit in whole.walk()]
    assert [(str(unit.locator), mark) for unit in inside for mark in marks if mark in unit.own] == []


def test_eur_lex_page_and_text_are_one(units: dict[str, tuple[Unit, ...]]) -> None:
    """The AI Act as EUR-Lex serves it in HTML gives the same locators, headings and words as the plain text."""
    path = official_mirror() / "eu-ai-act-2024-1689-oj-en.html"
    if not path.is_file():
        pytest.skip("the mirror has no EUR-Lex page of the AI Act")
    assert split(extract(path.read_bytes(), "html"), Scheme.EU_ACT, "eu-ai-act") == units["eu-ai-act-2024-1689-en"]


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


def test_a_descriptive_text_has_no_units() -> None:
    """A text without numbering known to us cannot be split; that is said, not guessed."""
    with pytest.raises(OfficialError, match="no numbering"):
        split("words", Scheme.DESCRIPTIVE, "x")


@pytest.mark.parametrize(
    ("raw", "form", "fault"),
    [
        (b"\xff\xfe", "text", "not UTF-8"),
        (b"[]", "json", "not an act in JSON"),
        (b'{"recitals": [], "articles": [{}]}', "json", "not an act in JSON"),
        (b"<html>", "json", "not an act in JSON"),
        (b"", "docx", "unknown format"),
    ],
)
def test_bytes_that_are_no_such_document(raw: bytes, form: str, fault: str) -> None:
    """Bytes that are not what their format says are refused with a reason."""
    with pytest.raises(OfficialError, match=fault):
        extract(raw, form)
