"""The door of the page: what it lets through, what it turns away and with which words to the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.opening import Opening
from bot.settings import Settings
from bot.ui.guard import MAX_BODY, preferred, prepared
from bot.ui.site import site

JOIN = "/gradio_api/queue/join"
GOOD = {"data": ["{}"], "fn_index": 0, "session_hash": "abc1"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The whole application, its guide not yet opened; a fault inside it would fail the test."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    return TestClient(site(Opening(settings), settings))


@pytest.mark.parametrize(
    "change",
    [
        *({"fn_index": number} for number in (1, 2, 3, 99, -1, None, "0")),
        *({"data": data} for data in ([], ["{}", "{}"], [None], [{"path": "/etc/hosts"}], "{}", None)),
        *({"session_hash": session} for session in (None, "", "a b", "../x", "a" * 41)),
    ],
    ids=str,
)
def test_post_that_the_page_would_not_send_is_turned_away(client: TestClient, change: dict[str, object]) -> None:
    """Only the one function of the page can be called, with one letter and a session's name; the rest is a 400."""
    response = client.post(JOIN, json={**GOOD, **change})
    assert (response.status_code, response.text) == (400, "Not a question of the page")


@pytest.mark.parametrize("body", [b"", b"{bad", b"[]", b"\xff\xfe", b"[" * 5000], ids=str)
def test_post_that_is_no_json_is_turned_away(client: TestClient, body: bytes) -> None:
    """Broken JSON is a 400 and no fault."""
    assert client.post(JOIN, content=body).status_code == 400


def test_long_post_is_turned_away(client: TestClient) -> None:
    """More than 64 KiB is a 413, whether the length is told beforehand or not."""

    def pieces() -> Iterator[bytes]:
        yield from (b" " * 1024 for _ in range(MAX_BODY // 1024 + 1))

    assert MAX_BODY == 65_536
    assert client.post(JOIN, content=b" " * (MAX_BODY + 1)).status_code == 413
    assert client.post(JOIN, content=pieces()).status_code == 413
    assert client.post(JOIN, content=b" " * MAX_BODY).status_code == 400


@pytest.mark.parametrize("query", ["", "?session_hash=nobody", "?session_hash=", "?session_hash=a&session_hash=b"])
def test_way_back_is_open_to_those_who_asked(client: TestClient, query: str) -> None:
    """A session that has asked nothing is not found."""
    assert client.get(f"/gradio_api/queue/data{query}").status_code == 404


def test_only_what_the_page_sends_reaches_the_queue(tmp_path: Path) -> None:
    """A good post joins the queue, and what else it carries is dropped; when forty wait, one more is a 503."""
    settings = Settings(data=tmp_path)
    client = TestClient(site(Opening(settings), settings))
    padded = {**GOOD, "event_data": {"x": [1]}, "trigger_id": "y", "simple_format": True, "event_id": "../z"}
    statuses = [client.post(JOIN, content=json.dumps(padded)).status_code for _ in range(42)]
    assert statuses == [200] * 40 + [503] * 2


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", "ko"),
        ("en-GB,ko;q=0.9", "en"),
        ("fr, ko;q=0.8, en;q=0.5", "ko"),
        ("ko;q=0, fr", "en"),
        ("ko;q=nonsense", "ko"),
        ("", "en"),
    ],
)
def test_language_of_a_browser(accepted: str, language: str) -> None:
    """The page opens in whichever of the two languages the browser puts first, else in English."""
    assert preferred(accepted) == language


def test_prepared_page_names_no_other_host() -> None:
    """Previews, framing scripts and manifests of Gradio's page go; every script gets the nonce."""
    page = (
        '<html\n\tlang="en"\n><head><meta property="og:image"\n content="https://elsewhere.example/x.jpg" />'
        '<meta name="twitter:creator" content="@x" /><link rel="manifest" href="/m.json" /><script>one()</script>'
        '<script>a("static/js/iframeResizer.contentWindow.min.js")</script></head><body><gradio-app></gradio-app></body></html>'
    )
    whole = prepared(page, "ko", "abc")
    assert '<html\n\tlang="ko" data-speaks="ko"' in whole
    assert '<script nonce="abc">one()</script>' in whole
    assert "<title>얼굴인식 인권 안내</title>" in whole
    for gone in ("elsewhere.example", "twitter", "manifest", "iframeResizer"):
        assert gone not in whole
