"""One entry of a feed, and what its HTML says as paragraphs."""

import re
from dataclasses import dataclass
from html import unescape

from ingest.extract.tree import parse, squeeze_spaces
from model.errors import ParseError

_TAG = re.compile(r"<[^<>]*>")
_ZONELESS = re.compile(r"\s*(?:\(.*\)|\bCST\b|\bGMT\+0?8(?::?00)?\b|\bUTC\+0?8(?::?00)?\b)\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as printed: `html` is its full content, `summary` what stands for it; `key` is its guid or id."""

    url: str | None
    title: str | None
    html: str = ""
    summary: str = ""
    published: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    key: str = ""


def plain(text: object) -> str | None:
    """A title or name as text: markup taken off once, spaces squeezed; None for what is no text or empty."""
    if not isinstance(text, str):
        return None
    return squeeze_spaces(unescape(_TAG.sub("", sound(text)))) or None


def sound(text: str) -> str:
    """The text without lone surrogates, which JSON may spell and nothing can store."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def printed_date(text: object) -> str | None:
    """A date as printed; CST and GMT+8 mean China's time in Chinese feeds, so they are left to the source's zone."""
    found = plain(text)
    return _ZONELESS.sub("", found) or None if found else None


def paragraphs(html: str) -> tuple[str, ...]:
    """The lines that a reader of this HTML sees; none where there is nothing to read."""
    if not html.strip():
        return ()
    try:
        page = parse(f"<body>{sound(html)}</body>")
    except ParseError:
        return ()
    return tuple(line.text for line in page.lines)
