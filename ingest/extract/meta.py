"""What a page says of itself in machine-readable form: government meta tags, epaper comments, JSON-LD, OpenGraph."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.extract.markup import count, holds
from ingest.extract.tree import squeeze_spaces

_META: dict[str, tuple[str, str]] = {  # name in lower case -> field, origin
    "articletitle": ("title", "meta-gov"),
    "pubdate": ("published", "meta-gov"),
    "contentsource": ("credit", "meta-gov"),
    "columnname": ("section", "meta-gov"),
    "author": ("author", "meta-author"),
    "article:author": ("author", "meta-og"),
    "og:article:author": ("author", "meta-og"),
    "dc.creator": ("author", "meta-author"),
    "byl": ("author", "meta-author"),
    "firstpublishedtime": ("published", "meta"),
    "publishdate": ("published", "meta"),
    "publish_time": ("published", "meta"),
    "publishtime": ("published", "meta"),
    "article:published_time": ("published", "meta-og"),
    "og:published_time": ("published", "meta-og"),
    "og:release_date": ("published", "meta-og"),
    "weibo:article:create_at": ("published", "meta-og"),
    "apub:time": ("published", "meta"),
    "datepublished": ("published", "meta-microdata"),
    "og:time": ("published", "meta-og"),
    "source": ("credit", "meta"),
    "mediaid": ("credit", "meta"),
    "og:title": ("title", "meta-og"),
    "twitter:title": ("title", "meta-og"),
    "headline": ("title", "meta-microdata"),
    "lanmu": ("section", "meta"),
    "article:section": ("section", "meta-og"),
    "catalogs": ("node", "meta"),
    "og:url": ("url", "meta-og"),
    "og:image": ("image", "meta-og"),
    "og:site_name": ("site", "meta-og"),
    "sitename": ("site", "meta-gov"),
    "og:locale": ("language", "meta-og"),
    "content-language": ("language", "meta"),
    "description": ("description", "meta"),
}
_EPAPER = {  # tag of an enpproperty or mpproperty comment -> field
    "title": "title",
    "introtitle": "kicker",
    "subtitle": "subtitle",
    "author": "author",
    "date": "published",
    "nodename": "page_name",
    "source": "credit",
}
_COMMENT = re.compile(rb"<!--\s*(?P<kind>enpproperty|mpproperty)(?P<body>(?:(?!-->).){0,20000})", re.S)
_MOST_COMMENTS = 4
_TAG = re.compile(r"<(?:founder-)?(?P<name>[a-z]+)>(?P<value>[^<]*)(?:</(?:founder-)?(?P=name)>)?")
_JSON_LIMIT = 400_000
LONGEST, MOST = 1000, 12  # characters of a stated value, values of one field: more is no statement
_ARTICLE_TYPES = re.compile(r"Article|Posting|Report")


@dataclass(slots=True)
class Stated:
    """Values by field in the order of trust, each with where it stood."""

    values: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, name: str, value: str | None, origin: str) -> None:
        """Take a value in, unless it is empty."""
        value = squeeze_spaces(value or "")
        known = self.values.setdefault(name, [])
        if 0 < len(value) <= LONGEST and len(known) < MOST:
            known.append((value, origin))

    def all(self, name: str, *origins: str) -> Iterator[tuple[str, str]]:
        """The values of a field with their origins, all or only those of some origins."""
        return ((v, o) for v, o in self.values.get(name, ()) if not origins or o in origins)

    def first(self, name: str, *origins: str) -> tuple[str, str] | None:
        """The most trusted value of a field."""
        return next(self.all(name, *origins), None)


def read_stated(markup: bytes, tree: LexborHTMLParser) -> Stated:
    """Everything that the page states about its article."""
    stated = Stated()
    if holds(markup, "pproperty"):
        for match in islice(_COMMENT.finditer(markup), _MOST_COMMENTS):
            _read_epaper(stated, match)
    for node in _metas(markup, tree):
        attrs = node.attributes
        name = attrs.get("name") or attrs.get("property") or attrs.get("itemprop") or attrs.get("http-equiv")
        known = _META.get((name or "").lower())
        if known:
            stated.add(known[0], _plain(attrs.get("content")), known[1])
    if holds(markup, "ld+json"):
        for node in tree.css('script[type="application/ld+json"]'):
            _read_json(stated, node.text())
    if holds(markup, "itemprop"):
        _read_microdata(stated, tree)
    title = tree.css_first("title")
    if title is not None:
        stated.add("head", title.text(), "title-tag")
    return stated


def _metas(markup: bytes, tree: LexborHTMLParser) -> list[LexborNode]:
    """The meta tags of the head, and of the body where it has any: a stray letter ends the head for a parser."""
    found = [node for node in tree.head.iter() if node.tag == "meta"] if tree.head is not None else []
    said = count(markup, "<meta")
    return found if said == len(found) or said + count(markup, "<META") <= len(found) else tree.css("meta")


def _read_microdata(stated: Stated, tree: LexborHTMLParser) -> None:
    """What elements of the page's body are marked as, by schema.org's names."""
    for name, field_ in (("datePublished", "published"), ("author", "author")):
        for node in tree.css(f'[itemprop="{name}"]')[:MOST]:
            if node.tag != "meta":
                said = node.attributes.get("content") or node.attributes.get("datetime") or node.text()
                stated.add(field_, said, "microdata")


def _plain(value: str | None) -> str | None:
    """A meta value without the markup that some editors paste into it."""
    if value and "<" in value:
        return re.sub(r"<[^>]{0,300}>", " ", unescape(value))
    return value


def _read_epaper(stated: Stated, match: re.Match[bytes]) -> None:
    for tag in _TAG.finditer(match["body"].decode("utf-8", "ignore")):
        name = _EPAPER.get(tag["name"])
        if name:
            stated.add(name, unescape(tag["value"]), match["kind"].decode())


def _read_json(stated: Stated, text: str) -> None:
    if len(text) > _JSON_LIMIT:
        return
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for item in _items(found):
        if _ARTICLE_TYPES.search(str(item.get("@type"))):
            stated.add("title", _string(item.get("headline")), "json-ld")
            stated.add("published", _string(item.get("datePublished")), "json-ld")
            stated.add("section", _string(item.get("articleSection")), "json-ld")
            for author in _listed(item.get("author")):
                if not isinstance(author, dict) or author.get("@type") in (None, "Person"):
                    stated.add("author", _string(author), "json-ld")
        elif item.get("pubDate") and item.get("title"):  # the shape that Baidu asks of sites
            stated.add("title", _string(item.get("title")), "json-ld")
            stated.add("published", _string(item.get("pubDate")), "json-ld")


def _items(found: object) -> Iterator[dict[str, object]]:
    """The objects of a JSON-LD block: one, a list, or an @graph."""
    for item in _listed(found):
        if isinstance(item, dict):
            yield item
            yield from (inner for inner in _listed(item.get("@graph")) if isinstance(inner, dict))


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _string(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, str) else None
