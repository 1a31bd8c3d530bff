"""baoshao health: how the sources, the database and the outbox are."""

import typer

from service.house import open_house
from service.output import At, Json, moment, print_json, print_table
from web.health import health as look


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(health)


def health(at: At = None, as_json: Json = False) -> None:
    """Tell which sources are well, late or broken; exits 1 where something needs an operator.

    Example: baoshao health --json
    """
    house = open_house()
    found = look(house.db, house.sources.values(), moment(at))
    if as_json:
        print_json([found.as_json()])
    else:
        typer.echo(found.error or f"database {house.db.place}: {found.counts}, deliveries {found.outbox}")
        for watch in found.stopped:
            typer.echo(f"watch {watch.id!r} of {watch.subscriber_id!r} stopped: {watch.error}")
        rows = [
            (s.source.id, s.standing, s.last_success_at, s.next_fetch_at, s.failures, s.reason) for s in found.sources
        ]
        columns = ["source", "standing", "last success", "next", "failures", "reason"]
        print_table("Sources", columns, rows, "No sources: write sources.yaml.")
    if not found.well:
        raise typer.Exit(1)
