"""Extent: a provision that does not exist, told with what does at the level where it would stand."""

from __future__ import annotations

import pytest

from bot.extent import no_such
from bot.shelf import Shelf
from corpus.instrument import Language
from corpus.locator import Locator
from corpus.official import Store
from corpus.passage import passages
from corpus.register import Register


@pytest.fixture(scope="module")
def full(official_store: Store) -> Shelf:
    """The shelf with the official texts."""
    register = Register.load()
    return Shelf(register, passages(register, official_store), official_store)


@pytest.mark.parametrize(
    ("path", "language", "told"),
    [
        (
            "eu-ai-act/art-5/1/z",
            "en",
            "AI Act has no Art. 5(1)(z). AI Act, Art. 5(1) has points (a) to (h). Also (ba), (bb).",
        ),
        (
            "eu-ai-act/art-5/1/z",
            "ko",
            "EU 인공지능법에는 제5조(1)(z) 부분이 없습니다. EU 인공지능법 제5조(1)에는 (a)부터 (h)까지 있습니다. "
            "(ba), (bb)도 있습니다.",
        ),
        (
            "eu-ai-act/art-5/1/h/iv",
            "en",
            "AI Act has no Art. 5(1)(h)(iv). AI Act, Art. 5(1)(h) has points (i) to (iii).",
        ),
        ("eu-gdpr/art-9/7/a", "en", "GDPR has no Art. 9(7)(a). GDPR, Art. 9 has paragraphs (1) to (4)."),
        (
            "kr-pipa/art-23/9",
            "ko",
            "개인정보 보호법에는 제23조제9항 부분이 없습니다. 개인정보 보호법 제23조에는 제1항부터 제3항까지 있습니다.",
        ),
        ("kr-pipa/art-15/1/99", "en", "PIPA has no Art. 15(1), item 99. PIPA, Art. 15(1) has items 1 to 7."),
        ("iccpr/art-50/3", "en", "ICCPR has no Art. 50(3). ICCPR, Art. 50 has no numbered parts."),
        (
            "iccpr/art-50/3",
            "ko",
            "자유권규약에는 제50조 제3항 부분이 없습니다. 자유권규약 제50조에는 더 나뉜 항목이 없습니다.",
        ),
        ("eu-ai-act/annex-3/9", "en", "AI Act has no Annex III, point 9. AI Act, Annex III has points 1 to 8."),
        ("us-wa-rcw-43-386/sec-999", "en", "RCW 43.386 has no section 999."),
        ("eu-ai-act/art-44a", "en", "AI Act has no Art. 44a. Its articles run from 1 to 113."),
        ("eu-ai-act/annex-20", "en", "AI Act has no Annex XX. Its annexes run from I to XIV."),
        (
            "kr-pipa@2023-01-12/art-25-2",
            "en",
            "On 12 January 2023, PIPA had no Art. 25-2. It came into the text later.",
        ),
        (
            "kr-pipa@2023-01-12/art-25-2",
            "ko",
            "2023년 1월 12일 당시 개인정보 보호법에는 제25조의2 부분이 없었습니다. 그 뒤에 신설된 조문입니다.",
        ),
    ],
)
def test_what_does_not_exist(full: Shelf, path: str, language: Language, told: str) -> None:
    """The sentence gives the numbers or letters that there are, what was inserted apart, and what came later."""
    locator = Locator.parse(path)
    assert full.exists(locator) is False
    assert no_such(locator, full, language) == told
