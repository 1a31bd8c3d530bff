"""Leases by name: at most one owner at a time, for a limited time; a dead owner's lease comes free by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Database
from storage.tables import leases


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease that was given: `epoch` rises with each change of owner, so that a late owner can be told."""

    name: str
    owner: str
    epoch: int
    expires_at: datetime


def take(db: Database, name: str, owner: str, seconds: float, now: datetime | None = None) -> Lease | None:
    """Take or renew a lease; None where another owner has it. `now` is the database's clock unless given."""
    now = now or db.now()
    table = sqlite.insert(leases) if db.sqlite else postgresql.insert(leases)
    expires_at = now + timedelta(seconds=seconds)
    statement = table.values(name=name, owner=owner, epoch=1, expires_at=expires_at)
    mine = leases.c.owner == owner
    renewed = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={
            "owner": owner,
            "expires_at": expires_at,
            "epoch": case((mine, leases.c.epoch), else_=leases.c.epoch + 1),
        },
        where=or_(mine, leases.c.expires_at <= now),
    ).returning(leases)
    with db.write() as connection:
        row = connection.execute(renewed).mappings().one_or_none()
    return Lease(**row) if row else None


def release(db: Database, lease: Lease) -> None:
    """Give a lease back, if it is still this owner's."""
    with db.write() as connection:
        mine = (leases.c.name == lease.name, leases.c.owner == lease.owner)
        connection.execute(delete(leases).where(*mine))


def holder(db: Database, name: str) -> Lease | None:
    """Who has, or last had, a lease."""
    with db.read() as connection:
        row = connection.execute(select(leases).where(leases.c.name == name)).mappings().one_or_none()
    return Lease(**row) if row else None
