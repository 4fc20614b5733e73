"""Reading: what a question names, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.reading import Reading
from corpus.instrument import Issuer
from corpus.provision import Topic
from corpus.register import Register
from corpus.terms import Glossary

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read() -> Read:
    """Reads a text with the glossary and the register of the guide."""
    glossary, register = Glossary.load(), Register.load()
    return lambda text: Reading.of(text, glossary, register.instruments)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("How does the EU's AI Act differ?", ["european-union", "eu-ai-act"]),
        ("Does Washington State ask for a warrant?", ["washington-state", "warrant"]),
        ("What does US law say about us?", ["united-states", "statute"]),
        ("일본과 유엔", ["japan", "united-nations"]),
        ("경찰이 얼굴을 촬영해도 되나요?", ["police", "face", "camera", "permission-by-law"]),
        ("Hello there", []),
    ],
)
def test_mentions(read: Read, text: str, mentions: list[str]) -> None:
    """The glossary terms of a text are found in its order; a pronoun is no country."""
    assert [mention.term.id for mention in read(text).mentions] == mentions


@pytest.mark.parametrize(
    ("text", "instruments"),
    [
        ("How does the EU's AI Act differ from Korea's AI Basic Act?", ("eu-ai-act", "kr-ai-basic-act")),
        ("AI 기본법 제31조와 개인정보 보호법 제23조", ("kr-ai-basic-act", "kr-pipa")),
        ("개인정보 보호법 시행령 제18조", ("kr-pipa-decree",)),
        ("eu-gdpr/art-9/1", ("eu-gdpr",)),
        ("the GDPR, the GDPR and the GDPR", ("eu-gdpr",)),
        ("What does the EU say?", ()),
        ("What does California say?", ()),
    ],
)
def test_instruments(read: Read, text: str, instruments: tuple[str, ...]) -> None:
    """Each text that is named counts once; an issuer or a place is no instrument."""
    assert read(text).instruments == instruments


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("What does California say?", ("us-ca-ab-1215",)),
        ("Does Washington ban it?", ("us-wa-rcw-43-386",)),
        ("캘리포니아주는 어떤가요?", ("us-ca-ab-1215",)),
        ("워싱턴주와 GDPR", ("eu-gdpr", "us-wa-rcw-43-386")),
        ("What does the US say?", ()),
        ("What does Korea say?", ()),
    ],
)
def test_a_place_with_one_instrument_means_it(read: Read, text: str, meant: tuple[str, ...]) -> None:
    """Naming a place that has but one text means that text; a place with several means none of them."""
    assert read(text).meant == meant


@pytest.mark.parametrize(
    ("text", "named", "loose"),
    [
        ("인권위와 EU는 어떻게 다른가요?", {Issuer.NHRCK, Issuer.EU}, {Issuer.NHRCK, Issuer.EU}),
        ("the EU's AI Act", {Issuer.EU}, set()),
        ("the EU's AI Act and Korea", {Issuer.EU, Issuer.KOREA}, {Issuer.KOREA}),
        ("What does California say?", {Issuer.US}, set()),
        ("What does the High Commissioner say?", {Issuer.UN}, {Issuer.UN}),
        ("GDPR", set(), set()),
    ],
)
def test_issuers(read: Read, text: str, named: set[Issuer], loose: set[Issuer]) -> None:
    """An issuer is loose where no text of its own is named beside it."""
    reading = read(text)
    assert (set(reading.issuers), set(reading.loose_issuers)) == (named, loose)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("When did the AI Basic Act enter into force?", True),
        ("When was the LED adopted?", True),
        ("Is the ICCPR in force?", True),
        ("Is AB 1215 still in force?", True),
        ("When do the high-risk rules apply?", True),
        ("When does Washington's law not apply to an agency?", False),
        ("When may the police scan faces?", False),
        ("Does the ban apply to schools?", False),
        ("AI 기본법은 언제부터 시행됐나요?", True),
        ("개인정보 보호법 현행법은 언제 시행된 건가요?", True),
        ("AB 1215는 아직 유효한가요?", True),
        ("인권위 권고는 법적 효력이 있나요?", False),
        ("언제 얼굴을 촬영할 수 있나요?", False),
    ],
)
def test_a_question_for_dates(read: Read, text: str, asks: bool) -> None:
    """Since when, until when and whether a text is in force; a condition or a binding force is no date."""
    assert read(text).asks_for_dates is asks


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What is a biometric template?", Topic.DEFINITION),
        ("생체정보란 무엇인가요?", Topic.DEFINITION),
        ("When does the AI Act apply?", Topic.APPLICATION_DATE),
        ("언제부터 시행되나요?", Topic.APPLICATION_DATE),
        ("May they film the crowd?", Topic.PROHIBITION),
        ("수집할 수 있나요?", Topic.PROHIBITION),
        ("Does Washington State ask for a warrant?", Topic.PRIOR_AUTHORISATION),
        ("경찰은요?", Topic.LAW_ENFORCEMENT),
        ("학교에서는요?", Topic.SCHOOLS_WORKPLACES),
    ],
)
def test_topics(read: Read, text: str, topic: Topic) -> None:
    """A question is about what its terms are about, and about what its wording asks for."""
    assert topic in read(text).topics


@pytest.mark.parametrize("text", ["What a fine day", "얼굴을 씻어도 되나요?"])
def test_no_topics(read: Read, text: str) -> None:
    """A question without terms or a telling wording has no topics."""
    assert read(text).topics == frozenset()


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Is facial recognition banned?", True),
        ("얼굴인식은 금지되나요?", True),
        ("What is biometric data?", True),
        ("May the police film faces?", True),
        ("Can my school take a photo of my face?", True),
        ("경찰이 얼굴을 촬영해도 되나요?", True),
        ("Is a face in the mirror mine?", False),
        ("How do I wash my face?", False),
        ("얼굴을 씻어도 되나요?", False),
        ("May the police search my house?", False),
        ("What does the GDPR say?", False),
    ],
)
def test_subject(read: Read, text: str, subject: bool) -> None:
    """A face is the guide's subject only in company: with those who look at it, or what is done with it."""
    assert read(text).subject is subject


@pytest.mark.parametrize(
    ("text", "unheld"),
    [
        ("What percentage of its turnover can a company be fined?", False),
        ("What percentage of faces does it get wrong?", True),
        ("How many cameras are there?", True),
        ("Which company supplied it?", True),
        ("예산은 얼마인가요?", True),
        ("누가 반대했나요?", True),
        ("How many days may images be kept?", False),
        ("몇 살부터 동의할 수 있나요?", False),
    ],
)
def test_unheld_kinds_of_fact(read: Read, text: str, unheld: bool) -> None:
    """Counts of devices, budgets, suppliers and votes are facts that instruments do not state; time limits they do."""
    assert read(text).unheld is unheld


@pytest.mark.parametrize(
    ("text", "outside"),
    [("What does Japan's APPI say?", ["japan", "japan"]), ("영국 경찰", ["united-kingdom"]), ("유엔", [])],
)
def test_outside(read: Read, text: str, outside: list[str]) -> None:
    """Countries and laws that the register does not cover are told from those that it does."""
    assert [mention.term.id for mention in read(text).outside] == outside


@pytest.mark.parametrize(
    ("text", "path", "instrument"),
    [
        ("GC 37 62", "para-62", "ccpr-gc-37"),
        ("GC 37 Article 62", "para-62", "ccpr-gc-37"),
        ("인권위 2023년 결정 4문단", "para-4", "nhrck-frt-2023"),
        ("AI Act 5(1)(h)", "art-5/1/h", "eu-ai-act"),
        ("AI Act §5(1)(h)", "art-5/1/h", "eu-ai-act"),
        ("AI Act art. 5-1", "art-5/1", "eu-ai-act"),
        ("PIPA art. 25-2", "art-25-2", "kr-pipa"),
        ("BIPA 제15조", "sec-15", "us-il-bipa"),
        ("ICCPR section 17", "art-17", "iccpr"),
    ],
)
def test_a_bare_number_follows_the_numbering_of_its_text(read: Read, text: str, path: str, instrument: str) -> None:
    """A number after the name of a text is of the part that the text counts, whatever word stands before it."""
    assert [(one.path, one.instrument) for one in read(text).asked] == [(path, instrument)]


def test_what_is_left_without_names(read: Read) -> None:
    """Without the names of sources the text keeps what it asks of them, and every other letter stays in its place."""
    reading = read("Does the GDPR ban face scans in Korea?")
    assert reading.without_names == "Does the      ban face scans in      ?"
    assert reading.without_mentions.split() == ["Does", "the", "in", "?"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Is that binding?", True),
        ("Is the NHRCK recommendation legally binding?", True),
        ("Does it bind Korea?", True),
        ("Can they just ignore it?", True),
        ("Must the government obey the moratorium?", True),
        ("Does the NHRCK prohibit it or only recommend against it?", True),
        ("What happens if the government does not follow the recommendation?", True),
        ("Is it mandatory for the police to follow this?", True),
        ("Can the police legally scan faces?", False),
        ("What is the legal status of facial recognition?", False),
        ("What must companies do to comply with the GDPR?", False),
        ("Are binding corporate rules enough?", False),
        ("Is an impact assessment mandatory?", False),
        ("인권위 권고는 법적 효력이 있나요?", True),
        ("그거 법적 구속력 있어요?", True),
        ("꼭 지켜야 하나요?", True),
        ("안 지켜도 되나요?", True),
        ("권고를 따르지 않으면 어떻게 되나요?", True),
        ("권고일 뿐인가요?", True),
        ("구속 영장이 필요한가요?", False),
        ("얼굴인식 도입 전에 지켜야 할 것은 무엇인가요?", False),
        ("영향평가도 의무인가요?", False),
    ],
)
def test_a_question_for_force(read: Read, text: str, asks: bool) -> None:
    """Whether a text binds, or whether one has to do what it says; a duty or a lawful use is no force."""
    assert read(text).asks_for_force is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Is that binding?", True), ("Does it bind Korea?", True), ("Since when?", True), ("Is it in force yet?", True),
        ("When does it apply?", True), ("Can you summarise that?", True), ("Who does it apply to?", True),
        ("What are the exceptions?", True), ("When do the penalties apply?", False), ("What about Korea?", False),
        ("And Article 27?", False), ("Summarise the GDPR.", False), ("Who authorises it?", False),
        ("언제 했어요?", True), ("언제부터요?", True), ("누구한테 한 거예요?", True), ("더 쉽게 설명해줘", True),
        ("예외는 없나요?", True), ("인권위 권고는 구속력이 있나요?", False), ("그거 한국에도 구속력 있어요?", True),
        ("정부는 받아들였나요?", False), ("벌칙은요?", False), ("한국은요?", False),
    ],
)  # fmt: skip
def test_a_question_that_only_asks_on(read: Read, text: str, asks: bool) -> None:
    """Force, days, addressee, exceptions or a retelling of what was told; who names something else asks for that."""
    assert read(text).asks_on is asks


def test_what_is_said_beside_force_days_and_retellings(read: Read) -> None:
    """The words that ask for force, a day or a retelling say nothing of what a question is about."""
    assert read("Is it binding since 5 May 2016, in short?").said.split() == ["Is", "it", ",", "?"]
    assert read("2023년 10월에 구속력이 있었는지 요약해줘").said.split() == ["이", "있었는지", "해줘"]


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("저는 베트남 사람인데 공항에서 얼굴을 찍혔어요", []),
        ("조카가 캐나다 국적인데 지문도 찍나요", []),
        ("I'm Vietnamese and work near Ansan. May I complain?", []),
        ("flying to Incheon on my Thai passport", []),
        ("Is China-style scoring allowed in the EU?", []),
        ("중국식 사회신용점수를 유럽에서 써도 되나요?", []),
        ("일본 법은 얼굴인식을 어떻게 보나요", ["일본"]),
        ("Do Chinese students have to scan their faces?", ["Chinese"]),
        ("What does Japanese law say?", ["Japanese"]),
    ],
)
def test_where_somebody_or_something_comes_from_is_no_source(text: str, outside: list[str]) -> None:
    """A country is a source that is not held where its law is asked about, not where a person is told."""
    assert [mention.surface for mention in Reading.of(text, Glossary.load(), {}).outside] == outside
