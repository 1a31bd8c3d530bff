"""baoshao watches, subscribers: who is alerted, and of what."""

from pathlib import Path
from typing import Annotated

import typer

from model.errors import RuleError
from model.watching import Subscriber
from service.catalog.watches import load_watches
from service.house import House, open_house
from service.output import Json, print_json, print_table
from storage.people import (
    list_subscribers,
    list_watches,
    remove_subscriber,
    remove_watch,
    save_subscribers,
    save_watches,
)
from storage.secrets import masked
from topics.matcher import is_slow
from topics.parser import parse
from topics.printer import canonical

SLOW = (
    "its rule has no word that must stand in the text, so it is tried on every article, one by one; "
    "add one with AND where you can"
)
File = Annotated[Path, typer.Argument(help="YAML with `subscribers:` and `watches:`.", exists=True, dir_okay=False)]
Id = Annotated[str, typer.Argument(help="Its id.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    watches = typer.Typer(help="What subscribers watch.", no_args_is_help=True)
    watches.command("list")(list_all_watches)
    watches.command("import")(import_file)
    watches.command("remove")(drop_watch)
    app.add_typer(watches, name="watches")
    subscribers = typer.Typer(help="Who is alerted.", no_args_is_help=True)
    subscribers.command("list")(list_people)
    subscribers.command("remove")(drop_subscriber)
    app.add_typer(subscribers, name="subscribers")


def import_file(file: File, as_json: Json = False) -> None:
    """Read subscribers and watches from a YAML file; those with the same id are replaced.

    Example: baoshao watches import watches.yaml
    """
    house = open_house()
    known = {person.id: tuple(c.name for c in person.channels) for person in _people(house)}
    people = load_watches(file, known)
    save_subscribers(house.db, people.subscribers, house.secret)
    save_watches(house.db, people.watches)
    if as_json:
        print_json([{"subscribers": [s.id for s in people.subscribers], "watches": [w.id for w in people.watches]}])
    else:
        typer.echo(f"{len(people.subscribers)} subscribers and {len(people.watches)} watches imported")
    for watch in people.watches:
        if _slow(watch.rule):
            typer.echo(f"watch {watch.id!r}: {SLOW}", err=True)


def list_all_watches(as_json: Json = False) -> None:
    """All watches with their rules in canonical form; whether they are slow, and why one stopped.

    Example: baoshao watches list
    """
    rows = [
        {
            "id": w.id,
            "subscriber": w.subscriber_id,
            "name": w.name,
            "rule": w.rule,
            "canonical": _canonical(w.rule),
            "channels": list(w.channels),
            "enabled": w.enabled,
            "error": w.error,
            "slow": _slow(w.rule),
        }
        for w in list_watches(open_house().db)
    ]
    if as_json:
        print_json(rows)
        return
    columns = ["id", "subscriber", "name", "canonical", "enabled", "slow", "error"]
    print_table(
        "Watches", columns, [[r[c] for c in columns] for r in rows], "No watches: `baoshao watches import FILE`."
    )


def list_people(as_json: Json = False) -> None:
    """All subscribers; the addresses of their channels are masked.

    Example: baoshao subscribers list --json
    """
    rows = [
        {
            "id": person.id,
            "name": person.name,
            "enabled": person.enabled,
            "channels": [{"name": c.name, "url": masked(c.url)} for c in person.channels],
        }
        for person in _people(open_house())
    ]
    if as_json:
        print_json(rows)
        return
    shown = [
        (r["id"], r["name"], r["enabled"], ", ".join(f"{c['name']} {c['url']}" for c in r["channels"]))  # type: ignore[attr-defined]
        for r in rows
    ]
    empty = "No subscribers: `baoshao watches import FILE`."
    print_table("Subscribers", ["id", "name", "enabled", "channels"], shown, empty)


def drop_watch(watch: Id) -> None:
    """Remove a watch; its alerts stay.

    Example: baoshao watches remove ip-strong
    """
    house = open_house()
    _check(watch, {w.id for w in list_watches(house.db)}, "watch")
    remove_watch(house.db, watch)


def drop_subscriber(subscriber: Id) -> None:
    """Remove a subscriber with their channels and watches; alerts and deliveries of the past stay.

    Example: baoshao subscribers remove desk
    """
    house = open_house()
    _check(subscriber, {person.id for person in _people(house)}, "subscriber")
    remove_subscriber(house.db, subscriber)


def _check(name: str, known: set[str], what: str) -> None:
    if name not in known:
        raise typer.BadParameter(f"no {what} has the id {name!r}; known: {', '.join(sorted(known)) or 'none'}")


def _people(house: House) -> list[Subscriber]:
    return list_subscribers(house.db, house.secret)


def _slow(rule: str) -> bool:
    try:
        return is_slow(parse(rule))
    except RuleError:
        return False


def _canonical(rule: str) -> str | None:
    try:
        return canonical(parse(rule))
    except RuleError:
        return None
