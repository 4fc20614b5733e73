"""The server: what it serves, what it does not, and a port that is taken."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from visitor import ROOT, environment


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
    """A second server on the same port ends with status 1 and one line on standard error."""
    port = urlsplit(address).port
    assert port is not None
    second = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        check=False,
        env=environment(tmp_path, port),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert second.returncode == 1
    assert second.stderr == f"Cannot serve on 127.0.0.1 port {port}: Address already in use.\n"
