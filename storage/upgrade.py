"""Brings the tables to this program's version, and refuses a database that has another."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from model.errors import StorageError
from storage.database import Database

FOLDER = Path(__file__).parent / "migrations"


def upgrade(db: Database) -> str:
    """Bring the database to this program's version and name it; several processes may do so at once.

    Raises StorageError, and then the database is as it was.
    """
    with db.write_alone() as connection:
        _refuse_newer(db, _version(connection))
        command.upgrade(_config(connection), "head")
    return head()


def check_version(db: Database) -> None:
    """Give an empty database its tables. Raises StorageError where the version is not this program's."""
    with db.read() as connection:
        version = _version(connection)
        empty = version is None and not inspect(connection).get_table_names()
    if version == head():
        return
    if empty:
        upgrade(db)
        return
    _refuse_newer(db, version)
    raise StorageError(
        f"database {db.place} has version {version or 'none'}, this program needs {head()}; "
        "run `baoshao db backup`, then `baoshao db upgrade`"
    )


def version_of(db: Database) -> str | None:
    """The version that the database says it has."""
    with db.read() as connection:
        return _version(connection)


@cache
def head() -> str:
    """The version of the tables that this program needs."""
    return str(_scripts().get_current_head())


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _refuse_newer(db: Database, version: str | None) -> None:
    if version is not None and version not in {script.revision for script in _scripts().walk_revisions()}:
        raise StorageError(
            f"database {db.place} has version {version}, which this program does not know; "
            "it was made by a newer Baoshao: run that one, or restore a backup made before"
        )


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
