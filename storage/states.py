"""What is remembered of each source: its fetch state, what is due, and the runs so far."""

from dataclasses import asdict

from sqlalchemy import Connection, RowMapping, insert, select

from model.source import FetchState, Validators
from storage.database import Database
from storage.sql import upsert
from storage.tables import fetch_states, runs
from storage.values import Run


def load_state(db: Database, source_id: str) -> FetchState:
    """The fetch state of a source; a fresh one where it never ran."""
    return load_states(db).get(source_id, FetchState(source_id))


def load_states(db: Database) -> dict[str, FetchState]:
    """The fetch states of all sources that ever ran, by source id: what is due is `next_fetch_at`."""
    with db.read() as connection:
        rows = connection.execute(select(fetch_states)).mappings().all()
    return {row["source_id"]: _state(row) for row in rows}


def save_state(db: Database, state: FetchState) -> None:
    """Save a fetch state by itself: for a run that stored no articles, see `articles.store` for all others."""
    with db.write() as connection:
        put_state(connection, state)


def put_state(connection: Connection, state: FetchState) -> None:
    """Write a fetch state within a transaction."""
    validators = {url: [each.etag, each.last_modified] for url, each in state.validators.items()}
    row = {
        "source_id": state.source_id,
        "validators": validators,
        "cursor": dict(state.cursor),
        "next_fetch_at": state.next_fetch_at,
        "last_run_at": state.last_run_at,
        "last_success_at": state.last_success_at,
        "failures": state.failures,
        "last_error": state.last_error,
    }
    upsert(connection, fetch_states, [row])


def put_run(connection: Connection, run: Run) -> None:
    """Write the row of a run within a transaction."""
    row = asdict(run) | {"problems": list(run.problems)}
    del row["id"]
    connection.execute(insert(runs), [row])


def list_runs(db: Database, source_id: str | None = None, limit: int = 50) -> list[Run]:
    """The latest runs, newest first, of one source or of all."""
    query = select(runs).order_by(runs.c.id.desc()).limit(limit)
    if source_id is not None:
        query = query.where(runs.c.source_id == source_id)
    with db.read() as connection:
        rows = connection.execute(query).mappings().all()
    return [Run(**{**row, "problems": tuple(row["problems"])}) for row in rows]


def _state(row: RowMapping) -> FetchState:
    validators = {url: Validators(*pair) for url, pair in row["validators"].items()}
    return FetchState(**{**row, "validators": validators})
