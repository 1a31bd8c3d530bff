"""Step 2, fetch: politely. robots.txt, one connection and one pace a host, and Retry-After come before our wishes."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ingest.robots import Rules, read_rules
from model.errors import FetchTemporaryError
from model.source import Fetch, NotModified, Request, Snapshot, Source
from net.session import Session

_PATIENCE = 10.0  # seconds that a host's wish to wait is met by waiting; a longer one ends the run
_BUSY_WAIT = 60.0  # seconds a host is left alone that says "too many requests" and no more
_ROBOTS_SIZE = 512 * 1024


@dataclass(slots=True)
class _Host:
    """What is remembered of a host; `lock` is held during a request."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    robots_lock: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0  # monotonic seconds
    closed_until: float = 0.0
    rules: Rules | None = None


class Fetcher:
    """Gives each source its way to fetch; hosts are shared by all sources, and so by all threads.

    `monotonic` and `sleep` are the clock that paces; a `sleep` that raises ends a run at once (shutting down).
    """

    def __init__(
        self,
        session: Session,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        robots: bool = True,
    ) -> None:
        self._session = session
        self._monotonic = monotonic
        self._sleep = sleep
        self._robots = robots
        self._hosts: dict[str, _Host] = {}
        self._apart: dict[str, Session] = {}
        self._lock = threading.Lock()

    def for_source(self, source: Source) -> Fetch:
        """The function that fetches for this source: at its pace, with its own cookies where it keeps any."""
        session = self._session_of(source)
        interval = 1.0 / source.pace if source.pace > 0 else 1.0

        def fetch(request: Request) -> Snapshot | NotModified:
            return self._fetch(request, session, interval)

        return fetch

    def close(self) -> None:
        """Give the connections back."""
        for session in (self._session, *self._apart.values()):
            session.close()

    def _session_of(self, source: Source) -> Session:
        if not source.cookies:
            return self._session
        with self._lock:
            if source.id not in self._apart:
                self._apart[source.id] = self._session.apart()
            return self._apart[source.id]

    def _fetch(self, request: Request, session: Session, interval: float) -> Snapshot | NotModified:
        def before(url: str) -> None:
            self._allowed(url, session)

        host = self._host(request.url)
        with host.lock:
            self._check_open(host, request.url)
            delay = self._allowed(request.url, session)
            self._wait(host, max(interval, delay))
            try:
                return session.send(request, before=before)
            except FetchTemporaryError as error:
                self._leave_alone(host, error)
                raise

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        with self._lock:
            return self._hosts.setdefault(f"{parts.hostname}:{parts.port}", _Host())

    def _check_open(self, host: _Host, url: str) -> None:
        wait = host.closed_until - self._monotonic()
        if wait > _PATIENCE:
            raise FetchTemporaryError(
                f"{url}: its host asked to be left alone for {wait:.0f} more seconds",
                url=url,
                kind="busy",
                retry_after=wait,
            )
        if wait > 0:
            self._sleep(wait)

    def _leave_alone(self, host: _Host, error: FetchTemporaryError) -> None:
        if error.retry_after is not None or error.status == 429:
            host.closed_until = self._monotonic() + (error.retry_after or _BUSY_WAIT)

    def _wait(self, host: _Host, interval: float) -> None:
        wait = host.next_at - self._monotonic()
        if wait > 0:
            self._sleep(wait)
        host.next_at = self._monotonic() + interval

    def _allowed(self, url: str, session: Session) -> float:
        """Seconds that robots.txt wants between requests; raises FetchError where it forbids this one.

        Its lock is its own: a redirect asks another host's rules while the first host's lock is held.
        """
        if not self._robots:
            return 0.0
        host = self._host(url)
        with host.robots_lock:
            now = self._monotonic()
            if host.rules is None or host.rules.expires <= now:
                host.rules = read_rules(
                    url, lambda request: session.exchange(request, limit=_ROBOTS_SIZE, cut=True), now, host.rules
                )
            rules = host.rules
        rules.check(url, session.user_agent)
        return rules.delay(session.user_agent)
