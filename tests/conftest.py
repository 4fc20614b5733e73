"""What tests share: the real embedder, the guide over the records, the official texts; each made once a session."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mirror import official_mirror
from visitor import address, browser, visit, visitors

from bot.embedder import SentenceEmbedder, minilm
from bot.guide import Guide
from bot.opening import Opening
from bot.settings import Settings
from corpus.fetch import fetch
from corpus.official import Store

pytest.register_assert_rewrite("contracts")

__all__ = ["address", "browser", "visit", "visitors"]


@pytest.fixture(scope="session")
def embedder() -> SentenceEmbedder:
    """The default embedding model, loaded."""
    model = minilm()
    model.load()
    return model


@pytest.fixture(scope="session")
def records_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of the records, open nowhere; a test that opens the index takes a copy."""
    folder = tmp_path_factory.mktemp("records")
    opened(folder).retriever.index.close()
    return folder


@pytest.fixture(scope="session")
def guide(records_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guide]:
    """The guide over the records alone, with the extractive writer."""
    folder = tmp_path_factory.mktemp("guide") / "data"
    shutil.copytree(records_data, folder)
    guide = opened(folder)
    yield guide
    guide.retriever.index.close()


@pytest.fixture(scope="session")
def official_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The official texts of the mirror that ``CORPUS_MIRROR`` names, installed; skips the test where none is named."""
    mirror = official_mirror()
    store = Store(tmp_path_factory.mktemp("official"))
    results = list(fetch(store.manifest.select(()), store, str(mirror)))
    assert [result for result in results if not result.outcome.good] == []
    return store


def opened(folder: Path) -> Guide:
    """The guide over what the data folder holds, whatever the environment says of models."""
    opening = Opening(Settings(data=folder, model=None, embedder=None))
    opening.run()
    if opening.fault is not None:
        raise opening.fault
    assert opening.guide is not None
    return opening.guide
