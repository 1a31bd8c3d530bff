"""Turns what a database driver says into a StorageError that names the thing, the place and the remedy."""

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from model.errors import StorageError

# What SQLite and PostgreSQL say (in lower case) → what happened, what to do.
CAUSES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("database is locked", "database table is locked", "lock timeout", "deadlock detected"),
        "is locked by another process; end that process or try again",
    ),
    (
        ("database or disk is full", "no space left on device", "could not extend file", "disk full"),
        "cannot be written because the disk is full; free some space there and try again",
    ),
    (
        ("disk i/o error",),
        "cannot be read or written (disk I/O error); check the disk, its free space and the folder's rights",
    ),
    (
        ("unable to open database file",),
        "cannot be opened; check that its folder exists and that this user may write to it",
    ),
    (("readonly database", "read-only"), "is read-only for this user; give the user the right to write to it"),
    (
        ("file is not a database", "malformed"),
        "is damaged or no database; restore a backup with `baoshao db restore`",
    ),
    (("no such module: fts5",), "needs an SQLite with FTS5; use a Python whose sqlite3 has it, or PostgreSQL"),
    (("no such table", "undefinedtable"), "lacks its tables; run `baoshao db upgrade`"),
    (("authentication failed", "no password supplied"), "refuses the user or the password; check BAOSHAO_DATABASE_URL"),
    (
        ('database "', "role "),  # database "x" does not exist, role "y" does not exist
        "does not exist on that server, or the user does not; create it or check BAOSHAO_DATABASE_URL",
    ),
    (
        ("connection", "could not translate host name", "failed to resolve host", "timeout expired", "server closed"),
        "cannot be reached; check that the server runs and that BAOSHAO_DATABASE_URL is right",
    ),
)


def storage_error(place: str, error: SQLAlchemyError) -> StorageError:
    """The StorageError for what the driver raised; `place` names the database without its password."""
    said = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    known = f"{said} {type(getattr(error, 'orig', None)).__name__}".lower()
    for signs, meaning in CAUSES:
        if any(sign in known for sign in signs):
            return StorageError(f"database {place} {meaning} ({said})")
    return StorageError(f"database {place} failed: {said}; if this stays, run `baoshao health` and report it")
