"""Channel `https:`, `http:`, `webhook:` (= https): a POST of JSON that a receiver can check and count once.

Headers follow Standard Webhooks 1.0 (webhook-id, webhook-timestamp, webhook-signature), with Idempotency-Key beside
them. Our own options stand behind `#`, which never travels: `#secret=…` signs, `#expect=errcode:0` is what the JSON
answer must say for the message to count as taken.
"""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from model.errors import (
    DeliveryError,
    DeliveryPermanentError,
    DeliveryTemporaryError,
    DeliveryUnknownError,
    FetchError,
    FetchPermanentError,
)
from model.messages import say
from model.source import Request, Snapshot
from model.watching import Message
from net.answers import retry_after
from net.session import Session
from notify.channel import EXCERPT, Channel, Reach, Receipt

SCHEMES = ("https", "http", "webhook")
_OPTIONS = frozenset({"secret", "expect"})
_UNSENT = frozenset({"unreachable", "tls"})  # kinds of FetchError before which nothing left us
_LATER = frozenset({408, 409, 425, 429})
_ANSWER = 64 * 1024  # bytes read of an answer


@dataclass(frozen=True, slots=True)
class Webhook:
    """A program's address that takes JSON; `expect` is a dotted path in its answer and the value that means taken."""

    url: str = field(repr=False)
    session: Session
    timeout: float
    secret: bytes | None = field(default=None, repr=False)
    expect: tuple[str, str] | None = None
    repeatable: bool = True

    def send(self, message: Message, now: datetime) -> Receipt:
        """Post the message's data; taken means a 2xx answer whose body says what `expect` wants."""
        body = json.dumps(message.data, ensure_ascii=False).encode()
        request = Request(self.url, "POST", tuple(self._headers(message.key, body, now).items()), body)
        try:
            answer = self.session.exchange(
                request, before=_refuse, limit=_ANSWER, cut=True, secret=True, total=self.timeout
            )
        except FetchError as error:
            raise _failed(error) from error
        return self._judge(answer)

    def _headers(self, key: str, body: bytes, now: datetime) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": key,
            "webhook-id": key,
            "webhook-timestamp": str(int(now.timestamp())),
        }
        if self.secret is not None:
            signed = f"{key}.{headers['webhook-timestamp']}.".encode() + body
            digest = hmac.new(self.secret, signed, hashlib.sha256).digest()
            headers["webhook-signature"] = f"v1,{base64.b64encode(digest).decode()}"
        return headers

    def _judge(self, answer: Snapshot) -> Receipt:
        text = answer.body.decode("utf-8", "replace")[:EXCERPT]
        if not 200 <= answer.status < 300:
            raise _refusal(answer, text)
        if self.expect is None:
            return Receipt(answer.status, body=text)
        path, wanted = self.expect
        code = _value(answer.body, path)
        if code is None:
            reason = say("notify.error.unreadable", path=path)
            raise DeliveryUnknownError(reason, status=answer.status, body=text)
        if code != wanted:
            reason = say("notify.error.expected", path=path, wanted=wanted, code=code[:40])
            raise DeliveryTemporaryError(reason, status=answer.status, code=code[:40], body=text)
        return Receipt(answer.status, code, text)


def open_channel(url: str, reach: Reach) -> Channel:
    """A webhook; raises DeliveryPermanentError for an option that is not known."""
    address, _, fragment = url.partition("#")
    options = dict(parse_qsl(fragment, keep_blank_values=True))
    if unknown := sorted(options.keys() - _OPTIONS):
        known = "、".join(sorted(_OPTIONS))
        raise DeliveryPermanentError(say("notify.error.option", option=unknown[0][:40], known=known))
    if not urlsplit(address).hostname:
        raise DeliveryPermanentError(say("notify.error.address"))
    if address.startswith("webhook:"):
        address = "https:" + address.removeprefix("webhook:")
    return Webhook(
        address,
        reach.session,
        reach.timeout,
        _key(options["secret"]) if "secret" in options else None,
        _expectation(options["expect"]) if "expect" in options else None,
    )


def _expectation(text: str) -> tuple[str, str]:
    path, colon, wanted = text.rpartition(":")
    if not (path and colon and wanted):
        raise DeliveryPermanentError(say("notify.error.expect"))
    return path, wanted


def _key(secret: str) -> bytes:
    """`whsec_` and base64, as Standard Webhooks has it; anything else is the key as it stands."""
    if secret.startswith("whsec_"):
        try:
            return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            raise DeliveryPermanentError(say("notify.error.secret")) from None
    return secret.encode()


def _refuse(_: str) -> None:
    raise FetchPermanentError(say("notify.error.redirect"), kind="redirect")


def _failed(error: FetchError) -> DeliveryError:
    """No answer: permanent where the address itself is wrong, temporary where nothing was sent, else unknown."""
    if isinstance(error, FetchPermanentError):
        return DeliveryPermanentError(str(error), code=error.kind)
    if error.kind in _UNSENT:
        return DeliveryTemporaryError(str(error), code=error.kind)
    return DeliveryUnknownError(say("notify.error.lost", reason=error), code=error.kind)


def _refusal(answer: Snapshot, text: str) -> DeliveryError:
    status = answer.status
    if status in _LATER or status >= 500:
        wait = retry_after(answer.header("retry-after"), answer.fetched_at)
        reason = say("notify.error.later", status=status)
        return DeliveryTemporaryError(reason, status=status, body=text, retry_after=wait)
    return DeliveryPermanentError(say("notify.error.refused", status=status), status=status, body=text)


def _value(body: bytes, path: str) -> str | None:
    """What stands at a dotted path of a JSON answer, as text; None where there is no such thing."""
    try:
        found = json.loads(body)
        for key in path.split("."):
            found = found[key]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return found if isinstance(found, str) else json.dumps(found)
