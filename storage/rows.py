"""An article as a row, and back, without loss."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping

from model.article import Article, Attachment, Author, Extraction, GovDocument, Image
from model.watching import Evidence, Tag
from storage.types import sound

Row = dict[str, Any]
PLAIN = (
    "url",
    "kind",
    "title",
    "kicker",
    "subtitle",
    "original_title",
    "original_url",
    "credit",
    "section",
    "edition",
    "page_no",
    "page_name",
    "published_precision",
    "language",
    "prominence",
    "clipping",
    "page_picture",
)


def to_json(value: object) -> str:
    """JSON with Chinese as itself; half a surrogate pair, which no database takes, becomes U+FFFD."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() else sound(text)


def article_row(article: Article) -> Row:
    """The columns of `articles` that come from the article itself."""
    return {
        "source_id": article.source_id,
        "url": article.url,
        "identity": article.identity,
        "content_hash": article.content_hash,
        "title": article.title,
        "section": article.section,
        "page_no": article.page_no,
        "issue_date": article.issue_date,
        "published_at": article.published_at,
        "snapshot_id": article.snapshot_id,
        "data": _data(article),
    }


def _data(article: Article) -> Row:
    data: Row = {name: value for name in PLAIN if (value := getattr(article, name)) is not None}
    data["extraction"] = [
        article.extraction.method,
        article.extraction.confidence,
        dict(article.extraction.fields),
    ]
    data["paragraphs"] = article.paragraphs
    data["fingerprint"] = [f"{value:x}" for value in article.fingerprint]
    data["authors"] = [[author.name, author.role, author.affiliation] for author in article.authors]
    data["images"] = [[image.url, image.caption, image.credit] for image in article.images]
    data["attachments"] = [[each.url, each.name] for each in article.attachments]
    data["editors"] = article.editors
    data["missing"] = article.missing
    data["page_box"] = article.page_box
    data["issue_date"] = _iso(article.issue_date)
    data["published_at"] = _iso(article.published_at)
    if article.document:
        data["document"] = asdict(article.document) | {"written_on": _iso(article.document.written_on)}
    return {name: value for name, value in data.items() if value not in (None, [], ())}


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def article_of(row: RowMapping | Mapping[str, Any]) -> Article:
    """The article of a row of `articles`."""
    data = row["data"]
    return Article(
        **{name: data.get(name) for name in PLAIN},
        source_id=row["source_id"],
        identity=row["identity"],
        content_hash=row["content_hash"],
        id=row["id"],
        story_id=row["story_id"],
        first_seen_at=row["first_seen_at"],
        revision=row["revision"],
        snapshot_id=row["snapshot_id"],
        **_structured(data),
    )


def _structured(data: Row) -> Row:
    document = data.get("document")
    return {
        "extraction": Extraction(*data["extraction"]),
        "paragraphs": tuple(data.get("paragraphs", ())),
        "fingerprint": tuple(int(value, 16) for value in data.get("fingerprint", ())),
        "authors": tuple(Author(*each) for each in data.get("authors", ())),
        "images": tuple(Image(*each) for each in data.get("images", ())),
        "attachments": tuple(Attachment(*each) for each in data.get("attachments", ())),
        "editors": tuple(data.get("editors", ())),
        "missing": tuple(data.get("missing", ())),
        "page_box": tuple(tuple((float(x), float(y)) for x, y in polygon) for polygon in data.get("page_box", ())),
        "issue_date": _day(data.get("issue_date")),
        "published_at": datetime.fromisoformat(data["published_at"]) if "published_at" in data else None,
        "document": GovDocument(**document | {"written_on": _day(document["written_on"])}) if document else None,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def evidence_json(evidence: tuple[Evidence, ...]) -> list[list[object]]:
    """Spans of evidence as JSON."""
    return [[each.field, each.start, each.end, each.text] for each in evidence]


def evidence_of(rows: list[list[Any]]) -> tuple[Evidence, ...]:
    """Spans of evidence out of JSON."""
    return tuple(Evidence(*each) for each in rows)


def tag_of(row: RowMapping) -> Tag:
    """The tag of a row of `article_tags`."""
    return Tag(row["topic"], row["score"], evidence_of(row["evidence"]))
