"""The far ends of the channels, started for one test each."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from notify.channel import Reach
from tests.notify.far_ends import Mailbox, Receiver, reach_to


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    yield server
    server.close()


@pytest.fixture
def mail() -> Iterator[tuple[Mailbox, str]]:
    mailbox = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield mailbox, f"127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def reach(receiver: Receiver, tmp_path: Path) -> Reach:
    """A way out of which only the receiver can be reached."""
    return reach_to(tmp_path, receiver.place)
