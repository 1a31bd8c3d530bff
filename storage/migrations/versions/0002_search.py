"""The search index."""

from storage.migrations.scripts import run

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the search index; `baoshao db reindex` fills it for articles that are there already."""
    run("0002_search")
