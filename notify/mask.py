"""Keeping subscribers' secrets out of logs, reasons and pages: a channel's address is a key, most of it."""

import logging
from urllib.parse import parse_qsl, unquote, urlsplit

from storage.secrets import masked

_SHORTEST = 4  # bytes; shorter parts are no keys
_GONE = "…"


def quieten_libraries() -> None:
    """Keep urllib3 from logging the paths of addresses, as it does at DEBUG, whoever uses it."""
    logging.getLogger("urllib3").setLevel(logging.WARNING)


def scrub(text: str, url: str) -> str:
    """The text with the channel's address, and every part of it that may be a key, taken out."""
    if urlsplit(url).scheme == "file":
        return text
    shown = masked(url)
    text = text.replace(url, shown).replace(url.partition("#")[0], shown)
    for secret in sorted(_secrets(url, shown), key=len, reverse=True):
        text = text.replace(secret, _GONE)
    return text


def _secrets(url: str, shown: str) -> set[str]:
    parts = urlsplit(url)
    userinfo, _, host = parts.netloc.rpartition("@")
    found = [*userinfo.split(":"), *parts.path.split("/"), parts.fragment]
    found += [value for query in (parts.query, parts.fragment) for _, value in parse_qsl(query)]
    if (parts.hostname or "") not in shown:
        found.append(host)
    return {secret for raw in found for secret in (raw, unquote(raw)) if len(secret.encode()) >= _SHORTEST}
