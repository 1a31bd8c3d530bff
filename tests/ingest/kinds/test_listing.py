from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ingest.extract.profile import Profile
from ingest.kind import Harvest
from ingest.registry import make
from model.errors import FetchError, ParseError
from model.source import FetchState, Source
from net.session import Session
from tests.helpers.hostile import hostile_web, kit_host
from tests.helpers.newsroom import article_page, list_page, path_of, publish, title_of
from tests.helpers.webserver import Answer, Web, running_web

Look = Callable[..., Harvest]


@pytest.fixture
def look(session: Session, web: Web, now: datetime) -> Look:
    def found(*urls: str, profiles: dict[str, Profile] | None = None, **changes: object) -> Harvest:
        source = Source("press", "样报", "listing", tuple(urls) or (web.url("/list/index.html"),))
        source = replace(source, **changes)  # type: ignore[arg-type]
        return make(source, profiles).look(source, FetchState("press"), session.send, now)

    return found


def test_a_list_gives_its_links_with_title_and_date(web: Web, look: Look) -> None:
    publish(web, [1, 2, 3, 4])
    harvest = look()
    assert [(ref.url, ref.title) for ref in harvest.refs] == [
        (web.url(path_of(number)), title_of(number)) for number in (1, 2, 3, 4)
    ]
    assert harvest.refs[0].published is not None
    assert "2026-03-02" in harvest.refs[0].published
    assert [snapshot.url for snapshot in harvest.snapshots] == [web.url("/list/index.html")]


def test_the_next_page_is_followed_as_far_as_told(web: Web, look: Look) -> None:
    publish(web, list(range(12)), pages=4)
    assert [len(look(options={"pages": pages}).refs) for pages in (1, 2, 3, 4, 9)] == [3, 6, 9, 12, 12]


def test_a_pager_that_brings_nothing_new_or_goes_round_is_left(web: Web, look: Look) -> None:
    links = [(path_of(number), title_of(number)) for number in range(4)]
    web.pages["/list/index.html"] = list_page(links, "/list/index2.html")
    web.pages["/list/index2.html"] = list_page(links, "/list/index3.html")
    assert len(look(options={"pages": 9}).refs) == 4
    assert web.paths() == ["/list/index.html", "/list/index2.html"]
    more = [(path_of(number), title_of(number)) for number in range(4, 8)]
    web.pages["/list/index2.html"] = list_page(more, "/list/index.html")
    assert len(look(options={"pages": 9}).refs) == 8


def test_a_broken_second_page_is_told_and_spoils_nothing(web: Web, look: Look) -> None:
    publish(web, list(range(6)), pages=2)
    web.pages["/list/index2.html"] = Answer("down", 503)
    harvest = look(options={"pages": 3})
    assert len(harvest.refs) == 3
    assert "page 2 of the list" in harvest.problems[0]


def test_a_next_page_on_another_host_is_not_followed(web: Web, look: Look) -> None:
    with running_web() as other:
        links = [(path_of(number), title_of(number)) for number in range(4)]
        web.pages["/list/index.html"] = list_page(links, other.url("/list/index2.html"))
        look(options={"pages": 3})
        assert other.asked == []


def test_several_lists_are_one_source(web: Web, look: Look) -> None:
    publish(web, [1, 2])
    web.pages["/b/index.html"] = list_page([(path_of(number), title_of(number)) for number in (2, 3)])
    assert len(look(web.url("/list/index.html"), web.url("/b/index.html")).refs) == 3


def test_selectors_say_which_links_count(web: Web, look: Look) -> None:
    publish(web, [1, 2, 3])
    page = web.pages["/list/index.html"]
    assert isinstance(page, Answer)
    assert isinstance(page.body, bytes)
    promo = "<div class='hot'><a href='/n1/2026/0301/c9-31.html'>一条被推荐的旧闻的完整标题在这里</a></div>".encode()
    web.pages["/list/index.html"] = Answer(page.body.replace(b"<ul", promo + b"<ul"))
    assert len(look(select={"links": "div.hot a"}).refs) == 1
    assert len(look(profile="hot", profiles={"hot": Profile("hot", links=("div.hot a",))}).refs) == 1
    known = {"hot": Profile("hot", hosts=("127.0.0.1",), links=("div.hot a",))}
    assert len(look(profiles=known).refs) == 1


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><body><p>本栏目暂时没有内容</p></body></html>", "no link to an article"),
        ("<?xml version='1.0'?><rss><channel/></rss>", "is xml, not a list page"),
        ('{"code": 1}', "is json, not a list page"),
        ("%PDF-1.4", "is pdf"),
    ],
)
def test_a_page_that_is_no_list_is_an_error_and_not_an_empty_list(web: Web, look: Look, page: str, words: str) -> None:
    web.pages["/list/index.html"] = page
    with pytest.raises(ParseError, match=words):
        look()


def test_an_article_that_prints_no_title_takes_that_of_the_list(web: Web, session: Session, now: datetime) -> None:
    publish(web, [1])
    source = Source("press", "样报", "listing", (web.url("/list/index.html"),))
    kind = make(source)
    ref = kind.look(source, FetchState("press"), session.send, now).refs[0]
    assert kind.read(source, ref, session.send, now).articles[0].title == title_of(1)
    web.pages[path_of(1)] = article_page("").replace("--样报网", "")
    assert kind.read(source, ref, session.send, now).articles[0].title == title_of(1)


@pytest.mark.shared
def test_hostile_lists_end_soon_and_lead_nowhere_inside(shared: Path, now: datetime) -> None:
    with hostile_web(shared) as kit, Session(allow=[kit_host(kit)]) as session:
        for path in ("/html/trap/1", "/ssrf/page", "/html/redos", "/html/select-frames"):
            source = Source("kit", "kit", "listing", (kit.url(path),), options={"pages": 5})
            kind = make(source)
            try:
                harvest = kind.look(source, FetchState("kit"), session.send, now)
            except ParseError:
                continue
            for ref in harvest.refs[:60]:
                with suppress(FetchError, ParseError):
                    kind.read(source, ref, session.send, now)
        assert kit.canary_hits() == []
