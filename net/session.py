"""The only way out: one shared session, guarded, within limits, forgetting cookies, changed by no request."""

import http.client
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from urllib.parse import urlsplit

import requests
import urllib3.exceptions
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar

from model.errors import FetchError, FetchPermanentError
from model.source import NotModified, Request, Snapshot
from net.answers import explain, judge, timed_out
from net.body import Room, take
from net.coding import ACCEPTED
from net.connector import GuardedAdapter
from net.deadline import Deadline
from net.guard import Guard
from net.limits import KIB, Limits
from net.redirects import onward, origin, target, too_many

Headers = Iterable[tuple[str, str]]
Before = Callable[[str], None]
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_PORT_ZERO = re.compile(r"[^/]*//[^/?#]*:0+(?:[/?#]|$)")  # requests would take it for no port at all
_FAILURES = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
)


def user_agent(version: str, contact: str = "") -> str:
    """Our name as servers see it: the version, and where we can be reached."""
    return f"Baoshao/{version} (+{contact})" if contact else f"Baoshao/{version}"


class Session:
    """Makes requests for any number of threads.

    `allow` lists the only private targets (host:port); `proxy` is the operator's (http or https), for the environment's
    are ignored; `cookies` keeps a jar, for a source that needs one; `clock` stamps the snapshots; `trust` is a file of
    certificates to trust instead of the usual ones.
    """

    def __init__(
        self,
        *,
        allow: Iterable[str] = (),
        proxy: str | None = None,
        user_agent: str = "Baoshao",
        limits: Limits | None = None,
        cookies: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        guard: Guard | None = None,
        trust: str | None = None,
    ) -> None:
        self._guard = guard or Guard(allow)
        self._proxy = proxy
        self._trust = trust
        self._limits = limits or Limits()
        self._clock = clock
        self.user_agent = user_agent
        self._requests = requests.Session()
        self._requests.trust_env = False
        if not cookies:
            self._requests.cookies = RequestsCookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
        adapter = GuardedAdapter(self._guard if proxy is None else _trusting(self._guard, proxy))
        self._requests.mount("http://", adapter)
        self._requests.mount("https://", adapter)

    def apart(self) -> "Session":
        """A session with a cookie jar of its own and the same rules, for one source that needs cookies."""
        return Session(
            proxy=self._proxy,
            user_agent=self.user_agent,
            limits=self._limits,
            cookies=True,
            clock=self._clock,
            guard=self._guard,
            trust=self._trust,
        )

    def send(
        self, request: Request, *, before: Before | None = None, limit: int | None = None
    ) -> Snapshot | NotModified:
        """The whole page behind a request, or NotModified; raises FetchError.

        `before` is called with the address of each redirect before it is followed, and may raise; `limit` is a smaller
        cap on decoded bytes than the usual.
        """
        return judge(request, self.exchange(request, before=before, limit=limit))

    def post(
        self, url: str, *, body: bytes, headers: Headers = (), method: str = "POST", total: float = 30.0
    ) -> Snapshot:
        """Send a body; the answer with whatever status, its body cut at 64 KiB, for the caller to judge.

        Raises FetchError where no answer came: kinds unreachable, tls, forbidden_address and bad_address mean that
        nothing was sent. Errors name the host only, for the address may hold a secret.
        """
        request = Request(url, method=method, headers=tuple(headers), body=body)
        return self.exchange(request, limit=64 * KIB, cut=True, secret=True, total=total)

    def exchange(
        self,
        request: Request,
        *,
        before: Before | None = None,
        limit: int | None = None,
        cut: bool = False,
        secret: bool = False,
        total: float | None = None,
    ) -> Snapshot:
        """The answer at the end of the redirects, with whatever status; raises FetchError where none came whole.

        With `cut`, what is beyond the limit is left unread instead of being an error; with `secret`, errors name the
        host only.
        """
        name = origin(request.url) if secret else request.url
        room = Room(self._limits, limit, cut, total)
        with Deadline(room.total) as deadline:
            try:
                snapshot = self._follow(request, deadline, before, room)
            except FetchError as error:
                raise _named(timed_out(name) if deadline.expired else error, name, secret) from error.__cause__
            except _FAILURES as error:
                raise _named(timed_out(name) if deadline.expired else explain(error, name), name, secret) from (
                    None if secret else error
                )
        if deadline.expired:  # a body without a length ends where it was cut, and looks whole
            raise _named(timed_out(name), name, secret)
        return snapshot

    def close(self) -> None:
        """Give the connections back."""
        self._requests.close()

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _follow(self, request: Request, deadline: Deadline, before: Before | None, room: Room) -> Snapshot:
        hop = request
        for _ in range(self._limits.redirects + 1):
            response = self._open(hop)
            try:
                next_url = target(response.status_code, response.headers.get("location"), hop.url)
                if next_url is None:
                    return take(response, request.url, deadline, room, self._clock)
            finally:
                response.close()
            if before is not None:
                before(next_url)
            hop = onward(hop, response.status_code, next_url)
        raise too_many(self._limits.redirects)

    def _open(self, hop: Request) -> requests.Response:
        if len(hop.url) > self._limits.address or _PORT_ZERO.match(hop.url):
            raise FetchPermanentError("this is no web address: too long, or of port 0", kind="bad_address")
        prepared = self._requests.prepare_request(
            requests.Request(hop.method, hop.url, headers=self._headers(hop), data=hop.body)
        )
        if self._proxy is not None:
            parts = urlsplit(prepared.url or "")
            self._guard.check_target(parts.hostname or "", parts.port or {"https": 443}.get(parts.scheme, 80))
        # Not requests.Session.send: that reads and unpacks the body of a redirect even where it is not to follow it.
        response = self._requests.get_adapter(prepared.url or "").send(
            prepared,
            stream=True,
            timeout=(self._limits.connect, self._limits.idle),
            verify=self._trust or True,
            proxies={"http": self._proxy, "https": self._proxy} if self._proxy else {},
        )
        extract_cookies_to_jar(self._requests.cookies, prepared, response.raw)  # type: ignore[no-untyped-call]
        return response

    def _headers(self, hop: Request) -> dict[str, str]:
        headers = {"User-Agent": self.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
        if hop.url.startswith("http:"):
            headers["Connection"] = "close"
        if hop.validators is not None:
            headers |= {
                name: value
                for name, value in (
                    ("If-None-Match", hop.validators.etag),
                    ("If-Modified-Since", hop.validators.last_modified),
                )
                if value
            }
        return headers | dict(hop.headers)


def _named(error: FetchError, name: str, secret: bool) -> FetchError:
    if name not in str(error):
        error.args = (f"{name}: {error}",)
    error.url = error.url or ("" if secret else name)
    return error


def _trusting(guard: Guard, proxy: str) -> Guard:
    parts = urlsplit(proxy)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"proxy {origin(proxy)!r}: write it as http://host:port")
    return guard.trusting(parts.hostname, parts.port or {"https": 443}.get(parts.scheme, 80))
