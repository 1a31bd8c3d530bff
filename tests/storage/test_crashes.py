"""kill -9 between any two steps of storage: nothing is lost, nothing is stored twice."""

import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from model.crash import VARIABLE
from storage import deliveries, open_database, outbox, reading, states
from storage.snapshots import Archive
from tests.storage import one_turn

TURN = Path(one_turn.__file__)
POINTS = [
    "archive.half",
    "archive.end",
    "store.begin",
    "store.snapshots",
    "store.articles",
    "store.commit",
    "store.end",
    "enqueue.begin",
    "enqueue.alerts",
    "enqueue.outbox",
    "enqueue.commit",
    "enqueue.end",
    "form.begin",
    "form.commit",
    "form.end",
    "lease.end",
    "finish.begin",
    "finish.commit",
    "finish.end",
]
SENT_UNNOTED = {"finish.begin", "finish.commit"}


def turn(url: str, folder: Path, crash_at: str = "") -> int:
    """Run one turn in a process of its own and give its exit code."""
    environment = os.environ | {VARIABLE: crash_at, "PYTHONPATH": str(TURN.parents[2])}
    return subprocess.run([sys.executable, TURN, url, folder], env=environment, check=False, timeout=60).returncode


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_a_turn_killed_at_any_step_is_made_good_by_the_next(database_url, tmp_path, point):
    assert turn(database_url, tmp_path, crash_at=point) == -signal.SIGKILL
    assert turn(database_url, tmp_path) == 0
    with closing(open_database(database_url, tmp_path)) as db:
        stored = reading.newest(db).articles
        raised = outbox.list_alerts(db)
        assert [each.url for each in reversed(stored)] == one_turn.URLS
        assert [each.article_id for each in raised] == [each.id for each in stored]
        assert states.load_states(db).keys() == {"paper"}
        assert sum(run.new for run in states.list_runs(db)) == 3
        assert [Archive(db).read(each) for each in one_turn.IDS] == [one_turn.page(number) for number in range(3)]
        assert deliveries.backlog(db) == {"sent": 1, "waiting": 0}
    told = sorted(int(line) for line in (tmp_path / "sent").read_text().split())
    assert told == sorted([each.id for each in raised] * (2 if point in SENT_UNNOTED else 1))


def test_every_crash_point_of_storage_is_tried():
    code = "".join(path.read_text() for path in (TURN.parents[2] / "storage").rglob("*.py"))
    named = set(re.findall(r'crash_point\("([^"]+)"\)', code))
    assert named == set(POINTS)


def test_without_the_variable_a_crash_point_does_nothing(database_url, tmp_path):
    assert turn(database_url, tmp_path) == 0
    assert turn(database_url, tmp_path) == 0
