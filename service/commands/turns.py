"""baoshao collect, alert, deliver: one turn of each, then exit."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from model.source import Source
from service import cycle
from service.house import House, open_house
from service.output import At, Json, moment, print_json
from service.schedule import due
from storage.states import load_states


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(collect)
    app.command()(alert)
    app.command()(deliver)


def collect(
    names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Only these, due or not.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All enabled sources, due or not.")] = False,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Fetch what is due, read it as articles and store it; one line a source.

    Example: baoshao collect people-dangjian --json
    """
    house, now = open_house(), moment(at)
    house.check()
    for source in _chosen(house, names or [], everything, now):
        run = cycle.collect(house, source, now)
        if as_json:
            print_json([asdict(run)])
        else:
            typer.echo(cycle.told(run))
    house.close()


def _chosen(house: House, names: list[str], everything: bool, now: datetime) -> Iterable[Source]:
    strange = [name for name in names if name not in house.sources]
    if strange:
        known = ", ".join(sorted(house.sources)) or "none"
        raise typer.BadParameter(f"{house.settings.sources_file} has no source {strange[0]!r}; known: {known}")
    states = load_states(house.db)
    if names:
        return [house.sources[name] for name in names]
    if everything:
        return [source for source in house.sources.values() if source.enabled]
    return due(house.sources.values(), states, now)


def alert(at: At = None, as_json: Json = False) -> None:
    """Hold new articles against all watches and put alerts into the outbox; one line an alert.

    Example: baoshao alert --at 2026-11-22T07:30
    """
    house = open_house()
    raised = cycle.alert(house, moment(at))
    if as_json:
        print_json(asdict(each) for each in raised)
    else:
        for each in raised:
            typer.echo(f"alert {each.id}: watch {each.watch_id}, article {each.article_id}: {each.explanation}")
        typer.echo(f"{len(raised)} alerts raised")
    house.close()


def deliver(at: At = None, as_json: Json = False) -> None:
    """Send the alerts that are due; one line a delivery, with what the service answered.

    Example: baoshao deliver --json
    """
    house = open_house()
    tried = cycle.deliver(house, moment(at))
    if as_json:
        print_json(asdict(each) for each in tried)
    else:
        for each in tried:
            reason = f": {each.reason}" if each.reason else ""
            typer.echo(f"{each.subscriber_id}/{each.channel}: {each.state}, {len(each.alert_ids)} alerts{reason}")
        typer.echo(f"{len(tried)} deliveries tried")
    house.close()
