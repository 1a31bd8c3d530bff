"""The date printed beside a link, in the row that it stands in; the year may have to be told by the address."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ingest.extract.tree import Box, Line, Page, squeeze_spaces
from ingest.fields.dates import find_moment

MOST_PIECES = 16  # of text: what is larger is no row
_WHOLES = ("body", "ul", "table", "tbody")  # that hold rows
HIGHEST = 3  # boxes up from a link
LONGEST = 24  # characters of a day with its clock and brackets
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_YEARLESS = re.compile(  # a day, maybe with a clock; a clock alone is how long a film takes
    rf"[\[(（【]?\s*(?P<day>(?P<m>{_MONTH})(?:[-/月]{_DAY}|(?<=\d\d)\.\d\d)日?(?:\s*\d{{1,2}}:\d\d(?::\d\d)?)?)\s*[\])）】]?"
)
_SHORT_YEAR = re.compile(rf"[\[(（]?(?P<year>[0-3]\d)(?P<day>([-./]){_MONTH}\3{_DAY})[\])）]?")
_RELATIVE = re.compile(
    r"刚刚|(?:\d{1,3}|半|一|几)\s*个?(?:秒钟?|分钟?|小时|天|周|星期|月)[之以]?前|(?:今天|今日|昨天|昨日|前天)(?:\s*\d{1,2}:\d\d)?"
)
_JUST_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_SIGN = re.compile(r"[\d年]")
_MAYBE = re.compile(r"\d[-/.月年]|刚刚|前|[今昨]")
_DAY_ALONE = re.compile(rf"({_DAY})日?")
_MONTH_ALONE = re.compile(rf"(?:(20\d\d)\s*[-./年]\s*)?({_MONTH})月?")
_YEARS = re.compile(r"(20\d\d)[-/_]?([01]\d)")


def stamp(page: Page, box: Box, url: str) -> str | None:
    """The date printed in the row of a link, as printed; a day without a year with the year of the link's address."""
    first, end, told = box.first, box.first, ""
    for up in _rows(page, box):
        if up.first >= first and up.end <= end:
            continue
        first, end = min(first, up.first), max(end, up.end)
        told = squeeze_spaces(" ".join(page.pieces[first:end]))
        if _SIGN.search(told) and (moment := find_moment(told)):
            return told[moment.start : moment.end]
    return _short(page.pieces[first:end], url) if end - first > 1 and _MAYBE.search(told) else None


def _rows(page: Page, box: Box) -> Iterator[Box | Line]:
    """What may be the row of a link: the card that it is, the line and the boxes around it."""
    if box.end - box.first > 1:
        yield box
    if box.line < len(page.lines):
        line = page.lines[box.line]
        if line.first <= box.first and line.end - line.first <= MOST_PIECES:
            yield line
    for up in islice(page.ancestors(box.parent), HIGHEST):
        if up.end - up.first > MOST_PIECES or up.tag in _WHOLES:
            return
        yield up


def is_stamp(text: str) -> bool:
    """Whether a text is a date, maybe with a clock, and nothing else."""
    if len(text) > LONGEST or not text[-1:].strip():
        return False
    if _YEARLESS.fullmatch(text) or _JUST_CLOCK.fullmatch(text):
        return True
    moment = find_moment(text)
    return moment is not None and len(text) - (moment.end - moment.start) < 3


def _short(pieces: Sequence[str], url: str) -> str | None:
    """A day without a century or a year, one told from now, or one whose month stands in a box of its own."""
    last = ""
    for piece in filter(None, map(str.strip, pieces)):
        if len(piece) > LONGEST:
            last = ""
            continue
        if match := _YEARLESS.fullmatch(piece):
            return _dated(match["day"], int(match["m"]), url)
        if match := _SHORT_YEAR.fullmatch(piece):
            return f"20{match['year']}{match['day']}"
        if _RELATIVE.fullmatch(piece):
            return piece
        if found := _joined(last, piece) or _joined(piece, last):
            return found
        last = piece
    return None


def _joined(day: str, month: str) -> str | None:
    """The date that the day and the month, printed in two boxes, make."""
    one, other = _DAY_ALONE.fullmatch(day), _MONTH_ALONE.fullmatch(month)
    if not (one and other) or month.isdecimal():
        return None
    return "-".join(part for part in (other[1], other[2], one[1]) if part)


def _dated(day: str, month: int, url: str) -> str:
    """A day with the year of the address, where that holds the same month."""
    match = _YEARS.search(url)
    if not match or int(match[2]) != month:
        return day
    return f"{match[1]}年{day}" if "月" in day else f"{match[1]}-{day.replace('/', '-')}"
