"""baoshao demo: the whole thing at work, on this machine alone."""

import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from service.catalog.watches import load_watches
from service.demo.receiver import Receiver
from service.demo.scene import Count, count, write_files
from service.house import House, open_house
from service.log import set_up_log
from service.press.server import PORT, Press
from service.runner import Service
from storage.people import save_subscribers, save_watches

LOOK = 1.0
"""Seconds between two looks at what is there."""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(demo)


def demo(
    once: Annotated[bool, typer.Option("--once", help="End as soon as everything was shown.")] = False,
    seconds: Annotated[float, typer.Option("--within", help="With --once: fail after so many seconds.")] = 60.0,
    data: Annotated[Path | None, typer.Option("--data", help="Keep the data in this folder.")] = None,
    bind: Annotated[str, typer.Option("--bind", help="Where the page is served.")] = "127.0.0.1:8000",
) -> None:
    """Start the sample press, the service on it and a receiver of alerts, and tell what happens until Ctrl-C.

    Example: make demo
    """
    set_up_log("console")
    with TemporaryDirectory(prefix="baoshao-demo-") as folder, _press() as press, Receiver() as receiver:
        house = _house(data or Path(folder), bind, press, receiver)
        with Service(house) as service:
            typer.echo(f"The press: {press.url}/   the page: {service.url}   Ctrl-C ends.")
            try:
                shown = _watch(house, press, receiver, seconds if once else None)
            except KeyboardInterrupt:
                shown = True
        typer.echo("The demo is over.")
    if not shown:
        raise typer.Exit(1)


def _press() -> Press:
    try:
        return Press(PORT)
    except OSError:
        return Press(0)  # somebody has that port; the demo's own sources file names the free one


def _house(data: Path, bind: str, press: Press, receiver: Receiver) -> House:
    sources, watches = write_files(data / "demo", press, receiver.url)
    house = open_house(
        data=data, sources=sources, bind=bind, allow_hosts=f"{press.host},{receiver.host}", database_url=""
    )
    people = load_watches(watches)
    save_subscribers(house.db, people.subscribers)
    save_watches(house.db, people.watches)
    return house


def _watch(house: House, press: Press, receiver: Receiver, within: float | None) -> bool:
    """Tell what is there as it grows, and each alert as it arrives; whether all was shown in time."""
    begin, last, told, enough = time.monotonic(), None, set[str](), False
    while True:
        for key, message in list(receiver.received.items()):
            if key not in told:
                told.add(key)
                _tell(message)
        found = count(house, press)
        if found != last:
            _progress(found, time.monotonic() - begin)
            last = found
        if found.enough and not enough:
            enough = True
            typer.echo("Everything was shown: sources, articles, tags, a reprint, and alerts delivered.")
        if within is not None and (enough or time.monotonic() - begin > within):
            return enough
        threading.Event().wait(LOOK)


def _progress(found: Count, seconds: float) -> None:
    typer.echo(
        f"[{seconds:5.1f} s] {found.sources} sources, {found.articles} articles "
        f"(all fields of {found.whole} of {found.web} web pages), "
        f"{found.tagged} tagged, {found.reprints} reprints, {found.alerts} alerts, {found.sent} deliveries sent"
    )


def _tell(message: dict[str, Any]) -> None:
    for alert in message.get("alerts", ())[:3]:
        typer.echo(f"  alert · {alert['watch']['name']} · {alert['article']['title']} · {alert['explanation']}")
