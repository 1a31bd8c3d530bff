"""The usual way of reading an article page: fetch, follow a meta refresh, decode, extract."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ingest.address import join
from ingest.decode import decode
from ingest.extract.article import extract
from ingest.extract.pages import MOST_PAGES, next_page
from ingest.extract.pages import join as join_pages
from ingest.extract.profile import Profile, with_select
from ingest.kind import Reading
from ingest.registry import GIVEN
from ingest.standin import stand_in
from model.article import RawArticle
from model.errors import FetchPermanentError, FetchTemporaryError, ParseError
from model.source import Document, Fetch, NotModified, Ref, Request, Snapshot, Source

_REFRESH = re.compile(
    r"<meta\b[^>]*http-equiv\s*=\s*[\"']?refresh[\"']?[^>]*content\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I
)
_FOR_OTHERS = re.compile(r"<!--.*?-->|<noscript\b.*?</noscript>", re.I | re.S)  # old browsers, those without scripts
_TARGET = re.compile(r"^\s*(\d+)(?:\.\d*)?\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_HOPS = 3
_SLOWEST = 5  # seconds: a slower refresh is a page that reloads itself, not one that sends us on


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """What kinds share whose refs are article pages; `profiles` are the house's, by name."""

    profiles: Mapping[str, Profile] = field(default_factory=dict, metadata={GIVEN: True})

    def read(self, source: Source, ref: Ref, fetch: Fetch, now: datetime) -> Reading:
        """The article page behind a ref, or the articles that it carries."""
        if ref.carried:
            return Reading(ref.carried)
        return read_page(source, ref, fetch, now, self.profiles)


def read_page(source: Source, ref: Ref, fetch: Fetch, now: datetime, profiles: Mapping[str, Profile]) -> Reading:
    """The article behind a ref, its further pages joined to the first; raises FetchError or ParseError.

    What the list printed of it (title, date) fills in where the page prints none.
    """
    document, snapshots = open_page(ref.url, fetch)
    found = read_on(document, source, fetch, now, profiles)
    raw = found.articles[0]
    raw = replace(
        raw,
        url=ref.url,
        title=raw.title or ref.title,
        published=raw.published or ref.published,
        zone=source.zone,
    )
    return Reading((raw,), snapshots + found.snapshots, found.replacements)


def read_on(
    document: Document, source: Source | None, fetch: Fetch, now: datetime, profiles: Mapping[str, Profile]
) -> Reading:
    """The article that begins on this page, its further pages fetched and joined; raises FetchError or ParseError."""
    snapshots: tuple[Snapshot, ...] = ()
    pages, replacements = [_article_of(document, source, profiles, now)], document.replacements
    for further, taken in _further(document, fetch):
        snapshots += taken
        replacements += further.replacements
        try:
            pages.append(_article_of(further, source, profiles, now))
        except (ParseError, FetchPermanentError):
            break  # an advertisement or a comment form at the end of the pager: the text before it stands
    raw = replace(join_pages(pages), snapshot_id=document.snapshot_id)
    return Reading((raw,), snapshots, replacements)


def _further(document: Document, fetch: Fetch) -> Iterator[tuple[Document, tuple[Snapshot, ...]]]:
    """The pages of an article after its first; a page that is gone ends them, one that may come back is an error."""
    met = {document.url}
    while len(met) < MOST_PAGES:
        url = next_page(document) if document.media == "html" else None
        if url is None or url in met:
            return
        met.add(url)
        try:
            document, snapshots = open_page(url, fetch)
        except FetchPermanentError:
            return
        yield document, snapshots


def _article_of(
    document: Document, source: Source | None, profiles: Mapping[str, Profile], now: datetime
) -> RawArticle:
    """The article of a page, or the error that the page itself amounts to."""
    try:
        raw = read_document(document, source, profiles, now)
    except ParseError as error:
        raise stand_in(document) or error from None
    wrong = stand_in(document, raw.title, raw.paragraphs)
    if wrong is not None:
        raise wrong
    return raw


def read_document(
    document: Document, source: Source | None, profiles: Mapping[str, Profile], now: datetime
) -> RawArticle:
    """The article of a decoded page, by the source's profile or one that fits; raises ParseError."""
    if document.media not in ("html", "xml"):
        raise ParseError(f"{document.url} is {document.media}, not an article page", kind="not_html")
    chosen = profile_of(document, source, profiles) if source and (source.profile or source.select) else None
    return extract(document, profile=chosen, profiles=tuple(profiles.values()), now=now)


def profile_of(document: Document, source: Source, profiles: Mapping[str, Profile]) -> Profile | None:
    """The profile that the source names, or one that recognises the page, under the source's own `select:`."""
    known = (one for one in profiles.values() if one.recognises(document.url, document.text))
    named = profiles.get(source.profile) if source.profile else next(known, None)
    return with_select(named, source.select)


def open_page(url: str, fetch: Fetch) -> tuple[Document, tuple[Snapshot, ...]]:
    """The decoded page at an address, at the end of its meta refreshes, and every answer on the way."""
    snapshots: list[Snapshot] = []
    for _ in range(_HOPS):
        snapshot = whole(fetch, url)
        snapshots.append(snapshot)
        document = decode(snapshot)
        onward = refresh_target(document)
        if onward is None or onward == url:
            return document, tuple(snapshots)
        url = onward
    raise FetchPermanentError(f"{url}: pages send us on and on (meta refresh)", url=url, kind="redirect")


def whole(fetch: Fetch, url: str, headers: Sequence[tuple[str, str]] = ()) -> Snapshot:
    """The page at an address, asked for without conditions."""
    answer = fetch(Request(url, headers=tuple(headers)))
    if isinstance(answer, NotModified):
        raise FetchTemporaryError(f"{url} says that nothing changed, though nobody asked", url=url, kind="bad_response")
    return answer


def refresh_target(document: Document) -> str | None:
    """Where a page sends us by meta refresh at once (the index pages of digital newspapers do), or None."""
    if document.media != "html" or len(document.text) > 20_000:
        return None
    found = _REFRESH.search(_FOR_OTHERS.sub("", document.text))
    target = _TARGET.match(next(value for value in found.groups() if value is not None)) if found else None
    if target is None or int(target[1]) > _SLOWEST:
        return None
    return join(document.url, target[2])
