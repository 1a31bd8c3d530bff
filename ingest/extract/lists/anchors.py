"""The links of a page as candidates for a list: address, printed title, date, place and shape of each."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import SplitResult, urljoin, urlsplit

from ingest.extract.lists.addresses import page_of
from ingest.extract.lists.stamps import is_stamp, stamp
from ingest.extract.tree import Box, Page, squeeze_spaces
from ingest.extract.turning import called

DEEPEST = 40  # steps from a link up to the box that a selector names
LONGEST_ACTION = 500  # characters of what a click does
LONG_STRONG = 9  # characters in bold that are no label
SHORT_CARD = 30  # characters: no more, in lines of one block, are one title, broken by hand
SHORTEST_TITLE = 6  # characters: what is shorter may be a label above the title
LONGEST_TITLE = 60  # characters: what is longer is a summary
_WRITTEN = re.compile(r"document\.write\([\w.]*\(?[\"']([^\"']{2,200})")
_DIGITS = re.compile(r"\d+|(?<=[/_=-])[0-9a-fA-F]{8,}|(?<=/)[0-9A-Z]{10,}(?=\.)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADED = re.compile(r"(?:^|>)h[1-6]\.")
_NAMED_TITLE = re.compile(r"(?:^|[\s_-])(?:(?:\w*[_-])?(?:title|tit|bt|headline)|news-?title)(?:$|[\s_-])")
_GONE = re.compile(
    r"location(?:\.href)?\s*=\s*['\"]([^'\"]+)['\"]|(?:open|assign|go\w*)\(\s*['\"]([^'\"]*[/.?][^'\"]*)['\"]"
)
_NOTHING = ("#", "javascript:;", "javascript:void", "return false")
_WORDED = re.compile(r"[\u3400-\u9fff]{2}|[A-Za-z]{3}")
_CUT = ("…", "...", "..")


@dataclass(slots=True)
class Anchor:
    """A link with what is printed on it and around it."""

    url: str
    parts: SplitResult  # of its address
    title: str
    box: Box
    page: str  # its address without the scheme: two links that share it lead to one page
    place: str  # the blocks that it stands in, by name
    shape: str
    date: str | None = None

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """Which of two links to one page says its title: not a summary, not a cut one, a heading, the longer."""
        summary = len(self.title) > LONGEST_TITLE or "。" in self.title
        whole = not self.title.endswith(_CUT)
        return not summary, whole, _HEADED.search(self.place) is not None, len(self.title)


def anchors_of(page: Page, base: str, html: str = "", chosen: Sequence[int] = ()) -> list[Anchor]:
    """All links of the page that lead anywhere, or those in the chosen boxes; `html` is its source, for its scripts."""
    tops = frozenset(chosen)
    found: list[Anchor] = []
    for number, box in enumerate(page.boxes):
        if box.tag not in ("a", "area") or (tops and not _inside(page, number, tops)):
            continue
        attrs = box.attrs
        href = "".join((attrs.get("href") or "").split())
        if not href or href.startswith(("#", "javascript:")):
            href = _clicked(attrs, html) or ""
        anchor = _anchor(page, number, base, href) if href else None
        if anchor:
            found.append(anchor)
    return found


def clickable(page: Page, base: str, html: str) -> Iterator[Anchor]:
    """The boxes that are no links, but lead somewhere when they are clicked."""
    known = {box.node.mem_id: number for number, box in enumerate(page.boxes) if box.tag not in ("a", "body")}
    for node in page.tree.css("[onclick], [data-href], [data-url], [data-link]"):
        number = known.get(node.mem_id)
        if number is not None and (href := _clicked(node.attributes, html) or _stated(node.attributes)):
            anchor = _anchor(page, number, base, href)
            if anchor:
                yield anchor


def _stated(attrs: Mapping[str, str | None]) -> str | None:
    """The address that a box names for a script."""
    return attrs.get("data-url") or attrs.get("data-link")


def _clicked(attrs: Mapping[str, str | None], html: str) -> str | None:
    """Where a click leads, by what is done then: an address in quotes, or a call of the page's own function."""
    for key in ("onclick", "href"):
        action = attrs.get(key)
        if not action or action.startswith(_NOTHING):
            continue
        gone = _GONE.search(action, 0, LONGEST_ACTION)
        if to := (gone[1] or gone[2]) if gone else called(html, action[:LONGEST_ACTION]):
            return to
    return attrs.get("data-href")


def _inside(page: Page, number: int, tops: Set[int]) -> bool:
    """Whether a box is one of the chosen ones, or stands a few steps inside one."""
    for _ in range(DEEPEST):
        if number in tops:
            return True
        number = page.boxes[number].parent
        if number < 0:
            break
    return False


def _anchor(page: Page, number: int, base: str, address: str) -> Anchor | None:
    if address.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        url = urljoin(base, address).partition("#")[0]
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", ""):
        return None
    box = page.boxes[number]
    keys = "&".join(sorted([p.partition("=")[0] for p in parts.query.split("&")])) if parts.query else ""
    shape = f"{parts.netloc}{_DIGITS.sub('0', parts.path)}?{keys}"
    return Anchor(
        url, parts, _title(page, number), box, page_of(parts), _place(page, box), shape, stamp(page, box, url)
    )


def _title(page: Page, number: int) -> str:
    """The title on a link: printed, whole in an attribute where it is cut, written by a script, or under a picture."""
    box = page.boxes[number]
    printed = _printed(page, number) or _scripted(box)
    attrs = box.attrs
    stated = attrs.get("title") or attrs.get("alt") or attrs.get("data-title")
    if not stated:
        return printed or _pictured(box)
    stated = squeeze_spaces(stated)
    if not printed:
        return stated
    whole = len(stated) > len(printed) or (printed.endswith(_CUT) and len(stated) > 1)
    return stated if whole and stated.startswith(printed.rstrip(".…· ")[:8]) else printed


def _printed(page: Page, number: int) -> str:
    """The text of a link; of one that is a whole card, the title on it."""
    box = page.boxes[number]
    if box.end - box.first < 2:
        return squeeze_spaces("".join(page.pieces[box.first : box.end]))
    for named, least in ((_is_heading, 4), (_is_named, 4), (_is_strong, LONG_STRONG)):
        for inner in _within(page, number):
            if named(inner) and page.size(inner) < 4 * LONGEST_TITLE and len(text := page.text(inner)) >= least:
                return text
    lines = page.lines[box.line : box.line_end]
    broken = page.size(box) <= SHORT_CARD and len({line.box for line in lines}) == 1
    if len(lines) > 1 and not broken:
        worded = [line.text for line in lines if _WORDED.search(line.text) and not is_stamp(line.text)]
        if worded:
            return max(worded[:2], key=len) if len(worded[0]) < SHORTEST_TITLE else worded[0]
    pieces = page.pieces[box.first : box.end]
    return squeeze_spaces("".join(piece for piece in pieces if not is_stamp(piece.strip()))) or page.text(box)


def _within(page: Page, number: int) -> Iterator[Box]:
    """The boxes inside one."""
    end = page.boxes[number].end
    for place in range(number + 1, len(page.boxes)):
        if page.boxes[place].first >= end:
            return
        yield page.boxes[place]


def _is_heading(box: Box) -> bool:
    return box.tag in _HEADINGS


def _is_strong(box: Box) -> bool:
    return box.tag in ("strong", "b")


def _is_named(box: Box) -> bool:
    return box.key != "" and _NAMED_TITLE.search(box.key) is not None


def _pictured(box: Box) -> str:
    """What the picture on a link without words is called."""
    picture = box.node.css_first("img[alt]")
    return squeeze_spaces(picture.attributes.get("alt") or "") if picture is not None else ""


def _scripted(box: Box) -> str:
    """A title that a script writes: document.write(view("title<br>subtitle"))."""
    script = box.node.css_first("script")
    match = _WRITTEN.search(script.text() or "") if script is not None else None
    return squeeze_spaces(re.sub(r"<[^>]*>", " ", match[1])) if match else ""


def _place(page: Page, box: Box) -> str:
    """The blocks above a link by tag and class: links of one list share it."""
    return ">".join([_name(up.tag, up.key) for up in islice(page.ancestors(box.parent), 4)])


@lru_cache(2048)
def _name(tag: str, key: str) -> str:
    return f"{tag}.{key.strip().split(' ')[-1]}"
