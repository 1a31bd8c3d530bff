"""Kind `listing`: channel pages that link to article pages."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from ingest.asking import Asking
from ingest.decode import decode
from ingest.extract.lists.links import Links, find_links
from ingest.kind import Harvest
from ingest.reading import PageKind, open_page, profile_of, refresh_target
from ingest.standin import stand_in, visible
from model.errors import FetchError, ParseError
from model.source import Document, Fetch, FetchState, Ref, Snapshot, Source


@dataclass(frozen=True, slots=True)
class Listing(PageKind):
    """A list page and the articles behind its links; `pages` says how far its "next page" is followed.

    The links are found by their shape, or by the CSS selectors `links` and `next` under `select:`.
    """

    pages: int = 1

    def look(self, source: Source, state: FetchState, fetch: Fetch, now: datetime) -> Harvest:
        """The links of the list and of the pages that follow it, until one brings no new link."""
        asking = Asking(state, fetch, now)
        refs: dict[str, Ref] = {}
        problems: list[str] = []
        for url in source.urls:
            first = asking.ask(url)
            if first is not None:
                self._follow(source, first, asking, refs, problems)
        if not refs and asking.snapshots:
            raise ParseError(
                f"{source.urls[0]} shows no link to an article: see `baoshao check {source.id}`, and `select: links:`",
                kind="no_links",
            )
        return Harvest(
            tuple(refs.values()), asking.ended(), tuple(asking.snapshots), not asking.snapshots, tuple(problems)
        )

    def _follow(
        self, source: Source, first: Snapshot, asking: Asking, refs: dict[str, Ref], problems: list[str]
    ) -> None:
        document, hops = _list_page(first, asking.fetch)
        asking.snapshots += hops
        asked = {first.requested_url, document.url}
        for number in range(1, max(self.pages, 1) + 1):
            links = self._links(source, document)
            if not links.refs and (wrong := stand_in(document, visible(document))):
                raise wrong
            new = {ref.url: ref for ref in links.refs if ref.url not in refs}
            refs.update(new)
            if number >= self.pages or not new or links.next is None or links.next in asked:
                return
            asked.add(links.next)
            try:
                document, more = open_page(links.next, asking.fetch)
            except (FetchError, ParseError) as error:
                problems.append(f"page {number + 1} of the list: {error}")
                return
            asking.snapshots += more

    def _links(self, source: Source, document: Document) -> Links:
        if document.media != "html":
            raise ParseError(f"{document.url} is {document.media}, not a list page", kind="not_html")
        links = find_links(document, profile=profile_of(document, source, self.profiles))
        here = urlsplit(document.url).hostname
        return links if links.next and urlsplit(links.next).hostname == here else replace(links, next=None)


def _list_page(first: Snapshot, fetch: Fetch) -> tuple[Document, list[Snapshot]]:
    """The list page of an answer, at the end of a meta refresh where it is one."""
    document = decode(first)
    onward = refresh_target(document)
    if onward is None or onward == first.url:
        return document, []
    document, more = open_page(onward, fetch)
    return document, list(more)


KIND = Listing
