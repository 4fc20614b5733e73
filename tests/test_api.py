"""API: the door for programs, asked over a real connection and, for what is rare, through the application alone."""

from __future__ import annotations

import json
import threading
from queue import SimpleQueue
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from fastapi.testclient import TestClient

from bot.guide import Guide
from bot.opening import Opening, Phase, State
from bot.settings import Settings
from bot.ui.api import AT_ONCE, WAITING
from bot.ui.guard import MAX_BODY
from bot.ui.site import site

BAN = "May EU police use live facial recognition in public?"


def posted(address: str, path: str, body: object, kind: str = "application/json") -> tuple[int, Any]:
    """The status and the JSON that a post gets."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = Request(f"{address}{path}", raw, {"Content-Type": kind})
    try:
        with urlopen(request) as response:
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
            assert "Access-Control-Allow-Origin" not in response.headers
            return response.status, json.load(response)
    except HTTPError as fault:
        return fault.code, json.load(fault)


def test_ask(address: str) -> None:
    """An answer has the keys of the command's JSON and the id that was sent."""
    status, answer = posted(address, "api/ask", {"id": "a1", "question": BAN})
    assert (status, answer["id"], answer["status"], answer["language"]) == (200, "a1", "answered", "en")
    assert answer["statements"][0]["citations"][0]["locator"] == "eu-ai-act/art-5/1/h"


def test_ask_with_a_conversation_a_language_and_a_choice(address: str) -> None:
    """A follow-up leans on its history; the answer comes in the language and from the texts that are chosen."""
    history = [{"question": BAN, "answer": "Only for three purposes."}]
    only = {"issuer": ["korea"]}
    body = {"question": "And in Korea?", "history": history, "language": "ko", "only": only}
    status, answer = posted(address, "api/ask", body)
    assert (status, answer["language"], answer["status"]) == (200, "ko", "answered")
    assert answer["statements"][0]["citations"][0]["locator"].startswith("kr-")


def test_a_refusal_is_an_answer(address: str) -> None:
    """What the guide does not answer has status 200 and its reason."""
    status, answer = posted(address, "api/ask", {"question": "일본의 얼굴인식 규제는 어떤가요?"})
    assert (status, answer["status"], answer["reason"]) == (200, "refused", "not_in_corpus")


def test_search(address: str) -> None:
    """Hits come best first, as many as are asked for, from the texts that are chosen."""
    status, hits = posted(address, "api/search", {"query": "동의 철회", "count": 3, "only": {"issuer": ["eu"]}})
    assert (status, len(hits)) == (200, 3)
    assert {hit["locator"].split("/")[0][:3] for hit in hits} == {"eu-"}
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert posted(address, "api/search", {"query": "¿Qué dice la ley sobre las cámaras?"})[0] == 400


@pytest.mark.parametrize(
    ("path", "body", "kind", "status", "told"),
    [
        ("api/ask", {"question": "x" * 2001}, "application/json", 400, "question: "),
        ("api/ask", {"query": "x"}, "application/json", 400, "question: "),
        ("api/ask", {"question": "x", "only": {"issuer": ["mars"]}}, "application/json", 400, "only.issuer."),
        ("api/ask", b"{", "application/json", 400, ""),
        ("api/ask", {"question": "x"}, "text/plain", 415, "Content-Type: application/json is expected."),
        ("api/ask", b" " * (MAX_BODY + 1), "application/json", 413, "The body has more than "),
        ("api/search", {"query": "x", "count": 0}, "application/json", 400, "count: "),
    ],
)
def test_bad_requests_are_told_in_one_sentence(
    address: str, path: str, body: object, kind: str, status: int, told: str
) -> None:
    """The field is named; nothing of a traceback is told."""
    got, said = posted(address, path, body, kind)
    assert (got, list(said)) == (status, ["error"])
    assert said["error"].startswith(told)


def test_a_get_is_no_question(address: str) -> None:
    """A question in an address would stand in logs: it is not taken."""
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{address}api/ask?question=x")


@pytest.mark.parametrize(("phase", "told"), [(Phase.LOADING, "is being made ready"), (Phase.FAILED, "could not start")])
def test_before_the_guide_is_ready(tmp_path: Any, phase: Phase, told: str) -> None:
    """A program hears that it should come again, or that it need not."""
    settings = Settings(data=tmp_path)
    opening = Opening(settings)
    opening.state = State(phase)
    response = TestClient(site(opening, settings)).post("/api/ask", json={"question": BAN})
    assert response.status_code == 503
    assert told in response.json()["error"]
    assert ("retry-after" in response.headers) is (phase is Phase.LOADING)


def test_more_than_may_wait_are_declined(tmp_path: Any, guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    """While as many wait as may, one more is told to come again; those that waited are answered."""
    settings = Settings(data=tmp_path)
    opening = Opening(settings)
    opening.guide = guide
    held = threading.Event()
    search = Guide.search

    def slow(self: Guide, *args: Any, **kwargs: Any) -> Any:
        assert held.wait(30)
        return search(self, *args, **kwargs)

    monkeypatch.setattr(Guide, "search", slow)
    client = TestClient(site(opening, settings))
    answered: SimpleQueue[Any] = SimpleQueue()

    def one() -> None:
        answered.put(client.post("/api/search", json={"query": BAN, "count": 1}))

    threads = [threading.Thread(target=one) for _ in range(AT_ONCE + WAITING + 3)]
    for thread in threads:
        thread.start()
    declined = [answered.get(timeout=30) for _ in range(3)]
    held.set()
    for thread in threads:
        thread.join(30)
    assert {(one.status_code, one.headers["retry-after"]) for one in declined} == {(503, "5")}
    assert [answered.get().status_code for _ in range(AT_ONCE + WAITING)] == [200] * (AT_ONCE + WAITING)
