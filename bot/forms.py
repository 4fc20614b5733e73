"""Forms: the ways in which people write a pinpoint in either language, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass

HANGUL = "가나다라마바사아자차카타파하"
"""The letters that number 목, in their order."""
_LETTER = f"[{HANGUL}]"
_ONE = rf"(?:\d{{1,2}}[a-z]?(?:-\d{{1,2}})?|[ivx]{{2,5}}|[a-z]|{_LETTER})"
BRACKETS = rf"(?:\s*\(\s*{_ONE}\s*\)|\([a-z][a-f]\))"
"""(1) or (h), and (ba) as amendments number what they insert."""
PIECE = rf"(?:\d{{1,2}}[a-z]?(?:-\d{{1,2}})?|[ivx]{{2,5}}|[a-z][a-f]?|{_LETTER})"
"""One step inside a provision."""
POINT = r"(?:sub-?points?|points?|items?|letters?|lit\.?)"
UNIT = rf"(?:sub-?paragraphs?|paragraphs?|paras?\.?|sub-?sections?|{POINT}|no\.|§+)"
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_COUNTERS = ("첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두")
NUMBERS = {word: str(number) for words in (_ORDINALS, _COUNTERS) for number, word in enumerate(words, 1)}
NUMBERS |= {"둘": "2", "셋": "3", "넷": "4"}
"""Ordinal words, and Korean counting words before 번째 or 째, with their numbers."""
_ORDINAL = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})"
_COUNTER = "|".join(sorted((*_COUNTERS, "둘", "셋", "넷"), key=len, reverse=True))
ORDINAL = re.compile(rf"\b{_ORDINAL}\b", re.I)
_STEP = (
    rf"(?:{UNIT}\s*(?:\(\s*{PIECE}\s*\)|{_ONE}(?:\.\d{{1,2}})*(?![a-z0-9])){BRACKETS}*(?:(?<=\d)\s[b-hj-z](?![\w')]))?"
    rf"|\b{_ORDINAL}\s+(?:paragraph|point|item)\b)"
)
STEP = re.compile(_STEP, re.I)
_ALSO = (
    r"(?:\s*(?:,\s*(?:(?:and|or)\b)?|\b(?:and|or|to)\b|[-‐–])\s*"
    rf"(?:{POINT}\s*)?(?:\(\s*{PIECE}\s*\)|\d{{1,2}}[a-z]?\b)){{0,20}}"
)
_BEFORE = rf"(?P<before>(?:\b{_STEP}{_ALSO}\s+(?:of|in)\s+(?:the\s+)?)*)"
"""Point (h) of paragraph 1 of ..., points (e) to (h) of ..."""
LAST = r"(?:(?<=\))[a-z](?![a-z0-9'])|(?<=[\d)])\s?[a-z]\)|(?<=\d)\s[b-hj-z](?=\s*[?.!]*$))"
"""The h of 5(1)h, of 5(1) h), of 5.1 h) and, at the end, of 5 h."""
INNER = rf"(?P<inner>(?:\.(?:\d{{1,2}}|[a-z])(?![a-z0-9]))*(?:{BRACKETS}|,?\s*(?:of\s+)?{_STEP})*{LAST}?)"
"""(1)(h), or .1(h), or paragraph 1, point (h)."""
_BRANCH = r"(?:\s*[-‐–]\s*(?P<branch>\d{1,2})(?!\d)(?P<chain>-[a-z](?![a-z0-9]))?)?"
"""The 2 of Article 25-2, or the 1 and h of 5-1-h."""
ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3}|\d{1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
COUNTED = (
    r"(?:%|\s*percent|\s*(?:calendar |working )?(?:second|minute|hour|day|week|month|year)s?\b"
    r"|\s*(?:officers?|persons?|people|times|countries|states|cases|cameras?|others?|more)\b"
    rf"|\s*(?:{_MONTHS})\b"
    r"|\s*(?:퍼센트|년|월|일|시간|시|분|초|개|명|건|자|차|세|살|번(?!\s*문)|가지|단계|만|억|천|원(?!칙|문|안|래)))"
)
"""What makes the number before it count something."""
_EARLIER = r"(?P<earlier>(?:(?<![\d.])\d{1,3}\s*(?:[-‐–~∼,·]|내지|및|와|과)\s*){0,20})"
"""The 61 and 62 of 61, 62, 63문단."""
NUMBERED = re.compile(r"\d|annex|para|부속서|문단|단락", re.I)
"""What every way of writing a pinpoint has: most questions have none of it, and need not be read for one."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a pinpoint."""

    part: str
    """The part of a locator that it names, such as ``art``; ``item`` for a 항 on its own, ``locator`` for a locator."""
    pattern: re.Pattern[str]
    instrument: str | None = None
    """The one text whose provisions are written so."""
    number: str | None = None
    """The number of the one part that is meant, where its locator has another than is written."""


def _form(part: str, pattern: str, instrument: str | None = None, number: str | None = None) -> Form:
    return Form(part, re.compile(pattern, re.I), instrument, number)


FORMS = (
    Form(
        "locator",
        re.compile(
            r"\b(?P<id>[a-z][a-z0-9-]+(?:@\d{4}-\d\d-\d\d)?)/(?P<path>(?:art|para|rec|annex|sec|chap)-\d+[a-z]?(?:-\d+)*"
            rf"(?:/(?:\d+[a-z]?(?:-\d+)*|[a-z]+(?:-\d+)?|{_LETTER}(?![가-힣])))*)"
        ),
    ),
    _form("sec", rf"\b43\.386\.(?P<number>\d{{3}}){INNER}", "us-wa-rcw-43-386"),
    _form("sec", rf"\b740\s*ILCS\s*14\s*/\s*(?P<number>\d{{1,3}})(?!\d){INNER}", "us-il-bipa"),
    _form(
        "sec",
        r"(?:\bpenal code,?\s*)?(?:(?:\bsection|\bsec\.|§+)\s*)?(?<![\d.])832\.19(?!\d)"
        rf"(?:조|\s*of the (?:california )?penal code)?{INNER}",
        "us-ca-ab-1215",
        "2",
    ),
    _form(
        "korean",
        rf"{_EARLIER}(?P<ordinal>제\s*)?(?<![\d.,])(?P<number>\d{{1,3}}[a-z]?)"
        r"(?:\s*조|(?=\s*(?:의\s*\d{1,2}\s*)?[①-⑳])|(?=\s*의\s*\d{1,2}\s*제?\s*\d{1,2}\s*항))"
        rf"(?(ordinal)|(?!{COUNTED}|\s*(?:달러|유로|엔|\d+\s*[천백만억])|[사직각항건치]))"
        rf"(?:\s*의\s*(?P<branch>\d{{1,2}})(?!{COUNTED}))?(?P<inner>{BRACKETS}*)"
        rf"(?:\s*제?\s*(?:(?P<para>\d{{1,2}}[a-z]?)\s*항|(?P<circled>[①-⑳])\s*항?)(?P<late>(?:{BRACKETS}(?!\s*[호목]))*))?"
        r"(?:\s*제?\s*\(?(?P<item>\d{1,2}|[a-z][a-f]?)\)?\s*호(?:\s*의\s*(?P<item_branch>\d{1,2}))?)?"
        rf"(?:\s*\(?(?P<sub>{_LETTER}|[ivx]{{1,4}}|[a-z])\)?\s*(?:목(?![적록표])|(?<=\))호)(?:\s*(?P<last>\d{{1,2}})\))?)?",
    ),
    _form(
        "annex",
        rf"{_BEFORE}(?:\b(?:annex(?P<many>es)?)|부속서)\s*(?P<number>{ROMAN})(?![a-z0-9])"
        r"(?:,?\s*(?:section\s+(?P<section>[a-c]|\d)(?![a-z0-9])|제?(?P<piece>[a-c]|\d)절))?"
        rf"(?:,?\s*제?\s*(?P<para>\d{{1,2}}(?:\.\d{{1,2}})*)(?:\s*[호항점]|(?=\s*(?:\(|[?!.,;]|$))))?{INNER}",
    ),
    _form(
        "rec",
        rf"(?:\brecital(?P<many>s)?|전문|리사이틀)\s*제?\s*\(?(?P<number>\d{{1,3}})(?!\d)\)?(?!{COUNTED})(?:\s*항)?",
    ),
    _form(
        "art",
        rf"{_BEFORE}\b(?:(?P<many>articles|arts\.?)|article|art\.?)\s*(?P<number>\d{{1,3}}[a-z]?)(?![a-z0-9])"
        rf"{_BRANCH}{INNER}",
    ),
    _form("sec", rf"(?:(?P<many>§{{2,}}|\bsections)|§|\bsection|\bsec\.)\s*(?P<number>\d{{1,3}})(?!\d|\.\d){INNER}"),
    _form("item", r"(?<![조\d])\s*제\s*(?P<number>\d{1,2})\s*항(?!목)"),
    _form(
        "para",
        rf"(?:(?P<many>¶{{2,}}|\bparagraphs|\bparas\.?)|¶|\bparagraph|\bpara\.?)\s*(?P<number>\d{{1,3}})(?!\d){INNER}",
    ),
    _form("para", rf"(?P<number>\b{_ORDINAL})\s+(?:paragraph|para\.?)(?!\w)"),
    _form(
        "para",
        rf"{_EARLIER}제?\s*(?<!\d)(?P<number>\d{{1,3}})(?P<inner>{BRACKETS}*)\s*(?:번째?\s*)?(?:문단|단락)(?!으로)"
        rf"(?P<after>{BRACKETS}*)",
    ),
    _form(
        "para",
        rf"(?<![가-힣])(?P<number>{_COUNTER})(?:\s*번\s*째|째|(?<=첫))\s*(?:문단|단락)(?!으로)",
    ),
    _form("para", rf"(?:문단|단락)\s*(?P<number>\d{{1,3}})(?!\d)(?P<inner>{BRACKETS}*)"),
)
"""Earlier ones come first where two would read the same words."""
BARE = Form(
    "art",
    re.compile(
        r"(?:\s*|\s*,\s*(?=\d{1,3}[a-z]?\())(?P<number>\d{1,3}[a-z]?)(?![a-z0-9]|\.(?=\d)(?!\d{1,2}(?:\.[a-z](?![a-z])|\()))"
        rf"(?!\s*[조항호]|{COUNTED})(?:-(?P<branch>\d{{1,2}})(?![\d.])(?P<chain>-[a-z](?![a-z0-9]))?)?{INNER}",
        re.I,
    ),
)
"""The number that follows an instrument's name."""
LOOSE = Form(
    "art",
    re.compile(
        rf"(?<![\w.(/-])(?P<number>\d{{1,3}}[a-z]?)(?P<inner>(?:\({_ONE}\)){{2,}}{LAST}?|\(\d{{1,2}}\)[a-z](?![a-z0-9']))",
        re.I,
    ),
)
"""5(1)(h) with no word before it."""
