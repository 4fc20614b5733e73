"""Modality: how strongly a sentence asks, and whether it denies something."""

from __future__ import annotations

import pytest

from bot.modality import STRENGTH, Strength, negated, strength_of
from corpus.instrument import Language
from corpus.provision import Modality

NONE, MAY, SHOULD, MUST = Strength


def test_the_order() -> None:
    """May is weaker than should, should weaker than must; every modality of a record has its strength."""
    assert NONE < MAY < SHOULD < MUST
    assert STRENGTH.keys() == set(Modality)


@pytest.mark.parametrize(
    ("text", "language", "strength"),
    [
        ("The police must obtain an authorisation.", "en", MUST),
        ("The deployer shall notify the authority.", "en", MUST),
        ("Agencies may not keep the images.", "en", MUST),
        ("It may only be used by a court.", "en", MUST),
        ("Real-time scanning is generally prohibited.", "en", MUST),
        ("The Act bans scraping.", "en", MUST),
        ("Agencies have to report.", "en", MUST),
        ("States should suspend sales.", "en", SHOULD),
        ("NHRCK recommends that agencies must not use it.", "en", SHOULD),
        ("The report calls for a moratorium.", "en", SHOULD),
        ("The State must endeavour to protect data.", "en", SHOULD),
        ("The police may use it.", "en", MAY),
        ("Use is permitted in airports.", "en", MAY),
        ("The report describes the risks.", "en", NONE),
        ("경찰은 허가를 받아야 한다.", "ko", MUST),
        ("국가기관은 얼굴정보를 보관해서는 아니 된다.", "ko", MUST),
        ("공개된 장소에서는 이용할 수 없다.", "ko", MUST),
        ("실시간 식별은 금지된다.", "ko", MUST),
        ("법률에 근거가 있는 경우에만 이용할 수 있다.", "ko", MUST),
        ("국가는 개인정보 보호를 위해 노력하여야 한다.", "ko", SHOULD),
        ("인권위는 법을 만들어야 한다고 권고했다.", "ko", SHOULD),
        ("도입을 중단하는 것이 바람직하다.", "ko", SHOULD),
        ("경찰은 영상을 이용할 수 있다.", "ko", MAY),
        ("본인확인에는 이용이 허용된다.", "ko", MAY),
        ("이 보고서는 위험을 설명한다.", "ko", NONE),
    ],
)
def test_strength_of(text: str, language: Language, strength: Strength) -> None:
    """A word of advice decides before a word of duty, and a duty to endeavour is weaker than a duty to do."""
    assert strength_of(text, language) is strength


@pytest.mark.parametrize(
    ("text", "language", "denies"),
    [
        ("The police may scan faces.", "en", False),
        ("The police may not scan faces.", "en", True),
        ("The police can’t scan faces.", "en", True),
        ("Scanning is prohibited.", "en", True),
        ("A ban applies, banning all scans.", "en", True),
        ("Use without consent is possible.", "en", True),
        ("The rule has lapsed.", "en", True),
        ("It must be done no later than 24 hours after use.", "en", False),
        ("It applies not only to the police.", "en", False),
        ("Another note on knots", "en", False),
        ("경찰은 얼굴을 인식할 수 있다.", "ko", False),
        ("경찰은 얼굴을 인식해서는 안 된다.", "ko", True),
        ("경찰은 얼굴을 인식해서는 안된다.", "ko", True),
        ("동의하지 않은 사람", "ko", True),
        ("이용하지 말 것을 권고했다.", "ko", True),
        ("수집이 금지된다.", "ko", True),
        ("경찰뿐만 아니라 행정기관에도 적용된다.", "ko", False),
        ("불가피한 때에는 이용할 수 있다.", "ko", False),
        ("3년 동안 보관하는 방안", "ko", False),
        ("안전성 확보에 필요한 조치", "ko", False),
    ],
)
def test_negated(text: str, language: Language, denies: bool) -> None:
    """A sentence that denies, forbids or excludes is told from one that does not; letters in a word do not count."""
    assert negated(text, language) is denies
