from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from model.source import Source
from service.triggers import cron_trigger, next_due, trigger

SHANGHAI = ZoneInfo("Asia/Shanghai")
SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)


def fires(cron: str, times: int = 1) -> list[str]:
    found, moment = [], SUNDAY
    for _ in range(times):
        moment = cron_trigger(cron, "Asia/Shanghai").get_next_fire_time(None, moment)
        found.append(moment.strftime("%a %H:%M"))
        moment += timedelta(minutes=1)
    return found


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("0 9 * * 1", ["Mon 09:00"]),
        ("0 9 * * 0", ["Sun 09:00"]),
        ("0 9 * * 7", ["Sun 09:00"]),
        ("0 9 * * 1-5", ["Mon 09:00", "Tue 09:00", "Wed 09:00", "Thu 09:00", "Fri 09:00", "Mon 09:00"]),
        ("0 9 * * 5-7", ["Fri 09:00", "Sat 09:00", "Sun 09:00", "Fri 09:00"]),
        ("0 9 * * */3", ["Wed 09:00", "Sat 09:00", "Sun 09:00"]),
        ("0 7-9 * * mon-fri", ["Mon 07:00", "Mon 08:00", "Mon 09:00", "Tue 07:00"]),
        ("30 6 * * 2,4", ["Tue 06:30", "Thu 06:30", "Tue 06:30"]),
    ],
)
def test_weekday_numbers_of_cron_fire_on_the_days_that_cron_means(cron: str, expected: list[str]) -> None:
    assert fires(cron, len(expected)) == expected


@pytest.mark.parametrize("wrong", ["0 9 * *", "0 9 * * 6-2", "99 9 * * *", "a b c d e"])
def test_a_wrong_cron_line_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        cron_trigger(wrong, "Asia/Shanghai")


def test_an_interval_source_is_due_again_after_its_interval() -> None:
    source = Source("a", "甲", "feed", ("http://a.example/",), every=timedelta(minutes=10))
    assert next_due(source, SUNDAY) == SUNDAY + timedelta(minutes=10)
    assert trigger(source).interval == timedelta(minutes=10)


def test_a_cron_source_is_due_in_its_own_zone() -> None:
    source = Source("a", "甲", "feed", ("http://a.example/",), cron="0 7 * * *", zone="Asia/Urumqi")
    assert next_due(source, SUNDAY).astimezone(SHANGHAI).strftime("%d %H:%M") == "23 09:00"
    assert trigger(source).get_next_fire_time(None, SUNDAY) == next_due(source, SUNDAY)


def test_a_cron_line_that_never_comes_is_asked_again_in_a_year() -> None:
    source = Source("a", "甲", "feed", ("http://a.example/",), cron="0 7 30 2 *")
    assert next_due(source, SUNDAY) - SUNDAY > timedelta(days=365)
