"""Scope: which questions are refused, each for its own reason, and their near neighbours that are answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import wording
from bot.answer import Answer, Guidance, Refusal
from bot.guide import Guide
from bot.question import Turn
from bot.reason import Reason
from corpus.terms import Term, TermKind

REFUSED = {
    Reason.OUT_OF_SCOPE: [
        "What will the weather be like in Busan tomorrow?",
        "What is the weather like in California tomorrow?",
        "What is the weather in California?",
        "Could you give me a recipe for kimchi stew?",
        "By when do I have to file my income tax return?",
        "Who won the World Cup in 2022?",
        "How do I unlock my car?",
        "How do I wash my face?",
        "Which face cream is best for dry skin?",
        "내일 부산 날씨는 어떤가요?",
        "김치찌개 끓이는 법을 알려 주세요",
        "종합소득세 신고는 언제까지 해야 하나요?",
        "얼굴에 바르는 크림을 추천해 주세요",
        "축구 대표팀 감독은 누구인가요?",
        "Can the police tow my car?",
        "Can my employer cut my salary?",
        "Is consent needed for medical surgery?",
        "Do companies have to pay corporate tax quarterly?",
        "What is the population of Washington State?",
        "Who is the UN Secretary-General?",
        "음주운전 벌금은 얼마인가요?",
        "층간소음은 어디에 신고하나요?",
        "회사에서 퇴직금을 안 주면 어디에 신고하나요?",
        "유엔 사무총장은 누구인가요?",
    ],
    Reason.NOT_IN_CORPUS: [
        "What has Japan's privacy commission decided about facial recognition in shops?",
        "What do China's rules say about facial recognition in hotels?",
        "How many facial recognition cameras are installed in Seoul?",
        "Which company supplied the facial recognition cameras?",
        "How much was the budget for the police's facial recognition system?",
        "일본의 얼굴인식 규제는 어떤가요?",
        "중국에서는 호텔 얼굴인식을 어떻게 규제하나요?",
        "서울에 얼굴인식 카메라가 몇 대 있나요?",
        "얼굴인식 시스템 구축 예산은 얼마인가요?",
        "인권위 결정에서 누가 반대했나요?",
    ],
    Reason.PERSONAL_ADVICE: [
        "Should I sue the police for scanning my face?",
        "Can I claim damages because a shop scanned my face?",
        "What are my chances of winning against the police?",
        "Can I sue under the GDPR because the shop scanned me?",
        "제가 경찰을 상대로 소송하면 이길 수 있나요?",
        "회사가 제 얼굴을 찍었는데 손해배상을 받을 수 있나요?",
        "내 사건에서 승소 가능성이 있나요?",
        "Should I sign the consent form my boss gave me for face clock-in?",
        "저는 얼굴인식 오류로 잡혀갔는데 배상은 얼마나 받나요?",
    ],
    Reason.NEEDS_FACTS: ["What are the exceptions?", "Why?", "예외는요?", "그건 왜 그런가요?"],
    Reason.UNSUPPORTED_LANGUAGE: [
        "¿Está prohibido el reconocimiento facial?",
        "Ist Gesichtserkennung verboten?",
        "顔認識は禁止されていますか?",
        "人脸识别是否被禁止？",
        "Распознавание лиц запрещено?",
    ],
}


@pytest.mark.parametrize(
    ("reason", "question"), [(reason, question) for reason, questions in REFUSED.items() for question in questions]
)
def test_refused(guide: Guide, reason: Reason, question: str) -> None:
    """Each way of not answering has its own reason; nothing is stated beside it."""
    answer = guide.ask(question)
    assert isinstance(answer, Refusal), answer
    assert answer.reason is reason
    assert answer.message


@pytest.mark.parametrize(
    "question",
    [
        "May the police scan faces at a rally?",
        "Can a person complain to the NHRCK about facial recognition?",
        "Does California require a warrant for facial recognition?",
        "Is California's AB 1215 still in force?",
        "Are cameras that recognise faces allowed in schools?",
        "Is a photograph of a face biometric data under the GDPR?",
        "Can my school take a photo of my face?",
        "What are the exceptions to the AI Act's ban on live facial recognition?",
        "Does the NHRCK recommend a moratorium on live facial recognition?",
        "Was the weather a ground for the police to use live facial recognition under the AI Act?",
        "경찰이 집회에서 얼굴을 스캔해도 되나요?",
        "학교에서 얼굴인식 출입 시스템을 써도 되나요?",
        "인권위에 진정할 수 있는 사람은 누구인가요?",
        "얼굴인식 금지의 예외는 무엇인가요?",
        "인권위는 얼굴인식에 대해 무엇을 권고했나요?",
        "생체정보는 민감정보인가요?",
        "Where can I file a complaint about facial recognition in Korea?",
        "Can a data subject claim damages under the GDPR?",
        "Can I get compensation under the GDPR if somebody uses facial data unlawfully?",
        "Should we carry out an impact assessment before using facial recognition?",
        "민감정보가 유출되면 정보주체가 손해배상을 받을 수 있나요?",
        "What did the European Court of Human Rights decide in Glukhin v. Russia?",
        "헌법재판소는 경찰의 채증 촬영을 어떻게 판단했나요?",
        "Does San Francisco's ban stop the FBI from using face recognition?",
        "샌프란시스코 얼굴인식 금지는 FBI한테도 적용돼요?",
        "How much money could I win in Illinois if a shop was careless with my face scan?",
        "시카고 매장이 제 얼굴을 허락 없이 스캔했어요. 소송 이기면 배상금이 법에 정해져 있나요?",
    ],
)
def test_near_neighbours_are_answered(guide: Guide, question: str) -> None:
    """What stands close to a refusal but asks what the texts say is answered."""
    answer = guide.ask(question)
    assert isinstance(answer, Guidance), answer


@pytest.mark.parametrize(
    "question",
    [
        "What is a moratorium?",
        "How long does the moratorium last?",
        "Who should carry out a human rights impact assessment?",
        "How is freedom of assembly protected?",
        "Can I refuse an automated decision?",
        "UN vs NHRCK: who goes further on a moratorium?",
        "Is it OK for a gym to make me scan my face to get in?",
        "모라토리엄이 뭔가요?",
        "모라토리엄은 언제까지인가요?",
        "인권영향평가는 누가 수행해야 하는지요?",
        "집회의 자유는 어떻게 보장되나요?",
        "고영향 인공지능이 뭐예요?",
        "자동화된 결정 거부할 수 있나요?",
        "민감정보 처리시 안전성 확보조치 의무 조항이 뭡니까",
        "2023년 10월에 정부가 뭐라고 답했죠?",
        "얼굴인식ㅠㅠ 회사가 강제로 하는데 불법이죠?ㅠ",
    ],
)
def test_a_notion_of_the_guides_own_is_enough(guide: Guide, question: str) -> None:
    """A question that names no source is answered where it names what the guide is about, and the texts hold it."""
    answer = guide.ask(question)
    assert isinstance(answer, Guidance), answer


@pytest.mark.parametrize(
    ("before", "question", "reason"),
    [
        ("Is real-time facial recognition by police banned in the EU?", "How do I bake bread?", Reason.OUT_OF_SCOPE),
        (
            "Is real-time facial recognition by police banned in the EU?",
            "Is it painted purple?",
            Reason.NOT_IN_CORPUS,
        ),
        ("Does BIPA let me sue?", "And how long is the queue at the courthouse?", Reason.NOT_IN_CORPUS),
        ("EU에서 경찰의 실시간 얼굴인식은 금지되나요?", "점심 뭐 먹을까", Reason.OUT_OF_SCOPE),
        ("EU에서 경찰의 실시간 얼굴인식은 금지되나요?", "그 예산은 얼마예요?", Reason.NOT_IN_CORPUS),
    ],
)
def test_the_reason_of_a_follow_up_is_its_own(guide: Guide, before: str, question: str, reason: Reason) -> None:
    """A follow-up that points at nothing before it and asks of something else is another subject."""
    answer = guide.ask(question, [Turn(before, "In principle, yes.")])
    assert isinstance(answer, Refusal), answer
    assert answer.reason is reason


def with_terms(guide: Guide, *terms: Term) -> Guide:
    """The guide with more glossary entries."""
    return replace(guide, glossary=replace(guide.glossary, terms=(*guide.glossary.terms, *terms)))


@pytest.mark.parametrize(
    "question",
    ["How to mend Face ID on my telephone?", "Mend my facial recognition gate", "얼굴인식 출입기 고치는 방법"],
)
def test_what_no_instrument_is_about(guide: Guide, question: str) -> None:
    """A pursuit that no instrument is about is another subject, whatever is named beside it, unless a text is named."""
    mending = Term("mending", TermKind.OTHER_SUBJECT, False, ("mend",), ("고치는 방법",))
    answer = with_terms(guide, mending).ask(question)
    assert isinstance(answer, Refusal), answer
    assert (answer.reason, answer.nearest) == (Reason.OUT_OF_SCOPE, ())
    assert isinstance(with_terms(guide, mending).ask("Does the GDPR let me mend biometric data?"), Guidance)


@pytest.mark.parametrize(
    "question",
    [
        "How many zillions of facial recognition cameras are there in Korea?",
        "How many zillions did the Ministry of Justice pay for the immigration face project in Korea?",
    ],
)
def test_a_kind_of_fact_is_never_held(guide: Guide, question: str) -> None:
    """A kind of fact that no instrument states is asked within the subject; that a passage names it is no answer."""
    zillions = Term("zillions", TermKind.UNHELD, True, ("how many zillions",), ("몇 무량대수",))
    answer = with_terms(guide, zillions).ask(question)
    assert isinstance(answer, Refusal), answer
    assert answer.reason is Reason.NOT_IN_CORPUS


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("What do China's rules say about facial recognition in hotels?", wording.OUTSIDE.en.format(name="China")),
        ("일본의 얼굴인식 규제는 어떤가요?", wording.OUTSIDE.ko.format(name="일본")),
        ("How do I wash my face?", wording.REFUSALS[Reason.OUT_OF_SCOPE].en),
        ("얼굴에 바르는 크림을 추천해 주세요", wording.REFUSALS[Reason.OUT_OF_SCOPE].ko),
    ],
)
def test_the_refusal_speaks_of_what_was_asked(guide: Guide, question: str, message: str) -> None:
    """A country that is not covered is named; every other refusal says its reason, in the language of the question."""
    answer = guide.ask(question)
    assert isinstance(answer, Refusal)
    assert answer.message == message


def nearest(answer: Answer) -> int:
    """How many provisions a refusal offers to read."""
    assert isinstance(answer, Refusal)
    return len(answer.nearest)


def test_what_is_offered_to_read(guide: Guide) -> None:
    """A question inside the subject is offered the nearest provisions; one outside is offered none."""
    assert nearest(guide.ask("How many facial recognition cameras are installed in Seoul?")) == 3
    assert nearest(guide.ask("Could you give me a recipe for kimchi stew?")) == 0
    assert nearest(guide.ask("Should I sue the police for scanning my face?")) == 0


def test_a_text_known_by_name_only(guide: Guide) -> None:
    """A question about a text that the guide does not hold is not answered from others; beside a held one it is."""
    held = guide.shelf.register.instruments
    amending = {id for instrument in held.values() for id in instrument.amended_by}
    terms = [one for one in guide.glossary.terms if one.instrument and one.instrument not in {*held, *amending}]
    for name in [term.en[0] for term in terms if term.issuer is None][:3]:
        answer = guide.ask(f"What does the {name} say about privacy?")
        assert isinstance(answer, Refusal), name
        assert (answer.reason, answer.message) == (Reason.NOT_IN_CORPUS, wording.OUTSIDE.en.format(name=name))
        assert isinstance(guide.ask(f"Compare the {name} and the ICCPR on the right to privacy."), Guidance)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Is real-time facial recognition by police banned in the EU?", "Could you give me a recipe for kimchi stew?"),
        ("EU에서 경찰의 실시간 얼굴인식은 금지되나요?", "내일 부산 날씨는 어떤가요?"),
        ("EU에서 경찰의 실시간 얼굴인식은 금지되나요?", "김치찌개 끓이는 법을 알려 주세요"),
        ("EU에서 경찰의 실시간 얼굴인식은 금지되나요?", "일본은요?"),
    ],
)
def test_a_conversation_does_not_lend_its_subject_to_anything(guide: Guide, before: str, question: str) -> None:
    """What no text speaks of is not answered because the question before it was about the subject."""
    assert isinstance(guide.ask(question, [Turn(before, "")]), Refusal)
