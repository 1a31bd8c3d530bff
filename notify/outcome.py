"""How an attempt ended, as it is kept: sent, later, dead or unknown, with the service's words and no secret in them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from model.errors import DeliveryError, DeliveryPermanentError, DeliveryTemporaryError, DeliveryUnknownError
from model.messages import say
from model.text import one_line
from model.watching import Delivery
from notify.backoff import next_attempt
from notify.channel import Receipt
from notify.mask import scrub
from storage.values import Attempt

LOST = "answer-lost"  # the code of an attempt whose answer was lost and which is made once more
PUT_OFF = "put-off"  # the code of one that was not made
_REASON = 500  # characters


def put_off(now: datetime, due_at: datetime) -> Attempt:
    """A delivery that was not tried because the one before it on the same channel failed, or time was up."""
    return Attempt("later", now, code=PUT_OFF, message=say("notify.error.put_off"), due_at=due_at)


@dataclass(frozen=True, slots=True)
class Policy:
    """Makes the attempt of one delivery out of what its channel said; `url` is what must not be told."""

    delivery: Delivery
    url: str = field(repr=False)
    now: datetime
    chance: Callable[[], float]

    def sent(self, receipt: Receipt) -> Attempt:
        """The service took it."""
        return Attempt("sent", self.now, receipt.status, receipt.code or None, self._clean(receipt.body) or None)

    def failed(self, error: DeliveryError, *, again: bool) -> Attempt:
        """It did not, or nobody knows; `again` says whether a lost answer may be asked for once more."""
        said = f"{error}（{error.body}）" if error.body and error.body not in str(error) else str(error)
        if isinstance(error, DeliveryPermanentError):
            return self._ended("dead", error, said)
        if isinstance(error, DeliveryUnknownError) and not again:
            return self._ended("unknown", error, said)
        retry_after = error.retry_after if isinstance(error, DeliveryTemporaryError) else None
        code = LOST if isinstance(error, DeliveryUnknownError) else error.code
        return self._later(said, error.status, code, retry_after)

    def crashed(self, error: Exception) -> Attempt:
        """Something broke on our side; only the kind of the error is told, for its words may hold anything."""
        return self._later(say("notify.error.crashed", kind=type(error).__name__), None, "crashed", None)

    def _later(self, said: str, status: int | None, code: str, retry_after: float | None) -> Attempt:
        delivery = self.delivery
        due_at = next_attempt(
            delivery.attempts, delivery.created_at, self.now, retry_after=retry_after, chance=self.chance
        )
        if due_at is None:
            said = say("notify.error.expired", reason=said)
            return Attempt("dead", self.now, status, code or None, self._clean(said))
        return Attempt("later", self.now, status, code or None, self._clean(said), due_at)

    def _ended(self, state: Literal["dead", "unknown"], error: DeliveryError, said: str) -> Attempt:
        return Attempt(state, self.now, error.status, error.code or None, self._clean(said))

    def _clean(self, said: str) -> str:
        return one_line(scrub(said, self.url))[:_REASON]
