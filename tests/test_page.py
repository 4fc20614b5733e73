"""The page in a real browser, against a real server: what a visitor sees, types, opens and copies."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
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

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"There is no Chromium at {CHROMIUM}.")


def _environment(data: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("CORPUS_MIRROR", "MODEL", "EMBEDDER")}
    return {**kept, "FRT_DATA": str(data), "FRT_PORT": str(port)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the guide that answers from the records."""
    port = _free_port()
    data = tmp_path_factory.mktemp("data")
    server = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=_environment(data, port))
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_until_ready(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(10)


def _wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
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


@pytest.fixture(scope="module")
def visitors(browser: Browser, address: str) -> Iterator[dict[str, Visit]]:
    """One browser profile for each language."""
    visits = {language: Visit(browser, address, language) for language in LOCALES}
    yield visits
    for visit in visits.values():
        visit.context.close()


@pytest.fixture
def visit(visitors: dict[str, Visit], language: str) -> Visit:
    return visitors[language].begin()


@LANGUAGES
def test_answer_is_cited_and_each_citation_opens_to_its_words(visit: Visit, language: str) -> None:
    """Each statement carries numbers that lead to an opened citation: words, force, status, dates, official address."""
    page = visit.page
    visit.ask(QUESTIONS[language])
    statements = page.locator("#log .statement")
    assert statements.count() > 0
    assert statements.count() == page.locator("#log .statement:has(.mark)").count()
    page.locator(".mark", has_text="[1]").first.click()
    citation = page.locator("#t1-cite-1")
    expect(citation.locator("blockquote")).to_be_visible()
    assert len(citation.locator("blockquote").inner_text()) > 40
    assert citation.locator("blockquote").get_attribute("lang") == language
    expect(citation.locator("summary")).to_be_focused()
    link = citation.locator(".actions a")
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")
    assert (link.get_attribute("href") or "").startswith("https://")
    assert citation.locator("dl time").count() >= 1
    assert page.locator("#log .pinpoint", has_text=PINPOINT[language]).count() > 0
    assert page.locator("#log .answer").get_attribute("lang") == language


@pytest.mark.parametrize("language", ["en"])
def test_rule_stands_with_its_exceptions(visit: Visit, language: str) -> None:
    """Exceptions stand open under their rule; many conditions are folded, a key or a citation's number opens them."""
    page = visit.page
    visit.ask("Which exceptions does Article 5(1)(h) of the EU AI Act allow?")
    rule = page.locator("#log .statements > li.rule", has=page.locator("li.exception")).first
    expect(rule.locator("li.exception .role").first).to_have_text("Exception")
    expect(rule.locator("li.exception .statement").last).to_be_visible()
    condition = rule.locator("li.condition").first
    fold = rule.locator(".conditions > summary")
    expect(fold).to_have_text(f"{rule.locator('li.condition').count()} conditions")
    expect(condition).to_be_hidden()
    fold.focus()
    page.keyboard.press("Enter")
    expect(condition.locator(".role")).to_have_text("Condition")
    expect(condition).to_be_visible()
    page.keyboard.press("Enter")
    expect(condition).to_be_hidden()
    condition.locator(".mark").first.dispatch_event("click")
    expect(condition.locator(".citation blockquote")).to_be_visible()


@LANGUAGES
def test_ready_made_citation_is_copied_and_said_to_be(visit: Visit, language: str) -> None:
    """Copying puts pinpoint and address on the clipboard and tells it in a status line."""
    page = visit.page
    visit.ask(QUESTIONS[language])
    page.locator(".mark").first.click()
    citation = page.locator("#t1-cite-1")
    citation.locator(".copy").click()
    copied = {"en": "Citation copied", "ko": "인용 표기를 복사했습니다"}[language]
    expect(page.locator("#progress")).to_have_text(copied)
    text = page.evaluate("navigator.clipboard.readText()")
    assert citation.locator(".pinpoint").inner_text() in text
    assert text.endswith(citation.locator(".actions a").get_attribute("href"))


@pytest.mark.parametrize("language", ["en"])
def test_keyboard_alone_is_enough(visit: Visit, language: str) -> None:
    """Skip link, typing, sending and opening a citation need no pointer; sending leaves the focus in the box."""
    page = visit.page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type(QUESTIONS[language])
    page.keyboard.press("Enter")
    expect(page.locator("#log .answer")).to_have_count(1, timeout=15_000)
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#question")).to_have_value("")
    page.locator("#log .mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#t1-cite-1 summary")).to_be_focused()
    expect(page.locator("#t1-cite-1 blockquote")).to_be_visible()


@pytest.mark.parametrize("language", ["ko"])
def test_enter_that_ends_a_syllable_does_not_send(visit: Visit, language: str) -> None:
    """While a syllable is composed, Enter belongs to it, whether the browser tells by isComposing or by code 229."""
    page = visit.page
    page.fill("#question", "집회에서 얼굴인식")
    for marks in ({"isComposing": True, "keyCode": 229}, {"isComposing": True}, {"isComposing": False, "keyCode": 229}):
        page.evaluate(
            """(marks) => {
              const box = document.querySelector("#question");
              box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
              const enter = { key: "Enter", bubbles: true, cancelable: true, ...marks };
              box.dispatchEvent(new KeyboardEvent("keydown", enter));
            }""",
            marks,
        )
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#question")).to_have_value("집회에서 얼굴인식")
    page.press("#question", "Shift+Enter")
    expect(page.locator(".turn")).to_have_count(0)
    page.press("#question", "Enter")
    expect(page.locator("#log .answer")).to_have_count(1, timeout=15_000)


@pytest.mark.parametrize("language", ["en"])
def test_markup_in_a_question_is_text(visit: Visit, language: str) -> None:
    """HTML, Markdown and template marks are shown as they were typed and run nothing."""
    typed = "<script>window.hit=1</script><img src=x onerror='window.hit=1'> **bold** {{7*7}} ${7*7} facial recognition"
    visit.ask(typed)
    expect(visit.page.locator(".asked")).to_have_text(f"You asked: {typed}")
    assert visit.page.locator(".turn img, .turn script, .asked strong").count() == 0
    assert visit.page.evaluate("window.hit") is None


@LANGUAGES
def test_nothing_is_loaded_from_elsewhere_and_nothing_is_kept(visit: Visit, address: str, language: str) -> None:
    """Every request stays on the page's host, the browser's policy is not broken, and no storage holds the question."""
    visit.ask(QUESTIONS[language])
    assert visit.hosts == {urlsplit(address).netloc}
    assert visit.complaints == []
    kept = visit.page.evaluate(
        "async () => "
        "[localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]"
    )
    assert kept == [0, 0, "", 0]
    visit.page.reload()
    visit.page.wait_for_selector("html.ready")
    expect(visit.page.locator(".turn")).to_have_count(0)


@LANGUAGES
def test_a_phone_needs_no_sideways_scrolling(browser: Browser, address: str, language: str) -> None:
    """At 360 pixels, with an answer and an open citation, nothing is wider than the screen."""
    visit = Visit(browser, address, language, width=360)
    visit.ask(QUESTIONS[language])
    visit.page.locator(".mark").first.click()
    widest = visit.page.evaluate(
        "Math.max(document.documentElement.scrollWidth, "
        "...[...document.querySelectorAll('#page *:not(.unseen):not(.skip):not(.skip *)')]"
        ".map((each) => each.getBoundingClientRect().right))"
    )
    visit.context.close()
    assert widest <= 360


@LANGUAGES
def test_language_follows_the_browser_and_switches_without_loss(visit: Visit, language: str) -> None:
    """The page opens in the browser's language; the switch changes its words, not the conversation."""
    page, other = visit.page, {"en": "ko", "ko": "en"}[language]
    titles = {"en": "FRT Rights Guide", "ko": "얼굴인식 인권 안내"}
    assert page.get_attribute("html", "lang") == language
    expect(page.locator("h1")).to_have_text(titles[language], use_inner_text=True)
    visit.ask(QUESTIONS[language])
    before = page.locator("#log").inner_html()
    page.click(f"[data-language={other}]")
    assert page.get_attribute("html", "lang") == other
    assert page.title() == titles[other]
    expect(page.locator("h1")).to_have_text(titles[other], use_inner_text=True)
    assert page.locator("#log").inner_html() == before
    assert page.get_attribute(f"[data-language={other}]", "aria-pressed") == "true"
    page.reload()
    page.wait_for_selector("html.ready")
    assert page.get_attribute("html", "lang") == other


@pytest.mark.parametrize(
    ("language", "question", "begins"),
    [
        ("en", "What is a good recipe for apple pie?", "This guide only answers questions about facial recognition"),
        ("ko", "오늘 점심 메뉴 추천해 줘", "이 안내는 얼굴인식·생체인식과 인권에 관한 질문에만 답합니다"),
        ("en", "What does Article 205 of the AI Act say?", "AI Act has no Art"),
    ],
)
def test_refusal_says_why(visit: Visit, language: str, question: str, begins: str) -> None:
    """A refusal shows its own sentence and no statement."""
    visit.ask(question)
    assert visit.page.locator(".refusal .message").inner_text().startswith(begins)
    assert visit.page.locator(".statement").count() == 0


@pytest.mark.parametrize("language", ["en"])
def test_a_conversation_can_be_erased(visit: Visit, language: str) -> None:
    """Erasing empties the log, says so and returns to the box."""
    visit.ask(QUESTIONS[language])
    visit.page.click("#erase")
    expect(visit.page.locator(".turn")).to_have_count(0)
    expect(visit.page.locator("#progress")).to_have_text("The conversation has been erased.")
    expect(visit.page.locator("#question")).to_be_focused()


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
def test_what_is_heard_follows_the_switch_of_language(visit: Visit, language: str) -> None:
    """No line that a screen reader speaks keeps words of the language before, nor a number that was in them."""
    page = visit.page
    expect(page.locator("#heard")).to_contain_text("질문하실 수 있습니다.")
    page.fill("#question", "가" * 2001)
    page.press("#question", "Enter")
    expect(page.locator("#progress")).to_contain_text("질문이 2,001자입니다.")
    page.click("[data-language=en]")
    expect(page.locator("#heard")).to_have_text("")
    expect(page.locator("#progress")).to_contain_text("The question has 2,001 characters")


@pytest.mark.parametrize("language", ["ko"])
def test_a_long_conversation_is_sent_as_far_as_there_is_room(visit: Visit, language: str) -> None:
    """Questions of full length one after another stay under the limit of a post; older turns are left behind."""
    sizes: list[int] = []
    visit.page.on("request", lambda request: sizes.append(len(request.post_data_buffer or b"")))
    for number in range(5):
        visit.ask(f"{number}" + '"' * 1999)
    assert 30_000 < max(sizes) <= 65_536


@pytest.mark.parametrize("language", ["en"])
def test_an_example_is_asked_at_a_click(visit: Visit, language: str) -> None:
    """Each kind of user has examples, shown in the page's language only; a click asks."""
    page = visit.page
    assert page.locator(".example:visible").count() == 6
    example = page.locator(".example:visible").first
    asked = example.inner_text()
    example.click()
    expect(page.locator("#log .answer")).to_have_count(1, timeout=15_000)
    expect(page.locator(".asked")).to_have_text(f"You asked: {asked}")


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
        env=_environment(tmp_path, port),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert second.returncode == 1
    assert second.stderr == f"Cannot serve on 127.0.0.1 port {port}: Address already in use.\n"
