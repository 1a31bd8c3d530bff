"""Kind `sitemap`: sitemaps and their indexes, also of the news form (sitemaps.org, Google News)."""

import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]

from ingest.address import join
from ingest.asking import Asking
from ingest.decode import decode
from ingest.fields.dates import read_moment
from ingest.kind import Harvest
from ingest.reading import PageKind
from model.errors import FetchError, ParseError
from model.source import Document, Fetch, FetchState, Ref, Snapshot, Source

_DEEPEST = 3  # indexes within indexes
_MOST = 50  # sitemaps read in one look


@dataclass(frozen=True, slots=True)
class Sitemap(PageKind):
    """The pages of a sitemap that changed within `days`; `only` is a pattern such as `*/n1/*` that they must match.

    A page whose entry has no date counts as new. Sitemaps of an index are followed on the same host.
    """

    days: int = 7
    only: str = "*"

    def look(self, source: Source, state: FetchState, fetch: Fetch, now: datetime) -> Harvest:
        """The pages listed, newest first where dates are given."""
        asking = Asking(state, fetch, now)
        walk = _Walk(asking, now - timedelta(days=self.days), source.zone)
        for url in source.urls:
            walk.enter(url)
        refs = [ref for ref in walk.refs.values() if fnmatch.fnmatchcase(ref.url, self.only)]
        return Harvest(
            tuple(sorted(refs, key=lambda ref: str(ref.hints.get("lastmod", "")), reverse=True)),
            asking.ended(),
            tuple(asking.snapshots),
            not asking.snapshots,
            tuple(walk.problems),
        )


class _Walk:
    """Goes through sitemaps and their indexes, each once."""

    def __init__(self, asking: Asking, since: datetime, zone: str) -> None:
        self._asking, self._since, self._zone = asking, since, zone
        self._seen: set[str] = set()
        self.refs: dict[str, Ref] = {}
        self.problems: list[str] = []

    def enter(self, url: str, depth: int = 0) -> None:
        """Read one sitemap; a broken one below an index is a problem, at the top an error."""
        if url in self._seen:
            return
        if len(self._seen) >= _MOST or depth > _DEEPEST:
            self.problems.append(f"{url}: not read, for {_MOST} sitemaps or {_DEEPEST} levels are the most of one look")
            return
        self._seen.add(url)
        try:
            answer = self._asking.ask(url)
            if answer is not None:
                self._take(answer, depth)
        except (FetchError, ParseError) as error:
            if depth == 0:
                raise
            self.problems.append(str(error))

    def _take(self, answer: Snapshot, depth: int) -> None:
        document = decode(answer)
        for place in _entries(document):
            url = join(document.url, place.pop("loc", ""))
            fresh = self._is_fresh(place.get("lastmod") or place.get("published"))
            if url is None or not fresh:
                continue
            if "index" in place:
                if urlsplit(url).hostname == urlsplit(document.url).hostname:
                    self.enter(url, depth + 1)
            else:
                hints = {"lastmod": place["lastmod"]} if "lastmod" in place else {}
                self.refs.setdefault(url, Ref(url, place.get("title"), place.get("published"), hints=hints))

    def _is_fresh(self, date: str | None) -> bool:
        moment = read_moment(date, self._zone) if date else None
        # A day without a time holds until it ends.
        return moment is None or moment.value + timedelta(days=moment.precision == "day") >= self._since


def _entries(document: Document) -> Iterator[dict[str, str]]:
    """The entries of a sitemap: loc, lastmod, title and published where given, and `index` for another sitemap."""
    if document.media == "text":
        yield from ({"loc": line.strip()} for line in document.text.splitlines() if line.strip().startswith("http"))
        return
    root = _root(document.text) if document.media == "xml" else None
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise ParseError(f"{document.url} is no sitemap: it begins with {document.text[:60]!r}", kind="not_a_sitemap")
    for element in root:
        found = {
            _NAMES[_name(leaf)]: leaf.text.strip()
            for leaf in element.iter()
            if isinstance(leaf.tag, str) and _name(leaf) in _NAMES and leaf.text and leaf.text.strip()
        }
        yield {**found, **({"index": "yes"} if _name(element) == "sitemap" else {})}


_NAMES = {"loc": "loc", "lastmod": "lastmod", "title": "title", "publication_date": "published"}


def _root(text: str) -> etree._Element | None:
    """The root of XML, without its declaration, whose encoding is no longer true; None where there is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    start = text.find("?>") + 2 if text.lstrip().startswith("<?xml") else text.find("<")
    try:
        return etree.fromstring(text[start:].encode(), parser)
    except etree.XMLSyntaxError:
        return None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


KIND = Sitemap
