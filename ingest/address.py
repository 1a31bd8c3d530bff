"""One spelling for each address, so that the same page is met once."""

import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}
# Parameters that say how a reader came, not what is read.
_TRACKING = re.compile(
    r"utm_\w+|spm|scm|(?:fb|g|yc|ms|dc)lid|share_\w+|shareto\w*|sharefrom|from_?source|isappinstalled|nsukey|wx_?share\w*"
    r"|weixin\w*|bd_?vid|hmsr|hmpl|hmcu|hmkw|hmci|_hs\w+|mc_[ce]id|igshid|ncid|tt_from|wfr|pvid|traceid|sessionid",
    re.IGNORECASE,
)
_TRACKING_VALUES = {
    "from": re.compile(r"singlemessage|timeline|groupmessage|qq|weibo|wechat|weixin|app|share\w*", re.IGNORECASE),
    "div": re.compile(r"-?\d"),  # Founder layouts: which frame the article is shown in
}
_SESSION = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT = "!$&'()*+,;=:@/?"
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_SLASHES = re.compile(r"^/{2,}")
_NO_HOST = re.compile(r"[\x00-\x20\x7f#%/<>?@\\^|]")  # what the URL standard forbids in a host
_SPACES = re.compile(r"[\t\r\n]")


def canonical_url(url: str) -> str:
    """The address in its one spelling: for comparing, not for fetching; what is no web address stays as it is.

    Fragments (but for the routes of one-page sites), tracking parameters, session ids and default ports go; the host is
    lowered, escapes are made alike, parameters are put in order.
    """
    text = _SPACES.sub("", url).strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return text
    if parts.scheme not in _PORTS or not parts.hostname:
        return text
    host = _host(parts)
    if port is not None and port != _PORTS[parts.scheme]:
        host += f":{port}"
    path = _dots(_escapes(_SESSION.sub("", parts.path))) or "/"
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit((parts.scheme, host, path, _query(parts.query), _escapes(fragment)))


def join(base: str, href: str) -> str | None:
    """The web address that a link on a page leads to; None where it is none (mailto:, javascript:).

    Fragments and tracking parameters go; spaces and characters outside ASCII are escaped as browsers do.
    """
    place, mark, rest = _split(_SPACES.sub("", href).strip())
    if place.endswith("://") or not (place or mark):
        return None
    place = _SLASHES.sub("//", place.replace("\\", "/"))
    try:
        parts = urlsplit(urljoin(base, place + mark + rest))
        if parts.scheme not in _PORTS or _NO_HOST.search(parts.hostname or "%") or parts.port == 0:
            return None
    except ValueError:
        return None
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit(
        parts._replace(path=_escaped(parts.path), query=_escaped(_untracked(parts.query)), fragment=_escaped(fragment))
    )


def _split(text: str) -> tuple[str, str, str]:
    """What stands before the query or fragment, where browsers take a backslash for a slash; and the rest."""
    found = re.search(r"[?#]", text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _escaped(text: str) -> str:
    return quote(text, safe=_KEPT + "%[]|")


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return host
    return f"[{host}]" if ":" in host else host


def _escapes(text: str) -> str:
    """Escapes in capitals, and none where none is needed; what must be escaped is."""

    def one(found: re.Match[str]) -> str:
        byte = int(found[1], 16)
        return chr(byte) if byte in _UNRESERVED else f"%{byte:02X}"

    return quote(_ESCAPE.sub(one, text), safe=_KEPT + "%")


def _dots(path: str) -> str:
    """The path without `.` and `..` (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            del kept[max(1, len(kept) - 1) :]
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _query(query: str) -> str:
    return "&".join(sorted(pair for pair in _untracked(_escapes(query)).split("&") if pair))


def _untracked(query: str) -> str:
    pairs = query.split("&")
    kept = [pair for pair in pairs if not _tracks(*pair.partition("=")[::2])]
    return query if len(kept) == len(pairs) else "&".join(kept)


def _tracks(name: str, value: str) -> bool:
    if _TRACKING.fullmatch(name):
        return True
    values = _TRACKING_VALUES.get(name.lower())
    return values is not None and values.fullmatch(value) is not None


def file_name(url: str) -> str:
    """The last part of an address's path, readable, for messages and hints."""
    return unquote_to_bytes(urlsplit(url).path.rpartition("/")[2]).decode("utf-8", "replace")
