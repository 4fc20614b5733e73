"""Guide: the whole way from a question to an answer, over the records."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import opened

from bot import wording
from bot.answer import Answer, Guidance, Refusal, as_json
from bot.citation import Statement
from bot.errors import JudgeFault
from bot.grounding import Finding, Verdict, fold
from bot.guide import NEAREST, Guide
from bot.progress import Step
from bot.question import MAX_CHARACTERS, Turn
from bot.reason import Reason
from bot.role import Role
from corpus.instrument import Language

ASKED = [
    "May the police scan faces at a rally?",
    "What does Article 5(1)(h) of the AI Act say?",
    "What did the NHRCK recommend about live facial recognition?",
    "Compare Washington State and the EU on live facial recognition by the police.",
    "Does the GDPR prohibit processing biometric data?",
    "경찰이 집회에서 얼굴을 스캔해도 되나요?",
    "EU 인공지능법 제5조 제1항 (h)호는 무엇을 금지하나요?",
    "인권위는 실시간 얼굴인식에 대해 무엇을 권고했나요?",
    "개인정보 보호법은 민감정보 처리를 제한하나요?",
    "생체정보는 민감정보인가요?",
]
UNANSWERED = [
    "", "Could you give me a recipe for kimchi stew?", "일본의 얼굴인식 규제는 어떤가요?",
    "Should I sue the police for scanning my face?", "Ist Gesichtserkennung verboten?", "Why?", "AI Act Article 205",
]  # fmt: skip
EU = "Is real-time facial recognition by police banned in the EU?"
KEYS = ["id", "question", "language", "status", "reason", "statements", "message", "withheld", "nearest", "record"]
CITATION_KEYS = ["locator", "pinpoint", "title", "force", "status", "date", "quote", "quote_kind", "url"]
RECORD_KEYS = ["writer", "model", "prompt", "corpus", "embedder", "milliseconds"]


def guidance(answer: Answer) -> Guidance:
    """The answer, which must be one."""
    assert isinstance(answer, Guidance), answer
    return answer


def refusal(answer: Answer) -> Refusal:
    """The refusal, which must be one; it shows no statement."""
    assert isinstance(answer, Refusal), answer
    assert as_json(answer)["statements"] == []
    return answer


@pytest.mark.parametrize("question", [*ASKED, *UNANSWERED])
def test_the_answer_as_json(guide: Guide, question: str) -> None:
    """An answer of any kind has exactly the documented fields, in order, and survives JSON."""
    answer = guide.ask(question)
    told = json.loads(json.dumps(as_json(answer, "7"), ensure_ascii=False))
    assert list(told) == KEYS
    assert list(told["record"]) == RECORD_KEYS
    assert (told["id"], told["question"]) == ("7", question)
    answered = isinstance(answer, Guidance)
    assert answered is (question in ASKED)
    assert (told["status"] == "answered") is (told["reason"] is None) is bool(told["statements"]) is answered
    for statement in told["statements"]:
        assert (list(statement), statement["verdict"]) == (["text", "verdict", "citations"], "supported")
        assert [list(citation) for citation in statement["citations"]] == [CITATION_KEYS] * len(statement["citations"])
    assert told["record"]["writer"] == ("extractive" if answered else "none")
    assert told["record"]["corpus"] == guide.corpus[:12]


@pytest.mark.parametrize("question", ASKED)
def test_every_statement_is_cited_in_stored_words(guide: Guide, question: str) -> None:
    """Each statement shown has a citation whose quotation is what is stored, and an address to read it at."""
    answer = guidance(guide.ask(question))
    for statement in answer.statements:
        assert statement.citations
        for citation in statement.citations:
            stored = guide.shelf.find(citation.locator)
            assert stored is not None
            assert stored.record is not None
            assert fold(citation.quote) == fold(stored.record.text.say(answer.language))
            assert (citation.quote_kind, citation.url[:8]) == ("summary", "https://")
    assert answer.withheld == ()


@pytest.mark.parametrize("question", ASKED)
def test_every_rule_comes_with_its_exceptions(guide: Guide, question: str) -> None:
    """A rule that names exceptions is shown with all of them, and what belongs to a rule says to which."""
    answer = guidance(guide.ask(question))
    shown = {citation.locator for statement in answer.statements for citation in statement.citations}
    for statement in answer.statements:
        assert (statement.of is None) is (statement.role is Role.RULE)
        record = guide.shelf.register.provisions[statement.citations[0].locator]
        if statement.role is Role.RULE:
            assert set(record.exceptions) <= shown


@pytest.mark.parametrize(
    ("text", "reason", "message"),
    [
        ("", Reason.BAD_INPUT, wording.EMPTY.en),
        (" \t\n\u3000", Reason.BAD_INPUT, wording.EMPTY.en),
        ("?!…", Reason.BAD_INPUT, wording.EMPTY.en),
        ("\x00\x07\u200b\u202e", Reason.BAD_INPUT, wording.EMPTY.en),
        ("".join(chr(0xE0000 + ord(letter)) for letter in "hidden words"), Reason.BAD_INPUT, wording.EMPTY.en),
        (
            "a" * (MAX_CHARACTERS + 1),
            Reason.BAD_INPUT,
            wording.TOO_LONG.en.format(length=MAX_CHARACTERS + 1, limit=MAX_CHARACTERS),
        ),
        (
            "가" * (MAX_CHARACTERS + 1),
            Reason.BAD_INPUT,
            wording.TOO_LONG.ko.format(length=MAX_CHARACTERS + 1, limit=MAX_CHARACTERS),
        ),
        ("La reconnaissance faciale est-elle interdite ?", Reason.UNSUPPORTED_LANGUAGE, None),
        ("顔認識は禁止されていますか", Reason.UNSUPPORTED_LANGUAGE, None),
        ("<script>alert(1)</script>", Reason.OUT_OF_SCOPE, None),
        ("AI Act Article 999", Reason.NOT_IN_CORPUS, "AI Act has no Art. 999. Its articles run from 1 to 113."),
    ],
)
def test_bad_input(guide: Guide, text: str, reason: Reason, message: str | None) -> None:
    """Whatever is typed gets an answer that names what is wrong with it, and never a fault."""
    answer = refusal(guide.ask(text))
    assert (answer.reason, answer.message) == (reason, message or wording.REFUSALS[reason].say(answer.language))


@pytest.mark.parametrize(
    ("dressed", "plain"),
    [
        ("  What did the\n\tNHRCK recommend?  ", "What did the NHRCK recommend?"),
        ("What did the N\u200bHR\u202eCK re\x00commend?", "What did the NHRCK recommend?"),
        ("What did the NHRCK recommend?\U000e0079\U000e0065\U000e0073", "What did the NHRCK recommend?"),
        ("인권위는 무엇을 권고했나요?", "인권위는 무엇을 권고했나요?"),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_changes_nothing(guide: Guide, dressed: str, plain: str) -> None:
    """Control, format and tag characters, decomposed letters and white space leave the answer as it is."""
    assert guidance(guide.ask(dressed)).statements == guidance(guide.ask(plain)).statements


@pytest.mark.parametrize(
    "text",
    ["<b>May the police</b> scan faces at a rally?", "**May** the police scan faces at a [rally](javascript:1)?"],
)
def test_markup_is_text(guide: Guide, text: str) -> None:
    """HTML and Markdown in a question are kept as typed in the answer's question, and come into no statement."""
    answer = guidance(guide.ask(text))
    assert answer.question == text
    assert not any(mark in statement.text for statement in answer.statements for mark in ("<b>", "**", "javascript"))


def test_a_question_of_the_greatest_length(guide: Guide) -> None:
    """A question of as many characters as are allowed is answered."""
    question = "What did the NHRCK recommend about live facial recognition? "
    text = (question * (MAX_CHARACTERS // len(question) + 1))[:MAX_CHARACTERS].strip()
    guidance(guide.ask(text))


@pytest.mark.parametrize(
    ("question", "language", "stated"),
    [(ASKED[0], "en", "en"), (ASKED[0], "ko", "ko"), (ASKED[5], None, "ko"), (ASKED[5], "en", "en")],
)
def test_the_language_of_an_answer(guide: Guide, question: str, language: Language | None, stated: Language) -> None:
    """An answer speaks the question's language, unless another is asked for."""
    answer = guidance(guide.ask(question, language=language))
    assert answer.language == stated
    for statement in answer.statements:
        assert any("가" <= letter <= "힣" for letter in statement.text) is (stated == "ko")


@pytest.mark.parametrize(
    ("before", "question", "locator"),
    [
        (EU, "What are the exceptions?", "eu-ai-act/art-5/1/h/i"),
        (EU, "And who has to authorise it?", "eu-ai-act/art-5/3"),
        ("EU에서 경찰의 실시간 얼굴인식은 금지되나요?", "예외는요?", "eu-ai-act/art-5/1/h/i"),
        ("May agencies in Washington State use live facial recognition?", "And California?", "us-ca-ab-1215/sec-2"),
    ],
)  # fmt: skip
def test_a_follow_up(guide: Guide, before: str, question: str, locator: str) -> None:
    """A follow-up is answered from what the conversation speaks of."""
    answer = guidance(guide.ask(question, [Turn(before, "")]))
    assert locator in {str(citation.locator) for one in answer.statements for citation in one.citations}


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        (ASKED[0], [Step.READING, Step.SEARCHING, Step.WRITING, Step.CHECKING]),
        ("Could you give me a recipe for kimchi stew?", [Step.READING, Step.SEARCHING]),
        ("Why?", [Step.READING]),
        ("", [Step.READING]),
    ],
)
def test_steps_in_order(guide: Guide, question: str, steps: list[Step]) -> None:
    """The steps are told in order, each once, up to where the way ends."""
    heard: list[Step] = []
    guide.ask(question, on_step=heard.append)
    assert heard == steps


class Deaf:
    """A judge that finds nothing supported."""

    def __init__(self, verdict: Verdict) -> None:
        self._verdict = verdict

    def judge(self, statement: Statement, language: Language) -> Finding:
        """The same finding on every statement."""
        return Finding(statement, self._verdict)


class Broken:
    """A judge that cannot run."""

    def judge(self, statement: Statement, language: Language) -> Finding:
        """No finding."""
        raise JudgeFault("The judge is not there.")


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (Verdict.UNSUPPORTED, Reason.NOT_GROUNDED),
        (Verdict.OVERSTATED, Reason.NOT_GROUNDED),
        (Verdict.UNCITED, Reason.NOT_GROUNDED),
        (Verdict.UNRESOLVED, Reason.NOT_GROUNDED),
        (Verdict.UNCHECKED, Reason.CHECK_FAILED),
    ],
)
def test_nothing_unsupported_is_shown(guide: Guide, verdict: Verdict, reason: Reason) -> None:
    """Where no statement passes its check none is shown; what was withheld is counted, and why is told apart."""
    answer = refusal(replace(guide, judge=Deaf(verdict)).ask(ASKED[0]))
    assert (answer.reason, answer.message) == (reason, wording.REFUSALS[reason].en)
    assert {withheld.verdict for withheld in answer.withheld} == {verdict}
    assert len(answer.withheld) == len(guidance(guide.ask(ASKED[0])).statements)


def test_a_check_that_did_not_run_is_not_a_pass(guide: Guide) -> None:
    """Where the check cannot run nothing is shown, and the answer says so."""
    answer = refusal(replace(guide, judge=Broken()).ask(ASKED[5]))
    assert (answer.reason, answer.reason.status) == (Reason.CHECK_FAILED, "error")
    assert answer.message == wording.REFUSALS[Reason.CHECK_FAILED].ko


@pytest.fixture
def closed(records_data: Path, tmp_path: Path) -> Iterator[Guide]:
    """A guide whose index was closed under it."""
    guide = opened(Path(shutil.copytree(records_data, tmp_path / "data")))
    guide.retriever.index.close()
    yield guide


def test_a_search_that_failed_is_not_nothing_found(closed: Guide) -> None:
    """Where the search fails the answer says that it failed, not that there is nothing."""
    answer = refusal(closed.ask(ASKED[0]))
    assert (answer.reason, answer.reason.status) == (Reason.SEARCH_FAILED, "error")
    assert (answer.message, answer.nearest) == (wording.REFUSALS[Reason.SEARCH_FAILED].en, ())


def test_every_reason_has_its_own_sentence() -> None:
    """No two ways of not answering share a sentence, in either language."""
    assert set(wording.REFUSALS) == set(Reason)
    assert len({sentence.en for sentence in wording.REFUSALS.values()}) == len(Reason)
    assert len({sentence.ko for sentence in wording.REFUSALS.values()}) == len(Reason)


def test_what_is_nearest_is_offered(guide: Guide) -> None:
    """A refusal inside the subject offers a few provisions to read; each is held."""
    answer = refusal(guide.ask("일본의 얼굴인식 규제는 어떤가요?"))
    assert len(answer.nearest) == NEAREST
    assert all(guide.shelf.find(citation.locator) is not None for citation in answer.nearest)
    assert as_json(answer)["nearest"] == [str(citation.locator) for citation in answer.nearest]


def told(answer: Answer) -> str:
    """An answer without the time that it took."""
    return json.dumps(as_json(replace(answer, record=replace(answer.record, milliseconds=0))), ensure_ascii=False)


def test_threads_get_the_answers_of_one(guide: Guide) -> None:
    """Eight threads that ask at once get the answers that one would get one after the other."""
    questions = [*ASKED, *UNANSWERED]
    alone = [told(guide.ask(question)) for question in questions]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda question: told(guide.ask(question)), questions * 3))
    assert together == alone * 3


@pytest.mark.parametrize(
    ("question", "first", "said"),
    [
        ("What does PIPA Article 23(1) say?", "kr-pipa/art-23/1", None),
        ("What did PIPA Article 23(1) say on 12 January 2023?", "kr-pipa@2023-01-12/art-23/1", None),
        ("결정 당시 개인정보 보호법 제23조제1항", "kr-pipa@2023-01-12/art-23/1", None),
        ("인권위 결정 당시 인권위법 제25조제1항은 뭐라고 했나요?", "kr-nhrc-act@2023-01-12/art-25/1", None),
        ("Was there a rule on AI Act Article 5(1)(h) in 2022?", "eu-ai-act/art-5/1/h", "not yet made then: AI Act"),
        ("What did the AI Act's Article 113 say in 2025?", "eu-ai-act@2026-07-26/art-113", None),
    ],
)
def test_a_question_about_a_time_gets_its_wording(guide: Guide, question: str, first: str, said: str | None) -> None:
    """The wording that stood then answers; where none is held, or the text is younger, the answer says so."""
    answer = guide.ask(question)
    assert isinstance(answer, Guidance)
    assert str(answer.statements[0].citations[0].locator) == first
    assert said in answer.message if said and answer.message else answer.message is said
