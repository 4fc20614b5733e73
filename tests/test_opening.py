"""Opening: the records answer first, the official texts join; a second start builds nothing."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mirror import official_mirror

from bot.answer import Guidance
from bot.errors import IndexInUse, TranslationFault
from bot.opening import Opening, Phase, State
from bot.settings import Settings
from bot.translation import Translations
from corpus.fetch import fetch
from corpus.official import Store

TEXT = "us-wa-rcw-43-386-en"
"""A short official text: its index is built in little time."""
QUESTION = "RCW 43.386.080(1)"


class Watched(Opening):
    """An opening that keeps every state it was in; nothing else differs."""

    def __init__(self, folder: Path) -> None:
        self.states: list[State] = []
        super().__init__(Settings(data=folder, model=None, embedder=None))

    def __setattr__(self, name: str, value: object) -> None:
        if name == "state" and isinstance(value, State):
            self.states.append(value)
        super().__setattr__(name, value)

    @property
    def phases(self) -> list[Phase]:
        """The phases in order, each once in a row."""
        found = [state.phase for state in self.states]
        return [phase for at, phase in enumerate(found) if at == 0 or phase is not found[at - 1]]


@contextmanager
def ran(folder: Path, records_first: bool = True) -> Iterator[Watched]:
    """An opening that has run over this data folder; its index is let go of at the end."""
    opening = Watched(folder)
    opening.run(records_first)
    try:
        yield opening
    finally:
        if opening.guide is not None:
            opening.guide.retriever.index.close()


def kinds(opening: Opening) -> set[str]:
    """The kinds of quotation in the answer for a provision of the short text."""
    assert opening.guide is not None
    answer = opening.guide.ask(QUESTION)
    assert isinstance(answer, Guidance), answer
    return {citation.quote_kind for statement in answer.statements for citation in statement.citations}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one official text installed and no index."""
    folder = tmp_path_factory.mktemp("opening")
    mirror = str(official_mirror())
    store = Store(folder)
    assert all(result.outcome.good for result in fetch(store.manifest.select([TEXT]), store, mirror))
    return folder


@pytest.fixture(scope="module")
def complete(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Watched, set[str], Path]:
    """What the first opening over the fresh folder went through and answered, and the folder that it left."""
    with ran(fresh) as opening:
        found = kinds(opening)
    return opening, found, fresh


def test_records_first_then_complete(complete: tuple[Watched, set[str], Path]) -> None:
    """On a fresh folder the records are indexed and answer, then the official texts are, and join."""
    opening, found, _ = complete
    assert opening.phases == [Phase.LOADING, Phase.BUILDING, Phase.ADDING, Phase.COMPLETE]
    assert (opening.fault, opening.state.fault) == (None, None)
    assert "official" in found


def test_progress_only_grows(complete: tuple[Watched, set[str], Path]) -> None:
    """While an index is built the passages done grow up to their total."""
    opening, _, _ = complete
    for phase in (Phase.BUILDING, Phase.ADDING):
        done = [state.done for state in opening.states if state.phase is phase and state.total]
        totals = {state.total for state in opening.states if state.phase is phase and state.total}
        assert len(totals) == 1
        assert done == sorted(done)
        assert done[-1] == totals.pop()


def test_a_restart_builds_nothing(complete: tuple[Watched, set[str], Path], tmp_path: Path) -> None:
    """A second start over the same folder is complete without building."""
    folder = Path(shutil.copytree(complete[2], tmp_path / "data"))
    with ran(folder) as opening:
        assert opening.phases == [Phase.LOADING, Phase.COMPLETE]
        assert kinds(opening) == complete[1]


def test_a_changed_text_is_not_quoted(complete: tuple[Watched, set[str], Path], tmp_path: Path) -> None:
    """Where an installed file was changed the records serve alone, and the message names the file and what to do."""
    folder = Path(shutil.copytree(complete[2], tmp_path / "data"))
    store = Store(folder)
    installed = store.installed(store.manifest.texts[TEXT])
    assert installed is not None
    path = store.folder / installed.file
    path.write_bytes(path.read_bytes() + b" ")
    with ran(folder) as opening:
        assert (opening.state.phase, opening.fault) == (Phase.RECORDS, None)
        assert str(opening.state.fault) == f"{path} was changed after it was installed: install {TEXT} again"
        assert kinds(opening) == {"summary"}


def test_without_official_texts_the_records_serve(records_data: Path, tmp_path: Path) -> None:
    """Without installed texts the opening ends with the records; the index that is there is used."""
    folder = Path(shutil.copytree(records_data, tmp_path / "data"))
    with ran(folder) as opening:
        assert (opening.phases, opening.state.fault) == ([Phase.LOADING, Phase.RECORDS], None)
        assert kinds(opening) == {"summary"}


def test_a_folder_in_use_fails_with_a_sentence(records_data: Path, tmp_path: Path) -> None:
    """A second opening over a folder that is held fails, and says which folder and what to do; the first goes on."""
    folder = Path(shutil.copytree(records_data, tmp_path / "data"))
    with ran(folder) as first, ran(folder) as second:
        assert (second.guide, second.state.phase) == (None, Phase.FAILED)
        assert isinstance(second.state.fault, IndexInUse)
        assert str(folder) in str(second.state.fault)
        assert "FRT_DATA" in str(second.state.fault)
        with pytest.raises(IndexInUse):
            Watched(folder).check()
        assert kinds(first) == {"summary"}


def test_a_free_folder_passes_the_check_and_is_left_as_it_is(tmp_path: Path) -> None:
    """The check before serving builds nothing and holds nothing; whoever opens next is not in its way."""
    opening = Watched(tmp_path / "data")
    opening.check()
    opening.check()
    assert (opening.state, list(tmp_path.iterdir())) == (State(Phase.LOADING), [])


def test_whoever_waits_is_told(records_data: Path, tmp_path: Path) -> None:
    """Waiting gives the guide as soon as it answers, and nothing where the time is up before."""
    opening = Watched(Path(shutil.copytree(records_data, tmp_path / "data")))
    assert opening.wait(0) is None
    heard: list[object] = []
    waiting = threading.Thread(target=lambda: heard.append(opening.wait(60)))
    waiting.start()
    opening.start()
    waiting.join()
    assert heard == [opening.guide]
    assert opening.guide is not None
    opening.guide.retriever.index.close()


def test_a_missing_table_is_told_before_anybody_asks(
    records_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server searches once in each language before it answers: what is missing fails the opening, not a visitor."""
    folder = Path(shutil.copytree(records_data, tmp_path / "data"))
    monkeypatch.setattr("bot.lanes.shipped", lambda: Translations(tmp_path / "no-table.tsv"))
    opening = Opening(Settings(data=folder))
    opening.run()
    assert (opening.guide, opening.state.phase) == (None, Phase.FAILED)
    assert isinstance(opening.fault, TranslationFault)
    assert "no-table.tsv" in str(opening.fault)
