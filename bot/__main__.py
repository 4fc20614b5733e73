"""The command line: ``python -m bot ask`` and ``python -m bot search``."""

from __future__ import annotations

import datetime
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.console import Console

from bot import wording
from bot.answer import Answer, Guidance, as_json
from bot.errors import BotError, SettingsError
from bot.filter import EVERYTHING, Filter
from bot.guide import Guide
from bot.opening import Opening, Phase
from bot.question import Turn, accept
from bot.reason import Stop
from bot.settings import Settings
from bot.wording import FORCE_NAMES, ROLE_NAMES, STATUS_NAMES
from corpus.command_line import run
from corpus.errors import CorpusError
from corpus.instrument import Force, Issuer, Language, Status
from corpus.provision import Topic

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


class _Turn(BaseModel):
    model_config = ConfigDict(extra="ignore")

    question: str
    answer: str = ""


class _Line(BaseModel):
    """A line of a batch file."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    question: str
    history: list[_Turn] = []
    only: Filter = EVERYTHING


class _Wording(StrEnum):
    """A language of official words."""

    KO = "ko"
    EN = "en"


_LANGUAGE: dict[_Wording, Language] = {_Wording.KO: "ko", _Wording.EN: "en"}
_Issuers = Annotated[list[Issuer], typer.Option("--issuer", help="Only texts of this issuer; may be given again.")]
_Forces = Annotated[list[Force], typer.Option("--force", help="Only texts of this force, such as treaty.")]
_Topics = Annotated[list[Topic], typer.Option("--topic", help="Only provisions on this topic, such as retention.")]
_Statuses = Annotated[list[Status], typer.Option("--status", help="Only provisions that stand so, such as 'in force'.")]
_Wordings = Annotated[
    list[_Wording], typer.Option("--wording", help="Only texts whose official words are held in this language.")
]
_On = Annotated[datetime.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The law as of this day.")]


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Korean or English.")] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    language: Annotated[Literal["ko", "en"] | None, typer.Option(help="Answer in this language.")] = None,
    batch: Annotated[Path | None, typer.Option(help="Answer every line of this JSONL file.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the answers of --batch go, a line each.")] = None,
    issuers: _Issuers = [],  # noqa: B006 - typer needs a list and leaves it alone
    forces: _Forces = [],  # noqa: B006
    topics: _Topics = [],  # noqa: B006
    statuses: _Statuses = [],  # noqa: B006
    wordings: _Wordings = [],  # noqa: B006
    on: _On = None,
) -> None:
    """Answer one question, or with --batch and --out a file of them, a line of which may have its own "only".

    Where the guide does not answer, it says why in a sentence of its own; that is no fault, and the exit status is 0.
    """
    if (batch is None) != (out is None):
        _fail("--batch and --out go together.", 2)
    if (question is None) == (batch is None):
        _fail("Give a question, or --batch with --out.", 2)
    if batch is not None and out is not None:
        _answer_file(batch, out, language)
        return
    assert question is not None
    with _guide() as guide:
        answer = guide.ask(question, language=language, only=_only(issuers, forces, topics, statuses, wordings, on))
    if as_json_:
        print(json.dumps(as_json(answer), ensure_ascii=False, indent=2))
    else:
        _show(answer)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="What to search for, in Korean or English.")],
    as_json_: Annotated[bool, typer.Option("--json", help="Print the hits as JSON.")] = False,
    count: Annotated[int, typer.Option("-k", min=1, max=100, help="How many hits.")] = 10,
    issuers: _Issuers = [],  # noqa: B006
    forces: _Forces = [],  # noqa: B006
    topics: _Topics = [],  # noqa: B006
    statuses: _Statuses = [],  # noqa: B006
    wordings: _Wordings = [],  # noqa: B006
    on: _On = None,
) -> None:
    """Print the passages found: locator, scores, text.

    Words that the guide cannot search for (none, too many, another language) get the sentence that says so, on standard
    error beside an empty list with --json; that is no fault, and the exit status is 0.
    """
    question = accept(query)
    if isinstance(question, Stop):
        said = question.message or wording.REFUSALS[question.reason].en
        if as_json_:
            print("[]")
        print(said, file=sys.stderr if as_json_ else sys.stdout)
        return
    with _guide() as guide:
        hits = guide.search(question, count, only=_only(issuers, forces, topics, statuses, wordings, on))
    rows = [hit.as_json(question.language) for hit in hits]
    if as_json_:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            print(f"{row['score']:.3f}  {row['locator']}\n       {row['text']}")


def _only(
    issuers: list[Issuer],
    forces: list[Force],
    topics: list[Topic],
    statuses: list[Status],
    wordings: list[_Wording],
    on: datetime.datetime | None,
) -> Filter:
    return Filter(
        issuer=frozenset(issuers),
        force=frozenset(forces),
        topic=frozenset(topics),
        status=frozenset(statuses),
        wording=frozenset(_LANGUAGE[one] for one in wordings),
        on=on.date() if on else None,
    )


@contextmanager
def _guide() -> Iterator[Guide]:
    """The guide, opened; its index is let go of at the end."""
    opening = Opening(Settings.read())
    opening.run(records_first=False)
    if opening.fault is not None:
        raise opening.fault
    assert opening.guide is not None
    if opening.state.fault is not None:
        print(opening.state.fault, file=sys.stderr)
    if opening.state.phase is Phase.RECORDS:
        print(
            "Official texts are not installed; answers rest on the records (see 'python -m corpus fetch').",
            file=sys.stderr,
        )
    try:
        yield opening.guide
    finally:
        opening.guide.retriever.index.close()


def _answer_file(batch: Path, out: Path, language: Literal["ko", "en"] | None) -> None:
    lines = list(_lines(batch))
    if not out.parent.is_dir():
        _fail(f"--out: the folder {out.parent} does not exist.", 2)
    if out.is_dir():
        _fail(f"--out: {out} is a folder.", 2)
    with _guide() as guide:
        beside = out.with_name(f".{out.name}.{os.getpid()}")
        try:
            with beside.open("w", encoding="utf-8") as file:
                for line in lines:
                    history = [Turn(turn.question, turn.answer) for turn in line.history]
                    answer = guide.ask(line.question, history, language, only=line.only)
                    file.write(json.dumps({**as_json(answer), "id": line.id}, ensure_ascii=False) + "\n")
            beside.replace(out)
        except OSError as error:
            _fail(f"--out: {out} cannot be written: {error.strerror}.", 1)
        finally:
            beside.unlink(missing_ok=True)


def _lines(batch: Path) -> Iterator[_Line]:
    try:
        text = batch.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        _fail(f"--batch: {batch} cannot be read: {error}.", 2)
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _Line.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                field = ".".join(map(str, first["loc"])) or "line"
                _fail(f"{batch}:{number}: {field}: {first['msg']}.", 2)


def _show(answer: Answer) -> None:
    console = Console(highlight=False)
    language = answer.language
    if not isinstance(answer, Guidance):
        console.print(answer.message, markup=False)
        for citation in answer.nearest:
            console.print(f"  · {citation.pinpoint}", markup=False)
        return
    if answer.message:
        console.print(answer.message, markup=False, style="italic")
    for statement in answer.statements:
        role = ROLE_NAMES[statement.role].say(language)
        indent = "  " if statement.of else ""
        console.print(f"{indent}• {role + ': ' if statement.of else ''}{statement.text}", markup=False)
        for citation in statement.citations:
            force, status = FORCE_NAMES[citation.force].say(language), STATUS_NAMES[citation.status].say(language)
            console.print(f"{indent}  [{citation.pinpoint} · {force} · {status}]", markup=False, style="dim")


def _fail(message: str, status: int) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(status)


def main() -> None:
    """Run the command; a refusal is a success, a setting that cannot be used is bad usage."""
    run(app, "python -m bot", (BotError, CorpusError), misuse=(SettingsError,))


if __name__ == "__main__":
    main()
