"""From the outbox to the reader's hand: waiting alerts become deliveries, which are leased, tried and finished."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, func, insert, or_, select, tuple_, update

from model.crash import crash_point
from model.errors import StorageError
from model.watching import Delivery, DeliveryState
from storage.database import Database
from storage.sql import chunks
from storage.tables import attempts, deliveries, outbox
from storage.values import Attempt

OPEN = deliveries.c.finished_at.is_(None)
LOST = "the sender ended, or its lease ran out, before the answer was noted: it may have arrived"


def form(db: Database, now: datetime, most: int = 50) -> list[Delivery]:
    """Fold the alerts that are due into deliveries: one for each subscriber and channel, of at most `most` alerts."""
    order = (outbox.c.subscriber_id, outbox.c.channel, outbox.c.alert_id)
    waiting = select(*order).where(outbox.c.delivery_id.is_(None), outbox.c.due_at <= now).order_by(*order)
    crash_point("form.begin")
    formed = []
    with db.write_alone() as connection:
        rows = connection.execute(waiting).tuples().all()
        for (subscriber_id, channel), group in groupby(rows, key=lambda row: (row[0], row[1])):
            for alert_ids in chunks([row[2] for row in group], most):
                delivery = Delivery(str(uuid4()), subscriber_id, channel, tuple(alert_ids), "queued", 0, now, now)
                _put(connection, delivery)
                formed.append(delivery)
        crash_point("form.commit")
    crash_point("form.end")
    return formed


def notify(connection: Connection, subscriber_id: str, channels: Sequence[str], notice: str, now: datetime) -> None:
    """Queue a notice of the house for these channels of a subscriber, within a transaction."""
    for channel in channels:
        _put(connection, Delivery(str(uuid4()), subscriber_id, channel, (), "queued", 0, now, now, notice=notice))


def _put(connection: Connection, delivery: Delivery) -> None:
    row = {column.name: getattr(delivery, column.name, None) for column in deliveries.columns}
    connection.execute(insert(deliveries), [row])
    if not delivery.alert_ids:
        return
    mine = tuple_(outbox.c.subscriber_id, outbox.c.channel) == (delivery.subscriber_id, delivery.channel)
    these = outbox.c.alert_id.in_(delivery.alert_ids)
    connection.execute(update(outbox).where(mine, these).values(delivery_id=delivery.id))


def lease(db: Database, owner: str, now: datetime, seconds: float, limit: int = 20) -> list[Delivery]:
    """Take deliveries that are due, oldest first, for this many seconds; nobody else is given them until then.

    One whose former lease ran out comes back, with an attempt of state "unknown" in its log.
    """
    free = or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until <= now)
    due = select(deliveries).where(OPEN, deliveries.c.due_at <= now, free)
    due = due.order_by(deliveries.c.due_at, deliveries.c.id).limit(limit).with_for_update(skip_locked=True)
    with db.write() as connection:
        rows = connection.execute(due).mappings().all()
        ids = [row["id"] for row in rows]
        lost = [Attempt("unknown", now, message=LOST) for row in rows if row["state"] == "leased"]
        _log(connection, [row["id"] for row in rows if row["state"] == "leased"], lost)
        taken = {
            "state": "leased",
            "attempts": deliveries.c.attempts + 1,
            "lease_owner": owner,
            "lease_until": now + timedelta(seconds=seconds),
        }
        connection.execute(update(deliveries).where(deliveries.c.id.in_(ids)).values(taken))
        leased = _read(connection, ids)
    crash_point("lease.end")
    return leased


def finish(db: Database, delivery_id: str, owner: str, attempt: Attempt) -> Delivery:
    """Log how an attempt ended and give the delivery as it stands now.

    "sent", "dead" and "unknown" are final; "later" comes back at `attempt.due_at`. An owner whose lease went to
    somebody else changes nothing any more, except that "sent" always counts. Raises StorageError.
    """
    crash_point("finish.begin")
    with db.write() as connection:
        query = select(deliveries).where(deliveries.c.id == delivery_id).with_for_update()
        row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise StorageError(f"delivery {delivery_id} is not in database {db.place}; see `baoshao deliveries`")
        _log(connection, [delivery_id], [attempt])
        holds = row["state"] == "leased" and row["lease_owner"] == owner
        if row["state"] != "sent" and (holds or attempt.state == "sent"):
            connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(_ended(attempt, row)))
        crash_point("finish.commit")
        (delivery,) = _read(connection, [delivery_id])
    crash_point("finish.end")
    return delivery


def _ended(attempt: Attempt, row: RowMapping) -> dict[str, Any]:
    final = attempt.state != "later"
    return {
        "state": attempt.state,
        "reason": attempt.message,
        "due_at": row["due_at"] if final else attempt.due_at or row["due_at"],
        "finished_at": attempt.at if final else None,
        "lease_owner": None,
        "lease_until": None,
    }


def retry(db: Database, delivery_id: str, now: datetime) -> None:
    """Queue a delivery again that ended dead or unknown: an operator's decision."""
    ended = deliveries.c.state.in_(("dead", "unknown"))
    again = {"state": "queued", "due_at": now, "finished_at": None}
    with db.write() as connection:
        done = connection.execute(update(deliveries).where(deliveries.c.id == delivery_id, ended).values(again))
    if not done.rowcount:
        raise StorageError(f"delivery {delivery_id} did not end dead or unknown; see `baoshao deliveries`")


def _log(connection: Connection, ids: Sequence[str], made: Sequence[Attempt]) -> None:
    rows = [
        {
            "delivery_id": delivery_id,
            "at": attempt.at,
            "state": attempt.state,
            "status": attempt.status,
            "code": attempt.code,
            "message": attempt.message,
        }
        for delivery_id, attempt in zip(ids, made, strict=True)
    ]
    if rows:
        connection.execute(insert(attempts), rows)


def list_deliveries(
    db: Database, *, state: DeliveryState | None = None, since: datetime | None = None, limit: int = 50
) -> list[Delivery]:
    """Deliveries, newest first, in one state or in any."""
    query = select(deliveries.c.id).order_by(deliveries.c.created_at.desc(), deliveries.c.id).limit(limit)
    if state is not None:
        query = query.where(deliveries.c.state == state)
    if since is not None:
        query = query.where(deliveries.c.created_at >= since)
    with db.read() as connection:
        return _read(connection, connection.execute(query).scalars().all())


def attempts_of(db: Database, delivery_id: str) -> list[Attempt]:
    """The log of a delivery's attempts, first one first."""
    names = ("state", "at", "status", "code", "message")
    query = select(*(attempts.c[name] for name in names)).where(attempts.c.delivery_id == delivery_id)
    with db.read() as connection:
        return [Attempt(**row) for row in connection.execute(query.order_by(attempts.c.id)).mappings()]


def backlog(db: Database) -> dict[str, int]:
    """How many deliveries are in each state, and under "waiting" how many alerts have none yet."""
    by_state = select(deliveries.c.state, func.count().label("number")).group_by(deliveries.c.state)
    waiting = select(func.count()).select_from(outbox).where(outbox.c.delivery_id.is_(None))
    with db.read() as connection:
        found: dict[str, int] = {row.state: row.number for row in connection.execute(by_state)}
        return found | {"waiting": connection.execute(waiting).scalar_one()}


def _read(connection: Connection, ids: Sequence[str]) -> list[Delivery]:
    """The deliveries with these ids, in their order."""
    names = (
        "id",
        "subscriber_id",
        "channel",
        "state",
        "attempts",
        "created_at",
        "due_at",
        "finished_at",
        "reason",
        "notice",
    )
    columns = [deliveries.c[name] for name in names]
    rows: dict[str, RowMapping] = {}
    carried: dict[str, list[int]] = {delivery_id: [] for delivery_id in ids}
    link = select(outbox.c.delivery_id, outbox.c.alert_id).order_by(outbox.c.alert_id)
    for chunk in chunks(ids):
        found = connection.execute(select(*columns).where(deliveries.c.id.in_(chunk))).mappings()
        rows |= {row["id"]: row for row in found}
        for delivery_id, alert_id in connection.execute(link.where(outbox.c.delivery_id.in_(chunk))):
            carried[delivery_id].append(alert_id)
    return [Delivery(**rows[each], alert_ids=tuple(carried[each])) for each in ids]
