"""Shelf: provisions looked up by locator, what answers for them, and whether they exist."""

from __future__ import annotations

import pytest

from bot.guide import Guide
from bot.shelf import MOST_CHILDREN, Shelf
from corpus.instrument import LANGUAGES, Language
from corpus.locator import Locator
from corpus.official import Store
from corpus.passage import passages
from corpus.register import Register

at = Locator.parse


@pytest.fixture(scope="module")
def shelf(guide: Guide) -> Shelf:
    """The shelf of the records alone."""
    return guide.shelf


@pytest.fixture(scope="module")
def full(official_store: Store) -> Shelf:
    """The shelf with the official texts."""
    register = Register.load()
    return Shelf(register, passages(register, official_store), official_store)


def test_every_record_is_found(shelf: Shelf) -> None:
    """The shelf finds every record under its own locator, and as the answer to a question for it."""
    for locator, record in shelf.register.provisions.items():
        found = shelf.find(locator)
        assert found is not None
        assert found.record is record
        assert [passage.locator for passage in shelf.around(locator, "en")] == [locator]
        assert shelf.exists(locator) is True


@pytest.mark.parametrize("path", ["eu-ai-act/art-44", "eu-ai-act/art-205", "ccpr-gc-37/para-500", "no-such/art-1"])
def test_what_is_not_held_is_not_found(shelf: Shelf, path: str) -> None:
    """A provision without a record or installed words is not found."""
    assert shelf.find(at(path)) is None
    assert shelf.around(at(path), "en") == ()


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("eu-ai-act/annex-3", ["eu-ai-act/annex-3/1", "eu-ai-act/annex-3/7/d"]),
        ("kr-pipa/art-23", ["kr-pipa/art-23/1", "kr-pipa/art-23/2", "kr-pipa/art-23/3"]),
        ("iccpr/art-17", ["iccpr/art-17/1", "iccpr/art-17/2"]),
    ],
)
def test_the_records_inside_answer_for_what_holds_them(shelf: Shelf, path: str, inside: list[str]) -> None:
    """A provision without a record of its own is answered for by the outermost records inside it."""
    found = [str(passage.locator) for passage in shelf.around(at(path), "en")]
    assert set(inside) <= set(found)
    assert not any(one != other and at(one).contains(at(other)) for one in found for other in found)


def test_a_long_article_is_answered_for_by_its_first_records(shelf: Shelf) -> None:
    """At most so many records answer for a provision that holds many."""
    counts = [len(shelf.around(locator, "ko")) for locator in shelf.register.children]
    assert max(counts) == MOST_CHILDREN
    assert min(counts) >= 1


def test_a_record_around_answers_for_what_is_inside_it(shelf: Shelf) -> None:
    """A point that is not recorded itself is answered for by the nearest record around it."""
    assert [str(passage.locator) for passage in shelf.around(at("eu-gdpr/art-4/14/a"), "en")] == ["eu-gdpr/art-4/14"]


@pytest.mark.parametrize(
    ("path", "exists"),
    [
        ("eu-ai-act/art-5/1/h", True),
        ("eu-ai-act/art-44", True),
        ("eu-ai-act/art-113", True),
        ("eu-ai-act/art-114", False),
        ("eu-ai-act/art-205", False),
        ("eu-ai-act/art-0", False),
        ("eu-ai-act/annex-20", False),
        ("ccpr-gc-37/para-500", False),
        ("eu-ai-act/art-205/1", False),
        ("eu-ai-act/para-44", False),
        ("eu-ai-act/art-44a", None),
        ("eu-ai-act/art-44/1", None),
        ("eu-ai-act/art-5/1/z", None),
        ("us-wa-rcw-43-386/sec-999", None),
        ("a-hrc-48-31/para-500", None),
        ("no-such/art-1", None),
    ],
)
def test_existence_by_the_records(shelf: Shelf, path: str, exists: bool | None) -> None:
    """Whole parts are known by the highest number of their text; of what is inside them only the records know."""
    assert shelf.exists(at(path)) is exists


@pytest.mark.parametrize(
    ("path", "exists"),
    [
        ("eu-ai-act/art-44/1", True),
        ("eu-ai-act/art-5/1/z", False),
        ("eu-ai-act/art-44/99", False),
        ("eu-ai-act/art-205", False),
        ("us-wa-rcw-43-386/sec-080/1", True),
        ("us-wa-rcw-43-386/sec-080/99", False),
        ("us-wa-rcw-43-386/sec-999", False),
        ("eu-ai-act/art-44a", False),
        ("eu-ai-act/art-75a", None),
        ("udhr/art-11/2", True),
        ("udhr/art-11/3", False),
        ("kr-pipa@2023-01-12/art-25/1", True),
        ("kr-pipa@2023-01-12/art-25-2", False),
        ("kr-immigration-act/art-12-2/1", True),
        ("kr-immigration-act/art-12-2/99", False),
        ("kr-immigration-act/art-28-2", None),
        ("kr-ai-basic-act-decree/art-16-2", None),
        ("kr-ai-basic-act-decree/art-16-9", False),
    ],
)
def test_existence_by_the_official_text(full: Shelf, path: str, exists: bool | None) -> None:
    """An installed text says of every level whether it is there; one that holds some articles only, of those."""
    assert full.exists(at(path)) is exists


def test_official_words_at_any_level(full: Shelf) -> None:
    """An installed text gives words for a provision that nobody recorded, at the level that is asked for."""
    whole, inside = full.find(at("eu-ai-act/art-44")), full.find(at("eu-ai-act/art-44/1"))
    assert whole is not None
    assert inside is not None
    assert (whole.record, inside.record) == (None, None)
    assert [words.text in around.text for words, around in zip(inside.official, whole.official, strict=True)] == [True]
    assert [passage.locator for passage in full.around(at("eu-ai-act/art-44"), "en")] == [at("eu-ai-act/art-44")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "whole"),
    [("eu-ai-act/art-26", True), ("kr-pipa/art-71", True), ("iccpr/art-17", False), ("kr-pipa/art-23", False)],
)
def test_records_come_before_the_official_words_of_the_whole(
    full: Shelf, language: Language, path: str, whole: bool
) -> None:
    """Where records stand inside an article, they answer for it; where they are not all of it, its words follow."""
    found = full.around(at(path), language)
    recorded = [passage.locator for passage in found if passage.record is not None]
    assert recorded != []
    assert all(at(path).contains(locator) for locator in recorded)
    assert [passage.locator for passage in found if passage.record is None] == ([at(path)] if whole else [])
    assert found[-1].locator == at(path) or not whole
    assert full.is_whole(at(path)) is not whole


@pytest.mark.parametrize(
    ("path", "language", "found"),
    [
        ("iccpr/art-6", "en", ["iccpr/art-6"]),
        ("iccpr/art-6", "ko", ["iccpr/art-6"]),
        ("kr-pipa-decree/art-24", "en", ["kr-pipa-decree/art-24"]),
        ("eu-gdpr/art-9/2/b", "ko", ["eu-gdpr/art-9/2/b", "eu-gdpr/art-9/2"]),
        ("eu-gdpr/art-9/2/b", "en", ["eu-gdpr/art-9/2/b", "eu-gdpr/art-9/2"]),
    ],
)
def test_official_words_answer_in_whatever_language(
    full: Shelf, path: str, language: Language, found: list[str]
) -> None:
    """What nobody recorded is answered for by its official words, a part of a sentence with the record around it."""
    assert [str(passage.locator) for passage in full.around(at(path), language)] == found


def test_what_is_left_of_an_amended_article_answers_for_it(full: Shelf) -> None:
    """Of an article that was amended in one paragraph, the others are shown, in their order."""
    found = [str(passage.locator) for passage in full.around(at("eu-ai-act/art-50"), "en")]
    assert found == [f"eu-ai-act/art-50/{number}" for number in (1, 2, 3, 4, 5, 6)]
    assert full.changed(at("eu-ai-act/art-50/7"))
    assert not full.changed(at("eu-ai-act/art-50/6"))


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("eu-ai-act/art-5/1", ["a", "b", "ba", "bb", "c", "d", "e", "f", "g", "h"]),
        ("eu-ai-act/art-5/1/h", ["i", "ii", "iii"]),
        ("eu-gdpr/art-9", ["1", "2", "3", "4"]),
        ("iccpr/art-50", []),
    ],
)
def test_what_stands_inside(full: Shelf, path: str, inside: list[str]) -> None:
    """What stands directly inside a provision comes in the order of its numbering, with what was inserted."""
    assert [locator.subs[-1] for locator in full.inside(at(path))] == inside


def test_a_provision_of_an_amending_act_may_be_one_of_the_amended(full: Shelf) -> None:
    """Annex III "of" the omnibus is that of the AI Act; what the omnibus has itself, and what neither has, stays."""
    for path, meant in (
        ("eu-ai-omnibus/annex-3", "eu-ai-act/annex-3"),
        ("eu-ai-omnibus/art-4", "eu-ai-omnibus/art-4"),
        ("eu-ai-omnibus/annex-40", "eu-ai-omnibus/annex-40"),
        ("eu-gdpr/annex-3", "eu-gdpr/annex-3"),
    ):
        assert full.amended(Locator.parse(path)) == Locator.parse(meant)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("eu-ai-act/art-5/h", "eu-ai-act/art-5/1/h"),
        ("eu-gdpr/art-9/g", "eu-gdpr/art-9/2/g"),
        ("eu-ai-act/art-113/b", "eu-ai-act/art-113/b"),
        ("eu-ai-act/art-6/h", "eu-ai-act/art-6/h"),
        ("eu-ai-act/art-5/9", "eu-ai-act/art-5/9"),
        ("eu-gdpr/art-6/a", "eu-gdpr/art-6/a"),
    ],
    ids=["one paragraph has it", "another act", "it exists", "none has it", "a paragraph", "several have it"],
)
def test_a_letter_without_its_paragraph(full: Shelf, path: str, meant: str) -> None:
    """Where one paragraph alone has such a letter, it is meant; otherwise nothing is guessed."""
    assert full.completed(Locator.parse(path)) == Locator.parse(meant)
