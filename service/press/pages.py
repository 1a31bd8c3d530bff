"""Pages of the sample press in the shapes of real sites: a portal in GB18030, a government site, a paper."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.press.newsroom import Item, Newsroom

PAGE = 12
"""Items a list page."""

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the press: bytes with their content type."""

    body: bytes
    content_type: str
    status: int = 200


def _html(name: str, encoding: str, **values: object) -> Page:
    text = _templates.get_template(name).render(**values)
    return Page(text.encode(encoding), "text/html")


def html_page(name: str, **values: object) -> Page:
    """A template filled in, in UTF-8."""
    return _html(name, "utf-8", **values)


def people_list(room: Newsroom, page: int, now: datetime) -> Page | None:
    """A channel page of the portal: GB18030 that calls itself GB2312, with a pager `index2.html`."""
    items = room.items("people", now)
    pages = -(-len(items) // PAGE)
    if not 1 <= page <= pages:
        return None
    shown = [(item, people_path(item)) for item in items[(page - 1) * PAGE : page * PAGE]]
    return _html("people_list.html", "gb18030", items=shown, page=page, pages=pages)


def people_path(item: Item) -> str:
    """Address of a portal article: /people/n1/YYYY/MMDD/c117092-40000001.html."""
    return f"/people/n1/{item.published_at:%Y/%m%d}/c117092-{40000000 + item.number}.html"


def people_article(item: Item, part: int = 1) -> Page | None:
    """An article of the portal; each seventh has its text on two pages (`-2.html`)."""
    long = item.number % 7 == 0
    half = len(item.paragraphs) // 2
    parts = (item.paragraphs[:half], item.paragraphs[half:]) if long else (item.paragraphs,)
    if not 1 <= part <= len(parts):
        return None
    path = people_path(item)
    links = [path if number == 1 else path.replace(".html", f"-{number}.html") for number in range(1, len(parts) + 1)]
    return _html("people_article.html", "gb18030", item=item, text=parts[part - 1], part=part, links=links)


def gov_list(room: Newsroom, page: int, now: datetime) -> Page | None:
    """A list of the government site: `li > a + span`, relative links, index_1.html for the second page."""
    items = room.items("gov", now)
    pages = -(-len(items) // PAGE)
    if not 1 <= page <= pages:
        return None
    shown = items[(page - 1) * PAGE : page * PAGE]
    return _html("gov_list.html", "utf-8", items=shown, page=page, pages=pages)


def gov_article(item: Item) -> Page:
    """An article of the government site with the national meta tags."""
    return _html("gov_article.html", "utf-8", item=item)


def paper_article(item: Item) -> Page:
    """An article of the paper's site, with JSON-LD."""
    return _html("paper_article.html", "utf-8", item=item)


def paper_feed(room: Newsroom, base: str, now: datetime) -> Page:
    """The paper's RSS 2.0 feed of summaries, newest 20."""
    text = _templates.get_template("paper_feed.xml").render(
        items=room.items("paper", now)[:20], base=base, rfc822=format_datetime, now=now
    )
    return Page(text.encode("utf-8"), "application/rss+xml; charset=utf-8")


def home(room: Newsroom) -> Page:
    """What the press publishes, for people."""
    return _html("home.html", "utf-8", publications=room.publications)
