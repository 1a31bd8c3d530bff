"""Notices to subscribers, and alerts by story."""

from storage.migrations.scripts import run

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Let a delivery carry a notice instead of alerts, and find the alerts of a story without reading all of them."""
    run("0003_notices")
