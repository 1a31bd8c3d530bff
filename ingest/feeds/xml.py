"""RSS, Atom and RDF, by feedparser on text that we decoded ourselves."""

import re
from typing import Any

import feedparser

from ingest.address import join
from ingest.feeds.entry import Entry, plain, printed_date, sound
from model.errors import ParseError
from model.source import Document

# The XML declaration, comments and the DOCTYPE with its entities: all that stands before the root.
_PROLOGUE = re.compile(r"^(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)+", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel|item|entry|newLocation)\b", re.IGNORECASE)
_LOOK = 8192  # characters within which a feed says that it is one
# feedparser looks for a mail address in names, in quadratic time.
_PERSON = re.compile(
    r"(<(?:\w+:)?(?:author|creator|contributor|managingEditor|webMaster|owner|publisher|name|email)\b[^<>]*>\s*)"
    r"(?:<!\[CDATA\[[^\]<]{1000,}\]\]>|[^<]{1000,})"
)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|(\d{1,10}));")
_CHARACTERS = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*)[^<>]*?(/?)>")
_DEEPEST = 200  # elements within elements
_LONGEST = 65_536  # characters of a tag


def read_xml(document: Document) -> tuple[list[Entry], str | None]:
    """The entries of a feed, and what is wrong with its XML, if anything; raises ParseError where it is no feed.

    Entities declared in the feed are not expanded; nothing that it points to is fetched.
    """
    text = _PROLOGUE.sub("", document.text, count=1)
    if not _ROOT.search(text[:_LOOK]):
        raise ParseError(f"{document.url} is no feed: it begins with {document.text[:60]!r}", kind="not_a_feed")
    _refuse_monsters(document.url, text)
    found = feedparser.parse(
        _REFERENCE.sub(_referred, _PERSON.sub(r"\1", text)).encode(),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": document.url},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not found.entries and not found.get("version"):
        raise ParseError(f"{document.url} is no feed: it begins with {document.text[:60]!r}", kind="not_a_feed")
    broken = f"{document.url}: broken XML ({found.get('bozo_exception')})" if found.bozo else None
    return [_entry(one, document.url) for one in found.entries], broken


def _refuse_monsters(url: str, text: str) -> None:
    """What makes XML parsers slow: a feed's elements are some ten deep, and their tags some hundred characters long."""
    stack: list[str] = []
    for tag in _TAG.finditer(_CHARACTERS.sub("", text)):
        if tag[1] and tag[2] in stack:
            del stack[len(stack) - 1 - stack[::-1].index(tag[2]) :]
        elif not tag[1] and not tag[3]:
            stack.append(tag[2])
        if len(stack) > _DEEPEST or len(tag[0]) > _LONGEST:
            raise ParseError(f"{url}: its elements are too deep or too large for a feed", kind="not_a_feed")


def _referred(found: re.Match[str]) -> str:
    """A numeric reference as it stands, or U+FFFD for what is no character."""
    point = int(found[1], 16) if found[1] else int(found[2])
    return found[0] if 0 < point < 0xD800 or 0xE000 <= point <= 0x10FFFF else "\ufffd"


def _entry(one: Any, base: str) -> Entry:
    contents = [part.get("value") or "" for part in one.get("content") or []]
    key = sound(one.get("id") or "")
    link = sound(one.get("link") or "") or (key if key.startswith(("http://", "https://")) else "")
    return Entry(
        url=join(base, link) if link else None,
        title=plain(one.get("title")),
        html=max(contents, key=len, default=""),
        summary=one.get("summary") or "",
        published=printed_date(one.get("published") or one.get("updated")),
        authors=_authors(one),
        section=next((name for tag in one.get("tags") or [] if (name := plain(tag.get("term")))), None),
        key=key,
    )


def _authors(one: Any) -> tuple[str, ...]:
    listed = [plain(author.get("name")) for author in one.get("authors") or []]
    names = [name for name in listed if name] or [name for name in [plain(one.get("author"))] if name]
    return tuple(dict.fromkeys(names))
