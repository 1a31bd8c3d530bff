"""Issues on layout pages in HTML: 方正 in its skins, 人民日报, 学习时报, 山西日报."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.address import canonical_url, join
from ingest.epaper.desk import Desk, Sheet, is_absent
from ingest.epaper.files import read_file
from ingest.epaper.layout import Entry, Layout, PageLink, read_layout
from ingest.epaper.template import date_in, fill, holds_date, template_of
from ingest.reading import read_document
from model.article import RawArticle
from model.errors import FetchPermanentError
from model.source import Document

_ONWARD = re.compile(r"""location(?:\.href)?\s*(?:=|\.replace\()\s*["']([^"']+)["']""")
_DATED_LINK = re.compile(r"""href\s*=\s*["']?([^"'\s>]*(?:node|nbs|layout)[^"'\s>]*)""", re.I)


@dataclass
class HtmlReader:
    """Reads layout pages; the source's address is a template with the day, or the entry page of the paper."""

    desk: Desk
    day: date
    seen: dict[str, Layout] = field(default_factory=dict)
    current: str = ""  # the page that is being read: some article servers want to know where one comes from

    def pages(self) -> tuple[PageLink, ...] | None:
        """The pages that the first page of that day lists; None where it is not there or shows another day's issue."""
        try:
            found = self._first_page()
        except FetchPermanentError as error:
            if is_absent(error):
                return None
            raise
        if found is None:
            return None
        url, layout = found
        if layout.pages:
            return layout.pages[: self.desk.most_pages]
        return tuple(self._chain(url, layout))

    def _chain(self, url: str, layout: Layout) -> Iterator[PageLink]:
        """The pages where none lists them: each leads to the next (下一版)."""
        met: set[str] = set()
        while canonical_url(url) not in met and len(met) < self.desk.most_pages:
            met.add(canonical_url(url))
            number, name = layout.label or (f"{len(met):02d}", None)
            yield PageLink(url, number, name, layout.pdf)
            if layout.next is None or canonical_url(layout.next) in met:
                return
            url = layout.next
            layout = self._layout(self.desk.document(url))

    def sheet(self, page: PageLink) -> Sheet:
        """A layout page with its articles, PDF and picture."""
        layout = self.seen.get(canonical_url(page.url)) or self._layout(self.desk.document(page.url))
        self.current = page.url
        if layout.day not in (None, self.day):
            raise FetchPermanentError(
                f"{page.url} shows the issue of {layout.day}, not {self.day}", url=page.url, status=404
            )
        file = page.pdf or layout.pdf or layout.picture
        if self.desk.platform.reader == "files" and file:
            return read_file(self.desk, page, self.day, file)
        return Sheet(page, layout.entries, self.article, page.pdf or layout.pdf, layout.picture)

    def article(self, entry: Entry) -> RawArticle:
        """The article page of an entry; the title of the list fills in where the page has none."""
        document = self.desk.document(entry.url, referer=self.current)
        raw = read_document(document, self.desk.page_source, self.desk.profiles, self.desk.now)
        return replace(
            raw,
            url=entry.url,
            title=raw.title or entry.title,
            snapshot_id=document.snapshot_id,
            zone=self.desk.source.zone,
        )

    def _first_page(self) -> tuple[str, Layout] | None:
        for url in self.desk.source.urls:
            if holds_date(url):
                document = self.desk.document(fill(url, self.day))
                layout = self._layout(document)
                return None if layout.day not in (None, self.day) else (document.url, layout)
        return self._from_entry(self.desk.source.urls[0])

    def _from_entry(self, url: str) -> tuple[str, Layout] | None:
        """The first page of that day, found from the entry page, which leads to the newest issue."""
        document = self._landing(url)
        shown = date_in(document.url)
        if shown is not None and shown != self.day and (template := template_of(document.url)):
            document = self.desk.document(fill(template, self.day))
        layout = self._layout(document)
        return (document.url, layout) if layout.day == self.day else None

    def _landing(self, url: str) -> Document:
        """Where the entry page leads: by refresh, by script, or by its first link to a layout page."""
        document = self.desk.document(url)
        for _ in range(2):
            layout = self._layout(document)
            if layout.entries:
                return document
            onward = _ONWARD.search(document.text) or (None if layout.pages else _DATED_LINK.search(document.text))
            target = join(document.url, onward[1]) if onward else layout.pages[0].url if layout.pages else None
            if target is None or canonical_url(target) == canonical_url(document.url):
                return document
            document = self.desk.document(target)
        return document

    def _layout(self, document: Document) -> Layout:
        layout = read_layout(document, self.desk.platform)
        self.seen[canonical_url(document.url)] = layout
        return layout
