"""Evaluation: cases, scores, runs, and the gate that the guide's answers must pass."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from mirror import official_mirror

from bot.embedder import embedder_of
from bot.grounding import WordJudge
from bot.guide import Guide
from bot.opening import Phase
from bot.reason import Reason
from bot.settings import Settings
from corpus.instrument import LANGUAGES
from corpus.locator import Locator
from corpus.official import Store
from corpus.passage import passages
from corpus.register import Register
from evals import coverage, run, scale
from evals.altered import let_through
from evals.answering import answer, check_gold, open_guide, settings_of
from evals.case import load, split
from evals.comparison import changes
from evals.errors import CaseError, GateError, RunError
from evals.failing import actual, failures
from evals.gate import Threshold, missed, thresholds
from evals.interval import wilson
from evals.report import PICTURE, markdown
from evals.run import Answered
from evals.score import Measure, Score, score
from evals.speed import QUESTIONS, questions
from evals.stored import Stored, hashed
from evals.summary import Share, group, groups

IN_GATE = ("nhrck", "kr-", "iccpr", "ccpr", "cerd", "us-wa")
"""Beginnings of the instruments whose official texts the gate installs: few enough to index in a minute."""
RULE = "An agency must not identify people in real time."
ACT = "eu-ai-act/art-5/1/h"


def citation(locator: str = ACT, quote: str = RULE, kind: str = "summary") -> dict[str, str]:
    """A citation as the guide's JSON has it."""
    return {"locator": locator, "quote": quote, "quote_kind": kind}


def statement(*citations: dict[str, str], text: str = RULE, verdict: str = "supported") -> dict[str, Any]:
    """A shown statement as the guide's JSON has it."""
    return {"text": text, "verdict": verdict, "citations": list(citations)}


def answered(*statements: dict[str, Any], stored: dict[str, dict[str, str]] | None = None, **changes: Any) -> Answered:
    """A line of a run, handmade."""
    status, reason = changes.pop("status", "answered"), changes.pop("reason", None)
    line: dict[str, Any] = {
        "id": "en-fact-001",
        "language": "en",
        "kind": "fact",
        "split": "report",
        "question": "May they?",
        "expected_status": "answered",
        "expected_reason": None,
        "expected_gold": [],
        "expected_all_of": [],
        "expected_must_not_say": [],
        "actual_answer": {"language": "en", "status": status, "reason": reason, "statements": statements},
        "actual_confidence": 0.5,
        "actual_stored": {ACT: {"summary-en": hashed(RULE)}} if stored is None else stored,
    }
    return Answered.model_validate(line | changes)


def value(measure: Measure, line: Answered) -> int | None:
    """What one measure says of a line."""
    return score(line).values[measure]


@pytest.mark.parametrize(
    ("gold", "cited", "expected"),
    [
        ([ACT], [ACT], 1),
        ([ACT], ["eu-ai-act/art-5/1/h/i"], 1),
        ([ACT], ["eu-ai-act/art-5/1"], 0),
        ([ACT], ["eu-ai-act/art-5"], 0),
        (["eu-ai-act/art-5/1"], ["eu-ai-act/art-5/10"], 0),
        (["kr-pipa/art-25"], ["kr-pipa/art-25-2/1"], 0),
        (["kr-pipa/art-23/1"], ["kr-pipa@2023-01-12/art-23/1"], 0),
        ([ACT, "iccpr/art-21"], ["iccpr/art-21"], 1),
        ([ACT], ["iccpr/art-21", ACT], 1),
        ([ACT], ["iccpr/art-21"], 0),
        ([ACT], [], 0),
        ([], [ACT], None),
    ],
)
def test_gold_is_cited_where_any_alternative_or_a_part_of_it_is(
    gold: list[str], cited: list[str], expected: int | None
) -> None:
    """A part of a gold provision counts as that provision, the whole around it does not; no gold, no score."""
    line = answered(*(statement(citation(locator)) for locator in cited), expected_gold=gold)
    assert value(Measure.GOLD, line) == expected


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (["us-wa-rcw-43-386/sec-090/1", "us-wa-rcw-43-386/sec-100"], 1),
        (["us-wa-rcw-43-386/sec-090/1"], 0),
        ([], 0),
    ],
)
def test_all_of_needs_every_provision(cited: list[str], expected: int) -> None:
    """An answer that leaves out one of the exceptions is not complete."""
    wanted = ["us-wa-rcw-43-386/sec-090/1", "us-wa-rcw-43-386/sec-100"]
    line = answered(statement(*map(citation, cited)), expected_all_of=wanted)
    assert value(Measure.ALL_OF, line) == expected


@pytest.mark.parametrize(
    ("quote", "kind", "stored", "expected"),
    [
        (RULE, "summary", {ACT: {"summary-en": hashed(RULE)}}, 1),
        ("An agency  must not identify people\nin real time.", "summary", {ACT: {"summary-en": hashed(RULE)}}, 1),
        (RULE.replace("must not", "may"), "summary", {ACT: {"summary-en": hashed(RULE)}}, 0),
        (RULE.removesuffix("."), "summary", {ACT: {"summary-en": hashed(RULE)}}, 0),
        (RULE, "official", {ACT: {"summary-en": hashed(RULE)}}, 0),
        (RULE, "official", {ACT: {"summary-en": hashed("else"), "official": hashed(RULE)}}, 1),
        (RULE, "summary", {ACT: {"summary-ko": hashed(RULE)}}, 0),
        (RULE, "summary", {ACT: {}}, 0),
        (RULE, "summary", {}, 0),
    ],
)
def test_a_quotation_stands_only_with_the_stored_words(
    quote: str, kind: str, stored: dict[str, dict[str, str]], expected: int
) -> None:
    """One altered word is caught; white space is folded; a provision that the corpus does not hold has no quotation."""
    line = answered(statement(citation(quote=quote, kind=kind)), stored=stored)
    assert value(Measure.QUOTATION, line) == expected


def test_one_altered_quotation_among_right_ones_fails_the_case() -> None:
    """Every quotation must stand, not most of them."""
    line = answered(statement(citation()), statement(citation(), citation(quote="Agencies may.")))
    assert value(Measure.QUOTATION, line) == 0


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ([statement(citation())], 1),
        ([statement()], 0),
        ([statement(citation()), statement()], 0),
        ([statement(citation(), verdict="unchecked")], 0),
        ([], None),
    ],
)
def test_a_shown_statement_is_checked_and_cited(shown: list[dict[str, Any]], expected: int | None) -> None:
    """A statement without a citation or without the verdict 'supported' fails its case; no statement is no score."""
    assert value(Measure.STATEMENT, answered(*shown)) == expected


@pytest.mark.parametrize(
    ("text", "banned", "expected"),
    [
        ("The police MAY\nscan everyone.", ["may scan everyone"], 0),
        ("The police may not scan.", ["may scan everyone"], 1),
        ("Nobody may.", ["scan", "nobody"], 0),
        ("The police may scan everyone.", [], None),
    ],
)
def test_what_must_not_be_said_is_found_in_any_case_and_spacing(
    text: str, banned: list[str], expected: int | None
) -> None:
    """An injected sentence is found whatever its capitals and line breaks."""
    line = answered(statement(citation(), text=text), expected_must_not_say=banned)
    assert value(Measure.SILENCE, line) == expected


@pytest.mark.parametrize(
    ("expected", "actual", "scores"),
    [
        (("answered", None), ("answered", None), (1, None, None)),
        (("answered", None), ("refused", "not_in_corpus"), (0, None, None)),
        (("refused", "out_of_scope"), ("refused", "out_of_scope"), (1, 1, 1)),
        (("refused", "out_of_scope"), ("refused", "not_in_corpus"), (1, 0, 1)),
        (("refused", "out_of_scope"), ("answered", None), (0, 0, 0)),
        (("clarify", "needs_facts"), ("refused", "not_in_corpus"), (0, 0, 1)),
        (("error", "bad_input"), ("error", "bad_input"), (1, 1, 1)),
        ((None, None), ("answered", None), (None, None, None)),
    ],
)
def test_status_reason_and_refusal_are_scored_apart(
    expected: tuple[str | None, str | None], actual: tuple[str, str | None], scores: tuple[int | None, ...]
) -> None:
    """A refusal for the wrong reason is still a refusal; what is not tried has no score."""
    shown = [statement(citation())] if actual[0] == "answered" else []
    line = answered(
        *shown, status=actual[0], reason=actual[1], expected_status=expected[0], expected_reason=expected[1]
    )
    found = score(line).values
    assert (found[Measure.STATUS], found[Measure.REASON], found[Measure.REFUSAL]) == scores


def test_unscored_cases_do_not_move_a_share() -> None:
    """A share counts right among scored, and says of how many; with nothing scored there is none."""
    scores = [score(answered(statement(citation()), expected_gold=gold)) for gold in ([ACT], ["iccpr/art-21"], [])]
    found = group("all", scores).shares
    assert found[Measure.GOLD] == Share(1, 2, 3)
    assert found[Measure.REASON] == Share(0, 0, 3)
    assert found[Measure.REASON].value is None
    assert found[Measure.REASON].as_json()["interval_95"] is None


def test_groups_name_language_split_and_kind() -> None:
    """Every case is counted once in each division."""
    lines = [answered(statement(citation())), answered(statement(citation()), language="ko", kind="time", split="tune")]
    named = {one.name: one.passed.of for one in groups([score(line) for line in lines])}
    assert named == {
        "all": 2,
        "language en": 1,
        "language ko": 1,
        "split report": 1,
        "split tune": 1,
        "kind fact": 1,
        "kind time": 1,
    }


@pytest.mark.parametrize(
    ("right", "of", "low", "high"), [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (50, 100, 0.404, 0.596)]
)
def test_the_interval_is_wilson_s(right: int, of: int, low: float, high: float) -> None:
    """Known values; it stays within 0 and 1 where a normal interval would not."""
    bounds = wilson(right, of)
    assert bounds is not None
    assert math.isclose(bounds[0], low, abs_tol=5e-4)
    assert math.isclose(bounds[1], high, abs_tol=5e-4)


def test_no_cases_have_no_interval() -> None:
    """Nothing counted, nothing claimed."""
    assert wilson(0, 0) is None


def test_a_comparison_tells_gains_and_losses_case_by_case() -> None:
    """What turns right is a gain, what turns wrong a loss; unscored, unchanged and reworded cases are neither."""

    def made(id: str, cited: str, gold: list[str]) -> Score:
        stored = {cited: {"summary-en": hashed(RULE)}}
        return score(answered(statement(citation(cited)), id=id, expected_gold=gold, stored=stored))

    other = made("f", "iccpr/art-21", [ACT])
    asked_anew = score(other.answered.model_copy(update={"question": "Something else?"}))
    before = [made("a", "iccpr/art-21", [ACT]), made("b", ACT, [ACT]), made("c", ACT, []), made("d", ACT, [ACT])]
    before.append(asked_anew)
    after = [made("a", ACT, [ACT]), made("b", "iccpr/art-21", [ACT]), made("c", ACT, [ACT]), made("f", ACT, [ACT])]
    found = [(one.after.answered.id, one.measure, one.gain) for one in changes(before, after)]
    assert found == [("a", Measure.GOLD, True), ("b", Measure.GOLD, False)]


def test_the_split_of_a_case_never_changes() -> None:
    """It hangs on the id alone, so that a case tuned on is never reported on."""
    assert [split(f"en-fact-00{number}") for number in range(1, 6)] == ["report", "report", "report", "tune", "report"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "a"', "line: "),
        ('{"id": "a", "language": "fr", "kind": "fact", "question": "x"}', "language: "),
        ('{"id": "a", "language": "en", "kind": "fact"}', "question: "),
        ('{"id": "a", "language": "en", "kind": "fact", "question": "x", "golds": []}', "golds: "),
        ('{"id": "a", "language": "en", "kind": "fact", "question": "x", "gold": ["AI Act 5"]}', "gold.0: "),
        (
            '{"id": "a", "language": "en", "kind": "fact", "question": "x", "expected_reason": "out_of_scope"}',
            "expected_status is 'answered', but expected_reason makes it 'refused'",
        ),
        ('{"id": "first", "language": "en", "kind": "fact", "question": "x"}', "id: 'first' is given twice"),
    ],
)
def test_a_malformed_case_is_told_by_file_line_and_field(tmp_path: Path, line: str, told: str) -> None:
    """An evaluator with cases of their own finds the fault without reading our code."""
    path = tmp_path / "own.jsonl"
    path.write_text('{"id": "first", "language": "en", "kind": "fact", "question": "x"}\n\n' + line + "\n", "utf-8")
    with pytest.raises(CaseError) as caught:
        load(tmp_path)
    assert str(caught.value).startswith(f"{path}:3: ")
    assert told in str(caught.value)


def test_a_folder_without_cases_is_a_fault(tmp_path: Path) -> None:
    """Nothing to ask is told, not scored as a perfect run."""
    with pytest.raises(CaseError, match="holds no cases"):
        load(tmp_path)


def test_the_project_s_cases_cover_both_languages_every_kind_and_every_reason_alike() -> None:
    """Korean and English are equals; each reason for a refusal that a question can cause is tried."""
    cases = load()
    assert len(cases) >= 320
    kinds = {language: Counter(case.kind for case in cases if case.language == language) for language in LANGUAGES}
    assert kinds["en"].keys() == kinds["ko"].keys()
    assert abs(kinds["en"].total() - kinds["ko"].total()) <= 2
    caused = {case.expected_reason for case in cases} - {None}
    faults = {Reason.NOT_GROUNDED, Reason.SEARCH_FAILED, Reason.MODEL_FAILED, Reason.CHECK_FAILED}
    assert caused == set(Reason) - faults
    added = re.compile(r"..-[qtnvw]\d+")  # written to tune on, their ids chosen so
    assert all(case.split == "tune" for case in cases if added.fullmatch(case.id))
    halves = Counter((case.split, case.language) for case in cases if not added.fullmatch(case.id))
    assert min(halves.values()) > 80


def test_every_gold_provision_is_recorded() -> None:
    """A gold locator that is misspelt would count every answer as wrong."""
    register = Register.load()
    known = register.provisions.keys() | register.children.keys()
    unknown = {str(place) for case in load() for place in (*case.gold, *case.all_of) if place not in known}
    assert unknown == set()


@pytest.fixture(scope="session")
def opened(records_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Guide, Settings]]:
    """The guide over the records alone, in a folder of its own."""
    folder = tmp_path_factory.mktemp("evaluated") / "data"
    shutil.copytree(records_data, folder)
    settings = Settings.read().model_copy(update={"data": folder, "model": None})
    guide, _ = open_guide(settings)
    yield guide, settings
    guide.retriever.index.close()


@pytest.fixture(scope="session")
def records(opened: tuple[Guide, Settings]) -> list[Score]:
    """Every case, answered from the records alone."""
    guide, settings = opened
    return [score(line) for line in answer(guide, load(), Stored(settings.data))]


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    """The half "report" and every fourth other case, answered from the records and official texts out of the mirror."""
    mirror = official_mirror()
    settings = Settings.read().model_copy(update={"data": tmp_path_factory.mktemp("official"), "model": None})
    store = Store(settings.data)
    for text in store.manifest.texts.values():
        if text.instrument.startswith(IN_GATE) and (mirror / text.file).is_file():
            store.install(text, (mirror / text.file).read_bytes(), text.format, str(mirror))
    guide, _ = open_guide(settings)
    cases = [case for at, case in enumerate(load()) if case.split == "report" or at % 4 == 0]
    found = [score(line) for line in answer(guide, cases, Stored(settings.data))]
    guide.retriever.index.close()
    return found


def told(scores: list[Score]) -> str:
    """The thresholds that a run misses and the cases that fail, for the message of a failing test."""
    failing = [f"{one.answered.id}: {failures(one)}; {actual(one.answered)}" for one in scores if one.failed]
    return "\n".join([*map(str, missed(scores, thresholds())), *failing])


def test_the_gate_holds_on_the_records(records: list[Score]) -> None:
    """Every threshold of evals/gate.yaml is reached where only the records serve."""
    assert not missed(records, thresholds()), told(records)


def test_the_gate_holds_with_official_texts(official: list[Score]) -> None:
    """Official words do not push the right provision out, and their quotations stand."""
    assert not missed(official, thresholds()), told(official)
    quoted = {c.quote_kind for one in official for s in one.answered.actual_answer.statements for c in s.citations}
    assert quoted == {"official", "summary"}


def test_a_gold_that_the_corpus_lacks_is_told_before_anything_is_asked(opened: tuple[Guide, Settings]) -> None:
    """An evaluator's slip is a fault of the case, not of the guide."""
    guide, _ = opened
    case = next(case for case in load() if case.gold)
    wrong = replace(case, gold=(Locator.parse("eu-ai-act/art-205"),))
    with pytest.raises(CaseError, match=f"Case {case.id}: eu-ai-act/art-205 is no provision of the corpus"):
        check_gold([wrong], guide)


def test_a_run_reads_back_as_it_was_written(tmp_path: Path, opened: tuple[Guide, Settings]) -> None:
    """Answering and scoring are two steps joined by files; the settings name corpus, embedder, commit and date."""
    guide, settings = opened
    cases = load()[:3]
    lines = list(answer(guide, cases, Stored(settings.data)))
    run.write(tmp_path / "one", settings_of(settings, guide, Phase.RECORDS, cases), lines)
    read = run.read(tmp_path / "one")
    assert read.answered == tuple(lines)
    assert read.settings["corpus"] == guide.corpus
    assert read.settings["embedder"] == embedder_of(None).name
    assert {"git_commit", "git_dirty", "python", "date", "model"} <= read.settings.keys()
    assert str(settings.data) not in json.dumps(read.settings)
    with pytest.raises(RunError, match="already holds a run"):
        run.write(tmp_path / "one", {}, lines)


def test_the_report_shows_each_failing_case_to_read(tmp_path: Path) -> None:
    """Question, expected and actual stand together, and what the guide said."""
    line = answered(statement(citation()), expected_gold=["iccpr/art-21"])
    page = markdown(run.Run(tmp_path / "one", {"corpus": "abc"}, (line,)), [score(line)])
    for words in ("### en-fact-001: gold", "- asked: May they?", "citing iccpr/art-21", f"- said: {RULE} [{ACT}]"):
        assert words in page


def test_the_report_tells_what_is_answered_at_what_risk(tmp_path: Path) -> None:
    """A point each confidence at which more is answered, counts and shares by hand; a ring where the guide stands."""
    told = [("answered", None, one) for one in (0.9, 0.4, -0.2)]
    told += [("refused", "not_in_corpus", one) for one in (0.1, -0.5)] + [("refused", "personal_advice", 0.95)]
    lines = [
        answered(id=f"en-{at}", expected_status=status, expected_reason=reason, actual_confidence=confidence)
        for at, (status, reason, confidence) in enumerate(told)
    ]
    (curve,) = coverage.curves(lines)
    assert (curve.name, curve.answerable, curve.unanswerable) == ("en report", 3, 2)
    assert (curve.kept.answered, curve.kept.wrongly) == (2, 1)
    assert [(point.answered, point.wrongly) for point in curve.points] == [
        (0, 0), (1, 0), (2, 0), (2, 1), (3, 1), (3, 2),
    ]  # fmt: skip
    assert curve.area == pytest.approx((2 + 3) / 6)
    page = markdown(run.Run(tmp_path, {}, tuple(lines)), [score(line) for line in lines])
    assert f"]({PICTURE})" in page
    assert "| en report | 3 | 2 | +0.40 | 2 (66.7%) | 0 (0.0%) |" in page
    assert "| en report | 3 | 2 | +0.00 (kept) | 2 (66.7%) | 1 (50.0%) |" in page
    drawn = ElementTree.fromstring(coverage.picture([curve]))
    assert [len(drawn.findall(f"{{*}}{shape}")) for shape in ("polyline", "circle")] == [1, 1]
    assert coverage.picture([curve]).count("area 0.833") == 1


def test_a_threshold_without_scored_cases_is_missed() -> None:
    """A gate does not open because its cases are gone."""
    wanted = [Threshold(measure=Measure.GOLD, cases=cases, at_least=0.5, why="It must.") for cases in ("all", "kind x")]
    short = missed([score(answered(statement(citation())))], wanted)
    assert [one.threshold.cases for one in short] == ["all", "kind x"]


def test_a_malformed_gate_names_the_field(tmp_path: Path) -> None:
    """A threshold without its reason is refused."""
    path = tmp_path / "gate.yaml"
    path.write_text("thresholds: [{measure: gold, at_least: 0.5}]\n", "utf-8")
    with pytest.raises(GateError, match=r"thresholds\.0\.why"):
        thresholds(path)


def test_there_are_enough_different_questions_to_time(opened: tuple[Guide, Settings]) -> None:
    """Repeated questions would measure caches."""
    for language, count in QUESTIONS.items():
        assert len(set(questions(language, count, load(), opened[0].glossary))) == count


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["score", "no-such-run"], 2, "no-such-run"),
        (["answer", "--cases", "own"], 1, "own.jsonl:1: language: "),
        (["score", "empty"], 1, "settings.json cannot be read"),
        (["unknown"], 2, "unknown"),
        (["score"], 2, "folder"),
        (["report", "--nope", "empty"], 2, "--nope"),
    ],
)
def test_a_fault_is_one_line_and_a_status(tmp_path: Path, arguments: list[str], status: int, words: str) -> None:
    """2 for bad usage, 1 for a fault, and never a traceback."""
    (tmp_path / "own").mkdir()
    line = '{"id": "a", "language": "xx", "kind": "fact", "question": "x"}'
    (tmp_path / "own" / "own.jsonl").write_text(line, "utf-8")
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "evals", *arguments],
        cwd=tmp_path,
        env={**os.environ, "FRT_DATA": str(tmp_path / "data"), "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (status, "", 1)
    assert words in done.stderr


def test_the_check_stops_altered_statements() -> None:
    """A record's own sentence passes; without its denial, told stronger, or cited to another record none does."""
    held = passages(Register.load(), None)
    found = {(let.alteration, let.language): let for let in let_through(held, WordJudge())}
    for language in LANGUAGES:
        own = found["unaltered", language]
        assert own.supported >= 0.97 * own.statements
        for alteration in ("denial taken out", "stronger", "cited to another record"):
            let = found[alteration, language]
            assert let.statements >= 20
            assert let.supported == 0
        numbers = found["another number", language]
        assert numbers.supported <= 0.06 * numbers.statements


def test_a_search_among_generated_passages_is_measured() -> None:
    """A few passages are generated, indexed and searched in both languages, by LangChain's ensemble as well."""
    found = scale.measure(300, load())
    assert found.peer_missing is None
    assert all(one.peer is not None and one.peer.median > 0 for one in found.searches)
    assert found.passages == 300
    assert found.disk_bytes > 300 * 384 * 2
    assert [one.language for one in found.searches] == list(LANGUAGES)
    assert all(0 < one.ratio.lower <= one.ratio.median <= one.ratio.upper for one in found.searches)
