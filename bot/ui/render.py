"""Answers as HTML: every text that enters it is escaped here, and nowhere else is HTML made of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import count
from urllib.parse import urlsplit

from bot.answer import Answer, Guidance, Refusal, ShownStatement
from bot.citation import Citation
from bot.role import Role
from bot.ui import wording
from bot.wording import FORCE_NAMES, ISSUER_NAMES, ROLE_NAMES, STATUS_NAMES
from corpus.instrument import Bilingual, Force, Language, Status
from corpus.locator import Locator

MANY = 4
"""Exceptions, conditions and notes under one rule up to which all of them are open."""

_BINDS = frozenset({Status.IN_FORCE, Status.AMENDED})


def answer_html(answer: Answer, turn: str) -> str:
    """The answer as a section in its own language; ``turn`` makes its ids unique on the page."""
    citations = _Citations(turn, answer.language)
    if isinstance(answer, Guidance):
        body = _statements(answer.statements, citations)
        kind, message = "guidance", answer.message
    else:
        body = _nearest(answer, citations)
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


def citation_text(citation: Citation, language: Language) -> str:
    """A ready-made citation: pinpoint, title, force, status, day and address."""
    about = ", ".join(
        (
            FORCE_NAMES[citation.force].say(language),
            STATUS_NAMES[citation.status].say(language),
            wording.day(citation.date, language),
        )
    )
    return f"{citation.pinpoint}, {citation.title} ({about}), {citation.url}"


class _Citations:
    """The citations of one answer: each has one number and is shown in full where it is first cited."""

    def __init__(self, turn: str, language: Language) -> None:
        self._turn = turn
        self._language = language
        self._numbers: dict[Locator, int] = {}
        self._next = count(1)

    def show(self, cited: Sequence[Citation]) -> tuple[str, str]:
        """The bracketed numbers that follow a statement, and the citations under it."""
        marks, shown = [], []
        for citation in cited:
            first = citation.locator not in self._numbers
            number = self._numbers.setdefault(citation.locator, 0) or next(self._next)
            self._numbers[citation.locator] = number
            marks.append(self._mark(number, citation))
            if first:
                shown.append(self._full(number, citation))
        return "".join(marks), "".join(shown)

    def _id(self, number: int) -> str:
        return f"{self._turn}-cite-{number}"

    def say(self, words: Bilingual) -> str:
        return escape(words.say(self._language))

    def _mark(self, number: int, citation: Citation) -> str:
        name = f"{wording.CITATION.say(self._language)} {number}: {citation.pinpoint}"
        return f'<a class="mark" href="#{self._id(number)}" aria-label="{escape(name)}">[{number}]</a>'

    def _full(self, number: int, citation: Citation) -> str:
        return (
            f'<details class="citation" id="{self._id(number)}"><summary><span class="number">[{number}]</span> '
            f'<span class="pinpoint">{escape(citation.pinpoint)}</span> {self._badges(citation)}</summary>'
            f'<div class="opened">{self._quotation(citation)}{self._facts(citation)}{self._notes(citation)}'
            f"{self._actions(citation)}</div></details>"
        )

    def _badges(self, citation: Citation) -> str:
        if not citation.force.binding:
            kind, binding = "advice", wording.ADVICE
        elif citation.status not in _BINDS:
            kind, binding = "lapsed", wording.NOT_BINDING_NOW
        elif citation.force is Force.TREATY:
            kind, binding = "binding", wording.BINDING_PARTIES
        else:
            kind, binding = "binding", wording.BINDING_IN.get(citation.issuer, wording.BINDING)
        return (
            f'<span class="badges"><span class="badge {kind}">{self.say(binding)}</span>'
            f'<span class="badge">{self.say(FORCE_NAMES[citation.force])}</span>'
            f'<span class="badge">{self.say(STATUS_NAMES[citation.status])}</span>'
            f'<span class="badge">{self._day(citation.date)}</span></span>'
        )

    def _day(self, iso: str) -> str:
        return f'<time datetime="{escape(iso)}">{escape(wording.day(iso, self._language))}</time>'

    def _quotation(self, citation: Citation) -> str:
        if citation.quote_kind == "official":
            caption = self.say(wording.OFFICIAL_WORDS)
            if citation.quote_language != self._language:
                caption += f" ({self.say(wording.IN_LANGUAGE[citation.quote_language])})"
        else:
            caption = self.say(wording.SUMMARY)
        return (
            f'<figure class="quotation {citation.quote_kind}"><figcaption>{caption}</figcaption>'
            f'<blockquote lang="{citation.quote_language}">{escape(citation.quote)}</blockquote></figure>'
        )

    def _facts(self, citation: Citation) -> str:
        rows = [
            (wording.TEXT, escape(citation.title)),
            (wording.ISSUER, self.say(ISSUER_NAMES[citation.issuer])),
            (wording.FORCE, self.say(FORCE_NAMES[citation.force])),
            (wording.STATUS, self.say(STATUS_NAMES[citation.status])),
            (wording.ADOPTED, self._day(citation.date)),
        ]
        if citation.applies:
            rows.append((wording.APPLIES, self._day(citation.applies)))
        if citation.expired:
            rows.append((wording.EXPIRED, self._day(citation.expired)))
        if citation.note:
            rows.append((wording.NOTE, escape(citation.note)))
        return f"<dl>{''.join(f'<div><dt>{self.say(name)}</dt><dd>{fact}</dd></div>' for name, fact in rows)}</dl>"

    def _notes(self, citation: Citation) -> str:
        if not citation.secondary:
            return ""
        link = self._link(citation.secondary, wording.SECONDARY_LINK)
        return f'<p class="secondary">{self.say(wording.SECONDARY)} {link}</p>'

    def _actions(self, citation: Citation) -> str:
        copied = escape(citation_text(citation, self._language))
        return (
            f'<p class="actions">{self._link(citation.url, wording.READ_OFFICIAL)} '
            f'<button type="button" class="copy" data-copy="{copied}" data-copied="{self.say(wording.COPIED)}" '
            f'data-failed="{self.say(wording.NOT_COPIED)}">{self.say(wording.COPY)}</button></p>'
        )

    def _link(self, address: str, words: Bilingual) -> str:
        """A link that opens in a new tab; an address that is not of the web stays text."""
        if urlsplit(address).scheme not in ("http", "https"):
            return f"<span>{escape(address)}</span>"
        return (
            f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{self.say(words)}'
            f'<span class="unseen"> ({self.say(wording.NEW_TAB)})</span></a>'
        )


def _statements(statements: Sequence[ShownStatement], citations: _Citations) -> str:
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


def _nested(under: Sequence[ShownStatement], citations: _Citations) -> str:
    """What belongs to a rule, in the open; of a long list the conditions are folded, exceptions never."""
    conditions = [each for each in under if each.role is Role.CONDITION]
    if len(under) <= MANY or len(conditions) < 2:
        return _list(under, citations)
    rest = [each for each in under if each.role is not Role.CONDITION]
    name = citations.say(wording.conditions(len(conditions)))
    return (
        f'{_list(rest, citations)}<details class="conditions"><summary>{name}</summary>'
        f"{_list(conditions, citations)}</details>"
    )


def _list(statements: Sequence[ShownStatement], citations: _Citations) -> str:
    items = "".join(f'<li class="{each.role}">{_item(each, citations)}</li>' for each in statements)
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


def _item(statement: ShownStatement, citations: _Citations) -> str:
    marks, shown = citations.show(statement.citations)
    name = citations.say(ROLE_NAMES[statement.role])
    tag = f'<strong class="role">{name}</strong> ' if statement.role is not Role.RULE else ""
    return f'<p class="statement">{tag}{escape(statement.text)} <span class="marks">{marks}</span></p>{shown}'


def _nearest(refusal: Refusal, citations: _Citations) -> str:
    if not refusal.nearest:
        return ""
    title = escape(wording.NEAREST.say(refusal.language))
    return f'<div class="nearest"><p class="nearest-title">{title}</p>{citations.show(refusal.nearest)[1]}</div>'


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
