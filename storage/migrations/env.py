"""Alembic's entry: runs the migrations in the transaction that `storage.upgrade` holds, and locks, for it.

Three `upgrade` at once would otherwise fail: the lock is BEGIN IMMEDIATE on SQLite, an advisory one on PostgreSQL.
"""

from alembic import context

from storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
