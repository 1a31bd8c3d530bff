"""A local receiver of webhooks: takes each alert once by its Idempotency-Key, and keeps what it was told."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any

HOST = "127.0.0.1"


class Receiver:
    """A running receiver; `with Receiver() as receiver:` takes posts at `receiver.url`."""

    def __init__(self) -> None:
        self.received: dict[str, dict[str, Any]] = {}
        self._lock = Lock()
        receiver = self

        class Handler(_Handler):
            owner = receiver

        self._server = ThreadingHTTPServer((HOST, 0), Handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name="receiver", daemon=True)

    @property
    def host(self) -> str:
        """host:port, as BAOSHAO_ALLOW_HOSTS takes it."""
        return f"{HOST}:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        """Where it takes posts."""
        return f"http://{self.host}/alerts"

    def take(self, key: str, message: dict[str, Any]) -> None:
        """Keep a message under its key; a repeat of the same key changes nothing."""
        with self._lock:
            self.received.setdefault(key, message)

    def __enter__(self) -> "Receiver":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


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
