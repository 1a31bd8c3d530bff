"""The pages, served for real on a free port, over a furnished and over an empty house."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import uvicorn

from storage.database import Database
from storage.opening import open_database
from storage.upgrade import upgrade
from tests.web.scene import NOW, SOURCES, furnish
from web.app import create_app


@dataclass
class Got:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Site:
    """A running site."""

    port: int
    db: Database

    def get(self, path: str, host: str | None = None, method: str = "GET") -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        answer = connection.getresponse()
        got = Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return got

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class _Server(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        """The signals are pytest's."""


def _serve(app: object) -> tuple[_Server, threading.Thread, int]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = _Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    return server, thread, listening.getsockname()[1]


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., Site]]:
    """Serve a database: `serve(db)`; ended after the module."""
    running = []

    def start(
        db: Database, sources: dict = SOURCES, clock: Callable[[], datetime] = lambda: NOW, **options: object
    ) -> Site:
        server, thread, port = _serve(create_app(db, sources, clock=clock, **options))
        running.append((server, thread))
        return Site(port, db)

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join()


def _database(folder: Path) -> Database:
    db = open_database(None, folder)
    upgrade(db)
    return db


@pytest.fixture(scope="module")
def furnished(tmp_path_factory, serve) -> Iterator[Site]:
    db = _database(tmp_path_factory.mktemp("furnished"))
    furnish(db)
    yield serve(db)
    db.close()


@pytest.fixture
def db(tmp_path) -> Iterator[Database]:
    """An empty database."""
    made = _database(tmp_path / "data")
    yield made
    made.close()
