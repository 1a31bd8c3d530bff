"""Values of fields that are not looked for in a text: pages, kinds, numbers, dates."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from topics.fields import KINDS
from topics.rule import Comparison, Exact, Measure, Page

SHANGHAI = ZoneInfo("Asia/Shanghai")
PAGE = re.compile(r"第?([A-Za-z]{0,2})0*(\d{1,3})版?")
RANGE = re.compile(r"(.+?)(?:\.\.|[-~～–—])(.+)")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
RELATIVE = re.compile(r"(\d{1,4})([hdw])", re.IGNORECASE)
UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def page_number(text: str) -> tuple[str, int] | None:
    """A page number as letters and number ("A01" → ("A", 1)); None where the text is a name."""
    found = PAGE.fullmatch(text.strip())
    return (found[1].upper(), int(found[2])) if found else None


def exact(field: str, text: str) -> Page | Exact | None:
    """The fact that `page:`, `topic:` or `kind:` asks for; None where the value is of no sense."""
    if field == "page":
        return page(text)
    if field == "topic":
        return Exact("topic", text)
    kind = KINDS.get(text, text.lower())
    return Exact("kind", kind) if kind in KINDS.values() else None


def page(text: str) -> Page | None:
    """The pages that a rule names; None where the text is a range of no sense."""
    number = page_number(text)
    if number:
        return Page(_page_text(number))
    ends = RANGE.fullmatch(text)
    if ends is None:
        return Page(text)
    first, last = page_number(ends[1]), page_number(ends[2])
    if first is None and last is None:
        return Page(text)
    if first is None or last is None or first[0] != last[0] or first[1] > last[1]:
        return None
    return Page(_page_text(first), _page_text(last))


def _page_text(number: tuple[str, int]) -> str:
    letters, digits = number
    return f"{letters}{digits:02}" if letters else str(digits)


def measure(field: str, comparison: Comparison, text: str) -> Measure | None:
    """A comparison of the length (whole characters) or the prominence (0–1); None where the number is of no sense."""
    if not NUMBER.fullmatch(text):
        return None
    value = float(text)
    if field == "length":
        return Measure("length", comparison, value) if value.is_integer() else None
    return Measure("prominence", comparison, value) if value <= 1 else None


def moment(text: str, now: datetime) -> datetime | None:
    """The moment that a date of a rule names: the start of 2026-11-01 in Shanghai, or 7d (12h, 2w) before `now`.

    None where the text is no date.
    """
    relative = RELATIVE.fullmatch(text)
    if relative:
        return now - timedelta(**{UNITS[relative[2].lower()]: int(relative[1])})
    try:
        return datetime.combine(date.fromisoformat(text), time(), SHANGHAI)
    except ValueError:
        return None


def is_date(text: str) -> bool:
    """Whether since: and until: can read the text."""
    return moment(text, datetime(2000, 1, 1, tzinfo=SHANGHAI)) is not None


def end_moment(text: str, now: datetime) -> datetime | None:
    """The moment that until: means: a day is taken in whole."""
    found = moment(text, now)
    return found + timedelta(days=1) if found and not RELATIVE.fullmatch(text) else found
