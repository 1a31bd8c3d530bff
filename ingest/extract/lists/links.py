"""From a list page to the articles that it leads to, and the next page: by the shape of links, without selectors."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from ingest.extract.lists.addresses import is_own_file, page_of, site_of, weight
from ingest.extract.lists.anchors import Anchor, anchors_of, clickable
from ingest.extract.lists.neighbours import without_neighbours
from ingest.extract.lists.wording import is_furniture
from ingest.extract.lists.written import data_rows, unpacked
from ingest.extract.pager import find_next
from ingest.extract.profile import Profile
from ingest.extract.select import Picks
from ingest.extract.tree import Page, parse
from model.source import Document, Ref

_LONG_TITLE, _SHORT_TITLE = 9.0, 5.0
SURE, FEW = 2.0, 3  # the score that is enough, the number of articles that makes a list


@dataclass(frozen=True, slots=True)
class Links:
    """What a list page leads to: the articles in the order printed, and the next page."""

    refs: tuple[Ref, ...]
    next: str | None = None


@dataclass(slots=True)
class _Group:
    """Links of one shape, or of one shape and place."""

    size: int = 0
    characters: int = 0

    def add(self, anchor: Anchor) -> None:
        self.size += 1
        self.characters += min(len(anchor.title), 60)

    @property
    def mean_title(self) -> float:
        """The mean length of its titles, in characters."""
        return self.characters / self.size


def find_links(document: Document, select: Mapping[str, object] | None = None, profile: Profile | None = None) -> Links:
    """The articles that a list page links, with printed titles and dates, and its next page.

    `select` may hold CSS selectors: `links` (elements that are, or hold, the links), `next`. Raises ParseError.
    """
    html = unpacked(document.text)
    page = parse(html, document.url, hidden=True)
    base = _base(page, document.url)
    picks = Picks.of(page, profile, select)
    chosen = picks.boxes("links")
    anchors = anchors_of(page, base, html, chosen)
    if not chosen:
        anchors = _articles(page, anchors, base)
        if len(anchors) < FEW:
            anchors = _scripted(page, document, base) or anchors
    return Links(_refs(anchors), find_next(page, base, html, picks.boxes("next")))


def _scripted(page: Page, document: Document, base: str) -> list[Anchor]:
    """The articles of a page that has them in boxes to be clicked, or in the data of its scripts."""
    if "onclick" in document.text or "data-" in document.text:
        found = _articles(page, list(clickable(page, base, document.text)), base)
        if len(found) >= FEW:
            return found
    rows = data_rows(document.text)
    if not rows:
        return []
    made = parse(rows, document.url)
    return _articles(made, anchors_of(made, base), base)


def _refs(anchors: Iterable[Anchor]) -> tuple[Ref, ...]:
    """One reference for each page, with the best title and a date of all links to it."""
    best: dict[str, Anchor] = {}
    dates: dict[str, str | None] = {}
    urls: dict[str, str] = {}
    for anchor in anchors:
        key = anchor.page
        known = best.get(key)
        if known is None or anchor.rank > known.rank:
            best[key] = anchor
        dates[key] = anchor.date or dates.get(key)
        urls.setdefault(key, anchor.url)
    return tuple(Ref(urls[key], anchor.title or None, dates[key]) for key, anchor in best.items())


def _base(page: Page, url: str) -> str:
    node = page.tree.css_first("base[href]")
    return urljoin(url, (node.attributes.get("href") or "").strip()) if node is not None else url


def _articles(page: Page, anchors: list[Anchor], base: str) -> list[Anchor]:
    """The links whose address, title and company say that an article is behind them.

    Where hardly any address looks like an article's, long titles that stand in one place are taken for a list; where
    there are none, too, short ones on files as only articles have them.
    """
    hosts = Counter(site_of(anchor.parts.netloc) for anchor in anchors)
    home = site_of(urlsplit(base).netloc) or max(hosts, key=hosts.__getitem__, default="")
    here = page_of(urlsplit(base))
    titled = [a for a in anchors if a.title and not is_furniture(a.title) and a.page != here]
    by_shape: dict[str, _Group] = defaultdict(_Group)
    by_row: dict[tuple[str, str], _Group] = defaultdict(_Group)
    by_place: dict[str, _Group] = defaultdict(_Group)
    for anchor in titled:
        by_shape[anchor.shape].add(anchor)
        by_row[anchor.place, anchor.shape].add(anchor)
        by_place[anchor.place].add(anchor)
    found = [a for a in titled if _score(a, by_shape[a.shape], by_row[a.place, a.shape], home, here) >= SURE]
    if len(found) < FEW:
        found = [a for a in titled if _score(a, by_shape[a.shape], by_place[a.place], home, here) >= SURE] or found
    if len(found) < FEW:
        found = [a for a in titled if is_own_file(a.parts.path) and by_row[a.place, a.shape].size > FEW] or found
    return without_neighbours(page, found)


def _score(anchor: Anchor, shape: _Group, place: _Group, home: str, here: str) -> float:
    """How much speaks for an article behind a link; SURE is enough."""
    score = weight(anchor.parts, here)
    mean = max(shape.mean_title, place.mean_title)
    score += 1.0 if mean >= _LONG_TITLE else -1.0 if mean < _SHORT_TITLE else 0.0
    score += 0.5 if len(anchor.title) >= _LONG_TITLE else 0.0
    score += 1.5 if anchor.date else 0.0
    score -= 2.0 if site_of(anchor.parts.netloc) != home else 0.0
    return score + (0.5 if place.size >= 4 else 0.0)
