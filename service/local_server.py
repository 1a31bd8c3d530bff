"""A small HTTP server on the loopback address, for as long as a `with` block lasts."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"


class LocalServer:
    """Serves with a handler of one's own; port 0 takes any free one. Raises OSError where the port is taken."""

    def __init__(self, handler: type[BaseHTTPRequestHandler], port: int = 0) -> None:
        self._server = ThreadingHTTPServer((HOST, port), handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def host(self) -> str:
        """host:port, as BAOSHAO_ALLOW_HOSTS takes it."""
        return f"{HOST}:{self._server.server_address[1]}"

    def close(self) -> None:
        """Take no more requests; may be said twice."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
