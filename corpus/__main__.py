"""The command line of the corpus: ``python -m corpus fetch``, ``check``, ``add``, ``remove`` and ``stats``."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from corpus.command_line import run
from corpus.errors import CorpusError
from corpus.instrument import Force

app = typer.Typer(add_completion=False, rich_markup_mode=None, help=__doc__)


@app.command()
def fetch(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Texts to install; all by default.")] = None,
    source: Annotated[str | None, typer.Option("--from", metavar="DIR_OR_URL", help="A mirror.")] = None,
    brief: Annotated[bool, typer.Option("--brief", help="One line for all, and exit status 0: for set-up.")] = False,
) -> None:
    """Install official texts in the data folder, from a mirror or from their own addresses."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    from corpus.fetch import fetch as install
    from corpus.fetch import mirror_named
    from corpus.official import Manifest, Store
    from corpus.official_text import OfficialText

    manifest = Manifest.load()
    unknown = [name for name in ids or () if name not in manifest.ids]
    if unknown:
        raise typer.BadParameter(f"'{unknown[0]}' is no official text; known are {', '.join(manifest.ids)}")
    texts = manifest.select(ids or ())
    store = Store(manifest=manifest)
    console = Console(soft_wrap=True, highlight=False)
    failed = []
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def show(text: OfficialText, done: int, total: int | None) -> None:
            progress.update(task, description=text.id, completed=done, total=total)

        for result in install(texts, store, source or mirror_named(), show):
            if not brief:
                console.print(f"{result.text.id}: {result.outcome} ({result.message})", markup=False)
            if not result.outcome.good:
                failed.append(result)
    if brief:
        rest = " The records serve where the official wording is missing; a mirror gives the rest (CORPUS_MIRROR)."
        held = f"{len(texts) - len(failed)} of {len(texts)} official texts are installed."
        console.print(held + (rest if failed else ""), markup=False)
        return
    if failed:
        names = ", ".join(result.text.id for result in failed)
        _fail(f"{len(failed)} of {len(texts)} official texts are not installed: {names}")


@app.command()
def check(
    mirror: Annotated[str | None, typer.Option(metavar="DIR", help="A mirror to read instead of the store.")] = None,
    on: Annotated[datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to check for.")] = None,
) -> None:
    """Audit the records: locators, hashes, languages, dates, links and agreement with the official words."""
    from rich.table import Table

    from corpus.audit import audit
    from corpus.fetch import mirror_named
    from corpus.finding import Level
    from corpus.register import Register
    from corpus.samples import Samples
    from corpus.terms import Glossary

    if mirror and not Path(mirror).expanduser().is_dir():
        raise typer.BadParameter(f"{mirror} is no folder", param_hint="--mirror")
    register = Register.load()
    glossary = Glossary.load()
    place = mirror or mirror_named()
    folder = Path(place).expanduser() if place and "://" not in place else None
    report = audit(register, mirror=folder, on=on.date() if on else None)
    console = Console(soft_wrap=True, highlight=False)
    samples = Samples.load()
    findings = [*report.findings, *samples.audit(register, report.units)]
    for finding in findings:
        console.print(str(finding), markup=False)
    table = Table("what", "count", title="Corpus")
    levels = Counter(finding.level for finding in findings)
    asked = sum(len(questions) for by_language in samples.of.values() for questions in by_language.values())
    counts = dict(report.counts) | {"glossary terms": len(glossary.terms), "sample questions": asked}
    counts |= {"errors": levels[Level.ERROR], "warnings": levels[Level.WARNING]}
    for what, count in counts.items():
        table.add_row(what, str(count))
    console.print(table)
    errors = levels[Level.ERROR]
    if errors:
        _fail(f"{errors} errors in the records")


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="PDF, Word (.docx), Hangul (.hwpx), HTML, Markdown or text.")],
    id: Annotated[str, typer.Option("--id", help="Its identifier in locators: small letters, digits, hyphens.")],
    title: Annotated[str, typer.Option(help="Its title, as citations show it.")],
    force: Annotated[Force, typer.Option(help="What kind of text it is.")],
    title_ko: Annotated[str | None, typer.Option(help="Its Korean title, where it differs.")] = None,
    body: Annotated[str | None, typer.Option(help="Who made it.")] = None,
    adopted: Annotated[datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: today.")] = None,
    url: Annotated[str | None, typer.Option(help="Where people can read it.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the document of this id.")] = False,
) -> None:
    """Add a document of the agency's own: it is split along its numbering, cited like the rest, and marked as local."""
    from pydantic import ValidationError

    from corpus.data import data_folder
    from corpus.local import Description
    from corpus.local import add as put
    from corpus.official import Manifest
    from corpus.register import Register

    if id in Register.load().instruments or id in Manifest.load().ids:
        raise typer.BadParameter(f"'{id}' names a text of the register; choose another", param_hint="--id")
    day = adopted.date() if adopted else datetime.date.today()
    try:
        said = Description.model_validate(
            {"id": id, "title": title, "title_ko": title_ko, "body": body, "force": force, "adopted": day, "url": url}
        )
    except ValidationError as error:
        first = error.errors()[0]
        said_wrong = (
            "small letters, digits and hyphens, beginning with a letter" if first["loc"] == ("id",) else first["msg"]
        )
        raise typer.BadParameter(said_wrong, param_hint=f"--{first['loc'][0]}".replace("_", "-")) from None
    local = put(file, said, data_folder() / "local", replace)
    parts = ", ".join(f"{count} {part}" for part, count in local.counts.items())
    print(f"{id}: added ({local.language}, {parts}). It joins the answers when the guide is started again.")


@app.command()
def remove(id: Annotated[str, typer.Argument(metavar="ID", help="A document that was added.")]) -> None:
    """Forget a document that was added with 'add'."""
    from corpus.data import data_folder
    from corpus.local import remove as forget

    forget(id, data_folder() / "local")
    print(f"{id}: removed. It leaves the answers when the guide is started again.")


@app.command()
def stats(
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the picture of the register here.")] = None,
) -> None:
    """Count the register: records by instrument, force, topic and language, and how they were checked."""
    from rich.table import Column, Table

    from corpus.register import Register
    from corpus.stats import counts, lines, picture

    register = Register.load()
    console = Console(soft_wrap=True, highlight=False, width=None if sys.stdout.isatty() else 110)
    numbers = (Column(name, justify="right") for name in ("records", "official", "secondary", "earlier"))
    table = Table(Column("instrument", no_wrap=True), "force", "status", *numbers)
    for line in (told := lines(register)):
        row = (line.records, line.official, line.secondary, line.earlier)
        table.add_row(line.instrument, line.force, line.status, *map(str, row))
    sums = (sum(getattr(line, name) for line in told) for name in ("records", "official", "secondary", "earlier"))
    table.add_row(f"{len(told)} instruments", "", "", *map(str, sums))
    console.print(table)
    for name, counted in counts(register).items():
        console.print(f"{name}: " + ", ".join(f"{what} {number}" for what, number in counted.items()), markup=False)
    if svg is not None:
        svg.write_text(picture(register), encoding="utf-8")
        console.print(f"picture: {svg}", markup=False)


def _fail(message: str) -> None:
    """End with exit status 1 and one line on standard error."""
    print(message, file=sys.stderr)
    raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    run(app, "python -m corpus", (CorpusError,))


if __name__ == "__main__":
    main()
