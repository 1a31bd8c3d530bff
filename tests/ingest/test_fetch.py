import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.fetch import Fetcher
from ingest.robots import Rules, read_rules
from model.errors import FetchError, FetchPermanentError, FetchTemporaryError
from model.source import Request, Snapshot, Source
from net.limits import Limits
from net.session import Session
from tests.helpers.hostile import hostile_web, kit_host
from tests.helpers.webserver import Answer, Web, running_web

ROBOTS = (("Content-Type", "text/plain"),)


class Clock:
    """Time that passes only while someone sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def source(web: Web, pace: float = 1.0, **options: Any) -> Source:
    return Source("press", "样报", "listing", (web.url("/"),), pace=pace, **options)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(session: Session, clock: Clock) -> Iterator[Fetcher]:
    found = Fetcher(session, monotonic=clock, sleep=clock.sleep)
    yield found
    found.close()


def failing(fetch: Callable[[Request], object], url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(Request(url))
    return caught.value


def test_a_source_is_fetched_at_its_pace(web: Web, fetcher: Fetcher, clock: Clock) -> None:
    web.pages["/a"] = "x"
    fetch = fetcher.for_source(source(web, pace=2.0))
    for _ in range(3):
        fetch(Request(web.url("/a")))
    assert clock.slept == [0.5, 0.5]


def test_two_sources_of_one_host_share_its_pace(web: Web, fetcher: Fetcher, clock: Clock) -> None:
    web.pages["/a"] = "x"
    fetcher.for_source(source(web, pace=0.5))(Request(web.url("/a")))
    fetcher.for_source(source(web, pace=50))(Request(web.url("/a")))
    assert clock.slept == [2.0]


def test_another_host_is_not_waited_for(web: Web, clock: Clock) -> None:
    with running_web() as other, Session(allow=[web.host, other.host]) as session:
        web.pages["/a"] = other.pages["/a"] = "x"
        fetch = Fetcher(session, monotonic=clock, sleep=clock.sleep).for_source(source(web))
        fetch(Request(web.url("/a")))
        fetch(Request(other.url("/a")))
    assert clock.slept == []


def test_the_delay_that_robots_ask_for_comes_before_our_pace(web: Web, fetcher: Fetcher, clock: Clock) -> None:
    web.pages |= {"/robots.txt": Answer("User-agent: *\nCrawl-delay: 7", headers=ROBOTS), "/a": "x"}
    fetch = fetcher.for_source(source(web, pace=50))
    for _ in range(2):
        fetch(Request(web.url("/a")))
    assert clock.slept == [7.0]


def test_what_robots_forbid_is_not_fetched_and_the_rules_are_asked_for_once(web: Web, fetcher: Fetcher) -> None:
    web.pages |= {"/robots.txt": Answer("User-agent: Baoshao\nDisallow: /in", headers=ROBOTS), "/out": "x"}
    fetch = fetcher.for_source(source(web, pace=50))
    error = failing(fetch, web.url("/in/1"))
    assert (error.kind, isinstance(error, FetchPermanentError)) == ("robots", True)
    fetch(Request(web.url("/out")))
    assert [one.path for one in web.asked] == ["/robots.txt", "/out"]


def test_a_redirect_into_what_robots_forbid_is_not_followed(web: Web, fetcher: Fetcher) -> None:
    web.pages |= {
        "/robots.txt": Answer("User-agent: *\nDisallow: /in", headers=ROBOTS),
        "/out": Answer(status=302, headers=(("Location", "/in"),)),
    }
    assert failing(fetcher.for_source(source(web)), web.url("/out")).kind == "robots"
    assert web.paths() == ["/out"]


def test_robots_may_be_left_out(web: Web, session: Session, clock: Clock) -> None:
    web.pages["/a"] = "x"
    Fetcher(session, monotonic=clock, sleep=clock.sleep, robots=False).for_source(source(web))(Request(web.url("/a")))
    assert [one.path for one in web.asked] == ["/a"]


def test_a_host_that_asks_for_time_is_left_alone_that_long(web: Web, fetcher: Fetcher, clock: Clock) -> None:
    web.pages |= {"/busy": Answer("x", 429, (("Retry-After", "120"),)), "/a": "x"}
    fetch = fetcher.for_source(source(web, pace=50))
    assert failing(fetch, web.url("/busy")).kind == "busy"
    clock.now += 60
    error = failing(fetch, web.url("/a"))
    assert isinstance(error, FetchTemporaryError)
    assert error.retry_after == pytest.approx(60)
    assert web.paths() == ["/busy"]
    clock.now += 55
    fetch(Request(web.url("/a")))
    assert clock.slept == [pytest.approx(5)]


def test_a_busy_host_that_names_no_time_is_left_alone_for_a_minute(web: Web, fetcher: Fetcher, clock: Clock) -> None:
    web.pages |= {"/busy": Answer("x", 429), "/down": Answer("x", 500), "/a": "x"}
    fetch = fetcher.for_source(source(web, pace=50))
    failing(fetch, web.url("/down"))
    fetch(Request(web.url("/a")))
    failing(fetch, web.url("/busy"))
    assert failing(fetch, web.url("/a")).kind == "busy"


def test_one_connection_a_host_even_with_many_threads(web: Web, session: Session) -> None:
    open_now, most = [0], [0]

    def slow(_: object) -> Answer:
        open_now[0] += 1
        most[0] = max(most[0], open_now[0])
        threading.Event().wait(0.02)
        open_now[0] -= 1
        return Answer("x")

    web.pages["/a"] = slow
    fetch = Fetcher(session).for_source(source(web, pace=1000))
    threads = [threading.Thread(target=fetch, args=(Request(web.url("/a")),)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most[0], len(web.paths())) == (1, 6)


def test_a_source_that_keeps_cookies_keeps_them_to_itself(web: Web, fetcher: Fetcher) -> None:
    web.pages["/a"] = Answer("x", headers=(("Set-Cookie", "seen=1"),))
    wall = fetcher.for_source(source(web, pace=50, cookies=True))
    for _ in range(2):
        wall(Request(web.url("/a")))
    assert web.asked[-1].headers["cookie"] == "seen=1"
    fetcher.for_source(source(web, pace=50, cookies=True))(Request(web.url("/a")))
    assert web.asked[-1].headers["cookie"] == "seen=1"
    fetcher.for_source(source(web, pace=50))(Request(web.url("/a")))
    assert "cookie" not in web.asked[-1].headers


def answering(
    *statuses: int | FetchError, body: bytes = b"User-agent: *\nDisallow: /in"
) -> Callable[[Request], Snapshot]:
    left = list(statuses)

    def exchange(request: Request) -> Snapshot:
        status = left.pop(0)
        if isinstance(status, FetchError):
            raise status
        return Snapshot("x", request.url, request.url, status, (), body, datetime(2026, 3, 1, tzinfo=UTC))

    return exchange


def forbids(rules: Rules) -> str | None:
    try:
        rules.check("http://a.cn/in/1", "Baoshao/1")
    except FetchPermanentError:
        return "for good"
    except FetchTemporaryError:
        return "for now"
    return None


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, "for good"), (404, None), (403, None), (302, None), (500, "for now"), (503, "for now"), (429, "for now"),
        (FetchTemporaryError("down"), "for now"), (FetchPermanentError("a private address"), None),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_had_mean_what_rfc_9309_says(status: int | FetchError, answer: str | None) -> None:
    assert forbids(read_rules("http://a.cn/x", answering(status), 0.0, None)) == answer


def test_rules_known_from_before_hold_while_the_server_is_down() -> None:
    known = read_rules("http://a.cn/x", answering(200), 0.0, None)
    after = read_rules("http://a.cn/x", answering(500), 90_000.0, known)
    assert forbids(after) == "for good"
    assert after.expires < 90_000.0 + 3600
    closed = read_rules("http://a.cn/x", answering(500), 0.0, None)
    assert forbids(read_rules("http://a.cn/x", answering(500), 700.0, closed)) == "for now"


@pytest.mark.parametrize(
    ("delay", "seconds"), [("5", 5.0), ("1000000000", 300.0), ("NaN", 0.0), ("-3", 0.0), ("x", 0.0)]
)
def test_a_crawl_delay_is_kept_within_five_minutes(delay: str, seconds: float) -> None:
    body = f"User-agent: *\nCrawl-delay: {delay}".encode()
    assert read_rules("http://a.cn/x", answering(200, body=body), 0.0, None).delay("Baoshao/1") == seconds


def test_robots_in_gbk_with_a_mark_at_its_head_are_read() -> None:
    body = b"\xef\xbb\xbfUser-agent: *\nDisallow: /in\n# " + "说明".encode("gbk")
    assert forbids(read_rules("http://a.cn/x", answering(200, body=body), 0.0, None)) == "for good"


@pytest.mark.shared
def test_every_way_of_serving_robots_is_understood(shared: Path) -> None:
    wanted = {
        "allow": None, "disallow": "robots", "404": None, "403": None, "500": "robots", "huge": None, "endless": None,
        "html": None, "gbk-bom": None, "redirect": None, "redirect-internal": None, "slow": "robots",
        "delay-huge": None, "wildcards": None, "bot-named": "robots",
    }  # fmt: skip
    with hostile_web(shared) as kit:
        port = kit_host(kit).partition(":")[2]
        allow = [f"{host}:{port}" for host in kit.robots] + [kit_host(kit)]
        clock = Clock()
        with Session(allow=allow, limits=Limits(total=2, idle=1)) as session:
            fetcher = Fetcher(session, monotonic=clock, sleep=clock.sleep)
            found = {}
            for host, mode in kit.robots.items():
                fetch = fetcher.for_source(Source("x", "x", "listing", (f"http://{host}:{port}/",)))
                try:
                    fetch(Request(f"http://{host}:{port}/http/ok"))
                    found[mode] = None
                except FetchError as error:
                    found[mode] = error.kind
        assert found == wanted
        assert kit.canary_hits() == []
