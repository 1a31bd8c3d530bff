"""Opens the database: SQLite by default, PostgreSQL by its address."""

import sqlite3
import time
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from model.errors import StorageError
from storage.database import WRITING, Database
from storage.rows import to_json
from storage.upgrade import check_version

FILE = "baoshao.sqlite3"
BUSY_SECONDS = 30


def open_database(
    url: str | None = None, folder: Path | str = "data", *, check: bool = True, busy_seconds: float = BUSY_SECONDS
) -> Database:
    """Open the database at `url`, or the SQLite file in the data folder; a new, empty one gets its tables.

    Raises StorageError where it cannot be opened, or where its version is not this program's (unless `check` is off).
    """
    folder = Path(folder)
    address = _address(url, folder)
    engine = _sqlite(address, busy_seconds) if address.get_backend_name() == "sqlite" else _postgres(address)
    database = Database(engine, folder)
    if check:
        try:
            check_version(database)
        except StorageError:
            database.close()
            raise
    return database


def _address(url: str | None, folder: Path) -> URL:
    if not url:
        _make_folder(folder)
        return URL.create("sqlite", database=str(folder / FILE))
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        backend = ""
    if backend in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and address.database:
        _make_folder(Path(address.database).parent)
        return address.set(drivername="sqlite")
    raise StorageError(
        "BAOSHAO_DATABASE_URL names no database that is known here; "
        "write postgresql://USER:PASSWORD@HOST/NAME or sqlite:///PATH, or leave it empty for a file in BAOSHAO_DATA"
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"data folder {folder} cannot be made: {error.strerror}; set BAOSHAO_DATA to a folder that may be written"
        ) from error


def _sqlite(address: URL, busy_seconds: float) -> Engine:
    engine = create_engine(address, json_serializer=to_json, connect_args={"timeout": busy_seconds})
    event.listen(engine, "connect", partial(_prepare_sqlite, busy_seconds))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgres(address: URL) -> Engine:
    # Prepared statements would be planned for no phrase in particular, and compiling a plan takes longer than a search.
    options = {"connect_timeout": 10, "application_name": "baoshao", "prepare_threshold": None, "options": "-c jit=off"}
    given = {name: value for name, value in options.items() if name not in address.query}
    return create_engine(address, json_serializer=to_json, pool_pre_ping=True, connect_args=given)


def _prepare_sqlite(busy_seconds: float, connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # BEGIN is ours: see _begin_sqlite
    # Pages of 8 KB hold packed texts with less waste; the size counts only where the file is still to be made.
    connection.execute("PRAGMA page_size=8192")
    _use_wal(connection, busy_seconds)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Use a write-ahead log; while another makes that change to a new file, SQLite refuses it without waiting."""
    until = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A deferred BEGIN that later writes fails with SQLITE_BUSY whatever the timeout; IMMEDIATE waits its turn.
    writing = connection.get_execution_options().get(WRITING, True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
