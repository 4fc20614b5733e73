"""Wording of the page: every sentence that the page itself says, in both languages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from bot import wording
from bot.errors import BotError, EmbedderError, IndexFault, IndexInUse, IndexRebuilt, SettingsError
from bot.opening import Phase
from bot.progress import Step
from corpus.errors import CorpusError, OfficialError
from corpus.instrument import Bilingual, Force, Issuer, Language

TITLE = Bilingual("FRT Rights Guide", "얼굴인식 인권 안내")
LEAD = Bilingual(
    "What human-rights bodies and laws say about facial recognition, each statement with the provision it comes from.",
    "얼굴인식 기술에 관한 인권기구의 권고와 국내외 법령을 근거 조항과 함께 알려 드립니다.",
)
SKIP = Bilingual("Skip to the question box", "질문 입력란으로 바로 가기")
LANGUAGE = Bilingual("Language of the page", "화면 언어")
NO_SCRIPT = Bilingual("This page needs JavaScript.", "이 화면을 사용하려면 자바스크립트를 켜야 합니다.")

UNOFFICIAL = Bilingual(
    "This guide is unofficial. It is not a service of the National Human Rights Commission of Korea (NHRCK) "
    "and does not give legal advice.",
    "이 안내는 비공식 자료입니다. 국가인권위원회가 운영하는 서비스가 아니며 법률 자문을 대신하지 않습니다.",
)
NOT_KEPT = Bilingual(
    "This server keeps nothing of what you type. The conversation exists in this page only and is gone once you reload "
    "or close it.",
    "이 서버는 입력하신 내용을 저장하지 않습니다. 대화는 이 화면에만 남아 있으며, 새로 고치거나 닫으면 사라집니다.",
)
MODEL = Bilingual(
    "The operator of this server has set it up to pass questions to the language model {model}, which rewords the "
    "provisions found. Each sentence it writes is checked before it is shown. Leave out personal details.",
    "이 서버는 운영자의 설정에 따라 질문을 언어모델({model})에 전달하고, 언어모델은 찾아낸 조항을 풀어 씁니다. "
    "문장마다 근거를 확인한 뒤 보여 드립니다. 개인정보는 입력하지 마시기 바랍니다.",
)

CONVERSATION = Bilingual("Conversation", "대화")
QUESTION = Bilingual("Your question", "질문")
PLACEHOLDER = Bilingual("Ask in English or Korean", "한국어나 영어로 질문해 주세요")
KEYS = Bilingual("Enter sends, Shift+Enter starts a new line.", "Enter로 보내고, Shift+Enter로 줄을 바꿉니다.")
SEND = Bilingual("Ask", "질문하기")
ERASE = Bilingual("Erase this conversation", "대화 지우기")
ERASED = Bilingual("The conversation has been erased.", "대화를 지웠습니다.")
ASKED = Bilingual("You asked:", "질문:")
BUSY = Bilingual("The previous question is still being answered.", "앞선 질문에 아직 답변하고 있습니다.")
ANSWERED = Bilingual("The answer is ready.", "답변이 준비되었습니다.")
FAULT = Bilingual(
    "The guide failed while it was answering. Your question is back in the box; you can send it again.",
    "답변하는 중에 오류가 발생했습니다. 질문을 입력란에 되돌려 놓았으니 다시 보내실 수 있습니다.",
)
FULL = Bilingual(
    "Many questions are waiting at the moment. Yours is back in the box; please send it again in a moment.",
    "지금 질문이 많이 몰려 있습니다. 질문을 입력란에 되돌려 놓았으니 잠시 후 다시 보내 주세요.",
)
UNSENT = Bilingual(
    "The server of the guide cannot be reached. Your question is back in the box; please send it again in a moment.",
    "안내 서버에 연결할 수 없습니다. 질문을 입력란에 되돌려 놓았으니 잠시 후 다시 보내 주세요.",
)
UNREACHABLE = Bilingual("The server of the guide cannot be reached.", "안내 서버에 연결할 수 없습니다.")

SENT = Bilingual("The question has been sent.", "질문을 보냈습니다.")
WAITING = Bilingual(
    "The guide is still loading. Your question waits and is answered once loading is done.",
    "아직 준비 중입니다. 준비가 끝나는 대로 질문에 답변합니다.",
)
STEPS = {
    Step.READING: Bilingual("Reading the question.", "질문을 읽고 있습니다."),
    Step.SEARCHING: Bilingual("Searching the provisions.", "관련 조항을 찾고 있습니다."),
    Step.WRITING: Bilingual("Writing the answer.", "답변을 쓰고 있습니다."),
    Step.CHECKING: Bilingual("Checking each statement against its source.", "문장마다 근거를 확인하고 있습니다."),
}

PHASES = {
    Phase.LOADING: Bilingual(
        "Loading the search model. You can already ask; the answer follows once it is loaded.",
        "검색 모델을 불러오고 있습니다. 지금 질문하셔도 준비되는 대로 답변합니다.",
    ),
    Phase.BUILDING: Bilingual(
        "Building the index: {done} of {total} entries.",
        "색인을 만들고 있습니다. {total}개 항목 중 {done}개를 마쳤습니다.",
    ),
    Phase.RECORDS: Bilingual(
        "Ready. Answers cite summaries in our own words; the official wording is not installed.",
        "질문하실 수 있습니다. 공식 원문이 설치되어 있지 않아 조항을 요약한 글을 근거로 답변합니다.",
    ),
    Phase.ADDING: Bilingual(
        "Ready. Official texts are being added: {done} of {total} entries.",
        "질문하실 수 있습니다. 공식 원문을 추가하고 있습니다({total}개 항목 가운데 {done}개).",
    ),
    Phase.COMPLETE: Bilingual(
        "Ready. The official texts are installed.", "질문하실 수 있습니다. 공식 원문이 설치되어 있습니다."
    ),
    Phase.FAILED: Bilingual("The guide could not start.", "안내를 시작하지 못했습니다."),
}
FAULTS: dict[type[BotError | CorpusError], Bilingual] = {
    CorpusError: Bilingual("The records cannot be read.", "수록된 조항 기록을 읽을 수 없습니다."),
    OfficialError: Bilingual(
        "An installed text cannot be read; its operator has to install it again.",
        "설치된 문서 가운데 읽을 수 없는 것이 있습니다. 운영자가 다시 설치해야 합니다.",
    ),
    BotError: Bilingual("A part of the guide does not work.", "안내의 일부가 작동하지 않습니다."),
    SettingsError: Bilingual("A setting of this server cannot be used.", "서버 설정에 잘못된 값이 있습니다."),
    EmbedderError: Bilingual("The search model cannot be loaded.", "검색 모델을 불러올 수 없습니다."),
    IndexFault: Bilingual("The index cannot be read or built.", "색인을 읽거나 만들 수 없습니다."),
    IndexInUse: Bilingual(
        "The index is in use by another process of the guide.", "안내의 다른 프로세스가 색인을 사용하고 있습니다."
    ),
    IndexRebuilt: Bilingual("The index was damaged and has been built anew.", "색인이 손상되어 새로 만들었습니다."),
}
"""What a visitor reads of a fault; the operator reads its whole sentence, with paths and names, on standard error."""


def of_fault(fault: BotError | CorpusError) -> Bilingual:
    """The sentence for a fault, or else for the nearest kind of fault that has one."""
    return next(FAULTS[kind] for kind in type(fault).__mro__ if kind in FAULTS)


BINDING = Bilingual("Binding", "구속력 있음")
BINDING_PARTIES = Bilingual("Binding on its parties", "당사국에 구속력 있음")
BINDING_IN = {
    Issuer.KOREA: Bilingual("Binding in Korea", "한국에서 구속력 있음"),
    Issuer.EU: Bilingual("Binding in the EU", "EU에서 구속력 있음"),
    Issuer.US: Bilingual("Binding where enacted (US)", "제정한 지역(미국)에서 구속력 있음"),
    Issuer.LOCAL: Bilingual("Binding, as its operator states", "운영 기관의 표시로는 구속력 있음"),
}
"""Where a text binds that binds one legal order."""
NOT_BINDING_NOW = Bilingual("Not binding today", "현재 구속력 없음")
ADVICE = Bilingual("Not binding", "구속력 없음")
RECITAL = Bilingual("Recital: not binding by itself", "전문(前文): 그 자체로는 구속력 없음")
OFFICIAL_WORDS = Bilingual("Official words", "공식 원문")
IN_LANGUAGE = {"en": Bilingual("in English", "영어"), "ko": Bilingual("in Korean", "한국어")}
SUMMARY = Bilingual(
    "Summary in our words: the official wording is not installed.",
    "직접 작성한 요약입니다. 공식 원문은 설치되어 있지 않습니다.",
)
SECONDARY = Bilingual("Checked only against a secondary source.", "2차 자료로만 확인한 내용입니다.")
SECONDARY_BADGE = Bilingual("secondary source", "2차 자료")
LOCAL_BADGE = Bilingual("added locally", "자체 등록 문서")
SECONDARY_LINK = Bilingual("See that source", "해당 자료 보기")
TEXT = Bilingual("Text", "문서")
ISSUER = Bilingual("Issued by", "발행 주체")
NOTE = Bilingual("Note", "유의할 점")
READ_OFFICIAL = Bilingual("Read the official text", "공식 원문 보기")
NEW_TAB = Bilingual("opens in a new tab", "새 탭에서 열림")
SHOW_ALL = Bilingual("Show all ({count:,} characters)", "전체 보기({count:,}자)")
SHOW_LESS = Bilingual("Show less", "줄여서 보기")
COPY = Bilingual("Copy citation", "인용 표기 복사")
COPIED = Bilingual("Citation copied", "인용 표기를 복사했습니다")
NOT_COPIED = Bilingual("The browser did not allow copying", "브라우저가 복사를 허용하지 않았습니다")
CITATION = Bilingual("Citation", "근거")
NEAREST = Bilingual("Closest provisions found", "검색에서 가장 가까웠던 조항")
MADE = Bilingual("How this answer was made", "이 답변을 만든 방법")
MADE_BY = {
    "extractive": Bilingual(
        "Put together from the records of provisions, without a language model.",
        "언어모델 없이 조항 기록을 모아 만들었습니다.",
    ),
    "model": Bilingual(
        "Written by the language model {model} from the provisions found, then checked.",
        "찾아낸 조항을 바탕으로 언어모델({model})이 쓰고, 근거를 확인했습니다.",
    ),
}
CORPUS = Bilingual(
    "State of the corpus: {corpus}. Time taken: {seconds} s.", "자료 판본: {corpus}. 걸린 시간: {seconds}초."
)


def withheld(count: int) -> Bilingual:
    """How many statements did not pass their check."""
    if count == 1:
        english = "1 statement did not pass its check and is not shown."
    else:
        english = f"{count} statements did not pass their check and are not shown."
    return Bilingual(english, f"확인을 통과하지 못한 문장 {count}개는 보여 드리지 않습니다.")


_ADOPTED = Bilingual("adopted {day}", "{day} 채택")
_ADOPTED_AS = {Force.REPORT: Bilingual("published {day}", "{day} 발표")}
_ADOPTED_BY = {
    Issuer.NHRCK: Bilingual("decided {day}", "{day} 결정"),
    Issuer.KOREA: Bilingual("promulgated {day}", "{day} 공포"),
    Issuer.US: Bilingual("enacted {day}", "{day} 제정"),
    Issuer.LOCAL: Bilingual("dated {day}", "{day}자"),
}
_IN_FORCE = Bilingual("in force from {day}", "{day} 발효")
_IN_FORCE_BY = {
    Issuer.KOREA: Bilingual("in force from {day}", "{day} 시행"),
    Issuer.US: Bilingual("in force from {day}", "{day} 시행"),
}
_CURRENT_FROM = Bilingual("current from {day}", "{day}부터 유효")
APPLIES_FROM = Bilingual("applies from {day}", "{day}부터 적용")
EXPIRED_ON = Bilingual("without effect since {day}", "{day} 효력 상실")


def adopted(force: Force, issuer: Issuer) -> Bilingual:
    """What happened to such a text of such an issuer on the day that it is cited with."""
    return _ADOPTED_AS.get(force) or _ADOPTED_BY.get(issuer, _ADOPTED)


def in_force(force: Force, issuer: Issuer) -> Bilingual:
    """How its coming into force is told; what does not bind is never said to be in force."""
    return _IN_FORCE_BY.get(issuer, _IN_FORCE) if force.binding else _CURRENT_FROM


def day(iso: str, language: Language) -> str:
    """An ISO day as people write it.

    >>> day("2023-01-12", "en"), day("2023-01-12", "ko")
    ('12 January 2023', '2023년 1월 12일')
    """
    return wording.day(datetime.date.fromisoformat(iso), language)


@dataclass(frozen=True, slots=True)
class Examples:
    """Questions that one kind of user may ask, in both languages."""

    audience: Bilingual
    questions: tuple[Bilingual, ...]


EXAMPLES_TITLE = Bilingual("Examples", "질문 예시")
EXAMPLES = (
    Examples(
        Bilingual("As a member of the public", "시민"),
        (
            Bilingual("Can the police scan faces at a rally?", "경찰이 집회 참가자의 얼굴을 인식해도 되나요?"),
            Bilingual(
                "What did the NHRCK recommend about facial recognition?",
                "국가인권위원회는 얼굴인식 기술에 대해 무엇을 권고했나요?",
            ),
        ),
    ),
    Examples(
        Bilingual("As a civil servant", "공무원"),
        (
            Bilingual(
                "What must a public body do before it introduces facial recognition?",
                "공공기관이 얼굴인식 기술을 도입하려면 먼저 무엇을 해야 하나요?",
            ),
            Bilingual(
                "Is facial data sensitive information under the Personal Information Protection Act?",
                "얼굴정보는 개인정보 보호법상 민감정보에 해당하나요?",
            ),
        ),
    ),
    Examples(
        Bilingual("As an evaluator", "평가자"),
        (
            Bilingual(
                "Which exceptions does Article 5(1)(h) of the EU AI Act allow?",
                "EU 인공지능법 제5조제1항(h)호의 예외는 무엇인가요?",
            ),
            Bilingual(
                "Has the NHRCK's decision made facial recognition illegal in Korea?",
                "국가인권위원회 결정으로 우리나라에서 얼굴인식이 불법이 되었나요?",
            ),
        ),
    ),
)
