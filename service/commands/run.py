"""baoshao run: everything in one process until SIGTERM or Ctrl-C."""

import os
import signal
import threading

import typer

from service.house import open_house
from service.log import set_up_log
from service.runner import Service


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(run)


def run() -> None:
    """Collect on schedule, alert, deliver and serve the page, in one process. SIGTERM ends it within 10 seconds.

    Example: BAOSHAO_CONTACT=desk@example.org baoshao run
    """
    house = open_house()
    set_up_log(house.settings.log)
    ended = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ended.set())
    service = Service(house)
    with service:
        ended.wait()
    if not service.clean:
        os._exit(0)  # what still runs is dropped before its transaction; it is due again at the next start
