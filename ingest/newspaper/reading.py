"""Page files to raw articles, through the helper process."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from ingest.newspaper.facts import NO_FACTS, PageFacts
from ingest.newspaper.wire import unpack_article
from ingest.newspaper.worker import Worker
from model.article import Polygon, RawArticle
from model.errors import ParseError

PDF = Worker("ingest.newspaper.child", patience=120)


def read_pdf(data: bytes, *, url: str | None, now: datetime, facts: PageFacts = NO_FACTS) -> list[RawArticle]:
    """The articles of a page PDF, or of all pages of an issue's PDF; raises ParseError where there are none."""
    reply, _ = PDF.ask({"command": "read", "url": url, "year": now.year, "facts": asdict(facts)}, [data])
    articles = [unpack_article(packed) for packed in reply["articles"]]
    if not articles:
        reasons = sorted({reason for _, reason in reply["needs_ocr"]})
        if reasons:
            raise ParseError(f"PDF {url or ''}: {', '.join(reasons)}; needs OCR: install baoshao[ocr]")
        raise ParseError(f"PDF {url or ''}: no article on its {reply['pages']} page(s)")
    return articles


def cut(
    data: bytes,
    areas: Sequence[Sequence[Polygon]],
    *,
    url: str | None,
    now: datetime,
    facts: PageFacts = NO_FACTS,
) -> list[RawArticle | None]:
    """The text inside each area (polygons as fractions of the first page), None where there is none.

    Raises ParseError where the file cannot be read.
    """
    head = {"command": "cut", "url": url, "year": now.year, "facts": asdict(facts), "areas": areas}
    reply, _ = PDF.ask(head, [data])
    return [unpack_article(packed) if packed else None for packed in reply["articles"]]
