"""The message loop of the helper processes: requests on standard input, answers on standard output, within limits."""

import resource
import sys
from collections.abc import Callable
from typing import Any

from ingest.newspaper.wire import receive, send
from model.errors import ParseError

Answer = tuple[dict[str, Any], list[bytes]]
Answerer = Callable[[dict[str, Any], list[bytes]], Answer]


def answered(answer: Answerer, head: dict[str, Any], blobs: list[bytes]) -> Answer:
    """What a request is answered with; errors of ours travel as text."""
    try:
        return answer(head, blobs)
    except ParseError as error:
        return {"error": str(error), "kind": error.kind}, []
    except MemoryError:
        said = "the file takes more memory than any newspaper page; it was left unread"
        return {"error": said, "kind": "too_large"}, []


def serve(answer: Answerer, *, cpu_seconds: int) -> int:
    """Answer requests, each within so many seconds of CPU, until standard input ends."""
    while True:
        try:
            head, blobs = receive(sys.stdin.buffer)
        except EOFError:
            return 0
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_seconds, resource.RLIM_INFINITY))
        send(sys.stdout.buffer, *answered(answer, head, blobs))
