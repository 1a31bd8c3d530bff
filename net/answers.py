"""What an answer or a failure means, in our own errors: kind, status, when to come again, and what to do."""

import ssl
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

import requests.exceptions
import urllib3.exceptions

from model.errors import FetchError, FetchPermanentError, FetchTemporaryError
from model.source import NotModified, Request, Snapshot

_LONGEST_WAIT = 86_400.0
_BLOCKED = frozenset({403, 412, 451, 521})
_LATER = frozenset({408, 425, 429})
_NO_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
    UnicodeError,
)
_REMEDIES = {
    401: "it wants a login: give the source its own headers, or drop it",
    404: "there is no such page: see whether the address is right",
    410: "the page is gone for good: drop or change the source",
    429: "we asked too often: lower the source's pace",
    451: "it is blocked for legal reasons",
}


def judge(request: Request, snapshot: Snapshot) -> Snapshot | NotModified:
    """The snapshot if it is a whole page, NotModified for a 304 that was asked for; raises FetchError for the rest."""
    status, url = snapshot.status, snapshot.url
    if status == 304 and request.validators is not None:
        return NotModified(request.url)
    if status in {200, 201, 202, 203}:
        if snapshot.body:
            return snapshot
        raise FetchTemporaryError(f"{url} is empty: nothing was stored", url=url, status=status, kind="empty")
    raise _refusal(snapshot)


def _refusal(snapshot: Snapshot) -> FetchError:
    status, url = snapshot.status, snapshot.url
    remedy = _REMEDIES.get(status, "see the page in a browser, and the source's entry")
    message = f"{url} answered with status {status}: {remedy}"
    if status in _LATER or status in _BLOCKED - {451} or status >= 500:
        kind = "blocked" if status in _BLOCKED else "busy" if status == 429 else "status"
        wait = retry_after(snapshot.header("retry-after"), snapshot.fetched_at)
        return FetchTemporaryError(message, url=url, status=status, kind=kind, retry_after=wait)
    if status in {204, 205, 206, 304} or status < 300:
        return FetchTemporaryError(
            f"{url} answered with status {status} and no whole page: nothing was stored",
            url=url,
            status=status,
            kind="empty" if status in {204, 205} else "bad_response",
        )
    kind = {401: "auth", 404: "not_found", 407: "auth", 410: "gone", 451: "blocked"}.get(status, "status")
    return FetchPermanentError(message, url=url, status=status, kind="redirect" if status < 400 else kind)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait as Retry-After says (RFC 9110, 10.2.3), within 1 second and a day; None where it says nothing."""
    text = (value or "").strip()
    try:
        if text.isascii() and text.isdigit():
            seconds = float(text[:12])
        else:
            seconds = (parsedate_to_datetime(text) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 1.0), _LONGEST_WAIT)


def explain(error: Exception, name: str) -> FetchError:
    """Our error for one of requests', urllib3's or the system's; `name` is the address as it may be told.

    Their own texts are left out, for they hold whole addresses, and so secrets.
    """
    causes = tuple(_causes(error))
    if _any(causes, requests.exceptions.SSLError, urllib3.exceptions.SSLError, ssl.SSLError):
        reason = next((c.reason for c in causes if isinstance(c, ssl.SSLError) and c.reason), "TLS")
        return _later(f"{name}: the connection cannot be secured ({reason}): see the site's certificate", "tls")
    if _any(causes, TimeoutError, urllib3.exceptions.TimeoutError, requests.exceptions.Timeout):
        return timed_out(name)
    if isinstance(error, urllib3.exceptions.ProtocolError):  # from the body; from the head, requests wraps it
        return _later(f"{name}: the answer breaks off: kept nothing of it", "incomplete")
    if _any(causes, ConnectionError):
        return _later(f"{name}: the connection broke: it is tried again in a later run", "connection")
    if isinstance(error, _NO_ADDRESS):
        return FetchPermanentError(f"{name}: this is no web address: write http(s)://host/path", kind="bad_address")
    return _later(f"{name}: the answer is no proper HTTP: see what the address serves", "bad_response")


def timed_out(name: str) -> FetchTemporaryError:
    """The error for an answer that did not come in time."""
    return _later(f"{name}: no whole answer in time: it is tried again in a later run", "timeout")


def _later(message: str, kind: str) -> FetchTemporaryError:
    return FetchTemporaryError(message, kind=kind)


def _any(causes: tuple[BaseException, ...], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it was made from, however they were wrapped."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        cause = waiting.pop(0)
        if not isinstance(cause, BaseException) or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [*cause.args, cause.__cause__, cause.__context__, getattr(cause, "reason", None)]
