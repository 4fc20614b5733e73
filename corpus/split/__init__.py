"""Split: an official text cut along its own numbering into units."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from corpus.errors import OfficialError
from corpus.instrument import Scheme
from corpus.split.eu_act import split_eu_act
from corpus.split.ilcs import split_ilcs
from corpus.split.kr_statute import split_kr_statute
from corpus.split.paragraphs import split_paragraphs, split_release
from corpus.split.treaty import split_treaty
from corpus.split.unit import Unit
from corpus.split.us_code import split_us_code

__all__ = ["Unit", "split"]

_SPLITTERS: dict[Scheme, Callable[[str, str], tuple[Unit, ...]]] = {
    Scheme.EU_ACT: split_eu_act,
    Scheme.KR_STATUTE: split_kr_statute,
    Scheme.UN_PARAGRAPHS: split_paragraphs,
    Scheme.RELEASE: split_release,
    Scheme.TREATY: split_treaty,
    Scheme.US_CODE: split_us_code,
    Scheme.ILCS: split_ilcs,
}


def split(text: str, scheme: Scheme, instrument: str, version: datetime.date | None = None) -> tuple[Unit, ...]:
    """The whole parts of ``text`` (articles, recitals, annexes, paragraphs, sections) with all that is inside them.

    ``version`` is the day that the locators of an earlier wording name.
    """
    splitter = _SPLITTERS.get(scheme)
    if splitter is None:
        raise OfficialError(f"{instrument}: a text of the scheme '{scheme}' has no numbering to split it along")
    units = splitter(text, instrument)
    return units if version is None else tuple(unit.dated(version) for unit in units)
