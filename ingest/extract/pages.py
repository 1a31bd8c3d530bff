"""Articles in several pages: where the next page is, and how pages become one article."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from ingest.extract.pager import links_of, next_words
from ingest.extract.tree import parse
from model.article import RawArticle
from model.source import Document

MOST_PAGES = 20
"""Pages of one article that are followed, the first one counted."""

_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.I)
_SUFFIX = re.compile(r"(?:[-_/]|[-_]p(?:age)?[-_]?|(?<=[a-z\d])[-_])(?P<number>\d{1,2}|all|s|f)$", re.I)
_NUMBER = re.compile(r"^[\s\[【(（第]*(?P<number>\d{1,2})[\s\]】)）页]*$")
_PARAMETER = re.compile(r"(?:^|&)(?:p|page|pn|pageno|pageindex)=(?P<number>\d{1,2})(?=&|$)", re.I)


def next_page(document: Document) -> str | None:
    """The address of an article's next page, of the same host and the same article, or None.

    A link called 下一页 or 余下全文 counts, and the number after this page's own (【2】, -2.html) does.
    """
    page = parse(document.text, document.url, hidden=True)
    stem, here = _stem(document.url)
    numbered: dict[int, str] = {}
    for words, url in links_of(page, document.url):
        found, number = _stem(url)
        if found != stem or url.partition("#")[0] == document.url.partition("#")[0]:
            continue
        if next_words(words):
            return url
        if (match := _NUMBER.match(words)) and int(match["number"]) == number:
            numbered[number] = url
    return numbered.get(here + 1)


def join(pages: Sequence[RawArticle]) -> RawArticle:
    """One article of its pages in order: the head of the first, the text of all, without what later pages repeat."""
    first, *rest = pages
    paragraphs = list(first.paragraphs)
    for page in rest:
        more = list(page.paragraphs)
        if len(more) > len(paragraphs) and more[: len(paragraphs)] == paragraphs:
            paragraphs = more  # 余下全文 gives the whole again
            continue
        known = set(paragraphs[:4]) | {first.title}
        while more and more[0] in known:
            more.pop(0)
        paragraphs += more
    return replace(
        first,
        paragraphs=tuple(paragraphs),
        bylines=tuple(dict.fromkeys(line for page in pages for line in page.bylines)),
        editors=next((page.editors for page in reversed(pages) if page.editors), None),
        page_reference=next((page.page_reference for page in reversed(pages) if page.page_reference), None),
        images=tuple({image.url: image for page in reversed(pages) for image in reversed(page.images)}.values())[::-1],
        attachments=tuple({file.url: file for page in pages for file in page.attachments}.values()),
    )


def _stem(url: str) -> tuple[str, int]:
    """What the addresses of one article's pages share, and the number of this one (the first is 1)."""
    parts = urlsplit(url)
    path = _EXTENSION.sub("", parts.path)
    query = _PARAMETER.sub("", parts.query)
    if match := _PARAMETER.search(parts.query):
        return f"{parts.netloc.lower()}{path}?{query}", int(match["number"])
    if match := _SUFFIX.search(path):
        number = int(match["number"]) if match["number"].isdecimal() else 99
        return f"{parts.netloc.lower()}{path[: match.start()]}?{query}", number
    return f"{parts.netloc.lower()}{path}?{query}", 1
