"""The command line: ``python -m bot.korean`` makes the Korean model and the table of translations anew."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot.embedder import KOREAN, Embedder, korean, minilm, save_static
from bot.errors import BotError
from bot.korean import distillation, pairs
from bot.korean.alignment import translations
from bot.lexicon import tokens
from bot.settings import Settings
from bot.translation import TABLE, line
from corpus.command_line import run
from corpus.errors import CorpusError
from corpus.official import Store
from corpus.passage import passages
from corpus.register import Register

if TYPE_CHECKING:
    from bot.embedder import Vectors

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
_CHUNK = 512


@app.command()
def make(
    file: Annotated[Path, typer.Option("--pairs", exists=True, dir_okay=False, help="Lines with 'ko' and 'en'.")],
) -> None:
    """Learn from pairs of Korean and English texts, replace the model and the table, and measure the model.

    The installed official texts are learned from too; on two cores it takes about ten minutes.
    """
    store = Store(Settings.read().data)
    seen = pairs.collect(file, store)
    texts = [one.korean for one in seen]
    with Progress(console=Console(stderr=True)) as progress:
        goals = _taught([one.english for one in seen], minilm(), progress)
        held = passages(Register.load(), store)
        official = [words.text for passage in held for words in passage.official if words.language == "ko"]
        made = distillation.tokenizer([*texts, *official])
        task = progress.add_task("learning", total=distillation.ROUNDS)
        rows = distillation.distil(
            texts,
            [one.weight for one in seen],
            goals,
            made,
            lambda done, total: progress.update(task, completed=done),
        )
    pieces = [one.tokens for one in made.encode_batch(texts, add_special_tokens=False)]
    table = translations(pieces, [tokens(one.english, "en") for one in seen])
    KOREAN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KOREAN.parent, prefix=".making-") as beside:
        save_static(Path(beside), made, rows)
        written = "\n".join(line(piece, words) for piece, words in sorted(table.items()))
        (Path(beside) / TABLE.name).write_text(f"{written}\n", encoding="utf-8")
        (Path(beside) / TABLE.name).replace(TABLE)
        for path in sorted(Path(beside).iterdir()):
            path.replace(KOREAN / path.name)
    print(f"{len(seen)} pairs, {len(rows)} pieces, {len(table)} of them translated")
    for name, first, ten in _measured():
        print(f"{name}: the right one first {first:.2f}, among ten {ten:.2f}")


def _taught(texts: Sequence[str], teacher: Embedder, progress: Progress) -> Vectors:
    """The teacher's vector of each text; alike lengths together waste little padding."""
    import numpy as np

    different = sorted(set(texts), key=len)
    task = progress.add_task("asking the teacher", total=len(different))
    vectors: dict[str, Vectors] = {}
    for start in range(0, len(different), _CHUNK):
        chunk = different[start : start + _CHUNK]
        vectors |= dict(zip(chunk, teacher.passages(chunk), strict=True))
        progress.update(task, completed=start + len(chunk))
    return np.stack([vectors[text] for text in texts])


def _measured() -> list[tuple[str, float, float]]:
    """How often the Korean text of a record that was kept out finds its English statement among all records' ones."""
    import numpy as np

    records = list(Register.load().provisions.values())
    goals = minilm().passages([f"{one.heading.en}. {one.text.en}" for one in records])
    kept = [at for at, one in enumerate(records) if pairs.held_out(str(one.locator))]
    found = []
    for name, texts in (
        ("statements", [records[at].text.ko for at in kept]),
        ("headings", [records[at].heading.ko for at in kept]),
    ):
        scores = korean().questions(texts) @ goals.T
        ranks = np.array([(row > row[at]).sum() for row, at in zip(scores, kept, strict=True)])
        found.append((f"{len(kept)} {name}", float((ranks < 1).mean()), float((ranks < 10).mean())))
    return found


if __name__ == "__main__":
    run(app, "python -m bot.korean", (BotError, CorpusError))
