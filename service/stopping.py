"""Ending long work between two requests."""

import threading

from model.source import Fetch, NotModified, Request, Snapshot


class Stopping(BaseException):
    """The service is ending: what runs is dropped before its transaction. No Exception, for nobody may swallow it."""


def stopping_fetch(fetch: Fetch, stop: threading.Event | None) -> Fetch:
    """The same way to fetch, that raises Stopping once `stop` is set."""
    if stop is None:
        return fetch

    def fetch_or_stop(request: Request) -> Snapshot | NotModified:
        if stop.is_set():
            raise Stopping
        return fetch(request)

    return fetch_or_stop
