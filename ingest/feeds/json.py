"""JSON Feed (jsonfeed.org, versions 1 and 1.1), taking the good items of a bad feed."""

import json
from typing import Any

from ingest.address import join
from ingest.feeds.entry import Entry, plain, printed_date, sound
from model.errors import ParseError
from model.source import Document


def read_json(document: Document) -> tuple[list[Entry], str | None]:
    """The entries of a feed, and how many items were no items, in words; raises ParseError where it is no feed."""
    try:
        found = json.loads(document.text)
    except (ValueError, RecursionError) as error:
        raise ParseError(f"{document.url} is no JSON that can be read: {str(error)[:80]}", kind="not_a_feed") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise ParseError(f"{document.url} is JSON but no JSON Feed: it has no list of items", kind="not_a_feed")
    entries = [_entry(one, document.url) for one in items if isinstance(one, dict)]
    lost = len(items) - len(entries)
    return entries, f"{document.url}: {lost} of {len(items)} items are no items" if lost else None


def _entry(one: dict[str, Any], base: str) -> Entry:
    key = _text(one.get("id"))
    link = _text(one.get("url")) or _text(one.get("external_url")) or (key if key.startswith("http") else "")
    plain_body = _text(one.get("content_text"))
    return Entry(
        url=join(base, link) if link else None,
        title=plain(one.get("title")),
        html=_text(one.get("content_html")) or "".join(f"<p>{_escaped(line)}</p>" for line in plain_body.splitlines()),
        summary=_escaped(_text(one.get("summary"))),
        published=printed_date(one.get("date_published") or one.get("date_modified")),
        authors=_authors(one),
        section=next((name for tag in _list(one.get("tags")) if (name := plain(tag))), None),
        key=key,
    )


def _authors(one: dict[str, Any]) -> tuple[str, ...]:
    people = [*_list(one.get("authors")), one.get("author")]
    names = (plain(person.get("name")) for person in people if isinstance(person, dict))
    return tuple(dict.fromkeys(name for name in names if name))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """Text, or a number as text (ids often are)."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return sound(str(value)).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
