"""Split: the official texts of the mirror cut along their own numbering."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from mirror import official_mirror

from corpus.official import Manifest
from corpus.split import Unit

# id, units at every level, then the first and last provision with the beginning of the SHA-256 of their text,
# and that of the list of all locators.
# fmt: off
TEXTS = [
    ("nhrck-frt-2023-en", 12,
     "para-1", "979a839e4b02e3a2", "para-12", "41369e5b1ad2092f", "ea1a4efefe203eee"),
    ("kr-nhrc-act-ko", 357,
     "art-1", "ed2a6d94dbb1c7c2", "art-63", "2f097917174e3d1d", "291235674780c093"),
    ("kr-nhrc-act-as-of-2023-01-12-ko", 335,
     "art-1", "ed2a6d94dbb1c7c2", "art-63", "2f097917174e3d1d", "26eeafa08aecec45"),
    ("kr-constitution-ko", 389,
     "art-1", "935f78b2f83ee43f", "art-130", "ecaa21bae6169a5c", "0ab50368d4395a41"),
    ("kr-pipa-ko", 989,
     "art-1", "2def0ce4d81679aa", "art-76", "54edcf2369f34444", "96312e0d6f299e37"),
    ("kr-pipa-as-of-2023-01-12-ko", 804,
     "art-1", "2def0ce4d81679aa", "art-76", "4d3071aeb75d627f", "e8b8a135e584acf3"),
    ("kr-pipa-decree-ko", 1134,
     "art-1", "1fe61181b9218cd7", "art-63", "4d622269d5101097", "d2e17db09bb59284"),
    ("kr-ai-basic-act-ko", 414,
     "art-1", "ba01c26c48904c26", "art-43", "7fbfe3a06a452df6", "45d48f8c5a6ec9c7"),
    ("kr-ai-basic-act-decree-ko", 347,
     "art-1", "6c73fc1cfb9a639b", "art-33", "158a5dfac05d390d", "25b85852cbf1f177"),
    ("kr-police-duties-act-ko", 142,
     "art-1", "8c68349123fea82a", "art-13", "6139b6c3ed73cd4a", "ffe456e76940e228"),
    ("kr-police-personal-data-decree-ko", 10,
     "art-1", "1fb5160629056d97", "art-3", "7080a61fc7c46a3e", "62ab9a1248bf0691"),
    ("kr-prosecution-personal-data-decree-ko", 16,
     "art-1", "67365df9ef1f95f6", "art-4", "493328ee658419f5", "1a5850193c644f4a"),
    ("kr-immigration-act-biometric-articles-ko", 68,
     "art-2", "5e5b9860ca9e76a0", "art-38-2", "08f3bd741d1b2ad3", "48ffe3a8c1f37be8"),
    ("un-iccpr-en", 214,
     "art-1", "cfa0e59b65206c2b", "art-53", "837ab65fcd743a37", "a54192d483bbbbbb"),
    ("un-udhr-en", 62,
     "art-1", "a2ccb5fb55a20f5d", "art-30", "5416754eb12e674c", "586d43a9d91792b0"),
    ("un-udhr-ko", 62,
     "art-1", "78b0371423758a64", "art-30", "e48011a92363b858", "586d43a9d91792b0"),
    ("un-ccpr-gc16-1988-en", 11,
     "para-1", "cf46892c8f47591e", "para-11", "04b8200a8f8814de", "8178162a27c00963"),
    ("un-ccpr-gc37-2020-en", 102,
     "para-1", "cbf72ecf448ee34f", "para-102", "e1ff90dff9ab668b", "2c56f011b7d844b0"),
    ("un-cerd-gr36-2020-en", 69,
     "para-1", "50a3de4f3dbf894c", "para-69", "b1d41d9d2e5882e8", "415b0636b2ce3a90"),
    ("un-a-hrc-41-35-2019-en", 98,
     "para-1", "f3fb02053f28a80b", "para-69", "d13ca824ca54019f", "c82aa44298c4e5d5"),
    ("eu-ai-act-2024-1689-en", 1473,
     "art-1", "9e74beff0ddda664", "art-113", "808b4fc0d4774cb7", "bae45e0517a473ba"),
    ("eu-ai-omnibus-pe-cons-30-26-en", 152,
     "art-1", "985573d915df5ad5", "art-4", "1683e019da62d143", "5a2cf38592c5b1d2"),
    ("eu-commission-guidelines-prohibited-ai-2025-en", 485,
     "para-1", "3924b33df1f07bc8", "para-433", "c71e35aa5b7acafa", "ba202964b257ff6b"),
    ("eu-gdpr-2016-679-en", 1029,
     "art-1", "322a2eb8276be1c3", "art-99", "848cdc290f52c263", "1560833073c01270"),
    ("eu-led-2016-680-en", 513,
     "art-1", "4d6fbb82a792c23d", "art-65", "a10b8fc122568129", "a3e350533e3d6c34"),
    ("coe-echr-section1-en", 62,
     "art-1", "3f3f9c4c78de26f3", "art-18", "6cfbfe61f9a5addb", "003e84bd7b7438d5"),
    ("coe-convention-108-1981-en", 114,
     "art-1", "1475fe3dedf5b90f", "art-27", "681ec50461f20851", "ac86a4c46579fdee"),
    ("us-wa-rcw-43-386-en", 86,
     "sec-010", "d2d89d8a1488de77", "sec-901", "ce2271789c529bc5", "c6348e3c1a083257"),
    ("us-il-bipa-740-ilcs-14-en", 41,
     "sec-1", "d7c773f6cad98290", "sec-99", "40ace1c4d951b8e8", "ae4af0b4b65c5486"),
]
# fmt: on

COUNTS = {
    "nhrck-frt-2023-en": {"para": 12},
    "kr-nhrc-act-ko": {"art": 77},
    "kr-nhrc-act-as-of-2023-01-12-ko": {"art": 72},
    "kr-constitution-ko": {"art": 130},
    "kr-pipa-ko": {"art": 127},
    "kr-pipa-as-of-2023-01-12-ko": {"art": 115},
    "kr-pipa-decree-ko": {"art": 140},
    "kr-ai-basic-act-ko": {"art": 46},
    "kr-ai-basic-act-decree-ko": {"art": 33},
    "kr-police-duties-act-ko": {"art": 27},
    "kr-police-personal-data-decree-ko": {"art": 3},
    "kr-prosecution-personal-data-decree-ko": {"art": 4},
    "kr-immigration-act-biometric-articles-ko": {"art": 7},
    "un-iccpr-en": {"art": 53},
    "un-udhr-en": {"art": 30},
    "un-udhr-ko": {"art": 30},
    "un-ccpr-gc16-1988-en": {"para": 11},
    "un-ccpr-gc37-2020-en": {"para": 102},
    "un-cerd-gr36-2020-en": {"para": 69},
    "un-a-hrc-41-35-2019-en": {"para": 69},
    "eu-ai-act-2024-1689-en": {"rec": 180, "art": 113, "annex": 13},
    "eu-ai-omnibus-pe-cons-30-26-en": {"rec": 47, "art": 4},
    "eu-commission-guidelines-prohibited-ai-2025-en": {"para": 433},
    "eu-gdpr-2016-679-en": {"rec": 173, "art": 99},
    "eu-led-2016-680-en": {"rec": 107, "art": 65},
    "coe-echr-section1-en": {"art": 18},
    "coe-convention-108-1981-en": {"art": 27},
    "us-wa-rcw-43-386-en": {"sec": 12},
    "us-il-bipa-740-ilcs-14-en": {"sec": 8},
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
    ("us-il-bipa-740-ilcs-14-en", "sec-15", "a b b/1 b/2 b/3 c d d/1 d/2 d/3 d/4 e e/1 e/2"),
    ("us-il-bipa-740-ilcs-14-en", "sec-10", ""),
    ("eu-ai-omnibus-pe-cons-30-26-en", "art-2", "1 2 3 4 5 6 7"),
    ("eu-ai-omnibus-pe-cons-30-26-en", "art-3", "1 2 3 3/a 3/b"),
    ("eu-ai-omnibus-pe-cons-30-26-en", "art-4", ""),
    ("eu-commission-guidelines-prohibited-ai-2025-en", "para-2", "i ii iii iv"),
    ("eu-commission-guidelines-prohibited-ai-2025-en", "para-149", "i ii ii/a ii/b iii iii/a iii/b"),
    ("eu-commission-guidelines-prohibited-ai-2025-en", "para-163", "i ii"),
    ("eu-commission-guidelines-prohibited-ai-2025-en", "para-95", "1 2 3"),
    ("un-a-hrc-41-35-2019-en", "para-66", "a b c d e f"),
    ("un-a-hrc-41-35-2019-en", "para-12", ""),
    ("un-udhr-en", "art-23", "1 2 3 4"),
    ("un-udhr-ko", "art-23", "1 2 3 4"),
    ("un-udhr-ko", "art-12", ""),
    ("coe-echr-section1-en", "art-5", "1 1/a 1/b 1/c 1/d 1/e 1/f 2 3 4 5"),
    ("coe-echr-section1-en", "art-8", "1 2"),
    ("coe-convention-108-1981-en", "art-8", "a b c d"),
    ("coe-convention-108-1981-en", "art-3", "1 2 2/a 2/b 2/c 3 4 5 6"),
    ("kr-police-duties-act-ko", "art-2", "1 2 2-2 3 4 5 6 7"),
    ("kr-immigration-act-biometric-articles-ko", "art-12-2", "1 1/1 1/2 1/3 2 3 4 5 6"),
    ("kr-nhrc-act-as-of-2023-01-12-ko", "art-25", "1 2 3 4 5 6"),
    ("kr-police-personal-data-decree-ko", "art-2", "1 2 3 4 5 6 7"),
]

# What is easily lost or let in: footnote marks that adhere to a number, sentences that a page cuts, headings that stand
# after a paragraph, labels within wrapped lines, quoted articles. id, path, lines, beginning and end, and the SHA-256.
# fmt: off
TRICKY = [
    ("eu-ai-omnibus-pe-cons-30-26-en", "rec-17", 1, "In order", "this Regulation.", "07bb8800b31f6bd4"),
    ("eu-ai-omnibus-pe-cons-30-26-en", "art-1/7/a", 3, "in paragraph 1,", "law;’;", "65367c1d5940a120"),
    ("eu-ai-omnibus-pe-cons-30-26-en", "art-1/32", 62, "the following", "information.’;", "25eb2fa65042e848"),
    ("eu-ai-omnibus-pe-cons-30-26-en", "art-2/7", 2, "in Article 53", "account.’", "348f4c0ca5673648"),
    ("eu-commission-guidelines-prohibited-ai-2025-en", "para-10", 1, "The AI Act", "TFEU.", "ff0d791468bdfc17"),
    ("eu-commission-guidelines-prohibited-ai-2025-en", "para-182", 1, "The Consumer", "Act.", "fd08dae77ccdc87b"),
    ("eu-commission-guidelines-prohibited-ai-2025-en", "para-326", 1, "The AI Act", "2025.", "365f70e98ef97c2b"),
    ("eu-commission-guidelines-prohibited-ai-2025-en", "para-331", 1, "A targeted", "victims.", "3b459e93004a6cf9"),
    ("eu-commission-guidelines-prohibited-ai-2025-en", "para-428", 5, "Uses for", "in Spain.", "9f82ea96ec9fe4eb"),
    ("un-a-hrc-41-35-2019-en", "para-6", 1, "Some States", "purchasers.", "2882c86cf19f5c6f"),
    ("un-a-hrc-41-35-2019-en", "para-33", 1, "The guidance", "development.", "429f9bf4ddac5555"),
    ("un-a-hrc-41-35-2019-en", "para-36", 1, "In 2013,", 'instructions".', "1175042563b8af9c"),
    ("un-a-hrc-41-35-2019-en", "para-67/c", 1, "When", "redress.", "0207283c09f2d429"),
    ("coe-echr-section1-en", "art-5/3", 1, "Everyone", "for trial.", "a0517cc1fcfc4742"),
    ("coe-convention-108-1981-en", "art-27", 5, "The Secretary", "convention.", "681ec50461f20851"),
    ("us-il-bipa-740-ilcs-14-en", "sec-20/b", 1, "For purposes", "Section.", "e0f9c9b33fc3f800"),
    ("us-il-bipa-740-ilcs-14-en", "sec-10", 7, "In this Act:", "employment.", "5c3c593a83cf36a0"),
    ("us-il-bipa-740-ilcs-14-en", "sec-30", 1, "(Repealed).", "(Repealed).", "35b8368f8c0df497"),
    ("un-udhr-en", "art-29", 3, "1. Everyone", "Nations.", "57185d8992460d94"),
    ("un-udhr-ko", "art-12", 1, "어느 누구도", "가진다.", "2394bfbdc10ef7bf"),
    ("kr-immigration-act-biometric-articles-ko", "art-12-2/1", 4, "입국하려는", "사람", "ccc22dc24205b776"),
]
# fmt: on


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


def test_amending_points(units: dict[str, tuple[Unit, ...]]) -> None:
    """The omnibus amends the AI Act in 43 points; what it inserts there opens no unit of the omnibus."""
    article = next(unit for unit in units["eu-ai-omnibus-pe-cons-30-26-en"] if unit.locator.path == "art-1")
    assert [point.locator.subs[0] for point in article.children] == [str(number) for number in range(1, 44)]
    assert {len(point.children) for point in article.children} == {0, 2, 3, 4, 7}
    assert [unit.locator.path for unit in article.walk() if unit.tail] == []


@pytest.mark.parametrize(("name", "path", "lines", "beginning", "end", "sha256"), TRICKY)
def test_tricky_passages(
    units: dict[str, tuple[Unit, ...]], name: str, path: str, lines: int, beginning: str, end: str, sha256: str
) -> None:
    """What a page, a footnote, a wrapped line or a quotation might damage is whole, letter for letter."""
    text = next(unit.text for whole in units[name] for unit in whole.walk() if unit.locator.path == path)
    assert (text.startswith(beginning), text.endswith(end), text.count("\n") + 1) == (True, True, lines)
    assert _beginning(text) == sha256


def test_every_locator_once_and_no_unit_empty(units: dict[str, tuple[Unit, ...]]) -> None:
    """A text has no two units with one locator, and only a text in another language shares one. Each unit has words
    but one: Article 50 of the NHRC Act was emptied by a repeal."""
    texts = Manifest.load().texts
    inside = [(unit, texts[name].language) for name in units for whole in units[name] for unit in whole.walk()]
    assert len({(unit.locator, language) for unit, language in inside}) == len(inside)
    assert [str(unit.locator) for unit, _ in inside if not unit.text] == ["kr-nhrc-act/art-50"]


def test_no_furniture_in_the_words(units: dict[str, tuple[Unit, ...]]) -> None:
    """Page marks, running headers, marks of amendment, Markdown and furniture of a page are no part of the words."""
    marks = (
        "[[page", "<개정", "<신설", "\\.", "**", "공감", "Hits :", "2020 c 257 s ", "generateTOC", "PE-CONS", "GIP.B",
        "<sup>", "](", "####", "(Source:", "____", "....", "<para",
    )  # fmt: skip
    inside = [unit for wholes in units.values() for whole in wholes for unit in whole.walk()]
    assert [(str(unit.locator), mark) for unit in inside for mark in marks if mark in unit.own] == []


def test_copies_of_one_wording_are_one(units: dict[str, tuple[Unit, ...]]) -> None:
    """The AI Act as EUR-Lex serves it in HTML gives the same locators, headings and words as the plain text."""
    folder = official_mirror()
    copies = [(text, copy) for text in Manifest.load().texts.values() for copy in text.copies]
    assert [copy.id for _, copy in copies] == ["eu-ai-act-2024-1689-oj-en"]
    for text, copy in copies:
        assert text.units((folder / copy.file).read_bytes(), copy.format) == units[text.id]
