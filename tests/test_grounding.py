"""Grounding: whether the cited passages bear a statement out."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from builders import SHA, a_record, official_only, recorded

from bot.citation import cite, resolve
from bot.grounding import Finding, Verdict, WordJudge, fold, quotation_stands, quotations, sentences
from corpus.instrument import LANGUAGES, Bilingual, Language
from corpus.passage import OfficialWords, Passage
from corpus.provision import Modality
from corpus.register import Register

RULE = a_record(
    "art-5/1",
    "The police must not use real-time face scanning in public spaces, unless a judge authorised it within 24 hours.",
    "경찰은 판사가 24시간 안에 허가한 경우가 아니면 공개된 장소에서 실시간 얼굴 식별을 이용해서는 안 된다.",
    Modality.MUST_NOT,
    note=Bilingual("The rule applies from 2 February 2025.", "이 규정은 2025년 2월 2일부터 적용된다."),
)
ADVICE = a_record(
    "para-9",
    "The Commission recommends that agencies stop buying face scanning tools until two safeguards exist in law.",
    "위원회는 두 가지 안전장치가 법률에 마련될 때까지 기관이 얼굴인식 도구 구매를 중단할 것을 권고했다.",
    Modality.SHOULD,
)
PERMISSION = a_record(
    "art-7",
    "A court may use stored images only if the person was convicted of a serious crime.",
    "법원은 그 사람이 중대한 범죄로 유죄판결을 받은 경우에만 저장된 영상을 이용할 수 있다.",
    Modality.MAY,
)
FINDING = a_record(
    "para-3",
    "The report finds that errors can lead to the arrest of innocent people.",
    "이 보고서는 오류가 무고한 사람의 체포로 이어질 수 있다고 본다.",
)
WORDS = OfficialWords("The use of “live” scanning by police shall be prohibited.", "en", "", SHA)
EVIDENCE = {
    "P1": recorded(RULE, WORDS),
    "P2": recorded(ADVICE),
    "P3": recorded(PERMISSION),
    "P4": recorded(FINDING),
    "P5": official_only("art-11", "Deployers shall keep logs for six months.", "en"),
    "P6": official_only("art-12", "기록은 6개월 동안 보관하여야 한다.", "ko"),
    "P8": recorded(FINDING, WORDS, OfficialWords("“실시간” 식별은 금지된다.", "ko", "", SHA)),
}


def _verdict(draft: str, language: Language) -> Verdict:
    statement = resolve(draft, EVIDENCE)
    finding = WordJudge().judge(statement, language)
    assert finding == Finding(statement, finding.verdict)
    return finding.verdict


SUPPORTED, UNCITED, UNRESOLVED, OVERSTATED, UNSUPPORTED, UNCHECKED = Verdict


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        (f"{RULE.text.en} [P1]", SUPPORTED),
        (f"{ADVICE.text.en} [P2]", SUPPORTED),
        (f"{PERMISSION.text.en} [P3]", SUPPORTED),
        (f"{FINDING.text.en} [P4]", SUPPORTED),
        (f"{WORDS.text} [P1]", SUPPORTED),
        ("The rule applies from 2 February 2025. [P1]", SUPPORTED),
        ("The use of \"live\" scanning by police shall be prohibited. [P1]", SUPPORTED),
        ("Deployers shall keep logs for six months. [P5]", SUPPORTED),
        ("Unless a judge authorised it within 24 hours, real-time face scanning by police is banned. [P1]", SUPPORTED),
        ("Agencies should stop buying face scanning tools until two safeguards exist in law. [P2]", SUPPORTED),
        ("A court may use stored images only where the person was convicted of a serious crime. [P3]", SUPPORTED),
        ("Errors can lead to the arrest of innocent people. [P4]", SUPPORTED),
        ("Deployers must keep the logs for 6 months. [P5]", SUPPORTED),
        ("The use of \"live\" scanning by police shall be prohibited. [P8]", SUPPORTED),
        ("Under Art. 5(1), the police must not use real-time face scanning in public spaces. [P1]", SUPPORTED),
        ("From 6 May 2021, under Art. 5(1) of the X Act, police must not use real-time face scanning. [P1]", SUPPORTED),
        ("Under Art. 6(1), the police must not use real-time face scanning in public spaces. [P1]", UNSUPPORTED),
        ("Since 6 June 2021, the police must not use real-time face scanning in public spaces. [P1]", UNSUPPORTED),
        ("Regulation (EU) 2020/77 of 2020 bans real-time face scanning by police in public spaces. [P1]", SUPPORTED),
        ("The police must not use real-time scanning, unless a judge authorised it within 48 hours. [P1]", UNSUPPORTED),
        ("Agencies should stop buying face scanning tools until three safeguards exist in law. [P2]", UNSUPPORTED),
        ("The rule applies from 2 March 2025. [P1]", UNSUPPORTED),
        ("Deployers shall keep logs for nine months. [P5]", UNSUPPORTED),
        ("The police must use real-time face scanning in public spaces. [P1]", UNSUPPORTED),
        ("Errors cannot lead to the arrest of innocent people. [P4]", OVERSTATED),
        ("Errors never lead to the arrest of innocent people. [P4]", UNSUPPORTED),
        ("Agencies must stop buying face scanning tools until two safeguards exist in law. [P2]", OVERSTATED),
        ("Agencies are prohibited from buying face scanning tools until two safeguards exist in law. [P2]", OVERSTATED),
        ("The report finds that States should halt errors and the arrest of innocent people. [P4]", OVERSTATED),
        ("The law says \"scanning by police is banned everywhere\" in public spaces. [P1]", UNSUPPORTED),
        ("The use of \"live scanning by the police\" shall be prohibited. [P1]", UNSUPPORTED),
        ("Schools must not sell lunch boxes without vegetables. [P1]", UNSUPPORTED),
        ("The police must not use real-time face scanning.", UNCITED),
        ("The police must not use real-time face scanning. [P9]", UNRESOLVED),
        ("The police must not use real-time face scanning. [P1, 5]", UNRESOLVED),
        ("Logs are kept for six months. [P6]", UNCHECKED),
        ("기록은 6개월 동안 보관하여야 한다. [P6]", SUPPORTED),
        ("기록은 9개월 동안 보관하여야 한다. [P6]", UNCHECKED),
    ],
)  # fmt: skip
def test_english(draft: str, verdict: Verdict) -> None:
    """A faithful statement stands; another number, polarity, strength or quotation, or no sound label, does not."""
    assert _verdict(draft, "en") is verdict


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        (f"{RULE.text.ko} [P1]", SUPPORTED),
        (f"{ADVICE.text.ko} [P2]", SUPPORTED),
        (f"{PERMISSION.text.ko} [P3]", SUPPORTED),
        (f"{FINDING.text.ko} [P4]", SUPPORTED),
        ("이 규정은 2025년 2월 2일부터 적용된다. [P1]", SUPPORTED),
        ("기록은 6개월 동안 보관하여야 한다. [P6]", SUPPORTED),
        ('"실시간" 식별은 금지된다. [P8]', SUPPORTED),
        (
            "판사가 24시간 안에 허가하지 않으면 경찰은 공개된 장소에서 실시간 얼굴 식별을 이용할 수 없다. [P1]",
            SUPPORTED,
        ),
        (
            "기관은 두 가지 안전장치가 법률에 마련될 때까지 얼굴인식 도구 구매를 중단하는 것이 바람직하다. [P2]",
            SUPPORTED,
        ),
        ("저장된 영상은 중대한 범죄로 유죄판결을 받은 사람의 경우에만 법원이 이용할 수 있다. [P3]", SUPPORTED),
        ("오류는 무고한 사람의 체포로 이어질 수 있다. [P4]", SUPPORTED),
        ("엑스법 제5조(1)에 따라 2021년 5월 6일부터 경찰은 실시간 얼굴 식별을 이용해서는 안 된다. [P1]", SUPPORTED),
        ("엑스법 제6조(1)에 따라 경찰은 실시간 얼굴 식별을 이용해서는 안 된다. [P1]", UNSUPPORTED),
        ("경찰은 판사가 48시간 안에 허가한 경우가 아니면 실시간 얼굴 식별을 이용해서는 안 된다. [P1]", UNSUPPORTED),
        ("세 가지 안전장치가 법률에 마련될 때까지 얼굴인식 도구 구매를 중단할 것을 권고했다. [P2]", UNSUPPORTED),
        ("이 규정은 2025년 3월 2일부터 적용된다. [P1]", UNSUPPORTED),
        ("경찰은 공개된 장소에서 실시간 얼굴 식별을 이용해야 한다. [P1]", UNSUPPORTED),
        ("오류는 무고한 사람의 체포로 이어지지 않는다. [P4]", UNSUPPORTED),
        ("기관은 두 가지 안전장치가 법률에 마련될 때까지 얼굴인식 도구 구매를 중단하여야 한다. [P2]", OVERSTATED),
        ("두 가지 안전장치가 법률에 마련될 때까지 기관의 얼굴인식 도구 구매는 금지된다. [P2]", OVERSTATED),
        ("법률은 “모든 장소에서 얼굴 식별을 금지한다”고 한다. [P1]", UNSUPPORTED),
        ("학교는 급식에 채소를 빼서는 안 된다. [P1]", UNSUPPORTED),
        ("경찰은 실시간 얼굴 식별을 이용해서는 안 된다.", UNCITED),
        ("경찰은 실시간 얼굴 식별을 이용해서는 안 된다. [P7]", UNRESOLVED),
        ("기록은 6개월 동안 보관하여야 한다. [P5]", UNCHECKED),
    ],
)
def test_korean(draft: str, verdict: Verdict) -> None:
    """The same holds in Korean: 권고는 의무가 되지 않고, 숫자와 부정은 바뀌지 않는다."""
    assert _verdict(draft, "ko") is verdict


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_bears_itself_out(language: Language) -> None:
    """The statement and the note of each record of the register, cited with its label, pass the check."""
    register = Register.load()
    fallen = []
    for record in register.provisions.values():
        passage = Passage(record.locator, register.instruments[record.locator.instrument], record, ())
        for said in (record.text, record.note):
            if said is not None:
                statement = resolve(f"{said.say(language)} [P1]", {"P1": passage})
                if WordJudge().judge(statement, language).verdict is not SUPPORTED:
                    fallen.append((str(record.locator), said.say(language)))
    assert len(register.provisions) > 100
    assert fallen == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a  b\n\tc", " a b c ", True),
        ("“a” «b» 「c」", '"a" "b" "c"', True),
        ("the State’s ‘duty’", "the State's 'duty'", True),
        (unicodedata.normalize("NFD", "금지된다"), "금지된다", True),
        ("a\u00a0b", "a b", True),
        ("Shall", "shall", False),
        ("a, b", "a b", False),
        ("a-b", "a–b", False),
        ("금지 된다", "금지된다", False),
    ],
)
def test_fold(one: str, other: str, same: bool) -> None:
    """Quotations are compared with composed letters, white space and quotation marks folded, and nothing else."""
    assert (fold(one) == fold(other)) is same


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", EVIDENCE)
def test_a_true_quotation_stands(label: str, language: Language) -> None:
    """What the guide quotes is what is stored."""
    assert quotation_stands(cite(EVIDENCE[label], language), EVIDENCE[label])


@pytest.mark.parametrize(
    ("label", "quote"),
    [
        ("P1", "The use of “live” scanning by police shall be permitted."),
        ("P1", "The use of “live” scanning by police shall be prohibited"),
        ("P1", RULE.text.en),
        ("P2", ADVICE.text.en.replace("recommends", "orders")),
        ("P5", "Deployers shall keep logs for six months. And more."),
    ],
)
def test_an_altered_quotation_falls(label: str, quote: str) -> None:
    """A quotation that differs by a word or a full stop, or that is taken from elsewhere, does not stand."""
    assert not quotation_stands(replace(cite(EVIDENCE[label], "en"), quote=quote), EVIDENCE[label])


def test_official_words_are_not_a_summary() -> None:
    """A quotation stands only as what it is called: official words or a record's statement."""
    passage: Passage = EVIDENCE["P2"]
    assert not quotation_stands(replace(cite(passage, "en"), quote_kind="official"), passage)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('It says "shall be prohibited", and “may be allowed.”', ["shall be prohibited", "may be allowed"]),
        ("‘단일’ 따옴표와 “공개된 장소에서는 안 된다.”", ["공개된 장소에서는 안 된다"]),
        ('The word "must" is short.', []),
        ("None.", []),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    """What stands in double quotation marks is a quotation, unless it is too short to be one."""
    assert list(quotations(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It is banned [P1]. It may be used [P2].", ["It is banned [P1].", "It may be used [P2]."]),
        ("It is banned. [P1] It may be used. [P2, P3]", ["It is banned. [P1]", "It may be used. [P2, P3]"]),
        ("Art. 5 bans it. Arts. 6 and 7 allow it.", ["Art. 5 bans it.", "Arts. 6 and 7 allow it."]),
        ("Some laws, e.g. that of the U.S. State, differ.", ["Some laws, e.g. that of the U.S. State, differ."]),
        ("It began in 2025. The ban holds.", ["It began in 2025.", "The ban holds."]),
        ("See A/HRC/48/31, para. 59. States should act.", ["See A/HRC/48/31, para. 59.", "States should act."]),
        ('It says “no use.” That is all.', ["It says “no use.”", "That is all."]),
        ("A line\nAnother line", ["A line", "Another line"]),
        ("금지된다. 다만 예외가 있다.", ["금지된다.", "다만 예외가 있다."]),
        ("금지된다. [P1] 다만 예외가 있다. [P2]", ["금지된다. [P1]", "다만 예외가 있다. [P2]"]),
        ("2023. 1. 12. 결정했다. 권고이다.", ["2023. 1. 12. 결정했다.", "권고이다."]),
        ("제23조제1항에 따른다. 제2항은 다르다.", ["제23조제1항에 따른다.", "제2항은 다르다."]),
        ("인식률은 99.5%이다. 높다.", ["인식률은 99.5%이다.", "높다."]),
        ("", []),
        ("no end", ["no end"]),
    ],
)  # fmt: skip
def test_sentences(text: str, found: list[str]) -> None:
    """Sentences end where readers see them end: not in abbreviations, dates, numbers or pinpoints; labels stay on."""
    assert sentences(text) == found
