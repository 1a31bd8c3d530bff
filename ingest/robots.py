"""What robots.txt allows us (RFC 9309), remembered for a day."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from ingest.encoding.choose import choose
from ingest.encoding.codecs import decode_as
from model.errors import FetchError, FetchPermanentError, FetchTemporaryError
from model.source import Request, Snapshot

_DAY = 86_400.0
_SOON = 600.0  # seconds until rules that could not be had are asked for again
_LONGEST_DELAY = 300.0  # seconds; a longer Crawl-delay is taken as this
_MOST = 512 * 1024  # bytes read of a robots.txt; RFC 9309 asks for 500 KiB


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin, good until `expires` (monotonic seconds); `closed` where they could not be had."""

    rules: Protego | None
    expires: float
    closed: bool = False

    def delay(self, agent: str) -> float:
        """Seconds between two requests that the site asks for, within 0 and five minutes."""
        asked = self.rules.crawl_delay(agent) if self.rules else None
        if asked is None or not math.isfinite(asked):
            return 0.0
        return min(max(float(asked), 0.0), _LONGEST_DELAY)

    def check(self, url: str, agent: str) -> None:
        """Raises FetchError (kind robots) where this address is not for us."""
        if self.closed:
            raise FetchTemporaryError(
                f"{url}: its robots.txt cannot be had now, which means no (RFC 9309); tried again later",
                url=url,
                kind="robots",
                retry_after=_SOON,
            )
        if self.rules is not None and not self.rules.can_fetch(url, agent):
            raise FetchPermanentError(
                f"{url}: robots.txt forbids it to us: drop the source, or ask the publisher", url=url, kind="robots"
            )


def read_rules(url: str, exchange: Callable[[Request], Snapshot], now: float, former: Rules | None) -> Rules:
    """The rules of the origin of `url`.

    A client error, a redirect that leads nowhere and a page that is no robots.txt mean that all is allowed; a server
    error or no answer that nothing is, unless the `former` rules are at hand.
    """
    parts = urlsplit(url)
    try:
        answer = exchange(Request(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/robots.txt"))
    except FetchPermanentError:
        return Rules(None, now + _DAY)
    except FetchError:
        answer = None
    if answer is None or answer.status >= 500 or answer.status == 429:
        return _unreachable(now, former)
    return Rules(_parse(answer) if answer.status < 300 else None, now + _DAY)


def _unreachable(now: float, former: Rules | None) -> Rules:
    if former is not None and not former.closed:
        return Rules(former.rules, now + _SOON)
    return Rules(None, now + _SOON, closed=True)


def _parse(answer: Snapshot) -> Protego:
    body = answer.body[:_MOST]
    text = decode_as(choose(body, []), body).removeprefix("\ufeff")
    return Protego.parse(text)
