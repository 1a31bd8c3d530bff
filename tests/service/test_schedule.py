"""The schedule: neither forgets nor stampedes, and ends when it is told."""

import random
import threading
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from model.source import FetchState, Source
from service.schedule import CATCH_UP, Schedule, due, first_run

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def source(name: str = "a", **fields: object) -> Source:
    return Source(name, name, "feed", ("http://a.example/",), **{"every": timedelta(hours=1), **fields})  # type: ignore[arg-type]


def state(name: str = "a", **span: float) -> FetchState:
    return FetchState(name, next_fetch_at=NOW + timedelta(**span))


def test_what_never_ran_or_came_due_is_due_and_what_is_switched_off_never_is() -> None:
    listed = [source("new"), source("late"), source("early"), source("off", enabled=False), source("bare")]
    states = {"late": state("late", minutes=-1), "early": state("early", minutes=1), "bare": FetchState("bare")}
    assert [each.id for each in due(listed, states, NOW)] == ["new", "late", "bare"]


def test_a_restart_forgets_nothing_and_does_not_run_everything_at_once() -> None:
    chance = random.Random(1)
    assert first_run(source(), None, NOW, chance) == NOW
    assert first_run(source(), state(minutes=20), NOW, chance) == NOW + timedelta(minutes=20)
    late = [first_run(source(), state(hours=-5), NOW, chance) - NOW for _ in range(200)]
    assert timedelta() <= min(late) < max(late) <= CATCH_UP
    assert max(late) - min(late) > CATCH_UP / 2


def test_a_shorter_interval_takes_effect_at_the_next_start() -> None:
    assert first_run(source(every=timedelta(minutes=5)), state(minutes=50), NOW, random.Random()) == NOW + timedelta(
        minutes=5
    )


def wait_for(condition: object, seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.01)
    return False


def test_each_source_is_collected_and_one_that_raises_stops_no_other() -> None:
    done: list[str] = []

    def collect(each: Source) -> None:
        done.append(each.id)
        if each.id == "bad":
            raise RuntimeError("broken")

    schedule = Schedule(collect, lambda: None)
    schedule.start([source("bad"), source("good"), source("off", enabled=False)], {}, datetime.now(NOW.tzinfo))
    assert wait_for(lambda: set(done) == {"bad", "good"})
    assert schedule.stop(5)


def test_a_source_that_still_runs_is_not_collected_twice_at_once() -> None:
    begun, go = [], threading.Event()

    def collect(each: Source) -> None:
        begun.append(each.id)
        go.wait(5)

    schedule = Schedule(collect, lambda: None)
    schedule.start([], {}, NOW)
    for _ in range(5):
        schedule.enqueue(source())
    assert wait_for(lambda: begun)
    schedule.enqueue(source())
    time.sleep(0.05)
    assert begun == ["a"]
    go.set()
    assert schedule.stop(5)


def test_a_turn_that_fails_is_made_again() -> None:
    turns: list[int] = []

    def turn() -> None:
        turns.append(1)
        if len(turns) == 1:
            raise OSError("the database is away")

    schedule = Schedule(lambda each: None, turn)
    schedule.start([], {}, NOW)
    schedule.wake()
    assert wait_for(lambda: len(turns) == 1)
    schedule.wake()
    assert wait_for(lambda: len(turns) == 2)
    assert schedule.stop(5)


def test_stopping_does_not_wait_longer_than_it_may() -> None:
    hang = threading.Event()
    schedule = Schedule(lambda each: hang.wait(30), lambda: None)
    schedule.start([source()], {}, datetime.now(NOW.tzinfo))
    time.sleep(0.3)
    begin = time.monotonic()
    assert not schedule.stop(0.5)
    assert time.monotonic() - begin < 3
    assert schedule.stopping.is_set()
    hang.set()
