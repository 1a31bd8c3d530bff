"""What the readers of an issue share: the source, its platform, the way to the network, and what came through it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from ingest.decode import decode
from ingest.epaper.layout import Entry, PageLink
from ingest.epaper.platform import Platform
from ingest.extract.profile import SELECTORS, Profile
from ingest.reading import open_page, whole
from model.article import RawArticle
from model.errors import FetchError
from model.source import Document, Fetch, Request, Snapshot, Source

TURN = 900.0
"""Seconds of one run, at whatever pace: no more than that is lost where a run breaks off."""
ABSENT = (404, 410)
"""Answers that say "not there (yet)"."""


@dataclass
class Desk:
    """One run over one source; `snapshots` are the answers that articles were read from."""

    source: Source
    platform: Platform
    profiles: Mapping[str, Profile]
    fetch: Fetch
    now: datetime
    most_pages: int = 64
    seconds: float = TURN
    monotonic: Callable[[], float] = time.monotonic
    snapshots: list[Snapshot] = field(default_factory=list)
    replacements: int = 0
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.monotonic()

    def spent(self) -> bool:
        """Whether the time of this run is over: what was read is stored before more is asked for."""
        return self.monotonic() - self.began > self.seconds

    @property
    def page_source(self) -> Source:
        """The source as article pages are read by it: `select:` without what speaks of layout pages."""
        return replace(self.source, select={k: v for k, v in self.source.select.items() if k in SELECTORS})

    def document(self, url: str, referer: str = "") -> Document:
        """The decoded page at an address; raises FetchError or ParseError."""
        headers = (("Referer", referer),) if referer else ()
        document, snapshots = open_page(url, lambda request: self.fetch(replace(request, headers=headers)))
        self.snapshots += snapshots
        self.replacements += document.replacements
        return document

    def json(self, request: Request) -> Document:
        """The decoded answer of an API."""
        answer = self.fetch(request)
        assert isinstance(answer, Snapshot)
        self.snapshots.append(answer)
        return decode(answer)

    def file(self, url: str, *, keep: bool = False) -> Snapshot:
        """A page's PDF or picture; kept among the snapshots only where text is read from it (they are large)."""
        snapshot = whole(self.fetch, url)
        if keep:
            self.snapshots.append(snapshot)
        return snapshot


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page with its articles: `entries`, which `read` reads one by one, or `articles` that came with the page."""

    page: PageLink
    entries: tuple[Entry, ...] = ()
    read: Callable[[Entry], RawArticle] | None = None  # raises FetchError or ParseError
    pdf: str | None = None
    picture: str | None = None
    data: bytes | None = field(default=None, repr=False)  # the PDF file, where it was fetched for its text
    articles: tuple[RawArticle, ...] = ()


class Reader(Protocol):
    """How one day's issue is read on one kind of platform; all raise FetchError or ParseError."""

    def pages(self) -> tuple[PageLink, ...] | None:
        """The pages of the issue, or None where it is not there (yet)."""
        ...

    def sheet(self, page: PageLink) -> Sheet:
        """One page with what it announces."""
        ...


def is_absent(error: FetchError) -> bool:
    """Whether the answer said that there is nothing (yet) at the address."""
    return error.status in ABSENT
