"""Wording: every sentence that the guide itself says, in both languages."""

from __future__ import annotations

import calendar
import datetime
import re

from bot.reason import Reason
from bot.role import Role
from corpus.instrument import Bilingual, Force, Issuer, Language, Status

REFUSALS: dict[Reason, Bilingual] = {
    Reason.OUT_OF_SCOPE: Bilingual(
        "This guide only answers questions about facial recognition, biometric identification and human rights. "
        "Your question seems to be about something else.",
        "이 안내는 얼굴인식·생체인식과 인권에 관한 질문에만 답합니다. 다른 주제의 질문으로 보입니다.",
    ),
    Reason.NOT_IN_CORPUS: Bilingual(
        "Your question is within the subject, but none of the texts that this guide holds answers it.",
        "주제에는 맞는 질문이지만, 이 안내에 수록된 문서에서 답을 찾지 못했습니다.",
    ),
    Reason.PERSONAL_ADVICE: Bilingual(
        "This guide does not judge individual cases or give legal advice. For advice on your own case, turn to the "
        "NHRCK counselling line (1331, in Korea), the privacy call centre (118, in Korea) or a lawyer.",
        "이 안내는 개별 사건의 유불리를 판단하거나 법률 자문을 하지 않습니다. 본인의 사건은 "
        "국가인권위원회 인권상담전화(1331), 개인정보침해 신고센터(118) 또는 변호사와 상담하시기 바랍니다.",
    ),
    Reason.UNSUPPORTED_LANGUAGE: Bilingual(
        "This guide speaks English and Korean. Please ask in one of the two. (이 안내는 한국어와 영어로 답합니다.)",
        "이 안내는 한국어와 영어로 답합니다. 둘 중 하나로 질문해 주세요. (This guide speaks English and Korean.)",
    ),
    Reason.NOT_GROUNDED: Bilingual(
        "Something was found, but no statement about it passed the check against the stored provisions, "
        "so none is shown.",
        "관련 조문을 찾았지만, 저장된 조문과 대조하는 검사를 통과한 문장이 없어 답변을 표시하지 않습니다.",
    ),
    Reason.NEEDS_FACTS: Bilingual(
        "The question refers to something that this conversation has not named yet. Please say what it is about, "
        "for example which law, which authority or which use of facial recognition.",
        "질문이 가리키는 대상이 이 대화에 아직 나오지 않았습니다. "
        "어떤 법, 어떤 기관, 또는 어떤 얼굴인식 이용에 관한 것인지 함께 적어 주세요.",
    ),
    Reason.SEARCH_FAILED: Bilingual(
        "The search failed, so this guide cannot tell whether there is an answer. This does not mean that nothing "
        "was found. Please try again.",
        "검색이 실패하여 답이 있는지 알 수 없습니다. 관련 내용이 없다는 뜻이 아닙니다. 다시 시도해 주세요.",
    ),
    Reason.MODEL_FAILED: Bilingual(
        "The language model failed and no answer could be written. Please try again.",
        "언어모델이 응답하지 못해 답변을 작성하지 못했습니다. 다시 시도해 주세요.",
    ),
    Reason.CHECK_FAILED: Bilingual(
        "The check of the answer did not run, so the answer is not shown. Please try again.",
        "답변을 검사하지 못하여 답변을 표시하지 않습니다. 다시 시도해 주세요.",
    ),
    Reason.BAD_INPUT: Bilingual(
        "There is no question here that can be read.",
        "읽을 수 있는 질문이 없습니다.",
    ),
}
"""Each way of not answering in its own words."""

EMPTY = Bilingual("Please type a question.", "질문을 입력해 주세요.")
TOO_LONG = Bilingual(
    "The question has {length:,} characters; this guide takes up to {limit:,}. Please shorten it.",
    "질문이 {length:,}자입니다. 최대 {limit:,}자까지 입력할 수 있으니 줄여 주세요.",
)
NO_SUCH_LOCATOR = Bilingual(
    "{instrument} has no {pinpoint}.",
    "{instrument}에는 {pinpoint} 부분이 없습니다.",
)
NO_SUCH_THEN = Bilingual(
    "On {day}, {instrument} had no {pinpoint}.",
    "{day} 당시 {instrument}에는 {pinpoint} 부분이 없었습니다.",
)
RANGES: dict[str, Bilingual] = {
    "art": Bilingual("Its articles run from 1 to {last}.", "조문은 제1조부터 제{last}조까지 있습니다."),
    "para": Bilingual("Its paragraphs run from 1 to {last}.", "문단은 1번부터 {last}번까지 있습니다."),
    "rec": Bilingual("Its recitals run from 1 to {last}.", "전문(리사이틀)은 1번부터 {last}번까지 있습니다."),
    "annex": Bilingual("Its annexes run from I to {last}.", "부속서는 I부터 {last}까지 있습니다."),
}
INSIDE = Bilingual("{pinpoint} has {first} to {last}.", "{pinpoint}에는 {first}부터 {last}까지 있습니다.")
INSIDE_NUMBERS = Bilingual("{pinpoint} has paragraphs {first} to {last}.", INSIDE.ko)
INSIDE_LETTERS = Bilingual("{pinpoint} has points {first} to {last}.", INSIDE.ko)
INSIDE_ONE = Bilingual("{pinpoint} has {first} only.", "{pinpoint}에는 {first}만 있습니다.")
INSIDE_TOO = Bilingual(" Also {inserted}.", " {inserted}도 있습니다.")
NOTHING_INSIDE = Bilingual("{pinpoint} has no numbered parts.", "{pinpoint}에는 더 나뉜 항목이 없습니다.")
SECTION = Bilingual("section {number}", "{number}절")
"""A section of a code, whose number alone is left where its pinpoint begins with the code's."""
NEWER = Bilingual("It came into the text later.", "그 뒤에 신설된 조문입니다.")
NOT_KNOWN = Bilingual(
    "This guide does not hold {pinpoint} and cannot tell whether it exists. Read the text at {url}.",
    "{pinpoint}은(는) 이 안내에 수록되지 않았으며, 있는 조문인지도 확인할 수 없습니다. 원문: {url}",
)
ONLY_OFFICIAL: dict[Language, Bilingual] = {
    "en": Bilingual(
        "This guide holds {pinpoint} only in its official English wording, without a summary of its own.",
        "{pinpoint}은(는) 요약이 없어 공식 영어 원문으로만 보여 드립니다.",
    ),
    "ko": Bilingual(
        "This guide holds {pinpoint} only in its official Korean wording, without a summary of its own.",
        "{pinpoint}은(는) 요약이 없어 공식 한국어 원문으로만 보여 드립니다.",
    ),
}
"""That a provision is shown in official words of the language that is not the reader's."""
WHOLE_IN: dict[Language, Bilingual] = {
    "en": Bilingual(
        "This guide has summaries of parts of {pinpoint} only; the whole follows in its official English wording.",
        "{pinpoint} 가운데 일부만 요약되어 있어, 전체는 공식 영어 원문으로 이어서 보여 드립니다.",
    ),
    "ko": Bilingual(
        "This guide has summaries of parts of {pinpoint} only; the whole follows in its official Korean wording.",
        "{pinpoint} 가운데 일부만 요약되어 있어, 전체는 공식 한국어 원문으로 이어서 보여 드립니다.",
    ),
}
"""That parts of a provision are shown in our words, then all of it in the official ones."""
NONE_OF_THESE = Bilingual(
    "Not held here, or not existing: {names}.",
    "이 안내에 없거나 존재하지 않는 조문: {names}.",
)
TOO_MANY = Bilingual(
    "You name more than fits into one answer: {shown} of {total} provisions are shown. Please ask for the others "
    "separately.",
    "한 번에 보여 드리기에는 많아 말씀하신 조문 {total}개 가운데 {shown}개만 보여 드립니다. "
    "나머지는 나누어 질문해 주세요.",
)
NOT_HELD = Bilingual(
    "{pinpoint} exists, but this guide holds no record of it and its official wording is not installed. "
    "Read it at {url}.",
    "{pinpoint}은(는) 있는 조문이지만, 이 안내에 수록되지 않았고 공식 원문도 설치되어 있지 않습니다. 원문: {url}",
)
AMENDED = Bilingual(
    "A later act changed {pinpoint}, and this guide does not hold its present wording. Read it at {url}.",
    "{pinpoint}은(는) 이후 개정되었는데, 이 안내에는 현행 조문이 없습니다. 원문: {url}",
)
PARTLY_HELD = Bilingual(
    "Shown are the parts of {pinpoint} that this guide holds, not the whole provision. Read the whole at {url}.",
    "{pinpoint} 가운데 이 안내에 수록된 부분만 보여 드립니다. 전체 조문: {url}",
)
WHICH_LAW = Bilingual(
    "Which text do you mean by “{pinpoint}”? Please name it, for example “AI Act” or “PIPA”.",
    "‘{pinpoint}’은(는) 어느 법령이나 문서의 조문인가요? 예를 들어 "
    "‘개인정보 보호법’, ‘EU 인공지능법’처럼 이름을 함께 적어 주세요.",
)
OUTSIDE = Bilingual(
    "This guide holds no text on “{name}”. It covers texts of Korea, the United Nations, the Council of Europe and the "
    "European Union, and laws of California, Illinois, San Francisco and Washington State.",
    "이 안내에는 ‘{name}’에 관한 문서가 없습니다. 한국, 유엔, 유럽평의회, 유럽연합의 문서와 "
    "미국 캘리포니아주·일리노이주·샌프란시스코시·워싱턴주의 법을 다룹니다.",
)
MEMBER_STATE = Bilingual(
    "This guide holds no national law of {name}.",
    "{name}의 국내법은 이 안내에 수록되어 있지 않습니다.",
)
LAW_OF_THE_UNION = Bilingual(
    "What is shown is law of the European Union, to which it belongs.",
    "이 나라가 회원국으로 있는 유럽연합의 법을 보여 드립니다.",
)
NARROWED = Bilingual(
    "None of the texts that you chose answers this. Open the choice of texts again to search all of them.",
    "선택하신 범위의 문서에는 이 질문에 답하는 조항이 없습니다. 범위를 풀면 전체 문서에서 찾아 드립니다.",
)
READ_AS = Bilingual("Read as: {words}.", "다음과 같이 읽었습니다: {words}.")
SAME_AGAIN = Bilingual(
    "Shown again is what the texts say: each sentence is a provision put briefly, and its full wording opens with the "
    "citation under it.",
    "같은 내용을 다시 보여 드립니다. 각 문장은 조문을 짧게 풀어 쓴 것이며, "
    "전체 조문은 아래의 인용을 열면 볼 수 있습니다.",
)
WELCOME = Bilingual(
    "You are welcome. Ask again whenever you want to know what the texts say.",
    "도움이 되었기를 바랍니다. 더 궁금한 점이 있으면 언제든지 질문해 주세요.",
)
NOD = Bilingual(
    "If anything is still open, ask on: for example about exceptions, dates or whether a text binds.",
    "더 궁금한 점이 있으면 이어서 질문해 주세요. 예외, 시행 시기, 법적 구속력 등을 물어보실 수 있습니다.",
)
GREETING = Bilingual(
    "Hello. Ask what the texts on facial recognition and human rights say, "
    "for example: “May the police scan faces at a rally?”",
    "안녕하세요. 얼굴인식과 인권에 관한 문서의 내용을 질문해 주세요. 예: ‘경찰이 집회에서 얼굴인식을 써도 되나요?’",
)
ABOUT = Bilingual(
    "This is a guide to what laws and recommendations say about facial recognition and human rights. It shows the "
    "provisions that answer a question, each with its source. It is no official service of the NHRCK and gives no "
    "legal advice.",
    "얼굴인식과 인권에 관한 법령과 권고의 내용을 찾아 드리는 안내입니다. "
    "질문에 답하는 조문을 출처와 함께 보여 드립니다. 국가인권위원회의 공식 서비스가 아니며 법률 자문도 아닙니다.",
)
NOT_YET_THEN = Bilingual(
    "You ask about {period}. Of what is shown, these texts were not in force or not yet made then: {names}.",
    "{period}에 관한 질문입니다. 아래 내용 가운데 다음 문서는 그때 아직 시행되지 않았거나 없었습니다: {names}.",
)
NO_EARLIER_WORDING = Bilingual(
    "You ask about {period}. This guide does not hold the wording of that time of {names}, so the present one is shown "
    "with its dates.",
    "{period}에 관한 질문입니다. {names}의 그 당시 조문은 이 안내에 없어, 현행 조문을 날짜와 함께 보여 드립니다.",
)
MODEL_SET_ASIDE = Bilingual(
    "The language model's draft did not pass the check ({failed} of {total} statements failed), "
    "so the cited extract is shown.",
    "언어모델의 초안이 검사를 통과하지 못해(문장 {total}개 중 {failed}개) 조문에서 뽑은 내용을 그대로 보여 드립니다.",
)
MODEL_FELL_SILENT = Bilingual(
    "The language model did not answer ({why}), so the cited extract is shown.",
    "언어모델이 응답하지 않아({why}) 조문에서 뽑은 내용을 그대로 보여 드립니다.",
)
MODEL_FAULTS: dict[str, Bilingual] = {
    "time-out": Bilingual("time-out", "시간 초과"),
    "unreachable": Bilingual("unreachable", "연결 실패"),
    "server error": Bilingual("server error", "서버 오류"),
    "empty": Bilingual("empty draft", "빈 초안"),
}

_REFUSING = (
    *(said for reason, said in REFUSALS.items() if reason.status != "error"),
    *(OUTSIDE, WELCOME, NOD, GREETING, ABOUT),
)


_REFUSING_FORMS = tuple(
    re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(words))) for said in _REFUSING for words in (said.en, said.ko)
)


def is_refusal(answer: str) -> bool:
    """Whether an answer's text is a sentence with which the guide does not answer, in either language.

    A provision that does not exist or a fault is none: what was asked about stays what is spoken of.
    """
    return any(form.fullmatch(answer) for form in _REFUSING_FORMS)


ROLE_NAMES: dict[Role, Bilingual] = {
    Role.RULE: Bilingual("Rule", "원칙"),
    Role.EXCEPTION: Bilingual("Exception", "예외"),
    Role.CONDITION: Bilingual("Condition", "조건"),
    Role.NOTE: Bilingual("Note", "유의할 점"),
}
FORCE_NAMES: dict[Force, Bilingual] = {
    Force.CONSTITUTION: Bilingual("constitution", "헌법"),
    Force.TREATY: Bilingual("treaty", "조약"),
    Force.STATUTE: Bilingual("statute", "법률"),
    Force.DECREE: Bilingual("presidential decree", "대통령령"),
    Force.REGULATION: Bilingual("EU regulation", "EU 규정"),
    Force.DIRECTIVE: Bilingual("EU directive", "EU 지침"),
    Force.ORDINANCE: Bilingual("ordinance", "조례"),
    Force.DECLARATION: Bilingual("declaration", "선언"),
    Force.GENERAL_COMMENT: Bilingual("general comment (interpretation)", "일반논평·일반권고(해석)"),
    Force.RECOMMENDATION: Bilingual("recommendation", "권고"),
    Force.GUIDANCE: Bilingual("guidance", "지침서"),
    Force.OPINION: Bilingual("opinion", "의견"),
    Force.REPORT: Bilingual("report", "보고서"),
}
STATUS_NAMES: dict[Status, Bilingual] = {
    Status.IN_FORCE: Bilingual("in force", "시행 중"),
    Status.AMENDED: Bilingual("in force, amended", "시행 중(개정됨)"),
    Status.NOT_YET_APPLICABLE: Bilingual("not yet applicable", "아직 적용 전"),
    Status.NOT_IN_FORCE: Bilingual("not in force", "미발효"),
    Status.EXPIRED: Bilingual("expired", "실효"),
    Status.SUPERSEDED: Bilingual("superseded", "구법"),
    Status.CURRENT: Bilingual("current", "유효"),
}
ISSUER_NAMES: dict[Issuer, Bilingual] = {
    Issuer.NHRCK: Bilingual("National Human Rights Commission of Korea", "국가인권위원회"),
    Issuer.KOREA: Bilingual("Republic of Korea", "대한민국"),
    Issuer.UN: Bilingual("United Nations", "유엔"),
    Issuer.COE: Bilingual("Council of Europe", "유럽평의회"),
    Issuer.EU: Bilingual("European Union", "유럽연합"),
    Issuer.US: Bilingual("United States", "미국"),
    Issuer.OECD: Bilingual("OECD", "경제협력개발기구(OECD)"),
    Issuer.LOCAL: Bilingual("Added by the operator of this guide", "이 안내를 운영하는 기관이 등록"),
}


def day(date: datetime.date, language: Language) -> str:
    """A day as people write it.

    >>> day(datetime.date(2023, 1, 12), "en"), day(datetime.date(2023, 1, 12), "ko")
    ('12 January 2023', '2023년 1월 12일')
    """
    if language == "en":
        return f"{date.day} {calendar.month_name[date.month]} {date.year}"
    return f"{date.year}년 {date.month}월 {date.day}일"


def particled(text: str) -> str:
    """``text`` with each 은(는) as the word or the number before it takes it.

    >>> particled("제23조제1항은(는), 제205조은(는), 제5조(1)(h)은(는), 제108조(3)은(는)")
    '제23조제1항은, 제205조는, 제5조(1)(h)는, 제108조(3)은'
    """
    return re.sub(r"(\w)([)’]*)은\(는\)", lambda match: f"{match[1]}{match[2]}{_topic(match[1])}", text)


def _topic(last: str) -> str:
    closed = (ord(last) - 0xAC00) % 28 > 0 if "가" <= last <= "힣" else last.lower() in "013678lmnr"
    return "은" if closed else "는"
