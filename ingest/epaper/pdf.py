"""Issues of which only page files (PDF, or pictures) are published, at addresses that follow from day and page."""

from dataclasses import dataclass, field
from datetime import date

from ingest.address import canonical_url
from ingest.epaper.desk import Desk, Sheet, is_absent
from ingest.epaper.files import read_file
from ingest.epaper.layout import PageLink
from ingest.epaper.template import fill, holds_page
from model.errors import FetchPermanentError
from model.source import Snapshot

GAPS = 2
"""So many page numbers in a row without a file end the issue (a page may come late)."""


@dataclass
class FileReader:
    """Asks for page after page; the source's address has the day and {pp} in it."""

    desk: Desk
    day: date
    done: set[str] = field(default_factory=set)  # pages that need not be asked for again
    files: dict[str, Snapshot] = field(default_factory=dict)

    def pages(self) -> tuple[PageLink, ...] | None:
        """The pages that have a file; one between two that have is a page too, and late."""
        found: list[PageLink] = []
        gap: list[PageLink] = []
        for number in range(1, self.desk.most_pages + 1):
            page = PageLink(fill(self.desk.source.urls[0], self.day, number), f"{number:02d}", None)
            if self._has(page):
                found += [*gap, page]
                gap = []
            else:
                gap.append(page)
            if len(gap) >= GAPS or not holds_page(self.desk.source.urls[0]):
                break
        return tuple(found) or None

    def _has(self, page: PageLink) -> bool:
        if canonical_url(page.url) in self.done:
            return True
        try:
            self.files[page.url] = self.desk.file(page.url, keep=True)
        except FetchPermanentError as error:
            if is_absent(error):
                return False
            raise
        return True

    def sheet(self, page: PageLink) -> Sheet:
        """A page cut into articles by its geometry alone."""
        return read_file(self.desk, page, self.day, page.url, self.files.pop(page.url, None))
