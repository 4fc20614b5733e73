"""Cited: the citations of one answer as HTML, each numbered, labelled and shown in full where it is first cited."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape
from itertools import count
from urllib.parse import urlsplit

from bot.citation import Citation
from bot.ui import wording
from bot.wording import FORCE_NAMES, ISSUER_NAMES, STATUS_NAMES
from corpus.instrument import Bilingual, Force, Issuer, Language, Status
from corpus.locator import Locator

LONG = 900
"""Characters up to which words are shown whole; of longer ones the beginning is, and the rest is a click away."""
BEGINNING = 600

_BINDS = frozenset({Status.IN_FORCE, Status.AMENDED})


def citation_text(citation: Citation, language: Language) -> str:
    """A ready-made citation: pinpoint, title, force, status, labelled days and address."""
    days = (label.say(language).format(day=wording.day(iso, language)) for label, iso in dates(citation))
    about = ", ".join((FORCE_NAMES[citation.force].say(language), STATUS_NAMES[citation.status].say(language), *days))
    return ", ".join(filter(None, (citation.pinpoint, f"{citation.title} ({about})", citation.url)))


def dates(citation: Citation) -> Iterator[tuple[Bilingual, str]]:
    """What must be known of a provision in time, each as a label with a blank and an ISO day.

    The day from which the provision applies stands where it differs from the day of adoption; where none is known of it
    alone, the day on which its instrument came into force does.
    """
    yield wording.adopted(citation.force, citation.issuer), citation.date
    if citation.applies is not None and citation.applies != citation.date:
        yield wording.APPLIES_FROM, citation.applies
    elif citation.applies is None and citation.in_force not in (None, citation.date):
        yield wording.in_force(citation.force, citation.issuer), citation.in_force or ""
    if citation.expired is not None:
        yield wording.EXPIRED_ON, citation.expired


def folded(text: str, language: Language, spoken: Language) -> tuple[str, str]:
    """Words of ``spoken`` as HTML: their beginning, and the rest behind a fold that needs no script.

    The rest is empty where the words are not long.
    """
    if len(text) <= LONG:
        return escape(text), ""
    at = text.rfind("\n", BEGINNING // 2, BEGINNING)
    at = at if at > 0 else max(text.rfind(" ", 0, BEGINNING), 0) or BEGINNING
    more = escape(wording.SHOW_ALL.say(language).format(count=len(text)))
    less = escape(wording.SHOW_LESS.say(language))
    rest = (
        f'<details class="rest"><summary lang="{language}"><span class="more">{more}</span>'
        f'<span class="less">{less}</span></summary><p lang="{spoken}">{escape(text[at:].lstrip())}</p></details>'
    )
    return f'{escape(text[:at].rstrip())}<span class="cut"> …</span>', rest


class Citations:
    """The citations of one answer: each has one number and is shown in full where it is first cited."""

    def __init__(self, turn: str, language: Language, told: Collection[str] = ()) -> None:
        self._turn = turn
        self.language = language
        self._told = told
        """Texts that the answer shows as statements: a citation does not repeat them."""
        self._numbers: dict[Locator, int] = {}
        self._next = count(1)

    def show(self, cited: Sequence[Citation], headed: bool = False) -> tuple[str, str]:
        """The bracketed numbers that follow a statement, and the citations under it, with ``headed`` under headings."""
        marks, shown = [], []
        for citation in cited:
            first = citation.locator not in self._numbers
            number = self._numbers.setdefault(citation.locator, 0) or next(self._next)
            self._numbers[citation.locator] = number
            marks.append(self._mark(number, citation))
            if first:
                shown.append(self._full(number, citation, headed))
        return "".join(marks), "".join(shown)

    def say(self, words: Bilingual) -> str:
        """The words in the answer's language, escaped."""
        return escape(words.say(self.language))

    def warnings(self, citation: Citation) -> str:
        """What must not be overlooked about where the words come from: a secondary source, or a local document."""
        said = []
        if citation.secondary:
            said.append(wording.SECONDARY_BADGE)
        if citation.issuer is Issuer.LOCAL:
            said.append(wording.LOCAL_BADGE)
        return "".join(f' <span class="badge warning">{self.say(words)}</span>' for words in said)

    def _id(self, number: int) -> str:
        return f"{self._turn}-cite-{number}"

    def _mark(self, number: int, citation: Citation) -> str:
        name = f"{wording.CITATION.say(self.language)} {number}: {citation.pinpoint}"
        return f'<a class="mark" href="#{self._id(number)}" aria-label="{escape(name)}">[{number}]</a>'

    def _full(self, number: int, citation: Citation, headed: bool) -> str:
        heading = f'<span class="heading">{escape(citation.heading)}</span> ' if headed and citation.heading else ""
        return (
            f'<details class="citation" id="{self._id(number)}"><summary><span class="number">[{number}]</span> '
            f'<span class="pinpoint">{escape(citation.pinpoint)}</span> {heading}{self._binding(citation)}'
            f"{self.warnings(citation)}{self._about(citation)}</summary>"
            f'<div class="opened">{self._quotation(citation)}{self._facts(citation)}{self._secondary(citation)}'
            f"{self._actions(citation)}</div></details>"
        )

    def _binding(self, citation: Citation) -> str:
        if not citation.force.binding:
            kind, words = "advice", wording.ADVICE
        elif citation.status not in _BINDS:
            kind, words = "lapsed", wording.NOT_BINDING_NOW
        elif citation.locator.part == "rec":
            kind, words = "advice", wording.RECITAL
        elif citation.force is Force.TREATY:
            kind, words = "binding", wording.BINDING_PARTIES
        else:
            kind, words = "binding", wording.BINDING_IN.get(citation.issuer, wording.BINDING)
        return f'<span class="badge {kind}">{self.say(words)}</span>'

    def _about(self, citation: Citation) -> str:
        """Force, status and labelled days, in one quiet line."""
        days = (self.say(label).format(day=self._day(iso)) for label, iso in dates(citation))
        parts = (self.say(FORCE_NAMES[citation.force]), self.say(STATUS_NAMES[citation.status]), *days)
        return f'<span class="about">{" · ".join(f"<span>{part}</span>" for part in parts)}</span>'

    def _day(self, iso: str) -> str:
        return f'<time datetime="{escape(iso)}">{escape(wording.day(iso, self.language))}</time>'

    def _quotation(self, citation: Citation) -> str:
        if citation.quote_kind == "official" and citation.quote in self._told:
            return ""
        if citation.quote_kind == "official":
            caption = self.caption(citation.quote_language)
        else:
            caption = self.say(wording.SUMMARY)
        beginning, rest = folded(citation.quote, self.language, citation.quote_language)
        return (
            f'<figure class="quotation {citation.quote_kind}"><figcaption>{caption}</figcaption>'
            f'<blockquote lang="{citation.quote_language}">{beginning}{rest}</blockquote></figure>'
        )

    def caption(self, spoken: Language) -> str:
        """That words are official, and in which language where it is not the answer's."""
        foreign = f" ({self.say(wording.IN_LANGUAGE[spoken])})" if spoken != self.language else ""
        return self.say(wording.OFFICIAL_WORDS) + foreign

    def _facts(self, citation: Citation) -> str:
        rows = [(wording.TEXT, citation.title), (wording.ISSUER, ISSUER_NAMES[citation.issuer].say(self.language))]
        if citation.note and citation.note not in self._told:
            rows.append((wording.NOTE, citation.note))
        told = "".join(f"<div><dt>{self.say(name)}</dt><dd>{escape(fact)}</dd></div>" for name, fact in rows)
        return f"<dl>{told}</dl>"

    def _secondary(self, citation: Citation) -> str:
        if not citation.secondary:
            return ""
        link = self._link(citation.secondary, wording.SECONDARY_LINK)
        return f'<p class="secondary">{self.say(wording.SECONDARY)} {link}</p>'

    def _actions(self, citation: Citation) -> str:
        copied = escape(citation_text(citation, self.language))
        link = self._link(citation.url, wording.READ_OFFICIAL) if citation.url else ""
        return (
            f'<p class="actions">{link} '
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
