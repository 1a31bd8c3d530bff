import pytest

from web.guards import is_ours


@pytest.mark.parametrize("path", ["/", "/articles/1", "/nothing", "/healthz", "/metrics", "/api/articles", "/static/style.css", "/api/nothing", "/?before=x"])  # fmt: skip
def test_every_answer_carries_the_headers(furnished, path):
    headers = furnished.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "[", "a b", "localhost.evil.example"]
)
def test_a_strange_host_is_refused_with_the_headers(furnished, host):
    got = furnished.get("/", host=host or " ")
    assert got.status in (400, 421)
    if got.status == 421:
        assert "content-security-policy" in got.headers
        assert "滨海" not in got.text


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7", "reader.localhost"]
)
def test_a_host_that_is_this_machine_is_answered(furnished, host):
    assert furnished.get("/", host=host).status == 200


@pytest.mark.parametrize(
    ("host", "bind", "ours"),
    [
        ("press.example", "0.0.0.0:8000", True),
        ("press.example", "[::]:8000", True),
        ("press.example", "127.0.0.1:8000", False),
        ("press.example", "localhost:8000", False),
        ("press.example", "[::1]:8000", False),
        ("", "0.0.0.0:8000", False),
        ("[::1", "0.0.0.0:8000", False),
        ("localhost.", "127.0.0.1:8000", True),
    ],
)
def test_names_are_refused_only_where_the_service_is_bound_to_this_machine(host, bind, ours):
    assert is_ours(host, bind) is ours


def test_two_hosts_in_one_request_are_refused(furnished):
    import socket

    with socket.create_connection(("127.0.0.1", furnished.port)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        answer = connection.makefile("rb").read()
    assert answer.split()[1] in (b"400", b"421")


@pytest.mark.parametrize("path", ["/", "/articles/1", "/healthz", "/api/articles", "/static/style.css"])
def test_a_head_is_answered_as_a_get_without_its_body(furnished, path):
    got = furnished.get(path, method="HEAD")
    assert (got.status, got.body) == (200, b"")
    assert int(got.headers["content-length"]) > 0
