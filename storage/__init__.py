"""The database and the archive; the only room that speaks SQL."""

from storage.database import Database, open_database

__all__ = ["Database", "open_database"]
