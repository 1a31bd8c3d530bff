"""What every answer carries and every request must show: security headers, and a host that is ours."""

from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex",  # what stands here belongs to its publishers
}


def is_ours(host: str, bind: str) -> bool:
    """Whether a Host header may be answered.

    A page of somewhere else whose name was pointed at this machine (DNS rebinding) comes with its own name; so where
    the service is bound to this machine only, names other than localhost are refused. Addresses are no names.
    """
    name = _name(host)
    if name is None:
        return False
    if name == "localhost" or name.endswith(".localhost") or _is_address(name):
        return True
    return not _is_loopback(_name(bind) or "")


class Guards:
    """Wraps the application."""

    def __init__(self, app: App, bind: str) -> None:
        self._app = app
        self._bind = bind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a strange host; put the headers on every answer, errors too."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                missing = {name.encode(): value.encode() for name, value in HEADERS.items()}
                message["headers"] += [(name, value) for name, value in missing.items() if name not in given]
            await send(message)

        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(hosts) == 1 and is_ours(hosts[0], self._bind):
            asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope  # the server leaves the body out
            await self._app(asked, receive, sealed)
        else:
            await _misdirected(sealed)


async def _misdirected(send: Send) -> None:
    body = b"421: this host name is not ours; use localhost or the address"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _name(host: str) -> str | None:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".") or None
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return name == "localhost" or (_is_address(name) and ip_address(name).is_loopback)
