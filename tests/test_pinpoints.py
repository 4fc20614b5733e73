"""Pinpoints: provisions that a question names by number: found, told not to exist, or asked back for."""

from __future__ import annotations

import pytest

from bot import wording
from bot.answer import Guidance, Refusal
from bot.guide import Guide
from bot.question import Turn
from bot.reason import Reason
from corpus.instrument import Language


def cited(guide: Guide, question: str, history: tuple[Turn, ...] = ()) -> list[str]:
    """The locators that the first statement of an answer cites."""
    answer = guide.ask(question, history)
    assert isinstance(answer, Guidance), answer
    return [str(citation.locator) for citation in answer.statements[0].citations]


@pytest.mark.parametrize(
    ("question", "locator"),
    [
        ("What does Article 5(1)(h) of the AI Act say?", "eu-ai-act/art-5/1/h"),
        ("EU 인공지능법 제5조 제1항 (h)호는 무엇을 금지하나요?", "eu-ai-act/art-5/1/h"),
        ("eu-ai-act/art-5/1/h", "eu-ai-act/art-5/1/h"),
        ("ICCPR art. 17(1)", "iccpr/art-17/1"),
        ("GC 37 62", "ccpr-gc-37/para-62"),
        ("General Comment No. 37, paragraph 62", "ccpr-gc-37/para-62"),
        ("일반논평 37호 62문단", "ccpr-gc-37/para-62"),
        ("개인정보 보호법 제23조제1항", "kr-pipa/art-23/1"),
        ("RCW 43.386.080(1)", "us-wa-rcw-43-386/sec-080/1"),
        ("recital 33 AI Act", "eu-ai-act/rec-33"),
    ],
)
def test_a_named_provision_is_the_first_that_is_shown(guide: Guide, question: str, locator: str) -> None:
    """A provision named by its number, in either language's way, opens the answer."""
    assert cited(guide, question) == [locator]


def test_a_follow_up_names_an_article_of_the_text_before(guide: Guide) -> None:
    """A number without a text belongs to the text that the conversation speaks of."""
    before = (Turn("What does Article 5(1)(h) of the AI Act say?", ""),)
    assert cited(guide, "And Article 27(1)?", before) == ["eu-ai-act/art-27/1"]
    before = (Turn("EU 인공지능법 제5조 제1항 (h)호는 무엇을 금지하나요?", ""),)
    assert cited(guide, "그럼 제27조제1항은요?", before) == ["eu-ai-act/art-27/1"]


def refused(guide: Guide, question: str) -> Refusal:
    """The refusal that a question gets; nothing is stated beside it."""
    answer = guide.ask(question)
    assert isinstance(answer, Refusal), answer
    return answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does Article 205 of the AI Act say?", "AI Act has no Article 205. Its articles run from 1 to 113."),
        (
            "EU 인공지능법 제205조는 무엇을 규정하나요?",
            "EU 인공지능법에는 제205조 부분이 없습니다. 조문은 제1조부터 제113조까지 있습니다.",
        ),
        ("AI Act Annex XX", "AI Act has no Annex XX. Its annexes run from I to XIV."),
        ("EU 인공지능법 부속서 XX", "EU 인공지능법에는 부속서 XX 부분이 없습니다. 부속서는 I부터 XIV까지 있습니다."),
        ("GC 37 ¶ 500", "General Comment No. 37 has no ¶ 500. Its paragraphs run from 1 to 102."),
        (
            "일반논평 37호 500문단",
            "자유권위원회 일반논평 제37호에는 500문단 부분이 없습니다. 문단은 1번부터 102번까지 있습니다.",
        ),
        ("recital 999 of the AI Act", "AI Act has no recital 999. Its recitals run from 1 to 180."),
        (
            "개인정보 보호법 제999조",
            "개인정보 보호법에는 제999조 부분이 없습니다. 조문은 제1조부터 제76조까지 있습니다.",
        ),
    ],
)
def test_what_does_not_exist(guide: Guide, question: str, told: str) -> None:
    """A provision that does not exist is told so, with the numbers that do, in the language of the question."""
    refusal = refused(guide, question)
    assert (refusal.reason, refusal.message, refusal.nearest) == (Reason.NOT_IN_CORPUS, told, ())


@pytest.mark.parametrize(
    ("question", "language", "name"),
    [
        ("What is in Article 44 of the AI Act?", "en", "AI Act, Art. 44"),
        ("EU 인공지능법 제44조", "ko", "EU 인공지능법 제44조"),
    ],
)
def test_what_exists_but_is_not_held(guide: Guide, question: str, language: Language, name: str) -> None:
    """A provision that exists but is neither recorded nor installed is told so, with the address to read it at."""
    url = guide.shelf.register.instruments["eu-ai-act"].url
    refusal = refused(guide, question)
    assert refusal.reason is Reason.NOT_IN_CORPUS
    assert refusal.message == wording.NOT_HELD.say(language).format(pinpoint=name, url=url)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("RCW 43.386.999", "en"),
        ("A/HRC/48/31 ¶ 500", "en"),
        ("AI Act Art. 5(1)(z)", "en"),
        ("A/HRC/48/31 500문단", "ko"),
    ],
)
def test_what_nobody_knows_to_exist(guide: Guide, question: str, language: Language) -> None:
    """Where the extent of a text is unknown, no other provision is shown in the place of the one that was named."""
    refusal = refused(guide, question)
    assert refusal.reason is Reason.NOT_IN_CORPUS
    assert refusal.message == wording.REFUSALS[Reason.NOT_IN_CORPUS].say(language)


@pytest.mark.parametrize(
    ("question", "language", "surface"),
    [("Article 5?", "en", "Article 5"), ("제5조는 무엇인가요?", "ko", "제5조"), ("What is ¶ 500?", "en", "¶ 500")],
)
def test_which_law(guide: Guide, question: str, language: Language, surface: str) -> None:
    """A number that no text stands beside is asked back for."""
    refusal = refused(guide, question)
    assert refusal.reason is Reason.NEEDS_FACTS
    assert refusal.message == wording.WHICH_LAW.say(language).format(pinpoint=surface)


def test_a_number_beside_a_question_of_substance_asks_nothing_back(guide: Guide) -> None:
    """Where the question says what it is about, a number without a text does not stand in its way."""
    answer = guide.ask("Does Article 5 ban live facial recognition by the police in publicly accessible spaces?")
    assert isinstance(answer, Guidance)


def test_a_text_that_is_known_by_name_only(guide: Guide) -> None:
    """An article of a text that the guide does not hold is refused by that text's name; nobody is asked which law."""
    held = guide.shelf.register.instruments
    names = [term.en[0] for term in guide.glossary.terms if term.instrument and term.instrument not in held]
    for name in names[:3]:
        refusal = refused(guide, f"What does Article 12 of the {name} say?")
        assert (refusal.reason, refusal.message) == (Reason.NOT_IN_CORPUS, wording.OUTSIDE.en.format(name=name))


@pytest.mark.parametrize(
    ("question", "language", "name"),
    [
        ("What does Article 5 of Japan's APPI say about facial recognition?", "en", "Japan"),
        ("일본 법 제5조는 얼굴인식을 어떻게 규제하나요?", "ko", "일본"),
    ],
)
def test_an_article_of_another_country(guide: Guide, question: str, language: Language, name: str) -> None:
    """A number beside a country that is not covered leads to the refusal that names the country."""
    refusal = refused(guide, question)
    assert refusal.reason is Reason.NOT_IN_CORPUS
    assert refusal.message == wording.OUTSIDE.say(language).format(name=name)
