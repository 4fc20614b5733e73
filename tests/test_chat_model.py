"""Chat model: LangChain's own OpenAI client against a server on loopback, through the whole guide."""

from __future__ import annotations

import hashlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from openai_server import OpenAIServer, Reply, serving

from bot import wording
from bot.answer import Guidance, Refusal, as_json
from bot.chat_model import PROMPT, ChatWriter, as_runnable
from bot.errors import SettingsError
from bot.grounding import Verdict
from bot.guide import Guide
from bot.opening import Opening
from bot.question import Turn
from bot.reason import Reason
from bot.role import Role
from bot.sentence import sentences
from bot.settings import Settings
from bot.shelf import Shelf
from corpus.instrument import LANGUAGES, Language
from corpus.official import Store
from corpus.passage import passages

MODEL = "openai:test-model"
SECONDS = 0.4
"""What a late model is given."""
PATIENT = 60
"""What a model that answers is given, on a machine however slow."""
"""How long a draft may take in these tests."""
PROMPT_HASH = hashlib.sha256(PROMPT.read_bytes()).hexdigest()[:12]
RULE = "eu-ai-act/art-5/1/h"
QUESTION: dict[Language, str] = {
    "en": "What does Article 5(1)(h) of the AI Act prohibit?",
    "ko": "EU 인공지능법 제5조 제1항 (h)호는 무엇을 금지하나요?",
}
OWN_WORDS: dict[Language, str] = {
    "en": "The AI Act prohibits real-time remote biometric identification in publicly accessible spaces for law "
    "enforcement, unless it is strictly necessary for one of three objectives. [P1]",
    "ko": "법집행을 위하여 실시간 원격 생체인식 식별을 사용하는 것은 엄격히 필요한 경우가 아니면 금지된다. [P1]",
}
"""The rule in a model's own words."""
BAD: dict[str, dict[Language, tuple[str, str]]] = {
    "invented label": {
        "en": ("Its use in public is prohibited. [P99]", "unresolved"),
        "ko": ("공공장소에서의 사용은 금지된다. [P99]", "unresolved"),
    },
    "no label": {
        "en": ("Its use in public is prohibited.", "uncited"),
        "ko": ("공공장소에서의 사용은 금지된다.", "uncited"),
    },
    "unsupported": {
        "en": ("Everyone in the picture gets compensation from the ministry. [P1]", "unsupported"),
        "ko": ("촬영된 사람은 누구나 장관에게서 보상금을 받는다. [P1]", "unsupported"),
    },
    "reversed": {
        "en": ("Law enforcement uses real-time remote biometric identification in public spaces. [P1]", "unsupported"),
        "ko": ("공개된 장소에서 법집행을 위하여 실시간 원격 생체인식 식별 시스템을 사용한다. [P1]", "unsupported"),
    },
    "another number": {
        "en": ("It is prohibited unless strictly necessary for one of 41 objectives. [P1]", "unsupported"),
        "ko": ("엄격히 필요한 41가지 목적 외에는 법집행을 위한 사용이 금지된다. [P1]", "unsupported"),
    },
}  # fmt: skip
"""Sentences that must not be shown, with what the check finds."""


@dataclass(frozen=True)
class Outcome:
    """What a reader gets, without times and texts of citations."""

    writer: str
    model: str | None
    prompt: str | None
    message: str | None
    withheld: list[tuple[str, str]]
    shown: list[tuple[Role, str, str]]
    """Role, first locator and text of each statement."""


def outcome(answer: Guidance | Refusal) -> Outcome:
    """The outcome of an answer."""
    record, shown = answer.record, answer.statements if isinstance(answer, Guidance) else ()
    return Outcome(
        record.writer,
        record.model,
        record.prompt,
        answer.message,
        [(one.text, one.verdict.value) for one in answer.withheld],
        [(one.role, str(one.citations[0].locator), one.text) for one in shown],
    )


@pytest.fixture(scope="module")
def server() -> Iterator[OpenAIServer]:
    """The server, on a free port of loopback."""
    with serving() as running:
        yield running


@pytest.fixture
def modelled(guide: Guide, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch) -> Guide:
    """The guide with a language model behind it; the server has heard nothing yet."""
    monkeypatch.setenv("OPENAI_API_KEY", "test")
    server.sent.clear()
    return replace(guide, writer=ChatWriter.named(MODEL, server.url, PATIENT))


@pytest.fixture
def extract(guide: Guide) -> dict[Language, list[tuple[Role, str, str]]]:
    """What the extractive writer shows for each question: the rule, its exceptions, its conditions, its note."""
    return {language: outcome(guide.ask(QUESTION[language])).shown for language in LANGUAGES}


def plain(text: str) -> str:
    """A line of a draft without its labels."""
    return text.partition(" [")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_is_about_one_rule_with_exceptions(extract: dict[Language, Any], language: Language) -> None:
    """These tests stand on a rule with three exceptions, at least one condition and a note."""
    rule, *rest = extract[language]
    assert rule[:2] == (Role.RULE, RULE)
    assert [role for role, _, _ in rest].count(Role.EXCEPTION) == 3
    assert {role for role, _, _ in rest} == {Role.EXCEPTION, Role.CONDITION, Role.NOTE}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_draft_is_shown(
    modelled: Guide, server: OpenAIServer, extract: dict[Language, Any], language: Language
) -> None:
    """A draft that tells the rule and each exception and condition, a label a sentence, is shown; the note is added."""
    *rest, note = extract[language][1:]
    told = [(role, locator, sentences(text)[0]) for role, locator, text in rest]
    labelled = [f"{text} [P{number}]" for number, (_, _, text) in enumerate(told, 2)]
    server.reply = Reply("\n".join([OWN_WORDS[language], *labelled]))
    expected = [(Role.RULE, RULE, plain(OWN_WORDS[language])), *told, note]
    assert outcome(modelled.ask(QUESTION[language])) == Outcome("model", MODEL, PROMPT_HASH, None, [], expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_exceptions_that_a_draft_leaves_out_are_added(
    modelled: Guide, server: OpenAIServer, extract: dict[Language, Any], language: Language
) -> None:
    """A draft that tells the rule alone is shown with its exceptions, conditions and note in the record's words."""
    server.reply = Reply(OWN_WORDS[language])
    expected = [(Role.RULE, RULE, plain(OWN_WORDS[language])), *extract[language][1:]]
    assert outcome(modelled.ask(QUESTION[language])) == Outcome("model", MODEL, PROMPT_HASH, None, [], expected)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BAD)
def test_a_draft_with_one_bad_sentence_gives_way_to_the_extract(
    modelled: Guide, server: OpenAIServer, extract: dict[Language, Any], kind: str, language: Language
) -> None:
    """One sentence that fails its check sets the draft aside: it is counted and withheld, and the extract is shown."""
    sentence, verdict = BAD[kind][language]
    server.reply = Reply(f"{OWN_WORDS[language]}\n{sentence}")
    message = wording.MODEL_SET_ASIDE.say(language).format(failed=1, total=len(extract[language]) + 1)
    expected = Outcome("extractive", MODEL, PROMPT_HASH, message, [(plain(sentence), verdict)], extract[language])
    assert outcome(modelled.ask(QUESTION[language])) == expected


ADVICE: dict[Language, tuple[str, str]] = {
    "en": (
        "What does nhrck-frt-2023/para-6 say?",
        "Public agencies must not use real-time remote facial recognition technologies.",
    ),
    "ko": (
        "nhrck-frt-2023/para-6은 어떤 내용인가요?",
        "중앙행정기관 등 공공기관은 실시간 원격 얼굴인식 기술을 사용해서는 안 된다.",
    ),
}
"""A question about a recommendation, and the recommendation told as a law."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_advice_told_as_law_is_withheld(
    modelled: Guide, server: OpenAIServer, guide: Guide, language: Language
) -> None:
    """A recommendation that a draft turns into a duty is overstated; the extract, which recommends, is shown."""
    question, sentence = ADVICE[language]
    extract = outcome(guide.ask(question)).shown
    server.reply = Reply(f"{sentence} [P1]")
    message = wording.MODEL_SET_ASIDE.say(language).format(failed=1, total=len(extract))
    expected = Outcome("extractive", MODEL, PROMPT_HASH, message, [(sentence, "overstated")], extract)
    assert outcome(modelled.ask(question)) == expected
    assert extract[0][1] == "nhrck-frt-2023/para-6"


LATE = 8
"""Seconds after which a silent server would answer: nobody waits for it."""
SILENCES = {
    "an empty draft": (Reply(""), "empty"),
    "the word NOTHING": (Reply("NOTHING"), "empty"),
    "silence": (Reply(OWN_WORDS["en"], pause=LATE), "time-out"),
    "a byte now and then": (Reply(OWN_WORDS["en"], pause=0.1), "time-out"),
    "500": (Reply(status=500), "server error"),
    "401": (Reply(status=401, body=b'{"error": {"message": "no such key"}}'), "server error"),
    "429": (Reply(status=429, body=b'{"error": {"message": "slow down"}}'), "server error"),
    "malformed JSON": (Reply(body=b'{"choices": [{'), "server error"),
    "another protocol": (Reply(body=b'{"answer": "yes"}'), "server error"),
    "no choice": (Reply(body=b'{"id": "1", "object": "chat.completion", "choices": []}'), "server error"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SILENCES)
def test_a_model_that_fails_gives_way_to_the_extract(
    modelled: Guide, server: OpenAIServer, extract: dict[Language, Any], kind: str, language: Language
) -> None:
    """Late, broken or empty: the model is asked once, in time, and the reader learns why the extract is shown."""
    server.reply, why = SILENCES[kind]
    seconds = SECONDS if why == "time-out" else PATIENT
    asked = replace(modelled, writer=ChatWriter.named(MODEL, server.url, seconds))
    started = time.perf_counter()
    answer = asked.ask(QUESTION[language])
    assert time.perf_counter() - started < LATE
    message = wording.MODEL_FELL_SILENT.say(language).format(why=wording.MODEL_FAULTS[why].say(language))
    assert outcome(answer) == Outcome("extractive", MODEL, PROMPT_HASH, message, [], extract[language])
    assert len(server.sent) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_server_that_is_not_there_gives_way_to_the_extract(
    guide: Guide, extract: dict[Language, Any], language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused connection is told as one."""
    monkeypatch.setenv("OPENAI_API_KEY", "test")
    with socket.create_server(("127.0.0.1", 0)) as door:
        url = f"http://127.0.0.1:{door.getsockname()[1]}/v1"
    answer = replace(guide, writer=ChatWriter.named(MODEL, url, SECONDS)).ask(QUESTION[language])
    why = wording.MODEL_FAULTS["unreachable"].say(language)
    message = wording.MODEL_FELL_SILENT.say(language).format(why=why)
    assert outcome(answer) == Outcome("extractive", MODEL, PROMPT_HASH, message, [], extract[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_is_sent_the_prompt_the_question_and_the_labelled_evidence(
    modelled: Guide, server: OpenAIServer, extract: dict[Language, Any], language: Language
) -> None:
    """The request holds the instructions, the question and each passage under its label, and no field beyond."""
    server.reply = Reply(OWN_WORDS[language])
    modelled.ask(QUESTION[language])
    sent = server.last
    assert (sent.path, sent.authorization) == ("/v1/chat/completions", "Bearer test")
    assert {key: value for key, value in sent.body.items() if key != "messages"} == {
        "model": "test-model",
        "temperature": 0,
        "stream": False,
    }
    asked = sent.words("user")
    assert f"<question>\n{QUESTION[language]}\n</question>" in asked
    for number, (_, _, text) in enumerate(extract[language][:-1], 1):
        _, _, passage = asked.partition(f"\n[P{number}] ")
        assert text in passage.partition("\n[P")[0]
    assert f"[P{len(extract[language])}]" not in asked
    assert sent.words("system").startswith(PROMPT.read_text(encoding="utf-8")[:60])
    assert {"en": "English", "ko": "Korean"}[language] in sent.words("system")


def test_official_words_of_the_other_language_are_not_translated(
    modelled: Guide, server: OpenAIServer, official_store: Store
) -> None:
    """The model is sent them; its translation, which nobody can check, gives way to the words as they are."""
    register = modelled.shelf.register
    full = replace(modelled, shelf=Shelf(register, passages(register, official_store), official_store))
    server.reply = Reply("모든 사람은 생명권을 가진다. [P1]")
    answer = full.ask("자유권규약 제6조")
    assert isinstance(answer, Guidance)
    (statement,) = answer.statements
    assert f"Official words: {statement.text}" in server.last.words("user")
    assert statement.citations[0].quote == statement.text
    assert [withheld.verdict for withheld in answer.withheld] == [Verdict.UNCHECKED]
    assert answer.message == (
        wording.MODEL_SET_ASIDE.ko.format(failed=1, total=1)
        + " 자유권규약 제6조는 요약이 없어 공식 영어 원문으로만 보여 드립니다."
    )


def test_nothing_of_one_visitor_is_sent_with_anothers_question(modelled: Guide, server: OpenAIServer) -> None:
    """The words of a conversation go with it alone; earlier answers and other visitors' questions are not sent."""
    server.reply = Reply(OWN_WORDS["en"])
    modelled.ask("May the police of Springfield scan faces at a rally?")
    modelled.ask(
        "And what are the exceptions?",
        [Turn("Is live facial recognition by police in Shelbyville banned by the AI Act?", "An earlier answer.")],
    )
    first, second = (sent.words("user") for sent in server.sent)
    assert "Springfield" in first
    assert "Shelbyville" in second
    assert not any(word in second for word in ("Springfield", "rally", "An earlier answer"))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How do I bake bread?", Reason.OUT_OF_SCOPE),
        ("What does Article 500 of the AI Act say?", Reason.NOT_IN_CORPUS),
        ("경찰이 제 얼굴을 촬영했는데 소송하면 이길까요?", Reason.PERSONAL_ADVICE),
        ("", Reason.BAD_INPUT),
    ],
)
def test_a_question_that_is_not_answered_is_not_sent(
    modelled: Guide, server: OpenAIServer, question: str, reason: Reason
) -> None:
    """Where there is no evidence to write from, the model is not asked."""
    answer = modelled.ask(question)
    assert isinstance(answer, Refusal)
    assert (answer.reason, answer.record.writer, answer.record.model, server.sent) == (reason, "none", None, [])


TRACED = """
import sys
sys.addaudithook(lambda event, told: event == "socket.connect" and print("connects", told[1][0], flush=True))
sys.addaudithook(lambda event, told: event == "socket.getaddrinfo" and print("looks up", told[0], flush=True))
from builders import a_question, a_record, evidence_of, recorded
from bot.chat_model import ChatWriter
from bot.role import Role
writer = ChatWriter.named("openai:test-model", sys.argv[1], 5)
evidence = evidence_of((recorded(a_record("art-1", "It is banned.", "금지된다.")), Role.RULE, None))
print(len(writer.write(a_question("Is it banned?", "en"), evidence).lines))
"""


def test_no_request_leaves_loopback(server: OpenAIServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The configured address is the only one that is connected to, even where the environment asks for tracing."""
    for name, value in {
        "OPENAI_API_KEY": "test",
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true",
        "LANGSMITH_API_KEY": "test",
        "LANGSMITH_ENDPOINT": server.url.replace("/v1", "/traces"),
    }.items():
        monkeypatch.setenv(name, value)
    server.sent.clear()
    server.reply = Reply("It is banned. [P1]")
    command = [sys.executable, "-c", TRACED, server.url]
    ran = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    told = ran.stdout.split("\n")
    assert "1" in told
    assert {line for line in told if line.startswith(("connects", "looks up"))} <= {
        "connects 127.0.0.1",
        "looks up 127.0.0.1",
    }
    assert [sent.path for sent in server.sent] == ["/v1/chat/completions"]


SETTINGS = [
    ("openai:test-model", None, r"MODEL=openai:test-model cannot be used: .*OPENAI_API_KEY"),
    ("gpt-5-mini", None, r"MODEL=gpt-5-mini must name a provider and a model, such as openai:gpt-5-mini\."),
    ("openai:", None, r"MODEL=openai: must name a provider and a model"),
    ("nobody:some-model", None, r"MODEL=nobody:some-model cannot be used: .*model_provider"),
    ("openai:test-model", "127.0.0.1:8000/v1", r"MODEL_URL=127\.0\.0\.1:8000/v1 must begin with http:// or https://\."),
]


@pytest.mark.parametrize(("model", "url", "told"), SETTINGS)
def test_a_model_that_cannot_be_used_is_told_in_one_sentence(
    model: str, url: str | None, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing key, provider, model or address is told in one line that names the setting."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match=told) as fault:
        ChatWriter.named(model, url, SECONDS)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("provider", "needs"), [("ollama", r"the 'ollama' extra: pip install '\.\[ollama\]'"), ("groq", "a package")]
)
def test_a_provider_that_is_not_installed_is_told_in_one_sentence(provider: str, needs: str) -> None:
    """A provider's package that is missing is told with the extra that brings it, where there is one."""
    if find_spec(f"langchain_{provider}") is not None:
        pytest.skip(f"langchain-{provider} is installed here")
    with pytest.raises(
        SettingsError, match=rf"^MODEL={provider}:some-model needs {needs} \([^\n]*langchain-{provider}"
    ):
        ChatWriter.named(f"{provider}:some-model", None, SECONDS)


def test_the_guide_does_not_open_with_a_model_that_cannot_be_used(
    records_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An operator's wrong setting stops the opening before the index is touched."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    opening = Opening(Settings(data=records_data, model=MODEL))
    opening.run()
    assert opening.guide is None
    assert isinstance(opening.fault, SettingsError)


def timeless(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as JSON without the time it took."""
    return {**answer, "record": {**answer["record"], "milliseconds": 0}}


ASKED: list[tuple[Any, Callable[[Guide], Guidance | Refusal]]] = [
    (QUESTION["en"], lambda guide: guide.ask(QUESTION["en"])),
    ({"question": QUESTION["ko"]}, lambda guide: guide.ask(QUESTION["ko"])),
    (
        {"question": "그럼 예외는요?", "history": [{"question": QUESTION["ko"], "answer": "금지됩니다."}]},
        lambda guide: guide.ask("그럼 예외는요?", [Turn(QUESTION["ko"], "금지됩니다.")]),
    ),
    ("How do I bake bread?", lambda guide: guide.ask("How do I bake bread?")),
]


def test_the_guide_is_a_runnable(guide: Guide) -> None:
    """As a Runnable the guide takes a question, or one with its history, and gives the answer's JSON, refusals too."""
    runnable = as_runnable(guide)
    expected = [timeless(as_json(ask(guide))) for _, ask in ASKED]
    assert [timeless(runnable.invoke(asked)) for asked, _ in ASKED] == expected
    assert list(map(timeless, runnable.batch([asked for asked, _ in ASKED]))) == expected
    assert [answer["status"] for answer in expected] == ["answered", "answered", "answered", "refused"]
    chained = runnable | (lambda answer: answer["statements"][0]["citations"][0]["locator"])
    assert chained.invoke(QUESTION["en"]) == RULE
