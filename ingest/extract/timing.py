"""When an article was published, from the lines around it: the labelled, most exact time, and no time of an update."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from ingest.extract.rows import Row, runs
from ingest.extract.tree import Page
from ingest.fields.dates import Moment, find_moment
from ingest.fields.labels import TIME

_AGO = re.compile(r"(?:\d{1,3}|半|一)\s*个?(?:分钟|小时|天|周|秒)前|刚刚|[昨前今][天日]\s*\d{1,2}[:：]\d\d")
_YEARLESS = re.compile(
    r"(?<![\d.:/-])(?P<month>1[0-2]|0?[1-9])\s*[-/月]\s*(?P<day>3[01]|[12]\d|0?[1-9])日?\s+(?:[01]?\d|2[0-3])[:：][0-5]\d"
)
_DAY_WORD = re.compile(r"(?<![\u4e00-\u9fff])[昨前今]天(?![\u4e00-\u9fff])")
_UPDATED = re.compile(r"更新|修改|编辑于|更正")
_SAID_DAY = re.compile(r"(?P<year>20\d\d)[-/_]?(?P<month>[01]\d)[-/_]?(?P<day>[0-3]\d)")
_SCRIPTED = (
    "var ct",
    "publish_time",
    "publishTime",
    "publish_date",
    "publishDate",
    "pubtime",
    "pubTime",
    "pub_time",
    "pubDate",
)
_WRITTEN = re.compile(
    r"\w{0,20}[\"']?[\w ]{0,20}[:=] {0,4}[\"'](?P<time>1\d{9}(?:\d{3})?|20\d\d-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?)[\"']"
)
LONGEST_YEARLESS = 60  # characters of a line of such a time
MOST_MENTIONS = 4  # of one name of a variable


def is_ago(text: str) -> bool:
    """Whether a text holds a time that is told from now: 3小时前, 昨天 20:15."""
    return _AGO.search(text) is not None


def is_clock(row: Row) -> bool:
    """Whether a row holds a time without its day or its year: 3小时前, 昨天 20:15, 05-10 08:30."""
    return is_ago(row.text) or (len(row.text) < LONGEST_YEARLESS and _YEARLESS.search(row.text) is not None)


def told_from_now(rows: Sequence[Row]) -> bool:
    """Whether one of the rows holds a word such as 昨天 in the place of a date: what no later reader can resolve."""
    return any(len(row.text) < 40 and _DAY_WORD.search(row.text) for row in rows)


def printed_time(page: Page, above: Sequence[Row], before: Sequence[Row], below: Sequence[Row], url: str) -> str | None:
    """The time of publication: printed above the text, else above the headline, else below the text."""
    best: tuple[int, str] | None = None
    for text in _texts(page, above):
        if len(text) < 300 and (found := _ranked(text))[0] and (best is None or found[0] > best[0]):
            best = found
    for group in (before[:3], below):
        if best is None:
            found_ = [_ranked(row.text) for row in group if len(row.text) < 120]
            best = next((f for f in found_ if f[0] and (TIME.search(f[1]) or group is not below or f[0] > 2)), None)
    if best:
        return best[1]
    return _without_year(above, url) or next(
        (row.text for row in above if len(row.text) < 40 and is_ago(row.text)), None
    )


def tagged_times(page: Page, first: int, last: int) -> list[str]:
    """What <time datetime> says between two lines."""
    return [said for box in page.between(first, last) if box.tag == "time" and (said := box.attrs.get("datetime"))]


def scripted_time(html: str) -> str | None:
    """The time that a script of the page holds, to be written where nothing is printed."""
    for name in _SCRIPTED:
        place = -1
        for _ in range(MOST_MENTIONS):
            if (place := html.find(name, place + 1)) < 0:
                break
            if match := _WRITTEN.match(html, place):
                return match["time"]
    return None


def _texts(page: Page, rows: Sequence[Row]) -> Iterator[str]:
    """Each row, its pieces apart where it holds no date as a whole, and short neighbours together."""
    for row in rows:
        yield row.text
        if row.end - row.first > 1 and len(row.text) < 80 and "20" in row.text and not find_moment(row.text):
            yield row.parted(page).replace("\t", " ")
    yield from runs(rows)


def _ranked(text: str) -> tuple[int, str]:
    """How good a time the text holds (0: none), and the text from where it counts."""
    moment = find_moment(text)
    if moment is None:
        return 0, text
    if _is_update(text, moment) and (later := find_moment(rest := text[moment.end :])) and not _is_update(rest, later):
        text, moment = rest, later
    lead = text[: moment.start]
    if re.match(r"[（(]", text) and not TIME.search(lead):
        return 0, text  # （2007年6月29日……通过）
    return 1 if _is_update(text, moment) else 2 if moment.precision == "day" else 4, text


def _is_update(text: str, moment: Moment) -> bool:
    return _UPDATED.search(text[max(0, moment.start - 8) : moment.start]) is not None


def _without_year(above: Sequence[Row], url: str) -> str | None:
    """A day and clock without a year (05-11 08:12), with the year that the page's address says of that day."""
    for row in above:
        match = _YEARLESS.search(row.text) if len(row.text) < LONGEST_YEARLESS else None
        if match is None:
            continue
        for said in _SAID_DAY.finditer(urlsplit(url).path):
            if int(said["month"]) == int(match["month"]) and int(said["day"]) == int(match["day"]):
                return f"{said['year']}-{match[0].replace('月', '-').replace('/', '-').replace('日', '')}"
        return match[0]
    return None
