"""Citation: labels resolved to provisions, and what a reader needs to check them."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from builders import SHA, a_record, an_instrument, official_only, recorded

from bot.citation import cite, resolve
from corpus.instrument import Bilingual, Force, Issuer, Status
from corpus.passage import OfficialWords, Passage
from corpus.provision import Modality

ONE = recorded(a_record("art-5/1", "Scanning is banned.", "스캔은 금지된다.", Modality.MUST_NOT))
TWO = recorded(a_record("art-6", "Storing is allowed.", "보관은 허용된다.", Modality.MAY))
EVIDENCE = {"P1": ONE, "P2": TWO}


@pytest.mark.parametrize(
    ("draft", "text", "passages", "unresolved"),
    [
        ("Scanning is banned. [P1]", "Scanning is banned.", (ONE,), ()),
        ("Scanning is banned [P1].", "Scanning is banned.", (ONE,), ()),
        ("Scanning is banned [P1] .", "Scanning is banned.", (ONE,), ()),
        ("Words as stored , and no others . [P1]", "Words as stored , and no others .", (ONE,), ()),
        ("스캔은 금지된다. [P2]", "스캔은 금지된다.", (TWO,), ()),
        ("Both hold. [P1, P2]", "Both hold.", (ONE, TWO), ()),
        ("Both hold. [P2; P1]", "Both hold.", (TWO, ONE), ()),
        ("Both [P1] hold [P2].", "Both hold.", (ONE, TWO), ()),
        ("Once. [P1][P1]", "Once.", (ONE,), ()),
        ("No label at all.", "No label at all.", (), ()),
        ("Beyond. [P9]", "Beyond.", (), ("[P9]",)),
        ("A footnote. [5]", "A footnote.", (), ("[5]",)),
        ("One of two. [P1, P9]", "One of two.", (ONE,), ("[P9]",)),
        ("A name. [AI Act, Art. 5]", "A name.", (), ("[AI Act]", "[Art. 5]")),
        ("Small. [p1]", "Small.", (), ("[p1]",)),
        ("Empty. []", "Empty. []", (), ()),
        ("Brackets (P1) are no label.", "Brackets (P1) are no label.", (), ()),
    ],
)
def test_resolve(draft: str, text: str, passages: tuple[Passage, ...], unresolved: tuple[str, ...]) -> None:
    """Each label leads to exactly one passage or is reported; nothing is guessed and no claim loses its mark."""
    statement = resolve(draft, EVIDENCE)
    assert (statement.text, statement.passages, statement.unresolved) == (text, passages, unresolved)


def test_brackets_of_the_official_words() -> None:
    """What stands in square brackets in the cited official words is a part of them; elsewhere it is no label."""
    words = official_only("art-7", "Each State [Party] shall report[s] on it.", "en")
    evidence = {**EVIDENCE, "P3": words}
    found = resolve("Each State [Party] shall report[s] on it. [P3]", evidence)
    assert (found.text, found.passages, found.unresolved) == ("Each State [Party] shall report[s] on it.", (words,), ())
    found = resolve("Each State [Party] shall report on it. [P1]", evidence)
    assert (found.text, found.unresolved) == ("Each State shall report on it.", ("[Party]",))


def test_cite_a_record() -> None:
    """A record without installed words is quoted as a summary, in the reader's language, and says so."""
    record = a_record("art-5/1", "Scanning is banned.", "스캔은 금지된다.", note=Bilingual("It lapsed.", "실효되었다."))
    english, korean = (cite(recorded(record), language) for language in ("en", "ko"))
    assert (english.pinpoint, english.title, english.quote) == ("X Act, Art. 5(1)", "The X Act", "Scanning is banned.")
    assert (korean.pinpoint, korean.title, korean.quote) == ("엑스법 제5조(1)", "엑스에 관한 법", "스캔은 금지된다.")
    assert (english.quote_kind, english.quote_language, korean.quote_language) == ("summary", "en", "ko")
    assert (english.note, korean.note) == ("It lapsed.", "실효되었다.")
    assert (english.issuer, english.force, english.status) == (Issuer.EU, Force.REGULATION, Status.IN_FORCE)
    assert (english.date, english.applies, english.in_force, english.expired) == (
        "2020-03-04",
        None,
        "2021-05-06",
        None,
    )
    assert (english.heading, korean.heading) == ("Heading", "제목")


def test_cite_official_words() -> None:
    """Installed official words are the quotation, in their own language whatever the reader's."""
    record = a_record("art-5/1", "Scanning is banned.", "스캔은 금지된다.")
    citation = cite(recorded(record, OfficialWords("Scanning shall be prohibited.", "en", "", SHA)), "ko")
    assert (citation.quote, citation.quote_kind, citation.quote_language) == (
        "Scanning shall be prohibited.",
        "official",
        "en",
    )
    assert citation.pinpoint == "엑스법 제5조(1)"


def test_official_words_without_a_record_are_headed_in_either_language() -> None:
    """By their text's own heading in its language, by the guide's in the other; by nothing where there is none."""
    passage = official_only("art-20", "Data shall be handed over.", "en", heading="Data portability")
    headed = replace(passage, headings={"ko": "개인정보 이동권"})
    assert [cite(headed, language).heading for language in ("en", "ko")] == ["Data portability", "개인정보 이동권"]
    assert [cite(passage, language).heading for language in ("en", "ko")] == ["Data portability", None]


def test_cite_official_words_in_the_language_of_the_reader() -> None:
    """Where official words are installed in both languages, a reader is quoted those of the own one."""
    record = a_record("art-5/1", "Scanning is banned.", "스캔은 금지된다.")
    english = OfficialWords("Scanning shall be prohibited.", "en", "", SHA)
    korean = OfficialWords("스캔은 금지하여야 한다.", "ko", "", SHA)
    citations = [cite(recorded(record, english, korean), language) for language in ("en", "ko")]
    assert [(citation.quote, citation.quote_language) for citation in citations] == [
        (english.text, "en"), (korean.text, "ko"),
    ]  # fmt: skip


def test_the_dates_of_an_expired_text() -> None:
    """An instrument that ceased to have effect says when; words without a record take its status and address."""
    gone = an_instrument(status=Status.EXPIRED, expired=datetime.date(2023, 1, 1), in_force=None)
    words = official_only("art-1", "It is banned.", "en")
    citation = cite(Passage(words.locator, gone, None, words.official), "en")
    assert (citation.status, citation.expired, citation.in_force) == (Status.EXPIRED, "2023-01-01", None)
    assert citation.url == "https://example.org/x"


def test_as_json() -> None:
    """The form that evaluators rely on has exactly these fields."""
    assert cite(ONE, "en").as_json() == {
        "locator": "x-act/art-5/1",
        "pinpoint": "X Act, Art. 5(1)",
        "title": "The X Act",
        "force": "regulation",
        "status": "in force",
        "date": "2020-03-04",
        "quote": "Scanning is banned.",
        "quote_kind": "summary",
        "url": "https://example.org/x#1",
    }
