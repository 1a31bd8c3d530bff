"""The link to the next page, of a list or of an article in several pages."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from ingest.extract.tree import Box, Page

_NEXT = re.compile(
    r"^[\s\[【(（|]*(?:下一?页|后一?页|下一版|余下全文|next(?: ?page)?|[›»>]{1,2}|下一頁)[\s\]】)）|›»>]*$", re.I
)
_NUMBER = re.compile(r"^[\s\[【(（]*(\d{1,3})[\s\]】)）]*$")
_NEXT_KEY = re.compile(r"(?:^|[\s_-])(?:next|nextpage|next_page|pagenext)(?:$|[\s_-])")


def find_next(page: Page, base: str, chosen: Sequence[int] = ()) -> str | None:
    """The address of the next page, or None; a link that runs a script or leads back to the page itself is none."""
    for number in chosen:
        if found := _target(page.boxes[number], base):
            return found
    links = [box for box in page.boxes if box.tag == "a"]
    for box in links:
        if _NEXT.match(page.text(box)) or box.attrs.get("rel") == "next":
            return _target(box, base)
    return None


def _target(box: Box, base: str) -> str | None:
    href = "".join((box.attrs.get("href") or "").split())
    if not href or href.startswith(("#", "javascript:")):
        return None
    try:
        url = urljoin(base, href)
        scheme = urlsplit(url).scheme
    except ValueError:
        return None
    if scheme not in ("http", "https", "") or url.partition("#")[0] == base.partition("#")[0]:
        return None
    return url
