"""The credit (来源) of an article, from the lines around it: behind its label, or bare beside the time."""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import islice

from ingest.extract.nocredit import is_channel, may_be_credit
from ingest.extract.rows import Row
from ingest.extract.timing import is_clock, told_from_now
from ingest.extract.title import PAPER
from ingest.extract.tree import Page
from ingest.fields.credit import read_credit
from ingest.fields.dates import find_moment
from ingest.fields.labels import CREDIT, EDITOR, after
from ingest.fields.names import is_person

_CREDIT_BOX = re.compile(
    r"source|laiyuan|medianame|(?:^|[\s_-])(?:from|src|(?<!rich_)media|origin|copyfrom|comefrom|ly)(?:$|[\s_\d-])"
)
_OWNER_BOX = re.compile(r"nickname|(?:^|[\s_-])(?:author|user|uname|name)(?:$|[\s_\d-])")
_NO_CREDIT = re.compile("[>»]|当前位置")
TIME_HERE = "\0"  # no page holds one: it is decoded away
NEAR, LONGEST_ALONE = 4, 10  # rows to the time; characters
LONGEST = 90  # characters of a row that may hold a bare credit
_STATEMENT = re.compile(r"版权|声明|转载|本网|备案|Copyright", re.I)
_SLASHED = re.compile(r"^(?P<name>[\u4e00-\u9fff·]{2,8})\s*[/／|丨｜]\s*(?P<paper>[\u4e00-\u9fffA-Za-z·]{3,16})$")
_GAPS = re.compile(r"[\s\u3000|｜丨]+")
_BRACKET = re.compile(r"[\[【(（].*$")
_ACCOUNT = re.compile(r"(?:官方)?[账帐]号$")
_OF_SOMETHING = re.compile(r"(?:图片?|图表|数据|视频|素材|题图|照片|封面|音频|部分)$")
_CLOSING = re.compile(rf"^[【\[(（\s]*{CREDIT.pattern}|[(（【\[]\s*{CREDIT.pattern}[^()（）【】\[\]]+[)）】\]]\s*$")


def find_credit(
    page: Page,
    above: Sequence[Row],
    before: Sequence[Row],
    below: Sequence[Row],
    inside: Sequence[Row],
    people: Set[str],
) -> tuple[str | None, str | None]:
    """The credit as printed, and the person who stands with it as 姓名/报名; None for what is not printed.

    A label above the text comes first (one with nothing behind it says that there is none), then what stands bare
    beside the time, a label under the text, and one in its last lines.
    """
    found = name = None
    for row in [*above, *before[:3]]:
        if (said := _labelled(page, row)) is not None:
            found = said or None
            break
    else:
        found, name = _bare(page, above, people)
    if found is None:
        rows = [row for row in below if not _STATEMENT.search(row.text)]
        rows += [row for row in inside if _CLOSING.search(row.text) and not _STATEMENT.search(row.text)]
        found = next((said for row in rows if (said := _labelled(page, row))), None)
    return found, name


def _labelled(page: Page, row: Row) -> str | None:
    """The value behind a credit label on this line; "" where the label stands alone, None without it."""
    match = CREDIT.search(row.text)
    if match is None or _OF_SOMETHING.search(row.text[: match.start()]):
        return None
    if len(row.text) > 200:
        closing = _CLOSING.search(row.text)
        return after(CREDIT, closing[0]) if closing else None
    found = after(CREDIT, row.parted(page))
    return (found or "") if found is None or read_credit(found) else ""


def _bare(page: Page, above: Sequence[Row], people: Set[str]) -> tuple[str | None, str | None]:
    """A credit without a label: what stands beside the time and reads as a paper, is in a box called source, or alone.

    What stands on a line of its own must be next to the time, with nothing but buttons between, and be the only such.
    """
    timed = _timed(page, above)
    best: tuple[int, int, str] | None = None
    name = None
    alone: list[str] = []
    for place, row in enumerate(above):
        if len(row.text) > LONGEST or _NO_CREDIT.search(row.text) or CREDIT.search(row.text):
            continue
        if (match := _SLASHED.match(row.text)) and is_person(match["name"]):
            return match["paper"], match["name"]
        distance = min((abs(place - other) for other in timed), default=9)
        parts = list(_parts(page, row))
        at = parts.index(("", "")) if ("", "") in parts else len(parts)
        for number, (part, box) in enumerate(parts):
            if not part or part in people or (box != "credit" and is_person(part)):
                continue
            whole = part == row.text
            paper = PAPER.search(part) is not None and (distance == 0 or (distance == 1 and whole))
            score = 4 * bool(box) + 3 * paper + (3 if distance == 0 else 1 if distance < 3 else 0)
            if score >= 3 and (best is None or (score, -abs(number - at)) > best[:2]):
                best = (score, -abs(number - at), part)
                name = _beside(parts[number + 1 : number + 2]) if paper and distance == 0 else None
            if whole and place not in timed and _is_next(page, above, place, timed):
                alone.append(part)
    if best is None and len(set(alone)) == 1 and len(alone[0]) <= LONGEST_ALONE and not is_channel(alone[0]):
        return alone[0], None
    return (best[2], name) if best else (None, None)


def _beside(following: Sequence[tuple[str, str]]) -> str | None:
    """The person who stands right behind a paper on the line of time: 某某都市报 张三 2013-07-16 09:24."""
    return next((part for part, _ in following if is_person(part)), None)


def _timed(page: Page, rows: Sequence[Row]) -> set[int]:
    """The places of the rows that print the time, alone or with their neighbours (2024, 05/11, 08:12)."""
    found = {i for i, row in enumerate(rows) if _has_time(page, row)}
    for place in range(0 if found else len(rows) - 1):
        near = rows[place : place + 3]
        if all(len(row.text) < 12 for row in near) and find_moment(" ".join(row.text for row in near)):
            found.update(i for i in range(place, place + len(near)) if any(map(str.isdigit, rows[i].text)))
    return found


def _has_time(page: Page, row: Row) -> bool:
    """Whether a row prints a time, or one of its pieces does where it stands close to a number (2024-05-1039健康网)."""
    if find_moment(row.text) or is_clock(row) or told_from_now([row]):
        return True
    if len(row.text) > LONGEST or "20" not in row.text:
        return False
    return any(find_moment(page.pieces[number]) for number in range(row.first, row.end))


def _is_next(page: Page, rows: Sequence[Row], place: int, timed: Set[int]) -> bool:
    """Whether nothing but buttons stands between a row and the nearest one with the time."""
    nearest = min(timed, key=lambda other: abs(other - place), default=None)
    if nearest is None or abs(nearest - place) > NEAR:
        return False
    between = range(min(nearest, place) + 1, max(nearest, place))
    return all(i in timed or not any(part for part, _ in _parts(page, rows[i])) for i in between)


@lru_cache(4096)
def _called(key: str) -> str:
    """What an id and classes say that a box holds: credit, owner or nothing of both."""
    return "credit" if _CREDIT_BOX.search(key) else "owner" if _OWNER_BOX.search(key) else ""


def _parts(page: Page, row: Row) -> Iterator[tuple[str, str]]:
    """The parts of a line that may be a credit, each with what its box is called: credit, owner or nothing.

    An empty part stands where the time is.
    """
    placed = over = False
    for number in range(row.first, row.end):
        text = page.pieces[number]
        if over:
            return
        if label := EDITOR.search(text):
            text, over = text[: label.start()], True
        if moment := find_moment(text):
            text = f"{text[: moment.start]} {TIME_HERE} {text[moment.end :]}"
        called = {_called(box.key) for box in islice(page.ancestors(page.homes[number]), 3) if box.key}
        named = "credit" if "credit" in called else "owner" if "owner" in called else ""
        for word in _GAPS.split(text):
            if word == TIME_HERE:
                yield "", ""
            part = _ACCOUNT.sub("", _BRACKET.sub("", word).strip("[]【】·()（）/／©"))
            if not placed and may_be_credit(part, named == "credit"):
                yield part, named
            placed = word.rstrip(":：") in ("发布于", "来自", "发表于")
