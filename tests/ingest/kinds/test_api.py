import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ingest.kind import Harvest
from ingest.normalise import normalise
from ingest.registry import make, option_problems
from model.errors import FetchTemporaryError, ParseError
from model.source import FetchState, NotModified, Source
from net.session import Session
from tests.helpers.hostile import hostile_web, kit_host
from tests.helpers.newsroom import PARAGRAPHS, article_page, path_of, title_of
from tests.helpers.webserver import Answer, Asked, Web

Look = Callable[..., Harvest]
HTML = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)


def source(web: Web, path: str = "/list.json", **options: object) -> Source:
    return Source("press", "样报", "api", (web.url(path),), options=options)


@pytest.fixture
def look(session: Session, web: Web, now: datetime) -> Look:
    def found(path: str = "/list.json", **options: object) -> Harvest:
        one = source(web, path, **options)
        assert option_problems(one) == []
        return make(one).look(one, FetchState("press"), session.send, now)

    return found


def test_a_list_of_rows_leads_to_pages(web: Web, look: Look, session: Session, now: datetime) -> None:
    rows = [
        {"TITLE": "<b>一号</b>文件", "URL": path_of(1), "DOCRELPUBTIME": "2026-03-02"},
        {"TITLE": "无地址"},
        "no row",
        {"TITLE": "脚本", "URL": "javascript:alert(1)"},
        {"TITLE": "一号文件", "URL": path_of(1)},
    ]
    web.pages["/list.json"] = json.dumps(rows)
    options = {"link": "{URL}", "fields": {"title": "TITLE", "published": "DOCRELPUBTIME"}}
    refs = look(**options).refs
    assert [(ref.url, ref.title, ref.published) for ref in refs] == [(web.url(path_of(1)), "一号文件", "2026-03-02")]
    web.pages[path_of(1)] = article_page(title_of(1))
    one = source(web, **options)
    assert make(one).read(one, refs[0], session.send, now).articles[0].title == title_of(1)


def test_a_list_that_carries_its_texts_needs_no_pages(web: Web, look: Look, session: Session, now: datetime) -> None:
    web.pages["/list.json"] = json.dumps(
        {"data": {"list": [{"id": "a/1", "t": "要闻", "c": HTML, "who": "张三", "ms": 1772411400000, "from": "样报"}]}}
    )
    options = {
        "items": "data.list",
        "link": "http://a.cn/page/{id}",
        "fields": {"title": "t", "text": "c", "byline": "who", "published": "ms", "credit": "from"},
    }
    ref = look(**options).refs[0]
    assert ref.url == "http://a.cn/page/a%2F1"
    one = source(web, **options)
    article = normalise(make(one).read(one, ref, session.send, now).articles[0], source_id="press", now=now)
    assert (article.title, article.paragraphs, article.credit) == ("要闻", PARAGRAPHS, "样报")
    assert [author.name for author in article.authors] == ["张三"]
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-03-02T08:30:00+08:00"


def test_an_article_may_be_asked_for_as_json(web: Web, look: Look, session: Session, now: datetime) -> None:
    web.pages["/list.json"] = json.dumps([{"id": 7, "name": "要闻", "box": {}}])
    web.pages["/news"] = lambda asked: Answer(
        json.dumps({"data": {"title": f"第{asked.path[-1]}条要闻", "html": HTML, "kind": asked.headers.get("x-kind")}})
    )
    options = {
        "link": "/page/{id}",
        "detail": web.url("/news?id={id}"),
        "within": "data",
        "fields": {"title": "title", "text": "html", "section": "kind"},
        "headers": {"X-Kind": "dangjian"},
    }
    ref = look(**options).refs[0]
    json.dumps(dict(ref.hints))
    one = source(web, **options)
    reading = make(one).read(one, ref, session.send, now)
    raw = reading.articles[0]
    assert (raw.url, raw.title, raw.section, raw.paragraphs) == (
        web.url("/page/7"),
        "第7条要闻",
        "dangjian",
        PARAGRAPHS,
    )
    assert raw.snapshot_id == reading.snapshots[0].id
    web.pages["/news"] = '{"data": null}'
    with pytest.raises(ParseError, match="no object at 'data'"):
        make(one).read(one, ref, session.send, now)


def test_pages_are_counted_in_address_and_body_until_nothing_new_comes(web: Web, look: Look) -> None:
    def answer(asked: Asked) -> Answer:
        page = json.loads(asked.body)["page"]
        return Answer(json.dumps([{"url": f"/{page}-{number}.html"} for number in range(2)] if page < 3 else []))

    web.pages["/list.json"] = answer
    body = {"page": "{page}", "day": ["{yyyy}-{mm}-{dd}"], "size": 2}
    assert len(look("/list.json?p={page}", body=body, pages=9).refs) == 4
    assert [one.path for one in web.asked] == ["/list.json?p=1", "/list.json?p=2", "/list.json?p=3"]
    assert json.loads(web.asked[0].body) == {"page": 1, "day": ["2026-03-02"], "size": 2}
    assert web.asked[0].method == "POST"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('{"data": 5}', "no list at 'data.list'"),
        ('{"data": {"list": {}}}', "no list"),
        ('{"a":', "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("<p>系统繁忙</p>", "no JSON"),
    ],
)
def test_an_answer_without_the_list_is_an_error(web: Web, look: Look, page: str, words: str) -> None:
    web.pages["/list.json"] = page
    with pytest.raises(ParseError, match=words):
        look(items="data.list")


def test_an_answer_of_no_change_that_nobody_asked_for_is_an_error(web: Web, now: datetime) -> None:
    one = source(web)
    with pytest.raises(FetchTemporaryError, match="nobody asked"):
        make(one).look(one, FetchState("press"), lambda request: NotModified(request.url), now)


def test_paths_may_go_through_lists(web: Web, look: Look) -> None:
    web.pages["/list.json"] = json.dumps({"boxes": [{"rows": [{"links": ["/1.html"]}]}]})
    assert [ref.url for ref in look(items="boxes.0.rows", link="{links.0}").refs] == [web.url("/1.html")]
    with pytest.raises(ParseError):
        look(items="boxes.5.rows")


def test_an_unknown_field_of_ours_is_refused(web: Web) -> None:
    assert option_problems(replace(source(web), options={"fields": {"headline": "t"}}))[0][0] == "fields"


@pytest.mark.shared
def test_rows_of_a_hostile_list_are_taken_or_left_one_by_one(shared: Path, now: datetime) -> None:
    with hostile_web(shared) as kit, Session(allow=[kit_host(kit)]) as session:
        for path in ("/inject/json-deep", "/inject/jsonp"):
            one = Source("kit", "kit", "api", (kit.url(path),))
            with pytest.raises(ParseError):
                make(one).look(one, FetchState("kit"), session.send, now)
        one = Source(
            "kit", "kit", "api", (kit.url("/inject/json-list"),), options={"items": "data", "link": "http://a.cn/{id}"}
        )
        urls = [ref.url for ref in make(one).look(one, FetchState("kit"), session.send, now).refs]
    assert "http://a.cn/1" in urls
    assert "http://a.cn/9" in urls
