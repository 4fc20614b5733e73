"""The page in a real browser: what a visitor sees, types, opens and copies."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from visitor import LANGUAGES, PINPOINT, QUESTIONS, Visit


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
    assert citation.locator(".about time").count() >= 1
    assert page.locator("#log .pinpoint", has_text=PINPOINT[language]).count() > 0
    assert page.locator("#log .answer").get_attribute("lang") == language


@pytest.mark.parametrize("language", ["en"])
def test_rule_stands_with_its_exceptions(visit: Visit, language: str) -> None:
    """Long exceptions and conditions fold, their headings in sight; a key or a citation's number opens them."""
    page = visit.page
    visit.ask("Which exceptions does Article 5(1)(h) of the EU AI Act allow?")
    rule = page.locator("#log .statements > li.rule", has=page.locator("li.exception")).first
    assert rule.locator("li.exception").count() == 3
    for at in range(rule.locator("li.exception, li.condition").count()):
        under = rule.locator("li.exception, li.condition").nth(at)
        expect(under.locator("summary .heading").first).to_be_visible()
        expect(under.locator("summary .where").first).to_contain_text("AI Act, Art. 5")
        expect(under.locator(".statement")).to_be_hidden()
    exception = rule.locator("li.exception").first
    exception.locator(".fold > summary").focus()
    page.keyboard.press("Enter")
    expect(exception.locator(".statement")).to_be_visible()
    page.keyboard.press("Enter")
    expect(exception.locator(".statement")).to_be_hidden()
    exception.locator(".mark").first.dispatch_event("click")
    expect(exception.locator(".citation blockquote")).to_be_visible()


@pytest.mark.parametrize("language", ["en"])
def test_on_paper_nothing_is_folded(visit: Visit, language: str) -> None:
    """Printed, an answer shows its exceptions and quotations whole: there is nothing to click on paper."""
    page = visit.page
    visit.ask("Which exceptions does Article 5(1)(h) of the EU AI Act allow?")
    hidden = page.locator("#log li.exception .statement, #log .citation blockquote")
    expect(hidden.first).to_be_hidden()
    page.emulate_media(media="print")
    try:
        for at in range(hidden.count()):
            expect(hidden.nth(at)).to_be_visible()
    finally:
        page.emulate_media(media="screen")


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


@LANGUAGES
def test_an_answer_keeps_to_the_texts_that_are_chosen(visitors: dict[str, Visit], language: str) -> None:
    """A visitor chooses an issuer; the answer cites its texts alone, until all are wanted again."""
    visit = visitors[language].begin()
    page = visit.page
    page.click("#choice > summary")
    expect(page.locator('[data-only="issuer"] option[value="un"]')).to_have_text(
        {"en": "United Nations", "ko": "유엔"}[language]
    )
    page.select_option('[data-only="issuer"]', "un")
    expect(page.locator("#choice")).to_have_class("chosen")
    visit.ask(
        {"en": "What do the texts say about facial recognition at assemblies?", "ko": "집회에서의 얼굴인식은요?"}[
            language
        ]
    )
    links = page.locator("#log .answer .statements > li a.mark")
    assert links.count() > 0
    expect(page.locator("#log .answer").last).not_to_contain_text({"en": "AI Act", "ko": "인공지능법"}[language])
    page.click("#all-texts")
    expect(page.locator("#choice")).not_to_have_class("chosen")
    assert page.input_value('[data-only="issuer"]') == ""
    assert visit.complaints == []


@LANGUAGES
def test_a_choice_that_leaves_nothing_is_told(visitors: dict[str, Visit], language: str) -> None:
    """With texts chosen that do not answer, the page says that the choice may be why."""
    visit = visitors[language].begin()
    visit.page.click("#choice > summary")
    visit.page.select_option('[data-only="issuer"]', "oecd")
    visit.page.select_option('[data-only="topic"]', "children")
    visit.ask(QUESTIONS[language])
    expect(visit.page.locator("#log .answer").last).to_contain_text({"en": "you chose", "ko": "선택하신"}[language])
