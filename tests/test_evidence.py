"""Evidence: the few passages that one answer may cite, each rule with what it brings along."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders import a_record, an_instrument, official_only, recorded

from bot.conversation import Standalone, stand_alone
from bot.evidence import KEEP, MAX_CONDITIONS, MAX_ENTRIES, MAX_OF_INSTRUMENT, MAX_RULES, Evidence, gather
from bot.guide import Guide
from bot.question import Question
from bot.reading import Reading
from bot.retriever import Hit
from bot.role import Role
from corpus.instrument import Bilingual, Issuer
from corpus.locator import Locator
from corpus.passage import Passage
from corpus.provision import Modality, Topic
from corpus.register import Register
from corpus.terms import Glossary

GLOSSARY, REGISTER = Glossary.load(), Register.load()


def asked(text: str, language: str = "en") -> Standalone:
    """A question as the guide reads it."""
    question = Question(text, "ko" if language == "ko" else "en")
    return stand_alone(question, lambda words: Reading.of(words, GLOSSARY, REGISTER.instruments))


def rule(path: str, *, id: str = "x-act", exceptions: Sequence[str] = (), conditions: Sequence[str] = ()) -> Passage:
    """A recorded prohibition."""
    texts = (f"Rule {path}.", f"{path} 원칙")
    return recorded(
        a_record(path, *texts, Modality.MUST_NOT, exceptions=exceptions, conditions=conditions, id=id),
    )


def hits(*found: Passage | tuple[Passage, float]) -> list[Hit]:
    """Hits of these passages, each with its score, else 1."""
    pairs = [one if isinstance(one, tuple) else (one, 1.0) for one in found]
    return [Hit(passage, score, 0.0, 0.0, None, 0.0, 0.0, exact=False) for passage, score in pairs]


def exact(*found: Passage) -> list[Hit]:
    """Hits that the question names by number."""
    return [Hit(passage, 1.0, 0.0, 0.0, None, 0.0, 0.0, exact=True) for passage in found]


def gathered(question: Standalone, found: Sequence[Hit], *shelf: Passage) -> Evidence:
    """The evidence, with a shelf of what was found and these passages."""
    held = {passage.locator: passage for passage in (*(hit.passage for hit in found), *shelf)}
    return gather(question, found, held.get)


def told(evidence: Evidence) -> list[tuple[str, str, str | None]]:
    """Each entry's path, role and the path of the rule that brought it."""
    return [(e.passage.locator.path, e.role.value, e.of.path if e.of else None) for e in evidence.entries]


PLAIN = asked("May they scan?")
ART_6, ART_7 = rule("art-6"), rule("art-7")


def test_a_rule_brings_its_exceptions_then_its_conditions() -> None:
    """What a rule names as exceptions and conditions follows it, labelled in order."""
    found = hits(rule("art-5", exceptions=["art-6"], conditions=["art-7"]), rule("art-8", id="y-act"))
    evidence = gathered(PLAIN, found, ART_6, ART_7)
    assert told(evidence) == [
        ("art-5", "rule", None), ("art-6", "exception", "art-5"), ("art-7", "condition", "art-5"),
        ("art-8", "rule", None),
    ]  # fmt: skip
    assert [entry.label for entry in evidence.entries] == ["P1", "P2", "P3", "P4"]
    assert list(evidence.passages) == ["P1", "P2", "P3", "P4"]
    assert [entry.passage for entry in evidence.brought_by(Locator.parse("x-act/art-5"))] == [ART_6, ART_7]


def test_an_exception_found_alone_brings_its_rule() -> None:
    """An exception is never shown without its rule: the rule takes its place and brings it along."""
    whole = rule("art-5/1", exceptions=["art-5/1/a"])
    evidence = gathered(PLAIN, hits(rule("art-5/1/a")), whole)
    assert told(evidence) == [("art-5/1", "rule", None), ("art-5/1/a", "exception", "art-5/1")]


def test_what_two_rules_share_is_shown_once() -> None:
    """An exception of several rules stands in the evidence once."""
    found = hits(rule("art-5", exceptions=["art-6"]), rule("art-8", exceptions=["art-6"], id="x-act"))
    evidence = gathered(PLAIN, found, ART_6)
    assert [path for path, _, _ in told(evidence)] == ["art-5", "art-6", "art-8"]


def test_one_inside_the_other_is_not_shown_twice() -> None:
    """Of two hits on the same ground only the better one is shown."""
    assert [path for path, _, _ in told(gathered(PLAIN, hits(rule("art-5/1"), rule("art-5"))))] == ["art-5/1"]
    assert [path for path, _, _ in told(gathered(PLAIN, hits(rule("art-5"), rule("art-5/1"))))] == ["art-5"]


def test_a_hit_far_below_the_best_is_not_shown() -> None:
    """A hit is kept from a share of the best score on."""
    found = hits((rule("art-1"), 1.0), (rule("art-1", id="y-act"), KEEP), (rule("art-1", id="z-act"), KEEP - 0.01))
    evidence = gathered(PLAIN, found)
    assert [entry.passage.locator.instrument for entry in evidence.entries] == ["x-act", "y-act"]


def test_the_number_of_rules_is_limited() -> None:
    """An answer shows few rules, and fewer of a text that the question does not name."""
    one_text = gathered(PLAIN, hits(*(rule(f"art-{n}") for n in range(1, 9))))
    assert len(one_text.rules) == MAX_OF_INSTRUMENT
    many_texts = gathered(PLAIN, hits(*(rule("art-1", id=f"{letter}-act") for letter in "abcdefgh")))
    assert len(many_texts.rules) == MAX_RULES
    named = gathered(asked("What does the GDPR say?"), hits(*(rule(f"art-{n}", id="eu-gdpr") for n in range(1, 9))))
    assert len(named.rules) == MAX_RULES


def test_conditions_are_limited_and_exceptions_are_not() -> None:
    """A rule brings every exception, and its first conditions."""
    others = [rule(f"art-{n}") for n in range(10, 18)]
    paths = [passage.locator.path for passage in others]
    conditional = gathered(PLAIN, hits(rule("art-5", conditions=paths)), *others)
    assert len(conditional.entries) == 1 + MAX_CONDITIONS
    excepted = gathered(PLAIN, hits(rule("art-5", exceptions=paths)), *others)
    assert [path for path, _, _ in told(excepted)] == ["art-5", *paths]


def test_a_second_long_rule_is_left_out_whole() -> None:
    """Past a number of passages no further rule is taken in; none is shown with a part of its exceptions."""
    first, second = [rule(f"art-{n}") for n in range(10, 18)], [rule(f"art-{n}", id="y-act") for n in range(10, 18)]
    found = hits(
        rule("art-1", exceptions=[p.locator.path for p in first]),
        rule("art-1", exceptions=[p.locator.path for p in second], id="y-act"),
    )
    evidence = gathered(PLAIN, found, *first, *second)
    assert {entry.passage.locator.instrument for entry in evidence.entries} == {"x-act"}
    assert len(evidence.entries) <= MAX_ENTRIES


def test_an_exception_is_not_lost_with_a_rule_that_is_left_out() -> None:
    """Where a hit is an exception of the first rule and too long as a rule of its own, it stands as the exception."""
    others = [rule(f"art-{n}") for n in range(10, 18)]
    long = rule("art-1", exceptions=[passage.locator.path for passage in others], id="y-act")
    found = hits(rule("art-1", exceptions=["y-act/art-1", "art-2"]), long)
    evidence = gathered(PLAIN, found, rule("art-2"), *others)
    assert Locator.parse("y-act/art-1") in {entry.passage.locator for entry in evidence.entries}


def test_each_named_source_has_a_say() -> None:
    """Where a question names several sources, the best hit of each is kept, however far below the best of all."""
    question = asked("Compare the GDPR and the AI Act.")
    found = hits(
        (rule("art-9", id="eu-gdpr"), 1.0), (rule("art-4", id="eu-gdpr"), 0.9), (rule("art-5", id="eu-ai-act"), 0.4)
    )
    evidence = gathered(question, found)
    assert [str(entry.passage.locator) for entry in evidence.rules[:2]] == ["eu-gdpr/art-9", "eu-ai-act/art-5"]


def test_a_named_source_answers_alone() -> None:
    """Where a question names one source, better hits of others do not answer it."""
    found = hits((rule("art-1"), 1.0), (rule("art-9", id="eu-gdpr"), 0.5))
    evidence = gathered(asked("Is it banned by the GDPR?"), found)
    assert [str(entry.passage.locator) for entry in evidence.rules] == ["eu-gdpr/art-9"]


def test_dates_are_told_by_what_a_text_says_of_its_application() -> None:
    """Where a question asks since when a text applies, its provisions on that come alone, or else its best record."""
    timed = rule("art-113", id="eu-ai-act")
    assert timed.record is not None
    timed = replace(timed, record=replace(timed.record, topics=frozenset({Topic.APPLICATION_DATE})))
    found = hits((rule("art-5", id="eu-ai-act"), 1.0), (timed, 0.5))
    dated = gathered(asked("Since when does the AI Act apply?"), found)
    assert [str(entry.passage.locator) for entry in dated.rules] == ["eu-ai-act/art-113"]
    undated = gathered(asked("Is the AI Act in force?"), found[:1])
    assert [str(entry.passage.locator) for entry in undated.rules] == ["eu-ai-act/art-5"]


def test_each_named_issuer_has_a_say() -> None:
    """The same holds for issuers."""
    record = a_record("art-1", "Rule.", "원칙", Modality.MUST, id="k-act")
    korean = Passage(record.locator, an_instrument("k-act", issuer=Issuer.KOREA), record, ())
    evidence = gathered(
        asked("Compare Korea and the EU."), hits((rule("art-1"), 1.0), (rule("art-2"), 0.9), (korean, 0.4))
    )
    assert {"k-act", "x-act"} <= {entry.passage.locator.instrument for entry in evidence.rules[:2]}


def test_a_named_provision_is_shown_alone() -> None:
    """A provision that the question names by number comes with what it brings along; more only where more is asked."""
    named = rule("art-5", exceptions=["art-6"])
    alone = [("art-5", "rule", None), ("art-6", "exception", "art-5")]
    itself = [Hit(named, 1.0, 0.0, 0.5, None, 0.0, 0.0, exact=True)]
    near, nearer = (Hit(rule("art-8"), 1.0, 0.0, concept, None, 0.0, 0.0, exact=False) for concept in (0.7, 0.8))
    assert told(gathered(asked("X Act art. 5"), [*itself, near], ART_6)) == alone
    assert told(gathered(asked("Fines for breaching X Act art. 5?"), [*itself, nearer], ART_6)) == [
        *alone,
        ("art-8", "rule", None),
    ]


def test_all_that_is_named_by_number_is_shown() -> None:
    """Each provision that the question names by number is shown, however much the ones before it bring along."""
    others = [rule(f"art-{n}") for n in range(10, 20)]
    long = rule("art-1", exceptions=[passage.locator.path for passage in others])
    evidence = gathered(asked("X Act articles 1, 2 and 3"), exact(long, rule("art-2"), rule("art-3")), *others)
    assert [rule.passage.locator.path for rule in evidence.rules] == ["art-1", "art-2", "art-3"]


def test_a_named_exception_opens_the_answer() -> None:
    """An exception that the question names by number stands first; its rule follows with the other exceptions."""
    whole = rule("art-5/1", exceptions=["art-5/1/a", "art-6"])
    evidence = gathered(asked("X Act art. 5(1)(a)"), exact(rule("art-5/1/a")), whole, ART_6)
    assert told(evidence) == [
        ("art-5/1/a", "rule", None), ("art-5/1", "rule", None), ("art-6", "exception", "art-5/1"),
    ]  # fmt: skip


def test_a_source_that_was_told_is_not_told_again() -> None:
    """Beside a named provision stand other named sources, and nothing more of its own or of its kin."""
    named, kin, other = rule("art-24", id="kr-pipa-decree"), rule("art-23", id="kr-pipa"), rule("art-9", id="eu-gdpr")
    found = [*exact(named), *hits(kin, other)]
    alone = gathered(asked("PIPA Enforcement Decree article 24"), found)
    assert [str(entry.passage.locator) for entry in alone.entries] == ["kr-pipa-decree/art-24"]
    both = gathered(asked("PIPA Enforcement Decree article 24 and the GDPR"), found)
    assert [str(entry.passage.locator) for entry in both.entries] == ["kr-pipa-decree/art-24", "eu-gdpr/art-9"]


def test_beside_a_past_wording_stands_what_stood_then() -> None:
    """A text named as an event, later than the time asked for, is not shown beside the provision."""
    question = asked("What did Article 6 of the AI Act say before the omnibus?")
    later = rule("art-1", id="eu-ai-omnibus")
    later = replace(later, instrument=replace(later.instrument, in_force=datetime.date(2026, 7, 27)))
    evidence = gathered(question, [*exact(rule("art-6", id="eu-ai-act")), *hits(later)])
    assert [str(entry.passage.locator) for entry in evidence.entries] == ["eu-ai-act/art-6"]


def test_words_of_the_other_language_are_shown_where_they_are_better_than_all_that_can_be_told() -> None:
    """Two of them at the most, ahead of what the reader's language can tell; behind it they are left out."""
    words = [official_only(f"art-{at}", "Scanning shall be prohibited.", "en") for at in (1, 2, 3)]
    korean = asked("스캔해도 되나요?", "ko")
    assert len(gathered(PLAIN, hits(*words)).entries) == MAX_OF_INSTRUMENT
    for found, shown in (
        (hits(*words), ["art-1", "art-2"]),
        (hits(words[0], rule("art-9"), words[1]), ["art-1", "art-9"]),
        (hits(rule("art-9"), *words), ["art-9"]),
        (exact(*words), ["art-1", "art-2", "art-3"]),
    ):
        assert [entry.passage.locator.path for entry in gathered(korean, found).entries] == shown


def test_a_body_named_beside_a_text_of_another_body_has_its_say() -> None:
    """The Board beside the AI Act: both speak for the EU, and each is a side of the comparison."""
    board = rule("sec-1", id="edpb-x")
    board = replace(
        board, instrument=replace(board.instrument, body=Bilingual("European Data Protection Board", "이사회"))
    )
    act = [rule(f"art-{at}", id="eu-ai-act") for at in range(1, 7)]
    question = asked("What did the EDPB want, and what does the AI Act ban?")
    told = [entry.passage.locator.instrument for entry in gathered(question, hits(*act, board)).entries]
    assert told.count("edpb-x") == 1
    alone = gathered(asked("What does the AI Act ban?"), hits(*act, board)).entries
    assert "edpb-x" not in [entry.passage.locator.instrument for entry in alone]


def test_nothing_found_is_no_evidence() -> None:
    """Without hits there is nothing to answer from."""
    assert gathered(PLAIN, []).entries == ()


@pytest.mark.parametrize(
    "question",
    [
        "May the police use live facial recognition in public in the EU?",
        "EU에서 경찰이 실시간 얼굴인식을 쓸 수 있나요?",
        "Does the GDPR prohibit processing biometric data?",
        "개인정보 보호법은 민감정보 처리를 제한하나요?",
        "May agencies in Washington State use ongoing surveillance?",
    ],
)
def test_no_rule_of_the_corpus_is_shown_without_its_exceptions(guide: Guide, question: str) -> None:
    """Whatever is found in the corpus, every recorded exception of a rule stands in the evidence with it."""
    made = asked(question, "ko" if "가" <= question[-3] <= "힣" else "en")
    evidence = gather(made, guide.retriever.search(made, 30), guide.shelf.find)
    shown = {entry.passage.locator for entry in evidence.entries}
    assert evidence.rules != ()
    for entry in evidence.rules:
        record = entry.passage.record
        assert record is not None
        assert set(record.exceptions) <= shown, entry.passage.locator
    assert all((entry.of is None) == (entry.role is Role.RULE) for entry in evidence.entries)
