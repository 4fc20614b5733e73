"""Retriever: the lanes over the real index of the records, and how their scores are fused."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import GLOSSARY, a_record, an_instrument, official_only, recorded

from bot import weights
from bot.conversation import Standalone, stand_alone
from bot.embedder import SentenceEmbedder
from bot.entry import Contents
from bot.errors import IndexFault
from bot.guide import Guide
from bot.index import open_or_build
from bot.period import Period
from bot.question import Question, Turn, language_of
from bot.reading import Reading
from bot.retriever import Hit, Retriever, belongs, speaks_for
from corpus.instrument import Issuer, Language
from corpus.locator import Locator
from corpus.passage import Passage, unrecorded
from corpus.provision import Modality
from corpus.samples import Samples

Search = Callable[..., tuple[Hit, ...]]


@pytest.fixture(scope="module")
def search(guide: Guide) -> Search:
    """Searches the records for the last of several questions."""

    def searched(*questions: str, count: int = 30) -> tuple[Hit, ...]:
        *before, last = questions
        question = Question(last, language_of(last) or "en", tuple(Turn(one, "") for one in before))
        instruments = guide.shelf.register.instruments
        return guide.retriever.search(
            stand_alone(question, lambda text: Reading.of(text, GLOSSARY, instruments)), count
        )

    return searched


def paths(hits: tuple[Hit, ...]) -> list[str]:
    """The locators of hits."""
    return [str(hit.passage.locator) for hit in hits]


@pytest.mark.parametrize(
    ("question", "locator"),
    [
        ("Which real-time identification by the police does the AI Act forbid?", "eu-ai-act/art-5/1/h"),
        ("EU에서 경찰이 실시간으로 얼굴을 알아보는 것은 금지되나요?", "eu-ai-act/art-5/1/h"),
        ("Did the NHRCK ask for a moratorium?", "nhrck-frt-2023/para-6"),
        ("인권위는 얼굴인식 도입을 언제까지 멈추라고 권고했나요?", "nhrck-frt-2023/para-6"),
        ("How does the GDPR define biometric data?", "eu-gdpr/art-4/14"),
        ("GDPR은 생체정보를 어떻게 정의하나요?", "eu-gdpr/art-4/14"),
        ("민감정보는 언제 처리할 수 있나요?", "kr-pipa/art-23/1"),
    ],
)
def test_the_provision_is_among_the_first(search: Search, question: str, locator: str) -> None:
    """A question in either language finds the provision that answers it among the first five."""
    assert locator in paths(search(question))[:5]


@pytest.mark.parametrize("question", ["Is facial recognition banned?", "얼굴인식은 금지되나요?"])
def test_the_dense_lane_looks_in_both_languages(search: Search, question: str) -> None:
    """Every hit has a cosine, and some are near."""
    found = [hit.dense for hit in search(question)]
    assert None not in found
    assert max(dense for dense in found if dense is not None) > 0.5


@pytest.mark.parametrize(
    ("korean", "english"),
    [("얼굴인식", "facial recognition"), ("영향평가", "impact assessment"), ("집회", "assembly")],
)
def test_concepts_cross_languages(search: Search, korean: str, english: str) -> None:
    """A term finds the same passages by its concept in both languages."""
    by_concept = [{hit.passage.locator: hit.concept for hit in search(words, count=100)} for words in (korean, english)]
    both = by_concept[0].keys() & by_concept[1].keys()
    assert len(both) > 10
    assert all(by_concept[0][locator] == pytest.approx(by_concept[1][locator], abs=1e-5) for locator in both)


def test_what_is_named_by_number_holds_what_stands_on_its_ground(guide: Guide) -> None:
    """A provision that is not in the index itself counts as holding the concepts of the passages inside it."""
    instruments = guide.shelf.register.instruments
    question = stand_alone(
        Question("Which fine does Article 99 of the AI Act set?", "en"),
        lambda text: Reading.of(text, GLOSSARY, instruments),
    )
    whole = Passage(Locator.parse("eu-ai-act/art-99"), instruments["eu-ai-act"], None, ())
    (hit,) = guide.retriever.exact(question, [whole])
    inside = [found for found in guide.retriever.search(question, 400) if whole.locator.contains(found.passage.locator)]
    assert hit.exact
    assert hit.concept == max(found.concept for found in inside) > 0
    assert guide.retriever.exact(question, []) == ()


def test_best_first(search: Search) -> None:
    """Hits come best first, as many as are asked for, each once, none of them said to be named by number."""
    hits = search("Is facial recognition banned?", count=7)
    scores = [hit.score for hit in hits]
    assert len(set(paths(hits))) == len(hits) == 7
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
    assert not any(hit.exact for hit in hits)
    assert hits == search("Is facial recognition banned?", count=100)[:7]


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("What does the GDPR say about retention?", {"eu-gdpr"}),
        ("What does California say about retention?", {"us-ca-ab-1215"}),
        ("개인정보 보호법은 민감정보를 어떻게 보나요?", {"kr-pipa", "kr-pipa-decree"}),
        ("What did the NHRCK say about assemblies?", {"nhrck-frt-2023", "nhrck-frt-2024", "kr-nhrc-act"}),
        ("GDPR과 EU 인공지능법의 동의", {"eu-gdpr", "eu-ai-act"}),
    ],
)
def test_named_sources_come_first(search: Search, question: str, sources: set[str]) -> None:
    """The best hit is of a source that the question names, or of what belongs to it; others lose by it."""
    hits = search(question)
    assert hits[0].passage.locator.instrument in sources
    assert sum(hit.passage.locator.instrument in sources for hit in hits[:10]) >= 4


def test_a_follow_up_searches_with_what_it_takes_over(search: Search) -> None:
    """A follow-up finds what its words alone would not."""
    before = "Is real-time facial recognition by police banned in the EU?"
    assert "eu-ai-act/art-5/3" in paths(search(before, "And who has to authorise it?"))[:5]
    assert {hit.passage.instrument.issuer for hit in search(before, "What about Korea?")[:3]} <= {
        Issuer.KOREA,
        Issuer.NHRCK,
    }


def test_nothing_known_finds_nothing(search: Search) -> None:
    """Words of which no passage and no model knows a piece find nothing."""
    assert search("쀍뷁쑑") == ()


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("kr-pipa", "kr-pipa-decree", True), ("nhrck-frt-2023", "nhrck-frt-2024", True), ("eu-gdpr", "eu-gdpr", True),
        ("eu-gdpr", "eu-led", False), ("kr-ai-basic-act", "eu-ai-act", False), ("ccpr-gc-16", "ccpr-gc-37", False),
    ],
)  # fmt: skip
def test_what_belongs_together(one: str, other: str, together: bool) -> None:
    """A statute and its decree, a decision and its sequel are meant together; other neighbours are not."""
    assert belongs(one, other) is belongs(other, one) is together


def test_who_speaks_for_whom(guide: Guide) -> None:
    """Who asks for Korea asks for its Commission too; the statute that founds the Commission is about both."""
    held = guide.shelf.register.instruments
    assert speaks_for(held["nhrck-frt-2023"]) == speaks_for(held["kr-nhrc-act"]) == {Issuer.NHRCK, Issuer.KOREA}
    assert speaks_for(held["kr-pipa"]) == {Issuer.KOREA}
    assert speaks_for(held["eu-gdpr"]) == {Issuer.EU}


def retriever(folder: Path, embedder: SentenceEmbedder, *passages: Passage) -> Retriever:
    """A retriever over a small index of its own."""
    index, _ = open_or_build(folder, "a" * 64, Contents.of(passages, GLOSSARY), embedder, lambda done, total: None)
    return Retriever(index, passages, embedder)


def test_a_record_comes_before_bare_words(tmp_path: Path, embedder: SentenceEmbedder) -> None:
    """Of two passages that say the same, the record comes before bare words, an article before a recital."""
    words = "A warrant is needed before cameras may follow people."
    small = retriever(
        tmp_path, embedder,
        official_only("rec-1", words, "en"),
        official_only("art-1", words, "en"),
        recorded(a_record("art-2", words, "영장이 필요하다.", Modality.MUST)),
        official_only("art-3", "Bread is baked daily.", "en"),
    )  # fmt: skip
    question = stand_alone(Question("Is a warrant needed?", "en"), lambda text: Reading.of(text, GLOSSARY, {}))
    hits = small.search(question, 4)
    assert [hit.passage.locator.path for hit in hits][:3] == ["art-2", "art-1", "rec-1"]
    assert hits[0].score - hits[1].score >= weights.RECORD / 2
    small.index.close()
    with pytest.raises(IndexFault):
        small.search(question, 4)


NEW = {"art-1": "Drones over harbours", "art-2": "Seats of the Board", "art-3": "Certificates and seals"}
"""What an agency added, without a question that leads to it."""
TOLD = {"art-16": "Right to rectification", "art-20/2": "Right to data portability", "art-91": "Churches"}
"""Provisions of the GDPR without a record, to which a few questions lead."""


@pytest.fixture(scope="module")
def mixed(
    tmp_path_factory: pytest.TempPathFactory, guide: Guide, embedder: SentenceEmbedder
) -> Iterator[tuple[Retriever, Callable[[str, Language], Standalone]]]:
    """A search among records of the GDPR, official words of it without a record, and a text that nobody asked about."""
    records = [passage for passage in guide.shelf.passages if passage.locator.instrument == "eu-gdpr"]
    told = [
        unrecorded(one.locator, records[0].instrument, one.official, guide.shelf.register)
        for path, name in TOLD.items()
        for one in [official_only(path, f"{name} is set out here.", "en", id="eu-gdpr")]
    ]
    new = [official_only(path, f"{name} are set out here.", "en", heading=name) for path, name in NEW.items()]
    passages = (*records, *told, *new)
    folder = tmp_path_factory.mktemp("mixed")
    contents = Contents.of(passages, GLOSSARY, Samples.load())
    index, _ = open_or_build(folder, "b" * 64, contents, embedder, lambda *_: None)
    instruments = guide.shelf.register.instruments

    def read(text: str, language: Language) -> Standalone:
        return stand_alone(Question(text, language), lambda said: Reading.of(said, GLOSSARY, instruments))

    yield Retriever(index, passages, embedder), read
    index.close()


@pytest.mark.parametrize(
    ("question", "language", "locator"),
    [
        ("May drones fly over the harbour?", "en", "x-act/art-1"),
        ("Where are the seats of the board?", "en", "x-act/art-2"),
        ("Can I have my face deleted in the EU?", "en", "eu-gdpr/art-17/1"),
        ("GDPR: can they be made to put wrong data about me right?", "en", "eu-gdpr/art-16"),
        ("GDPR에서 정정권은 어떤 권리인가요?", "ko", "eu-gdpr/art-16"),
        ("교회 같은 종교단체에는 GDPR이 어떻게 적용되나요?", "ko", "eu-gdpr/art-91"),
    ],
)
def test_what_has_few_samples_or_none_is_found_beside_what_has_many(
    mixed: tuple[Retriever, Callable[[str, Language], Standalone]], question: str, language: Language, locator: str
) -> None:
    """Each answers its own questions, in both languages where some lead to it, and not those of a record."""
    retriever, read = mixed
    assert locator in paths(retriever.search(read(question, language), 3))


def test_how_far_samples_tell_what_is_asked(mixed: tuple[Retriever, object]) -> None:
    """In full for a record, a little for official words with one or two, not for a text without any."""
    index = mixed[0].index
    for samples in index.samples.values():
        known = dict(zip(index.keys, samples.known.tolist(), strict=True))
        assert known["eu-gdpr/art-17/1"] == 1
        assert 0 < known["eu-gdpr/art-16"] < 1
        assert known["x-act/art-1"] == 0
        unasked = {key for key, without in zip(index.keys, samples.unasked, strict=True) if without}
        assert unasked == {f"x-act/{path}" for path in NEW}


@pytest.mark.parametrize(
    ("question", "locator"),
    [
        ("Does the AI Act allow a shop to follow a fleeing man from camera to camera?", "eu-ai-prohibited-guidelines"),
        ("Which dates of the AI Act were put off?", "eu-ai-omnibus"),
        ("What does Article 17 of the ICCPR protect?", "ccpr-gc-16"),
    ],
)
def test_texts_about_a_named_one_stand_beside_it(search: Search, question: str, locator: str) -> None:
    """Guidelines on an act, what changed it and a comment on a covenant are not set back where the act is named."""
    assert any(path.startswith(f"{locator}/") for path in paths(search(question)))


DECIDED, TODAY = Period(datetime.date(2023, 1, 12), datetime.date(2023, 1, 12)), None
WORDS = "A warrant is needed before cameras may follow people."


def wording(path: str, version: str | None = None, official: tuple[str, ...] = ()) -> Passage:
    """A recorded duty of today's wording, or of one that stood from 2020 to 2024."""
    record = a_record(path, WORDS, "영장이 필요하다.", Modality.MUST)
    if version is None:
        return Passage(record.locator, an_instrument(), record, ())
    day = datetime.date.fromisoformat(version)
    earlier = an_instrument(
        version=day, official=official, in_force=datetime.date(2020, 1, 1), expired=datetime.date(2024, 1, 1)
    )
    dated = replace(record, locator=replace(record.locator, date=day))
    return Passage(dated.locator, earlier, dated, ())


@pytest.mark.parametrize(
    ("official", "period", "found"),
    [
        (("x-old",), TODAY, ["x-act/art-1/2", "x-act/art-9"]),
        (("x-old",), DECIDED, ["x-act@2023-01-12/art-1"]),
        ((), TODAY, ["x-act/art-1/2", "x-act/art-9"]),
        ((), DECIDED, ["x-act/art-9", "x-act@2023-01-12/art-1"]),
        (("x-old",), Period(datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)), ["x-act/art-1/2", "x-act/art-9"]),
    ],
)
def test_a_question_meets_the_wording_of_its_time(
    tmp_path: Path, embedder: SentenceEmbedder, official: tuple[str, ...], period: Period | None, found: list[str]
) -> None:
    """An earlier wording answers for its time only: all of it where its whole text is held, else in place of what
    changed since; today's wording answers everything else."""
    small = retriever(
        tmp_path, embedder, wording("art-1/2"), wording("art-9"), wording("art-1", "2023-01-12", official)
    )
    question = stand_alone(Question("Is a warrant needed?", "en"), lambda text: Reading.of(text, GLOSSARY, {}))
    hits = small.search(replace(question, period=period), 4)
    assert sorted(str(hit.passage.locator) for hit in hits) == found
    small.index.close()
