import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from ingest.kind import Harvest
from ingest.registry import make
from model.errors import FetchError, ParseError
from model.source import FetchState, Source
from net.session import Session
from tests.helpers.newsroom import article_page, path_of, title_of
from tests.helpers.webserver import Answer, Web, running_web

Look = Callable[..., Harvest]
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@pytest.fixture
def look(session: Session, web: Web, now: datetime) -> Look:
    def found(**changes: object) -> Harvest:
        source = Source("press", "样报", "sitemap", (web.url("/sitemap.xml"),))
        source = replace(source, **changes)  # type: ignore[arg-type]
        return make(source).look(source, FetchState("press"), session.send, now)

    return found


def urlset(*entries: tuple[str, str | None]) -> str:
    places = "".join(f"<url><loc>{url}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>" for url, day in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NS}>{places}</urlset>'


def index(*urls: str, day: str = "2026-03-02") -> str:
    places = "".join(f"<sitemap><loc>{url}</loc><lastmod>{day}</lastmod></sitemap>" for url in urls)
    return f'<?xml version="1.0"?><sitemapindex {NS}>{places}</sitemapindex>'


def test_fresh_pages_come_newest_first_and_old_ones_not(web: Web, look: Look) -> None:
    web.pages["/sitemap.xml"] = urlset(
        (web.url("/old.html"), "2025-01-01"),
        (web.url("/yesterday.html"), "2026-03-01T12:00:00+08:00"),
        (web.url("/undated.html"), None),
        (web.url("/today.html"), "2026-03-02T08:00:00+08:00"),
        (web.url("/week.html"), "2026-02-23"),
        ("javascript:alert(1)", None),
    )
    assert [ref.url for ref in look().refs] == [
        web.url(path) for path in ("/today.html", "/yesterday.html", "/week.html", "/undated.html")
    ]
    assert len(look(options={"days": 1}).refs) == 2
    assert len(look(options={"only": "*/today*"}).refs) == 1


def test_the_day_of_a_change_is_not_the_day_of_publication(web: Web, look: Look) -> None:
    web.pages["/sitemap.xml"] = urlset((web.url("/a.html"), "2026-03-02"))
    assert look().refs[0].published is None


def test_a_news_sitemap_gives_titles_and_times(web: Web, look: Look) -> None:
    web.pages["/sitemap.xml"] = (
        f'<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{web.url("/a.html")}</loc>'
        "<news:news><news:publication><news:name>样报</news:name></news:publication>"
        "<news:publication_date>2026-03-02T08:30:00+08:00</news:publication_date>"
        "<news:title>专题培训班开班</news:title></news:news></url></urlset>"
    )
    ref = look().refs[0]
    assert (ref.title, ref.published) == ("专题培训班开班", "2026-03-02T08:30:00+08:00")


def test_an_index_leads_to_its_sitemaps_packed_or_not_on_the_same_host(web: Web, look: Look) -> None:
    with running_web() as other:
        web.pages["/sitemap.xml"] = index(
            web.url("/a.xml"),
            web.url("/b.xml.gz"),
            web.url("/a.xml"),
            "http://elsewhere.example/c.xml",
            web.url("/gone.xml"),
        )
        web.pages["/a.xml"] = urlset((web.url("/1.html"), "2026-03-02"))
        web.pages["/b.xml.gz"] = Answer(gzip.compress(urlset((web.url("/2.html"), "2026-03-02")).encode()))
        harvest = look()
        assert {ref.url for ref in harvest.refs} == {web.url("/1.html"), web.url("/2.html")}
        assert len(harvest.problems) == 1
        assert "404" in harvest.problems[0]
        assert other.asked == []


def test_a_sitemap_that_changed_long_ago_is_not_fetched(web: Web, look: Look) -> None:
    web.pages["/sitemap.xml"] = index(web.url("/2010.xml"), day="2010-01-01")
    assert look().refs == ()
    assert web.paths() == ["/sitemap.xml"]


def test_sitemaps_that_lead_round_or_on_and_on_end(web: Web, look: Look) -> None:
    web.pages["/sitemap.xml"] = index(web.url("/sitemap.xml"), web.url("/1.xml"))
    for number in range(1, 9):
        web.pages[f"/{number}.xml"] = index(web.url(f"/{number + 1}.xml"))
    assert "levels are the most" in look().problems[0]
    web.pages["/sitemap.xml"] = index(*(web.url(f"/x{number}.xml") for number in range(80)))
    web.asked.clear()
    look()
    assert len(web.paths()) == 50


def test_a_list_of_addresses_in_plain_text_is_a_sitemap_too(web: Web, look: Look) -> None:
    web.pages["/sitemap.xml"] = Answer(
        f"{web.url('/1.html')}\n\n# note\n{web.url('/2.html')}\n", headers=(("Content-Type", "text/plain"),)
    )
    assert [ref.url for ref in look().refs] == [web.url("/1.html"), web.url("/2.html")]


@pytest.mark.parametrize(
    "page", ["<rss><channel/></rss>", "<html><body><p>404</p></body></html>", "<?xml version='1.0'?>", '{"a": 1}']
)
def test_what_is_no_sitemap_is_told_as_such(web: Web, look: Look, page: str) -> None:
    web.pages["/sitemap.xml"] = page
    with pytest.raises(ParseError, match="no sitemap") as caught:
        look()
    assert caught.value.kind == "not_a_sitemap"


def test_a_sitemap_that_is_not_there_fails_the_source(look: Look) -> None:
    with pytest.raises(FetchError, match="404"):
        look()


def test_entities_of_a_sitemap_are_neither_expanded_nor_fetched(web: Web, look: Look) -> None:
    web.pages["/sitemap.xml"] = (
        f'<?xml version="1.0"?><!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "{web.url("/dtd")}">]>'
        f"<urlset {NS}><url><loc>{web.url('/1.html')}&x;&y;</loc></url></urlset>"
    )
    assert all("root" not in ref.url for ref in look().refs)
    assert web.paths() == ["/sitemap.xml"]


def test_the_pages_of_a_sitemap_are_read_as_article_pages(web: Web, session: Session, now: datetime) -> None:
    web.pages["/sitemap.xml"] = urlset((web.url(path_of(1)), "2026-03-02"))
    web.pages[path_of(1)] = article_page(title_of(1))
    source = Source("press", "样报", "sitemap", (web.url("/sitemap.xml"),))
    kind = make(source)
    ref = kind.look(source, FetchState("press"), session.send, now).refs[0]
    assert kind.read(source, ref, session.send, now).articles[0].title == title_of(1)
