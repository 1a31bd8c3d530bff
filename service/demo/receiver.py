"""A local receiver of webhooks: takes each alert once by its Idempotency-Key, and keeps what it was told."""

import json
from http.server import BaseHTTPRequestHandler
from threading import Lock
from typing import Any

from service.local_server import LocalServer


class Receiver(LocalServer):
    """A running receiver; `with Receiver() as receiver:` takes posts at `receiver.url`."""

    def __init__(self) -> None:
        self.received: dict[str, dict[str, Any]] = {}
        self._lock = Lock()
        receiver = self

        class Handler(_Handler):
            owner = receiver

        super().__init__(Handler)

    @property
    def url(self) -> str:
        """Where it takes posts."""
        return f"http://{self.host}/alerts"

    def take(self, key: str, message: dict[str, Any]) -> None:
        """Keep a message under its key; a repeat of the same key changes nothing."""
        with self._lock:
            self.received.setdefault(key, message)


class _Handler(BaseHTTPRequestHandler):
    owner: Receiver

    def do_POST(self) -> None:
        """Take one message and say so."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            message = json.loads(body)
        except ValueError:
            self._answer(400, b'{"error": "no JSON"}')
            return
        self.owner.take(self.headers.get("Idempotency-Key") or str(len(self.owner.received)), message)
        self._answer(200, b'{"ok": true}')

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what was received is shown by the demo."""
