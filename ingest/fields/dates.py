"""Printed times to moments: every form that Chinese pages print, relative ones too, each with its precision."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from model.article import Precision

SHANGHAI = "Asia/Shanghai"
LONGEST_KEPT = 200  # characters of a text whose moment is kept in mind
_NARROW = {ord(wide): str(digit) for digit, wide in enumerate("０１２３４５６７８９")} | {
    ord("．"): ".",
    ord("／"): "/",
}

_CLOCK = (
    r"(?P<half>上午|下午|晚上|凌晨|中午|早上|傍晚|AM|PM|am|pm)?\s*"
    r"(?P<hour>2[0-4]|[01]?\d)\s*(?:[:：时點点]\s*(?P<minute>[0-5]\d)(?:\s*[:：分]\s*(?P<second>[0-5]\d)(?:\.\d+)?)?|"
    r"时|点)"
    r"\s*分?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?"
)
_BETWEEN = r"(?:\s|&nbsp;|[-T,，/|·]|星期.|周[一二三四五六日天]|[（(](?:星期|周).[)）])*"
_DAY = (
    r"(?<![\d.])(?P<year>19[89]\d|20\d\d)(?:\s*[-年/.－—]\s*|\s+(?=\d\d\s*[-/]\s*\d\d\b))(?P<month>1[0-2]|"
    r"0?[1-9])\s*(?:月|[-/.－—])\s*"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d(?![\d:：]*[:：]))[日号]?"
)
_YEAR = re.compile(r"19\d\d|20\d\d|一九[〇○零Ｏ0一二三四五六七八九]{2}年|二[〇○零Ｏ0][〇○零Ｏ0一二三四五六七八九]{2}年")
_FULL = re.compile(_DAY + rf"(?:{_BETWEEN}{_CLOCK})?")
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>19[89]\d|20\d\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])"
    r"(?:(?P<hour>2[0-3]|[01]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?)?(?!\d)"
)
_CHINESE = re.compile(
    r"(?P<year>[〇○零Ｏ0一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})[日号]"
)
_SHORT = re.compile(
    rf"(?<![\d年./-])(?P<month>1[0-2]|0?[1-9])(?:月|[-/])(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|"
    rf"[-/月])(?:{_BETWEEN}{_CLOCK})?"
)
_AGO = re.compile(r"(?P<count>\d{1,3}|半|一|几)\s*(?:个)?(?P<unit>秒钟?|分钟?|小时|天|周|星期|月)[之以]?前")
_NEAR = re.compile(rf"(?P<word>刚刚|刚才|今天|今日|昨天|昨日|前天)(?:\s*{_CLOCK})?")
_NEAR_DAYS = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_UNITS: dict[str, tuple[timedelta, Precision]] = {
    "秒": (timedelta(seconds=1), "minute"),
    "分": (timedelta(minutes=1), "minute"),
    "小": (timedelta(hours=1), "hour"),
    "天": (timedelta(days=1), "day"),
    "周": (timedelta(weeks=1), "day"),
    "星": (timedelta(weeks=1), "day"),
    "月": (timedelta(days=30), "day"),
}
_EPOCH = re.compile(r"1\d{9}(\d{3})?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A zone-aware time, how exact it is, and which characters of the text said it."""

    value: datetime
    precision: Precision
    start: int
    end: int


def find_moment(text: str, zone: str = SHANGHAI, now: datetime | None = None) -> Moment | None:
    """The first full date of a text, with its time where one follows; with `now`, relative and yearless ones too.

    Times without an offset are of `zone`; a day alone is its midnight. Impossible dates (30 February) are none.
    """
    return _found(text, zone, now) if len(text) < LONGEST_KEPT else _find(text, zone, now)


def _find(text: str, zone: str, now: datetime | None) -> Moment | None:
    if "２０" in text or "１９" in text:
        text = text.translate(_NARROW)
    if now is None and not _YEAR.search(text):
        return None
    place = ZoneInfo(zone)
    for pattern, read in ((_FULL, _from_numbers), (_CHINESE, _from_chinese)):
        for match in pattern.finditer(text):
            if moment := read(match, place):
                return moment
    return None if now is None else _relative(text, place, now.astimezone(place))


_found = lru_cache(64)(_find)  # the same few lines of a page are asked about again and again


def read_moment(text: str, zone: str = SHANGHAI, now: datetime | None = None) -> Moment | None:
    """A time from a field that holds nothing else: also 20240513, seconds or milliseconds since 1970, and RFC 5322."""
    text = text.strip()
    if moment := find_moment(text, zone, now):
        return moment
    if match := _COMPACT.search(text):
        return _from_numbers(match, ZoneInfo(zone))
    if match := _EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if match[1] else 1)
        return Moment(datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone)), "minute", 0, len(text))
    try:
        value = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    return Moment(value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone)), "minute", 0, len(text))


def find_day(text: str) -> date | None:
    """The first full date of a text, as a day."""
    moment = find_moment(text) or read_moment(text)
    return moment.value.date() if moment else None


def _from_numbers(match: re.Match[str], place: ZoneInfo) -> Moment | None:
    year, month, day_ = match.group("year", "month", "day")
    try:
        day = datetime(int(year), int(month), int(day_), tzinfo=place)
    except ValueError:
        return None
    return _at_clock(day, match)


def _at_clock(day: datetime, match: re.Match[str]) -> Moment:
    """A day with the clock time that stands behind it, if any."""
    found = match.groupdict()
    if not found.get("hour"):
        return Moment(day, "day", match.start(), match.end())
    hour = int(found["hour"])
    if (found.get("half") or "").lower() in ("下午", "晚上", "傍晚", "pm") and hour < 12:
        hour += 12
    minute, second = int(found.get("minute") or 0), int(found.get("second") or 0)
    value = day + timedelta(hours=hour, minutes=minute, seconds=second)
    if offset := found.get("zone"):
        value = value.replace(tzinfo=_offset(offset)).astimezone(day.tzinfo)
    return Moment(value, "minute" if found.get("minute") else "hour", match.start(), match.end())


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=min(minutes, 1439) * (-1 if text[0] == "-" else 1)))


def _from_chinese(match: re.Match[str], place: ZoneInfo) -> Moment | None:
    year = int("".join(_digit(sign) for sign in match["year"]))
    try:
        day = datetime(year, read_count(match["month"]), read_count(match["day"]), tzinfo=place)
    except ValueError:
        return None
    return Moment(day, "day", match.start(), match.end())


def _digit(sign: str) -> str:
    return "0" if sign in "〇○零Ｏ0" else str("一二三四五六七八九".index(sign) + 1)


def read_count(text: str) -> int:
    """The number that 二十一 writes, up to 99."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_digit(ones))
    return 10 * (int(_digit(tens)) if tens else 1) + (int(_digit(ones)) if ones else 0)


def _relative(text: str, place: ZoneInfo, now: datetime) -> Moment | None:
    if match := _AGO.search(text):
        step, precision = _UNITS[match["unit"][0]]
        count = {"半": 0.5, "一": 1, "几": 3}.get(match["count"]) or float(match["count"])
        value = now - step * count
        return Moment(_rounded(value, precision), precision, match.start(), match.end())
    if match := _NEAR.search(text):
        if match["word"] in _NEAR_DAYS:
            day = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(_NEAR_DAYS[match["word"]])
            return _at_clock(day, match)
        return Moment(_rounded(now, "minute"), "minute", match.start(), match.end())
    return _yearless(text, place, now)


def _rounded(value: datetime, precision: Precision) -> datetime:
    value = value.replace(second=0, microsecond=0)
    if precision == "minute":
        return value
    return value.replace(minute=0) if precision == "hour" else value.replace(hour=0, minute=0)


def _yearless(text: str, place: ZoneInfo, now: datetime) -> Moment | None:
    """05-10 08:30 is the last such day that is not after tomorrow."""
    match = _SHORT.search(text)
    if match is None:
        return None
    for year in (now.year, now.year - 1):
        try:
            day = datetime(year, int(match["month"]), int(match["day"]), tzinfo=place)
        except ValueError:
            continue
        if day <= now + timedelta(days=1):
            return _at_clock(day, match)
    return None
