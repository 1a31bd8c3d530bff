from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from ingest.epaper.calendar import Calendar, clock
from model.errors import CatalogError

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_a_weekday_paper_does_not_come_out_at_the_weekend():
    weekly = Calendar(["mon", "wed", "fri"])
    assert [day.day for day in weekly.days(date(2026, 3, 2), date(2026, 3, 8))] == [2, 4, 6]


def test_suspended_days_and_pauses_have_no_issue():
    calendar = Calendar(suspended=[date(2026, 10, 1), (date(2026, 2, 16), date(2026, 2, 22))])
    assert not calendar.appears(date(2026, 10, 1))
    assert calendar.appears(date(2026, 10, 2))
    assert [day.day for day in calendar.days(date(2026, 2, 14), date(2026, 2, 24))] == [14, 15, 23, 24]


def test_today_is_the_day_where_the_paper_is_made():
    assert Calendar().today(datetime(2026, 3, 4, 17, tzinfo=ZoneInfo("UTC"))) == date(2026, 3, 5)


def test_an_issue_is_asked_for_between_its_hours():
    calendar = Calendar(opens=time(5), until=time(12))
    day = date(2026, 3, 5)
    at = [datetime(2026, 3, 5, hour, tzinfo=SHANGHAI) for hour in (4, 5, 11, 12)]
    assert [calendar.open(day, now) for now in at] == [False, True, True, True]
    assert [calendar.closed(day, now) for now in at] == [False, False, False, True]


@pytest.mark.parametrize(
    ("written", "meant"), [("14:00", time(14)), (840, time(14)), ("06:30", time(6, 30)), (0, time(0))]
)
def test_a_time_of_day_is_read_with_and_without_quotes(written, meant):
    assert clock(written, "until") == meant


@pytest.mark.parametrize("written", ["two", "25:00", 1440, -1])
def test_what_is_no_time_of_day_is_refused_with_the_option_named(written):
    with pytest.raises(CatalogError, match=r"until: .* is no time of day"):
        clock(written, "until")
