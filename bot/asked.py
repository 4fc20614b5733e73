"""Asked: the pinpoints that a question names, in either language's way of writing them, as locators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot import listing
from bot.forms import BARE, FORMS, LOOSE, NUMBERED, Form
from bot.listing import Member
from bot.steps import Steps, between, inside, number
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


@dataclass(frozen=True, slots=True)
class _List:
    """The pinpoints that one match of a form names, with the list that it begins or ends."""

    part: str
    members: tuple[Member, ...]
    home: str | None
    """The instrument that they belong to."""

    def spans(self) -> Iterator[tuple[int, int]]:
        return ((member.start, member.end) for member in self.members)


def asked(text: str, named: Sequence[Named]) -> tuple[Asked, ...]:
    """The pinpoints named in ``text``, each in the instrument that stands next to it, else in the one named before it.

    A list or a range names each of its members.

    >>> asked("AI Act 5(1)(h)?", [Named("eu-ai-act", 0, 6)])
    (Asked(path='art-5/1/h', instrument='eu-ai-act', surface='5(1)(h)'),)
    >>> asked("개인정보 보호법 제25조의2 제1항", [Named("kr-pipa", 0, 8)])[0].path
    'art-25-2/1'
    >>> [one.path for one in asked("Articles 26(10) and 27(1)", [])]
    ['art-26/10', 'art-27/1']
    """
    if not NUMBERED.search(text):
        return ()
    lists: list[_List] = []
    full: list[tuple[int, Asked]] = []
    taken: list[tuple[int, int]] = []
    for form, match in _matches(text, named):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if form.part == "locator":
            found = Asked(match[0], match["id"].partition("@")[0], match[0])
            if found.locator():
                full.append((match.start(), found))
                taken.append(match.span())
        else:
            lists.append(_read(form, match, named))
            taken += lists[-1].spans()
    lists.sort(key=lambda each: each.members[0].start)
    told = [*full, *_in_order(text, lists)]
    return tuple(one for _, one in sorted(told, key=lambda each: each[0]))


def _matches(text: str, named: Sequence[Named]) -> Iterator[tuple[Form, re.Match[str]]]:
    for form in FORMS:
        yield from ((form, match) for match in form.pattern.finditer(text))
    for name in named:
        bare = BARE.pattern.match(text, name.end)
        if bare:
            yield BARE, bare
    yield from ((LOOSE, match) for match in LOOSE.pattern.finditer(text))


def _read(form: Form, match: re.Match[str], named: Sequence[Named]) -> _List:
    """What one match names, and the members of the list that it begins or ends."""
    groups = match.groupdict()
    part = {"korean": "art", "item": "para"}.get(form.part, form.part)
    told = list(inside(form.part, groups))
    whole, more = _whole(form, groups)
    steps = (whole, *(step for step, _ in told))
    start = match.start("number") if groups.get("earlier") else match.start()
    first = Member(steps, start, match.end())
    members = [first, *(Member((*steps[:-1], one), start, match.end()) for one in more)]
    members += [Member(one, start, match.end()) for one in listing.outside(groups.get("before"), steps)]
    if groups.get("earlier"):
        free = max([match.start(), *(name.end for name in named if name.end <= start)])
        members = [*listing.earlier(match.string, free, match.end("earlier"), whole), *members]
    members += _after(form, match, members[-1].steps, [level for _, level in told], named)
    return _List(part, tuple(members), form.instrument or _home(match.string, members, named))


def _whole(form: Form, groups: Mapping[str, str | None]) -> tuple[str, list[str]]:
    """The number of the whole part, and what follows it where a hyphen makes it a range: Articles 5-7."""
    if form.number:
        return form.number, []
    whole, branch = number(groups["number"] or ""), groups.get("branch")
    if not branch or groups.get("chain"):
        return whole, []
    ranges = (form is BARE or groups.get("many")) and whole.isdigit() and int(branch) > int(whole)
    return (whole, between(whole, branch)) if ranges else (f"{whole}-{branch}", [])


def _after(
    form: Form, match: re.Match[str], steps: Steps, levels: list[str], named: Sequence[Named]
) -> Iterator[Member]:
    """The members of a list that follow a match."""
    text, many = match.string, bool(match.groupdict().get("many"))
    if form.part == "korean":
        return listing.korean_after(text, match.end(), steps, levels)
    if form.part == "annex":
        return listing.annexes_after(text, match.end(), steps) if many else iter(())
    return listing.after(text, match.end(), steps, many, [name.start for name in named])


def _in_order(text: str, lists: Sequence[_List]) -> Iterator[tuple[int, Asked]]:
    """Every member with its place, and what lies between two lists that a range joins."""
    for each in lists:
        for member in each.members:
            yield member.start, _asked(text, member, each)
    for one, other in pairwise(lists):
        if one.part == other.part:
            for member in listing.filled(text, one.members[-1], other.members[0]):
                yield one.members[-1].start, _asked(text, member, other)


def _asked(text: str, member: Member, of: _List) -> Asked:
    path = "/".join((f"{of.part}-{member.steps[0]}", *member.steps[1:]))
    return Asked(path, of.home, text[member.start : member.end].strip(" ,"))


def _home(text: str, members: Sequence[Member], named: Sequence[Named]) -> str | None:
    """The instrument beside a list (``Art. 5 of the AI Act``, ``AI Act Art. 5``), else one before, else after."""
    start, end = min(member.start for member in members), max(member.end for member in members)
    before = max((name for name in named if name.end <= start), key=lambda name: name.end, default=None)
    following = min((name for name in named if name.start >= end), key=lambda name: name.start, default=None)
    if before is None or following is None:
        name = before or following
        return name.instrument if name else None
    gap = text[end : following.start]
    if re.fullmatch(r",?\s*(?:of|in|under|from)\s+(?:the\s+)?", gap, re.I):
        return following.instrument
    beside = text[before.end : start].strip() == ""
    return following.instrument if not beside and gap.strip(" (") == "" else before.instrument
