"""The public schema read back: JSON-ready values as an article, whatever keys are missing."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, TypeVar

from model.article import Article, Attachment, Author, Extraction, GovDocument, Image

KINDS = ("article", "notice", "photo", "continuation")
PRECISIONS = ("minute", "hour", "day")
T = TypeVar("T")
TEXTS = (
    *("kicker", "title", "subtitle", "original_title", "original_url", "credit", "section", "edition"),
    *("page_no", "page_name", "language", "clipping", "page_picture", "snapshot_id"),
)


def from_public(value: Mapping[str, Any]) -> Article:
    """The article that an object of the public schema stands for; what is missing is taken as not printed.

    Keys that no article has are passed over. Raises ValueError that names the key and what it must be.
    """
    if not isinstance(value, Mapping):
        raise ValueError('an article must be an object, such as {"title": …, "paragraphs": […]}')
    return Article(
        source_id=_read(value, "source_id", str) or "",
        url=_read(value, "url", str) or "",
        kind=_one_of(value, "kind", KINDS) or "article",
        paragraphs=_strings(value, "paragraphs"),
        extraction=_extraction(_read(value, "extraction", dict) or {}),
        identity=_read(value, "identity", str) or "",
        content_hash=_read(value, "content_hash", str) or "",
        fingerprint=tuple(_made("fingerprint", _hash, text) for text in _strings(value, "fingerprint")),
        authors=_objects(value, "authors", Author),
        editors=_strings(value, "editors"),
        issue_date=_parsed(value, "issue_date", date.fromisoformat),
        page_box=_page_box(value),
        published_at=_parsed(value, "published_at", datetime.fromisoformat),
        published_precision=_one_of(value, "published_precision", PRECISIONS),
        images=_objects(value, "images", Image),
        attachments=_objects(value, "attachments", Attachment),
        document=_document(_read(value, "document", dict)),
        prominence=_number(value, "prominence"),
        missing=_strings(value, "missing"),
        id=_read(value, "id", int),
        story_id=_read(value, "story_id", int),
        first_seen_at=_parsed(value, "first_seen_at", datetime.fromisoformat),
        revision=_read(value, "revision", int) or 1,
        **{name: _read(value, name, str) for name in TEXTS},
    )


def topics_of(value: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the topics that the object says the article carries."""
    topics = _read(value, "topics", list) or []
    return tuple(str(topic["name"]) for topic in topics if isinstance(topic, Mapping) and "name" in topic)


def _read(value: Mapping[str, Any], key: str, kind: type[T]) -> T | None:
    found = value.get(key)
    if found is None or (isinstance(found, kind) and not isinstance(found, bool)):
        return found
    raise ValueError(f"{key}: must be {_named(kind)}, not {found!r:.60}")


def _named(kind: type) -> str:
    return {str: "a string", int: "a whole number", list: "a list"}.get(kind, "an object")


def _number(value: Mapping[str, Any], key: str) -> float | None:
    found = value.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ValueError(f"{key}: must be a number, not {found!r:.60}")
    return float(found)


def _one_of(value: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> Any:
    found = _read(value, key, str)
    if found is not None and found not in allowed:
        raise ValueError(f"{key}: must be one of {', '.join(allowed)}, not {found!r:.60}")
    return found


def _strings(value: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = _read(value, key, list) or []
    if not all(isinstance(item, str) for item in found):
        raise ValueError(f"{key}: must be a list of strings")
    return tuple(found)


def _objects(value: Mapping[str, Any], key: str, kind: type[T]) -> tuple[T, ...]:
    found = _read(value, key, list) or []
    return tuple(_object(key, item, kind) for item in found)


def _object(key: str, item: object, kind: type[T]) -> T:
    if not isinstance(item, Mapping):
        raise ValueError(f"{key}: must be a list of objects, not of {item!r:.60}")
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    try:
        return kind(**{name: _read(item, name, str) for name in names if name in item})
    except (TypeError, ValueError) as error:
        raise ValueError(f"{key}: {error}") from None


def _parsed(value: Mapping[str, Any], key: str, parse: Callable[[str], T]) -> T | None:
    text = _read(value, key, str)
    return _made(key, parse, text) if text else None


def _made(key: str, parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text)
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from None


def _hash(text: str) -> int:
    return int(text, 16)


def _extraction(value: Mapping[str, Any]) -> Extraction:
    confidence = _number(value, "confidence")
    method = _read(value, "method", str) or "public"
    return Extraction(method, 1.0 if confidence is None else confidence, _read(value, "fields", dict) or {})


def _document(value: Mapping[str, Any] | None) -> GovDocument | None:
    if value is None:
        return None
    texts = {name: _read(value, name, str) for name in ("index_no", "issuer", "number")}
    return GovDocument(written_on=_parsed(value, "written_on", date.fromisoformat), **texts)


def _page_box(value: Mapping[str, Any]) -> tuple[tuple[tuple[float, float], ...], ...]:
    try:
        return tuple(
            tuple((float(x), float(y)) for x, y in polygon) for polygon in _read(value, "page_box", list) or []
        )
    except (TypeError, ValueError):
        raise ValueError("page_box: must be a list of polygons, each a list of corners [x, y]") from None
