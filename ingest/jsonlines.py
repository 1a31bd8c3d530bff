"""JSON lines in the public schema (docs/schema.md), or in as little of it as title and paragraphs."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from model.article import Attachment, Author, Extraction, Image, RawArticle
from model.errors import ParseError

_KINDS = ("article", "notice", "photo", "continuation")
_STRINGS = (
    "title", "kicker", "subtitle", "original_title", "original_url", "credit", "section", "edition", "issue_date",
    "page_no", "page_name", "language",
)  # fmt: skip


def read_json_lines(text: str, *, url: str | None = None) -> list[RawArticle]:
    """The articles of a text with one JSON object a line; raises ParseError that names the first bad line."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_article(json.loads(line), url))
        except (ValueError, TypeError, RecursionError) as error:
            raise ParseError(f"line {number} is no article of the public schema: {str(error)[:120]}") from error
    if not found:
        raise ParseError("no line holds an article", kind="empty")
    return found


def _article(value: Any, url: str | None) -> RawArticle:
    if not isinstance(value, dict):
        raise TypeError("it must be an object with title and paragraphs")
    paragraphs, editors = _listed(value, "paragraphs", str), _listed(value, "editors", str)
    texts: dict[str, Any] = {name: _string(value, name) for name in _STRINGS}
    if not paragraphs and not texts["title"]:
        raise TypeError("it must have title or paragraphs")
    kind: Any = value.get("kind") or "article"
    if kind not in _KINDS:
        raise TypeError(f"kind must be one of {', '.join(_KINDS)}, not {kind!r}")
    return RawArticle(
        **texts,
        url=_string(value, "url") or url,
        kind=kind,
        extraction=Extraction("jsonl", 1.0, {}),
        authors=tuple(_known(Author, one) for one in _listed(value, "authors", dict)),
        editors=f"责编：{'、'.join(editors)}" if editors else None,
        published=_string(value, "published_at"),
        paragraphs=tuple(paragraphs),
        images=tuple(_known(Image, one) for one in _listed(value, "images", dict)),
        attachments=tuple(_known(Attachment, one) for one in _listed(value, "attachments", dict)),
    )


def _string(value: Mapping[str, Any], name: str) -> str | None:
    found = value.get(name)
    if found is not None and not isinstance(found, str):
        raise TypeError(f"{name} must be a string, not {found!r}")
    return found


def _listed(value: Mapping[str, Any], name: str, kind: type) -> list[Any]:
    found = value.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, kind) for one in found):
        raise TypeError(f"{name} must be a list of {'strings' if kind is str else 'objects'}")
    return found


def _known(kind: type, value: Mapping[str, Any]) -> Any:
    """A value of that type from an object, whatever else it holds; raises TypeError where a field is missing."""
    return kind(**{one.name: value[one.name] for one in fields(kind) if one.name in value})
