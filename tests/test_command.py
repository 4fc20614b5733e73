"""Command: what ``python -m bot`` prints, writes and returns, and how it meets bad usage."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.embedder import embedder_of
from bot.opening import Opening
from bot.reason import Reason
from bot.settings import Settings
from bot.wording import EMPTY, REFUSALS, TOO_LONG
from corpus.locator import Locator

ROOT = Path(__file__).parent.parent
ASKED = {
    "en": "What does Article 5(1)(h) of the AI Act prohibit?",
    "ko": "EU 인공지능법 제5조 제1항 (h)호는 무엇을 금지하나요?",
}
RULE = "eu-ai-act/art-5/1/h"
KEYS = ["id", "question", "language", "status", "reason", "statements", "message", "withheld", "nearest", "record"]
CITATION_KEYS = {"locator", "pinpoint", "title", "force", "status", "date", "quote", "quote_kind", "url"}
RECORD_KEYS = {"writer", "model", "prompt", "corpus", "embedder", "milliseconds"}
NOT_INSTALLED = "Official texts are not installed; answers rest on the records (see 'python -m corpus fetch').\n"


@pytest.fixture(scope="module")
def data(records_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of the records, for this file alone."""
    return Path(shutil.copytree(records_data, tmp_path_factory.mktemp("command") / "data"))


@pytest.fixture(autouse=True)
def environment(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command finds the data folder, and no other setting."""
    monkeypatch.setenv("FRT_DATA", str(data))
    for name in ("MODEL", "MODEL_URL", "EMBEDDER", "FRT_PORT", "FRT_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")


class Ran:
    """What a command left: its exit status, and what it printed."""

    def __init__(self, status: int, out: str, error: str) -> None:
        self.status, self.out, self.error = status, out, error

    @property
    def told(self) -> tuple[int, str, str]:
        """Status, standard output and standard error."""
        return self.status, self.out, self.error


class Command:
    """Runs ``python -m bot`` within this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *words: str) -> Ran:
        """Run it with these arguments."""
        self._monkeypatch.setattr(sys, "argv", ["bot", *words])
        with pytest.raises(SystemExit) as left:
            main()
        captured = self._capsys.readouterr()
        status = left.value.code or 0
        assert isinstance(status, int)
        return Ran(status, captured.out, captured.err)


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command."""
    return Command(monkeypatch, capsys)


def process(*words: str, **variables: str) -> Ran:
    """Run a command of the project as a process of its own."""
    environment = {**os.environ, **variables}
    ran = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_as_a_process_it_prints_the_answer_alone() -> None:
    """The answer goes to standard output as JSON; standard error has the one line about official texts, no noise."""
    ran = process("-m", "bot", "ask", ASKED["ko"], "--json", PYTHONIOENCODING="utf-8")
    assert (ran.status, ran.error) == (0, NOT_INSTALLED)
    answer = json.loads(ran.out)
    assert (answer["status"], answer["language"], answer["question"]) == ("answered", "ko", ASKED["ko"])


@pytest.mark.parametrize("language", ASKED)
def test_an_answer_as_json_has_the_fields_that_evaluators_rely_on(bot: Command, language: str) -> None:
    """--json prints exactly the documented fields, in order, with every statement cited."""
    ran = bot("ask", ASKED[language], "--json")
    answer = json.loads(ran.out)
    assert (ran.status, list(answer)) == (0, KEYS)
    assert [answer[key] for key in KEYS if key not in ("statements", "record")] == [
        None, ASKED[language], language, "answered", None, None, [], [],
    ]  # fmt: skip
    assert {tuple(statement) for statement in answer["statements"]} == {("text", "verdict", "citations")}
    assert {statement["verdict"] for statement in answer["statements"]} == {"supported"}
    citations = [citation for statement in answer["statements"] for citation in statement["citations"]]
    assert [set(citation) for citation in citations] == [CITATION_KEYS] * len(citations)
    assert all(statement["citations"] for statement in answer["statements"])
    assert citations[0]["locator"] == RULE
    assert set(answer["record"]) == RECORD_KEYS
    assert {key: answer["record"][key] for key in ("writer", "model", "prompt", "embedder")} == {
        "writer": "extractive",
        "model": None,
        "prompt": None,
        "embedder": embedder_of(None).name,
    }


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["[AI Act, Art. 5(1)(h) · EU regulation · in force", "  • Exception: "]),
        ("ko", ["EU 규정", "  • 예외: "]),
    ],
)
def test_an_answer_for_people_names_pinpoint_force_and_exceptions(bot: Command, language: str, told: list[str]) -> None:
    """Without --json people read the statements with their pinpoints, force and status, and the exceptions below."""
    ran = bot("ask", ASKED[language])
    assert ran.status == 0
    assert ran.out.startswith("• ")
    assert [words for words in told if words not in ran.out] == []


def test_the_answer_comes_in_the_language_that_is_asked_for(bot: Command) -> None:
    """--language decides over the question's own language."""
    answer = json.loads(bot("ask", ASKED["en"], "--json", "--language", "ko").out)
    assert answer["language"] == "ko"
    assert "금지" in answer["statements"][0]["text"]


LONG = "얼" * 2001
SPANISH = "¿Está prohibido el reconocimiento facial en la calle?"
OUTSIDE = "How do I bake bread?"
REFUSED = [
    ("", "error", "bad_input", EMPTY.en),
    (LONG, "error", "bad_input", TOO_LONG.ko.format(length=2001, limit=2000)),
    (SPANISH, "refused", "unsupported_language", REFUSALS[Reason.UNSUPPORTED_LANGUAGE].en),
    (OUTSIDE, "refused", "out_of_scope", REFUSALS[Reason.OUT_OF_SCOPE].en),
    ("\udcff\udcfe", "error", "bad_input", EMPTY.en),
]  # fmt: skip
"""Questions, the last of bytes that are no UTF-8, with status, reason and message."""


@pytest.mark.parametrize(("question", "status", "reason", "message"), REFUSED)
def test_a_question_that_is_not_answered_gets_a_sentence(
    bot: Command, question: str, status: str, reason: str, message: str
) -> None:
    """Empty, too long, a third language, another subject, broken bytes: a named refusal, and status 0."""
    ran = bot("ask", question, "--json")
    answer = json.loads(ran.out)
    assert (ran.status, ran.error, list(answer)) == (0, NOT_INSTALLED, KEYS)
    assert (answer["status"], answer["reason"], answer["message"]) == (status, reason, message)
    assert answer["statements"] == []


def test_a_refusal_is_read_as_its_sentence(bot: Command) -> None:
    """Without --json a refusal is its sentence."""
    assert bot("ask", OUTSIDE).told == (0, REFUSALS[Reason.OUT_OF_SCOPE].en + "\n", NOT_INSTALLED)


BATCH: list[dict[str, Any]] = [
    {"id": "b", "question": ASKED["en"]},
    {"id": 7, "question": "그럼 예외는요?", "history": [{"question": ASKED["ko"], "answer": "금지됩니다."}]},
    {"question": OUTSIDE},
    {"id": "a", "question": ASKED["ko"], "history": [], "topic": "ignored"},
]


def test_a_batch_is_answered_line_by_line_in_order(bot: Command, tmp_path: Path) -> None:
    """--batch answers each line under its own id and with its history; blank lines and a byte order mark do no harm."""
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in BATCH)
    batch.write_text(f"\ufeff{text}\n", encoding="utf-8")
    out.write_text("of an earlier run", encoding="utf-8")
    assert bot("ask", "--batch", str(batch), "--out", str(out)).told == (0, "", NOT_INSTALLED)
    found = lines(out)
    assert [list(answer) for answer in found] == [KEYS] * 4
    assert [answer["id"] for answer in found] == ["b", 7, None, "a"]
    assert [answer["question"] for answer in found] == [line["question"] for line in BATCH]
    assert [answer["language"] for answer in found] == ["en", "ko", "en", "ko"]
    assert [answer["status"] for answer in found] == ["answered", "answered", "refused", "answered"]
    followed = [citation["locator"] for line in found[1]["statements"] for citation in line["citations"]]
    assert RULE in followed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


BAD_LINES = [
    ('{"id": "x"}', "question", "Field required"),
    ('{"question": 5}', "question", "Input should be a valid string"),
    ('{"question": "x", "history": [{"answer": "y"}]}', "history.0.question", "Field required"),
    ('{"question": "x", "history": "y"}', "history", "Input should be a valid array"),
    ('{"question": "x"', "line", "Invalid JSON"),
    ('["x"]', "line", "Input should be an object"),
]


@pytest.mark.parametrize(("line", "field", "fault"), BAD_LINES)
def test_a_bad_line_is_named_and_nothing_is_written(
    bot: Command, tmp_path: Path, line: str, field: str, fault: str
) -> None:
    """A line that cannot be read is named by file, line and field; nothing is answered, the output stays as it was."""
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    batch.write_text(f'{{"question": "Is it banned?"}}\n\n{line}\n', encoding="utf-8")
    out.write_text("of an earlier run", encoding="utf-8")
    ran = bot("ask", "--batch", str(batch), "--out", str(out))
    assert (ran.status, ran.out) == (2, "")
    assert ran.error.startswith(f"{batch}:3: {field}: {fault}")
    assert ran.error.count("\n") == 1
    assert out.read_text(encoding="utf-8") == "of an earlier run"


USAGE = [
    (["ask"], "Give a question, or --batch with --out."),
    (["ask", "x", "--batch", "a", "--out", "b"], "Give a question, or --batch with --out."),
    (["ask", "--batch", "a"], "--batch and --out go together."),
    (["ask", "x", "--out", "b"], "--batch and --out go together."),
    (["ask", "--batch", "{tmp}/none.jsonl", "--out", "{tmp}/b"], "--batch: {tmp}/none.jsonl cannot be read: "),
    (["ask", "--batch", "{tmp}/latin.jsonl", "--out", "{tmp}/b"], "--batch: {tmp}/latin.jsonl cannot be read: "),
    (["ask", "--batch", "{tmp}/good.jsonl", "--out", "{tmp}/none/b"], "--out: the folder {tmp}/none does not exist."),
    (["ask", "--batch", "{tmp}/good.jsonl", "--out", "{tmp}"], "--out: {tmp} is a folder."),
    (["ask", "x", "--language", "fr"], "Invalid value for '--language'"),
    (["ask", "x", "y"], "Got unexpected extra argument"),
    (["search", "x", "-k", "0"], "Invalid value for '-k'"),
    (["answer", "x"], "No such command 'answer'."),
]


@pytest.mark.parametrize(("words", "told"), USAGE)
def test_bad_usage_is_one_line_and_status_2(bot: Command, tmp_path: Path, words: list[str], told: str) -> None:
    """Bad usage gets one line on standard error, nothing on standard output, status 2, and no file."""
    (tmp_path / "good.jsonl").write_text('{"question": "Is it banned?"}\n', encoding="utf-8")
    (tmp_path / "latin.jsonl").write_bytes('{"question": "café?"}'.encode("latin-1"))
    before = sorted(tmp_path.iterdir())
    ran = bot(*(word.format(tmp=tmp_path) for word in words))
    assert (ran.status, ran.out) == (2, "")
    assert ran.error.startswith(told.format(tmp=tmp_path))
    assert ran.error.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


SHOWN_OF_A_HIT = ("locator", "score", "lexical", "concept", "dense", "sample", "exact", "text")


def test_search_prints_as_many_hits_as_are_asked_for(bot: Command) -> None:
    """search --json -k 5 prints five hits, each with its locator, scores and text, an exact one first."""
    ran = bot("search", ASKED["en"], "--json", "-k", "5")
    hits = json.loads(ran.out)
    assert (ran.status, len(hits), hits[0]["locator"], hits[0]["exact"]) == (0, 5, RULE, True)
    assert {tuple(hit) for hit in hits} == {SHOWN_OF_A_HIT}
    assert len({Locator.parse(hit["locator"]) for hit in hits}) == 5
    assert all(hit["text"] for hit in hits)


UNSEARCHABLE = [("", EMPTY.en), (SPANISH, REFUSALS[Reason.UNSUPPORTED_LANGUAGE].en)]


@pytest.mark.parametrize(("query", "said"), UNSEARCHABLE)
def test_words_that_cannot_be_searched_for_get_the_sentence_that_ask_gives(bot: Command, query: str, said: str) -> None:
    """ask and search meet the same words alike: the guide's own sentence and status 0; with --json no hit."""
    assert bot("ask", query).told == (0, f"{said}\n", NOT_INSTALLED)
    assert bot("search", query).told == (0, f"{said}\n", "")
    assert bot("search", query, "--json").told == (0, "[]\n", f"{said}\n")


@pytest.mark.parametrize("query", ["공공장소 실시간 얼굴인식", "live facial recognition in public places"])
def test_search_shows_the_score_of_meaning_in_both_languages(bot: Command, query: str) -> None:
    """Korean queries have a cosine as English ones do."""
    ran = bot("search", query, "-k", "3", "--json")
    assert all(0 < hit["dense"] < 1 for hit in json.loads(ran.out))


def test_search_and_ask_keep_to_the_chosen_texts(bot: Command, tmp_path: Path) -> None:
    """Options choose by issuer, force, topic, status, language of the words and day; a line of a batch has its own."""
    ran = bot("search", "How long are images kept?", "--issuer", "eu", "--topic", "retention", "--json")
    assert {hit["locator"].split("/")[0][:3] for hit in json.loads(ran.out)} == {"eu-"}
    asked = bot(
        "ask", "개인정보 보관 기간이 지나면 지워야 하나요?", "--issuer", "korea", "--force", "statute", "--json"
    )
    first = json.loads(asked.out)["statements"][0]["citations"][0]
    assert (first["force"], first["locator"].split("-")[0]) == ("statute", "kr")
    (tmp_path / "in.jsonl").write_text(
        json.dumps({"id": 1, "question": "What is biometric data?", "only": {"issuer": ["coe"]}}), encoding="utf-8"
    )
    bot("ask", "--batch", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    (told,) = lines(tmp_path / "out.jsonl")
    assert told["statements"][0]["citations"][0]["locator"].startswith("coe-")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["search", "x", "--issuer", "mars"], "'mars' is not one of"),
        (["search", "x", "--on", "yesterday"], "does not match the format"),
        (["ask", "x", "--topic", "weather"], "'weather' is not one of"),
    ],
)
def test_a_choice_that_does_not_exist_is_bad_usage(bot: Command, words: list[str], told: str) -> None:
    """One line names the option's values or format; the status is 2."""
    ran = bot(*words)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.error


def test_an_index_in_use_is_a_fault_told_in_one_line(bot: Command, data: Path) -> None:
    """While another opening holds the index, the command ends with status 1 and the sentence that says so."""
    opening = Opening(Settings(data=data, model=None, embedder=None))
    opening.run()
    assert opening.guide is not None
    try:
        ran = bot("ask", ASKED["en"])
    finally:
        opening.guide.retriever.index.close()
    assert (ran.status, ran.out, ran.error.count("\n")) == (1, "", 1)
    assert "is in use by another process of the guide; stop that one first, or set FRT_DATA" in ran.error
    assert bot("ask", ASKED["en"]).status == 0


SETTINGS = [
    ("FRT_PORT", "abc", 2, "Setting FRT_PORT: "),
    ("MODEL_SECONDS", "0", 2, "Setting MODEL_SECONDS: "),
    ("MODEL", "some-model", 2, "MODEL=some-model must name a provider and a model"),
    (
        "EMBEDDER",
        "/no/such/model",
        1,
        "The embedding model '/no/such/model' cannot be loaded: there is no such folder.",
    ),
    ("EMBEDDER", "no/model", 1, "The embedding model 'no/model' cannot be loaded: there is no such folder, nor such a"),
    ("FRT_DATA", "{tmp}/file", 1, "The index folder {tmp}/file/index/"),
]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: "=".join(setting[:2]))
def test_a_setting_that_cannot_be_used_is_told_in_one_line(
    bot: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: tuple[str, str, int, str]
) -> None:
    """A setting of the wrong form, or that names what is not there, gets one line that names it, and no answer."""
    name, value, status, told = setting
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(name, value.format(tmp=tmp_path))
    ran = bot("ask", ASKED["en"])
    assert (ran.status, ran.out, ran.error.count("\n")) == (status, "", 1)
    assert ran.error.startswith(told.format(tmp=tmp_path))


def test_the_web_application_tells_a_wrong_port_in_one_line() -> None:
    """``python app.py`` with a port that is no number says so and ends with status 2."""
    ran = process("app.py", FRT_PORT="abc")
    assert (ran.status, ran.out, ran.error.count("\n")) == (2, "", 1)
    assert ran.error.startswith("Setting FRT_PORT: ")
    assert ran.error.endswith("(it is 'abc').\n")
