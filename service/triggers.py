"""When a source is due: its `every` or `cron` as an APScheduler trigger."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from model.source import Source

# APScheduler counts weekdays from Monday, cron from Sunday: numbers would fire a day late, so names are used.
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIELDS = ("minute", "hour", "day", "month", "day_of_week")
DEFAULT_EVERY = timedelta(minutes=30)


def cron_trigger(text: str, zone: str) -> CronTrigger:
    """A crontab line of five fields (weekday 0 or 7 is Sunday) in a zone; ValueError says what is wrong with it."""
    fields = text.split()
    if len(fields) != len(_FIELDS):
        raise ValueError(f"cron needs 5 fields (minute hour day month weekday), found {len(fields)}")
    fields[4] = ",".join(_weekdays(part) for part in fields[4].lower().split(","))
    return CronTrigger(timezone=ZoneInfo(zone), **dict(zip(_FIELDS, fields, strict=True)))


def _weekdays(part: str) -> str:
    """One weekday, range or step of crontab in names; a range that goes over Sunday is written out."""
    days, _, step = part.partition("/")
    if days == "*":
        return part if not step else _named(range(0, 7, int(step)))
    match = re.fullmatch(r"([0-7])(?:-([0-7]))?", days)
    if not match:
        return part
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise ValueError(f"weekday range {days} goes backwards; name the days, such as fri,sat,sun")
    return _named(range(first, last + 1, int(step or 1)))


def _named(days: range) -> str:
    return ",".join(dict.fromkeys(_WEEKDAYS[day] for day in days))


def trigger(source: Source) -> BaseTrigger:
    """The trigger of a source; one that says nothing is fetched every half hour."""
    if source.cron:
        return cron_trigger(source.cron, source.zone)
    return IntervalTrigger(seconds=int((source.every or DEFAULT_EVERY).total_seconds()), timezone=ZoneInfo(source.zone))


def next_due(source: Source, after: datetime) -> datetime:
    """The first moment after `after` at which the source is due again."""
    if source.cron:
        found = cron_trigger(source.cron, source.zone).get_next_fire_time(None, after + timedelta(seconds=1))
        return found or after + timedelta(days=366)  # a cron line that never comes (30 February)
    return after + (source.every or DEFAULT_EVERY)
