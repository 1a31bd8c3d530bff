"""The pictures inside a text, with what is printed under them."""

import re
from collections.abc import Sequence
from itertools import islice
from urllib.parse import urljoin

from ingest.extract.tree import Box, Page
from model.article import Image

MOST_PICTURES = 200
_SOURCES = ("data-src", "data-original", "data-echo", "original", "_src", "data-lazy-src", "src")
_FURNITURE = re.compile(
    r"icon|logo|qr_?code|erweima|ewm|share|btn|button|blank|spacer|loading|placeholder|pixel|avatar|emoji|arrow|1x1|"
    r"\.svg|stat\.|hm\.baidu"
)
_CAPTION = re.compile(
    r"^(?:图|▲|△|↑|←|→|本版|资料图|题图|【?图说)|(?:摄|供图|资料图|图片|图源.{0,14}|翻拍|提供)[\s)）。】]*$|"
    r"图[:：/／|]|摄影[:：]"
)
_CREDIT = re.compile(
    r"(?:图片来源|图源|来源|摄影|图)\s*[:：/／|]\s*(?P<by>[^\s，。；）)]{2,20})|"
    r"(?P<who>[\u4e00-\u9fff·]{2,12}?(?:记者|"
    r"通讯员)?[\s\u3000]*[\u4e00-\u9fff·]{1,4}(?:[\s\u3000、][\u4e00-\u9fff·]{1,4}){0,3})[\s\u3000]*(?:摄|"
    r"供图)[\s)）。】]*$"
)
_WORDS_BEFORE = re.compile(r"^.*[。，；！？）)”]\s*")
NARROW = 80  # pixels: smaller pictures are furniture


def find_pictures(page: Page, numbers: Sequence[int], base: str) -> tuple[Image, ...]:
    """The pictures between the first and the last line of a text, each address once."""
    if not numbers:
        return ()
    first, last, text = numbers[0], numbers[-1] + 1, set(numbers)
    found: dict[str, Image] = {}
    for box in page.between(first, last):
        if box.tag != "img" or len(found) >= MOST_PICTURES:
            continue
        url = _address(box, base)
        if url and url not in found and not _in_noise(page, box, first):
            caption = _caption(page, box, text)
            found[url] = Image(url, caption, _credit(caption) if caption else None)
    return tuple(found.values())


def _in_noise(page: Page, box: Box, first: int) -> bool:
    return any(up.noise for up in islice(page.ancestors(box.parent), 12) if up.line >= first)


def _address(box: Box, base: str) -> str | None:
    attrs = box.attrs
    source = next((value.strip() for name in _SOURCES if (value := attrs.get(name)) and value.strip()), "")
    if not source or source.startswith(("data:", "javascript:")) or _FURNITURE.search(source.lower()):
        return None
    sizes = [int(size) for name in ("width", "height") if (size := (attrs.get(name) or "").rstrip("px")).isdecimal()]
    if any(size < NARROW for size in sizes):
        return None
    try:
        return urljoin(base, source)
    except ValueError:
        return None


def _caption(page: Page, box: Box, text: set[int]) -> str | None:
    """The line right under a picture, where it reads as a caption or stands in a box called so."""
    if box.line not in text:
        return None
    line = page.lines[box.line]
    if len(line.text) > 160:
        return None
    for up in islice(page.ancestors(line.box), 12):
        if up.tag == "figcaption" or re.search(r"caption|tushuo|pic_?txt|img_?desc|pictext", up.key):
            return line.text
        if up.tag in ("td", "div", "section", "article"):
            break
    return line.text if _CAPTION.search(line.text) else None


def _credit(caption: str) -> str | None:
    match = _CREDIT.search(_WORDS_BEFORE.sub("", caption)) or _CREDIT.search(caption)
    return (match["by"] or match["who"]).strip() if match else None
