"""The page in a real browser where something is wrong: with the question, the server or the way there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from visitor import QUESTIONS, Visit


@pytest.mark.parametrize("language", ["en"])
def test_markup_in_a_question_is_text(visit: Visit, language: str) -> None:
    """HTML, Markdown and template marks are shown as they were typed and run nothing."""
    typed = "<script>window.hit=1</script><img src=x onerror='window.hit=1'> **bold** {{7*7}} ${7*7} facial recognition"
    visit.ask(typed)
    expect(visit.page.locator(".asked")).to_have_text(f"You asked: {typed}")
    assert visit.page.locator(".turn img, .turn script, .asked strong").count() == 0
    assert visit.page.evaluate("window.hit") is None


@pytest.mark.parametrize("language", ["en"])
def test_a_fault_gives_the_question_back(visit: Visit, language: str) -> None:
    """Where the server fails, the question returns to the box and can be sent again."""
    page = visit.page
    page.route(
        "**/queue/join**", lambda route: route.continue_(post_data=(route.request.post_data or "").replace("t1", "?"))
    )
    page.fill("#question", QUESTIONS[language])
    page.press("#question", "Enter")
    expect(page.locator("#progress")).to_contain_text("The guide failed while it was answering")
    expect(page.locator("#question")).to_have_value(QUESTIONS[language])
    page.unroute("**/queue/join**")
    page.press("#question", "Enter")
    expect(page.locator("#log .answer")).to_have_count(1, timeout=15_000)


@pytest.mark.parametrize(
    ("language", "status", "said"),
    [
        ("en", 503, "Many questions are waiting at the moment."),
        ("ko", 503, "지금 질문이 많이 몰려 있습니다."),
        ("en", 413, "The guide failed while it was answering."),
    ],
)
def test_a_question_declined_at_the_door_comes_back(visit: Visit, language: str, status: int, said: str) -> None:
    """Where the queue is full or the post is refused, the page says so and loses nothing of what was typed."""
    page = visit.page
    page.route("**/queue/join**", lambda route: route.fulfill(status=status, json={"detail": "declined"}))
    page.fill("#question", QUESTIONS[language])
    page.press("#question", "Enter")
    expect(page.locator("#progress")).to_contain_text(said)
    expect(page.locator("#question")).to_have_value(QUESTIONS[language])
    expect(page.locator(".turn")).to_have_count(0)
    page.unroute("**/queue/join**")
    page.press("#question", "Enter")
    expect(page.locator("#log .answer")).to_have_count(1, timeout=15_000)


@pytest.mark.parametrize(("language", "way"), [("en", "join"), ("en", "data"), ("ko", "data")])
def test_a_lost_connection_gives_the_question_back(visit: Visit, language: str, way: str) -> None:
    """Where the way to the server or the way back breaks, the question returns and can be sent again."""
    page = visit.page
    page.route(f"**/queue/{way}**", lambda route: route.abort() if language == "en" else route.fulfill(body=": cut"))
    page.fill("#question", QUESTIONS[language])
    page.press("#question", "Enter")
    said = {"en": "The server of the guide cannot be reached.", "ko": "안내 서버에 연결할 수 없습니다."}
    expect(page.locator("#progress")).to_contain_text(said[language])
    expect(page.locator("#question")).to_have_value(QUESTIONS[language])
    expect(page.locator(".turn")).to_have_count(0)
    page.unroute_all()
    visit.ask(QUESTIONS[language])


@pytest.mark.parametrize("language", ["ko"])
def test_half_characters_and_controls_are_left_out(visit: Visit, language: str) -> None:
    """A lone surrogate cannot be sent: the question goes without it and is answered."""
    typed = "얼굴\\ud800인식 기술\\u0007에 대해 인권위는 무엇을 권고했나요?\\udc00 😀"
    visit.page.evaluate(f"document.querySelector('#question').value = '{typed}'")
    visit.page.press("#question", "Enter")
    expect(visit.page.locator(".asked")).to_have_text("질문: 얼굴인식 기술에 대해 인권위는 무엇을 권고했나요? 😀")
    expect(visit.page.locator("#log .guidance")).to_have_count(1, timeout=15_000)


@pytest.mark.parametrize("language", ["ko"])
def test_a_long_conversation_is_sent_as_far_as_there_is_room(visit: Visit, language: str) -> None:
    """Questions of full length one after another stay under the limit of a post; older turns are left behind."""
    sizes: list[int] = []
    visit.page.on("request", lambda request: sizes.append(len(request.post_data_buffer or b"")))
    for number in range(5):
        visit.ask(f"{number}" + '"' * 1999)
    assert 30_000 < max(sizes) <= 65_536
