"""Today's extraction over stored pages: which articles read differently now, and new revisions where the text does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ingest.decode import decode
from ingest.identity import identify
from ingest.normalise import normalise
from ingest.reading import read_on
from model.article import Article
from model.errors import BaoshaoError, FetchTemporaryError
from model.source import Document, Fetch, Request, Snapshot
from service.cycle import tags_of
from service.house import House
from service.search import folded
from storage import articles
from storage.reading import newest
from storage.values import Batch, Entry
from topics import story

PAGE = 100
COMPARED = (
    "title kicker subtitle original_title authors credit editors section issue_date page_no published_at paragraphs "
    "document"
).split()
"""The fields whose changes are told; a change of title or paragraphs is a new revision."""


@dataclass(frozen=True, slots=True)
class Reread:
    """One stored article read again: the fields that differ, and what came of it.

    `outcome` is same, changed (a new revision), differs (fields, but not the text: nothing is stored), or why it could
    not be read again.
    """

    article: Article
    fields: tuple[str, ...]
    outcome: str


def reread(house: House, source_id: str | None, now: datetime, dry: bool) -> Iterator[Reread]:
    """Each stored article that came from a page of its own, read again; `dry` stores nothing. Raises StorageError."""
    for batch in _stored(house, source_id):
        results = [_again(house, article) for article in batch]
        changed = [(result, fresh) for result, fresh in results if result.outcome == "changed" and fresh is not None]
        if not dry:
            _store(house, [fresh for _, fresh in changed], now)
        yield from (result for result, _ in results)


def _stored(house: House, source_id: str | None) -> Iterator[Sequence[Article]]:
    before = None
    while True:
        page = newest(house.db, source_ids=(source_id,) if source_id else (), before=before, limit=PAGE)
        yield [article for article in page.articles if _is_page(article)]
        before = page.before
        if before is None:
            return


def _is_page(article: Article) -> bool:
    """Whether an article was read from an article page, not from a feed, an API or a newspaper's page."""
    method = article.extraction.method
    return article.snapshot_id is not None and (method in ("generic", "select") or method.startswith("profile:"))


def _again(house: House, article: Article) -> tuple[Reread, Article | None]:
    try:
        document = _document(house, article)
        if document is None:
            return Reread(article, (), "its snapshot is no longer kept"), None
        fresh = _read(house, article, document)
    except BaoshaoError as error:
        return Reread(article, (), str(error)), None
    fields = tuple(name for name in COMPARED if getattr(fresh, name) != getattr(article, name))
    if fresh.identity != article.identity:
        return Reread(article, fields, "it would be another article: its identity differs"), None
    text = fresh.content_hash != article.content_hash
    return Reread(article, fields, "changed" if text else "differs" if fields else "same"), fresh


def _document(house: House, article: Article) -> Document | None:
    snapshot = house.archive.read(article.snapshot_id or "")
    return decode(snapshot) if snapshot else None


def _read(house: House, article: Article, document: Document) -> Article:
    """The article as it is read today; what the list had given (title, time) stays where the page lacks it."""
    source = house.sources.get(article.source_id)
    fetch = _kept_pages(house, document.fetched_at)
    (raw,) = read_on(document, source, fetch, document.fetched_at, house.catalog.profiles).articles
    raw = replace(
        raw,
        url=article.url,
        title=raw.title or article.title,
        snapshot_id=article.snapshot_id,
        zone=source.zone if source else raw.zone,
    )
    fresh = normalise(raw, source_id=article.source_id, now=document.fetched_at)
    if fresh.published_at is None and article.published_at is not None:
        missing = tuple(name for name in fresh.missing if name != "published_at")
        fresh = replace(
            fresh,
            published_at=article.published_at,
            published_precision=article.published_precision,
            missing=missing,
        )
    return identify(fresh)


def _kept_pages(house: House, since: datetime) -> Fetch:
    """A fetch that knows only the archive: the further pages of an article were fetched right after its first."""

    def fetch(request: Request) -> Snapshot:
        kept = house.archive.read_after(request.url, since)
        if kept is None:
            raise FetchTemporaryError(f"its page {request.url} is not kept", url=request.url, kind="not_kept")
        return kept

    return fetch


def _store(house: House, changed: Sequence[Article], now: datetime) -> None:
    by_source: dict[str, list[Article]] = {}
    for article in changed:
        by_source.setdefault(article.source_id, []).append(article)
    for source_id, found in by_source.items():
        source = house.sources.get(source_id)
        entries = tuple(
            Entry(article, tags_of(house, article), folded(article, source.name) if source else {}) for article in found
        )
        articles.store(house.db, Batch(source_id, entries), now, story.decide)
