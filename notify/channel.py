"""What a channel is: one verb, send, that says what the service itself answered or raises a DeliveryError.

A channel is one file in `notify/channels/`: it names the URL schemes that it takes in `SCHEMES` and opens an address
with `open_channel(url, reach)`, which does no I/O. It never returns for a message that the service did not take.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from model.watching import Message
from net.guard import Guard
from net.session import Session

EXCERPT = 500  # characters kept of what a service answered


@dataclass(frozen=True, slots=True)
class Receipt:
    """A service's own word that it took a message: HTTP status, its code, the beginning of its answer."""

    status: int | None = None
    code: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a channel can reach: the guarded network, the guard by itself, and the one folder for files.

    `timeout` is in seconds for one message.
    """

    session: Session
    guard: Guard
    folder: Path
    timeout: float = 20.0


class Channel(Protocol):
    """An open address of one subscriber."""

    @property
    def repeatable(self) -> bool:
        """Whether the service knows our key, so that sending again cannot tell a reader twice."""
        ...

    def send(self, message: Message, now: datetime) -> Receipt:
        """Hand the message over.

        Raises DeliveryTemporaryError, DeliveryPermanentError, or DeliveryUnknownError where the answer was lost or
        cannot be read.
        """
        ...


class ChannelModule(Protocol):
    """What each file of `notify/channels/` offers."""

    SCHEMES: tuple[str, ...]

    def open_channel(self, url: str, reach: Reach) -> Channel:
        """The address made ready; raises DeliveryPermanentError where it cannot be one. No I/O."""
        ...
