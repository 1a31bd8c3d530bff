"""The public schema: an article as JSON-ready values, the same for every command and page (docs/schema.md)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from model.article import Article, GovDocument
from model.watching import Evidence, Tag

PLAIN = (
    *("id", "source_id", "url", "kind", "title", "kicker", "subtitle", "original_title", "original_url", "credit"),
    *("section", "edition", "page_no", "page_name", "published_precision", "language", "prominence"),
    *("clipping", "page_picture", "identity", "content_hash", "story_id", "revision"),
)
"""Fields that stand in the public schema as they are in an Article."""


def public(
    article: Article, tags: Sequence[Tag] | None = None, keywords: Sequence[str] | None = None
) -> dict[str, object]:
    """An article in the public schema; what is absent is None, never a missing key.

    `tags` and `keywords` are None where nobody tagged the article. Times are ISO 8601 with offset.
    """
    return {
        **{name: getattr(article, name) for name in PLAIN},
        "authors": [asdict(author) for author in article.authors],
        "editors": list(article.editors),
        "issue_date": article.issue_date.isoformat() if article.issue_date else None,
        "page_box": [[list(corner) for corner in polygon] for polygon in article.page_box] or None,
        "published_at": _time(article.published_at),
        "paragraphs": list(article.paragraphs),
        "images": [asdict(image) for image in article.images],
        "attachments": [asdict(attachment) for attachment in article.attachments],
        "document": _document(article.document),
        "extraction": {
            "method": article.extraction.method,
            "confidence": article.extraction.confidence,
            "fields": dict(article.extraction.fields),
        },
        "missing": list(article.missing),
        "fingerprint": [f"{value:016x}" for value in article.fingerprint],
        "first_seen_at": _time(article.first_seen_at),
        "topics": None if tags is None else [public_tag(tag) for tag in tags],
        "keywords": None if keywords is None else list(keywords),
    }


def public_tag(tag: Tag) -> dict[str, object]:
    """A tag as JSON-ready values."""
    return {"name": tag.topic, "score": round(tag.score, 3), "evidence": [public_evidence(e) for e in tag.evidence]}


def public_evidence(evidence: Evidence) -> dict[str, object]:
    """A span of evidence as JSON-ready values."""
    return asdict(evidence)


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _document(document: GovDocument | None) -> dict[str, object] | None:
    if document is None:
        return None
    written_on = document.written_on.isoformat() if document.written_on else None
    return {
        "index_no": document.index_no,
        "issuer": document.issuer,
        "number": document.number,
        "written_on": written_on,
    }
