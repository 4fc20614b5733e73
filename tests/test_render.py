"""Answers as HTML: what is nested, labelled, counted and escaped."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any, Literal

import pytest

from bot.answer import Guidance, Record, Refusal, ShownStatement, Withheld
from bot.citation import Citation
from bot.errors import BotError, EmbedderError, IndexFault, IndexInUse, IndexRebuilt
from bot.grounding import Verdict
from bot.guide import Guide
from bot.opening import Opening, Phase, State
from bot.reason import Reason
from bot.role import Role
from bot.settings import Settings
from bot.ui.chat import answers
from bot.ui.cited import citation_text
from bot.ui.frame import page_html
from bot.ui.render import answer_html, plain_text
from bot.ui.site import state_of
from bot.ui.wording import day
from bot.wording import ROLE_NAMES
from corpus.errors import CorpusError, RecordError
from corpus.instrument import Force, Issuer, Language, Status
from corpus.locator import Locator

HOSTILE = "<script>alert(1)</script> **x** \"'& ${7} {{8}}"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt; **x** &quot;&#x27;&amp; ${7} {{8}}"
RECORD = Record("extractive", None, None, "0123456789ab", "all-MiniLM-L6-v2", 41)
RULE = Citation(
    locator=Locator.parse("eu-ai-act/art-5/1/h"),
    heading="Live use by law enforcement",
    pinpoint="AI Act, Art. 5(1)(h)",
    title="Artificial Intelligence Act",
    issuer=Issuer.EU,
    force=Force.REGULATION,
    status=Status.IN_FORCE,
    date="2024-06-13",
    applies="2025-02-02",
    in_force="2024-08-01",
    expired=None,
    quote="Words.",
    quote_kind="official",
    quote_language="en",
    url="https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
    note=None,
    secondary=None,
)
EXCEPTION = replace(
    RULE,
    locator=Locator.parse("eu-ai-act/art-5/1/h/i"),
    heading="Exception: search for victims",
    pinpoint="AI Act, Art. 5(1)(h)(i)",
)


def _guidance(*statements: ShownStatement, withheld: int = 0) -> Guidance:
    kept_back = tuple(Withheld("hidden sentence", Verdict.UNSUPPORTED) for _ in range(withheld))
    return Guidance("A question?", "en", statements, kept_back, None, RECORD)


def test_exception_is_nested_under_its_rule() -> None:
    """An exception stands inside the list item of the rule that it belongs to, with its label."""
    html = answer_html(
        _guidance(
            ShownStatement("The rule.", Role.RULE, (RULE,)),
            ShownStatement("Another rule.", Role.RULE, (replace(RULE, locator=Locator.parse("eu-ai-act/art-5/2")),)),
            ShownStatement("The exception.", Role.EXCEPTION, (EXCEPTION,), of=RULE.locator),
        ),
        "t1",
    )
    first = html.partition("Another rule.")[0]
    assert (
        '<ul><li class="exception"><p class="statement"><strong class="role">Exception</strong> The exception.' in first
    )
    assert html.count("The exception.") == 1


@pytest.mark.parametrize(
    ("language", "lengths", "long"),
    [("en", (), False), ("en", (400,), False), ("en", (200, 201), True), ("ko", (200,), False), ("ko", (201,), True)],
)
def test_long_exceptions_and_conditions_fold_and_their_headings_stay(
    language: Language, lengths: tuple[int, ...], long: bool
) -> None:
    """What takes more than a few lines folds under its role, heading and pinpoint; a note is never folded."""
    roles = (Role.EXCEPTION, Role.CONDITION)
    html = answer_html(
        replace(
            _guidance(
                ShownStatement("The rule.", Role.RULE, (RULE,)),
                *(
                    ShownStatement("x" * length, role, (EXCEPTION,), of=RULE.locator)
                    for role, length in zip(roles, lengths, strict=False)
                ),
                ShownStatement("The note.", Role.NOTE, (RULE,), of=RULE.locator),
            ),
            language=language,
        ),
        "t1",
    )
    folds = html.split('<details class="fold">')[1:]
    assert len(folds) == (len(lengths) if long else 0)
    for role, fold in zip(roles, folds, strict=False):
        heading = "Search for victims" if role is Role.EXCEPTION and language == "en" else EXCEPTION.heading
        summary, _, inside = fold.partition("</summary>")
        assert summary == (
            f'<summary><strong class="role">{ROLE_NAMES[role].say(language)}</strong> '
            f'<span class="heading">{heading}</span> <span class="where">{EXCEPTION.pinpoint}</span>'
        )
        assert inside.startswith('<p class="statement">xxx')
    note = f'<li class="note"><p class="statement"><strong class="role">{ROLE_NAMES[Role.NOTE].say(language)}</strong>'
    assert html.count(note) == 1


def test_a_folded_statement_without_a_heading_shows_how_it_begins() -> None:
    """Where no record names a provision, the beginning of the statement stands for its heading, whole words of it."""
    words = "The authority may " + "examine " * 60
    citation = replace(EXCEPTION, heading=None)
    html = answer_html(
        _guidance(
            ShownStatement("The rule.", Role.RULE, (RULE,)),
            ShownStatement(words, Role.EXCEPTION, (citation,), of=RULE.locator),
        ),
        "t1",
    )
    assert f'<span class="heading">The authority may {"examine " * 7}…</span>' in html


def test_message_stands_above_the_statements() -> None:
    """What the reader must know about an answer is read before it."""
    answer = replace(_guidance(ShownStatement("S.", Role.RULE, (RULE,))), message="Only parts of <it> are recorded.")
    html = answer_html(answer, "t1")
    assert html.startswith(
        '<section class="answer guidance" lang="en"><p class="message">Only parts of &lt;it&gt; are recorded.</p>'
        '<ul class="statements">'
    )


def test_exception_without_its_rule_is_still_shown() -> None:
    """A statement whose rule was withheld is not lost."""
    html = answer_html(_guidance(ShownStatement("Alone.", Role.EXCEPTION, (EXCEPTION,), of=RULE.locator)), "t1")
    assert '<li class="exception"><p class="statement"><strong class="role">Exception</strong> Alone.' in html


def test_provision_cited_twice_has_one_number_and_is_shown_once() -> None:
    """A second mark leads to the citation that already stands."""
    html = answer_html(
        _guidance(ShownStatement("One.", Role.RULE, (RULE,)), ShownStatement("Two.", Role.RULE, (EXCEPTION, RULE))),
        "t7",
    )
    assert html.count('<details class="citation"') == 2
    assert html.count('href="#t7-cite-1"') == 2
    assert html.count('id="t7-cite-1"') == 1


@pytest.mark.parametrize(
    "citation",
    [
        replace(RULE, pinpoint=HOSTILE),
        replace(RULE, title=HOSTILE),
        replace(RULE, quote=HOSTILE),
        replace(RULE, note=HOSTILE),
    ],
    ids=["pinpoint", "title", "quote", "note"],
)
def test_every_text_is_escaped(citation: Citation) -> None:
    """Whatever stands in a citation is shown as text."""
    html = answer_html(_guidance(ShownStatement(f"S. {HOSTILE}", Role.RULE, (citation,))), "t1")
    assert "<script" not in html
    assert html.count(ESCAPED) >= 2


def test_address_that_is_not_of_the_web_is_no_link() -> None:
    """Only http and https addresses become links."""
    html = answer_html(
        _guidance(ShownStatement("S.", Role.RULE, (replace(RULE, url="javascript:alert(1)", secondary="data:x"),))),
        "t1",
    )
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert "Checked only against a secondary source." in html


@pytest.mark.parametrize(
    ("force", "issuer", "status", "badge"),
    [
        (Force.REGULATION, Issuer.EU, Status.AMENDED, '<span class="badge binding">Binding in the EU</span>'),
        (Force.TREATY, Issuer.UN, Status.IN_FORCE, '<span class="badge binding">Binding on its parties</span>'),
        (Force.STATUTE, Issuer.US, Status.EXPIRED, '<span class="badge lapsed">Not binding today</span>'),
        (Force.TREATY, Issuer.COE, Status.NOT_IN_FORCE, '<span class="badge lapsed">Not binding today</span>'),
        (Force.RECOMMENDATION, Issuer.NHRCK, Status.CURRENT, '<span class="badge advice">Not binding</span>'),
    ],
)
def test_badge_tells_binding_from_advice(force: Force, issuer: Issuer, status: Status, badge: str) -> None:
    """A text binds where it is law and in force; advice never looks like law."""
    citation = replace(RULE, force=force, issuer=issuer, status=status)
    assert badge in answer_html(_guidance(ShownStatement("S.", Role.RULE, (citation,))), "t1")


def test_a_recital_is_not_told_as_binding() -> None:
    """A recital stands in a binding text and explains it; it binds nobody by itself."""
    citation = replace(RULE, locator=Locator.parse("eu-ai-act/rec-38"))
    html = answer_html(_guidance(ShownStatement("S.", Role.RULE, (citation,))), "t1")
    assert '<span class="badge advice">Recital: not binding by itself</span>' in html


@pytest.mark.parametrize(
    ("kind", "language", "caption"),
    [
        ("official", "en", "<figcaption>Official words</figcaption>"),
        ("official", "ko", "<figcaption>Official words (in Korean)</figcaption>"),
        ("summary", "en", "<figcaption>Summary in our words: the official wording is not installed.</figcaption>"),
    ],
)
def test_quotation_says_whose_words_it_shows(
    kind: Literal["official", "summary"], language: Language, caption: str
) -> None:
    """Official words and our summary are told apart, and the language of the words is marked."""
    citation = replace(RULE, quote_kind=kind, quote_language=language)
    html = answer_html(_guidance(ShownStatement("S.", Role.RULE, (citation,))), "t1")
    assert caption + f'<blockquote lang="{language}">Words.</blockquote>' in html


@pytest.mark.parametrize(
    ("language", "label", "text"),
    [
        ("en", "Official words</strong>", "Words."),
        (
            "ko",
            'Official words (in Korean)</strong> <strong class="heading">A &lt;duty&gt;</strong>',
            '<span lang="ko">Words.</span>',
        ),
    ],
)
def test_a_statement_of_official_words_says_so_and_is_not_quoted_again(
    language: Language, label: str, text: str
) -> None:
    """Where the statement is the official words, it is marked as such and stands there once.

    Words of the other language are under their language and the provision's heading.
    """
    citation = replace(RULE, quote_language=language, heading="A <duty>")
    html = answer_html(_guidance(ShownStatement("Words.", Role.RULE, (citation,))), "t1")
    assert f'<p class="statement"><strong class="role">{label} {text}\N{NO-BREAK SPACE}<span' in html
    assert (html.count("Words."), html.count("<blockquote")) == (1, 0)


LINES = "\n".join(f"({number}) the point {number} of a list;" for number in range(40))
"""Forty lines, more than 900 characters."""


@pytest.mark.parametrize(
    ("words", "beginning", "rest"),
    [
        ("x" * 900, "x" * 900, None),
        ("x" * 901, "x" * 600, "x" * 301),
        ("word " * 200, ("word " * 120).strip(), ("word " * 80)),
        (LINES, "\n".join(LINES.split("\n")[:21]), "\n".join(LINES.split("\n")[21:])),
    ],
    ids=["not long", "no blanks", "blanks", "lines"],
)
def test_long_words_fold_and_none_are_lost(words: str, beginning: str, rest: str | None) -> None:
    """Of more than 900 characters the beginning is shown, cut at a line or a blank, the rest behind a plain fold."""
    html = answer_html(_guidance(ShownStatement("S.", Role.RULE, (replace(RULE, quote=words),))), "t1")
    quoted = html.partition('<blockquote lang="en">')[2].partition("</blockquote>")[0]
    if rest is None:
        assert quoted == beginning
        return
    assert quoted == (
        f'{beginning}<span class="cut"> …</span><details class="rest"><summary lang="en"><span class="more">'
        f'Show all ({len(words):,} characters)</span><span class="less">Show less</span></summary>'
        f'<p lang="en">{rest}</p></details>'
    )


def test_a_note_that_stands_in_the_answer_is_not_repeated_in_the_citation() -> None:
    """The note on a rule is read under the rule; a citation tells only what is not told yet."""
    citation = replace(RULE, note="It was amended.")
    rule = ShownStatement("S.", Role.RULE, (citation,))
    note = ShownStatement("It was amended.", Role.NOTE, (citation,), of=RULE.locator)
    assert answer_html(_guidance(rule), "t1").count("<dd>It was amended.</dd>") == 1
    assert answer_html(_guidance(rule, note), "t1").count("It was amended.") == 1


@pytest.mark.parametrize(
    ("changes", "badge"),
    [
        ({"secondary": "https://example.org/news"}, "secondary source"),
        ({"issuer": Issuer.LOCAL, "force": Force.GUIDANCE}, "added locally"),
    ],
)
def test_a_secondary_source_or_a_local_document_is_marked_in_sight(changes: dict[str, Any], badge: str) -> None:
    """The mark stands on the citation before it is opened, and on the heading of a folded exception."""
    rule, exception = replace(RULE, **changes), replace(EXCEPTION, **changes)
    html = answer_html(
        _guidance(
            ShownStatement("S.", Role.RULE, (rule,)),
            ShownStatement("x" * 500, Role.EXCEPTION, (exception,), of=RULE.locator),
        ),
        "t1",
    )
    summaries = [part.partition("</summary>")[0] for part in html.split("<summary>")[1:]]
    marked = [f'<span class="badge warning">{badge}</span>' in summary for summary in summaries]
    assert marked == [True, True, True, False]  # the last tells how the answer was made


def test_withheld_statements_are_counted_and_not_shown() -> None:
    """What failed its check is a number on the page, never a sentence."""
    html = answer_html(_guidance(ShownStatement("S.", Role.RULE, (RULE,)), withheld=2), "t1")
    assert "2 statements did not pass their check and are not shown." in html
    assert "hidden sentence" not in html


def test_refusal_offers_the_nearest_provisions() -> None:
    """A refusal shows its message and citations that open, in its own language."""
    refusal = Refusal(
        "질문", "ko", Reason.NOT_IN_CORPUS, "찾지 못했습니다.", (RULE,), (), replace(RECORD, writer="none")
    )
    html = answer_html(refusal, "t2")
    assert html.startswith('<section class="answer refusal refused" lang="ko"><p class="message">찾지 못했습니다.</p>')
    assert 'id="t2-cite-1"' in html
    assert '<span class="heading">Live use by law enforcement</span>' in html
    assert plain_text(refusal) == "찾지 못했습니다."


DATES = [
    ({}, "adopted 13 June 2024, applies from 2 February 2025", "2024년 6월 13일 채택, 2025년 2월 2일부터 적용"),
    (
        {"applies": None},
        "adopted 13 June 2024, in force from 1 August 2024",
        "2024년 6월 13일 채택, 2024년 8월 1일 발효",
    ),
    ({"applies": "2024-06-13"}, "adopted 13 June 2024", "2024년 6월 13일 채택"),
    ({"applies": None, "in_force": None, "force": Force.REPORT}, "published 13 June 2024", "2024년 6월 13일 발표"),
    (
        {"applies": None, "issuer": Issuer.KOREA},
        "promulgated 13 June 2024, in force from 1 August 2024",
        "2024년 6월 13일 공포, 2024년 8월 1일 시행",
    ),
    (
        {"applies": None, "issuer": Issuer.OECD, "force": Force.RECOMMENDATION},
        "adopted 13 June 2024, current from 1 August 2024",
        "2024년 6월 13일 채택, 2024년 8월 1일부터 유효",
    ),
    (
        {"applies": None, "in_force": None, "expired": "2025-01-01", "issuer": Issuer.US},
        "enacted 13 June 2024, without effect since 1 January 2025",
        "2024년 6월 13일 제정, 2025년 1월 1일 효력 상실",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "english", "korean"), DATES)
def test_days_say_what_happened_on_them(changes: dict[str, Any], english: str, korean: str) -> None:
    """Each day of a citation is labelled, on the page and in the citation to paste; a day is not told twice."""
    citation = replace(RULE, **changes)
    assert english in citation_text(citation, "en")
    assert korean in citation_text(citation, "ko")
    html = answer_html(_guidance(ShownStatement("S.", Role.RULE, (citation,))), "t1")
    about = re.sub("<[^>]+>", "", html.partition('<span class="about">')[2].partition("</summary>")[0])
    assert about.split(" · ")[2:] == english.split(", ")


def test_ready_made_citation() -> None:
    """A citation to paste names pinpoint, title, force, status, labelled days and, where there is one, the address."""
    whole = (
        "AI Act, Art. 5(1)(h), Artificial Intelligence Act "
        "(EU regulation, in force, adopted 13 June 2024, applies from 2 February 2025)"
    )
    assert citation_text(RULE, "en") == f"{whole}, https://eur-lex.europa.eu/eli/reg/2024/1689/oj"
    assert citation_text(replace(RULE, url=""), "en") == whole


def test_day_as_people_write_it() -> None:
    """Days are written out in each language."""
    assert (day("2023-01-12", "en"), day("2023-01-12", "ko")) == ("12 January 2023", "2023년 1월 12일")


def test_question_waits_while_the_guide_loads(tmp_path: Path) -> None:
    """Before the guide is ready a turn says that it waits; where loading fails the turn ends as failed."""
    opening = Opening(Settings(data=tmp_path))
    pieces = answers(opening, '{"turn": "t1", "question": "q"}')
    assert 'data-turn="t1" data-step="waiting"' in next(pieces)
    opening.state = State(Phase.FAILED, fault=IndexInUse(tmp_path))
    assert 'data-turn="t1" data-end="failed"' in next(pieces)
    assert state_of(opening)["said"] == {
        "en": "The guide could not start. The index is in use by another process of the guide.",
        "ko": "안내를 시작하지 못했습니다. 안내의 다른 프로세스가 색인을 사용하고 있습니다.",
    }


FAULTS = [
    (IndexFault("/data/x cannot be built"), "The index cannot be read or built.", "색인을 읽거나 만들 수 없습니다."),
    (IndexRebuilt(Path("/x")), "The index was damaged and has been built anew.", "색인이 손상되어 새로 만들었습니다."),
    (EmbedderError("model /data/m"), "The search model cannot be loaded.", "검색 모델을 불러올 수 없습니다."),
    (RecordError("/data/x.yaml:3"), "The records cannot be read.", "수록된 조항 기록을 읽을 수 없습니다."),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "english", "korean"), FAULTS, ids=lambda value: type(value).__name__)
def test_a_fault_is_told_in_both_languages_without_paths(
    tmp_path: Path, fault: BotError | CorpusError, english: str, korean: str
) -> None:
    """Visitors read what is wrong in their language; paths and names of this server are for its operator."""
    opening = Opening(Settings(data=tmp_path))
    opening.state = State(Phase.RECORDS, fault=fault)
    said = state_of(opening)["said"]
    assert {code: words.split(". ", 2)[-1] for code, words in said.items()} == {"en": english, "ko": korean}


@pytest.mark.parametrize(
    ("language", "question", "message"),
    [
        ("ko", "\u200b\u200b", "질문을 입력해 주세요."),
        ("en", "\u200b\u200b", "Please type a question."),
        ("ko", "😀" * 1500, "질문을 입력해 주세요."),
        ("ko", "What is a good recipe for apple pie?", "This guide only answers"),
    ],
    ids=["invisible, Korean page", "invisible, English page", "emojis", "a question keeps its own language"],
)
def test_message_without_a_language_of_its_own_speaks_the_pages(
    guide: Guide, tmp_path: Path, language: Language, question: str, message: str
) -> None:
    """Where a question has no language to tell, the page's is spoken; a question that has one is answered in it."""
    opening = Opening(Settings(data=tmp_path))
    opening.guide = guide
    last = list(answers(opening, json.dumps({"turn": "t1", "question": question, "language": language})))[-1]
    assert f'data-end="answered" data-said="{message}' in last


@pytest.mark.parametrize(
    "letter",
    [
        "",
        "{}",
        '{"turn": "x", "question": "q"}',
        '{"turn": "t1", "question": "\\ud800"}',
        json.dumps({"turn": "t1", "question": "q" * 2001}),
    ],
    ids=["empty", "nothing in it", "no turn", "half a character", "too long"],
)
def test_letter_that_is_not_of_the_page_is_refused(tmp_path: Path, letter: str) -> None:
    """The server takes what its own page can send: a named turn, whole characters, 2,000 of them at most."""
    with pytest.raises(Exception, match="no letter of the page"):
        next(answers(Opening(Settings(data=tmp_path)), letter))


def test_page_and_guide_say_the_same_of_a_long_question() -> None:
    """The page refuses a question that is too long in the guide's own words."""
    page = unescape(page_html(None))
    assert '"long": "The question has {length} characters; this guide takes up to 2,000. Please shorten it."' in page
    assert '"long": "질문이 {length}자입니다. 최대 2,000자까지' in page


def test_notice_names_the_language_model_where_there_is_one() -> None:
    """The page says that nothing is kept, and tells which language model a question is passed to."""
    alone, with_model = page_html(None), page_html("ollama:<qwen3>")
    for page in (alone, with_model):
        assert "This server keeps nothing of what you type." in page
        assert "국가인권위원회가 운영하는 서비스가 아니며" in page
    assert "language model" not in alone
    assert "언어모델(ollama:&lt;qwen3&gt;)에 전달" in with_model
