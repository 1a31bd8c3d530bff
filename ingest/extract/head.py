"""The lines around the text that tell of it: time, credit, editors, bylines, original title."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from ingest.extract.crediting import find_credit
from ingest.extract.rows import Row, rows_of
from ingest.extract.timing import printed_time, told_from_now
from ingest.extract.title import Title
from ingest.extract.tree import Box, Page
from ingest.fields.authors import read_authors
from ingest.fields.credit import read_credit
from ingest.fields.dates import find_moment
from ingest.fields.editors import names_editors, read_editors
from ingest.fields.labels import AUTHOR, CREDIT, ORIGINAL_TITLE, after, choice
from ingest.fields.names import is_person

MOST_ABOVE = 300  # lines between headline and text
NEAR_HEADLINE, MOST_LISTED = 4, 40  # boxes around the headline; entries of lists inside them
LONGEST_NAMES = 12  # characters of a line that holds a name, or says what somebody is
LONGEST_OPENING = 50  # characters of a line of time and names that the text begins with
LONGEST_ROW = 80  # characters; a longer one is no line of names
OPENING = 3  # lines of the text that may name its writer and its editor
ABOVE, BELOW = 8, 16  # lines looked at before the headline and behind the text
_ROLES = re.compile(
    choice(
        *("记者", "通讯员", "评论员", "撰文", r"文(?<![^\s|｜·]文)\s*[/／丨｜|]"),
        *(f"{label}[:：]" for label in ("文字?", "图片?", "摄影")),
    )
)
_BRACKETED = re.compile(r"[\[【(（〔［]\s*(?P<name>[\u4e00-\u9fff\s\u3000]{2,8}?)\s*[\]】)）〕］]")
_NEXT_NAME = re.compile(r"\t?\s*[、，,▪●•·&]\s*\t?\s*(?P<name>[\u4e00-\u9fff·]{2,6})(?=[\s、，,▪●•&]|$)")
_LISTING = frozenset("a span i em b strong".split())  # elements that hold one name each
_SENTENCE = re.compile(r"[。！？?!][”』」’]?$")
_AUTHOR_BOX = re.compile(r"(?:^|[\s_-])(?:authors?|byline|writers?|reporters?|zuozhe|jizhe)(?:$|[\s_\d-])")
_BY = re.compile(r"^(?:作者|记者|撰文|文|由|By|by)[\s\u3000]*")
_LABEL_END = re.compile(r"[:：/／|丨｜]\s*$")
_EDITOR_SIGN = re.compile("[编編责責选選]")  # a quick look
_PARTS = re.compile(r"[\s\u3000、，,]+")


@dataclass(slots=True)
class Head:
    """What is printed around a text, by field, as printed."""

    published: str | None = None
    credit: str | None = None
    editors: str | None = None
    original_title: str | None = None
    told_from_now: bool = False  # the time is printed as 昨天
    bylines: list[str] = field(default_factory=list)


def read_head(
    page: Page,
    title: Title,
    text: list[int],
    signed: Sequence[str] = (),
    stated: Sequence[str] = (),
    url: str = "",
) -> Head:
    """What is printed above and below the text, nearest first.

    `signed` are the bylines inside the text; `stated` the authors that the page states, who count where they are
    printed, too; `url` the page's address, for a day without a year.
    """
    first = text[0] if text else len(page.lines)
    last = text[-1] if text else 0
    top = title.end if 0 <= title.line < first else max(0, first - ABOVE)
    above = rows_of(page, range(max(top, first - MOST_ABOVE), first))
    before = rows_of(page, range(max(0, title.line - ABOVE), max(0, title.line)))[::-1] if title.line >= 0 else []
    below = rows_of(page, range(last + 1, last + 1 + BELOW))
    inside = rows_of(page, range(max(first, last - 15), last + 1)) if text else []
    time = printed_time(page, above, before, below, url) or _time_in(page, title)
    head = Head(time, told_from_now=told_from_now(above))
    head.editors = _find_editors(page, [*below[:12], *above, *inside, *rows_of(page, text[:OPENING]), *before[:3]])
    _read_bylines(head, page, above)
    if not head.bylines:
        _read_bylines(head, page, [row for row in before[:3] if AUTHOR.search(row.text)])
    if not head.bylines and not signed:
        _read_bylines(head, page, [row for row in [*inside[-4:], *below[:4]] if _names_author(row.text)])
    if not head.bylines:
        head.bylines = _unlabelled(page, [*above, *before[:3]], stated, head.editors)
    if not head.bylines and not signed:
        head.bylines = _stated(page, title, text, stated, head.editors) or _alone(page, above)
    people = {author.name for author in read_authors([*head.bylines, *signed])}
    credit, name = find_credit(page, above, before, below, inside[-6:], people)
    head.credit = credit or head.credit
    head.bylines += [name] if name else []
    inner = (page.lines[number].text for number in text)
    head.original_title = _original_title([*(row.text for row in above), *inner, *(row.text for row in below)])
    return head


def _time_in(page: Page, title: Title) -> str | None:
    """The line of the headline, where the time stands in it, behind the words."""
    text = page.lines[title.line].text if title.line >= 0 else ""
    return text if title.text and text.startswith(title.text) and text != title.text and find_moment(text) else None


def _names_author(text: str) -> bool:
    """Whether a line names an author, and is no turn of an interview (记者：我们注意到…？)."""
    return len(text) < LONGEST_ROW and AUTHOR.search(text) is not None and _SENTENCE.search(text) is None


def _original_title(texts: Iterable[str]) -> str | None:
    for text in texts:
        if "原" in text[:6] and (match := ORIGINAL_TITLE.match(text)) and len(match["title"]) <= 100:
            return match["title"]
    return None


def _find_editors(page: Page, rows: Sequence[Row]) -> str | None:
    """The line that names the responsible editors, else one that names who chose the text, else any editor's."""
    named: list[tuple[str, str]] = []
    for row in rows:
        if len(row.text) < 200 and _EDITOR_SIGN.search(row.text):
            text = row.parted(page).replace("\t", " ")
            if (label := names_editors(text)) and read_editors(text):
                named.append((text, label))
    for sign in ("责", "責", "选", "選", ""):
        for text, label in named:
            if sign in label:
                return text
    return None


def _read_bylines(head: Head, page: Page, above: Sequence[Row]) -> None:
    for row in above:
        if len(row.text) > 160:
            continue
        parted = row.parted(page)
        if match := AUTHOR.search(parted):
            value = after(AUTHOR, parted) or ""
            value, end = _with_more(parted, match.end(), value, _boxed_alike(page, row, value))
            if read_authors([match[0] + value]):
                head.bylines.append(match[0] + value)
                if len(more := parted[end:]) > 3 and _ROLES.search(more):
                    head.bylines.append(more.replace("\t", " ").strip())
            elif value and not any(CREDIT.search(other.text) for other in above) and (credit := read_credit(value)):
                head.credit = head.credit or credit
        elif len(row.text) < 60 and _ROLES.search(row.text) and read_authors([row.text]):
            head.bylines.append(row.text)
        elif "]" in row.text or "】" in row.text or "）" in row.text or ")" in row.text:
            names = [match["name"] for match in _BRACKETED.finditer(row.text)]
            people = [name for name in names if is_person("".join(name.split()))]
            head.bylines += people[:1] if people and find_moment(row.text) else []


def _with_more(parted: str, start: int, value: str, alike: Sequence[str]) -> tuple[str, int]:
    """The value of a label with the names listed behind it in boxes of their own, and where they end."""
    end = parted.find(value, start) + len(value)
    while value and (match := _NEXT_NAME.match(parted, end)) and is_person(match["name"]):
        value, end = f"{value}、{match['name']}", match.end()
    for name in alike:
        if (place := parted.find(name, end)) >= 0:
            value, end = f"{value}、{name}", place + len(name)
    return value, end


def _boxed_alike(page: Page, row: Row, value: str) -> list[str]:
    """The people in the boxes right behind the one that holds just this value, which are called as it is."""
    found: list[str] = []
    first: Box | None = None
    for number in range(row.first, row.end):
        text = page.pieces[number].strip()
        box = page.boxes[page.homes[number]]
        if first is None:
            first = box if text == value and box.tag in _LISTING else None
        elif text and ((box.tag, box.parent, box.key) != (first.tag, first.parent, first.key) or not is_person(text)):
            break
        elif text:
            found.append(text)
    return found


def _unlabelled(
    page: Page, rows: Sequence[Row], stated: Collection[str], editors: str | None, boxed: bool = True
) -> list[str]:
    """People who stand alone around the headline, in a box called author or because the page states them as authors."""
    found: list[str] = []
    for text, home in _pieces(page, rows):
        if len(text) > 30 or (editors and text in editors):
            continue
        name = _BY.sub("", text)
        if boxed and _are_people(name) and _in_author_box(page, home):
            found.append(name)
        elif text in stated and _are_people(text):
            found.append(text)
    return list(dict.fromkeys(found))


def _alone(page: Page, above: Sequence[Row]) -> list[str]:
    """People alone on the line under the headline, or above a line that says what they are (某报记者 发自某地)."""
    for place, row in enumerate(above[:NEAR_HEADLINE]):
        if len(row.text) > LONGEST_NAMES or not (_are_people(row.text) or is_person("".join(row.text.split()))):
            continue
        told = place + 1 < len(above) and _ROLES.search(above[place + 1].text[:LONGEST_NAMES]) is not None
        if told or (place == 0 and not page.lines[row.number].linked):
            return [row.text]
    return []


def _are_people(text: str) -> bool:
    """Whether a text holds names and nothing else."""
    return all(map(is_person, _PARTS.split(text)))


def _stated(page: Page, title: Title, text: Sequence[int], stated: Sequence[str], editors: str | None) -> list[str]:
    """Those of the stated people who stand alone in a short line that the text begins with, or beside the headline."""
    names = {name for said in stated for name in _PARTS.split(said) if is_person(name)}
    if not names:
        return []
    opening = [row for row in rows_of(page, text[:2]) if len(row.text) < LONGEST_OPENING]
    return _unlabelled(page, opening, names, editors, boxed=False) or _by_headline(page, title, names)


def _by_headline(page: Page, title: Title, names: set[str]) -> list[str]:
    """Those of the names that stand alone in a list beside the headline, which was left out as a menu."""
    if title.line < 0:
        return []
    near = islice(page.ancestors(page.lines[title.line].box), NEAR_HEADLINE)
    entries = (node.text().strip() for box in near for node in box.node.css("li")[:MOST_LISTED])
    return list(dict.fromkeys(entry for entry in entries if entry in names))


def _pieces(page: Page, rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    """The pieces of the rows that follow no label, each with the number of its box."""
    for row in rows:
        if len(row.text) > LONGEST_ROW:
            continue
        labelled = False
        for number in range(row.first, row.end):
            text = " ".join(page.pieces[number].split())
            if not text:
                continue
            if not labelled:
                yield text, page.homes[number]
            labelled = _LABEL_END.search(text) is not None


@lru_cache(4096)
def _is_author(key: str) -> bool:
    """Whether an id and classes name an author."""
    return _AUTHOR_BOX.search(key) is not None


def _in_author_box(page: Page, number: int) -> bool:
    for _ in range(3):
        if number < 0:
            break
        box = page.boxes[number]
        if box.key and _is_author(box.key):
            return True
        if box.tag in ("a", "span") and (box.attrs.get("rel") == "author" or box.attrs.get("itemprop") == "author"):
            return True
        number = box.parent
    return False
