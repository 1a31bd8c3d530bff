import socket
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import FetchPermanentError, FetchTemporaryError
from model.source import Request
from net.addresses import is_public, read_address
from net.guard import Guard
from net.session import Session
from tests.helpers.webserver import Web, running_web

CLOSED = """
0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.2 203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2001::1 2001:0:7f00:1::80ff:fffe
2001:db8::1 2002:7f00:1:: 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%lo ff02::1 fec0::1 5f00::1
""".split()
OPEN = "1.1.1.1 8.8.8.8 110.242.68.66 172.32.0.1 100.128.0.1 ::ffff:8.8.8.8 64:ff9b::808:808 2400:3200::1 2606:4700::1".split()


@pytest.mark.parametrize("address", CLOSED)
def test_an_address_that_is_no_public_one_is_closed(address: str) -> None:
    assert not is_public(read_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_a_public_address_is_open(address: str) -> None:
    assert is_public(read_address(address))


@given(st.ip_addresses())
def test_whatever_the_standard_library_calls_private_is_closed(address: object) -> None:
    if not ip_address(str(address)).is_global:
        unwrapped = read_address(str(address))
        assert not is_public(unwrapped) or unwrapped.is_global


def resolver(*answers: list[str]):
    """Answers of a DNS server, one a question, the last for ever."""
    left = list(answers)

    def resolve(host: str, port: int, *_: object):
        found = left.pop(0) if len(left) > 1 else left[0]
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found
        ]

    return resolve


@pytest.mark.parametrize("answers", [["169.254.169.254"], ["93.184.216.34", "127.0.0.1"], ["::ffff:10.0.0.1"]])
def test_a_name_is_refused_if_any_of_its_addresses_is_private(answers: list[str]) -> None:
    with pytest.raises(FetchPermanentError, match="private address") as caught:
        Guard(resolve=resolver(answers)).connect("news.example", 80, 1)
    assert caught.value.kind == "forbidden_address"


def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    with running_web() as web, running_web() as canary:
        web.pages["/"] = "fine"
        guard = Guard([web.host], resolve=resolver(["127.0.0.1"], ["127.0.0.2"]))
        with Session(guard=guard) as session:
            assert session.exchange(Request(f"http://rebind.test:{web.port}/")).body == b"fine"
            with pytest.raises(FetchPermanentError, match=r"127\.0\.0\.2"):
                session.exchange(Request(f"http://rebind.test:{web.port}/"))
        assert canary.asked == []


def test_an_allowed_host_is_allowed_at_its_port_only() -> None:
    with running_web() as web, running_web() as other:
        web.pages["/"] = other.pages["/"] = "hello"
        with Session(allow=[web.host]) as session:
            assert session.exchange(Request(web.url("/"))).status == 200
            with pytest.raises(FetchPermanentError, match="BAOSHAO_ALLOW_HOSTS"):
                session.exchange(Request(other.url("/")))
        assert other.asked == []


def test_an_allowed_name_may_stand_for_a_private_address() -> None:
    with running_web() as web:
        web.pages["/"] = "hello"
        guard = Guard([f"intranet.example:{web.port}"], resolve=resolver(["127.0.0.1"]))
        with Session(guard=guard) as session:
            assert session.exchange(Request(f"http://Intranet.example.:{web.port}/")).status == 200


@pytest.mark.parametrize("entry", ["localhost", "example.cn:", ":80", "a:b"])
def test_an_allowed_host_without_a_port_is_a_mistake(entry: str) -> None:
    with pytest.raises(ValueError, match="host:port"):
        Guard([entry])


def test_a_name_that_does_not_exist_is_told_as_such() -> None:
    def nowhere(*_: object):
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchTemporaryError, match="cannot be resolved") as caught:
        Guard(resolve=nowhere).connect("nowhere.example", 80, 1)
    assert caught.value.kind == "unreachable"


def test_a_closed_port_is_told_as_such() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with pytest.raises(FetchTemporaryError, match="cannot be reached") as caught:
            Guard([f"127.0.0.1:{port}"]).connect("127.0.0.1", port, 1)
    assert caught.value.kind == "unreachable"


@pytest.fixture
def canary() -> Web:
    with running_web() as found:
        yield found


@pytest.mark.parametrize(
    "spelling",
    [
        "http://localhost:{}/", "http://LOCALHOST.:{}/", "http://0:{}/", "http://127.1:{}/", "http://2130706433:{}/",
        "http://0x7f000001:{}/", "http://0177.0.0.1:{}/", "http://１２７.0.0.1:{}/", "http://[::1]:{}/",
        "http://[::ffff:127.0.0.1]:{}/", "http://[::ffff:7f00:1]:{}/", "http://user:x@127.0.0.1:{}/", "http://0.0.0.0:{}/",
        "http://example.cn:80\\@127.0.0.1:{}/", "http://①②⑦.⓪.⓪.①:{}/",
    ],
)  # fmt: skip
def test_no_spelling_of_a_private_address_gets_through(canary: Web, spelling: str) -> None:
    with running_web() as web, Session(allow=[web.host]) as session:
        for url in (spelling.format(canary.port), web.url("/go")):
            web.pages["/go"] = lambda _: __import__("tests.helpers.webserver", fromlist=["Answer"]).Answer(
                status=302, headers=(("Location", spelling.format(canary.port).encode().decode("latin-1")),)
            )
            with pytest.raises((FetchPermanentError, FetchTemporaryError)):
                session.exchange(Request(url))
    assert canary.asked == []
