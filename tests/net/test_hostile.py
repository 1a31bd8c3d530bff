"""The misbehaving web of the shared folder against our session: what each path must end in."""

import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from model.errors import FetchError, FetchPermanentError
from model.source import Request, Snapshot
from net.guard import Guard
from net.limits import Limits
from net.session import Session
from tests.helpers.hostile import hostile_web, kit_host

pytestmark = pytest.mark.shared

GOOD = "200"
EXPECTED = {
    "H01": "timeout", "H02": "timeout", "H03": "timeout", "H04": "too_large", "H05": "too_large", "H06": "too_large",
    "H07": "bad_response", "H08": "bad_response", "H09": "timeout", "H10": "connection", "H11": "connection",
    "H12": "incomplete", "H13": "incomplete", "H14": "incomplete", "H15": "incomplete", "H16": "incomplete",
    "H17": "bad_response", "H18": "bad_response", "H19": "status", "H20": "bad_response", "H21": "bad_response",
    "H22": GOOD, "H23": GOOD, "H24": GOOD, "H25": "empty", "H26": "empty", "H27": "bad_response", "H29": "busy",
    "H30": "busy", "H31": "busy", "H35": "blocked", "H36": "blocked", "H37": "redirect", "H38": "bad_response",
    "H39": "bad_response", "H42": GOOD, "H43": GOOD, "H44": "auth", "H47": "gone", "H48": "blocked", "H49": GOOD,
    "H50": "timeout", "H52": GOOD, "C01": "too_large", "C02": "too_large", "C03": "bad_response", "C04": "bad_response",
    "C05": "too_large", "C06": "bad_response", "C07": "incomplete", "C08": "bad_response", "C09": GOOD, "C10": GOOD,
    "C11": GOOD, "C12": "bad_response", "C13": GOOD, "C15": GOOD, "R01": "redirect", "R02": "redirect", "R04": "redirect",
    "R05": "redirect", "R06": "redirect", "R07": "redirect", "R08": GOOD, "R09": GOOD, "R10": GOOD, "R11": GOOD,
    "R12": "redirect", "R17": "forbidden_address", "R18": GOOD, "M02": "too_large",
}  # fmt: skip


@pytest.fixture(scope="module")
def kit(shared: Path) -> Iterator[Any]:
    with hostile_web(shared) as found:
        yield found


@pytest.fixture(scope="module")
def catalogue(shared: Path) -> dict[str, str]:
    cases = json.loads((shared / "hostile" / "catalogue.json").read_text(encoding="utf-8"))
    return {case["id"]: case["path"] for case in cases}


@pytest.fixture(scope="module")
def session(kit: Any) -> Iterator[Session]:
    with Session(allow=[kit_host(kit)], limits=Limits(total=2.5, idle=1.5, connect=1)) as found:
        yield found


def outcome(session: Session, url: str) -> str:
    try:
        answer = session.send(Request(url))
    except FetchError as error:
        return error.kind
    assert isinstance(answer, Snapshot)
    return str(answer.status)


@pytest.mark.parametrize("case", EXPECTED)
def test_each_hostile_path_ends_as_it_must(case: str, kit: Any, session: Session, catalogue: dict[str, str]) -> None:
    started = time.monotonic()
    assert outcome(session, kit.url(catalogue[case].split("?")[0])) == EXPECTED[case]
    assert time.monotonic() - started < 5
    assert kit.canary_hits() == []


def test_nothing_private_is_reached_by_a_redirect_an_address_or_a_webhook(kit: Any, session: Session) -> None:
    targets = json.loads(session.exchange(Request(kit.url("/ssrf/list"))).body)
    assert len(targets) > 50
    for name, target in targets:
        outcome(session, kit.url(f"/ssrf/redirect/{name}"))
        outcome(session, target)
        with suppress(FetchError):
            session.post(target, body=b"{}")
    assert kit.canary_hits() == []


def test_names_that_lead_inside_are_refused_whatever_dns_says(kit: Any) -> None:
    resolve = kit.module.rebinding_getaddrinfo(kit)
    guard = Guard([kit_host(kit)], resolve=resolve)
    with Session(guard=guard, limits=Limits(total=3)) as session:
        for _ in range(3):
            for name in ("rebind", "both", "meta", "mapped", "nx", "empty", "cname-loop"):
                assert outcome(session, f"http://{name}.test:{kit.port}/http/ok") in (
                    GOOD,
                    "forbidden_address",
                    "unreachable",
                )
    assert kit.canary_hits() == []


@pytest.mark.parametrize("flaw", ["wronghost", "expired", "selfsigned", "plaintext", "reset", "stall", "good"])
def test_a_connection_that_cannot_be_trusted_is_not_made(kit: Any, flaw: str) -> None:
    url = kit.tls[flaw]
    with Session(allow=[url.removeprefix("https://")], limits=Limits(total=2, idle=1)) as session:
        kind = outcome(session, url + "/http/ok")
    assert kind in ({"stall": ("timeout",), "reset": ("connection", "tls")}.get(flaw) or ("tls",))


def test_a_trusted_connection_is_kept_and_has_its_deadline_each_time(kit: Any) -> None:
    url = kit.tls["good"]
    host = url.removeprefix("https://")
    with Session(allow=[host], trust=kit.tls["ca_file"], limits=Limits(total=2)) as session:
        for _ in range(3):
            answer = session.send(Request(f"{url}/http/ok"))
            assert isinstance(answer, Snapshot)
            assert answer.status == 200


def test_a_closed_port_and_a_black_hole_are_told_apart(kit: Any) -> None:
    closed, hole = f"127.0.0.1:{kit.closed_port}", f"127.0.0.1:{kit.bh_port}"
    with Session(allow=[closed, hole], limits=Limits(total=3, connect=1)) as session:
        with pytest.raises(FetchError, match="refused") as first:
            session.send(Request(f"http://{closed}/"))
        with pytest.raises(FetchError) as second:
            session.send(Request(f"http://{hole}/"))
    assert first.value.kind == "unreachable"
    assert second.value.kind in ("unreachable", "timeout")


def test_credentials_stay_at_home(kit: Any, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\ndefault login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    other = kit_host(kit).replace("127.0.0.1", "127.0.1.1")
    with Session(allow=[kit_host(kit), other]) as wide:
        answer = wide.exchange(
            Request(
                kit.url("/http/redirect-other-origin"),
                headers=(("Authorization", "Bearer secret"), ("Cookie", "a=secret")),
            )
        )
        assert b"secret" not in answer.body
        assert b"secret" not in session.exchange(Request(kit.url("/http/auth-echo"))).body
        with pytest.raises(FetchPermanentError):
            session.exchange(Request(kit.url("/redir/userinfo")))


def test_the_connector_goes_where_browsers_would_or_nowhere(shared: Path) -> None:
    asked: list[tuple[str, int]] = []

    def resolve(host: str, port: int, *_: object) -> list[Any]:
        asked.append((host, port))
        raise OSError("no look-ups here")

    cases = json.loads((shared / "suites" / "wpt-url" / "urltestdata.json").read_text(encoding="utf-8"))
    web = [one for one in cases if isinstance(one, dict) and str(one.get("protocol")) in ("http:", "https:")]
    absolute = [one for one in web if re.match(r"https?://", one["input"])]
    checked = 0
    with Session(guard=Guard(resolve=resolve)) as session:
        for case in absolute:
            asked.clear()
            with suppress(FetchError):
                session.exchange(Request(case["input"]))
            nowhere = re.compile(
                r".*%|(?:0x\.?|\d+\.)+0?(?:0x)?$"
            )  # names that no resolver knows, and no address either
            if asked and not nowhere.match(asked[0][0]):
                port = int(case["port"] or {"http:": 80, "https:": 443}[case["protocol"]])
                assert (_same(asked[0][0]), asked[0][1]) == (_same(case["hostname"]), port), case["input"]
                checked += 1
    assert checked > 100


def _same(host: str) -> str:
    """A host in one spelling: numbers as the system's resolver reads them."""
    name = host.strip("[]").rstrip(".").lower()
    try:
        return str(ip_address(name))
    except ValueError:
        with suppress(OSError):
            return socket.inet_ntoa(socket.inet_aton(name))
        return name
