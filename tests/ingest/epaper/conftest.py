from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from ingest.collect import Finished, Read, gather
from ingest.extract.profile import Profile
from model.errors import FetchPermanentError
from model.source import FetchState, Snapshot, Source

SHANGHAI = ZoneInfo("Asia/Shanghai")
PROFILES = {
    "rmrb-old": Profile(
        "rmrb-old", title=(".text_c h1",), subtitle=(".text_c h2",), authors=(".text_c h4",), body=("#ozoom",)
    )
}


class Web:
    """Pages by address, bytes as they come; what is not there is 404. Remembers what was asked for."""

    def __init__(self, pages: Mapping[str, str | bytes] = ()) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []
        self.posted: list[bytes] = []

    def __call__(self, request):
        self.asked.append(request.url)
        if request.body is not None:
            self.posted.append(request.body)
        page = self.pages.get(request.url)
        if isinstance(page, Exception):
            raise page
        if callable(page):
            page = page(request)
        if page is None:
            raise FetchPermanentError(f"{request.url}: 404", url=request.url, status=404)
        body = page.encode() if isinstance(page, str) else page
        return Snapshot(str(uuid4()), request.url, request.url, 200, (), body, datetime.now(SHANGHAI))


class Reader:
    """Looks at a source again and again, as the service does, and keeps what came."""

    def __init__(self, web: Web, url: str, profile: str | None = None, select=None, **options) -> None:
        self.web = web
        options = {"clippings": False, **options}
        self.source = Source("paper", "报", "epaper", (url,), profile, options=options, select=select or {})
        self.state = FetchState("paper")
        self.articles = []
        self.problems: tuple[str, ...] = ()
        self.pictures = {}
        self.seen: set[str] = set()

    def look(self, at: str):
        """The articles that are new at that moment (local time)."""
        now = datetime.fromisoformat(at).replace(tzinfo=SHANGHAI)
        self.web.asked.clear()
        new = []

        def unseen(refs):
            return [ref for ref in refs if ref.url not in self.seen]

        for result in gather(self.source, self.state, self.web, now, unseen, profiles=PROFILES):
            if isinstance(result, Read):
                new += result.articles
                self.seen.add(result.ref.url)
            elif isinstance(result, Finished):
                self.state, self.problems = result.state, result.problems
                self.pictures |= {picture.name: picture.body for picture in result.pictures}
            else:
                raise result.error
        self.articles += new
        return new


@pytest.fixture
def web():
    return Web()


@pytest.fixture
def follow(web):
    def made(url, profile=None, select=None, **options):
        return Reader(web, url, profile, select, **options)

    return made
