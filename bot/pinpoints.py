"""Pinpoints: provisions that a question names by number, found on the shelf, or said not to exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot import wording
from bot.asked import Asked
from bot.conversation import Standalone
from bot.extent import no_such
from bot.lexicon import content_words
from bot.reading import COUNTED_BY
from bot.reason import Reason, Stop
from bot.shelf import Shelf
from corpus.instrument import Bilingual, Language, Scheme
from corpus.locator import Locator
from corpus.passage import Passage
from corpus.pinpoint import pinpoint

_RELEASE = re.compile(r"\b(?:press )?release\b|보도 ?자료", re.IGNORECASE)
MOST = 8
"""Passages that answer for the provisions that one question names."""
FEW = 2
"""Missing provisions of which an answer says one by one why they are."""


def named(question: Standalone, shelf: Shelf) -> tuple[Passage, ...]:
    """The passages that answer for the provisions that a question names, each once, in the order of the question."""
    found = (passage for locator in _locators(question, shelf) for passage in _held(locator, question.language, shelf))
    return tuple({passage.locator: passage for passage in found}.values())[:MOST]


def stop(question: Standalone, shelf: Shelf) -> Stop | None:
    """Why no named provision can be shown: nobody knows of which text it is, it does not exist, or it is not held."""
    locators, pinpoints = _locators(question, shelf), question.own.asked
    if named(question, shelf) or not pinpoints:
        return None
    if locators:
        return Stop(Reason.NOT_IN_CORPUS, _missing(locators[0], question.language, shelf))
    rest = question.own.without_names
    for one in pinpoints:
        rest = rest.replace(one.surface, " ")
    alone = len(content_words(rest)) <= 2 and not question.whole.outside
    return _of_no_text(pinpoints[0], question) if alone else None


def notice(question: Standalone, shelf: Shelf, shown: Sequence[Passage]) -> str | None:
    """What a reader must know of the named provisions that are shown, and of those that are not.

    ``shown``: the rules of the answer.
    """
    return " ".join([*_not_shown(question, shelf), *_in_part(question, shelf), *_unspoken(question, shown)]) or None


def _held(locator: Locator, language: Language, shelf: Shelf) -> tuple[Passage, ...]:
    return () if shelf.exists(locator) is False else shelf.around(locator, language)


def _not_shown(question: Standalone, shelf: Shelf) -> Iterator[str]:
    """That some of the named provisions are missing, or too many to be shown at once."""
    language = question.language
    held = {locator: _held(locator, language, shelf) for locator in _locators(question, shelf)}
    missing = [at for at, found in held.items() if not any(at.contains(passage.locator) for passage in found)]
    if len(missing) <= FEW:
        yield from (_missing(locator, language, shelf) for locator in missing)
    else:
        names = ", ".join(pinpoint(locator, shelf.wording(locator), language) for locator in missing[:MOST])
        names += ", …" if len(missing) > MOST else ""
        yield wording.NONE_OF_THESE.say(language).format(names=names)
    shown = {passage.locator for passage in named(question, shelf)}
    told = [found for found in held.values() if found]
    whole = sum(shown.issuperset(passage.locator for passage in found) for found in told)
    if whole < len(told):
        yield wording.TOO_MANY.say(language).format(total=len(told), shown=whole)


def _in_part(question: Standalone, shelf: Shelf) -> Iterator[str]:
    """That only parts of a named provision are recorded, and whether its official words follow."""
    language = question.language
    for locator in _locators(question, shelf):
        found = _held(locator, language, shelf)
        own = next((passage for passage in found if passage.locator == locator), None)
        if not any(passage.locator != locator and locator.contains(passage.locator) for passage in found):
            continue
        if own is None and not shelf.is_whole(locator):
            yield _said(wording.PARTLY_HELD, locator, language, shelf)
        elif own is not None:
            yield _said(wording.WHOLE_IN[_spoken(own, language)], locator, language, shelf)


def _unspoken(question: Standalone, shown: Sequence[Passage]) -> Iterator[str]:
    """That provisions are shown in official words of the other language, where nothing else is held of them."""
    language = question.language
    bare = [passage for passage in shown if passage.statement(language) is None]
    bare = [one for one in bare if not any(one.locator.contains(other.locator) for other in shown if other is not one)]
    if bare:
        names = ", ".join(pinpoint(passage.locator, passage.instrument, language) for passage in bare)
        told = wording.ONLY_OFFICIAL[_spoken(bare[0], language)].say(language)
        yield wording.particled(told.format(pinpoint=names))


def _spoken(passage: Passage, language: Language) -> Language:
    """The language of the official words that a reader of ``language`` is shown."""
    words = passage.quotation(language)
    return words.language if words else language


def _missing(locator: Locator, language: Language, shelf: Shelf) -> str:
    """Why a provision cannot be shown."""
    exists = shelf.exists(locator)
    if exists is False:
        return no_such(locator, shelf, language)
    if shelf.changed(locator):
        return _said(wording.AMENDED, locator, language, shelf)
    return _said(wording.NOT_KNOWN if exists is None else wording.NOT_HELD, locator, language, shelf)


def _said(words: Bilingual, locator: Locator, language: Language, shelf: Shelf) -> str:
    instrument = shelf.wording(locator)
    told = pinpoint(locator, instrument, language)
    return wording.particled(words.say(language).format(pinpoint=told, url=instrument.url))


def _locators(question: Standalone, shelf: Shelf) -> list[Locator]:
    return list(dict.fromkeys(locator for _, locator in _named(question, shelf)))


def _named(question: Standalone, shelf: Shelf) -> Iterator[tuple[Asked, Locator]]:
    """Each pinpoint of the question with its locator, in the text that the question or the conversation names."""
    known = [id for id in question.whole.instruments if id in shelf.register.instruments]
    if not known:
        alone = [_of_the_decision(one, question, shelf) or _only_record(one, shelf) for one in question.own.asked]
        known = [locator.instrument for locator in alone if locator is not None]
    inside = {one: _inside_article(one, question, known, shelf) for one in question.own.asked}
    told = {locator.whole for locator in inside.values() if locator is not None}
    for one in question.own.asked:
        locator = inside[one] or one.locator(known[-1] if known else None)
        if locator in told:
            continue
        if locator is not None:
            locator = shelf.amended(locator)
        if locator is not None and locator.date is None and question.period is not None:
            locator = shelf.then(locator, question.period)
        if locator is not None and locator.instrument in shelf.register.instruments:
            yield one, shelf.completed(locator)


def _inside_article(one: Asked, question: Standalone, known: Sequence[str], shelf: Shelf) -> Locator | None:
    """A paragraph named apart from its article, in the question or after one in the conversation: that paragraph of it.

    Where the paragraph's own text counts its paragraphs, it is one of these.
    """
    own = shelf.register.instruments.get(one.instrument or "")
    if not one.path.startswith("para-") or (own is not None and COUNTED_BY.get(own.scheme) != "art"):
        return None
    home = known[-1] if known else None
    named = [other for other in (*question.whole.asked, *question.own.asked) if other != one]
    articles = [locator for other in named if (locator := other.locator(home)) and locator.part == "art"]
    mine = [locator.whole for locator in articles if own is None or locator.instrument == own.id]
    return mine[-1].under(*one.path.removeprefix("para-").split("/")) if mine else None


def _of_the_decision(one: Asked, question: Standalone, shelf: Shelf) -> Locator | None:
    """A paragraph of the one text that is a release, where the question names its issuer or a press release."""
    if one.instrument is not None or not one.path.startswith("para-") or question.whole.outside:
        return None
    for held in shelf.register.instruments.values():
        if held.scheme is Scheme.RELEASE and (held.issuer in question.whole.issuers or _RELEASE.search(question.text)):
            return one.locator(held.id)
    return None


def _only_record(one: Asked, shelf: Shelf) -> Locator | None:
    """The one record with such a pinpoint, where it is long enough to name a single text: Art. 5(1)(h)."""
    if one.instrument is not None or one.path.count("/") < 2:
        return None
    locators = (record.locator for record in shelf.register.provisions.values())
    found = [locator for locator in locators if locator.path == one.path and locator.date is None]
    return found[0] if len(found) == 1 else None


def _of_no_text(one: Asked, question: Standalone) -> Stop:
    """A pinpoint of a text that the guide holds nothing of, or of none that is named."""
    language = question.language
    if one.instrument is None:
        return Stop(Reason.NEEDS_FACTS, wording.particled(wording.WHICH_LAW.say(language).format(pinpoint=one.surface)))
    names = (m.term.words(language)[0] for m in question.whole.mentions if m.term.instrument == one.instrument)
    name = next(names, one.instrument)
    return Stop(Reason.NOT_IN_CORPUS, wording.OUTSIDE.say(language).format(name=name))
