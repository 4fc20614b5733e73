"""Visitor: a real browser's visit to a real server of the guide, shared by the tests of the page."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-quic"),
]
LOCALES = {"en": "en-GB", "ko": "ko-KR"}
QUESTIONS = {
    "en": "May the police use real-time facial recognition in publicly accessible spaces under the AI Act?",
    "ko": "EU 인공지능법에서 경찰은 공개된 장소에서 실시간 얼굴인식을 사용할 수 있나요?",
}
PINPOINT = {"en": "AI Act, Art. 5", "ko": "EU 인공지능법 제5조"}
LANGUAGES = pytest.mark.parametrize("language", ["en", "ko"])


def environment(data: Path, port: int) -> dict[str, str]:
    """The environment of a server of its own, with neither mirror nor models."""
    kept = {name: value for name, value in os.environ.items() if name not in ("CORPUS_MIRROR", "MODEL", "EMBEDDER")}
    return {**kept, "FRT_DATA": str(data), "FRT_PORT": str(port)}


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the guide that answers from the records."""
    port = free_port()
    data = tmp_path_factory.mktemp("data")
    server = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment(data, port))
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_until_ready(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(10)


def _wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(720):
        assert server.poll() is None, "the server has ended"
        try:
            with urlopen(f"{url}state", timeout=5) as response:
                state = json.load(response)
        except OSError:
            state = {"phase": "not yet serving"}
        assert state["phase"] != "failed", state["said"]["en"]
        if state["phase"] == "records":
            return
        time.sleep(0.25)
    pytest.fail(f"the guide did not become ready: {state}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; skips the test where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"There is no Chromium at {CHROMIUM}.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield chromium
        chromium.close()


class Visit:
    """A browser's visit: its page, and everything it asked for or complained of."""

    def __init__(self, browser: Browser, address: str, language: str, width: int = 1100) -> None:
        self.context: BrowserContext = browser.new_context(
            locale=LOCALES[language], viewport={"width": width, "height": 800}, reduced_motion="reduce"
        )
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page: Page = self.context.new_page()
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._address = address
        self.begin()

    def begin(self) -> Visit:
        """Come to the page afresh."""
        self.hosts.clear()
        self.complaints.clear()
        self.page.unroute_all()
        self.page.goto(self._address)
        self.page.wait_for_selector("html.ready")
        return self

    def ask(self, question: str) -> None:
        """Type a question, press Enter, wait for its answer."""
        answered = self.page.locator("#log .answer").count()
        self.page.fill("#question", question)
        self.page.press("#question", "Enter")
        expect(self.page.locator("#log .answer")).to_have_count(answered + 1, timeout=15_000)


@pytest.fixture(scope="session")
def visitors(browser: Browser, address: str) -> Iterator[dict[str, Visit]]:
    """One browser profile for each language."""
    visits = {language: Visit(browser, address, language) for language in LOCALES}
    yield visits
    for visit in visits.values():
        visit.context.close()


@pytest.fixture
def visit(visitors: dict[str, Visit], language: str) -> Visit:
    """A fresh visit in the language of the test."""
    return visitors[language].begin()
