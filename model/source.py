"""What we follow, what we asked for, and what came back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from model.article import RawArticle


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of sources.yaml (信源). `pace` is requests a second and host; just one of `every` and `cron` is set."""

    id: str
    name: str
    kind: str
    urls: tuple[str, ...]
    profile: str | None = None
    every: timedelta | None = None
    cron: str | None = None
    zone: str = "Asia/Shanghai"
    pace: float = 1.0
    enabled: bool = True
    cookies: bool = False
    options: Mapping[str, object] = field(default_factory=dict)
    select: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask "has it changed?" with."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class FetchState:
    """What is remembered of a source between two runs; stored together with the articles of the run."""

    source_id: str
    validators: Mapping[str, Validators] = field(default_factory=dict)
    cursor: Mapping[str, object] = field(default_factory=dict)  # a kind's own memory; must survive JSON
    next_fetch_at: datetime | None = None
    last_run_at: datetime | None = None
    last_success_at: datetime | None = None
    failures: int = 0  # in a row
    last_error: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One request to be made; the address is checked by `net` when the connection is opened."""

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    validators: Validators | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An answer exactly as it came: bytes (after transfer and content coding) and headers."""

    id: str  # a UUID, the WARC-Record-ID without its brackets
    url: str  # after redirects
    requested_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    fetched_at: datetime

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case, or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def validators(self) -> Validators:
        """ETag and Last-Modified, to be sent with the next request for the same address."""
        return Validators(self.header("etag"), self.header("last-modified"))


@dataclass(frozen=True, slots=True)
class NotModified:
    """The far end said that nothing has changed (304)."""

    url: str


Fetch = Callable[[Request], Snapshot | NotModified]
"""Makes one request; raises FetchError. The way in which steps are given the network."""


@dataclass(frozen=True, slots=True)
class Document:
    """A snapshot made readable: its text, the encoding that gave it, and how many characters were lost."""

    url: str
    media: str  # html, xml, json, text, pdf, image
    text: str = field(repr=False)  # "" for pdf and image
    encoding: str | None
    replacements: int  # U+FFFD that decoding had to put in
    body: bytes = field(repr=False)
    fetched_at: datetime
    snapshot_id: str | None = None
    declared: str | None = None  # the encoding that header or page gave, where it is another than the bytes'
    decoded: str | None = field(default=None, repr=False, compare=False)  # what a body in UTF-8 says, to the letter

    @property
    def utf8(self) -> bytes:
        """The text in UTF-8: the body itself where that is what it says, as it is on most pages."""
        return self.body if self.decoded is self.text else self.text.encode("utf-8", "ignore")


@dataclass(frozen=True, slots=True)
class Ref:
    """Something that a source says is there: an address to read, or an article that came whole (`carried`)."""

    url: str
    title: str | None = None
    published: str | None = None  # as printed
    carried: tuple[RawArticle, ...] = ()
    hints: Mapping[str, object] = field(default_factory=dict)  # a kind's own: page_no, box, pdf …
