"""From an open answer to a Snapshot: headers checked, body read and unpacked within its room."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import requests

from model.errors import FetchTemporaryError
from model.source import Snapshot
from net.coding import Meter, too_large, undo
from net.deadline import Deadline
from net.limits import KIB, Limits

_CHUNK = 64 * KIB


@dataclass(frozen=True, slots=True)
class Room:
    """How much of an answer is taken: `limit` bytes where it is less than usual; with `cut` the rest is left unread."""

    limits: Limits
    limit: int | None = None
    cut: bool = False
    seconds: float | None = None

    @property
    def total(self) -> float:
        """Seconds for the whole exchange."""
        return self.seconds or self.limits.total

    def size(self, pdf: bool) -> int:
        """Decoded bytes that are taken."""
        usual = self.limits.pdf_body if pdf else self.limits.body
        return usual if self.limit is None else self.limit


def take(
    response: requests.Response, requested_url: str, deadline: Deadline, room: Room, clock: Callable[[], datetime]
) -> Snapshot:
    """The whole answer; raises FetchError (too_large, incomplete, bad_response)."""
    url = response.url or requested_url
    headers = _headers(response, room.limits)
    pdf = _is_pdf(response, url)
    if pdf and room.seconds is None:
        deadline.stretch(room.limits.pdf_total)
    body = b"" if response.status_code in {204, 304} else _read(response, room, room.size(pdf))
    return Snapshot(
        id=f"urn:uuid:{uuid.uuid4()}",
        url=url,
        requested_url=requested_url,
        status=response.status_code,
        headers=headers,
        body=body,
        fetched_at=clock(),
    )


def _headers(response: requests.Response, limits: Limits) -> tuple[tuple[str, str], ...]:
    """The headers as they came, but for those with control characters, which nothing may hand on."""
    found = tuple(response.raw.headers.items())
    if sum(len(name) + len(value) for name, value in found) > limits.headers:
        raise FetchTemporaryError("the headers are too large: not read", kind="bad_response")
    return tuple((name, value) for name, value in found if value.isprintable())


def _is_pdf(response: requests.Response, url: str) -> bool:
    kind = response.headers.get("content-type", "")
    return kind.lower().startswith("application/pdf") or urlsplit(url).path.lower().endswith(".pdf")


def _read(response: requests.Response, room: Room, size: int) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared[:19]) > size and not room.cut:
        raise too_large(size)
    meter = Meter(room.limits, size)
    wire = meter.wired(response.raw.stream(_CHUNK, decode_content=False))
    chunks = undo(response.headers.get("content-encoding"), wire, room.limits)
    return _beginning(chunks, size) if room.cut else b"".join(meter.counted(chunks))


def _beginning(chunks: Iterable[bytes], size: int) -> bytes:
    taken = bytearray()
    for chunk in chunks:
        taken += chunk
        if len(taken) >= size:
            break
    return bytes(taken[:size])
