"""Choice: which texts an answer may rest on, as controls of the page; their values are those of bot.filter.Filter."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bot.ui.both import both
from bot.wording import FORCE_NAMES, ISSUER_NAMES, STATUS_NAMES
from corpus.instrument import LANGUAGES, Bilingual, Issuer
from corpus.provision import Topic

TITLE = Bilingual("Choose texts", "문서 범위 고르기")
CLEAR = Bilingual("All texts again", "범위 풀기")
ALL = Bilingual("all", "전체")
FIELDS = {
    "issuer": Bilingual("Issuer", "발행 주체"),
    "force": Bilingual("Force", "효력"),
    "topic": Bilingual("Topic", "주제"),
    "status": Bilingual("Status", "상태"),
    "wording": Bilingual("Official words in", "공식 원문의 언어"),
}
ON = Bilingual("As the law stood on", "기준일(이날의 법)")
WORDINGS = {"ko": Bilingual("Korean", "한국어"), "en": Bilingual("English", "영어")}
TOPIC_NAMES = {
    Topic.LIVE_IDENTIFICATION: Bilingual("live identification", "실시간 식별"),
    Topic.RETROSPECTIVE_IDENTIFICATION: Bilingual("retrospective identification", "사후 식별"),
    Topic.VERIFICATION: Bilingual("verification", "본인 확인"),
    Topic.CATEGORISATION: Bilingual("categorisation and emotions", "범주화와 감정인식"),
    Topic.DATABASES: Bilingual("databases", "데이터베이스"),
    Topic.PUBLIC_SPACES: Bilingual("public spaces", "공개된 장소"),
    Topic.LAW_ENFORCEMENT: Bilingual("law enforcement", "법집행"),
    Topic.ASSEMBLY: Bilingual("assembly", "집회"),
    Topic.EXPRESSION: Bilingual("expression", "표현"),
    Topic.PRIVACY: Bilingual("privacy", "사생활"),
    Topic.DISCRIMINATION: Bilingual("discrimination", "차별"),
    Topic.CHILDREN: Bilingual("children", "아동"),
    Topic.SCHOOLS_WORKPLACES: Bilingual("schools and workplaces", "학교와 일터"),
    Topic.PRIVATE_SECTOR: Bilingual("private sector", "민간 부문"),
    Topic.SENSITIVE_DATA: Bilingual("sensitive data", "민감정보"),
    Topic.CONSENT: Bilingual("consent", "동의"),
    Topic.DATA_MINIMISATION: Bilingual("data minimisation", "최소 수집"),
    Topic.RETENTION: Bilingual("retention", "보관"),
    Topic.LEGAL_BASIS: Bilingual("legal basis", "법적 근거"),
    Topic.PRIOR_AUTHORISATION: Bilingual("prior authorisation", "사전 허가"),
    Topic.IMPACT_ASSESSMENT: Bilingual("impact assessment", "영향평가"),
    Topic.TRANSPARENCY: Bilingual("transparency", "투명성"),
    Topic.OVERSIGHT: Bilingual("oversight", "감독"),
    Topic.REPORTING: Bilingual("reporting", "보고"),
    Topic.REDRESS: Bilingual("redress", "구제"),
    Topic.PENALTIES: Bilingual("penalties", "제재"),
    Topic.DATA_SUBJECT_RIGHTS: Bilingual("rights of data subjects", "정보주체의 권리"),
    Topic.AUTOMATED_DECISIONS: Bilingual("automated decisions", "자동화된 결정"),
    Topic.SECURITY: Bilingual("security", "보안"),
    Topic.ACCURACY: Bilingual("accuracy", "정확성"),
    Topic.BORDERS: Bilingual("borders", "국경·출입국"),
    Topic.MORATORIUM: Bilingual("moratorium", "모라토리엄"),
    Topic.PROHIBITION: Bilingual("prohibition", "금지"),
    Topic.HIGH_RISK: Bilingual("high risk", "고위험"),
    Topic.DEFINITION: Bilingual("definitions", "정의"),
    Topic.SCOPE: Bilingual("scope", "적용 범위"),
    Topic.APPLICATION_DATE: Bilingual("dates of application", "적용일"),
    Topic.AMENDMENT: Bilingual("amendments", "개정"),
    Topic.MANDATE: Bilingual("powers and tasks", "권한과 업무"),
    Topic.BENEFITS: Bilingual("benefits", "편익"),
    Topic.RISKS: Bilingual("risks", "위험"),
}


def choice_html() -> str:
    """The controls, folded; the script adds what they hold to the letter that it sends."""
    issuers = {one.value: name for one, name in ISSUER_NAMES.items() if one is not Issuer.LOCAL}
    values = {
        "issuer": issuers,
        "force": {one.value: name for one, name in FORCE_NAMES.items()},
        "topic": {one.value: name for one, name in TOPIC_NAMES.items()},
        "status": {one.value: name for one, name in STATUS_NAMES.items()},
        "wording": WORDINGS,
    }
    fields = "".join(_select(name, values[name].items()) for name in FIELDS)
    day = f'<label>{both(ON)}<input type="date" data-only="on" min="1948-12-10"></label>'
    clear = f'<button type="button" id="all-texts" class="plain">{both(CLEAR)}</button>'
    controls = f'<div class="choice">{fields}{day}{clear}</div>'
    return f'<details id="choice"><summary>{both(TITLE)}</summary>{controls}</details>'


def _select(name: str, values: Iterable[tuple[str, Bilingual]]) -> str:
    options = "".join(_option(value, said) for value, said in (("", ALL), *values))
    return f'<label>{both(FIELDS[name])}<select data-only="{name}">{options}</select></label>'


def _option(value: str, said: Bilingual) -> str:
    """An option, whose words the script sets in the language of the page."""
    words = "".join(f' data-{code}-said="{escape(said.say(code))}"' for code in LANGUAGES)
    return f'<option value="{escape(value)}"{words}>{escape(said.en)}</option>'
