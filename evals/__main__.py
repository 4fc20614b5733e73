"""The command line: ``python -m evals`` with ``answer``, ``score``, ``compare``, ``retrieval`` and others."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from bot.embedder import embedder_of
from bot.errors import BotError, SettingsError
from bot.grounding import WordJudge
from bot.settings import Settings
from corpus.command_line import run as run_command
from corpus.errors import CorpusError
from corpus.passage import passages
from corpus.register import Register
from evals import answering, beir, indexing, retrieval, run, scale, speed, summary, tables
from evals.altered import let_through
from evals.case import CASES, load
from evals.comparison import changes
from evals.coverage import curves, picture
from evals.errors import EvalsError, RunError
from evals.gate import missed, thresholds
from evals.report import PICTURE, markdown
from evals.score import Score, score
from evals.stored import Stored

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

_RunFolder = Annotated[Path, typer.Argument(exists=True, file_okay=False, help="A run's folder, such as runs/first.")]
_CasesFolder = Annotated[Path, typer.Option("--cases", exists=True, file_okay=False, help="A folder of *.jsonl files.")]
_AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def answer(
    cases: _CasesFolder = CASES,
    out: Annotated[Path | None, typer.Option(help="The run's folder; runs/<day>-<number> unless given.")] = None,
) -> None:
    """Let the guide answer the cases; write answers.jsonl and settings.json."""
    folder = out or run.free_folder(datetime.datetime.now(datetime.UTC).date().isoformat())
    if (folder / run.ANSWERS).exists():
        raise typer.BadParameter(f"{folder} already holds a run", param_hint="--out")
    asked = load(cases)
    settings = Settings.read()
    guide, phase = answering.open_guide(settings)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("answering", total=len(asked))
        stored = Stored(settings.data)
        answered = list(answering.answer(guide, asked, stored, lambda: progress.advance(task)))
    run.write(folder, answering.settings_of(settings, guide, phase, asked), answered)
    print(folder)


@app.command("score")
def score_(
    folder: _RunFolder,
    as_json: _AsJson = False,
    gate: Annotated[bool, typer.Option("--gate", help="Exit with 1 where a threshold is missed.")] = False,
) -> None:
    """Score a run: shares with counts and intervals, then every failing case."""
    scores = _scores(folder)
    if as_json:
        print(json.dumps(summary.as_json(scores), ensure_ascii=False, indent=2))
    else:
        tables.show_scores(_console(), scores)
    if gate and (short := missed(scores, thresholds())):
        raise EvalsError("; ".join(map(str, short)))


@app.command()
def compare(before: _RunFolder, after: _RunFolder) -> None:
    """Show what the second run gains and loses against the first, case by case."""
    tables.show_changes(_console(), changes(_scores(before), _scores(after)))


@app.command()
def report(folder: _RunFolder) -> None:
    """Write report.md and its curves into the run's folder, with every failing case to read."""
    read = run.read(folder)
    path = folder / "report.md"
    try:
        (folder / PICTURE).write_text(picture(list(curves(read.answered))), encoding="utf-8")
        path.write_text(markdown(read, [score(line) for line in read.answered]), encoding="utf-8")
    except OSError as error:
        raise RunError(f"{path} cannot be written: {error.strerror}") from None
    print(path)


@app.command("speed")
def speed_(
    count: Annotated[
        int | None,
        typer.Option("--passages", min=100, help="Search so many generated ones, LangChain's ensemble beside."),
    ] = None,
    as_json: _AsJson = False,
) -> None:
    """Measure what an answer costs, as a ratio to one embedding of the question.

    With --passages: what a search among generated passages costs, beside LangChain's ensemble of BM25 and Chroma.
    """
    if count is not None:
        _show_scale(count, as_json)
        return
    said = Console(stderr=True)
    found = speed.measure(Settings.read(), load(), lambda step: said.print(f"{step} …", style="dim"))
    if as_json:
        print(json.dumps(found.as_json(), indent=2))
        return
    print(f"passages indexed           {found.passages} ({found.records} records)")
    print(f"records index built in     {found.build_seconds:.1f} s")
    print(f"import bot                 {found.import_seconds:.2f} s")
    torch = "with" if found.torch_on_import else "without"
    print(f"import bot.guide           {found.guide_import_seconds:.2f} s, {torch} torch")
    for cost in found.costs:
        lower, median, upper = astuple(cost.ratio)
        print(
            f"answer / embedding ({cost.language})    {cost.ratio_of_medians:.2f} of medians; question by question "
            f"{lower:.2f} – {median:.2f} – {upper:.2f} (quartiles, {cost.questions} questions; "
            f"median {cost.answer.median * 1000:.1f} ms / {cost.embedding.median * 1000:.1f} ms)"
        )


@app.command("retrieval")
def retrieval_(
    folder: Annotated[
        Path | None, typer.Option("--beir", exists=True, file_okay=False, help="A folder in BEIR form.")
    ] = None,
    languages: Annotated[
        beir.Languages, typer.Option("--language", help="The languages of --beir.")
    ] = beir.Languages.EN,
    cases: _CasesFolder = CASES,
    as_json: _AsJson = False,
) -> None:
    """Measure where the search puts what answers: over the cases, or over a folder in BEIR form."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        found = list(_in_folder(folder, languages, progress) if folder else _in_cases(cases, progress))
    if as_json:
        print(json.dumps([row.as_json() for row in found], indent=2))
    else:
        tables.show_rankings(_console(), found)


def _in_folder(folder: Path, languages: beir.Languages, progress: Progress) -> Iterator[retrieval.Row]:
    collection = beir.Collection.read(folder)
    tasks: dict[str, TaskID] = {}

    def on_progress(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = progress.add_task(step)
        progress.update(tasks[step], completed=done, total=total)

    runs = beir.search(collection, languages, embedder_of(Settings.read().embedder), on_progress)
    for name, run_ in runs.items():
        yield retrieval.row(name, "all", collection.qrels, run_)


def _in_cases(folder: Path, progress: Progress) -> Iterator[retrieval.Row]:
    guide, _ = answering.open_guide(Settings.read())
    judged = retrieval.judged(load(folder))
    answering.check_gold(judged, guide)
    task = progress.add_task("searching", total=len(judged))
    yield from retrieval.rows(judged, retrieval.search(guide, judged, lambda: progress.advance(task)))


def _show_scale(count: int, as_json: bool) -> None:
    said = Console(stderr=True)
    found = scale.measure(count, load(), lambda step: said.print(f"{step} …", style="dim"))
    if as_json:
        print(json.dumps(asdict(found), indent=2))
        return
    sizes = f"{found.disk_bytes / 1e6:.0f} MB on disk, {found.peak_bytes / 1e6:.0f} MB of memory at the most"
    print(f"{found.passages} passages, index built in {found.build_seconds:.1f} s, {sizes}")
    for one in found.searches:
        for name, ratio in (("search", one.ratio), ("LangChain's ensemble", one.peer)):
            if ratio is not None:
                lower, median, upper = astuple(ratio)
                print(f"  {name} / embedding ({one.language})   {lower:.2f} – {median:.2f} – {upper:.2f} (quartiles)")
    if found.peer_missing:
        print(f"  {found.peer_missing}")


@app.command("indexing")
def indexing_() -> None:
    """Measure what building the whole index costs, as a ratio to embedding the same passages alone."""
    said = Console(stderr=True)
    found = indexing.measure(Settings.read(), lambda step: said.print(f"{step} …", style="dim"))
    print(f"passages indexed           {found.passages}, with {found.embedded} texts to embed")
    print(f"embedding alone            {found.alone[0]:.1f} s and {found.alone[1]:.1f} s")
    print(f"index built in             {found.build:.1f} s")
    print(f"build / embedding alone    {found.ratio:.2f}")


def _scores(folder: Path) -> list[Score]:
    return [score(line) for line in run.read(folder).answered]


def _console() -> Console:
    """The terminal, or where output is piped a page wide enough for the tables."""
    return Console(width=None if sys.stdout.isatty() else 260, highlight=False)


@app.command()
def judge() -> None:
    """Show how many altered statements the check lets through: another number, a denial taken out, a wrong citation."""
    register = Register.load()
    table = Table("alteration", "language", "called supported", "of", title="What the check lets through")
    for let in let_through(passages(register, None), WordJudge()):
        table.add_row(let.alteration, let.language, str(let.supported), str(let.statements))
    Console().print(table)


def main() -> None:
    """Run the command; a missed threshold is a fault, a setting that cannot be used is bad usage."""
    run_command(app, "python -m evals", (EvalsError, BotError, CorpusError), misuse=(SettingsError,))


if __name__ == "__main__":
    main()
