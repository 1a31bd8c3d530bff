"""Subscribers, their channels (encrypted at rest) and their watches."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, select, update

from model.errors import StorageError
from model.watching import ChannelAddress, Subscriber, Watch
from storage import deliveries
from storage.database import Database
from storage.secrets import Keeper, keeper
from storage.sql import upsert
from storage.tables import channels, subscribers, versions, watches
from storage.types import sound

WATCHES = "watches"


def save_subscribers(db: Database, people: Iterable[Subscriber], secret: str | None = None) -> None:
    """Add the subscribers, or replace those with the same id, channels and all; idempotent.

    `secret` is BAOSHAO_SECRET; without it the key in the data folder is used. Raises StorageError.
    """
    people = list(people)
    keep = keeper(db.folder, secret)
    with db.write_alone() as connection:
        upsert(connection, subscribers, [{"id": p.id, "name": p.name, "enabled": p.enabled} for p in people])
        ids = [person.id for person in people]
        connection.execute(delete(channels).where(channels.c.subscriber_id.in_(ids)))
        upsert(connection, channels, [row for person in people for row in _channel_rows(person, keep)])
        _changed(connection)


def list_subscribers(db: Database, secret: str | None = None) -> list[Subscriber]:
    """All subscribers by id, with their channels' addresses in clear: for delivering, never for showing."""
    keep = keeper(db.folder, secret)
    with db.read() as connection:
        people = connection.execute(select(subscribers).order_by(subscribers.c.id)).mappings().all()
        order = (channels.c.subscriber_id, channels.c.position)
        rows = connection.execute(select(channels).order_by(*order)).mappings().all()
    addresses: dict[str, list[ChannelAddress]] = {person["id"]: [] for person in people}
    for row in rows:
        place = f"channel {row['name']!r} of subscriber {row['subscriber_id']!r}"
        addresses[row["subscriber_id"]].append(ChannelAddress(row["name"], keep.open(row["url"], place)))
    return [Subscriber(p["id"], p["name"], tuple(addresses[p["id"]]), p["enabled"]) for p in people]


def remove_subscriber(db: Database, subscriber_id: str) -> None:
    """Remove a subscriber with their channels and watches; alerts and deliveries of the past stay."""
    with db.write_alone() as connection:
        connection.execute(delete(subscribers).where(subscribers.c.id == subscriber_id))
        _changed(connection)


def save_watches(db: Database, new: Iterable[Watch]) -> None:
    """Add the watches, or replace those with the same id; idempotent. Raises StorageError for a strange owner."""
    new = list(new)
    with db.write_alone() as connection:
        known = set(connection.execute(select(subscribers.c.id)).scalars())
        for watch in new:
            if sound(watch.subscriber_id) not in known:
                raise StorageError(
                    f"watch {watch.id!r} belongs to subscriber {watch.subscriber_id!r}, who is not in the database; "
                    "import the subscriber first"
                )
        upsert(connection, watches, [_watch_row(watch) for watch in new])
        _changed(connection)


def list_watches(db: Database, subscriber_id: str | None = None) -> list[Watch]:
    """All watches by id, of one subscriber or of everybody, the disabled ones too."""
    query = select(watches).order_by(watches.c.id)
    if subscriber_id is not None:
        query = query.where(watches.c.subscriber_id == subscriber_id)
    with db.read() as connection:
        return [_watch(row) for row in connection.execute(query).mappings()]


def remove_watch(db: Database, watch_id: str) -> None:
    """Remove a watch; its alerts stay."""
    with db.write_alone() as connection:
        connection.execute(delete(watches).where(watches.c.id == watch_id))
        _changed(connection)


def mark_watch(db: Database, watch: Watch, error: str | None, notice: str | None, now: datetime) -> None:
    """Note why a stored rule no longer parses, None where it does; the owner is sent the notice, once."""
    changed = (watches.c.id == watch.id) & watches.c.error.is_distinct_from(error)
    with db.write_alone() as connection:
        done = connection.execute(update(watches).where(changed).values(error=error))
        if notice is not None and done.rowcount:  # otherwise another process was faster
            theirs = (channels.c.subscriber_id == subscribers.c.id) & (subscribers.c.id == watch.subscriber_id)
            names = select(channels.c.name).where(theirs, subscribers.c.enabled)
            known = connection.execute(names.order_by(channels.c.position)).scalars().all()
            wanted = [name for name in known if not watch.channels or name in watch.channels]
            deliveries.notify(connection, watch.subscriber_id, wanted, notice, now)


def watches_version(db: Database) -> int:
    """A number that rises whenever subscribers or watches change (not their errors): cheap to ask every few seconds."""
    query = select(func.coalesce(func.max(versions.c.value), 0)).where(versions.c.name == WATCHES)
    with db.read() as connection:
        return int(connection.execute(query).scalar_one())


def _changed(connection: Connection) -> None:
    value = connection.execute(select(versions.c.value).where(versions.c.name == WATCHES)).scalar() or 0
    upsert(connection, versions, [{"name": WATCHES, "value": value + 1}])


def _channel_rows(person: Subscriber, keep: Keeper) -> Sequence[dict[str, Any]]:
    return [
        {"subscriber_id": person.id, "name": channel.name, "position": position, "url": keep.seal(channel.url)}
        for position, channel in enumerate(person.channels)
    ]


def _watch_row(watch: Watch) -> dict[str, Any]:
    return {
        "id": watch.id,
        "subscriber_id": watch.subscriber_id,
        "name": watch.name,
        "rule": watch.rule,
        "channels": list(watch.channels),
        "enabled": watch.enabled,
        "error": watch.error,
    }


def _watch(row: RowMapping | Mapping[str, Any]) -> Watch:
    return Watch(**{**row, "channels": tuple(row["channels"])})
