"""Period: the days whose law a question asks for, where it asks for the law of another time than today."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from bot import wording
from corpus.instrument import Language

DECISION = datetime.date(2023, 1, 12)
"""The day of the NHRCK decision: "at the time of the decision" means its law."""
OMNIBUS = datetime.date(2026, 7, 27)
"""The day on which the omnibus amended the AI Act; "before the omnibus" means the day before."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included: a day, a month or a year."""

    first: datetime.date
    last: datetime.date

    def say(self, language: Language) -> str:
        """As people write it: a day, a month or a year."""
        year, month = self.first.year, self.first.month
        if self.first == self.last:
            return wording.day(self.first, language)
        if self.last - self.first < datetime.timedelta(days=31):
            return f"{calendar.month_name[month]} {year}" if language == "en" else f"{year}년 {month}월"
        return str(year) if language == "en" else f"{year}년"


_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_AT = r"\b(?:in|on|as of|as at|as it stood (?:in|on|at)|during|back in|dated)\s+(?:the (?:year|law of)\s+)?"
_KOREAN_DAY = rf"{_YEAR}(?:년|\.)\s*(?:(?P<month>\d{{1,2}})(?:월|\.)\s*(?:(?P<day>\d{{1,2}})(?:일|\.?))?)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_AT}{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"{_AT}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_AT}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_AT}{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        rf"{_AT}{_YEAR}(?![-\d/])(?!\s+(?:decision|recommendation|release|opinion|report|law|act|guidelines?)\b)",
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\s*(?:에|에는|당시|기준|현재|자)",
        rf"(?<!\d){_KOREAN_DAY}\s*(?:에|에는|에도|당시|기준|현재|자|시점|시행\s?(?:중이|되|하)던)(?![가-힣]*\s?(?:결정|권고|보도자료|의견))",
    )
)
_DECIDED = re.compile(
    r"\b(?:at the time of|on the day of|when) (?:the |its )?(?:nhrck(?:'s)? )?(?:decision|recommendation)\b"
    r"|\bwhen (?:the )?(?:nhrck|commission) (?:decided|recommended|issued)"
    r"|(?:결정|권고|의견표명)(?:할|한|하던|을 내릴|이 나올)?\s*(?:당시|때는|때에는|시점)",
    re.IGNORECASE,
)
_BEFORE_OMNIBUS = re.compile(
    r"\bbefore (?:the )?(?:\w+ )?omnibus\b|옴니버스(?:로|에 의해)?\s*(?:개정)?\s*(?:이?전|되기 전)", re.I
)


def period_of(text: str, today: datetime.date) -> Period | None:
    """The past period whose law ``text`` asks for; None where it asks for the law as it stands, or later.

    >>> period_of("What did PIPA say in January 2023?", datetime.date(2026, 11, 25))
    Period(first=datetime.date(2023, 1, 1), last=datetime.date(2023, 1, 31))
    >>> period_of("2023년 1월 12일 당시 개인정보 보호법", datetime.date(2026, 11, 25)).last
    datetime.date(2023, 1, 12)
    """
    found = _named(text)
    return found if found is not None and found.last < today else None


def _named(text: str) -> Period | None:
    for form in _FORMS:
        match = form.search(text)
        if match is not None:
            period = _read(match.groupdict())
            if period is not None:
                return period
    if _DECIDED.search(text):
        return Period(DECISION, DECISION)
    if _BEFORE_OMNIBUS.search(text):
        eve = OMNIBUS - datetime.timedelta(days=1)
        return Period(eve, eve)
    return None


def _read(named: dict[str, str | None]) -> Period | None:
    """The period of a match; None where it names a day that does not exist."""
    year, month, day = int(named["year"] or 0), named.get("month"), named.get("day")
    if month is None:
        return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    number = _MONTHS.get(month.lower()) or int(month)
    try:
        if day is not None:
            exact = datetime.date(year, number, int(day))
            return Period(exact, exact)
        last = calendar.monthrange(year, number)[1]
        return Period(datetime.date(year, number, 1), datetime.date(year, number, last))
    except (ValueError, calendar.IllegalMonthError):
        return None
