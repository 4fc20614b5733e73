"""Filter: an answer rests on the texts that the visitor chose, over the guide, the command line and a batch."""

from __future__ import annotations

import datetime

import pytest

from bot.answer import Guidance, Refusal
from bot.filter import EVERYTHING, Filter
from bot.guide import Guide
from bot.question import Question
from bot.reason import Reason
from bot.role import Role
from bot.ui.choice import FIELDS, TOPIC_NAMES, choice_html
from corpus.instrument import Force, Issuer, Status
from corpus.provision import Topic

QUESTIONS = {"en": "How long may facial images be kept?", "ko": "얼굴 영상은 얼마나 오래 보관할 수 있나요?"}
TODAY = datetime.date.today()
FILTERS = (
    Filter(issuer=frozenset({Issuer.UN})),
    Filter(issuer=frozenset({Issuer.EU, Issuer.COE})),
    Filter(force=frozenset({Force.STATUTE, Force.DECREE})),
    Filter(topic=frozenset({Topic.RETENTION})),
    Filter(status=frozenset({Status.IN_FORCE})),
    Filter(issuer=frozenset({Issuer.KOREA}), topic=frozenset({Topic.RETENTION})),
)


@pytest.mark.parametrize("only", FILTERS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_hits_are_of_the_chosen_texts(guide: Guide, only: Filter, language: str) -> None:
    """Every hit fits the filter, and there are some; without one, some hits do not fit."""
    question = Question(QUESTIONS[language], "en" if language == "en" else "ko")
    hits = guide.search(question, 10, only=only)
    assert hits
    assert all(only.admits(hit.passage, TODAY) for hit in hits)
    assert not all(only.admits(hit.passage, TODAY) for hit in guide.search(question, 30))


def test_a_rule_of_the_chosen_texts_brings_its_exceptions_from_any(guide: Guide) -> None:
    """Rules are of the chosen issuer; what belongs to them is shown whatever the choice."""
    only = Filter(topic=frozenset({Topic.LIVE_IDENTIFICATION}), issuer=frozenset({Issuer.EU}))
    answer = guide.ask("May the police use live facial recognition in public?", only=only)
    assert isinstance(answer, Guidance)
    rules = [statement for statement in answer.statements if statement.role is Role.RULE]
    cited = {citation.locator.instrument for rule in rules for citation in rule.citations}
    assert {guide.shelf.register.instruments[id].issuer for id in cited} == {Issuer.EU}
    assert any(statement.role is Role.EXCEPTION for statement in answer.statements)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_choice_that_leaves_nothing_says_so(guide: Guide, language: str) -> None:
    """The refusal tells that the visitor's own choice may be why."""
    asked = {"en": "What does the AI Act prohibit?", "ko": "EU 인공지능법은 무엇을 금지하나요?"}[language]
    answer = guide.ask(asked, only=Filter(issuer=frozenset({Issuer.OECD}), topic=frozenset({Topic.CHILDREN})))
    assert isinstance(answer, Refusal)
    assert answer.reason is Reason.NOT_IN_CORPUS
    assert ("chose" if language == "en" else "선택하신") in answer.message


def test_as_the_law_stood_on_a_day(guide: Guide) -> None:
    """The wording of that day is found; a day to come asks for the law as it stands."""
    question = Question("PIPA: which rights do data subjects have?", "en")
    then = guide.search(question, 5, only=Filter(on=datetime.date(2023, 1, 12)))
    assert "kr-pipa@2023-01-12" in {hit.passage.instrument.wording for hit in then}
    later = guide.search(question, 5, only=Filter(on=TODAY + datetime.timedelta(days=400)))
    assert all(hit.passage.locator.date is None for hit in later)


def test_a_provision_named_by_number_has_to_fit_too(guide: Guide) -> None:
    """Naming a provision does not undo the choice."""
    question = Question("What does Article 9 GDPR say on facial recognition?", "en")
    hits = guide.search(question, 5, only=Filter(issuer=frozenset({Issuer.UN})))
    assert all(hit.passage.instrument.issuer is Issuer.UN for hit in hits)


def test_the_page_offers_every_value_in_both_languages() -> None:
    """Each field of the filter has a control, each topic a name, each option its words in both languages."""
    page = choice_html()
    assert set(FIELDS) | {"on"} == set(Filter.model_fields)
    assert set(TOPIC_NAMES) == set(Topic)
    assert EVERYTHING.open
    for value in (*Topic, *Force, *Status):
        assert f'<option value="{value.value}" data-en-said=' in page
    assert page.count("<option") == page.count("data-ko-said=")
