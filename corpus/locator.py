"""Locator: the address of a provision inside an instrument.

Grammar: ``<instrument>[@<date>]/<part>-<number>[/<sub>...]``. Parts are ``art para rec annex sec
chap``. Without ``@<date>`` it means the text in force today.

>>> h = Locator.parse("eu-ai-act/art-5/1/h")
>>> h.part, h.number, h.subs
('art', '5', ('1', 'h'))
>>> str(h.parent)
'eu-ai-act/art-5/1'
>>> Locator.parse("kr-pipa@2023-01-12/art-23/1").date
datetime.date(2023, 1, 12)
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from corpus.errors import LocatorError

PARTS = ("art", "para", "rec", "annex", "sec", "chap")

_GRAMMAR = re.compile(
    r"(?P<instrument>[a-z][a-z0-9-]*)"
    r"(?:@(?P<date>\d{4}-\d{2}-\d{2}))?"
    rf"/(?P<part>{'|'.join(PARTS)})-(?P<number>[0-9]+[a-z]?(?:-[0-9]+)*)"
    r"(?P<subs>(?:/[0-9a-z가-힣]+(?:-[0-9]+)*)*)"
)


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a provision stands; equal locators name the same provision."""

    instrument: str
    """Instrument id, such as ``eu-ai-act``."""
    date: datetime.date | None
    """The day whose text is meant; None means the text in force today."""
    part: str
    """One of PARTS."""
    number: str
    """Number of the part as the text numbers it; 제25조의2 is ``25-2``."""
    subs: tuple[str, ...] = ()
    """Paragraph, point, sub-point ... from the outside in; empty for the whole part."""

    @classmethod
    def parse(cls, text: str) -> Locator:
        """Read a locator; raise LocatorError where it does not follow the grammar."""
        match = _GRAMMAR.fullmatch(text)
        if match is None:
            raise LocatorError(f"'{text}' is not a locator: expected <instrument>[@<date>]/<part>-<number>[/<sub>...]")
        try:
            date = datetime.date.fromisoformat(match["date"]) if match["date"] else None
        except ValueError:
            raise LocatorError(f"'{text}' names a day that does not exist: {match['date']}") from None
        subs = tuple(match["subs"].split("/")[1:])
        return cls(match["instrument"], date, match["part"], match["number"], subs)

    @classmethod
    def within(cls, instrument: str, path: str) -> Locator:
        """Read ``path`` as a locator inside ``instrument``, or as a full locator if it is one.

        >>> str(Locator.within("eu-ai-act", "art-5/2"))
        'eu-ai-act/art-5/2'
        >>> str(Locator.within("eu-ai-act", "eu-gdpr/art-9/1"))
        'eu-gdpr/art-9/1'
        """
        if re.match(rf"(?:{'|'.join(PARTS)})-\d", path):
            path = f"{instrument}/{path}"
        return cls.parse(path)

    def __str__(self) -> str:
        day = f"@{self.date.isoformat()}" if self.date else ""
        return f"{self.instrument}{day}/{self.path}"

    @property
    def path(self) -> str:
        """The locator without its instrument, such as ``art-5/1/h``."""
        return "/".join((f"{self.part}-{self.number}", *self.subs))

    @property
    def parent(self) -> Locator | None:
        """The provision around this one; None where this is a whole part."""
        return replace(self, subs=self.subs[:-1]) if self.subs else None

    @property
    def whole(self) -> Locator:
        """The whole article, paragraph, recital, annex or section that this stands in."""
        return replace(self, subs=())

    def contains(self, other: Locator) -> bool:
        """Whether ``other`` is this provision or stands inside it."""
        return replace(other, subs=self.subs) == self and other.subs[: len(self.subs)] == self.subs

    def under(self, *subs: str) -> Locator:
        """The locator of a sub-unit."""
        return replace(self, subs=(*self.subs, *subs))
