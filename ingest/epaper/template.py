"""Addresses that hold a date: filled in from a template, or turned into one."""

import re
from datetime import date

_PLACE = re.compile(r"\{(yyyy|yy|mm|m|dd|d|pp|p)\}")
_SHAPES = (
    (r"(?<!\d)(20\d\d)-(\d\d)/(\d\d)(?!\d)", "{yyyy}-{mm}/{dd}"),
    (r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)", "{yyyy}-{mm}-{dd}"),
    (r"(?<!\d)(20\d\d)/(\d\d)/(\d\d)(?!\d)", "{yyyy}/{mm}/{dd}"),
    (r"(?<!\d)(20\d\d)(\d\d)/(\d\d)(?!\d)", "{yyyy}{mm}/{dd}"),
    (r"(?<!\d)(20\d\d)/(\d\d)(\d\d)(?!\d)", "{yyyy}/{mm}{dd}"),
    (r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)", "{yyyy}{mm}{dd}"),
)


def fill(template: str, day: date, page: int = 1) -> str:
    """The address of that day (and, where the template has {pp} or {p}, of that page)."""
    values = {
        "yyyy": f"{day:%Y}",
        "yy": f"{day:%y}",
        "mm": f"{day:%m}",
        "m": str(day.month),
        "dd": f"{day:%d}",
        "d": str(day.day),
        "pp": f"{page:02d}",
        "p": str(page),
    }
    return _PLACE.sub(lambda match: values[match[1]], template)


def holds_date(template: str) -> bool:
    """Whether the template changes with the day."""
    return "{dd}" in template or "{d}" in template


def holds_page(template: str) -> bool:
    """Whether the template changes with the page."""
    return "{pp}" in template or "{p}" in template


def date_in(url: str) -> date | None:
    """The day that an address names, or None."""
    for pattern, _ in _SHAPES:
        for match in re.finditer(pattern, url):
            try:
                return date(*(int(part) for part in match.groups()))
            except ValueError:
                continue
    return None


def template_of(url: str) -> str | None:
    """The template that an address of some day follows, or None where it names no day."""
    day = date_in(url)
    if day is None:
        return None
    for pattern, shape in _SHAPES:
        text = fill(shape, day)
        if text in url and re.search(pattern, url):
            url = url.replace(text, shape)
    return url
