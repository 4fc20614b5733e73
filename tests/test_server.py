"""The server: what it serves, what it does not, and a port that is taken."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from conftest import opened
from fastapi.testclient import TestClient
from visitor import ROOT, environment, free_port

from bot.opening import Opening, Phase, State
from bot.settings import Settings
from bot.ui.site import site


def test_server_serves_the_page_and_little_else(address: str) -> None:
    """Health is told; uploads, files and every other address that Gradio would serve are not found."""
    with urlopen(f"{address}health") as response:
        assert json.load(response) == {"state": "records"}
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    for path in (
        "nothing",
        "config",
        "gradio_api/queue/data?session_hash=nobody",
        "gradio_api/info",
        "gradio_api/upload",
        "gradio_api/file=/etc/hosts",
        "docs",
    ):
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{address}{path}")


def test_a_port_in_use_is_told_in_one_sentence(address: str, tmp_path: Path) -> None:
    """A second server on the same port ends with status 1 and one line on standard error, and never says it serves."""
    port = urlsplit(address).port
    assert port is not None
    told = f"Cannot serve on 127.0.0.1 port {port}: Address already in use.\n"
    assert started(tmp_path, port) == (1, "", told)


def test_an_index_in_use_is_told_before_serving(records_data: Path, tmp_path: Path) -> None:
    """While another process holds the index, the server ends with status 1 and one line, and never says it serves."""
    folder = Path(shutil.copytree(records_data, tmp_path / "data"))
    held = opened(folder)
    try:
        status, said, told = started(folder, free_port())
    finally:
        held.retriever.index.close()
    assert (status, said, told.count("\n")) == (1, "", 1)
    assert told.startswith(f"The index folder {held.retriever.index.folder} is in use by another process of the guide;")


def test_a_model_that_cannot_be_loaded_ends_the_server(tmp_path: Path) -> None:
    """What fails only after serving began ends the server too: status 1 and one line on standard error."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}", encoding="utf-8")
    status, said, told = started(tmp_path, free_port(), EMBEDDER=str(tmp_path / "model"))
    assert (status, said.startswith("The FRT Rights Guide is at http://"), told.count("\n")) == (1, True, 1)
    assert told.startswith(f"The embedding model '{tmp_path / 'model'}' cannot be loaded: ")


@pytest.mark.parametrize(("phase", "status"), [(Phase.LOADING, 200), (Phase.RECORDS, 200), (Phase.FAILED, 503)])
def test_health_is_an_error_while_the_guide_has_failed(tmp_path: Path, phase: Phase, status: int) -> None:
    """Whoever watches the server learns from the status alone that it cannot answer."""
    settings = Settings(data=tmp_path)
    opening = Opening(settings)
    opening.state = State(phase)
    response = TestClient(site(opening, settings)).get("/health")
    assert (response.status_code, response.json()) == (status, {"state": phase.value})


def started(data: Path, port: int, **variables: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of a server that ends by itself."""
    ran = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        check=False,
        env={**environment(data, port), **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return ran.returncode, ran.stdout, ran.stderr
