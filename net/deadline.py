"""A total deadline for one exchange: what is still open when it has passed is cut.

Socket time-outs count from byte to byte, so that a far end which drips one byte a second never meets them.
"""

import contextlib
import os
import socket
import threading
import time
from contextvars import ContextVar
from types import TracebackType

_TICK = 0.2  # seconds between two looks of the watchman: how late a cut may be
_current: ContextVar["Deadline | None"] = ContextVar("deadline", default=None)


class Deadline:
    """A stretch of time, as a context manager; connections opened or reused inside it are cut when it ends.

    `expired` says whether it ran out, for an answer that a cut ends early may look like a whole one.
    """

    def __init__(self, seconds: float) -> None:
        self._started = time.monotonic()
        self._until = self._started + seconds
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self.expired = False

    def __enter__(self) -> "Deadline":
        self._token = _current.set(self)
        _watchman.add(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _current.reset(self._token)
        _watchman.remove(self)
        self._hold(None)

    def stretch(self, seconds: float) -> None:
        """Move the end to `seconds` after the start."""
        self._until = self._started + seconds

    def watch(self, opened: socket.socket) -> None:
        """Cut this connection when time is up; a copy of the socket is kept, for TLS takes the first one over."""
        self._hold(socket.socket(fileno=os.dup(opened.fileno())))
        if self.expired:
            self.cut()

    def overdue(self, now: float) -> bool:
        """Whether the end has passed at `now` (monotonic seconds)."""
        return now >= self._until

    def cut(self) -> None:
        """End the connection under the reader's feet."""
        with self._lock:
            self.expired = True
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

    def _hold(self, copy: socket.socket | None) -> None:
        with self._lock:
            old, self._socket = self._socket, copy
        if old is not None:
            old.close()


def watch(opened: socket.socket) -> None:
    """Put a connection under the deadline that is running in this thread, if any."""
    deadline = _current.get()
    if deadline is not None:
        deadline.watch(opened)


class _Watchman:
    """One thread for all deadlines; it sleeps while there are none."""

    def __init__(self) -> None:
        self._running: set[Deadline] = set()
        self._some = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, deadline: Deadline) -> None:
        with self._lock:
            self._running.add(deadline)
            self._some.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._look, name="deadlines", daemon=True)
                self._thread.start()

    def remove(self, deadline: Deadline) -> None:
        with self._lock:
            self._running.discard(deadline)
            if not self._running:
                self._some.clear()

    def _look(self) -> None:
        while self._some.wait():
            time.sleep(_TICK)
            with self._lock:
                running = list(self._running)
            now = time.monotonic()
            for deadline in running:
                if deadline.overdue(now):
                    deadline.cut()


_watchman = _Watchman()
