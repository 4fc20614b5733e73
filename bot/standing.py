"""Standing: what the guide itself says of a text's force and dates, in both languages."""

from __future__ import annotations

import datetime

from bot.wording import day
from corpus.instrument import Bilingual, Force, Instrument, Issuer, Language, Status

FORCES: dict[Force, Bilingual] = {
    Force.CONSTITUTION: Bilingual(
        "{name}: a constitution. It is the highest law of its country and binds all State bodies.",
        "{name}: 헌법입니다. 그 나라의 최고법으로 모든 국가기관을 구속합니다.",
    ),
    Force.TREATY: Bilingual(
        "{name}: a treaty. It binds the States that are party to it.",
        "{name}: 조약입니다. 당사국을 구속합니다.",
    ),
    Force.STATUTE: Bilingual(
        "{name}: a statute. It is law and binds those to whom its rules are addressed.",
        "{name}: 법률입니다. 적용 대상이 되는 사람과 기관을 구속합니다.",
    ),
    Force.DECREE: Bilingual(
        "{name}: a presidential decree. It is law and binds within the limits of the statute that it carries out.",
        "{name}: 대통령령입니다. 법률이 위임한 범위에서 구속력이 있습니다.",
    ),
    Force.REGULATION: Bilingual(
        "{name}: a regulation of the European Union. It binds directly in its Member States.",
        "{name}: 유럽연합 규정입니다. 회원국에서 직접 구속력이 있습니다.",
    ),
    Force.DIRECTIVE: Bilingual(
        "{name}: a directive of the European Union. It binds the Member States as to the result, which their national "
        "law has to bring about.",
        "{name}: 유럽연합 지침입니다. 달성할 결과에 관하여 회원국을 구속하며, 회원국이 국내법으로 이행해야 합니다.",
    ),
    Force.ORDINANCE: Bilingual(
        "{name}: an ordinance. It is local law and binds in the city or county that made it.",
        "{name}: 조례입니다. 제정한 지방자치단체 안에서 구속력이 있습니다.",
    ),
    Force.DECLARATION: Bilingual(
        "{name}: a declaration. It does not bind as a treaty does.",
        "{name}: 선언입니다. 조약과 같은 법적 구속력은 없습니다.",
    ),
    Force.GENERAL_COMMENT: Bilingual(
        "{name}: an interpretation of a treaty by its committee. It does not bind by itself; the treaty that it "
        "interprets binds the States that are party to it.",
        "{name}: 조약을 담당하는 위원회의 해석입니다. 그 자체로는 법적 구속력이 없지만, "
        "해석의 대상인 조약은 당사국을 구속합니다.",
    ),
    Force.RECOMMENDATION: Bilingual(
        "{name}: a recommendation. It does not bind in law.",
        "{name}: 권고입니다. 법적 구속력은 없습니다.",
    ),
    Force.GUIDANCE: Bilingual(
        "{name}: guidance. It advises and does not bind in law.",
        "{name}: 지침서입니다. 방향을 안내할 뿐 법적 구속력은 없습니다.",
    ),
    Force.OPINION: Bilingual(
        "{name}: an opinion. It advises and does not bind in law.",
        "{name}: 의견입니다. 조언일 뿐 법적 구속력은 없습니다.",
    ),
    Force.REPORT: Bilingual(
        "{name}: a report. What it finds and recommends does not bind in law.",
        "{name}: 보고서입니다. 조사 결과와 권고에 법적 구속력은 없습니다.",
    ),
}
"""What each kind of text binds to."""
RESPECT: dict[Issuer, Bilingual] = {
    Issuer.NHRCK: Bilingual(
        "Under Article 25 of the NHRC Act, however, the head of an institution that receives a recommendation must "
        "respect it and endeavour to carry it out, must notify its plan within 90 days, and must give the reasons if "
        "it is not carried out.",
        "다만 국가인권위원회법 제25조에 따라 권고를 받은 기관의 장은 권고를 존중하고 이행하도록 노력해야 하며, "
        "90일 안에 이행계획을 통지하고, 이행하지 않을 때에는 그 이유를 통지해야 합니다.",
    ),
}
"""What the recommendation of an issuer obliges its addressee to, though it does not bind."""
RECITALS = Bilingual(
    "A recital explains the text that it opens; it lays down no duty of its own.",
    "전문(리사이틀)은 본문의 취지를 설명하며, 그 자체로 의무를 정하지 않습니다.",
)
_LAPSED = Bilingual(
    "{name}: without effect since {day}; it binds nobody today.", "{name}: {day} 효력을 잃어 지금은 구속력이 없습니다."
)
_PENDING = Bilingual("{name}: not in force; it binds nobody yet.", "{name}: 아직 발효되지 않아 구속력이 없습니다.")
_APPLIES = Bilingual("{pinpoint}: applied since {day}.", "{pinpoint}: {day}부터 적용되고 있습니다.")
_WILL_APPLY = Bilingual(
    "{pinpoint}: applies from {day}, not yet today.", "{pinpoint}: {day}부터 적용되며, 아직 적용되지 않습니다."
)
_ADOPTED = Bilingual("{name}: adopted or published on {day}.", "{name}: {day} 제정·채택·공표.")
_IN_FORCE = Bilingual("In force since {day}.", "{day}부터 효력.")
_NOT_IN_FORCE = Bilingual("Not in force.", "미발효.")
_EXPIRED = Bilingual("Without effect since {day}.", "{day} 효력 상실.")


def binding(instrument: Instrument, language: Language, today: datetime.date) -> str:
    """Whether a text binds, and whom."""
    name = instrument.short.say(language)
    if instrument.force.binding and instrument.status is Status.NOT_IN_FORCE:
        return _PENDING.say(language).format(name=name)
    if instrument.expired is not None and instrument.expired <= today:
        return _LAPSED.say(language).format(name=name, day=day(instrument.expired, language))
    return FORCES[instrument.force].say(language).format(name=name)


def application(pinpoint: str, applies: datetime.date, today: datetime.date, language: Language) -> str:
    """Since when a provision applies, or from when it will."""
    form = _APPLIES if applies <= today else _WILL_APPLY
    return form.say(language).format(pinpoint=pinpoint, day=day(applies, language))


def dates(instrument: Instrument, language: Language) -> str:
    """When an instrument was adopted, since when it is in force or without effect, and the note on the whole text."""
    told = [(_ADOPTED, instrument.adopted)]
    if instrument.status is Status.NOT_IN_FORCE:
        told.append((_NOT_IN_FORCE, instrument.adopted))
    elif instrument.in_force is not None:
        told.append((_IN_FORCE, instrument.in_force))
    if instrument.expired is not None:
        told.append((_EXPIRED, instrument.expired))
    name = instrument.short.say(language)
    if instrument.symbol and instrument.symbol != name:
        name = f"{name} ({instrument.symbol})"
    said = [form.say(language).format(name=name, day=day(date, language)) for form, date in told]
    return " ".join([*said, *([instrument.note.say(language)] if instrument.note else [])])
