"""Pinpoints: provisions that a question names by number, found on the shelf, or said not to exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot import wording
from bot.asked import Asked
from bot.conversation import Standalone
from bot.lexicon import content_words
from bot.reason import Reason, Stop
from bot.retriever import Hit
from bot.shelf import Shelf
from corpus.locator import Locator
from corpus.pinpoint import pinpoint


def hits(question: Standalone, shelf: Shelf) -> tuple[Hit, ...]:
    """The provisions that a question names, each an exact hit."""
    passages = {
        passage.locator: passage
        for _, locator in _named(question, shelf)
        for passage in shelf.around(locator, question.language)
    }
    return tuple(Hit(passage, 1.0, 0.0, 0.0, None, exact=True) for passage in passages.values())


def stop(question: Standalone, shelf: Shelf) -> Stop | None:
    """Why a named provision cannot be shown: nobody knows of which text it is, it does not exist, or it is not held."""
    language = question.language
    named = dict(_named(question, shelf))
    for one in question.own.asked:
        locator = named.get(one)
        if locator is None:
            alone = len(content_words(question.own.without_names.replace(one.surface, " "))) <= 2
            if alone and not question.whole.outside:
                return _of_no_text(one, question)
            continue
        exists = shelf.exists(locator)
        if exists is False:
            return Stop(Reason.NOT_IN_CORPUS, _no_such(one, locator, question, shelf))
        if shelf.around(locator, language):
            continue
        if exists is None:
            return Stop(Reason.NOT_IN_CORPUS)
        instrument = shelf.register.instruments[locator.instrument]
        told = pinpoint(locator, instrument, language)
        return Stop(Reason.NOT_IN_CORPUS, wording.NOT_HELD.say(language).format(pinpoint=told, url=instrument.url))
    return None


def partly_held(question: Standalone, shelf: Shelf) -> str | None:
    """That only parts of a named provision are recorded, where that is so."""
    language = question.language
    for _, locator in _named(question, shelf):
        if shelf.find(locator) is None and locator in shelf.register.children:
            instrument = shelf.register.instruments[locator.instrument]
            told = pinpoint(locator, instrument, language)
            return wording.PARTLY_HELD.say(language).format(pinpoint=told, url=instrument.url)
    return None


def _named(question: Standalone, shelf: Shelf) -> Iterator[tuple[Asked, Locator]]:
    """Each pinpoint of the question with its locator, in the text that the question or the conversation names."""
    known = [id for id in question.whole.instruments if id in shelf.register.instruments]
    for one in question.own.asked:
        locator = _inside_article(one, question, known) or one.locator(known[-1] if known else None)
        if locator is None:
            locator = _only_record(one, shelf)
        if locator is not None and locator.date is None and question.period is not None:
            locator = shelf.then(locator, question.period)
        if locator is not None and locator.instrument in shelf.register.instruments:
            yield one, locator


def _inside_article(one: Asked, question: Standalone, known: Sequence[str]) -> Locator | None:
    """A paragraph asked for on its own, after an article of the conversation: that paragraph of that article."""
    if one.instrument is not None or not one.path.startswith("para-"):
        return None
    articles = [other.locator(known[-1] if known else None) for other in question.whole.asked if other != one]
    whole = next((locator.whole for locator in reversed(articles) if locator and locator.part == "art"), None)
    return whole.under(*one.path.removeprefix("para-").split("/")) if whole else None


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
        return Stop(Reason.NEEDS_FACTS, wording.WHICH_LAW.say(language).format(pinpoint=one.surface))
    names = (m.term.words(language)[0] for m in question.whole.mentions if m.term.instrument == one.instrument)
    name = next(names, one.instrument)
    return Stop(Reason.NOT_IN_CORPUS, wording.OUTSIDE.say(language).format(name=name))


def _no_such(one: Asked, locator: Locator, question: Standalone, shelf: Shelf) -> str:
    instrument = shelf.register.instruments[locator.instrument]
    last = instrument.units.get(locator.part)
    told = ""
    if last is not None and locator.part in wording.RANGES:
        shown = _roman(last) if locator.part == "annex" else str(last)
        told = wording.RANGES[locator.part].say(question.language).format(last=shown)
    name = instrument.short.say(question.language)
    return (
        wording.NO_SUCH_LOCATOR.say(question.language).format(instrument=name, pinpoint=one.surface, range=told).strip()
    )


def _roman(number: int) -> str:
    told = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            told, number = told + letters, number - value
    return told
