"""Where an answer sends us on to, and what may be taken along."""

from dataclasses import replace
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from model.errors import FetchPermanentError
from model.source import Request

_MOVED = frozenset({301, 302, 303, 307, 308})
_HARMLESS = frozenset({"accept", "accept-language"})  # headers that another origin may see
_ASCII = "".join(map(chr, range(33, 127)))


def target(status: int, location: str | None, base: str) -> str | None:
    """The address of the next hop, or None where this is no redirect.

    Raises FetchPermanentError (redirect) where there is none to follow. Bytes outside ASCII are percent-encoded as they
    came; user-info is dropped, so that a page cannot lend us a password.
    """
    if status not in _MOVED:
        return None
    given = (location or "").strip()
    if not given:
        raise _refused(f"status {status} without an address to go to")
    text = quote(given.encode("latin-1", "replace"), safe=_ASCII)
    try:
        parts = urlsplit(urljoin(base, text))
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
            raise _refused("it leads to something that is no web address")
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    except ValueError as error:
        raise _refused("its address cannot be read") from error


def origin(url: str) -> str:
    """Scheme, host and port of an address: all that may be told of one that holds a secret."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
        return f"{parts.scheme}://{parts.hostname}:{port}"
    except ValueError:
        return "?"


def onward(request: Request, status: int, url: str) -> Request:
    """The request to make at the next hop (RFC 9110, 15.4).

    Raises FetchPermanentError where a body would have to be sent to another origin.
    """
    same = origin(request.url) == origin(url)
    headers = request.headers if same else tuple(h for h in request.headers if h[0].lower() in _HARMLESS)
    if request.method in {"GET", "HEAD"}:
        return replace(request, url=url, headers=headers)
    if status in {307, 308}:
        if not same:
            raise _refused("it would carry what was sent to another place")
        return replace(request, url=url)
    bare = tuple(h for h in headers if not h[0].lower().startswith("content-"))
    return replace(request, url=url, method="GET", headers=bare, body=None)


def too_many(allowed: int) -> FetchPermanentError:
    """The error for a chain of redirects that does not end."""
    return _refused(f"more than {allowed} of them in a row")


def _refused(reason: str) -> FetchPermanentError:
    return FetchPermanentError(f"the redirect was not followed: {reason}", kind="redirect")
