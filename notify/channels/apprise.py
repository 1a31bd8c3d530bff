"""Channel for Apprise addresses: breadth. Its retries, its limiter and its log are off; the outbox has its own."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import apprise
from apprise.attachment.memory import AttachMemory

from model.errors import (
    DeliveryError,
    DeliveryPermanentError,
    DeliveryTemporaryError,
    DeliveryUnknownError,
    FetchPermanentError,
    FetchTemporaryError,
)
from model.messages import say
from model.watching import Message
from net.guard import Guard
from notify.channel import EXCERPT, Channel, Reach, Receipt
from notify.schemas import CALLS_BY_TAG, FIXED, HOSTED, MAIL, REFUSED_ARGUMENTS, TRAPS, UNREADABLE, limit_of
from notify.split import split

SCHEMES = tuple(sorted(FIXED | HOSTED | TRAPS))
_STATUS = re.compile(r"error=(\d{3})\b")
_LATER = frozenset({408, 425, 429})
_CONNECT = 10.0  # seconds
_KEY_HEADER = "X-Baoshao-Delivery"


@dataclass(frozen=True, slots=True)
class AppriseChannel:
    """One service through Apprise."""

    schema: str
    service: Any = field(repr=False)
    guard: Guard
    timeout: float
    repeatable: bool = False

    def send(self, message: Message, now: datetime) -> Receipt:  # noqa: ARG002  # a service keeps its own time
        """Send the message, in several pieces where the service takes no long ones; each must be taken."""
        self._check_target()
        sender = apprise.Apprise(asset=self.service.asset)
        sender.add(self.service)
        if self.schema in MAIL:
            self.service.headers[_KEY_HEADER] = message.key
            body, form = (message.html, "html") if message.html else (message.text, "text")
            self._judge(sender.notify(title=message.title, body=body, body_format=form, attach=_attached(message)))
        else:
            for piece in self._pieces(message):
                self._judge(sender.notify(title=message.title, body=piece, body_format="text"))
        if self.schema in UNREADABLE:
            raise DeliveryUnknownError(say("notify.error.unread", scheme=self.schema))
        return Receipt(body=say("notify.receipt.apprise", service=self.service.service_name))

    def _check_target(self) -> None:
        """Ask the guard about the host that Apprise is going to connect to, where the subscriber chose it."""
        for host, port in _targets(self.schema, self.service):
            try:
                self.guard.addresses(host, port)
            except FetchPermanentError as error:
                raise DeliveryPermanentError(say("notify.error.private", reason=error), code=error.kind) from error
            except FetchTemporaryError as error:
                raise DeliveryTemporaryError(say("notify.error.unreachable", reason=error), code=error.kind) from error

    def _pieces(self, message: Message) -> Sequence[str]:
        text = message.text.replace("<", "＜") if self.schema in CALLS_BY_TAG else message.text
        limit = limit_of(self.schema, int(self.service.body_maxlen))
        spent = limit.measure(message.title + "\r\n")
        return split(text, max(limit.size - spent, limit.size // 4), limit.measure)

    def _judge(self, result: Any) -> None:
        """Raise unless every service of the result said SUCCESS."""
        if result.status == apprise.AppriseResultStatus.SUCCESS:
            return
        if result.status == apprise.AppriseResultStatus.TIMEOUT:
            raise DeliveryUnknownError(say("notify.error.timeout", seconds=self.timeout), code="timeout")
        said = " ".join(entry.message for entry in result.logs())[:EXCERPT]
        raise _failure(said, say("notify.error.failed", service=self.service.service_name, reason=said or "?"))


def open_channel(url: str, reach: Reach) -> Channel:
    """An Apprise address that is on our list; raises DeliveryPermanentError for one that is not, or cannot be read."""
    schema = urlsplit(url).scheme
    if schema in TRAPS:
        raise DeliveryPermanentError(say("notify.error.trap"))
    _refuse_arguments(url)
    _quieten()
    asset = apprise.AppriseAsset(
        http_redirects=False,
        storage_mode="memory",
        async_mode=False,
        interpret_emojis=False,
        service_timeout=reach.timeout,
        app_id="Baoshao",
        app_desc="报哨",
        app_url="",
    )
    service = apprise.Apprise.instantiate(url, asset=asset)
    if service is None:
        raise DeliveryPermanentError(say("notify.error.unusable", scheme=schema))
    _take_over(service, reach.timeout)
    return AppriseChannel(schema, service, reach.guard, reach.timeout)


def _refuse_arguments(url: str) -> None:
    for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        if name.strip("+-: ").lower() in REFUSED_ARGUMENTS:
            raise DeliveryPermanentError(say("notify.error.parameter", parameter=name[:40]))


def _take_over(service: Any, timeout: float) -> None:
    """Undo what an address may have asked of Apprise: the outbox retries and paces, and a failure is a failure.

    The reading time-out is longer than the service's whole time, so that silence after sending ends as TIMEOUT.
    """
    service.retry, service.wait, service.optional, service.redirects = 0, 0.0, False, False
    service.request_rate_per_sec = 0
    service.overflow_mode = apprise.OverflowMode.TRUNCATE
    service.socket_connect_timeout = min(_CONNECT, timeout / 2)
    service.socket_read_timeout = timeout * 2


def _targets(schema: str, service: Any) -> list[tuple[str, int]]:
    if schema in MAIL:
        return [(service.smtp_host, service.port)]
    cloud = schema in ("ntfy", "ntfys") and service.mode == "cloud"
    if schema in FIXED or cloud or not service.host:
        return []
    return [(service.host, service.port or (443 if service.secure else 80))]


def _failure(said: str, reason: str) -> DeliveryError:
    """Permanent where the service answered a 3xx or 4xx that time does not mend; without a status it may be either."""
    found = _STATUS.search(said)
    status = int(found.group(1)) if found else None
    if status is None or status in _LATER or not 300 <= status < 500:
        return DeliveryTemporaryError(reason, status=status, body=said)
    return DeliveryPermanentError(reason, status=status, body=said)


@cache
def _quieten() -> None:
    """Let no line of Apprise reach our log (it names targets, at DEBUG whole keys), and nothing but our list load."""
    logger = logging.getLogger("apprise")
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logger.addHandler(logging.NullHandler())
    manager: Any = apprise.NotificationManager  # untyped
    manager().enable_only(*FIXED, *HOSTED)


def _attached(message: Message) -> list[Any] | None:
    """The clippings of a mail's articles."""
    attachment: Any = AttachMemory  # untyped
    found = [attachment(content=each.body, name=each.name, mimetype="image/png") for each in message.pictures]
    return found or None
