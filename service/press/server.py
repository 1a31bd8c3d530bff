"""The web server of the sample press, over real HTTP on the loopback address."""

import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from zoneinfo import ZoneInfo

from service.local_server import LocalServer
from service.press import daily_pages, pages
from service.press.newsroom import Newsroom
from service.press.pages import Page

PORT = 8900
"""Where the shipped sources.yaml expects the press."""

Route = tuple[str, Callable[["Press", re.Match[str]], Page | None]]


def _item(press: "Press", key: str, number: int) -> Page | None:
    if not 1 <= number <= press.room.newest(key, press.now()):
        return None
    item = press.room.item(key, number)
    return {"gov": pages.gov_article, "paper": pages.paper_article}[key](item)


def _people(press: "Press", number: int, part: int) -> Page | None:
    if not 1 <= number <= press.room.newest("people", press.now()):
        return None
    return pages.people_article(press.room.item("people", number), part)


ROUTES: tuple[Route, ...] = (
    (r"/", lambda press, _: pages.home(press.room)),
    (r"/robots\.txt", lambda _press, _: Page(b"User-agent: *\nDisallow: /private/\n", "text/plain")),
    (r"/people/GB/117092/index(\d*)\.html", lambda p, m: pages.people_list(p.room, int(m[1] or 1), p.now())),
    (
        r"/people/n1/\d+/\d+/c117092-(\d+)(?:-(\d+))?\.html",
        lambda p, m: _people(p, int(m[1]) - 40000000, int(m[2] or 1)),
    ),
    (r"/gov/zwgk/index(?:_(\d+))?\.html", lambda p, m: pages.gov_list(p.room, int(m[1] or 0) + 1, p.now())),
    (r"/gov/zwgk/\d+/t\d+_(\d+)\.html", lambda p, m: _item(p, "gov", int(m[1]) - 7000000)),
    (r"/paper/feed\.xml", lambda p, _: pages.paper_feed(p.room, p.url, p.now())),
    (r"/paper/\d+/(\d+)\.html", lambda p, m: _item(p, "paper", int(m[1]) - 50000)),
)


def _local_now() -> datetime:
    return datetime.now(ZoneInfo("Asia/Shanghai"))


class Press(LocalServer):
    """A running sample press; `with Press(...) as press:` serves at `press.url` until the block ends."""

    def __init__(
        self, port: int = 0, clock: Callable[[], datetime] | None = None, start: datetime | None = None
    ) -> None:
        self.now: Callable[[], datetime] = clock or _local_now
        self.room: Newsroom = Newsroom(start or self.now())
        self.requests: list[str] = []
        press = self

        class Handler(_Handler):
            owner = press

        super().__init__(Handler, port)

    @property
    def url(self) -> str:
        """The address without a closing slash."""
        return f"http://{self.host}"

    def answer(self, path: str) -> Page:
        """The page at a path; 404 where the press has none."""
        for pattern, view in ROUTES:
            if match := re.fullmatch(pattern, path):
                page = view(self, match)
                if page:
                    return page
        return daily_pages.answer(path, self.now) or Page("没有这一页".encode(), "text/plain; charset=utf-8", 404)


class _Handler(BaseHTTPRequestHandler):
    owner: Press
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Serve one page, or 304 where the reader has it already."""
        path = self.path.partition("?")[0]
        self.owner.requests.append(path)
        page = self.owner.answer(path)
        etag = f'"{sha256(page.body).hexdigest()[:16]}"'
        known = page.status == 200 and self.headers.get("If-None-Match") == etag
        self.send_response(304 if known else page.status)
        self.send_header("ETag", etag)
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", "0" if known else str(len(page.body)))
        self.end_headers()
        if not known:
            self.wfile.write(page.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the press is only a stage."""
