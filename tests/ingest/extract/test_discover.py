from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ingest.extract.discover import draft, interval
from ingest.extract.profile import Profile
from model.source import Ref

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
URL = "http://dangjian.yunxi.example.cn/GB/117092/index.html"
ROWS = "".join(
    f"<li><a href=/n1/2026/1122/c117092-4023{n}.html>清河镇把服务窗口搬到村口</a><span>2026-11-2{n} 08:00</span></li>"
    for n in range(3)
)


def test_a_list_page_suggests_a_whole_entry(document: Callable) -> None:
    html = f"<title>党建--云溪网</title>{ROWS}<a href=index2.html>下一页</a>"
    found = draft(document(html, URL), [Profile("people", hosts=("yunxi.example.cn",))], NOW)
    assert found.entry() == {
        "id": "yunxi-dangjian-gb-117092",
        "name": "云溪网·党建",
        "kind": "listing",
        "url": URL,
        "profile": "people",
        "every": "12h",
        "zone": "Asia/Shanghai",
        "pace": "1/s",
    }
    assert found.pattern == "/n…/…/…/c…-….html"
    assert found.next == "http://dangjian.yunxi.example.cn/GB/117092/index2.html"
    assert len(found.refs) == 3


def test_a_feed_that_the_page_names_is_preferred(document: Callable) -> None:
    head = "<link rel=alternate type=text/html href=/m><link rel=alternate type=application/rss+xml href=/rss.xml>"
    found = draft(document(head + ROWS, "http://127.0.0.1:8900/"), [], NOW)
    assert (found.kind, found.url, found.name) == ("feed", "http://127.0.0.1:8900/rss.xml", "127.0.0.1:8900")
    assert "profile" not in found.entry()


def test_a_page_without_articles_gives_an_entry_without_a_pattern(document: Callable) -> None:
    found = draft(document("<p>今日没有文章</p>", URL), [], NOW)
    assert (found.refs, found.pattern, found.every) == ((), None, "30m")


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (timedelta(minutes=4), "10m"),
        (timedelta(minutes=50), "30m"),
        (timedelta(hours=5), "3h"),
        (timedelta(days=9), "1d"),
    ],
)
def test_a_source_is_looked_at_twice_as_often_as_it_brings_articles(gap: timedelta, expected: str) -> None:
    refs = [Ref("http://a.example/1", published=(NOW - gap * n).isoformat()) for n in range(5)]
    assert interval(refs, NOW) == expected
