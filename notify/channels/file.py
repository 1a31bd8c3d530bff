"""Channel `file:`: one JSON line a message, appended and synced; for demonstrations and for programs on this machine.

Paths are those of the data folder: `file:alerts.jsonl` and `file:///alerts.jsonl` are the same file in it.
"""

import errno
import fcntl
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from model.errors import DeliveryPermanentError, DeliveryTemporaryError
from model.messages import say
from model.watching import Message
from notify.channel import Channel, Reach, Receipt

SCHEMES = ("file",)
_SUFFIX = ".jsonl"  # so that no address can name the database or the archive


@dataclass(frozen=True, slots=True)
class FileChannel:
    """A file that grows by a line with each message."""

    path: Path
    repeatable: bool = False

    def send(self, message: Message, now: datetime) -> Receipt:
        """Append the message and wait until it is on the disk."""
        line = {"sent_at": now.isoformat(), "title": message.title, "text": message.text, **message.data}
        data = json.dumps(line, ensure_ascii=False).encode() + b"\n"
        try:
            _append(self.path, data)
        except OSError as error:
            raise DeliveryTemporaryError(
                say("notify.error.file", path=self.path, reason=error.strerror or error)
            ) from error
        return Receipt(body=say("notify.receipt.file", count=len(data)))


def open_channel(url: str, reach: Reach) -> Channel:
    """A file inside the data folder."""
    parts = urlsplit(url)
    folder = reach.folder.resolve()
    given = Path(unquote(parts.path))
    path = (given if given.is_relative_to(folder) else folder / str(given).lstrip("/")).resolve()
    if parts.netloc not in ("", "localhost") or path.suffix != _SUFFIX or not path.is_relative_to(folder):
        raise DeliveryPermanentError(say("notify.error.outside", folder=folder))
    return FileChannel(path)


def _append(path: Path, data: bytes) -> None:
    """One whole line or none: what a full disk cut short is taken back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        before = os.fstat(handle).st_size
        try:
            if os.write(handle, data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, before)
            raise
    finally:
        os.close(handle)
