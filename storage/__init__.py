"""The database and the archive; the only room that speaks SQL."""

from storage.database import Database
from storage.opening import open_database

__all__ = ["Database", "open_database"]
