"""Agreement: where a record's words seem to say something else than the official words they stand for."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from corpus.instrument import LANGUAGES, Instrument, Language
from corpus.provision import Modality, Provision
from corpus.split import Unit

_EN_NUMBERS = {
    "two": 2, "twice": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fourteen": 14, "twenty": 20, "twenty-four": 24, "thirty": 30, "forty-eight": 48,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
_MONTHS = {month: number for number, month in enumerate(calendar.month_name) if month}
_KO_NUMBERS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d)[ ,](?=\d{3}(?!\d))")
_LARGE = re.compile(r"(\d+)(?: (million|billion)|(천만|백만|천|만|억))")
_UNITS = {"million": 10**6, "billion": 10**9, "천": 10**3, "만": 10**4, "백만": 10**6, "천만": 10**7, "억": 10**8}
_REFERENCE = re.compile(
    r"(?:Articles?|Art\.|[Pp]aragraphs?|[Pp]oints?|[Rr]ecitals?|Annex|Chapter|Section|¶)"
    r"\s?[\d(]\S*(?:(?:,| and| or| to) [\d(]\S*)*"
    r"|제\d+(?:조|항|호|장|절|국|자)(?:의\d+)?|\d+문단|(?<=부터 )\d+|\([\da-z]{1,3}\)"
)
_EN_WORD = re.compile(rf"\b({'|'.join(sorted(_EN_NUMBERS, key=len, reverse=True))})\b", re.IGNORECASE)
_EN_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})(?= \d)|(?<=\d )({'|'.join(_MONTHS)})\b")
_KO_WORD = re.compile(rf"(?<![가-힣])({'|'.join(_KO_NUMBERS)})\s?(?:가지|명|개|번|곳|차례|사람|단계|차원)")

_ACTORS: dict[Language, dict[str, re.Pattern[str]]] = {
    "en": {
        "deployer": re.compile(r"\bdeployers?\b", re.I),
        "provider": re.compile(r"\bproviders?\b", re.I),
        "controller": re.compile(r"\bcontrollers?\b", re.I),
        "processor": re.compile(r"\bprocessors?\b", re.I),
        "police": re.compile(r"\b(?:police|law.enforcement|competent authorit|peace officer|crim|offence)", re.I),
        "court": re.compile(r"\b(?:courts?|judges?|judicial|tribunals?|warrants?)\b", re.I),
        "employer": re.compile(r"\b(?:employ|workplace|workers?\b)", re.I),
        "Commission": re.compile(r"\bCommission\b"),
        "minister": re.compile(r"\bMinist", re.I),
        "prosecutor": re.compile(r"\bprosecutor", re.I),
        "school": re.compile(r"\b(?:school|educat)", re.I),
        "supervisory authority": re.compile(r"\bsupervisory authorit|\bsupervisor\b", re.I),
        "private body": re.compile(r"\b(?:private|business|compan)", re.I),
    },
    "ko": {
        "이용사업자": re.compile(r"이용사업자|인공지능사업자"),
        "개발사업자": re.compile(r"개발사업자|인공지능사업자"),
        "개인정보처리자": re.compile(r"개인정보처리자"),
        "경찰": re.compile(r"경찰"),
        "법원": re.compile(r"법원|법관|영장|판사"),
        "장관": re.compile(r"장관"),
        "위원회": re.compile(r"위원회"),
        "검사": re.compile(r"검사|검찰"),
        "공공기관": re.compile(r"공공기관|국가기관등"),
        "국회": re.compile(r"국회"),
        "정보주체": re.compile(r"정보주체"),
    },
}
"""Who may act, as each language names them; a record may name no other than its article does."""
_MUST = {
    "en": re.compile(
        r"\b(?:shall|must|may not|may only|requires?|required|obliged|obligations?|undertakes?)\b|prohibit|unlawful",
        re.I,
    ),
    "ko": re.compile(r"[여해어아]야 |아니 ?된다|못한다|금지|없다|의무|[한진]다\."),
}
_SHOULD = {
    "en": re.compile(r"\bshould\b|recommend|encourag|\bcalls? (?:up)?on|\bcalls for|\burge|crucial|necessary to", re.I),
    "ko": re.compile(r"노력하?[여해]야|권고|바람직"),
}
_MAY = {
    "en": re.compile(
        r"\b(?:may|can|could|permit|allow|authori[sz]|unless|except|right to|entitled|shall not apply)", re.I
    ),
    "ko": re.compile(r"수 있|허용|다만|경우에는|권리"),
}
_NOT = {
    "en": re.compile(r"\b(?:not|no|nor|neither|never|without|only|unless|cannot|refrain|prohibit|ban|except)", re.I),
    "ko": re.compile(r"아니|아닌|없|못|금지|않|안 ?[된되돼]|말아야|한하여|만을|제외"),
}
_FORBIDS = {
    "en": re.compile(r"\b(?:shall|may|must|should) not\b|\bprohibited", re.I),
    "ko": re.compile(r"아니 ?된다|못한다|금지"),
}
_ENDEAVOUR = re.compile(r"노력")


def numbers(text: str, language: Language) -> set[str]:
    """The numbers that ``text`` names, in digits or in words, months as their numbers.

    >>> sorted(numbers("within two years, or by 2 August 2026", "en"))
    ['2', '2026', '8']
    >>> sorted(numbers("3년 안에 두 명이", "ko"))
    ['2', '3']
    """
    text = _LARGE.sub(lambda match: str(int(match[1]) * _UNITS[match[2] or match[3]]), _THOUSANDS.sub("", text))
    found = set(_DIGITS.findall(text))
    if language == "ko":
        return found | {str(_KO_NUMBERS[word]) for word in _KO_WORD.findall(text)}
    found |= {str(_EN_NUMBERS[word.lower()]) for word in _EN_WORD.findall(text)}
    return found | {str(_MONTHS[one or other]) for one, other in _EN_MONTH.findall(text)}


def disagreements(
    record: Provision,
    instrument: Instrument,
    unit: Unit,
    around: tuple[Unit, ...],
    language: Language,
    linked: str = "",
) -> Iterator[str]:
    """What a reader should look at again: numbers, strength, negation and actors.

    ``around`` are the units that ``unit`` stands in: its strength often comes from their words. ``linked`` are the
    words of the provisions that the record links to: it may name their actors.
    """
    official = "\n".join((*(outer.own for outer in around), unit.heading or "", unit.text))
    counts = {str(len(counted.children)) for counted in (unit, *around)}
    yield from _numbers(record, instrument, official, language, counts)
    yield from _strength(record, official, language)
    yield from _negation(record, unit.text, official, language)
    yield from _actors(record, instrument, around[-1] if around else unit, language, linked)


def _numbers(
    record: Provision, instrument: Instrument, official: str, language: Language, counts: set[str]
) -> Iterator[str]:
    days = (record.locator.date, instrument.in_force, instrument.expired) if record.locator.date else ()
    told = " ".join(f"{day:%Y %-m %-d}" for day in days if day)
    names = " ".join((str(record.locator), told, instrument.title.en, instrument.short.en, instrument.symbol or ""))
    known = numbers(official, language) | numbers(names, "en") | counts
    known |= {str(number) for month, number in _MONTHS.items() if month in official}
    known |= {piece for number in known for piece in re.split(r"\D", number)}
    for spoken in LANGUAGES:
        said = _REFERENCE.sub(" ", record.text.say(spoken))
        strange = sorted(numbers(said, spoken) - known)
        if strange:
            yield f"{spoken}: {', '.join(strange)} not in the official words"


def _actors(record: Provision, instrument: Instrument, whole: Unit, language: Language, linked: str) -> Iterator[str]:
    """Actors that the record names and neither its whole article nor what it links to does, in the text's language."""
    headings = (unit.heading or "" for unit in whole.walk())
    official = "\n".join((*headings, whole.text, linked, instrument.title.say(language), instrument.body.say(language)))
    said = record.text.say(language)
    for name in (instrument.title.say(language), instrument.short.say(language)):
        said = said.replace(name, " ")
    strange = [actor for actor, named in _ACTORS[language].items() if named.search(said) and not named.search(official)]
    if strange:
        yield f"{language}: names {', '.join(strange)}, which the official words do not"


def _strength(record: Provision, official: str, language: Language) -> Iterator[str]:
    must, should = _MUST[language].search(official), _SHOULD[language].search(official)
    may = _MAY[language].search(official)
    if record.modality in (Modality.MUST, Modality.MUST_NOT):
        if language == "ko" and _only_endeavour(official) and not _ENDEAVOUR.search(record.text.ko):
            yield f"modality '{record.modality}': the official words ask for an endeavour only"
        elif should and not must:
            yield f"modality '{record.modality}': the official words only recommend"
    elif record.modality in (Modality.SHOULD, Modality.SHOULD_NOT) and must and not should:
        yield f"modality '{record.modality}': the official words oblige"
    elif record.modality is Modality.MAY and not may:
        yield f"modality '{record.modality}': the official words permit nothing"


def _only_endeavour(official: str) -> bool:
    """Whether every duty in Korean words is one to endeavour."""
    duties = re.findall(r"(노력)?하?[여해]야 한다|아니 ?된다", official)
    return bool(duties) and all(duties)


def _negation(record: Provision, own: str, official: str, language: Language) -> Iterator[str]:
    if record.modality in (Modality.MUST_NOT, Modality.SHOULD_NOT) and not _NOT[language].search(official):
        yield f"modality '{record.modality}': the official words negate nothing"
    if _FORBIDS[language].search(own):
        for spoken in LANGUAGES:
            if not _NOT[spoken].search(record.text.say(spoken)):
                yield f"{spoken}: the official words forbid something, the record negates nothing"
