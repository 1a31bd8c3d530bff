"""The first tables."""

from storage.migrations.scripts import run

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    run("0001_first")
