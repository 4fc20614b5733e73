"""Pinpoints: provisions that a question names by number: found, told not to exist, or asked back for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import wording
from bot.answer import Guidance, Refusal
from bot.guide import Guide
from bot.question import Turn
from bot.reason import Reason
from bot.role import Role
from bot.shelf import Shelf
from corpus.instrument import Language, Status
from corpus.locator import Locator
from corpus.official import Store
from corpus.passage import passages


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
        ("AI Act 5(1)h", "eu-ai-act/art-5/1/h"),
        ("AI Act 5.1.h", "eu-ai-act/art-5/1/h"),
        ("Art 5 para 1 lit h AI Act", "eu-ai-act/art-5/1/h"),
        ("AI Act Art. 5 §1 h", "eu-ai-act/art-5/1/h"),
        ("AI법 5조 1항 h목", "eu-ai-act/art-5/1/h"),
        ("AI Act Art. 5(1)(ba)", "eu-ai-act/art-5/1/ba"),
        ("EU AI법 제5조 제1항 (bb)호", "eu-ai-act/art-5/1/bb"),
        ("Article 5(1a) AI Act", "eu-ai-act/art-5/1a"),
        ("740 ILCS 14/15(b)(1)", "us-il-bipa/sec-15/b/1"),
        ("California Penal Code section 832.19", "us-ca-ab-1215/sec-2"),
        ("A/HRC/48/31 para 59(d)", "a-hrc-48-31/para-59/d"),
        ("NHRCK para 4", "nhrck-frt-2023/para-4"),
        ("paragraph 4 of the NHRCK press release", "nhrck-frt-2023/para-4"),
        ("the 6th paragraph of the press release", "nhrck-frt-2023/para-6"),
        ("the sixth paragraph of the NHRCK decision", "nhrck-frt-2023/para-6"),
        ("인권위 보도자료 4번째 문단", "nhrck-frt-2023/para-4"),
        ("인권위 권고 4문단", "nhrck-frt-2023/para-4"),
        ("인권위 결정 네 번째 문단", "nhrck-frt-2023/para-4"),
        ("국가인권위원회 보도자료 넷째 문단", "nhrck-frt-2023/para-4"),
        ("인권위 영문 보도자료 6문단 내용", "nhrck-frt-2023/para-6"),
        ("개인정보 보호법 제23조제1항제2호", "kr-pipa/art-23/1/2"),
        ("kr-pipa@2023-01-12/art-23/1", "kr-pipa@2023-01-12/art-23/1"),
        ("What did Article 23(1) PIPA say on 12 January 2023?", "kr-pipa@2023-01-12/art-23/1"),
        ("PIPA, Art. 23(1) (as of 12 January 2023)", "kr-pipa@2023-01-12/art-23/1"),
        ("2023년 1월 12일 당시 개인정보 보호법 제23조 제1항", "kr-pipa@2023-01-12/art-23/1"),
        ("개인정보 보호법 제23조제1항 (2023. 1. 12. 시행 중이던 조문)", "kr-pipa@2023-01-12/art-23/1"),
    ],
)
def test_a_named_provision_is_the_first_that_is_shown(guide: Guide, question: str, locator: str) -> None:
    """A provision named by its number, in either language's way, opens the answer."""
    assert cited(guide, question) == [locator]


@pytest.mark.parametrize(
    ("question", "locators"),
    [
        ("AI Act Articles 26(10) and 27(1)", ["art-26/10", "art-27/1"]),
        ("AI Act Art. 5(1)(h) and 26(10)", ["art-5/1/h", "art-26/10"]),
        ("Articles 5(1)(e) to (h)", ["art-5/1/e", "art-5/1/f", "art-5/1/g", "art-5/1/h"]),
        ("AI법 제26조제10항과 제27조제1항", ["art-26/10", "art-27/1"]),
        ("Article 27 of the AI Act, paragraph 1", ["art-27/1"]),
    ],
)
def test_all_that_is_named_is_shown(guide: Guide, question: str, locators: list[str]) -> None:
    """Each provision of a list is a rule of the answer, in the order of the question."""
    assert rules(guide, question) == [f"eu-ai-act/{path}" for path in locators]


def test_a_list_of_which_a_part_is_missing(guide: Guide) -> None:
    """What can be shown of a list is shown, and the answer says what cannot, or that it was too much at once."""
    answer = guide.ask("AI Act recital 33 and Article 205")
    assert isinstance(answer, Guidance)
    assert answer.message == "AI Act has no Art. 205. Its articles run from 1 to 113."
    answer = guide.ask("GC 37 ¶¶ 61, 62, 501 and 502, 503")
    assert isinstance(answer, Guidance)
    assert answer.message is not None
    assert answer.message.startswith("Not held here, or not existing: General Comment No. 37, ¶ 501, General")


def test_a_follow_up_names_an_article_of_the_text_before(guide: Guide) -> None:
    """A number without a text belongs to the text that the conversation speaks of."""
    before = (Turn("What does Article 5(1)(h) of the AI Act say?", ""),)
    assert cited(guide, "And Article 27(1)?", before) == ["eu-ai-act/art-27/1"]
    before = (Turn("EU 인공지능법 제5조 제1항 (h)호는 무엇을 금지하나요?", ""),)
    assert cited(guide, "그럼 제27조제1항은요?", before) == ["eu-ai-act/art-27/1"]


def rules(guide: Guide, question: str) -> list[str]:
    """The locators of the rules of an answer, in its order."""
    answer = guide.ask(question)
    assert isinstance(answer, Guidance), answer
    return [str(each.citations[0].locator) for each in answer.statements if each.role is Role.RULE]


def refused(guide: Guide, question: str) -> Refusal:
    """The refusal that a question gets; nothing is stated beside it."""
    answer = guide.ask(question)
    assert isinstance(answer, Refusal), answer
    return answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does Article 205 of the AI Act say?", "AI Act has no Art. 205. Its articles run from 1 to 113."),
        ("PIPA para 23", "PIPA has no ¶ 23. Its articles run from 1 to 76."),
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
    told = wording.NOT_HELD.say(language).format(pinpoint=name, topic=wording.with_topic(name), url=url)
    assert refusal.message == told


@pytest.mark.parametrize(
    ("question", "language", "id", "name"),
    [
        ("RCW 43.386.999", "en", "us-wa-rcw-43-386", "RCW 43.386.999"),
        ("A/HRC/48/31 ¶ 500", "en", "a-hrc-48-31", "A/HRC/48/31, ¶ 500"),
        ("AI Act Art. 5(1)(z)", "en", "eu-ai-act", "AI Act, Art. 5(1)(z)"),
        ("A/HRC/48/31 500문단", "ko", "a-hrc-48-31", "유엔 인권최고대표 보고서 A/HRC/48/31, 500문단"),
    ],
)
def test_what_nobody_knows_to_exist(guide: Guide, question: str, language: Language, id: str, name: str) -> None:
    """Where the extent of a text is unknown, no other provision is shown in the place of the one that was named."""
    refusal = refused(guide, question)
    url = guide.shelf.register.instruments[id].url
    told = wording.NOT_KNOWN.say(language).format(pinpoint=name, topic=wording.with_topic(name), url=url)
    assert (refusal.reason, refusal.message) == (Reason.NOT_IN_CORPUS, told)


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


@pytest.fixture(scope="module")
def full(guide: Guide, official_store: Store) -> Guide:
    """The guide with the official texts at hand; what is named by number needs no index of them."""
    register = guide.shelf.register
    return replace(guide, shelf=Shelf(register, passages(register, official_store), official_store))


@pytest.mark.parametrize(
    ("question", "locator", "spoken", "told"),
    [
        ("자유권규약 제6조", "iccpr/art-6", "en", "자유권규약 제6조는 요약이 없어 공식 영어 원문으로만 보여 드립니다."),
        (
            "GDPR 전문 26항",
            "eu-gdpr/rec-26",
            "en",
            "GDPR 전문 제26항은 요약이 없어 공식 영어 원문으로만 보여 드립니다.",
        ),
        (
            "PIPA Enforcement Decree article 24",
            "kr-pipa-decree/art-24",
            "ko",
            "This guide holds PIPA Enforcement Decree, Art. 24 only in its official Korean wording, "
            "without a summary of its own.",
        ),
        ("ICCPR Article 6", "iccpr/art-6", "en", None),
        ("General Comment No. 37, ¶ 78", "ccpr-gc-37/para-78", "en", None),
        ("AI Act, Art. 108(2)", "eu-ai-act/art-108/2", "en", None),
        ("UN Special Rapporteur, A/HRC/41/35, ¶ 43", "a-hrc-41-35/para-43", "en", None),
    ],
)
def test_what_is_held_in_official_words_only(
    full: Guide, question: str, locator: str, spoken: Language, told: str | None
) -> None:
    """It is shown in these very words, whatever the reader's language; where they are in the other one, it says so."""
    answer = full.ask(question)
    assert isinstance(answer, Guidance), answer
    assert (len(answer.statements), answer.withheld, answer.message) == (1, (), told)
    (citation,) = answer.statements[0].citations
    held = full.shelf.find(Locator.parse(locator))
    assert held is not None
    assert (str(citation.locator), citation.quote_kind, citation.quote_language) == (locator, "official", spoken)
    assert answer.statements[0].text == citation.quote == held.official[0].text


def test_more_than_fits_into_one_answer(full: Guide) -> None:
    """A long list is cut, and the answer says of how many provisions it shows how many."""
    for question, told in (
        ("GC 37 paras 60-75", wording.TOO_MANY.en.format(total=16, shown=8)),
        ("일반논평 37호 60~75문단", wording.TOO_MANY.ko.format(total=16, shown=8)),
    ):
        answer = full.ask(question)
        assert isinstance(answer, Guidance)
        assert answer.message is not None
        assert answer.message.startswith(told)
        assert len([each for each in answer.statements if each.role is Role.RULE]) == 8


def test_long_official_words_keep_their_lines(full: Guide) -> None:
    """The paragraphs of an article stand on lines of their own."""
    (statement,) = full.ask("AI Act Article 41").statements  # type: ignore[union-attr]
    assert len(statement.text) > 1500
    assert len(statement.text.split("\n")) >= 6


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("AI Act Art. 26", "This guide has summaries of parts of AI Act, Art. 26 only; the whole follows in its "
         "official English wording."),
        ("GDPR 제83조", "GDPR 제83조 가운데 일부만 요약되어 있어, 전체는 공식 영어 원문으로 이어서 보여 드립니다."),
        ("PIPA Article 71", "This guide has summaries of parts of PIPA, Art. 71 only; the whole follows in its "
         "official Korean wording."),
        ("ICCPR Article 17", None),
    ],
)  # fmt: skip
def test_a_whole_article_of_which_parts_are_recorded(full: Guide, question: str, told: str | None) -> None:
    """The parts come in our words, then the whole in the official ones, as the answer says; all parts need no more."""
    answer = full.ask(question)
    assert isinstance(answer, Guidance)
    assert answer.message == told
    shown = [each.citations[0].locator for each in answer.statements if each.role is Role.RULE]
    assert all(shown[-1].contains(locator) for locator in shown[:-1]) is (told is not None)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "AI Act Art. 5(1)(z)",
            "AI Act has no Art. 5(1)(z). AI Act, Art. 5(1) has points (a) to (h). Also (ba), (bb).",
        ),
        (
            "EU AI법 제5조 제1항 (z)호",
            "EU 인공지능법에는 제5조(1)(z) 부분이 없습니다. EU 인공지능법 제5조(1)에는 (a)부터 (h)까지 있습니다. "
            "(ba), (bb)도 있습니다.",
        ),
        (
            "AI Act Art. 5(1)(h)(iv)",
            "AI Act has no Art. 5(1)(h)(iv). AI Act, Art. 5(1)(h) has points (i) to (iii).",
        ),
        ("GDPR Art. 9(7)(a)", "GDPR has no Art. 9(7)(a). GDPR, Art. 9 has paragraphs (1) to (4)."),
        (
            "개인정보 보호법 제23조제9항",
            "개인정보 보호법에는 제23조제9항 부분이 없습니다. 개인정보 보호법 제23조에는 제1항부터 제3항까지 있습니다.",
        ),
        (
            "PIPA Article 23, paragraph 9",
            "PIPA has no Art. 23(9). PIPA, Art. 23 has paragraphs (1) to (3).",
        ),
        (
            "PIPA Art. 15(1), item 99",
            "PIPA has no Art. 15(1), item 99. PIPA, Art. 15(1) has item 1 to item 7.",
        ),
        ("ICCPR Article 50(3)", "ICCPR has no Art. 50(3). ICCPR, Art. 50 has no numbered parts."),
        ("RCW 43.386.999", "RCW 43.386 has no section 999."),
        ("AI Act Art. 44a", "AI Act has no Art. 44a. Its articles run from 1 to 113."),
        (
            "What did PIPA article 25-2 say in January 2023?",
            "PIPA has no Art. 25-2 (as of 12 January 2023). It came into the text later.",
        ),
    ],
)
def test_where_what_was_named_would_stand(full: Guide, question: str, told: str) -> None:
    """A provision that does not exist is told with what does at its level, as the installed text has it."""
    refusal = refused(full, question)
    assert (refusal.reason, refusal.message) == (Reason.NOT_IN_CORPUS, told)


def test_what_a_later_act_changed(full: Guide) -> None:
    """A provision whose installed words are out of date is not said to be missing, and another is not shown for it."""
    url = full.shelf.register.instruments["eu-ai-act"].url
    told = wording.AMENDED.en.format(pinpoint="AI Act, Art. 57(1)", url=url)
    assert refused(full, "AI Act Art. 57(1)").message == told


@pytest.mark.parametrize(
    ("question", "locator"),
    [
        ("2023년 1월 12일 당시 개인정보 보호법 제16조", "kr-pipa@2023-01-12/art-16"),
        ("개인정보 보호법 제16조 (2023. 1. 12. 시행 중이던 조문)", "kr-pipa@2023-01-12/art-16"),
        ("kr-pipa@2023-01-12/art-16", "kr-pipa@2023-01-12/art-16"),
        ("What did Article 57(1) of the AI Act say before the omnibus?", "eu-ai-act@2026-07-26/art-57/1"),
        ("AI Act, Art. 57(1) (as of 26 July 2026)", "eu-ai-act@2026-07-26/art-57/1"),
    ],
)
def test_an_earlier_wording_in_official_words(full: Guide, question: str, locator: str) -> None:
    """A provision of an earlier wording is found by its day, however the day is named, and told as that of its day."""
    answer = full.ask(question)
    assert isinstance(answer, Guidance)
    (citation,) = answer.statements[0].citations
    assert (str(citation.locator), citation.status) == (locator, Status.SUPERSEDED)
