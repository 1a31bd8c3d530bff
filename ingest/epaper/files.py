"""Pages whose text is read from their file: a PDF, or the page's picture where no more than that is published."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.decode import decode
from ingest.epaper.desk import Desk, Sheet
from ingest.epaper.layout import PageLink
from ingest.newspaper import PageFacts, read_image, read_pdf
from model.article import RawArticle
from model.errors import ParseError
from model.source import Snapshot

READERS = {"pdf": read_pdf, "image": read_image}


def read_file(desk: Desk, page: PageLink, day: date, url: str, snapshot: Snapshot | None = None) -> Sheet:
    """A page with the articles that its file at `url` holds; raises FetchError or ParseError.

    What needs OCR fails with kind `needs_ocr` where the extra is not installed.
    """
    snapshot = snapshot or desk.file(url, keep=True)
    document = decode(snapshot)
    if document.media not in READERS:
        raise ParseError(f"{url} is {document.media}, no PDF file and no picture of a page", kind="not_pdf")
    facts = PageFacts(page_no=page.no, page_name=page.name, issue_date=day.isoformat())
    articles = READERS[document.media](document.body, url=page.url, now=desk.now, facts=facts)
    return Sheet(
        page=replace(page, name=page.name or _page_name(articles)),
        pdf=url if document.media == "pdf" else None,
        picture=url if document.media == "image" else None,
        data=document.body,
        articles=tuple(replace(raw, snapshot_id=snapshot.id, zone=desk.source.zone) for raw in articles),
    )


def _page_name(articles: Sequence[RawArticle]) -> str | None:
    """The name that the page itself prints."""
    return next((raw.page_name for raw in articles if raw.page_name), None)
