"""What would cost an HTML parser more than a page is worth: found before it is parsed, in linear time.

The parser compares each attribute with those before it, looks through all open elements for each new block, and opens
unclosed fonts again in each paragraph: ways in which a small page can take minutes or gigabytes.
"""

import re
from collections.abc import Iterator
from itertools import product

from ahocorasick_rs import BytesAhoCorasick

from model.errors import ParseError

LARGEST = 6_000_000
"""Characters above which a page is refused: no article is that long, and every step must stay in memory."""
DEEPEST = 2_000
"""Open elements above which a page is refused: real pages nest some dozens deep."""
MOST_COPIES = 500_000
"""Fonts that a parser would open again, one by one, because nobody closed them."""
MOST_ATTRIBUTES = 1_000
MOST_TAGS = 250_000

_MANY_TAGS, _SUSPICIOUS_TAGS = 1_400, 8_000  # up to 1,400 tags cannot make so many copies
_SUSPICIOUS_SIZE, _LONG_TAG = 50_000, 10_000  # bytes
_DATA = re.compile(rb"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]{1000,}")
_TAG = re.compile(rb"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)")
_LAST_TAG = re.compile(rb"<[a-zA-Z][\w:-]*(?=[\s/])")
_CLOSED_BY_OTHERS = frozenset(
    b"p li td th tr dt dd option optgroup tbody thead tfoot rp rt br hr img input meta link area base col embed source "
    b"track wbr html head body colgroup caption param".split()
)
_FONTS = frozenset(b"font b i u em strong small big code s tt strike nobr".split())
_FONT_TAGS = [  # in every mixture of cases: that is quicker than a page in lower case
    start + bytes(spelt) + end
    for name in _FONTS
    for spelt in product(*zip(name, name.upper(), strict=True))
    for start in (b"<", b"</")
    for end in (b">", b" ", b"\t", b"\n", b"\r", b"\f", b"/")
]
_FONT_FINDER = BytesAhoCorasick(_FONT_TAGS)
_FONT_STEPS = [-1 if tag.startswith(b"</") else 1 for tag in _FONT_TAGS]


def checked(data: bytes, url: str) -> bytes:
    """The page, in UTF-8, as it can be parsed; raises ParseError that says what no article has."""
    if len(data) > _SUSPICIOUS_SIZE:
        data = _without_attributes(_DATA.sub(b"data:,", data) if len(data) > LARGEST else data)
        _check_size(data, url)
    tags = data.count(b"<")
    if tags > MOST_TAGS:
        raise ParseError(_message(url, f"has {tags} tags, more than {MOST_TAGS}"), kind="too_large")
    if tags > _SUSPICIOUS_TAGS or (tags > _MANY_TAGS and _open_fonts(data) * tags > MOST_COPIES):
        _check_nesting(data, url)
    return data


def _open_fonts(data: bytes) -> int:
    """The most fonts that are open at once."""
    fonts = most = 0
    for tag, _, _ in _FONT_FINDER.find_matches_as_indexes(data):
        fonts += _FONT_STEPS[tag]
        if fonts < 0:
            fonts = 0
        elif fonts > most:
            most = fonts
    return most


def _check_size(data: bytes, url: str) -> None:
    size = len(data) if len(data) <= LARGEST else len(data.decode("utf-8", "ignore"))
    if size > LARGEST:
        raise ParseError(_message(url, f"has {size} characters, more than {LARGEST}"), kind="too_large")


def _message(url: str, what: str) -> str:
    return f"{url or 'the page'} {what}: that is no article"


def _without_attributes(data: bytes) -> bytes:
    """The page with tags of thousands of attributes emptied."""
    kept: list[bytes] = []
    done = 0
    for start, end in _long_stretches(data):
        opened = data.rfind(b"<", start, end)
        match = _LAST_TAG.match(data, opened, end) if opened >= 0 else None
        if match and len(data[match.end() : end].split(None, MOST_ATTRIBUTES)) > MOST_ATTRIBUTES:
            kept.append(data[done : match.end()])
            done = end
    return b"".join([*kept, data[done:]]) if kept else data


def _long_stretches(data: bytes) -> Iterator[tuple[int, int]]:
    """Where no tag ends for thousands of characters; it looks from mark to mark, not at each character."""
    place, size = 0, len(data)
    while place + _LONG_TAG < size:
        mark = data.rfind(b">", place, place + _LONG_TAG)
        if mark < 0:
            mark = data.find(b">", place)
            mark = size if mark < 0 else mark
            yield place, mark
        place = mark + 1


def _check_nesting(data: bytes, url: str) -> None:
    depth = fonts = deepest = copies = 0
    for match in _TAG.finditer(data):
        name = match["name"].lower()
        step = -1 if match["end"] else 1
        if name in _FONTS:
            fonts = max(0, fonts + step)
        else:
            copies += fonts
        if name not in _CLOSED_BY_OTHERS:
            depth = max(0, depth + step)
            deepest = max(deepest, depth)
    if copies > MOST_COPIES:
        raise ParseError(
            _message(url, f"leaves fonts open, for {copies} elements where one was meant"), kind="too_deep"
        )
    if deepest > DEEPEST:
        raise ParseError(_message(url, f"nests {deepest} elements deep, more than {DEEPEST}"), kind="too_deep")
