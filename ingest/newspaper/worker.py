"""The main process's side of a helper: one process, started when first needed, replaced when it ends."""

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from ingest.newspaper.wire import receive, send
from model.errors import ParseError

ROOT = Path(__file__).resolve().parents[2]
GRACE = 1.0  # seconds in which a helper that is told to go may do so by itself


class Worker:
    """Requests to `python -m MODULE`, one at a time, safe to share between threads; `patience` is in seconds."""

    def __init__(self, module: str, patience: float) -> None:
        self.module = module
        self.patience = patience
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        atexit.register(self.close)

    def ask(self, head: Mapping[str, object], blobs: Sequence[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        """The helper's answer; raises ParseError where it says so, takes too long or ends."""
        with self._lock:
            process = self._running()
            clock = threading.Timer(self.patience, process.kill)
            clock.start()
            try:
                send(cast(BinaryIO, process.stdin), head, blobs)
                reply, parts = receive(cast(BinaryIO, process.stdout))
            except (EOFError, OSError, ValueError) as error:
                raise ParseError(self._obituary(process, len(blobs[0]) if blobs else 0), kind="too_large") from error
            finally:
                clock.cancel()
        if "error" in reply:
            raise ParseError(reply["error"], kind=reply["kind"])
        return reply, parts

    def pid(self) -> int:
        """The helper's process id, for those who measure it; it is started where it does not run."""
        with self._lock:
            return self._running().pid

    def close(self) -> None:
        """End the helper; the next request starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not yet written to a dead helper is lost with it
                cast(BinaryIO, stream).close()
        if self._owner == os.getpid():
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        else:
            process.returncode = 0  # it is our parent's: not ours to end or to wait for

    def _running(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and (self._owner != os.getpid() or process.poll() is not None):
            self.close()
            process = None
        if process is None:
            paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
            process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", self.module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
            self._process, self._owner = process, os.getpid()
        return process

    def _obituary(self, process: subprocess.Popen[bytes], size: int) -> str:
        code = process.wait()
        self.close()
        cause = "took more time or memory than any page does" if code else "ended"
        return (
            f"file of {size} bytes: its reader {cause} (exit {code}) and was stopped; "
            "the file is damaged or made to harm: fetch it again, or leave it out"
        )
