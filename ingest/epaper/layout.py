"""One layout page: which page it is, the pages of the issue, its articles with their areas, its PDF and picture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.address import canonical_url, join
from ingest.epaper.areas import extent, polygon_of, without_doubles
from ingest.epaper.platform import Platform
from ingest.epaper.template import date_in
from model.article import Polygon
from model.source import Document

_LABEL = re.compile(
    r"^\W*第?\s*(?P<no>[A-Za-z]{0,2}\s?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版?(?P<tail>\s*[:：版\s—\-|·]*\s*(?P<name>.{0,24}))$"
)
_WRITTEN = re.compile(r"""document\.write\(\s*(?:view\()?\s*(["'])(.*?)\1""", re.S)
_DAY = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日(\s*(?:星期|周)[一二三四五六日天])?")
_NEXT = re.compile("^\\W*下一?[版页]\\W*$")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_TAG = re.compile(r"<[^>]{0,200}>")
_DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page as the issue's list names it."""

    url: str
    no: str
    name: str | None
    pdf: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a page's list or map names it; `areas` is empty where the map has none."""

    url: str
    title: str | None
    areas: tuple[Polygon, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What one layout page says."""

    pages: tuple[PageLink, ...]
    entries: tuple[Entry, ...]
    skipped: int  # entries that are no articles
    label: tuple[str, str | None] | None
    next: str | None  # the next page, where no list says so
    day: date | None
    pdf: str | None
    picture: str | None


def read_layout(document: Document, platform: Platform) -> Layout:
    """The layout page in a decoded document."""
    tree = LexborHTMLParser(document.text)
    pages = _pages(tree, document.url, platform)
    others = {canonical_url(document.url), *(canonical_url(page.url) for page in pages)}
    entries, skipped = _entries(tree, document.url, platform, others)
    pdfs = _links(tree, document.url, platform.pdf)
    return Layout(
        pages=pages,
        entries=entries,
        skipped=skipped,
        label=_own_label(tree),
        next=_next(tree, document.url),
        day=_day(tree, document.url),
        pdf=pdfs[0] if pdfs else None,
        picture=_picture(tree, document.url, platform),
    )


def page_label(text: str) -> tuple[str, str | None] | None:
    """Number and name of a page: 第01版：要闻 → ("01", "要闻"), A12 理论 → ("A12", "理论"); None for no label."""
    text = " ".join(text.replace("\xa0", " ").split())
    match = _LABEL.match(text)
    if match is None or ("版" not in text and not re.match(r"[A-Za-z]?\d{1,3}\b", text)):
        return None
    name = match["name"].strip(" :：—-|·")
    return _number(match["no"].replace(" ", "").upper()), name or None


def _number(text: str) -> str:
    """The number in digits: 十二 → 12."""
    if text[0] not in _DIGITS:
        return text
    tens, ten, ones = text.partition("十")
    if not ten:
        return str(_DIGITS.index(text[0]))
    return str((_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0))


def _pages(tree: LexborHTMLParser, base: str, platform: Platform) -> tuple[PageLink, ...]:
    """The pages of the issue, in order, each once; one without a number is counted."""
    for selector in platform.pages:
        found: dict[str, PageLink] = {}
        for node in tree.css(selector):
            url = join(base, node.attributes.get("href") or "")
            if url is None or url.lower().endswith(".pdf") or canonical_url(url) in found:
                continue
            label = page_label(node.text(separator=" "))
            if label is not None:
                found[canonical_url(url)] = PageLink(url, *label, pdf=_pdf_beside(node, base))
        if found:
            return tuple(found.values())
    return ()


def _pdf_beside(node: LexborNode, base: str) -> str | None:
    """The PDF file that stands in the same row of the list."""
    row: LexborNode | None = node.parent
    for _ in range(2):
        if row is None or len(row.css("a#pageLink, a[id=pagelink]")) > 1:
            return None
        for link in row.css("a[href]"):
            href = link.attributes.get("href") or ""
            if href.lower().partition("?")[0].endswith(".pdf"):
                return join(base, href)
        row = row.parent
    return None


def _entries(tree: LexborHTMLParser, base: str, platform: Platform, others: set[str]) -> tuple[tuple[Entry, ...], int]:
    """The articles in the order of the list, those that only the map has after them; and how many were none."""
    areas = _areas(tree, base, platform, others)
    titles: dict[str, tuple[str, str | None]] = {}
    for node in _first(tree, platform.articles):
        url = join(base, node.attributes.get("href") or "")
        if url and _is_article(url, platform, others):
            known = titles.get(canonical_url(url))
            titles[canonical_url(url)] = (known[0] if known else url, (known and known[1]) or title_of(node))
    for key, (url, title, _) in areas.items():
        titles.setdefault(key, (url, title))
    entries = [
        Entry(url, title, without_doubles(areas[key][2] if key in areas else ()))
        for key, (url, title) in titles.items()
    ]
    kept = tuple(entry for entry in entries if not (entry.title and platform.skips(entry.title)))
    return kept, len(entries) - len(kept)


def _areas(
    tree: LexborHTMLParser, base: str, platform: Platform, others: set[str]
) -> dict[str, tuple[str, str | None, list[Polygon]]]:
    nodes = [node for node in tree.css("area") if node.attributes.get("href") or node.attributes.get("coords")]
    size = _shown_size(tree, platform, nodes)
    found: dict[str, tuple[str, str | None, list[Polygon]]] = {}
    for node in nodes:
        url = join(base, node.attributes.get("href") or "")
        if url is None or not _is_article(url, platform, others):
            continue
        title = node.attributes.get("title") or node.attributes.get("alt")
        place = found.setdefault(canonical_url(url), (url, clean(title) if title else None, []))
        polygon = polygon_of(node.attributes.get("coords"), node.attributes.get("shape"), size)
        if polygon:
            place[2].append(polygon)
    return found


def _shown_size(tree: LexborHTMLParser, platform: Platform, areas: Sequence[LexborNode]) -> tuple[float, float] | None:
    """The pixels that the map counts in: as the picture says, as the platform shows it, or as far as areas reach."""
    reach = extent(node.attributes.get("coords") for node in areas)
    for selector in platform.picture:
        for node in tree.css(selector):
            width, height = _pixels(node, "width"), _pixels(node, "height")
            if width and height and (reach is None or (reach[0] <= width * 1.04 and reach[1] <= height * 1.04)):
                return width, height
    if (
        len(platform.shown) == 2
        and reach
        and reach[0] <= platform.shown[0] * 1.04
        and reach[1] <= platform.shown[1] * 1.04
    ):
        return float(platform.shown[0]), float(platform.shown[1])
    return reach


def _pixels(node: LexborNode, name: str) -> float | None:
    style = re.search(rf"(?:^|[;\s]){name}\s*:\s*(\d+(?:\.\d+)?)px", node.attributes.get("style") or "", re.I)
    text = style[1] if style else (node.attributes.get(name) or "").removesuffix("px")
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


def title_of(node: LexborNode) -> str | None:
    """The title of a link, also where a script writes it (document.write(view("…")))."""
    written = _WRITTEN.search(node.html or "")
    text = written[2] if written else node.text(separator=" ")
    return clean(text) or None


def clean(text: str) -> str:
    """A title without markup, on one line."""
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", text.replace("\\", "")))).split())


def _first(tree: LexborHTMLParser, selectors: Sequence[str]) -> list[LexborNode]:
    for selector in selectors:
        if nodes := tree.css(selector):
            return nodes
    return []


def _links(tree: LexborHTMLParser, base: str, selectors: Sequence[str]) -> list[str]:
    urls = (join(base, node.attributes.get("href") or "") for node in _first(tree, selectors))
    return [url for url in urls if url]


def _picture(tree: LexborHTMLParser, base: str, platform: Platform) -> str | None:
    for node in _first(tree, platform.picture):
        if src := node.attributes.get("src"):
            return join(base, src)
    return None


def _own_label(tree: LexborHTMLParser) -> tuple[str, str | None] | None:
    """What the page calls itself, for where the list does not know its address."""
    for text in _short_texts(tree):
        if "版" in text and (label := page_label(text)):
            return label
    return None


def _short_texts(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("li, td, div, span, strong, h1, h2, h3, p"):
        text = node.text(deep=False)
        if 2 <= len(text.strip()) <= 30:
            yield text


def _next(tree: LexborHTMLParser, base: str) -> str | None:
    """Where 下一版 leads."""
    for node in tree.css("a[href]"):
        if _NEXT.match(node.text()):
            return join(base, node.attributes.get("href") or "")
    return None


def _is_article(url: str, platform: Platform, others: set[str]) -> bool:
    """Whether the address is that of an article: no page of the issue, no file, and as the platform's look."""
    path = url.partition("?")[0].lower()
    if canonical_url(url) in others or path.endswith((".pdf", ".jpg", ".png", "/")):
        return False
    return re.search(platform.article_path, url) is not None


def _day(tree: LexborHTMLParser, url: str) -> date | None:
    """The day that the page prints with its weekday, else the one in its address, else the first that it prints."""
    body = tree.body
    found = [(_date(match), match[4]) for match in _DAY.finditer(body.text() if body is not None else "")]
    dated = next((day for day, weekday in found if day and weekday), None)
    return dated or date_in(url) or next((day for day, _ in found if day), None)


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
