"""Conversation: what a question takes over from the turns before it, and what it must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot import wording
from bot.conversation import Standalone, stand_alone
from bot.question import Question, Turn, language_of
from bot.reading import Reading
from bot.reason import Reason
from corpus.instrument import Issuer
from corpus.register import Register
from corpus.terms import Glossary
from evals.case import load

Follow = Callable[..., Standalone]

EU = "Is real-time facial recognition by police banned in the EU?"
NHRCK = "What did the NHRCK recommend about live facial recognition?"
ARTICLE = "What does Article 5(1)(h) of the AI Act say?"
EU_KO = "EU에서 경찰의 실시간 얼굴인식은 금지되나요?"
NHRCK_KO = "인권위는 실시간 얼굴인식에 대해 무엇을 권고했나요?"
ARTICLE_KO = "EU 인공지능법 제5조 제1항 (h)호는 무엇을 금지하나요?"


@pytest.fixture(scope="module")
def follow() -> Follow:
    """Makes the last of several questions stand alone."""
    glossary, register = Glossary.load(), Register.load()

    def made(*questions: str) -> Standalone:
        *before, last = questions
        asked = Question(last, language_of(last) or "en", tuple(Turn(question, "") for question in before))
        return stand_alone(asked, lambda text: Reading.of(text, glossary, register.instruments))

    return made


def test_follow_ups_of_the_cases_inherit_where_they_lean_and_nothing_where_they_stand_alone(follow: Follow) -> None:
    """Of at least 56 turns, half of which must inherit nothing, nearly all do as the case says."""
    cases = [case for case in load() if case.inherits is not None]
    assert len(cases) >= 56
    assert sum(not case.inherits for case in cases) >= len(cases) / 2
    wrong = []
    for case in cases:
        asked = follow(*(turn.question for turn in case.history), case.question)
        pointed = any(one.surface == case.question for one in asked.own.asked)
        if (bool(asked.carried) or asked.follows or pointed) is not case.inherits:
            wrong.append(case.id)
    assert len(wrong) <= 0.06 * len(cases), wrong


@pytest.mark.parametrize(
    ("before", "question", "paths"),
    [
        ("개인정보 보호법 제25조 제3항은 뭘 정하고 있나요?", "그럼 4항은요?", ["art-25/4"]),
        ("What does Article 5(2) of the AI Act say?", "and paragraph 3?", ["art-5/3"]),
        ("What does General Comment 37 ¶ 62 say?", "And para 63?", ["para-63"]),
        ("개인정보 보호법 제23조제1항제1호는?", "2호는요?", ["art-23/1/2"]),
    ],
)
def test_a_paragraph_alone_is_one_of_the_provision_before(
    follow: Follow, before: str, question: str, paths: list[str]
) -> None:
    """Paragraph 3? stands beside the paragraph before, an item in its paragraph."""
    assert [one.path for one in follow(before, question).own.asked] == paths


@pytest.mark.parametrize(
    ("before", "question", "carried"),
    [
        (EU, "What are the exceptions?", EU),
        (EU, "And who has to authorise it?", EU),
        (EU, "Since when?", EU),
        (EU, "Why?", EU),
        (EU, "Does it apply to schools?", EU),
        (EU, "Who supervises this?", EU),
        (NHRCK, "Did it ask for a moratorium?", NHRCK),
        (NHRCK, "Is that binding?", NHRCK),
        (EU, "And going through recorded footage afterwards?", EU),
        (EU, "And if someone won't?", EU),
        (EU_KO, "정말 급할 때는요? 먼저 쓰고 나중에 받아도 돼요?", EU_KO),
        (EU, "What about Korea?", "Is real-time facial recognition by police banned in the ?"),
        (NHRCK, "What about the UN?", "What did the recommend about live facial recognition?"),
        (
            "May agencies in Washington State identify people in real time?",
            "What about California?",
            "May agencies in identify people in real time?",
        ),
        (ARTICLE, "And Article 27?", "What does of the AI Act say?"),
        (ARTICLE, "What about the GDPR?", "What does of the say?"),
        (NHRCK, "How about Japan?", "What did the recommend about live facial recognition?"),
        (EU_KO, "예외는요?", EU_KO),
        (EU_KO, "예외는 무엇인가요?", EU_KO),
        (EU_KO, "누가 허가하나요?", EU_KO),
        (EU_KO, "언제부터요?", EU_KO),
        (EU_KO, "그 예외는 누가 승인하나요?", EU_KO),
        (EU_KO, "그건 왜 그런가요?", EU_KO),
        (NHRCK_KO, "그 권고는 구속력이 있나요?", NHRCK_KO),
        (NHRCK_KO, "정부는 어떻게 답했나요?", NHRCK_KO),
        (EU_KO, "그럼 한국은요?", "에서 경찰의 실시간 얼굴인식은 금지되나요?"),
        (EU_KO, "개인정보 보호법은요?", "에서 경찰의 실시간 얼굴인식은 금지되나요?"),
        (NHRCK_KO, "유엔은 어떤가요?", "는 실시간 얼굴인식에 대해 무엇을 권고했나요?"),
        (NHRCK_KO, "일본은요?", "는 실시간 얼굴인식에 대해 무엇을 권고했나요?"),
        (
            "워싱턴주에서 경찰이 실시간 얼굴인식을 쓸 수 있나요?",
            "캘리포니아는요?",
            "에서 경찰이 실시간 얼굴인식을 쓸 수 있나요?",
        ),
        (ARTICLE_KO, "그럼 제27조는요?", "EU 인공지능법 는 무엇을 금지하나요?"),
    ],
)
def test_a_follow_up_takes_over_what_it_leaves_out(follow: Follow, before: str, question: str, carried: str) -> None:
    """A follow-up takes over the question before it, less the issuers, texts and pinpoints that it replaces."""
    made = follow(before, question)
    assert (made.carried, made.dangling, made.text) == (carried, False, question)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (EU, "What did the NHRCK recommend to the National Assembly about facial recognition?"),
        (EU, "May schools use facial recognition for attendance?"),
        (EU, "Which article of the GDPR defines biometric data?"),
        (EU, "What does paragraph 62 of General Comment No. 37 say?"),
        (EU, "ICCPR art. 17(1)"),
        (EU, "What will the weather be like in Busan tomorrow?"),
        (EU, "By when do I have to file my income tax return?"),
        (NHRCK, "Does the AI Act prohibit building face databases by scraping the internet?"),
        (NHRCK, "Is emotion recognition at work prohibited?"),
        (NHRCK, "Which human rights does facial recognition threaten?"),
        (NHRCK, "Is California's AB 1215 still in force?"),
        (NHRCK, "What is sensitive information under the Personal Information Protection Act?"),
        (NHRCK, "But does the GDPR treat a face template as biometric data for the purpose of identifying a person?"),
        (NHRCK, "Who may complain to a supervisory authority about unlawful processing of personal data?"),
        (EU_KO, "인권위는 얼굴인식 영향평가를 누가 해야 한다고 했나요?"),
        (EU_KO, "학교에서 얼굴인식 출입 시스템을 써도 되나요?"),
        (EU_KO, "일반논평 37호 62문단은 무슨 내용인가요?"),
        (EU_KO, "개인정보 보호법 제23조 제1항을 설명해 주세요"),
        (EU_KO, "GDPR 제9조를 알려 주세요"),
        (NHRCK_KO, "직장에서 감정인식 인공지능을 쓰는 것은 금지되나요?"),
        (NHRCK_KO, "캘리포니아 AB 1215는 아직 효력이 있나요?"),
        (NHRCK_KO, "인터넷에서 얼굴 사진을 긁어모아 데이터베이스를 만들어도 되나요?"),
        (NHRCK_KO, "생체정보는 민감정보에 해당하나요?"),
        (NHRCK_KO, "얼굴인식은 집회의 자유를 어떻게 위축시키나요?"),
        (NHRCK_KO, "EU에서 경찰이 실시간으로 얼굴을 인식할 수 있나요?"),
        (NHRCK_KO, "회의록을 요약하는 인공지능 프로그램을 추천해 주세요"),
    ],
)
def test_a_question_with_its_own_subject_takes_over_nothing(follow: Follow, before: str, question: str) -> None:
    """A question that names what it is about reads the same after a conversation as alone: topics do not leak."""
    made = follow(before, question)
    assert (made.carried, made.dangling) == ("", False)
    assert made.whole == follow(question).whole


@pytest.mark.parametrize(
    "question",
    [
        "What are the exceptions?", "And who has to authorise it?", "Why?", "Is that binding?", "What does it say?",
        "It?", "예외는요?", "예외는 무엇인가요?", "그건 왜 그런가요?", "그럼요?",
        "그 법은 언제부터 시행되나요?", "이건 뭐예요?",
    ],
)  # fmt: skip
def test_a_reference_to_nothing_dangles(follow: Follow, question: str) -> None:
    """A question that refers to an earlier turn dangles where there is none."""
    made = follow(question)
    assert (made.carried, made.dangling) == ("", True)


@pytest.mark.parametrize(
    "question",
    [
        EU, "Is it banned in the EU to scan faces?", "What are the exceptions to the AI Act's ban?",
        EU_KO, "얼굴인식은 금지되나요?", "그 경우 EU 인공지능법은 무엇을 요구하나요?",
        "얼굴인식 금지의 예외는 무엇인가요?",
    ],
)  # fmt: skip
def test_a_reference_beside_a_subject_does_not_dangle(follow: Follow, question: str) -> None:
    """A first question that names its subject stands, whatever pronouns it holds."""
    assert not follow(question).dangling


@pytest.mark.parametrize(
    ("questions", "held", "gone"),
    [
        ((EU, "What are the exceptions?", "Who has to authorise it?"), [EU, "exceptions"], []),
        ((EU, "What about Korea?", "What are the exceptions?"), ["police", "Korea"], ["EU"]),
        ((EU, "What about Korea?", "And the UN?"), ["real-time facial recognition"], ["EU", "Korea"]),
        ((ARTICLE, "And Article 27?", "And Article 86?"), ["AI Act"], ["5(1)(h)", "27"]),
        (("What is BIPA?", "May shops scan faces?", "Does this law bind the police?"), ["BIPA", "scan faces"], []),
        (("일리노이 BIPA가 뭐예요?", "얼굴 스캔해도 되죠?", "경찰도 이 법 지켜야 돼?"), ["BIPA", "얼굴 스캔"], []),
        ((EU_KO, "예외는요?", "누가 허가하나요?"), [EU_KO, "예외"], []),
        ((EU_KO, "한국은요?", "유엔은요?"), ["실시간 얼굴인식"], ["EU", "한국"]),
        ((ARTICLE_KO, "그럼 제27조는요?", "제86조는요?"), ["EU 인공지능법"], ["제5조", "제27조"]),
    ],
)
def test_a_chain_keeps_the_subject_of_its_first_turn(
    follow: Follow, questions: tuple[str, ...], held: list[str], gone: list[str]
) -> None:
    """Through a chain of follow-ups the subject stays, and what a later turn replaced does not come back."""
    carried = follow(*questions).carried
    assert [words for words in held if words not in carried] == []
    assert [words for words in gone if words in carried] == []


@pytest.mark.parametrize(
    ("questions", "carried"),
    [
        (
            (EU, "May schools use facial recognition for attendance?", "Is consent enough?"),
            "May schools use facial recognition for attendance?",
        ),
        (
            (EU, "What will the weather be like in Busan tomorrow?", "And the day after?"),
            "What will the weather be like in Busan tomorrow?",
        ),
        (
            (EU_KO, "학교에서 얼굴인식 출입 시스템을 써도 되나요?", "동의를 받으면요?"),
            "학교에서 얼굴인식 출입 시스템을 써도 되나요?",
        ),
    ],
)
def test_a_change_of_topic_ends_the_old_one(follow: Follow, questions: tuple[str, ...], carried: str) -> None:
    """A follow-up leans on the topic that was spoken of last, not on an earlier one."""
    assert follow(*questions).carried == carried


@pytest.mark.parametrize(
    ("questions", "own", "whole"),
    [
        ((EU, "What about Korea?"), {Issuer.KOREA}, {Issuer.KOREA}),
        ((EU, "What are the exceptions?"), set(), {Issuer.EU}),
        ((EU_KO, "그럼 한국은요?"), {Issuer.KOREA}, {Issuer.KOREA}),
        ((EU, "What about Korea?", "And the UN?"), {Issuer.UN}, {Issuer.UN}),
    ],
)
def test_a_change_of_issuer(follow: Follow, questions: tuple[str, ...], own: set[Issuer], whole: set[Issuer]) -> None:
    """The issuer that a follow-up names takes the place of the one before; without one the old one stays."""
    made = follow(*questions)
    assert (set(made.own.issuers), set(made.whole.issuers)) == (own, whole)
    assert made.whole.subject


def test_several_sentences_are_read_one_by_one_too(follow: Follow) -> None:
    """A question of several sentences has a reading of each, so that what is said around it does not sink it."""
    made = follow("I run a small shop. Does the GDPR cover face templates?")
    assert [part.instruments for part in made.parts] == [(), ("eu-gdpr",)]
    assert follow(EU).parts == ()


REFUSED = wording.OUTSIDE.en.format(name="Japan")
REFUSED_KO = wording.REFUSALS[Reason.OUT_OF_SCOPE].ko


@pytest.mark.parametrize(
    ("turns", "question", "carried"),
    [
        ([(EU, "In principle."), ("And Japan?", REFUSED)], "What are the exceptions?", EU),
        ([(EU, "In principle."), ("And Japan?", "")], "What are the exceptions?", EU),
        ([(EU, "In principle."), ("Who made the cameras?", wording.REFUSALS[Reason.NOT_IN_CORPUS].en)], "Why?", EU),
        ([(EU, "In principle."), ("thanks", "")], "And since when?", EU),
        ([(EU, "In principle."), ("Is that binding?", "It binds.")], "Since when?", EU),
        ([(EU_KO, "금지됩니다."), ("점심 뭐 먹을까", REFUSED_KO)], "예외는요?", EU_KO),
        ([(EU_KO, "금지됩니다."), ("감사합니다", wording.WELCOME.ko)], "누가 허가하나요?", EU_KO),
        ([("Does Japan allow facial recognition in shops?", REFUSED)], "What are the exceptions?", ""),
    ],
)
def test_a_refused_turn_adds_nothing(turns: list[tuple[str, str]], question: str, carried: str) -> None:
    """What was refused, names only what is not held, is courtesy or only asks on is not taken over."""
    glossary, register = Glossary.load(), Register.load()
    asked = Question(question, language_of(question) or "en", tuple(Turn(*turn) for turn in turns))
    made = stand_alone(asked, lambda text: Reading.of(text, glossary, register.instruments))
    assert (made.carried, made.dangling) == (carried, not carried)


def test_a_provision_that_does_not_exist_is_still_spoken_of(follow: Follow) -> None:
    """A turn that asked for an article too many keeps its text for the next one."""
    told = wording.NO_SUCH_LOCATOR.en.format(instrument="AI Act", pinpoint="Article 205", range="")
    assert not wording.is_refusal(told)
    assert follow("AI Act Article 205", "And Article 5?").whole.instruments == ("eu-ai-act",)


@pytest.mark.parametrize(
    ("before", "question", "about"),
    [
        (NHRCK, "Is that binding?", NHRCK),
        (NHRCK, "Does it bind Korea?", NHRCK),
        (EU, "Since when?", EU),
        (EU, "Why?", EU),
        (EU, "What are the exceptions?", EU),
        (EU, "Can you summarise that?", EU),
        (ARTICLE, "Do shops fall under it?", ARTICLE),
        (EU, "Do shops fall under it?", None),
        (EU, "And who has to authorise it?", None),
        (EU, "What about Korea?", None),
        (NHRCK_KO, "그 권고는 구속력이 있나요?", NHRCK_KO),
        (EU_KO, "언제부터요?", EU_KO),
        (EU_KO, "누구한테 한 거예요?", EU_KO),
        (EU_KO, "더 쉽게 설명해줘", EU_KO),
        (EU_KO, "정부는 어떻게 답했나요?", None),
    ],
)
def test_what_is_searched_for_a_follow_up(follow: Follow, before: str, question: str, about: str | None) -> None:
    """Who only asks on is answered from the question before; who names something else has that searched as well."""
    made = follow(before, question)
    assert (made.about.text if made.about else None, made.follows) == (about, about is not None)
    assert made.sought.text == (about or question)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Is General Comment 37 binding on Korea?", "Is General Comment 37 on ? facial recognition"),
        ("Is the recommendation binding?", "Is the recommendation ? facial recognition"),
        ("인권위 권고는 법적 구속력이 있나요?", "인권위 권고는 이 있나요? 얼굴인식"),
    ],
)
def test_a_question_for_force_is_searched_without_its_words(follow: Follow, question: str, about: str) -> None:
    """Of a question for force what it names is searched; of a mere kind of text, those on the guide's subject."""
    made = follow(question)
    assert made.about is not None
    assert (" ".join(made.about.text.split()), made.follows) == (about, False)


def test_a_greeting_is_no_part_of_a_question(follow: Follow) -> None:
    """Thanks and greetings before a question are not read."""
    assert follow("Hello! Is facial recognition banned?").text == "Is facial recognition banned?"
    assert follow(EU, "Thanks! And in Korea?").carried == "Is real-time facial recognition by police banned in the ?"


@pytest.mark.parametrize(
    ("before", "question", "path"),
    [
        (ARTICLE, "point (g)?", "art-5/1/g"),
        (ARTICLE, "And point (f)?", "art-5/1/f"),
        (ARTICLE, "(e)?", "art-5/1/e"),
        (ARTICLE_KO, "(g)호는요?", "art-5/1/g"),
        ("What does Article 9(2) of the GDPR say?", "What about point (a)?", "art-9/2/a"),
    ],
)
def test_a_point_asked_for_alone(follow: Follow, before: str, question: str, path: str) -> None:
    """A point alone is that of the provision before: beside its point, or in its paragraph."""
    assert [one.path for one in follow(before, question).own.asked] == [path]


@pytest.mark.parametrize("question", ["point (g)?", "What is the point?", "(g)호는요?"])
def test_a_point_of_nothing(follow: Follow, question: str) -> None:
    """Without a provision before it a point is none."""
    assert follow(question).own.asked == follow(EU, question).own.asked == ()
