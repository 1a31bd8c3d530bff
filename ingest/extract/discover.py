"""From one list page to the draft of a sources.yaml entry; pure: the page and its address are all it needs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from ingest.extract.lists.links import find_links
from ingest.extract.profile import Profile
from ingest.extract.tree import squeeze_spaces
from ingest.fields.dates import SHANGHAI, read_moment
from model.source import Document, Ref

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json+feed")
_SPLIT = re.compile(r"\s*(?:[_|｜]|--+|——|\s-\s)\s*")
_STEPS = ((timedelta(minutes=10), "10m"), (timedelta(minutes=30), "30m"), (timedelta(hours=1), "1h"))
_MORE_STEPS = ((timedelta(hours=3), "3h"), (timedelta(hours=6), "6h"), (timedelta(hours=12), "12h"))


@dataclass(frozen=True, slots=True)
class Draft:
    """What one look at a list page suggests; `pattern` is the shape that most article links share."""

    id: str
    name: str
    kind: str
    url: str
    every: str
    zone: str
    profile: str | None
    pattern: str | None
    next: str | None
    refs: tuple[Ref, ...]

    def entry(self) -> dict[str, object]:
        """The entry of sources.yaml, in the order that people write it."""
        found: dict[str, object] = {"id": self.id, "name": self.name, "kind": self.kind, "url": self.url}
        if self.profile:
            found["profile"] = self.profile
        return {**found, "every": self.every, "zone": self.zone, "pace": "1/s"}


def draft(document: Document, profiles: Sequence[Profile], now: datetime) -> Draft:
    """The entry that a list page suggests; a feed that it names is preferred. Raises ParseError."""
    links = find_links(document)
    soup = BeautifulSoup(document.text, "xml" if document.media == "xml" else "lxml")
    feed = _feed(soup, document.url)
    fitting = (p.name for p in profiles if p.recognises(document.url, document.text) and p.speaks_for(now))
    return Draft(
        id=_id(document.url),
        name=_name(soup, document.url),
        kind="feed" if feed else "listing",
        url=feed or document.url,
        every=interval(links.refs, now),
        zone=SHANGHAI,
        profile=next(fitting, None),
        pattern=_pattern([ref.url for ref in links.refs]),
        next=links.next,
        refs=links.refs,
    )


def interval(refs: Sequence[Ref], now: datetime) -> str:
    """How often to look: twice as often as articles come by the dates beside the links; 30m without dates."""
    moments = [moment.value for ref in refs if ref.published and (moment := read_moment(ref.published, now=now))]
    if len(moments) < 3:
        return "30m"
    gap = (max(moments) - min(moments)) / (len(moments) - 1) / 2
    return next((name for step, name in (*_STEPS, *_MORE_STEPS) if gap <= step), "1d")


def _feed(soup: BeautifulSoup, base: str) -> str | None:
    """The feed that the page's head names, where it is one that we read."""
    for link in soup.find_all("link", href=True, rel="alternate"):
        if str(link.get("type") or "").lower() in _FEEDS:
            return urljoin(base, str(link["href"]).strip())
    return None


def _name(soup: BeautifulSoup, url: str) -> str:
    """The channel's name with its site's, as the page's title has them."""
    title = squeeze_spaces(soup.title.get_text()) if soup.title else ""
    parts = [part for part in _SPLIT.split(title) if part]
    return "·".join(dict.fromkeys([*parts[1:2], *parts[:1]])) or urlsplit(url).netloc


def _id(url: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.lower().partition(":")[0]
    labels = [label for label in host.split(".") if label not in ("www", "com", "cn") and not label.isdecimal()]
    steps = [step for step in parts.path.lower().split("/") if step and not re.match(r"(?:index|default|list)\b", step)]
    return re.sub(r"[^a-z0-9]+", "-", "-".join([*reversed(labels[:2]), *steps[-2:]])).strip("-") or "source"


def _pattern(urls: Sequence[str]) -> str | None:
    shapes = Counter(re.sub(r"\d+", "…", urlsplit(url).path) for url in urls)
    return shapes.most_common(1)[0][0] if shapes else None
