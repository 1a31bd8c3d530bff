"""The link to the next page, of a list or of an article in several pages."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urljoin, urlsplit

from ingest.extract.tree import Box, Page

_NEXT = re.compile(
    r"^\d?[\s\[【(（|<«‹]*(?:下\s*一?\s*页|后一?页|下一版|第?下版|余下全文|点击下一页|next(?: ?page)?|下一頁|"
    r"较[旧早]的?(?:文章|日志)|older(?: ?posts)?|[›»>]|>>|＞|＞＞)[\s\]】)）|›»>→]*$",
    re.I,
)  # a digit in front is an arrow in a font of signs
_WORDS = re.compile(r"下\s*一?\s*[页頁版]|后一?页|余下全文|next|较[旧早]|older", re.I)
_NEXT_KEY = re.compile(r"(?:^|[\s_-])(?:next|nextpage|next_page|page_?next|ed_next|pagenext)(?:$|[\s_-])")
_PAGER = re.compile(r"pag|fenye")
HIGHEST = 20  # boxes up from a link in which a pager is looked for


def find_next(page: Page, base: str, chosen: Sequence[int] = ()) -> str | None:
    """The address of the next page, or None; a link that runs a script or leads back to the page itself is none.

    Links that say 下一页 (or 下一版, in a newspaper) come first, then those marked rel=next or named next.
    """
    for number in chosen:
        if found := _target(page.boxes[number], base):
            return found
    links = [box for box in page.boxes if box.tag == "a"]
    for fits in (_says_next, _is_marked, _points_on):
        for box in links:
            if fits(page, box):
                return _target(box, base)
    return _counted(page, base)


def _counted(page: Page, base: str) -> str | None:
    """The link with the number after the one that stands unlinked, in a box called a pager."""
    for number, box in enumerate(page.boxes):
        if box.tag in ("a", "p", "div", "ul", "nav") or box.end - box.first != 1:
            continue
        here = page.pieces[box.first].strip()
        if not here.isdecimal() or len(here) > 3 or not _in_pager(page, box):
            continue
        for link in page.boxes[number + 1 : number + 8]:
            if link.tag == "a" and page.text(link) == str(int(here) + 1):
                return _target(link, base)
    return None


def links_of(page: Page, base: str) -> Iterator[tuple[str, str]]:
    """The words and the address of each link of a page that leads anywhere."""
    for box in page.boxes:
        if box.tag == "a" and (url := _target(box, base)):
            yield page.text(box), url


def next_words(text: str) -> bool:
    """Whether a link's words say that it leads to the next page."""
    return bool(_NEXT.match(text) and _WORDS.search(text))


def _says_next(page: Page, box: Box) -> bool:
    return next_words(page.text(box)) or next_words((box.attrs.get("title") or "").strip())


def _is_marked(page: Page, box: Box) -> bool:
    return box.attrs.get("rel") == "next" or bool(box.key and _NEXT_KEY.search(box.key) and len(page.text(box)) < 6)


def _points_on(page: Page, box: Box) -> bool:
    """Whether a bare arrow stands in a pager, beside numbers."""
    return _NEXT.match(page.text(box)) is not None and _in_pager(page, box)


def _in_pager(page: Page, box: Box) -> bool:
    return any(_PAGER.search(up.key) for up in islice(page.ancestors(box.parent), HIGHEST))


def _target(box: Box, base: str) -> str | None:
    href = "".join((box.attrs.get("href") or "").split())
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
