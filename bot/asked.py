"""Asked: the pinpoints that a question names, in either language's way of writing them, as locators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.errors import LocatorError
from corpus.locator import Locator


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument named in a question."""

    instrument: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A pinpoint that a question names."""

    path: str
    """Inside its instrument, such as ``art-5/1/h``."""
    instrument: str | None
    """The instrument it belongs to; None where the question names none."""
    surface: str
    """The words of the question that name it."""

    def locator(self, instrument: str | None = None) -> Locator | None:
        """The locator, in ``instrument`` where the question names none; None where neither is known."""
        home = self.instrument or instrument
        try:
            return Locator.within(home, self.path) if home else None
        except LocatorError:
            return None


_LETTER = "[가나다라마바사아자차카타파하]"
_PIECE = rf"(?:\d{{1,2}}(?:-\d{{1,2}})?|[ivx]{{2,5}}|[a-z]|{_LETTER})"
_BRACKETS = rf"(?:\s*\(\s*{_PIECE}\s*\))"
_UNIT = r"(?:sub-?paragraph|paragraph|para\.?|sub-?point|point|item|letter|no\.)"
_STEP = rf"{_UNIT}\s*(?:\(\s*{_PIECE}\s*\)|{_PIECE}(?:\.\d{{1,2}})*(?![a-z0-9])){_BRACKETS}*"
_BEFORE = rf"(?P<before>(?:\b{_STEP}\s+(?:of|in)\s+(?:the\s+)?)*)"
"""Point (h) of paragraph 1 of ..."""
_INNER = rf"(?P<inner>(?:\.(?:\d{{1,2}}|[a-z])(?![a-z0-9]))*(?:{_BRACKETS}|,?\s*(?:of\s+)?{_STEP})*)"
"""(1)(h), or .1(h), or paragraph 1, point (h)."""
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3}|\d{1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])"
_COUNTED = (
    r"(?:%|\s*percent|\s*(?:calendar |working )?(?:second|minute|hour|day|week|month|year)s?\b"
    r"|\s*(?:officers?|persons?|people|times|countries|states|cases|cameras?)\b"
    r"|\s*(?:퍼센트|년|월|일|시간|시|분|초|개|명|건|자|차|세|살|번(?!\s*문)|가지|단계|만|억|천|원(?!칙|문|안|래)))"
)
"""What makes the number before it count something."""
_FORMS = (
    (
        "locator",
        re.compile(
            r"\b(?P<id>[a-z][a-z0-9-]+(?:@\d{4}-\d\d-\d\d)?)/(?P<path>(?:art|para|rec|annex|sec|chap)-\d+[a-z]?(?:-\d+)*"
            rf"(?:/(?:\d+(?:-\d+)*|[a-z]+(?:-\d+)?|{_LETTER}(?![가-힣])))*)"
        ),
    ),
    ("rcw", re.compile(rf"\b43\.386\.(?P<number>\d{{3}}){_INNER}", re.I)),
    (
        "korean",
        re.compile(
            r"(?P<ordinal>제\s*)?(?<![\d.,])(?P<number>\d{1,3}[a-z]?)\s*조"
            rf"(?(ordinal)|(?!{_COUNTED}|\s*(?:달러|유로|엔|\d+\s*[천백만억])|[사직각항건치]))"
            rf"(?:\s*의\s*(?P<branch>\d{{1,2}})(?!{_COUNTED}))?(?P<inner>{_BRACKETS}*)"
            rf"(?:\s*제?\s*(?P<para>\d{{1,2}})\s*항(?P<late>(?:{_BRACKETS}(?!\s*[호목]))*))?"
            r"(?:\s*제?\s*\(?(?P<item>\d{1,2}|[a-z])\)?\s*호(?:\s*의\s*(?P<item_branch>\d{1,2}))?)?"
            rf"(?:\s*\(?(?P<sub>{_LETTER}|[ivx]{{1,4}})\)?\s*목(?![적록표])(?:\s*(?P<last>\d{{1,2}})\))?)?",
            re.I,
        ),
    ),
    (
        "annex",
        re.compile(
            rf"{_BEFORE}(?:\bannex|부속서)\s*(?P<number>{_ROMAN})(?![a-z0-9])"
            r"(?:,?\s*(?:section\s+(?P<section>[a-c]|\d)(?![a-z0-9])|제?(?P<part>[a-c]|\d)절))?"
            rf"(?:,?\s*제?\s*(?P<para>\d{{1,2}}(?:\.\d{{1,2}})*)(?:\s*[호항점]|(?=\s*(?:\(|[?!.,;]|$))))?{_INNER}",
            re.I,
        ),
    ),
    (
        "rec",
        re.compile(
            rf"(?:\brecitals?|전문|리사이틀)\s*제?\s*\(?(?P<number>\d{{1,3}})(?!\d)\)?(?!{_COUNTED})(?:\s*항)?", re.I
        ),
    ),
    (
        "art",
        re.compile(
            rf"{_BEFORE}\b(?:(?P<many>articles|arts\.?)|article|art\.?)\s*(?P<number>\d{{1,3}}[a-z]?)(?![a-z0-9])"
            rf"(?:\s*[-‐–]\s*(?P<branch>\d{{1,2}})(?!\d))?{_INNER}",
            re.I,
        ),
    ),
    ("sec", re.compile(rf"(?:\bsections?|\bsec\.|§+)\s*(?P<number>\d{{1,3}})(?!\d|\.\d){_INNER}", re.I)),
    ("item", re.compile(r"(?<![조\d])\s*제\s*(?P<number>\d{1,2})\s*항(?!목)")),
    ("para", re.compile(rf"(?:¶+|\bparagraphs?|\bparas?\.?)\s*(?P<number>\d{{1,3}})(?!\d){_INNER}", re.I)),
    (
        "para",
        re.compile(
            rf"제?\s*(?<!\d)(?P<number>\d{{1,3}})(?P<inner>{_BRACKETS}*)\s*(?:번째?\s*)?(?:문단|단락)(?!으로)"
            rf"(?P<after>{_BRACKETS}*)",
            re.I,
        ),
    ),
    ("para", re.compile(rf"(?:문단|단락)\s*(?P<number>\d{{1,3}})(?!\d)(?P<inner>{_BRACKETS}*)", re.I)),
)
_BARE = re.compile(
    rf"(?:\s*|\s*,\s*(?=\d{{1,3}}\())(?P<number>\d{{1,3}})(?![\d.]|\s*[조항호]|{_COUNTED})(?P<inner>{_BRACKETS}*)", re.I
)
_NUMERALS = dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], strict=True))


def asked(text: str, named: Sequence[Named]) -> tuple[Asked, ...]:
    """The pinpoints named in ``text``, each in the instrument that stands next to it, else in the one named before it.

    >>> asked("AI Act 5(1)(h)?", [Named("eu-ai-act", 0, 6)])
    (Asked(path='art-5/1/h', instrument='eu-ai-act', surface='5(1)(h)'),)
    >>> asked("개인정보 보호법 제25조의2 제1항", [Named("kr-pipa", 0, 8)])[0].path
    'art-25-2/1'
    """
    found: dict[tuple[int, int], Asked] = {}
    for form, pattern in _FORMS:
        for match in pattern.finditer(text):
            read = None if _taken(match, found) else _read(form, match, _home(match, named))
            if read is not None:
                found[match.span()] = read
    for name in named:
        bare = _BARE.match(text, name.end)
        if bare and not _taken(bare, found):
            path = "/".join((f"art-{bare['number']}", *_pieces(bare["inner"])))
            found[bare.span()] = Asked(path, name.instrument, bare[0].strip(" ,"))
    return tuple(found[span] for span in sorted(found))


def _taken(match: re.Match[str], found: Iterable[tuple[int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in found)


def _read(form: str, match: re.Match[str], home: str | None) -> Asked | None:
    surface = match[0].strip()
    if form == "locator":
        full = Asked(surface, match["id"].partition("@")[0], surface)
        return full if full.locator() else None
    if form == "rcw":
        return Asked("/".join((f"sec-{match['number']}", *_pieces(match["inner"]))), "us-wa-rcw-43-386", surface)
    number = match["number"].lower()
    if form == "annex":
        numeral = _NUMERALS.get(number.upper(), number.upper())
        number = numeral if numeral.isdigit() else str(_arabic(numeral))
    groups = match.groupdict()
    if groups.get("branch") and not groups.get("many"):
        number = f"{number}-{groups['branch']}"
    part = {"korean": "art", "item": "para"}.get(form, form)
    return Asked("/".join((f"{part}-{number}", *_inside(form, groups))), home, surface)


def _inside(form: str, groups: Mapping[str, str | None]) -> Iterator[str]:
    """The steps from a whole part down to what is named, from the outside in."""
    section = groups.get("section") or groups.get("part")
    if section:
        yield f"sec-{section}" if section.isdigit() else f"sec{section.lower()}"
    if form == "annex":
        yield from _pieces(groups["para"])
    yield from _pieces(groups.get("inner"))
    yield from _pieces(groups.get("after"))
    if form == "korean":
        item = groups["item"] and "-".join(filter(None, (groups["item"], groups["item_branch"])))
        yield from _pieces(groups["para"])
        yield from _pieces(groups["late"])
        yield from (step.lower() for step in (item, groups["sub"], groups["last"]) if step)
    steps = re.findall(_STEP, groups.get("before") or "", re.I)
    for step in reversed(steps):
        yield from _pieces(step)


def _home(match: re.Match[str], named: Sequence[Named]) -> str | None:
    """The instrument beside a pinpoint (``Art. 5 of the AI Act``, ``AI Act Art. 5``), else one before, else after."""
    before = max((name for name in named if name.end <= match.start()), key=lambda name: name.end, default=None)
    after = min((name for name in named if name.start >= match.end()), key=lambda name: name.start, default=None)
    if before is None or after is None:
        name = before or after
        return name.instrument if name else None
    gap = match.string[match.end() : after.start]
    if re.fullmatch(r",?\s*(?:of|in|under|from)\s+(?:the\s+)?", gap, re.I):
        return after.instrument
    beside = match.string[before.end : match.start()].strip() == ""
    return after.instrument if not beside and gap.strip(" (") == "" else before.instrument


def _pieces(text: str | None) -> list[str]:
    """The numbers and letters of ``(1)(h)`` or ``paragraph 1, point (h)``."""
    words = rf"{_UNIT}|\bof\b"
    return [piece.lower() for piece in re.findall(_PIECE, re.sub(words, " ", text or "", flags=re.I), re.I)]


def _arabic(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
