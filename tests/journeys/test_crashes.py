"""kill -9 between each pair of steps: after a restart every article is there once, every alert exactly once."""

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from model.crash import VARIABLE
from service import cycle
from storage.deliveries import list_deliveries
from storage.outbox import list_alerts
from storage.reading import newest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("model", "ingest", "storage", "notify", "service")
QUICK = ("store.articles", "enqueue.outbox")


def points() -> list[str]:
    texts = [path.read_text("utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return sorted({name for text in texts for name in re.findall(r'crash_point\("([a-z._]+)"\)', text)})


def live(stage: Any, crash_at: str = "") -> int:
    environment = os.environ | stage.environment() | {VARIABLE: crash_at, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(ROOT / "tests" / "journeys" / "one_day.py"), stage.now.isoformat()]
    return subprocess.run(command, env=environment, cwd=stage.folder.parent, capture_output=True).returncode


def alerts_of_an_undisturbed_day(stage: Any) -> int:
    other = replace(stage, folder=stage.folder.parent / "undisturbed")
    house = other.house()
    for source in house.sources.values():
        if source.enabled:
            cycle.collect(house, source, other.now)
    count = len(cycle.alert(house, other.now))
    house.close()
    return count


def check_nothing_is_lost_or_doubled(stage: Any, crash_at: str) -> None:
    stage.house().close()
    assert live(stage, crash_at) == -9, f"the process did not pass {crash_at}"
    assert live(stage) == 0
    expected = alerts_of_an_undisturbed_day(stage)
    house = stage.house()
    cycle.deliver(house, stage.now + timedelta(minutes=10))  # past the lease of whoever died
    articles = newest(house.db, limit=1000).articles
    assert len(articles) == len({article.url for article in articles}) == 74
    alerts = list_alerts(house.db, limit=1000)
    assert len(alerts) == len({(a.watch_id, a.story_id, a.revision) for a in alerts}) == expected > 0
    told = Counter(alert["id"] for message in stage.receiver.received.values() for alert in message["alerts"])
    assert set(told) == {alert.id for alert in alerts}
    assert max(told.values()) == 1, "a repeat carried another key"
    assert {delivery.state for delivery in list_deliveries(house.db, limit=100)} == {"sent"}
    house.close()


@pytest.mark.parametrize("crash_at", QUICK)
def test_a_kill_between_two_steps_loses_and_doubles_nothing(stage: Any, crash_at: str) -> None:
    check_nothing_is_lost_or_doubled(stage, crash_at)


@pytest.mark.slow
@pytest.mark.parametrize("crash_at", sorted(set(points()) - set(QUICK)))
def test_a_kill_at_any_named_point_loses_and_doubles_nothing(stage: Any, crash_at: str) -> None:
    check_nothing_is_lost_or_doubled(stage, crash_at)
