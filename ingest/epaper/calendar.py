"""When a paper comes out: its weekdays, the days on which it is suspended, the hours in which it is asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from model.errors import CatalogError

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Suspension = date | tuple[date, date]
"""A day, or the first and the last day of a pause."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days and hours of one paper, in its own zone."""

    weekdays: Sequence[Weekday] = WEEK
    suspended: Sequence[Suspension] = ()
    opens: time = time(0)
    until: time = time(14)
    zone: str = "Asia/Shanghai"

    def appears(self, day: date) -> bool:
        """Whether an issue is due on this day."""
        return WEEK[day.weekday()] in self.weekdays and not any(_covers(pause, day) for pause in self.suspended)

    def today(self, now: datetime) -> date:
        """The day where the paper is made."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def open(self, day: date, now: datetime) -> bool:
        """Whether the hour has come from which the issue of that day is asked for."""
        return now >= datetime.combine(day, self.opens, ZoneInfo(self.zone))

    def closed(self, day: date, now: datetime) -> bool:
        """Whether the hour has passed until which what is missing of that day's issue is asked for again."""
        return now >= datetime.combine(day, self.until, ZoneInfo(self.zone))

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days with an issue, first to last, both included."""
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            if self.appears(day):
                yield day


def _covers(pause: Suspension, day: date) -> bool:
    return pause[0] <= day <= pause[1] if isinstance(pause, tuple) else pause == day


def clock(value: str | int, option: str) -> time:
    """`"14:00"` as a time of day; YAML reads 14:00 without quotes as 840 minutes. Raises CatalogError."""
    try:
        if isinstance(value, int):
            return time(value // 60, value % 60)
        return time.fromisoformat(value)
    except ValueError:
        raise CatalogError(f'{option}: {value!r} is no time of day; write it as "14:00"') from None
