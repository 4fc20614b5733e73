"""Bearer: what is shown and said where the force or the dates of a text are asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import standing, wording
from bot.answer import Guidance
from bot.guide import Guide
from bot.question import Turn
from corpus.instrument import Force, Issuer, Language
from corpus.terms import Term, TermKind

NHRCK = "What moratorium did the NHRCK recommend?"
NHRCK_KO = "인권위 모라토리엄 권고가 뭐예요?"
DUTIES = ["kr-nhrc-act/art-25/2", "kr-nhrc-act/art-25/3", "kr-nhrc-act/art-25/4"]


def asked(guide: Guide, *questions: str) -> Guidance:
    """The answer to the last of several questions."""
    *before, last = questions
    answer = guide.ask(last, [Turn(question, "An answer.") for question in before])
    assert isinstance(answer, Guidance), answer
    return answer


def rules(answer: Guidance) -> list[str]:
    """The provisions of its rules, each once, in order."""
    cited = (
        citation.locator for statement in answer.statements for citation in statement.citations if not statement.of
    )
    return list(dict.fromkeys(map(str, cited)))


def force(guide: Guide, id: str, language: Language) -> str:
    """The sentence on the force of a text."""
    instrument = guide.shelf.register.instruments[id]
    return standing.FORCES[instrument.force].say(language).format(name=instrument.short.say(language))


@pytest.mark.parametrize(
    "questions",
    [
        (NHRCK, "Is that binding?"),
        (NHRCK, "So they can just ignore it?"),
        (NHRCK, "Does the government have to obey it?"),
        (NHRCK_KO, "그거 법적 구속력 있어요?"),
        (NHRCK_KO, "그럼 안 지켜도 되는 거네요?"),
        (NHRCK_KO, "Is it binding?"),
        ("Is the NHRCK recommendation legally binding?",),
        ("인권위 권고는 법적 구속력이 있나요?",),
        ("모라토리엄 꼭 지켜야하나요 아니면 권고일 뿐인가요?",),
    ],
)
def test_a_recommendation_of_the_commission(guide: Guide, questions: tuple[str, ...]) -> None:
    """It does not bind, and the statute says what it obliges its addressee to: both are said, and the statute shown."""
    answer = asked(guide, *questions)
    recommendation, *duties = rules(answer)
    assert recommendation.startswith("nhrck-frt-2023/")
    assert duties == DUTIES
    respect = standing.RESPECT[Issuer.NHRCK].say(answer.language)
    assert answer.message == f"{force(guide, 'nhrck-frt-2023', answer.language)} {respect}"


@pytest.mark.parametrize(
    ("questions", "instrument"),
    [
        (("What does Article 9 of the GDPR say?", "Is that binding?"), "eu-gdpr"),
        (("Is General Comment 37 binding on Korea?",), "ccpr-gc-37"),
        (("What does General Comment 37 say about facial recognition?", "Does it bind Korea?"), "ccpr-gc-37"),
        (("일반논평 37호는 한국에 구속력이 있나요?",), "ccpr-gc-37"),
        (("Is the ICCPR binding on Korea?",), "iccpr"),
        (("세계인권선언은 법적 구속력이 있나요?",), "udhr"),
        (("Are the UN Guiding Principles binding on companies?",), "ungps"),
        (("Is the AI Basic Act legally binding?",), "kr-ai-basic-act"),
    ],
)
def test_the_text_that_is_named_says_its_force(guide: Guide, questions: tuple[str, ...], instrument: str) -> None:
    """Asked whether a text binds, whoever it may bind, the guide shows that text and says what kind of text it is."""
    answer = asked(guide, *questions)
    assert {locator.partition("/")[0] for locator in rules(answer)} == {instrument}
    assert answer.message is not None
    assert force(guide, instrument, answer.language) in answer.message


def test_what_does_not_bind_today(guide: Guide) -> None:
    """A law that has lapsed and a treaty that is not in force are said to bind nobody, whatever their kind."""
    assert "binds nobody today" in (asked(guide, "Is California's AB 1215 binding?").message or "")
    assert "binds nobody yet" in (asked(guide, "Is the Council of Europe's AI Convention binding?").message or "")


def test_recitals_lay_down_nothing(guide: Guide) -> None:
    """Of a recital it is said that it explains."""
    answer = asked(guide, "Is recital 38 of the AI Act binding?")
    assert rules(answer) == ["eu-ai-act/rec-38"]
    assert answer.message == f"{force(guide, 'eu-ai-act', 'en')} {standing.RECITALS.en}"


@pytest.mark.parametrize(
    ("questions", "shown", "said"),
    [
        (
            ("What does Article 26(10) of the AI Act say?", "Is it in force yet?"),
            ["eu-ai-act/art-26/10", "eu-ai-act/art-113/c"],
            "AI Act, Art. 26(10): applies from 2 December 2027, not yet today.",
        ),
        (
            ("AI법 제26조 제10항은?", "언제부터 적용되나요?"),
            ["eu-ai-act/art-26/10", "eu-ai-act/art-113/c"],
            "2027년 12월 2일부터 적용되며",
        ),
        (
            ("May the police use live facial recognition in the EU?", "Since when?"),
            ["eu-ai-act/art-5/1/h", "eu-ai-act/art-113/a"],
            "AI Act, Art. 5(1)(h): applied since 2 February 2025.",
        ),
        ((NHRCK_KO, "언제 했어요?"), ["nhrck-frt-2023/para-6"], "2023년 1월 12일"),
    ],
)
def test_a_follow_up_about_dates(guide: Guide, questions: tuple[str, ...], shown: list[str], said: str) -> None:
    """Since when is asked of the provision before: shown are it and what sets its day, and the day is told first."""
    answer = asked(guide, *questions)
    assert rules(answer) == shown
    assert said in (answer.message or "")


@pytest.mark.parametrize(
    "follow",
    ["Can you summarise that?", "Explain it in simple terms, please.", "좀 더 쉽게 설명해줘", "한 문장으로 요약해줘"],
)
def test_a_retelling_shows_the_answer_again(guide: Guide, follow: str) -> None:
    """Asked for the same again, the guide shows it and says that its sentences are the short form."""
    before = "What does Article 5(1)(h) of the AI Act prohibit?"
    again = asked(guide, before, follow)
    assert rules(again) == rules(asked(guide, before))
    assert again.message == wording.SAME_AGAIN.say(again.language)


@pytest.mark.parametrize("follow", ["What are the exceptions?", "Do shops fall under it?", "Why?", "예외는요?"])
def test_a_follow_up_that_the_provision_answers(guide: Guide, follow: str) -> None:
    """Exceptions stand with their rule, and what a named provision covers stands in it: it is shown."""
    assert rules(asked(guide, "What does Article 5(1)(h) of the AI Act prohibit?", follow))[0] == "eu-ai-act/art-5/1/h"


def with_poland(guide: Guide) -> Guide:
    """The guide with a glossary that knows one Member State."""
    poland = Term(
        "poland", TermKind.MEMBER_STATE, False, ("Poland", "Polish"), ("폴란드",), exact=("Polish",), issuer=Issuer.EU
    )
    others = tuple(
        replace(term, en=tuple(set(term.en) - {"Poland", "Polish"}), ko=tuple(set(term.ko) - {"폴란드"}))
        for term in guide.glossary.terms
        if term.id != "poland"
    )
    return replace(guide, glossary=replace(guide.glossary, terms=(*others, poland)))


@pytest.mark.parametrize(
    ("questions", "language"),
    [
        (("Can Polish police use live facial recognition?",), "en"),
        (("Can my employer in Poland use AI to read my emotions at work?",), "en"),
        (("May the police use live facial recognition in Korea?", "What about Poland?"), "en"),
        (("폴란드 경찰은 실시간 얼굴인식을 쓸 수 있나요?",), "ko"),
    ],
)
def test_a_member_state_is_answered_from_the_law_of_the_union(
    guide: Guide, questions: tuple[str, ...], language: Language
) -> None:
    """Asked of a Member State, the guide shows EU law and says that it holds no national law of that State."""
    name = {"en": "Poland", "ko": "폴란드"}[language]
    answer = asked(with_poland(guide), *questions)
    issuers = {citation.issuer for statement in answer.statements for citation in statement.citations}
    assert issuers == {Issuer.EU}
    told = (wording.MEMBER_STATE, wording.LAW_OF_THE_UNION)
    assert answer.message == " ".join(words.say(language).format(name=name) for words in told)


def test_a_member_state_beside_another_source(guide: Guide) -> None:
    """Beside a text that is no law of the Union a Member State brings none in."""
    answer = asked(with_poland(guide), "Is privacy protected in Poland under Article 17 of the ICCPR?")
    assert {locator.partition("/")[0] for locator in rules(answer)} == {"iccpr"}
    assert (answer.message or "").endswith(wording.MEMBER_STATE.en.format(name="Poland"))


def test_every_force_is_told() -> None:
    """Each kind of text has a sentence in both languages; only those that bind are said to."""
    assert set(standing.FORCES) == set(Force)
    for kind, words in standing.FORCES.items():
        assert ("not bind" in words.en) is not kind.binding
        assert ("없" in words.ko) is not kind.binding


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Are the Commission's guidelines on prohibited AI practices binding?", "eu-ai-prohibited-guidelines/para-5"),
        (
            "The Council of Europe guidelines on facial recognition: hard law or just advice?",
            "coe-frt-guidelines/sec-0/nature",
        ),
        ("유럽평의회 얼굴인식 지침은 법적 구속력이 있나요?", "coe-frt-guidelines/sec-0/nature"),
    ],
)
def test_a_text_that_tells_its_own_force_is_asked(guide: Guide, question: str, told: str) -> None:
    """Where a text says itself whether it binds, that provision is shown."""
    assert told in rules(asked(guide, question))
