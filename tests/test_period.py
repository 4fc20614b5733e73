"""Period: the past days whose law a question asks for."""

from __future__ import annotations

import datetime

import pytest

from bot.period import Period, period_of

TODAY = datetime.date(2026, 11, 25)
DECISION = ("2023-01-12", "2023-01-12")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did PIPA say in 2023?", ("2023-01-01", "2023-12-31")),
        ("What did PIPA say in January 2023?", ("2023-01-01", "2023-01-31")),
        ("Was face data sensitive on 12 January 2023?", DECISION),
        ("Was face data sensitive on January 12th, 2023?", DECISION),
        ("PIPA as of 2023-01-12", DECISION),
        ("as it stood in February 2024", ("2024-02-01", "2024-02-29")),
        ("What was the law at the time of the decision?", DECISION),
        ("What was the law when NHRCK decided?", DECISION),
        ("Before the omnibus, when did the high-risk rules apply?", ("2026-07-26", "2026-07-26")),
        ("개인정보 보호법은 2023년에 뭐라고 했나요?", ("2023-01-01", "2023-12-31")),
        ("2023년 1월 12일 당시 개인정보 보호법 제23조", DECISION),
        ("2023. 1. 12. 기준 민감정보 규정", DECISION),
        ("개인정보 보호법 제23조제1항 (2023. 1. 12. 시행 중이던 조문)", DECISION),
        ("2023년 1월 기준으로 알려줘", ("2023-01-01", "2023-01-31")),
        ("인권위가 결정할 당시 인권위법 제25조", DECISION),
        ("옴니버스 개정 전에는 언제부터 적용됐나요?", ("2026-07-26", "2026-07-26")),
        # A year that names a text, a duration, or a time to come asks for no earlier law.
        ("What did the 2023 decision recommend?", None),
        ("In the 2023 decision, what is banned?", None),
        ("Has anything changed since 2023?", None),
        ("What applies in August 2028?", None),
        ("Regulation (EU) 2024/1689", None),
        ("인권위의 2023년 1월 12일 결정은 무엇을 권고했나요?", None),
        ("2023년 결정 이후 달라진 점은?", None),
        ("2023년 2월 30일 기준", None),
        ("2023년 1월 12일 시행된 법은?", None),
        ("Is facial recognition banned?", None),
    ],
)
def test_a_past_time_is_read(text: str, expected: tuple[str, str] | None) -> None:
    """A day, a month, a year, or an event that the guide knows the day of."""
    period = Period(*map(datetime.date.fromisoformat, expected)) if expected else None
    assert period_of(text, TODAY) == period


@pytest.mark.parametrize(
    ("period", "english", "korean"),
    [
        (Period(datetime.date(2023, 1, 12), datetime.date(2023, 1, 12)), "12 January 2023", "2023년 1월 12일"),
        (Period(datetime.date(2023, 1, 1), datetime.date(2023, 1, 31)), "January 2023", "2023년 1월"),
        (Period(datetime.date(2023, 1, 1), datetime.date(2023, 12, 31)), "2023", "2023년"),
    ],
)
def test_a_period_is_said_as_people_write_it(period: Period, english: str, korean: str) -> None:
    """A day, a month or a year, in both languages."""
    assert (period.say("en"), period.say("ko")) == (english, korean)
