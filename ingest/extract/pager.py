"""The link to the next page, of a list or of an article in several pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from ingest.extract.tree import Box, Page, squeeze_spaces
from ingest.extract.turning import called, turned_by_script

_NEXT = re.compile(
    r"^\d?[\s\[【(（|<«‹]*(?:下\s*一?\s*页|后一?页|下一版|第?下版|余下全文|点击下一页|next(?: ?page)?|下一頁|"
    r"(?:较[旧早]|早期)的?(?:文章|日志)|older(?: ?posts)?|[›»>]|>>|＞|＞＞)(?:[(（]\d+/\d+[)）])?[\s\]】)）|›»>→]*$",
    re.I,
)  # a digit in front is an arrow in a font of signs
_WORDS = re.compile(r"下\s*一?\s*[页頁版]|后一?页|余下全文|next|较[旧早]|早期|older", re.I)
_MORE = re.compile(r"^(?:点击|上拉|下拉)?(?:加载|查看|显示|浏览)更多(?:新闻|文章|内容|资讯|信息)?$")
_PAGED = re.compile(r"(?:^|[/_?&.-])(?:p|pn|pg|page\w*|index|list|cur\w*)[=/_-]?\d{1,4}(?:\D|$)", re.I)
_NEXT_KEY = re.compile(r"(?:^|[\s_-])(?:next|nextpage|next_page|page_?next|ed_next|pagenext)(?:$|[\s_-])")
_PAGER = re.compile(r"pag|fenye|fanye|(?:^|[\s_-])(?:fy|pg|yema)(?:$|[\s_-])")
_NUMBER = re.compile(r"[\[【(（|·\s]*(?:第\s*)?(\d{1,3})(?:\s*页)?[\]】)）|·\s]*")
_CURRENT = re.compile(r"(?:^|[\s_-])(?:on|cur|curr|current|active|selected|now|this|thisclass|hover)(?:$|[\s_-])")
_CALENDAR = re.compile(r"calendar|rili|datepick")
_GOING = re.compile(r"location(?:\.href)?(?:\s*=|\.(?:assign|replace)\()\s*['\"]([^'\"\s]+)['\"]", re.I)
_CALLING = re.compile(  # a function whose first argument is an address
    r"\b(?!ajax)\w*(?:go|page|query|turn|jump)\w*\(\s*(?:this\s*,\s*)?"
    r"['\"]([^'\"\s]*(?:\.(?:s?html?|jsp|php|aspx?)\b[^'\"\s]*|\?\w+=[^'\"\s]+|/\d+/?))['\"]",
    re.I,
)
LONGEST_ACTION = 500  # characters
_MARKED = (
    'link[rel~="next"][href], input[onclick][value], select[onchange*="location"] option[selected] + option[value]'
)
HIGHEST = 20  # boxes up from a link in which a pager is looked for
LONGEST = 24  # characters of a pager's words


@dataclass(slots=True)
class _Turner:
    """Something to click that may turn the page, with what it says."""

    text: str
    said: tuple[str, ...]  # its text, and what its attributes and its picture say
    rel: str
    box: Box


def find_next(page: Page, base: str, html: str = "", chosen: Sequence[int] = ()) -> str | None:
    """The address of the next page, or None; `html` is the page's source, whose scripts may write the pager.

    What says 下一页 (or 下一版, in a newspaper) comes first, then what is marked rel=next or named next, then pagers
    that a script writes, the number after the page's own, a bare arrow in a pager, and a button for more. What leads
    nowhere, or back to the page itself, is passed over.
    """
    for number in chosen:
        if found := _target(page.boxes[number], base):
            return found
    turners = list(_turners(page))
    for fits in (_says_next, _is_related, _is_named):
        for turner in turners:
            if fits(turner) and (found := _leads(turner.box, base, html)):
                return found
    if found := _marked(page, base, html):
        return found
    if written := turned_by_script(html, base):
        return _resolved(written, base)
    if found := _counted(page, turners, base, html):
        return found
    for turner in turners:
        if _points_on(page, turner) and (found := _leads(turner.box, base, html)):
            return found
    more = (
        _leads(turner.box, base, html) for turner in turners if any("更多" in w and _MORE.match(w) for w in turner.said)
    )
    return next((url for url in more if url and _PAGED.search(url)), None)


def links_of(page: Page, base: str) -> Iterator[tuple[str, str]]:
    """The words and the address of each link of a page that leads anywhere."""
    for box in page.boxes:
        if box.tag == "a" and (url := _target(box, base)):
            yield page.text(box), url


def next_words(text: str) -> bool:
    """Whether a link's words say that it leads to the next page."""
    return bool(_NEXT.match(text) and _WORDS.search(text))


def _turners(page: Page) -> Iterator[_Turner]:
    """The links and buttons with few words."""
    for box in page.boxes:
        if box.tag not in ("a", "button") or page.size(box) > 2 * LONGEST:
            continue
        text = squeeze_spaces("".join(page.pieces[box.first : box.end]))
        if len(text) > LONGEST:
            continue
        attrs = box.attrs
        title, label = attrs.get("title"), attrs.get("aria-label")
        said: tuple[str, ...] = (text, title.strip() if title else "", label.strip() if label else "")
        if not text and (picture := box.node.css_first("img[alt]")) is not None:
            said = (*said, (picture.attributes.get("alt") or "").strip())
        yield _Turner(text, said, attrs.get("rel") or "", box)


def _says_next(turner: _Turner) -> bool:
    return any(next_words(words) for words in turner.said if words)


def _is_related(turner: _Turner) -> bool:
    return turner.rel != "" and "next" in turner.rel.split()


def _is_named(turner: _Turner) -> bool:
    key = turner.box.key
    return bool(key and _NEXT_KEY.search(key) and len(turner.text) < 6)


def _points_on(page: Page, turner: _Turner) -> bool:
    """Whether a bare arrow stands in a pager, beside numbers."""
    return _NEXT.match(turner.text) is not None and _in_pager(page, turner.box)


def _in_pager(page: Page, box: Box) -> bool:
    return any(_PAGER.search(up.key) for up in islice(page.ancestors(box.parent), HIGHEST))


def _marked(page: Page, base: str, html: str) -> str | None:
    """The next page that the head names, a button of a form, or a box to jump with: the number after the chosen one."""
    for node in page.tree.css(_MARKED):
        attrs = node.attributes
        if node.tag == "link":
            return _resolved(attrs.get("href") or "", base)
        if node.tag == "input" and next_words((attrs.get("value") or "").strip()):
            return _acted(attrs.get("onclick") or "", base, html)
        if node.tag == "option" and _NUMBER.fullmatch(node.text()):
            return _resolved(attrs.get("value") or "", base)
    return None


def _counted(page: Page, turners: Sequence[_Turner], base: str, html: str) -> str | None:
    """The link with the number after the one that stands unlinked, or leads back to this page."""
    for turner in turners:
        match = _NUMBER.fullmatch(turner.text)
        if not match or int(match[1]) < 2 or not _follows(page, turner.box, int(match[1]), base, html):
            continue
        url = _leads(turner.box, base, html)
        if url and _holds(url, int(match[1])) and urlsplit(url).netloc == urlsplit(urljoin(base, url)).netloc:
            return url
    return None


def _holds(url: str, number: int) -> bool:
    """Whether an address holds the number of a page, counted from 1 or from 0."""
    return any(re.search(rf"(?<!\d)0*{n}(?!\d)", url) for n in (number, number - 1))


def _follows(page: Page, box: Box, number: int, base: str, html: str) -> bool:
    """Whether the number before a link stands right before it, and does not lead away; not so in a calendar."""
    before = [
        place
        for place in range(max(0, box.first - 6), box.first)
        if page.pieces[place].strip("[]【】()（）|· \xa0\u3000")
    ]
    if not before or not (match := _NUMBER.fullmatch(page.pieces[before[-1]])) or int(match[1]) != number - 1:
        return False
    if _linked(page, before[-1], base, html):
        return False
    if any(_CALENDAR.search(up.key) for up in islice(page.ancestors(box.parent), HIGHEST)):
        return False
    earlier = _NUMBER.fullmatch(page.pieces[before[-2]]) if len(before) > 1 else None
    return not (earlier and int(earlier[1]) == number - 2) or _linked(page, before[-2], base, html)


def _linked(page: Page, piece: int, base: str, html: str) -> bool:
    """Whether a piece of text stands in a link that leads to another page, and is not marked as this one."""
    around = list(islice(page.ancestors(page.homes[piece]), 3))
    if any(up.tag in ("a", "li", "span") and up.key and _CURRENT.search(up.key) for up in around):
        return False
    return any(up.tag == "a" and _leads(up, base, html) is not None for up in around)


def _leads(box: Box, base: str, html: str) -> str | None:
    """Where a link or button leads, by its address or by what it does when it is clicked."""
    if found := _target(box, base):
        return found
    attrs = box.attrs
    for key in ("data-href", "data-url", "data-link", "tagname"):
        if stated := attrs.get(key):
            return _resolved(stated, base)
    for key in ("onclick", "href"):
        if (action := attrs.get(key)) and (found := _acted(action, base, html)):
            return found
    return None


def _acted(action: str, base: str, html: str) -> str | None:
    """Where an action leads that goes to an address in quotes, or calls the page's own function with a number."""
    action = action[:LONGEST_ACTION]
    quoted = _GOING.search(action) or _CALLING.search(action)
    to = quoted[1] if quoted else called(html, action)
    return _resolved(to, base) if to else None


def _target(box: Box, base: str) -> str | None:
    href = "".join((box.attrs.get("href") or "").split())
    return _resolved(href, base)


def _resolved(href: str, base: str) -> str | None:
    """An address of another page than this, or None."""
    if not href or href.lower().startswith(("#", "javascript:")):
        return None
    try:
        url = urljoin(base, href)
        scheme = urlsplit(url).scheme
    except ValueError:
        return None
    if scheme not in ("http", "https", "") or url.partition("#")[0] == base.partition("#")[0]:
        return None
    return url
