"""Asked: the pinpoints that a question names, in either language's way of writing them, as locators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


_SUBS = r"(?P<subs>(?:\s*\(\s*(?:\d{1,2}|[a-z]{1,4}|[가-하])\s*\))*)"
_WORDED = (
    r"(?P<worded>(?:,?\s*(?:of\s+)?(?:paragraph|para\.?|subparagraph|point|item|letter|sub-?point|no\.)\s*"
    r"\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])\)?(?![a-z0-9]))*)"
)
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3}|\d{1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])"
_FORMS = (
    ("locator", re.compile(r"\b(?P<id>[a-z][a-z0-9-]+(?:@\d{4}-\d\d-\d\d)?)/(?P<path>(?:art|para|rec|annex|sec|chap)-[0-9a-z/가-힣-]+)")),
    ("rcw", re.compile(r"\b43\.386\.(?P<number>\d{3})" + _SUBS, re.I)),
    (
        "korean",
        re.compile(
            r"제?\s*(?P<number>\d{1,3})\s*조(?!\s*(?:원|명|개))(?:\s*의\s*(?P<branch>\d{1,2}))?"
            + _SUBS
            + r"(?:\s*제?\s*(?P<para>\d{1,2})\s*항)?(?:\s*제?\s*\(?(?P<item>\d{1,2}|[a-z])\)?\s*호(?:\s*의\s*(?P<item_branch>\d{1,2}))?)?"
            r"(?:\s*\(?(?P<sub>[가나다라마바사아자차카타파하]|[ivx]{1,4})\)?\s*목)?",
            re.I,
        ),
    ),
    ("annex", re.compile(rf"(?:\bannex|부속서)\s*(?P<number>{_ROMAN})(?![a-z])(?:\s*,?\s*(?:point|paragraph|제)?\s*(?P<para>\d{{1,2}})\s*(?:호|항|점)?)?" + _SUBS, re.I)),
    ("rec", re.compile(r"(?:\brecital|전문|리사이틀)\s*\(?(?P<number>\d{1,3})\)?(?:\s*항)?", re.I)),
    (
        "art",
        re.compile(
            r"\b(?:articles?|arts?\.?)\s*(?P<number>\d{1,3})(?:\s*[-‐–]\s*(?P<branch>\d{1,2})(?!\d))?" + _SUBS + _WORDED, re.I
        ),
    ),
    ("para", re.compile(r"(?:¶+|\bparagraphs?|\bparas?\.?)\s*(?P<number>\d{1,3})(?!\d)" + _SUBS, re.I)),
    ("para", re.compile(r"제?\s*(?P<number>\d{1,3})\s*(?:번째\s*)?(?:문단|단락)" + _SUBS)),
    ("para", re.compile(r"(?:문단|단락)\s*(?P<number>\d{1,3})" + _SUBS)),
)
_BARE = re.compile(r"\s*,?\s*(?P<number>\d{1,3})(?![\d.]|\s*[년월일개%])" + _SUBS, re.I)
_NUMERALS = {"ⅰ": "i", "Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI", "Ⅶ": "VII", "Ⅷ": "VIII", "Ⅸ": "IX", "Ⅹ": "X"}


def asked(text: str, named: Sequence[Named]) -> tuple[Asked, ...]:
    """The pinpoints named in ``text``; each belongs to the instrument named nearest before it, or else after it.

    >>> asked("AI Act 5(1)(h)?", [Named("eu-ai-act", 0, 6)])
    (Asked(path='art-5/1/h', instrument='eu-ai-act', surface='5(1)(h)'),)
    >>> asked("개인정보 보호법 제25조의2 제1항", [Named("kr-pipa", 0, 8)])[0].path
    'art-25-2/1'
    """
    found: dict[tuple[int, int], Asked] = {}
    for form, pattern in _FORMS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in found):
                continue
            read = _read(form, match, named)
            if read is not None:
                found[match.span()] = read
    for name in named:
        bare = _BARE.match(text, name.end)
        if bare and not any(start < bare.end() and bare.start() < end for start, end in found):
            path = "/".join((f"art-{bare['number']}", *_subs(bare["subs"])))
            found[bare.span()] = Asked(path, name.instrument, bare[0].strip(" ,"))
    return tuple(found[span] for span in sorted(found))


def _read(form: str, match: re.Match[str], named: Sequence[Named]) -> Asked | None:
    surface = match[0].strip()
    if form == "locator":
        try:
            locator = Locator.parse(f"{match['id']}/{match['path'].rstrip('/-')}")
        except LocatorError:
            return None
        return Asked(str(locator), locator.instrument, surface)
    if form == "rcw":
        return Asked("/".join((f"sec-{match['number']}", *_subs(match["subs"]))), "us-wa-rcw-43-386", surface)
    number = match["number"]
    if form == "annex":
        numeral = _NUMERALS.get(number, number).upper()
        number = numeral if numeral.isdigit() else str(_arabic(numeral))
    groups = match.groupdict()
    if groups.get("branch"):
        number = f"{number}-{groups['branch']}"
    part = {"korean": "art"}.get(form, form)
    item = groups.get("item")
    if item and groups.get("item_branch"):
        item = f"{item}-{groups['item_branch']}"
    subs = [
        *([groups["para"]] if form == "annex" and groups.get("para") else []),
        *_subs(groups.get("subs") or ""),
        *([groups["para"]] if form == "korean" and groups.get("para") else []),
        *(sub.lower() for sub in (item, groups.get("sub")) if sub),
        *re.findall(r"\(?(\d{1,2}|[ivx]{1,4}|[a-z])\)?(?=,|\s|$)", re.sub(r"[a-z-]{3,}\.?|para\.", " ", groups.get("worded") or "")),
    ]
    return Asked("/".join((f"{part}-{number}", *subs)), _home(match.start(), named), surface)


def _home(position: int, named: Sequence[Named]) -> str | None:
    before = [name for name in named if name.end <= position]
    after = [name for name in named if name.start >= position]
    if before:
        return max(before, key=lambda name: name.end).instrument
    return min(after, key=lambda name: name.start).instrument if after else None


def _subs(text: str) -> Iterator[str]:
    return (sub.lower() for sub in re.findall(r"\(\s*(\d{1,2}|[a-z]{1,4}|[가-하])\s*\)", text, re.I))


def _arabic(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
