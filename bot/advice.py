"""Advice: whether a question asks for one's own chances, or what to do in one's own case."""

from __future__ import annotations

import re

_OWN = r"제가|내가|저는|나는|저도|나도|저희가|우리가|저를|나를|(?:제|내) ?(?:얼굴|사진|아이|딸|아들)"
_ADVICE = re.compile(
    r"(?<!\bhow )(?<!\bwhere )(?<!\bwhen )(?<!\bwhom )\b(?:should|can|could|may|do|will|would|must) "
    r"(?:i|we|my (?:client|son|daughter|child|husband|wife|friend)) "
    r"(?:\w+ ){0,3}?(?:sue|win|lose|claim (?:damages|compensation)|appeal|plead|settle|hire a lawyer"
    r"|file (?:a )?(?:(?:law)?suit|complaint|claim)|press charges|get (?:compensat\w+|damages)|go to court)\b"
    r"|\bshould (?:i|my (?:son|daughter|child|husband|wife|friend)) (?:not )?(?:sign|agree|accept|refuse|consent|quit"
    r"|resign|report|give (?:my|them)|let (?:them|him|her|my))\b"
    r"|\b(?:have|do) (?:i|we) (?:got |have |really )*(?:a |any )?(?:strong |good |solid |winnable )?(?:legal )?case\b"
    r"|\bmy (?:chances?|odds|lawsuit|court case|trial|prosecution|lawyer)\b|\b(?:chances?|odds) of winning\b"
    r"|\bam i (?:guilty|liable|entitled to (?:\w+ )?(?:compensation|damages|money))\b"
    r"|\bhow much (?:compensation|money|damages)\b[^?]*\b(?:i|my|me)\b"
    r"|(?:이길|승소|패소)\s*(?:수|할|가능|확률)|승소 ?(?:가능|확률)|내 ?사건|제 ?사건|제 ?경우(?:에|는|엔)"
    rf"|(?:{_OWN})[^?]*(?:소송|고소|고발|배상|위자료|합의금|처벌받|유죄)"
    r"|(?:소송|고소|고발)(?:을|를)? ?(?:할까|해야 ?할까|하는 ?게)"
    r"|(?:이길까|질까|이기겠|지겠|이길 것 ?같|질 것 ?같|승산)"
    r"|(?:서명|동의|거부|거절|퇴사|신고)(?:을|를)? ?(?:해야 ?할까|하는 ?게 ?(?:좋|나)|할까요|하면 ?좋)",
    re.IGNORECASE,
)
"""Wishes to know one's own chances or what to do in one's own case; where anyone may turn to is none."""

_CLAIM = re.compile(
    r"\b(?:can|could|may) (?:i|we) (?:\w+ ){0,3}?(?:sue|appeal|claim|file|get compensat\w+|get damages)\b"
    r"|(?:소송|고소|배상|보상|위자료)[^?]*(?:수 ?있|받나|받아요|되나|돼요|가능)",
    re.IGNORECASE,
)
_SUM_OF_THE_LAW = re.compile(
    r"\bhow (?:much|many dollars)\b|(?:얼마|금액|배상)[^?]*(?:법|정해|조항|규정)"
    r"|(?:법|조항|규정)[^?]*얼마",
    re.IGNORECASE,
)
_CHANCES = re.compile(r"\bbecause\b|\b(?:chances?|odds)\b|가능성|확률|승산", re.IGNORECASE)
_OWN_CASE = re.compile(rf"{_CHANCES.pattern}|\b(?:win|lose)\b|이길|이기|승소", re.IGNORECASE)


def asks_advice(text: str, names_a_law: bool) -> bool:
    """Whether a question wants personal advice.

    "Can I sue" or "how much would I get" under a named law or in a named place asks what the law gives anybody, unless
    it tells why in one's own case or asks for the chances.
    """
    claim = _CLAIM.search(text) and not _OWN_CASE.search(text)
    amount = _SUM_OF_THE_LAW.search(text) and not _CHANCES.search(text)
    return bool(_ADVICE.search(text)) and not (names_a_law and (claim or amount))
