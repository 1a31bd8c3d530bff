import gzip
import socket
import threading
import time
import zlib
from datetime import UTC, datetime

import pytest

from model.errors import FetchError, FetchPermanentError, FetchTemporaryError
from model.source import NotModified, Request, Snapshot, Validators
from net.limits import Limits
from net.session import Session, user_agent
from tests.helpers.webserver import Answer, Asked, Web, running_web

HTML = (("Content-Type", "text/html"),)


def failing(session: Session, url: str, **options: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        session.send(Request(url, **options))
    return caught.value


def test_a_page_comes_as_bytes_and_headers_with_the_time_of_the_clock(web: Web) -> None:
    web.pages["/a"] = Answer(
        "报哨".encode("gbk"), headers=(("Content-Type", "text/html; charset=gbk"), ("ETag", '"1"'))
    )
    then = datetime(2026, 3, 1, tzinfo=UTC)
    with Session(allow=[web.host], clock=lambda: then) as session:
        got = session.send(Request(web.url("/a")))
    assert isinstance(got, Snapshot)
    assert got.body == "报哨".encode("gbk")
    assert (got.status, got.url, got.requested_url, got.fetched_at) == (200, web.url("/a"), web.url("/a"), then)
    assert got.header("content-type") == "text/html; charset=gbk"
    assert got.validators == Validators('"1"', None)
    assert got.id.startswith("urn:uuid:")


def test_we_say_who_we_are_and_where_to_reach_us(web: Web, session: Session) -> None:
    web.pages["/a"] = "x"
    session.send(Request(web.url("/a")))
    assert web.asked[0].headers["user-agent"] == "Baoshao/0 (+mailto:test@example.cn)"
    assert user_agent("1.2", "https://example.cn") == "Baoshao/1.2 (+https://example.cn)"
    assert user_agent("1.2") == "Baoshao/1.2"


def test_what_was_not_changed_is_not_sent_again(web: Web, session: Session) -> None:
    web.pages["/a"] = lambda asked: Answer(status=304) if asked.headers.get("if-none-match") == '"1"' else Answer("new")
    assert session.send(
        Request(web.url("/a"), validators=Validators('"1"', "Sun, 01 Mar 2026 00:00:00 GMT"))
    ) == NotModified(web.url("/a"))
    assert web.asked[0].headers["if-modified-since"] == "Sun, 01 Mar 2026 00:00:00 GMT"
    assert isinstance(session.send(Request(web.url("/a"))), Snapshot)


def test_a_304_that_nobody_asked_for_is_an_error(web: Web, session: Session) -> None:
    web.pages["/a"] = Answer(status=304)
    assert failing(session, web.url("/a")).kind == "bad_response"


@pytest.mark.parametrize(
    ("status", "kind", "temporary"),
    [
        (204, "empty", True), (206, "bad_response", True), (300, "redirect", False), (401, "auth", False),
        (403, "blocked", True), (404, "not_found", False), (408, "status", True), (410, "gone", False),
        (412, "blocked", True), (418, "status", False), (429, "busy", True), (451, "blocked", False),
        (500, "status", True), (521, "blocked", True), (999, "status", True),
    ],
)  # fmt: skip
def test_each_status_has_its_kind_of_error(web: Web, session: Session, status: int, kind: str, temporary: bool) -> None:
    web.pages["/a"] = Answer("x", status, HTML) if status != 204 else Answer(status=204)
    error = failing(session, web.url("/a"))
    assert (error.kind, error.status, error.url) == (kind, status, web.url("/a"))
    assert isinstance(error, FetchTemporaryError) == temporary
    assert str(status) in str(error)


def test_an_empty_page_is_no_new_version_of_it(web: Web, session: Session) -> None:
    web.pages["/a"] = Answer(b"")
    assert failing(session, web.url("/a")).kind == "empty"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0), ("-5", None), ("0", 1.0), ("99999999999", 86400.0), ("soon", None), ("NaN", None), ("1e9", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 1.0), ("Sun, 01 Mar 2026 00:02:00 GMT", 120.0), ("", None),
    ],
)  # fmt: skip
def test_retry_after_is_kept_within_a_second_and_a_day(web: Web, value: str, seconds: float | None) -> None:
    web.pages["/a"] = Answer("x", 429, (("Retry-After", value),))
    with Session(allow=[web.host], clock=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as session:
        error = failing(session, web.url("/a"))
    assert isinstance(error, FetchTemporaryError)
    assert error.retry_after == seconds


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers=(("Location", to),))


def test_redirects_are_followed_five_times_and_no_more(web: Web, session: Session) -> None:
    for number in range(1, 7):
        web.pages[f"/{number}"] = redirect(f"/{number - 1}")
    web.pages["/0"] = "here"
    got = session.send(Request(web.url("/5")))
    assert isinstance(got, Snapshot)
    assert (got.url, got.requested_url) == (web.url("/0"), web.url("/5"))
    assert failing(session, web.url("/6")).kind == "redirect"


@pytest.mark.parametrize(
    "to", ["", "file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "http://", "http://[", "http://a:x/"]
)
def test_a_redirect_to_nowhere_is_not_followed(web: Web, session: Session, to: str) -> None:
    web.pages["/a"] = redirect(to)
    assert failing(session, web.url("/a")).kind == "redirect"


def test_a_redirect_in_raw_bytes_is_escaped_as_they_came(web: Web, session: Session) -> None:
    web.pages["/a"] = redirect("/目标".encode("gbk").decode("latin-1"))
    web.pages["/%C4%BF%B1%EA"] = "here"
    assert isinstance(session.send(Request(web.url("/a"))), Snapshot)


def test_nothing_secret_is_taken_to_another_origin(web: Web) -> None:
    with running_web() as other:
        web.pages["/a"] = redirect(f"http://mallory:x@{other.host}/b")
        other.pages["/b"] = "here"
        with Session(allow=[web.host, other.host]) as session:
            session.send(
                Request(web.url("/a"), headers=(("Authorization", "Bearer x"), ("X-Key", "k"), ("Accept", "text/html")))
            )
        assert web.asked[0].headers["x-key"] == "k"
        got = other.asked[0].headers
        assert got["accept"] == "text/html"
        assert not {"authorization", "x-key", "cookie"} & got.keys()


def test_a_body_is_sent_again_to_the_same_origin_only(web: Web, session: Session) -> None:
    web.pages["/a"] = redirect("/b", 307)
    web.pages["/b"] = lambda asked: Answer(asked.body)
    assert session.post(web.url("/a"), body=b"hello").body == b"hello"
    with running_web() as other, Session(allow=[web.host, other.host]) as wide:
        web.pages["/a"] = redirect(other.url("/b"), 307)
        with pytest.raises(FetchPermanentError, match="another place"):
            wide.post(web.url("/a"), body=b"hello")
        assert other.asked == []


def test_a_post_that_is_sent_to_a_page_becomes_a_get(web: Web, session: Session) -> None:
    web.pages["/a"] = redirect("/b", 303)
    web.pages["/b"] = "done"
    session.post(web.url("/a"), body=b"hello", headers=[("Content-Type", "text/plain"), ("X-Id", "1")])
    assert [(one.method, one.body) for one in web.asked] == [("POST", b"hello"), ("GET", b"")]
    assert "content-type" not in web.asked[1].headers
    assert web.asked[1].headers["x-id"] == "1"


def test_who_may_forbid_a_hop_is_asked_before_it_is_made(web: Web, session: Session) -> None:
    web.pages["/a"] = redirect("/b")

    def never(url: str) -> None:
        raise FetchPermanentError(f"{url}: not for us", kind="robots")

    with pytest.raises(FetchPermanentError, match="not for us"):
        session.send(Request(web.url("/a")), before=never)
    assert web.paths() == ["/a"]


def test_the_answer_to_a_post_is_given_whatever_its_status_and_cut(web: Web, session: Session) -> None:
    web.pages["/hook"] = Answer("x" * 200_000, 500)
    got = session.post(web.url("/hook"), body=b"{}", headers=[("Content-Type", "application/json")])
    assert (got.status, len(got.body)) == (500, 65_536)
    assert web.asked[0].headers["content-type"] == "application/json"


def test_no_error_of_a_post_tells_its_address(session: Session) -> None:
    with pytest.raises(FetchError) as caught:
        session.post("http://127.0.0.1:9/hooks/TOKEN-1?access_token=TOKEN-2", body=b"")
    seen = repr(caught.value) + repr(caught.value.__cause__) + caught.value.url
    assert "TOKEN" not in seen
    assert "127.0.0.1:9" in str(caught.value)


def test_cookies_are_forgotten_but_by_a_session_of_its_own(web: Web, session: Session) -> None:
    web.pages["/a"] = Answer("x", headers=(("Set-Cookie", "seen=1"),))
    for _ in range(2):
        session.send(Request(web.url("/a")))
    assert "cookie" not in web.asked[-1].headers
    with session.apart() as apart:
        for _ in range(2):
            apart.send(Request(web.url("/a")))
        assert web.asked[-1].headers["cookie"] == "seen=1"
    session.send(Request(web.url("/a")))
    assert "cookie" not in web.asked[-1].headers


def test_proxies_of_the_environment_are_ignored(web: Web, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_web() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.host}")
        web.pages["/a"] = "x"
        session.send(Request(web.url("/a")))
        assert proxy.asked == []


def test_the_operators_proxy_is_used_and_private_targets_are_refused_before_it(web: Web) -> None:
    web.pages["http://news.example/a"] = "by proxy"
    with Session(proxy=f"http://{web.host}") as session:
        got = session.send(Request("http://news.example/a"))
        assert isinstance(got, Snapshot)
        assert got.body == b"by proxy"
        assert failing(session, "http://169.254.169.254/latest/").kind == "forbidden_address"
        assert failing(session, f"http://{web.host}/a").kind == "forbidden_address"
    assert [one.path for one in web.asked] == ["http://news.example/a"]


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "127.0.0.1:1", "http://"])
def test_a_proxy_of_another_kind_is_a_mistake(proxy: str) -> None:
    with pytest.raises(ValueError, match="http://host:port"):
        Session(proxy=proxy)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.cn/",
        "file:///etc/passwd",
        "nonsense",
        "http://",
        "http://a b/",
        "http://[x/",
        "http://127.0.0.1:0/",
    ],
)
def test_what_is_no_web_address_is_refused(session: Session, url: str) -> None:
    error = failing(session, url)
    assert isinstance(error, FetchPermanentError)
    assert error.kind in ("bad_address", "unreachable")


def test_an_address_longer_than_8_kib_is_refused(web: Web, session: Session) -> None:
    assert failing(session, web.url("/" + "a" * 9000)).kind == "bad_address"


def packed(body: bytes, coding: str) -> Answer:
    return Answer(body, headers=(*HTML, ("Content-Encoding", coding)))


PAGE = "<p>公文</p>".encode() * 50


def squeeze(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)  # the same bytes in every test process


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (squeeze(PAGE), "gzip"),
        (squeeze(PAGE), "x-gzip"),
        (zlib.compress(PAGE), "deflate"),
        (zlib.compress(PAGE)[2:-4], "deflate"),
        (squeeze(squeeze(PAGE)), "gzip, gzip"),
        (squeeze(PAGE[:10]) + squeeze(PAGE[10:]), "gzip"),
        (squeeze(PAGE) + b"junk" * 1000, "gzip"),
        (PAGE, "gzip"),
        (PAGE, "identity"),
    ],
)
def test_packed_pages_are_unpacked(web: Web, session: Session, body: bytes, coding: str) -> None:
    web.pages["/a"] = packed(body, coding)
    got = session.send(Request(web.url("/a")))
    assert isinstance(got, Snapshot)
    assert got.body == PAGE


@pytest.mark.parametrize(
    ("body", "coding", "kind"),
    [
        (squeeze(PAGE)[:-20], "gzip", "incomplete"),
        (squeeze(PAGE)[:-8] + b"\0" * 8, "gzip", "bad_response"),
        (b"\x1f\x8b" + b"\xff" * 100, "gzip", "bad_response"),
        (PAGE, "br", "bad_response"),
        (PAGE, "sdch", "bad_response"),
        (PAGE, ", ".join(["gzip"] * 100), "bad_response"),
        (squeeze(b"\0" * 30_000_000), "gzip", "too_large"),
        (squeeze(squeeze(b"\0" * 30_000_000)), "gzip, gzip", "too_large"),
    ],
)
def test_damaged_foreign_and_bursting_codings_are_refused(
    web: Web, session: Session, body: bytes, coding: str, kind: str
) -> None:
    web.pages["/a"] = packed(body, coding)
    assert failing(session, web.url("/a")).kind == kind


def test_one_byte_at_a_time_is_unpacked_too(web: Web, session: Session) -> None:
    chunks = b"".join(b"1\r\n" + bytes([byte]) + b"\r\n" for byte in squeeze(PAGE)) + b"0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    web.pages["/a"] = Answer(raw=head + chunks)
    got = session.send(Request(web.url("/a")))
    assert isinstance(got, Snapshot)
    assert got.body == PAGE


def test_a_body_that_ends_before_it_begins_to_be_packed_is_as_it_is(web: Web, session: Session) -> None:
    web.pages["/a"] = packed(b"x", "gzip")
    got = session.send(Request(web.url("/a")))
    assert isinstance(got, Snapshot)
    assert got.body == b"x"


def test_the_body_of_a_redirect_is_never_unpacked(web: Web) -> None:
    bomb = squeeze(b"\0" * 50_000_000)
    web.pages["/a"] = Answer(bomb, 302, (("Location", "/b"), ("Content-Encoding", "gzip")))
    web.pages["/b"] = "fine"
    with Session(allow=[web.host]) as session:
        got = session.send(Request(web.url("/a")))
    assert isinstance(got, Snapshot)
    assert got.body == b"fine"


def test_a_page_that_says_it_is_too_large_is_not_read(web: Web) -> None:
    web.pages["/a"] = Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx")
    with Session(allow=[web.host]) as session:
        assert failing(session, web.url("/a")).kind == "too_large"


def test_a_pdf_may_be_larger_than_a_page(web: Web) -> None:
    limits = Limits(body=1000, pdf_body=5000)
    web.pages["/a"] = Answer(b"x" * 2000)
    web.pages["/a.pdf"] = Answer(b"x" * 2000)
    web.pages["/b"] = Answer(b"x" * 2000, headers=(("Content-Type", "application/pdf"),))
    with Session(allow=[web.host], limits=limits) as session:
        assert failing(session, web.url("/a")).kind == "too_large"
        assert isinstance(session.send(Request(web.url("/a.pdf"))), Snapshot)
        assert isinstance(session.send(Request(web.url("/b"))), Snapshot)
        assert isinstance(session.send(Request(web.url("/a")), limit=3000), Snapshot)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", "connection"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "incomplete"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "incomplete"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n", "incomplete"),
        (b"<html>no status line at all</html>", "bad_response"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "bad_response"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nhello", "bad_response"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 70_000 + b"\r\n\r\nhello", "bad_response"),
        (
            b"HTTP/1.1 200 OK\r\n" + (b"X-A: " + b"a" * 1500 + b"\r\n") * 50 + b"Content-Length: 5\r\n\r\nhello",
            "bad_response",
        ),
    ],
)
def test_a_broken_answer_is_an_error_that_says_how(web: Web, session: Session, raw: bytes, kind: str) -> None:
    web.pages["/a"] = Answer(raw=raw)
    error = failing(session, web.url("/a"))
    assert error.kind == kind
    assert isinstance(error, FetchTemporaryError)
    assert web.url("/a") in str(error)


def test_headers_with_control_characters_are_dropped(web: Web, session: Session) -> None:
    web.pages["/a"] = Answer(
        raw=b"HTTP/1.1 200 OK\r\nX-Nul: a\x00b\r\nX-Esc: \x1b[2J\r\nX-Good: b\r\nContent-Length: 1\r\n\r\nx"
    )
    got = session.send(Request(web.url("/a")))
    assert isinstance(got, Snapshot)
    assert got.header("x-good") == "b"
    assert got.header("x-nul") is got.header("x-esc") is None


def test_an_answer_planted_on_the_connection_is_never_taken_for_the_next(web: Web, session: Session) -> None:
    planted = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nPOISON"
    web.pages["/a"] = Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine" + planted)
    web.pages["/b"] = "fine"
    for path in ("/a", "/b", "/a", "/b"):
        got = session.send(Request(web.url(path)))
        assert isinstance(got, Snapshot)
        assert got.body == b"fine"


def dripping(head: bytes, step: bytes) -> tuple[socket.socket, int]:
    """A server that sends a head, and then a step ten times a second for ever."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            try:
                connection.sendall(head)
                while True:
                    time.sleep(0.1)
                    connection.sendall(step)
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    return listening, listening.getsockname()[1]


@pytest.mark.parametrize(
    ("head", "step"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + squeeze(PAGE)[:20], b""),
    ],
)
def test_an_answer_that_drips_is_cut_at_the_deadline(head: bytes, step: bytes) -> None:
    listening, port = dripping(head, step)
    with listening, Session(allow=[f"127.0.0.1:{port}"], limits=Limits(total=0.8, idle=5)) as session:
        started = time.monotonic()
        error = failing(session, f"http://127.0.0.1:{port}/")
        assert error.kind == "timeout"
        assert time.monotonic() - started < 2


def test_silence_ends_the_wait_sooner_than_the_deadline() -> None:
    listening, port = dripping(b"", b"")
    with listening, Session(allow=[f"127.0.0.1:{port}"], limits=Limits(total=30, idle=0.3)) as session:
        assert failing(session, f"http://127.0.0.1:{port}/").kind == "timeout"


def test_plain_text_on_a_tls_port_is_told_as_such(web: Web, session: Session) -> None:
    assert failing(session, f"https://{web.host}/").kind == "tls"


def test_many_threads_share_a_session(web: Web, session: Session) -> None:
    web.pages["/a"] = lambda asked: Answer(asked.headers["x-id"])
    wrong: list[str] = []

    def ask(number: int) -> None:
        for step in range(10):
            name = f"{number}-{step}"
            got = session.send(Request(web.url("/a"), headers=(("X-Id", name),)))
            if not isinstance(got, Snapshot) or got.body.decode() != name:
                wrong.append(name)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_other_methods_carry_what_they_are_given(web: Web, session: Session) -> None:
    web.pages["/a"] = lambda asked: Answer(f"{asked.method} {asked.body.decode()}")
    assert session.exchange(Request(web.url("/a"), method="PUT", body=b"x")).body == b"PUT x"
    asked: Asked = web.asked[0]
    assert asked.headers["accept-encoding"] == "gzip, deflate"
