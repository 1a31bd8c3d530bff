"""The lines around the text that tell of it: time, credit, editors, bylines, original title."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from ingest.extract.title import PAPER, Title
from ingest.extract.tree import Line, Page
from ingest.extract.trim import is_buttons
from ingest.fields.authors import read_authors
from ingest.fields.credit import read_credit
from ingest.fields.dates import Moment, find_moment
from ingest.fields.editors import read_editors
from ingest.fields.labels import AUTHOR, CREDIT, EDITOR, ORIGINAL_TITLE, TIME, after
from ingest.fields.names import is_person

ABOVE, BELOW = 8, 16  # lines looked at before the headline and behind the text
_CREDIT_BOX = re.compile(r"source|laiyuan|medianame|(?:^|[\s_-])(?:from|media|origin|copyfrom)(?:$|[\s_\d-])")
_OWNER_BOX = re.compile(r"nickname|(?:^|[\s_-])(?:author|user|uname|name)(?:$|[\s_\d-])")
_UI = re.compile(
    r"^(?:评论|分享|字号|字体|大|中|小|超大|标准|打印|收藏|举报|关注|订阅|原创|来自.*|发布于.*|更新.*|浏览.*|阅读.*|"
    r"点击.*|.{0,6}[0-9].*|[A-Za-z+-]{1,3}|正文|首页|"
    r"微信|微博|参与|条|我要.*|下载.*|独家抢先看|听新闻|企鹅号|官方账号|已认证|复制.*|用微信.*|展开|纠错|关闭|推荐|"
    r".*扫.*码.*|.*[：:].*|.*>.*)$"
)
_NO_CREDIT = re.compile(rf"{CREDIT.pattern}|{EDITOR.pattern}|[>»]|当前位置")
_NO_PAPER = re.compile(r"记者|通讯员|作者|编辑|\d[:：]\d|^[\w.-]+\.(?:com|cn|net|org)\b|^\W*.?\W*$", re.I)
_AGO = re.compile(r"(?:\d{1,3}|半|一)\s*个?(?:分钟|小时|天|周|秒)前|刚刚|[昨前今][天日]\s*\d{1,2}[:：]\d\d")
_STATEMENT = re.compile(r"版权|声明|转载|本网|备案|Copyright", re.I)
_SLASHED = re.compile(r"^(?P<name>[\u4e00-\u9fff·]{2,8})\s*[/／|丨｜]\s*(?P<paper>[\u4e00-\u9fffA-Za-z·]{3,16})$")
_BRACKETED = re.compile(r"[\[【(（]\s*(?P<name>[\u4e00-\u9fff\s\u3000]{2,8}?)\s*[\]】)）]")


@dataclass(slots=True)
class Head:
    """Strings as printed, by field, with where they stood."""

    published: str | None = None
    credit: str | None = None
    credit_link: str | None = None
    editors: str | None = None
    original_title: str | None = None
    bylines: list[str] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: str, origin: str) -> None:
        """Keep a value, unless the field has one."""
        if getattr(self, name) is None:
            setattr(self, name, value)
            self.origins[name] = origin


def read_head(page: Page, title: Title, text: list[int], signed: Sequence[str] = ()) -> Head:
    """What is printed above and below the text, nearest first; `signed` are the bylines inside it."""
    head = Head()
    first = text[0] if text else len(page.lines)
    last = text[-1] if text else 0
    top = title.end if 0 <= title.line < first else max(0, first - ABOVE)
    above = _visible(page, range(top, first))
    before = _visible(page, range(max(0, title.line - ABOVE), max(0, title.line)))[::-1] if title.line >= 0 else []
    below = _visible(page, range(last + 1, last + 1 + BELOW))
    inside = _visible(page, range(max(first, last - 15), last + 1)) if text else []
    _read_time(head, above, before, below)
    _read_bylines(head, page, above)
    _read_credit(head, page, above, before, below, signed)
    _read_editors(head, [*below[:12], *above, *inside])
    for line in [*above, *_visible(page, text), *below]:
        if "原" in line.text[:6] and (match := ORIGINAL_TITLE.match(line.text)) and len(match["title"]) <= 100:
            head.put("original_title", match["title"], "printed")
            break
    return head


def _visible(page: Page, numbers: Iterable[int]) -> list[Line]:
    size = len(page.lines)
    return [page.lines[i] for i in numbers if 0 <= i < size]


def _read_time(head: Head, above: list[Line], before: list[Line], below: list[Line]) -> None:
    """The time of publication: printed above the text, else above the headline, else below the text."""
    best: tuple[int, str] | None = None
    for text in _runs(above):
        moment = find_moment(text) if len(text) < 300 else None
        rank = _rank(text, moment)
        if rank and (best is None or rank > best[0]):
            best = (rank, text)
    for group in (before[:3], below):
        if best is None:
            found = [(_rank(line.text, find_moment(line.text)), line.text) for line in group if len(line.text) < 120]
            found = [item for item in found if item[0] and (TIME.search(item[1]) or group is not below or item[0] > 2)]
            best = found[0] if found else None
    if best is None:
        relative = next((line.text for line in above if len(line.text) < 40 and _AGO.search(line.text)), None)
        best = (1, relative) if relative else None
    if best:
        head.put("published", best[1], "printed")


def _rank(text: str, moment: Moment | None) -> int:
    if moment is None:
        return 0
    lead = text[: moment.start]
    if re.match(r"[（(]", text) and not TIME.search(lead):
        return 0  # （2007年6月29日……通过）
    clock = 2 if moment.precision != "day" else 0
    if re.search(r"更新|修改|编辑于", lead[-8:]):
        return 1
    return 2 + clock


def _runs(lines: list[Line]) -> Iterator[str]:
    """Each line, and short neighbours together: a day and its clock may stand apart."""
    for line in lines:
        yield line.text
    for place in range(len(lines) - 1):
        near = lines[place : place + 3]
        if all(len(line.text) < 24 for line in near):
            yield " ".join(line.text for line in near)


def _read_credit(
    head: Head, page: Page, above: list[Line], before: list[Line], below: list[Line], signed: Sequence[str]
) -> None:
    for line in [*above, *before[:3]]:
        if (found := _labelled(page, line)) is not None:
            if found:
                head.put("credit", found, "printed")
            break
    else:
        _read_bare_credit(head, page, above, {author.name for author in read_authors([*head.bylines, *signed])})
    for line in below:
        if head.credit is None and not _STATEMENT.search(line.text) and (found := _labelled(page, line)):
            head.put("credit", found, "printed-below")


def _labelled(page: Page, line: Line) -> str | None:
    """The value behind a credit label on this line; "" where the label stands alone, None without it."""
    if len(line.text) > 200 or not CREDIT.search(line.text):
        return None
    found = after(CREDIT, _parted(page, line))
    return (found or "") if found is None or read_credit(found) else ""


def _parted(page: Page, line: Line) -> str:
    return page.parted(line.first, line.end)


def _read_bare_credit(head: Head, page: Page, above: list[Line], people: Set[str]) -> None:
    """A credit without a label: the part beside the time that reads as a paper or stands in a box called source."""
    timed = [i for i, line in enumerate(above) if find_moment(line.text) or _AGO.search(line.text)]
    best: tuple[int, str] | None = None
    for place, line in enumerate(above):
        if len(line.text) > 90 or _NO_CREDIT.search(line.text):
            continue
        if (match := _SLASHED.match(line.text)) and is_person(match["name"]):
            head.bylines.append(match["name"])
            head.put("credit", match["paper"], "printed")
            return
        distance = min((abs(place - other) for other in timed), default=9)
        for part, box in _bare_parts(page, line):
            if part in people or (box != "credit" and is_person(part)):
                continue
            paper = PAPER.search(part) is not None and (distance == 0 or (distance == 1 and part == line.text))
            score = 4 * bool(box) + 3 * paper + (3 if distance == 0 else 1 if distance < 3 else 0)
            if score >= 3 and (best is None or score > best[0]):
                best = (score, part)
    if best:
        head.put("credit", best[1], "printed")


def _bare_parts(page: Page, line: Line) -> Iterator[tuple[str, str]]:
    """The parts of a line that may be a credit, each with what its box is called: credit, owner or nothing."""
    placed = False
    for number in range(line.first, line.end):
        text = page.pieces[number]
        if moment := find_moment(text):
            text = text[: moment.start] + " " + text[moment.end :]
        keys = " ".join(box.key for box in islice(page.ancestors(page.homes[number]), 3))
        named = "credit" if _CREDIT_BOX.search(keys) else "owner" if _OWNER_BOX.search(keys) else ""
        for word in re.split(r"[\s\u3000|｜丨]+", text):
            part = re.sub(r"[\[【(（].*$", "", word).strip("[]【】·()（）")
            part = re.sub(r"(?:官方)?[账帐]号$", "", part)
            if (
                2 <= len(part) <= 24
                and not placed
                and not (_UI.match(part) or is_buttons(part) or _NO_PAPER.search(part))
            ):
                yield part, named
            placed = word in ("发布于", "来自", "发表于")


def _read_editors(head: Head, lines: list[Line]) -> None:
    found = [(line.text, EDITOR.search(line.text)) for line in lines if len(line.text) < 200]
    named = [(text, match[0]) for text, match in found if match and read_editors(text)]
    for sign in ("责", "选", ""):
        for text, label in named:
            if sign in label:
                head.put("editors", text, "printed")
                return


def _read_bylines(head: Head, page: Page, above: list[Line]) -> None:
    for line in above:
        if len(line.text) > 160:
            continue
        parted = _parted(page, line)
        if match := AUTHOR.search(parted):
            value = after(AUTHOR, parted) or ""
            if read_authors([match[0] + value]):
                head.bylines.append(match[0] + value)
            elif value and not any(CREDIT.search(other.text) for other in above) and (credit := read_credit(value)):
                head.put("credit", credit, "printed")
        elif len(line.text) < 60 and re.search(r"记者|通讯员|评论员|文/|撰文", line.text) and read_authors([line.text]):
            head.bylines.append(line.text)
        elif (
            (match := _BRACKETED.search(line.text))
            and find_moment(line.text)
            and is_person("".join(match["name"].split()))
        ):
            head.bylines.append(match["name"])
