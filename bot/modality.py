"""Modality: how strongly a sentence asks, in both languages, so that should never becomes must."""

from __future__ import annotations

import re
from enum import IntEnum

from corpus.instrument import Language
from corpus.provision import Modality


class Strength(IntEnum):
    """May < should < must; a sentence that asks for nothing has none."""

    NONE = 0
    MAY = 1
    SHOULD = 2
    MUST = 3


STRENGTH = {
    Modality.STATES: Strength.NONE,
    Modality.MAY: Strength.MAY,
    Modality.SHOULD: Strength.SHOULD,
    Modality.SHOULD_NOT: Strength.SHOULD,
    Modality.MUST: Strength.MUST,
    Modality.MUST_NOT: Strength.MUST,
}

_ENGLISH = (
    (
        Strength.SHOULD,
        r"\bshould\b|\bought to\b|\brecommend\w*|\badvis(?:e|es|ed)\b|\bcall(?:s|ed)? (?:for|on|upon)\b"
        r"|\burg(?:e|es|ed)\b|\bendeavou?r\w*|\bmust endeavou?r\b|\btry to\b|\bencourag\w+",
    ),
    (
        Strength.MUST,
        r"\bmust\b|\bshall\b|\bmay not\b|\bmay only\b|\bcannot\b|\bcan not\b|\b(?:is|are|was|were|be) (?:\w+ ){0,2}?"
        r"(?:required|obliged|forbidden|prohibited|banned|barred|unlawful|illegal)\b|\bha(?:s|ve) to\b"
        r"|\b(?:prohibits?|bans?|bars?|forbids?|requires?|obliges?)\b|\bonly (?:if|where|when)\b|\bmandatory\b",
    ),
    (
        Strength.MAY,
        r"\bmay\b|\bcan\b|\b(?:is|are) (?:\w+ )?(?:allowed|permitted|free to|lawful)\b|\b(?:allows?|permits?)\b",
    ),
)
_KOREAN = (
    (
        Strength.SHOULD,
        r"권고|권장|바람직|필요가 ?있|필요하다고|촉구|노력하여야|노력해야|노력할|힘써야|제안|의견을 ?(?:표명|밝)"
        r"|것이 ?좋",
    ),
    (
        Strength.MUST,
        r"하여야|해야|여야 ?한|어야 ?한|아야 ?한|의무|금지|안 ?된다|안 ?되|아니 ?된다|수 ?없"
        r"|못한다|못 ?하도록|반드시|에 ?한하여|경우에만|때에만|불법|위법",
    ),
    (Strength.MAY, r"수 ?있|허용|가능하|허가"),
)
_PATTERNS = {
    "en": tuple((strength, re.compile(pattern, re.IGNORECASE)) for strength, pattern in _ENGLISH),
    "ko": tuple((strength, re.compile(pattern)) for strength, pattern in _KOREAN),
}


def strength_of(text: str, language: Language) -> Strength:
    """How strongly a sentence asks by its words.

    A word of advice decides before a word of duty: "NHRCK recommends that agencies must not …" is advice, and the
    Korean duty to endeavour (노력하여야 한다) is weaker than a duty to do.

    >>> strength_of("The police must not do it.", "en").name
    'MUST'
    >>> strength_of("국회는 법을 만들어야 한다고 권고했다.", "ko").name
    'SHOULD'
    """
    return next((strength for strength, pattern in _PATTERNS[language] if pattern.search(text)), Strength.NONE)


_NEGATION = {
    "en": re.compile(
        r"\b(?:no(?! (?:later|more|less|fewer) than)|not(?! (?:only|later than|more than|less than))|never|neither"
        r"|nor|none|without|cannot|can't|isn't|aren't|doesn't|don't|won't|mustn't|shouldn't|nobody"
        r"|nothing|unless|except|other than|prohibit\w*|ban(?:s|ned|ning)?|bar(?:s|red|ring)|forbid\w*|refus\w+"
        r"|unlawful|illegal|exclud\w+|lapsed|expired|repeal\w*|exempt\w*|suspend\w*|moratorium)\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"(?<![가-힣])안(?: (?=[가-힣])|(?=[되된될됩돼]))|않|(?<!뿐만 )(?<!뿐 )아니|없|못|말(?:아야|도록| ?것)"
        r"|금지|제외|불가(?![피결])|위법|불법|거부|예외|폐지|실효|유예|중단|모라토리엄"
    ),
}


def duties(text: str, language: Language) -> int:
    """How many words of duty or prohibition a text has."""
    pattern = next(pattern for strength, pattern in _PATTERNS[language] if strength is Strength.MUST)
    return len(pattern.findall(text))


def denials(text: str, language: Language) -> int:
    """How many words that deny, forbid or exclude a text has."""
    return len(_NEGATION[language].findall(text))


def negated(text: str, language: Language) -> bool:
    """Whether a sentence denies, forbids or excludes something.

    >>> negated("The police may scan faces.", "en"), negated("경찰은 얼굴을 인식해서는 안 된다.", "ko")
    (False, True)
    """
    return _NEGATION[language].search(text.replace("’", "'")) is not None
