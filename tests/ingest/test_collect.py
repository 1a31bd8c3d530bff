import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta

import pytest

from ingest.collect import Failed, Finished, Read, gather
from ingest.kind import AGAIN
from model.errors import CatalogError, FetchError, FetchTemporaryError, ParseError
from model.source import FetchState, NotModified, Ref, Request, Snapshot, Source
from net.session import Session
from tests.helpers.newsroom import PARAGRAPHS, article_page, list_page, path_of, publish, title_of
from tests.helpers.webserver import Answer, Asked, Web

Result = Read | Failed | Finished


class Desk:
    """What a service does with the results, without a database: it remembers what it has seen and the last state."""

    def __init__(self, session: Session, source: Source, now: datetime) -> None:
        self.session, self.source, self.now = session, source, now
        self.state = FetchState(source.id)
        self.seen: set[str] = set()

    def run(self, **options: object) -> list[Result]:
        def unseen(refs: Sequence[Ref]) -> list[Ref]:
            return [ref for ref in refs if ref.carried or ref.url not in self.seen]

        results = list(gather(self.source, self.state, self.session.send, self.now, unseen, **options))  # type: ignore[arg-type]
        for result in results:
            if isinstance(result, Read) or (isinstance(result, Failed) and not result.again):
                self.seen.add(result.ref.url)
        end = results[-1]
        assert isinstance(end, Finished)
        json.dumps(dict(end.state.cursor))  # a cursor must survive JSON
        self.state = end.state
        return results

    @property
    def titles(self) -> list[str | None]:
        return [article.title for result in self.run() if isinstance(result, Read) for article in result.articles]


@pytest.fixture
def desk(session: Session, web: Web, now: datetime) -> Desk:
    return Desk(session, Source("press", "样报", "listing", (web.url("/list/index.html"),)), now)


def test_new_articles_are_read_once_and_known_ones_not_again(web: Web, desk: Desk) -> None:
    publish(web, [1, 2, 3])
    assert desk.titles == [title_of(1), title_of(2), title_of(3)]
    assert desk.titles == []
    publish(web, [0, 1, 2, 3])
    assert desk.titles == [title_of(0)]
    assert web.paths().count(path_of(1)) == 1


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_an_article_comes_with_all_that_its_page_prints(web: Web, desk: Desk, charset: str) -> None:
    publish(web, [1], charset)
    publish(web, [1, 2], charset)
    read = desk.run()[0]
    assert isinstance(read, Read)
    article = read.articles[0]
    assert article.title == title_of(1)
    assert article.credit == "样报"
    assert article.editors == ("张三", "李四")
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-03-02T08:30:00+08:00"
    assert len(article.paragraphs) == 3
    assert article.url == web.url(path_of(1))
    assert (article.missing, article.snapshot_id) == ((), read.snapshots[0].id)
    assert article.identity.startswith("u-")
    assert article.content_hash
    assert article.fingerprint


def test_one_broken_page_does_not_stop_the_others(web: Web, desk: Desk) -> None:
    publish(web, [1, 2, 3, 4, 5])
    web.pages[path_of(1)] = Answer(status=404)
    web.pages[path_of(2)] = Answer(b"PK\x03\x04" + b"\0" * 50)
    web.pages[path_of(3)] = Answer(b"")
    web.pages[path_of(4)] = "<html><body></body></html>"
    results = desk.run()
    failed = [one for one in results if isinstance(one, Failed)]
    assert [(type(one.error).__name__, one.again) for one in failed] == [
        ("FetchPermanentError", False),
        ("ParseError", False),
        ("FetchTemporaryError", True),
        ("ParseError", False),
    ]
    assert [one.ref.url for one in failed] == [web.url(path_of(number)) for number in (1, 2, 3, 4)]
    assert sum(isinstance(one, Read) for one in results) == 1


def test_a_page_that_failed_for_now_is_met_again_even_if_the_list_says_unchanged(web: Web, desk: Desk) -> None:
    publish(web, [1, 2])
    listed = web.pages["/list/index.html"]
    assert isinstance(listed, Answer)
    web.pages["/list/index.html"] = lambda asked: _with_etag(asked, listed)
    web.pages[path_of(1)] = Answer("down", 503)
    assert desk.titles == [title_of(2)]
    assert AGAIN in desk.state.cursor
    web.pages[path_of(1)] = article_page(title_of(1))
    results = desk.run()
    assert [type(one) for one in results] == [Read, Finished]
    end = results[-1]
    assert isinstance(end, Finished)
    assert end.unchanged
    assert AGAIN not in desk.state.cursor
    assert desk.titles == []


def _with_etag(asked: Asked, answer: Answer) -> Answer:
    if asked.headers.get("if-none-match") == '"1"':
        return Answer(status=304)
    return replace(answer, headers=(*answer.headers, ("ETag", '"1"')))


def test_a_page_that_never_comes_is_given_up_after_eight_tries(web: Web, desk: Desk) -> None:
    publish(web, [1, 2])
    web.pages[path_of(1)] = Answer("down", 503)
    tries = [any(isinstance(one, Failed) and one.again for one in desk.run()) for _ in range(9)]
    assert tries == [True] * 7 + [False] * 2
    assert web.paths().count(path_of(1)) == 8


def test_an_exception_that_nobody_foresaw_fails_its_page_only(web: Web, desk: Desk) -> None:
    publish(web, [1, 2])
    fetch = desk.session.send

    def odd(request):
        if request.url.endswith(path_of(1)):
            raise ZeroDivisionError("odd")
        return fetch(request)

    results = list(gather(desk.source, desk.state, odd, desk.now, lambda refs: refs))
    assert isinstance(results[0], Failed)
    assert isinstance(results[0].error, ZeroDivisionError)
    assert isinstance(results[1], Read)


def test_a_run_that_breaks_off_leaves_the_state_as_it_was(web: Web, desk: Desk) -> None:
    publish(web, [1, 2, 3])
    run = gather(desk.source, desk.state, desk.session.send, desk.now, lambda refs: refs)
    assert isinstance(next(run), Read)
    run.close()
    assert desk.state == FetchState("press")
    assert len(desk.titles) == 3


def test_pages_are_fetched_one_by_one_as_they_are_taken(web: Web, desk: Desk) -> None:
    publish(web, [1, 2, 3])
    run = gather(desk.source, desk.state, desk.session.send, desk.now, lambda refs: refs)
    next(run)
    assert web.paths() == ["/list/index.html", path_of(1)]
    run.close()


def test_a_flood_is_read_in_several_runs(web: Web, desk: Desk) -> None:
    publish(web, list(range(10)))
    first = desk.run(most=4)
    end = first[-1]
    assert isinstance(end, Finished)
    assert "10 new items at once" in end.problems[0]
    assert [len(desk.run(most=4)) - 1 for _ in range(3)] == [4, 2, 0]


def test_a_list_that_cannot_be_had_fails_the_whole_run(web: Web, desk: Desk) -> None:
    with pytest.raises(FetchError, match="404"):
        desk.run()
    web.pages["/list/index.html"] = Answer("down", 503)
    with pytest.raises(FetchTemporaryError):
        desk.run()


def test_a_run_in_which_nothing_could_be_read_counts_as_failed(web: Web, desk: Desk) -> None:
    publish(web, [1, 2])
    web.pages[path_of(1)] = web.pages[path_of(2)] = Answer("down", 503)
    desk.run()
    assert desk.state.failures == 1
    assert "none of 2" in (desk.state.last_error or "")
    assert desk.state.last_success_at is None
    publish(web, [1, 2])
    desk.run()
    assert (desk.state.failures, desk.state.last_error, desk.state.last_success_at) == (0, None, desk.now)


def test_an_entry_with_a_wrong_option_is_refused_before_anything_is_asked(web: Web, desk: Desk) -> None:
    desk.source = replace(desk.source, options={"page": 2})
    with pytest.raises(CatalogError, match="known options"):
        desk.run()
    assert web.asked == []


def test_the_same_article_twice_on_a_list_is_read_once(web: Web, desk: Desk) -> None:
    publish(web, [1])
    web.pages["/list/index.html"] = list_page(
        [(path_of(1), title_of(1)), (path_of(1) + "?utm_source=home", title_of(1)), (path_of(1) + "#p2", title_of(1))]
    )
    assert desk.titles == [title_of(1)]


def test_an_index_page_that_sends_us_on_is_followed(web: Web, desk: Desk) -> None:
    publish(web, [1])
    web.pages["/go.html"] = '<html><head><META HTTP-EQUIV=REFRESH CONTENT="0; URL=list/index.html"></head></html>'
    desk.source = replace(desk.source, urls=(web.url("/go.html"),))
    assert desk.titles == [title_of(1)]
    web.pages["/list/index.html"] = web.pages["/go.html"]
    web.pages["/list/list/index.html"] = web.pages["/list/list/list/index.html"] = web.pages["/go.html"]
    desk.seen.clear()
    with pytest.raises(FetchError, match="meta refresh"):
        desk.run()


def test_a_page_that_reloads_itself_slowly_is_just_a_page(web: Web, desk: Desk) -> None:
    publish(web, [1])
    page = web.pages["/list/index.html"]
    assert isinstance(page, Answer)
    assert isinstance(page.body, bytes)
    slow = b'<head><meta http-equiv="refresh" content="300">'
    web.pages["/list/index.html"] = Answer(page.body.replace(b"<head>", slow))
    assert desk.titles == [title_of(1)]


def test_a_server_that_lies_about_changes_is_found_out_within_a_day(web: Web, desk: Desk) -> None:
    publish(web, [1])
    answers = {"first": web.pages["/list/index.html"]}
    web.pages["/list/index.html"] = lambda asked: _with_etag(asked, answers["first"])  # type: ignore[arg-type]
    assert len(desk.titles) == 1
    publish(web, [1, 2])
    answers["first"] = web.pages["/list/index.html"]
    web.pages["/list/index.html"] = lambda asked: _with_etag(asked, answers["first"])  # type: ignore[arg-type]
    assert desk.titles == []
    desk.now += timedelta(days=1, minutes=1)
    assert desk.titles == [title_of(2)]


def test_a_state_survives_being_stored_as_json(web: Web, desk: Desk) -> None:
    publish(web, [1, 2])
    web.pages[path_of(1)] = Answer("down", 503)
    desk.run()
    stored = json.loads(json.dumps({"cursor": dict(desk.state.cursor)}))
    desk.state = replace(desk.state, cursor=stored["cursor"])
    publish(web, [1, 2])
    assert desk.titles == [title_of(1)]


def test_a_404_of_an_article_is_not_asked_for_again(web: Web, desk: Desk) -> None:
    publish(web, [1, 2])
    del web.pages[path_of(1)]
    desk.run()
    desk.run()
    assert web.paths().count(path_of(1)) == 1


def test_a_page_that_is_a_feed_is_no_article(web: Web, desk: Desk) -> None:
    publish(web, [1, 2])
    web.pages[path_of(1)] = Answer("%PDF-1.4", headers=(("Content-Type", "text/html"),))
    failed = desk.run()[0]
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, ParseError)
    assert "is pdf" in str(failed.error)
    assert asdict(failed.ref)["url"] == web.url(path_of(1))


def test_the_articles_that_a_feed_carries_need_no_page(web: Web, desk: Desk) -> None:
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS * 2)
    item = f"<item><title>要闻</title><link>/1.html</link><content:encoded><![CDATA[{text}]]></content:encoded></item>"
    web.pages["/feed"] = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        + item
        + "</channel></rss>"
    )
    desk.source = replace(desk.source, kind="feed", urls=(web.url("/feed"),))
    assert desk.titles == ["要闻"]
    assert desk.titles == ["要闻"]  # whether it changed is seen by whoever stores it
    assert web.paths() == ["/feed", "/feed"]


def test_a_304_to_a_question_without_conditions_is_met_again(web: Web, desk: Desk) -> None:
    publish(web, [1, 2])
    fetch = desk.session.send

    def stale(request: Request) -> Snapshot | NotModified:
        return NotModified(request.url) if request.url.endswith(path_of(1)) else fetch(request)

    results = list(gather(desk.source, desk.state, stale, desk.now, lambda refs: refs))
    assert isinstance(results[0], Failed)
    assert results[0].again


def test_a_last_page_that_is_none_costs_the_article_nothing(web: Web, desk: Desk) -> None:
    publish(web, [1])
    first = article_page(title_of(1)).replace(
        "</div></body>", '<a href="c117092-3000001-2.html">下一页</a></div></body>'
    )
    web.pages[path_of(1)] = first
    web.pages[path_of(1).replace(".html", "-2.html")] = "<html><title>404</title><body><p>页面不存在</p></body></html>"
    read = desk.run()[0]
    assert isinstance(read, Read)
    assert read.articles[0].paragraphs == PARAGRAPHS
    assert web.paths()[-1].endswith("-2.html")
