"""An open database, SQLite or PostgreSQL: one way to read, one way to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from storage.failures import storage_error

WRITING = "baoshao_writing"
STORE_LOCK = 0x62616F73  # "baos": PostgreSQL's advisory lock of writers who must go one by one


class Database:
    """An open database and the data folder beside it; safe to share between threads, never across a fork."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.folder = folder

    @property
    def place(self) -> str:
        """Where the database is, for messages; without its password."""
        if self.sqlite:
            return str(self.engine.url.database)
        return self.engine.url.render_as_string(hide_password=True)

    @property
    def sqlite(self) -> bool:
        """Whether this is SQLite (else PostgreSQL)."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads, on one state of the database. Raises StorageError."""
        with self._transaction(writing=False) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: committed at the end, undone on any error. Raises StorageError."""
        with self._transaction(writing=True) as connection:
            yield connection

    @contextmanager
    def write_alone(self) -> Iterator[Connection]:
        """A writing transaction that no other `write_alone` overlaps (on SQLite no writer ever does)."""
        with self.write() as connection:
            if not self.sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": STORE_LOCK})
            yield connection

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection:
                if self.sqlite:
                    connection.execution_options(**{WRITING: writing})
                elif not writing:
                    connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                with connection.begin():
                    yield connection
        except SQLAlchemyError as error:
            raise storage_error(self.place, error) from error

    def now(self) -> datetime:
        """The database's clock (the machine's for SQLite), so that leases of several machines agree."""
        if self.sqlite:
            return datetime.now(UTC)
        with self.read() as connection:
            return connection.execute(text("SELECT clock_timestamp()")).scalar_one()  # type: ignore[no-any-return]

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()
