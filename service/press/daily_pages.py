"""The dailies on the web: one in the shape of 方正 with layout pages, map, articles and PDF, one of page PDFs only."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import pypdfium2

from service.press import dailies
from service.press.dailies import DAILIES, IssuePage
from service.press.maker.truth import Item
from service.press.pages import Page, html_page

SHOWN = 400
"""Width in pixels of the page's picture, in which the map counts."""
NODES = (2, 5, 9, 12)
"""Node numbers of the pages: they are not page numbers."""
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a layout page: its file, its title as listed, and its areas in pixels."""

    file: str
    title: str
    coords: str


def content_id(day: date, page: int, article: int) -> int:
    """The number of an article's page: rising with the day, as in a real archive."""
    return (day.toordinal() - 730000) * 1000 + page * 100 + article


def entry_page(clock: Clock) -> Page:
    """paperindex.htm, which sends on to the newest issue."""
    day = dailies.newest(dailies.LANJIANG, clock())
    target = f"html/{day:%Y-%m}/{day:%d}/node_{NODES[0]}.htm"
    return Page(f'<html><head><META HTTP-EQUIV=REFRESH CONTENT="0; URL={target}"></head></html>'.encode(), "text/html")


def layout_page(day: date, node: int, clock: Clock) -> Page | None:
    """A layout page: map, titles, the list of pages."""
    daily = dailies.LANJIANG
    if node not in NODES or not dailies.is_out(daily, day, NODES.index(node) + 1, clock()):
        return None
    number = NODES.index(node) + 1
    pages = dailies.issue(daily.key, day)
    page = pages[number - 1]
    return html_page(
        "daily_layout.html",
        daily=daily,
        day=day,
        weekday=dailies.DAYS[day.weekday()],
        page=page,
        pages=list(zip(pages, NODES, strict=True)),
        entries=_entries(page, day, number),
        size=(SHOWN, round(SHOWN * _height(page) / _width(page))),
    )


def _entries(page: IssuePage, day: date, number: int) -> list[Listed]:
    listed = [
        Listed(f"content_{content_id(day, number, order)}.htm", _title(item), _coords(item, page))
        for order, item in enumerate(page.items, 1)
    ]
    return [*listed, Listed(f"content_{content_id(day, number, 99)}.htm", "本版责编：何清 版式：安然", "")]


def _title(item: Item) -> str:
    title = item.title or item.inferred_title or "图片新闻"
    return f"（上接{item.continued_from_page}版）{title}" if item.continued_from_page else title


def _coords(item: Item, page: IssuePage) -> str:
    scale = SHOWN / _width(page)
    return ",".join(f"{value * scale:.0f}" for corner in item.polygon for value in corner)


def _width(page: IssuePage) -> float:
    return float(page.made.truth["page"][0])  # type: ignore[index]


def _height(page: IssuePage) -> float:
    return float(page.made.truth["page"][1])  # type: ignore[index]


def article_page(day: date, number: int, clock: Clock) -> Page | None:
    """An article with the comment of 方正 behind it."""
    daily = dailies.LANJIANG
    page_number, order = divmod(number - content_id(day, 0, 0), 100)
    if not 1 <= page_number <= len(daily.pages) or not dailies.is_readable(daily, day, page_number, order, clock()):
        return None
    page = dailies.issue(daily.key, day)[page_number - 1]
    if not 1 <= order <= len(page.items):
        return None
    item = page.items[order - 1]
    return html_page(
        "daily_article.html",
        daily=daily,
        day=day,
        page=page,
        item=item,
        title=_title(item),
        paragraphs=_paragraphs(item),
        number=number,
    )


def _paragraphs(item: Item) -> Sequence[str]:
    mark = [f"（下转{item.continued_on_page}版）"] if item.continued_on_page else []
    affiliation = [f"（作者单位：{item.author_affiliation}）"] if item.author_affiliation else []
    return [*item.body, *affiliation, *mark]


def pdf_file(key: str, day: date, page: int, clock: Clock) -> Page | None:
    """The PDF of a page."""
    daily = DAILIES[key]
    if not 1 <= page <= len(daily.pages) or not dailies.is_out(daily, day, page, clock()):
        return None
    return Page(dailies.issue(key, day)[page - 1].made.pdf, "application/pdf")


def picture_file(day: date, page: int, clock: Clock) -> Page | None:
    """The picture of a page, as wide as the layout page shows it."""
    file = pdf_file("lanjiang", day, page, clock)
    return Page(_picture(file.body), "image/png") if file else None


@lru_cache(maxsize=8)
def _picture(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    out = io.BytesIO()
    page.render(scale=SHOWN / page.get_width()).to_pil().convert("L").save(out, "PNG")
    page.close()
    document.close()
    return out.getvalue()


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


def _dated(view: Callable[[date, re.Match[str], Clock], Page | None]) -> Callable[[re.Match[str], Clock], Page | None]:
    def of_day(match: re.Match[str], clock: Clock) -> Page | None:
        day = _day(match)
        return view(day, match, clock) if day else None

    return of_day


_DATE = r"(?P<y>\d{4})-(?P<m>\d\d)/(?P<d>\d\d)"
ROUTES: tuple[tuple[str, Callable[[re.Match[str], Clock], Page | None]], ...] = (
    (r"/lanjiang/(?:paperindex\.htm)?", lambda _, clock: entry_page(clock)),
    (rf"/lanjiang/html/{_DATE}/node_(?P<node>\d+)\.htm", _dated(lambda d, m, c: layout_page(d, int(m["node"]), c))),
    (rf"/lanjiang/html/{_DATE}/content_(?P<id>\d+)\.htm", _dated(lambda d, m, c: article_page(d, int(m["id"]), c))),
    (
        rf"/lanjiang/page/{_DATE}/(?P<p>\d\d)/lanjiang\d+\.pdf",
        _dated(lambda d, m, c: pdf_file("lanjiang", d, int(m["p"]), c)),
    ),
    (
        rf"/lanjiang/page/{_DATE}/(?P<p>\d\d)/lanjiang\d+_b\.png",
        _dated(lambda d, m, c: picture_file(d, int(m["p"]), c)),
    ),
    (
        r"/beixi/resfile/(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)/(?P<p>\d\d)/beixi\d+\.pdf",
        _dated(lambda d, m, c: pdf_file("beixi", d, int(m["p"]), c)),
    ),
)
"""Addresses of the dailies, for the server."""


def answer(path: str, clock: Clock) -> Page | None:
    """The page at a path of the dailies, or None where they have none."""
    for pattern, view in ROUTES:
        if match := re.fullmatch(pattern, path):
            return view(match, clock)
    return None
