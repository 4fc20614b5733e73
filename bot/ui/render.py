"""Answers as HTML: every text in it is escaped here or in cited.py, the only places that make HTML of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.answer import Answer, Guidance, Refusal, ShownStatement
from bot.citation import Citation
from bot.role import Role
from bot.ui import wording
from bot.ui.cited import Citations, folded
from bot.wording import ROLE_NAMES
from corpus.instrument import Language
from corpus.locator import Locator

OPEN: dict[Language, int] = {"en": 400, "ko": 200}
"""Characters up to which the exceptions and conditions of one rule are shown whole; longer ones fold, each under its
heading. Korean says the same in half as many."""
HEADING = 80
"""Characters of a statement that stand for the heading that it has not."""


def answer_html(answer: Answer, turn: str) -> str:
    """The answer as a section in its own language; ``turn`` makes its ids unique on the page."""
    if isinstance(answer, Guidance):
        citations = Citations(turn, answer.language, {statement.text for statement in answer.statements})
        body = _statements(answer.statements, citations)
        kind, message = "guidance", answer.message
    else:
        body = _nearest(answer, Citations(turn, answer.language))
        kind, message = f"refusal {answer.reason.status}", answer.message
    said = f'<p class="message">{escape(message)}</p>' if message else ""
    return (
        f'<section class="answer {kind}" lang="{answer.language}">{said}{body}'
        f"{_withheld(answer)}{_made(answer)}</section>"
    )


def plain_text(answer: Answer) -> str:
    """What the answer says, without its citations: the text that a follow-up question builds on."""
    if isinstance(answer, Refusal):
        return answer.message
    return "\n".join(statement.text for statement in answer.statements)


def _statements(statements: Sequence[ShownStatement], citations: Citations) -> str:
    """Rules as a list, each with its exceptions, conditions and notes nested under it."""
    cited = {citation.locator for rule in statements if rule.role is Role.RULE for citation in rule.citations}
    items = []
    for rule in statements:
        if rule.role is not Role.RULE and rule.of in cited:
            continue
        under = [] if rule.role is not Role.RULE else _under(rule, statements)
        own = _item(rule, citations)
        items.append(f'<li class="{rule.role}">{own}{_nested(under, citations)}</li>')
    return f'<ul class="statements">{"".join(items)}</ul>'


def _nested(under: Sequence[ShownStatement], citations: Citations) -> str:
    """What belongs to a rule: never out of sight, but where it is long each exception and condition folds."""
    binding = [each for each in under if each.role is not Role.NOTE]
    long = sum(len(each.text) for each in binding) > OPEN[citations.language]
    items = ""
    for each in under:
        shown = _fold(each, citations) if long and each in binding else _item(each, citations)
        items += f'<li class="{each.role}">{shown}</li>'
    return f"<ul>{items}</ul>" if items else ""


def _under(rule: ShownStatement, statements: Sequence[ShownStatement]) -> list[ShownStatement]:
    """The statements that belong to ``rule``: the first rule citing a provision takes what is said of it."""
    taken: set[Locator] = set()
    for earlier in statements:
        if earlier is rule:
            break
        if earlier.role is Role.RULE:
            taken.update(citation.locator for citation in earlier.citations)
    own = {citation.locator for citation in rule.citations} - taken
    return [each for each in statements if each.role is not Role.RULE and each.of in own]


def _item(statement: ShownStatement, citations: Citations) -> str:
    """A statement in the open, under its role; a rule has none to name, but official words are told from ours.

    Those of the other language stand under their heading in the reader's.
    """
    words, heading = _official(statement), ""
    if statement.role is not Role.RULE:
        label = citations.say(ROLE_NAMES[statement.role])
    else:
        label = citations.caption(words.quote_language) if words else ""
        if words and words.heading and words.quote_language != citations.language:
            heading = f'<strong class="heading">{escape(words.heading)}</strong> '
    return _told(statement, citations, f'<strong class="role">{label}</strong> {heading}' if label else "")


def _fold(statement: ShownStatement, citations: Citations) -> str:
    """A statement behind its role, heading, pinpoint and warnings, which stay in sight."""
    role, first = ROLE_NAMES[statement.role].say(citations.language), statement.citations[0]
    heading = (first.heading or _beginning(statement.text)).removeprefix(f"{role}: ")
    return (
        f'<details class="fold"><summary><strong class="role">{escape(role)}</strong> '
        f'<span class="heading">{escape(heading[:1].upper() + heading[1:])}</span> '
        f'<span class="where">{escape(first.pinpoint)}</span>{citations.warnings(first)}</summary>'
        f"{_told(statement, citations)}</details>"
    )


def _told(statement: ShownStatement, citations: Citations, tag: str = "") -> str:
    """The statement's text with its marks, then the citations that are cited here first."""
    marks, shown = citations.show(statement.citations)
    words = _official(statement)
    spoken = words.quote_language if words else citations.language
    beginning, rest = folded(statement.text, citations.language, spoken)
    text = beginning if spoken == citations.language else f'<span lang="{spoken}">{beginning}</span>'
    return f'<p class="statement">{tag}{text}\N{NO-BREAK SPACE}<span class="marks">{marks}</span></p>{rest}{shown}'


def _official(statement: ShownStatement) -> Citation | None:
    """The citation whose official words the statement is, where it is no summary of ours."""
    quoted = (each for each in statement.citations if each.quote_kind == "official")
    return next((each for each in quoted if each.quote == statement.text), None)


def _beginning(text: str) -> str:
    return text if len(text) <= HEADING else f"{text[:HEADING].rsplit(' ', 1)[0]} …"


def _nearest(refusal: Refusal, citations: Citations) -> str:
    if not refusal.nearest:
        return ""
    title = escape(wording.NEAREST.say(refusal.language))
    shown = citations.show(refusal.nearest, headed=True)[1]
    return f'<div class="nearest"><p class="nearest-title">{title}</p>{shown}</div>'


def _withheld(answer: Answer) -> str:
    if not answer.withheld:
        return ""
    return f'<p class="withheld">{escape(wording.withheld(len(answer.withheld)).say(answer.language))}</p>'


def _made(answer: Answer) -> str:
    record, language = answer.record, answer.language
    if record.writer == "none":
        return ""
    by = wording.MADE_BY[record.writer].say(language).format(model=record.model)
    corpus = wording.CORPUS.say(language).format(corpus=record.corpus, seconds=f"{record.milliseconds / 1000:.1f}")
    title = escape(wording.MADE.say(language))
    return f'<details class="made"><summary>{title}</summary><p>{escape(by)} {escape(corpus)}</p></details>'
