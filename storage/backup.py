"""Backup and restore: one folder with the database as a SQLite file, whichever database it came from, and a manifest.

A backup of PostgreSQL can therefore be restored into SQLite and the other way round: that is how one moves.
"""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, insert, select, text

from model.errors import StorageError
from storage.database import Database
from storage.opening import FILE, open_database
from storage.search.index import rebuild
from storage.tables import metadata
from storage.upgrade import upgrade, version_of

MANIFEST = "manifest.json"
KEPT = ("archive/*.warc.gz", "clippings/*/*.png")
ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: rows of each table, and the files of archive and pictures with their sizes in bytes."""

    made_at: str  # ISO 8601
    version: str
    rows: dict[str, int]
    archive: dict[str, int]


def backup(db: Database, target: Path, now: datetime, *, archive: bool = False) -> Manifest:
    """Back the database up into the new folder `target`, with copies of archive and pictures where `archive` is set.

    Writers may go on meanwhile. The key of channel addresses (secret.key) is left out: keep it elsewhere.
    Raises StorageError, and then there is no folder `target`.
    """
    if target.exists():
        raise StorageError(f"backup {target} exists already; name a new folder")
    aside = target.with_name(f"{target.name}.unfinished")
    try:
        shutil.rmtree(aside, ignore_errors=True)  # left by one that was killed
        aside.mkdir(parents=True)
        made = _fill(db, aside, now, archive=archive)
        (aside / MANIFEST).write_text(json.dumps(asdict(made), indent=2), encoding="utf-8")
        aside.rename(target)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(
            f"backup {target} cannot be written: {error}; free some space there or name another folder"
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return made


def _fill(db: Database, aside: Path, now: datetime, *, archive: bool) -> Manifest:
    if db.sqlite:
        with db.read() as connection, closing(sqlite3.connect(aside / FILE)) as target:
            connection.connection.driver_connection.backup(target)  # type: ignore[union-attr]  # sqlite3's own
    with _opened(aside) as copy:
        if not db.sqlite:
            _copy_rows(db, copy)
        integrity_check(copy)
        rows = _count(copy)
        version = version_of(copy) or ""
    kept = _files(db.folder)
    if archive:
        _copy_files(db.folder, aside, kept)
    return Manifest(now.isoformat(), version, rows, kept)


def restore(db: Database, folder: Path) -> Manifest:
    """Put a backup (of this version, or an older one) into the empty database `db`, and its files beside it.

    Raises StorageError, and then the database is still empty.
    """
    held = read_manifest(folder)
    if any(_count(db).values()):
        raise StorageError(
            f"database {db.place} is not empty; restore into a new one (set BAOSHAO_DATA to a new folder)"
        )
    with tempfile.TemporaryDirectory(dir=db.folder) as aside:
        shutil.copy2(folder / FILE, aside)  # it may have to be upgraded, and a backup stays as it is
        with _opened(Path(aside)) as source:
            integrity_check(source)
            upgrade(source)
            _copy_rows(source, db)
    _copy_files(folder, db.folder, _files(folder))
    return held


def read_manifest(folder: Path) -> Manifest:
    """What the backup in this folder says of itself. Raises StorageError where it is none."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(**told)
    except (OSError, ValueError, TypeError) as error:
        raise StorageError(
            f"{folder} holds no whole backup ({MANIFEST}: {error}); name a folder that `baoshao db backup` made"
        ) from error


def integrity_check(db: Database) -> None:
    """Let the database check itself: SQLite all of it, PostgreSQL that it answers. Raises StorageError."""
    with db.read() as connection:
        if not db.sqlite:
            connection.execute(text("SELECT 1"))
            return
        said = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
        orphans = [f"{row[0]} without {row[2]}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    wrong = [each for each in said + orphans if each != "ok"]
    if wrong:
        raise StorageError(f"database {db.place} is damaged ({wrong[0]}); restore a backup with `baoshao db restore`")


@contextmanager
def _opened(folder: Path) -> Iterator[Database]:
    db = open_database(None, folder, check=not (folder / FILE).exists())
    try:
        yield db
    finally:
        db.close()


def _copy_rows(source: Database, target: Database) -> None:
    with source.read() as reading, target.write_alone() as writing:
        for table in metadata.sorted_tables:
            walk = reading.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table))
            for part in walk.mappings().partitions():
                writing.execute(insert(table), [dict(row) for row in part])
        rebuild(writing)
        if not target.sqlite:
            _continue_numbering(writing)


def _continue_numbering(connection: Connection) -> None:
    for table in ("articles", "runs", "alerts", "attempts"):
        connection.execute(
            text(f"SELECT setval('{table}_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)")  # noqa: S608
        )


def _count(db: Database) -> dict[str, int]:
    with db.read() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def _files(folder: Path) -> dict[str, int]:
    """The files of the archive and the pictures below a folder, by path, with their sizes."""
    found = (path for pattern in KEPT for path in sorted(folder.glob(pattern)))
    return {str(path.relative_to(folder)): path.stat().st_size for path in found}


def _copy_files(source: Path, target: Path, names: Iterable[str]) -> None:
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / name, target / name)
