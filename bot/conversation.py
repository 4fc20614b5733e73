"""Conversation: a follow-up made to stand alone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.courtesy import reply, without_courtesy
from bot.lexicon import content_words
from bot.period import Period, period_of
from bot.question import Question, Turn, language_of
from bot.reading import Reading
from bot.sentence import sentences
from bot.wording import is_refusal
from corpus.instrument import Language
from corpus.terms import TermKind

_CONTINUES = re.compile(
    r"^(?:and|but|so|then|also|ok(?:ay)?|what about|how about|what if|even|in that case|does the same|is the same"
    r"|그럼|그러면|그렇다면|그래서|그런데|근데|그리고|하지만|또|또한|그때|그 ?경우|그 |그건|그것|그거|그게"
    r"|이건|거기|반대로|만약 그)(?![a-z])",
    re.IGNORECASE,
)
"""Openings that only make sense after something was said."""
_REFERS = re.compile(
    r"\b(?:it|its|that|this|they|them|those|these|there|such|the same|the former|the latter"
    r"|the exceptions?|the rule|the ban)\b"
    r"|그것|그거|그건|그게|이것|이거|이건|이게|그런|이런|해당|거기|방금|앞서|이 ?(?:법|조항|규정|지침)(?![가-힣]{2})"
    r"|그 ?(?:법|조항|규정|경우|권고|기술|원칙|기관|결정|예외|금지)|^예외(?:는|가|도|에는)",
    re.IGNORECASE,
)
_THE_LAW = re.compile(
    r"\b(?:this|that|the) (?:law|act|statute|regulation|directive|convention|guidelines?)\b"
    r"|[이그] ?(?:법|법률|지침|협약|가이드라인)(?![가-힣]{2})",
    re.IGNORECASE,
)
"""Points at a text by its kind."""
_IT = re.compile(
    r"\b(?:it|that|this|those|these)\b|거기|그것|그거|그건|그게|이것|이거|그 ?(?:조항|규정)", re.IGNORECASE
)
"""Words for the provision before, of which it is asked whether it covers something."""
_ELLIPSIS = re.compile(r"(?:은|는)(?:요|어때요|어떤가요|어떻습니까|어때)?\s*\?*$")
"""유럽은요? 학교는?"""
_HANGING = re.compile(
    r"(?:면|건|때는|때|경우|경우는|경우엔|한테는|한테|에서는)요?\s*\?+$|(?:면|건|때는|경우는|한테는)요$"
)
"""급하면요? 나중에 돌려보는 건요?: a sentence that leaves its end to the one before."""
_VERBLESS = re.compile(
    r"(?:and|but|so) (?!during\b|bring\b|\w+thing\b)(?:if|when|\w{2,}ing)\b"
    r"(?! (?:is|are|was|does|must|may|can|should)\b)",
    re.IGNORECASE,
)
"""And going through footage afterwards? And if someone refuses?: the main verb is in the question before."""
_WHAT_ABOUT = re.compile(r"(?:은|는)(?:요|어때요|어때| ?어떤가요| ?어떻습니까)\s*\?*$")
"""개인정보 보호법은요? asks of another source what was asked before, as "what about" does."""

_POINT = re.compile(
    r"(?:(?:and|what about|how about) )?(?:(?:point|letter|item|sub-?paragraph) \(?(?P<point>[a-z]{1,2})\)?"
    r"|\((?P<bare>[a-z]{1,2})\))\s*\?*"
    r"|(?:그럼|그러면)?\s*\(?(?P<korean>[a-z]{1,2}|[가나다라마바사아자차카타파하])\)?\s*[호목](?:은|는)?(?:요)?\s*\?*",
    re.IGNORECASE,
)
"""Point (g)? asks for a point beside, or in, the provision before."""
_PARAGRAPH = re.compile(
    r"(?:(?:and|what about|how about) )?(?:paragraph|para\.?|subsection|¶) ?\(?(?P<paragraph>\d{1,3})\)?\s*\?*"
    r"|(?:그럼|그러면|그 다음)?\s*제?(?P<korean>\d{1,3})\s*항(?:은|는|도)?(?:요)?\s*\?*"
    r"|(?:그럼|그러면|그 다음)?\s*제?(?P<item>\d{1,3})\s*호(?:는|은|도)?(?:요)?\s*\?*",
    re.IGNORECASE,
)
"""Paragraph 3? asks for a paragraph of the provision before, 4호는요? for an item of its paragraph."""
_TODAY = re.compile(r"\b(?:today|now|nowadays|currently|these days)\b|지금|오늘|현재|현행|요즘", re.IGNORECASE)
"""A follow-up that asks for the law as it stands leaves the time of the question before."""

_COMPLETE = 4
"""Content words from which a question that opens with "and" and points at nothing stands alone."""
_SHORT = 6
"""Content words up to which a question without a subject of its own is taken to lean on the one before."""


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question with what it takes over from the conversation."""

    text: str
    """The question as asked, without the thanks or greeting that it opens with."""
    carried: str
    """The words that it takes over; empty where it stands alone."""
    language: Language
    own: Reading
    """What the question itself names."""
    whole: Reading
    """What it names together with what it takes over."""
    parts: tuple[Reading, ...]
    """What each of its sentences names, where it has several."""
    dangling: bool
    """It refers to an earlier turn, and there is none."""
    refers: bool = False
    """It names something only by pointing at it: "it", "그것"."""
    period: Period | None = None
    """The past days whose law it asks for; None: the law as it stands."""
    about: Standalone | None = None
    """What is searched instead, where it asks but for the force, the dates or a retelling of something: the question
    before, or, for force, what it names itself."""
    follows: bool = False
    """``about`` is the question before."""

    def at(self, day: datetime.date) -> Standalone:
        """The same question, for the law of ``day``; one for today or a day to come asks for the law as it stands."""
        period = Period(day, day) if day < datetime.date.today() else None
        return replace(self, period=period, about=replace(self.about, period=period) if self.about else None)

    @property
    def asks_for_force(self) -> bool:
        """Whether it asks if a text binds."""
        return self.own.asks_for_force

    @property
    def asks_for_dates(self) -> bool:
        """Whether it asks since when or until when something applies."""
        return self.own.asks_for_dates or (self.follows and self.own.asks_when)

    @property
    def sought(self) -> Standalone:
        """The question that is searched, in the language that it is written in."""
        about = self.about or self
        return replace(about, language=language_of(about.text) or about.language)

    @property
    def told(self) -> Standalone:
        """The question that is searched, as its answer is told: in the language of this one."""
        return replace(self.sought, language=self.language)


def stand_alone(question: Question, read: Callable[[str], Reading], today: datetime.date | None = None) -> Standalone:
    """Find what ``question`` takes over; one that names its own subject takes over nothing.

    ``today`` tells a past period from one to come; the day of the call where it is not given.
    """
    context = _with_its_law(question, _context(question.history, read), read)
    day = today or datetime.date.today()
    text = without_courtesy(question.text)
    own = read(text)
    said = sentences(text)
    parts = tuple(map(read, said)) if len(said) > 1 else ()
    refers = bool(_CONTINUES.match(text) or _REFERS.search(text))
    if context and (pointed := _pointed(own, read(context))):
        own = pointed
    if leans(own) and context:
        bound = own.asks_for_force and not own.names_its_source
        carried = context if bound else _kept(context, own, read)
        whole = read(f"{carried} {text}")
        period = period_of(text, day) or (None if _TODAY.search(text) else period_of(carried, day))
        bare = not (own.mentions or own.asked or content_words(text))
        asks_on = bare or own.asks_on or (own.asks_whether_covered and bool(read(carried).asked))
        about = _alone(carried, language_of(carried) or question.language, read, period) if asks_on else None
        return Standalone(text, carried, question.language, own, whole, parts, False, refers, period, about, asks_on)
    named = own.subject or own.instruments or own.asked
    dangling = (refers or not content_words(text)) and not named and len(content_words(text)) <= 2
    period = period_of(text, day)
    about = _alone(own.of_what(question.language), question.language, read, period) if own.asks_for_force else None
    return Standalone(text, "", question.language, own, own, parts, dangling, refers, period, about)


def _context(history: Sequence[Turn], read: Callable[[str], Reading]) -> str:
    """What the turns speak of, read from the first, so that a chain of follow-ups keeps the subject of its beginning.

    A turn that was refused, that names only what is not held, that is mere courtesy, or that asked but for force, days
    or a retelling adds nothing.
    """
    context = ""
    for turn in history:
        text = without_courtesy(turn.question)
        reading = read(text)
        unheld = reading.outside and not (reading.issuers or reading.instruments)
        leaning = context and leans(reading)
        asked_on = leaning and reading.asks_on and not reading.asks_for_exceptions
        if unheld or asked_on or is_refusal(turn.answer) or reply(text):
            continue
        context = f"{_kept(context, reading, read)} {text}".strip() if leaning else text
    return context


def _with_its_law(question: Question, context: str, read: Callable[[str], Reading]) -> str:
    """What is spoken of, with the name of the text that "this law" points at where only an earlier turn has it."""
    if not context or not _THE_LAW.search(question.text) or read(context).meant:
        return context
    earlier = (read(turn.question) for turn in reversed(question.history))
    named = (m for reading in earlier for m in reading.mentions if m.term.kind is TermKind.INSTRUMENT)
    name = next(named, None)
    return f"{name.surface} {context}" if name is not None else context


def _alone(text: str, language: Language, read: Callable[[str], Reading], period: Period | None) -> Standalone:
    """What was taken over, or what a question for force is about, as a question of its own."""
    own = read(text)
    return Standalone(text, "", language, own, own, (), dangling=False, period=period)


def leans(reading: Reading) -> bool:
    """Whether a question leans on the one before: by its opening, a reference word, or what it leaves out."""
    words = len(content_words(reading.text))
    own_subject = reading.subject or bool(reading.instruments) or (reading.asks_for_force and reading.names_its_source)
    if own_subject and reading.asked and reading.instruments:
        return False
    if reading.asks_whether_covered and not reading.names_its_source and _IT.search(reading.text):
        return words <= _SHORT
    hanging = any(map(_HANGING.search, sentences(reading.text)))
    if hanging and not reading.instruments and not reading.asked:
        return words <= 2 * _SHORT
    if _CONTINUES.match(reading.text):
        hangs = reading.asked or _REFERS.search(reading.text) or _VERBLESS.match(reading.text)
        complete = words >= _COMPLETE and not hangs and bool(reading.topical or reading.issuers or own_subject)
        return not complete and (words <= _SHORT or not own_subject)
    if _WHAT_ABOUT.search(reading.text) and not content_words(reading.without_mentions):
        return True
    if own_subject:
        return False
    if _REFERS.search(reading.text) or (_ELLIPSIS.search(reading.text) and words <= 2):
        return words <= 2 * _SHORT
    return words <= _SHORT // 2


def _pointed(own: Reading, before: Reading) -> Reading | None:
    """A question for a point or paragraph alone with its place: beside the one before, or in the provision before."""
    last = before.asked[-1] if before.asked else None
    if last is None:
        return None
    steps = last.path.split("/")
    if match := _POINT.fullmatch(own.text):
        around = steps[:-1] if re.fullmatch(r"[a-z]{1,2}|[가-힣]", steps[-1]) else steps
        path = [*around, next(filter(None, match.groups())).lower()]
    elif match := _PARAGRAPH.fullmatch(own.text):
        number = next(filter(None, match.groups()))
        whole = [f"para-{number}"] if steps[0].startswith("para-") else [steps[0], number]
        path = [*steps[:2], number] if match["item"] else whole
    else:
        return None
    return replace(own, asked=(replace(last, path="/".join(path), surface=own.text),))


def _kept(context: str, following: Reading, read: Callable[[str], Reading]) -> str:
    """What of ``context`` stays when the next turn names other issuers, instruments or pinpoints."""
    reading = read(context)
    dropped: list[tuple[int, int]] = []
    if following.issuers or following.instruments or following.outside:
        dropped += [
            (m.start, m.end) for m in reading.mentions if m.term.issuer or m.term.instrument or m in reading.outside
        ]
    points_elsewhere = any(not one.path.startswith("para-") for one in following.asked)
    if following.issuers or following.instruments or following.outside or points_elsewhere:
        for one in reading.asked:
            start = context.find(one.surface)
            if start >= 0:
                dropped.append((start, start + len(one.surface)))
    if following.asked and not following.instruments:
        dropped = [span for span in dropped if not any(span == (m.start, m.end) for m in reading.mentions)]
    kept = list(context)
    for start, end in dropped:
        kept[start:end] = " " * (end - start)
    return " ".join("".join(kept).split())
