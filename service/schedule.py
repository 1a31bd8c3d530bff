"""When work is done: APScheduler triggers rebuilt from the sources; what is due is in the database, never only here."""

import random
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from model.source import FetchState, Source
from service.log import logger
from service.stopping import Stopping
from service.triggers import next_due, trigger

ZONE = "Asia/Shanghai"
CATCH_UP = timedelta(seconds=60)
"""Sources that came due while the service was away start spread over this time."""
WORKERS = 8
JITTER = 0.05  # of the interval, so that sources with the same interval drift apart
MAX_JITTER = timedelta(seconds=60)
TICK = 5.0  # seconds between two looks for alerts to raise and deliveries that came due


def due(sources: Iterable[Source], states: Mapping[str, FetchState], now: datetime) -> list[Source]:
    """Step 1: the enabled sources whose time has come; one that never ran is due at once."""

    def ripe(source: Source) -> bool:
        state = states.get(source.id)
        return state is None or state.next_fetch_at is None or state.next_fetch_at <= now

    return [source for source in sources if source.enabled and ripe(source)]


def first_run(source: Source, state: FetchState | None, now: datetime, chance: random.Random) -> datetime:
    """When a source runs first after a start: as remembered, or spread over a minute where that has passed."""
    at = state.next_fetch_at if state else None
    if at and at > now:
        return min(at, next_due(source, now))  # a shorter interval in sources.yaml takes effect at once
    return now + chance.random() * CATCH_UP if state else now


class Schedule:
    """Runs jobs in threads until it is stopped; jobs only put work into a queue, so none is ever missed."""

    def __init__(self, collect: Callable[[Source], object], turn: Callable[[], object]) -> None:
        self._collect = collect
        self._turn = turn
        self._work: SimpleQueue[Source] = SimpleQueue()
        self._waiting: set[str] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._scheduler = BackgroundScheduler(
            timezone=ZONE,
            executors={"default": ThreadPoolExecutor(2)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._threads = [
            threading.Thread(target=self._collecting, name=f"collect-{n}", daemon=True) for n in range(WORKERS)
        ]
        self._threads.append(threading.Thread(target=self._turning, name="alert-and-deliver", daemon=True))

    def start(self, sources: Iterable[Source], states: Mapping[str, FetchState], now: datetime) -> None:
        """Begin; each enabled source gets its trigger and its first moment."""
        chance = random.Random()
        for source in sources:
            if not source.enabled:
                continue
            spread = min(MAX_JITTER, ((source.every or timedelta()) * JITTER))
            rhythm = trigger(source)
            rhythm.jitter = int(spread.total_seconds()) or None
            at = first_run(source, states.get(source.id), now, chance)
            self._scheduler.add_job(self.enqueue, rhythm, args=[source], id=source.id, next_run_time=at)
        self._scheduler.start()
        for thread in self._threads:
            thread.start()

    def enqueue(self, source: Source) -> None:
        """Ask for one collection of a source; one that already waits or runs is not asked twice."""
        with self._lock:
            if source.id in self._waiting:
                return
            self._waiting.add(source.id)
        self._work.put(source)

    def wake(self) -> None:
        """Look for alerts and deliveries now."""
        self._woken.set()

    @property
    def stopping(self) -> threading.Event:
        """Set once the service is to end; long work looks at it between two steps."""
        return self._stopping

    def stop(self, seconds: float) -> bool:
        """End: nothing new begins, what runs has so many seconds. Says whether all of it ended."""
        self._stopping.set()
        self._woken.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        deadline = threading.Event()
        timer = threading.Timer(seconds, deadline.set)
        timer.daemon = True
        timer.start()
        while any(thread.is_alive() for thread in self._threads) and not deadline.is_set():
            for thread in self._threads:
                thread.join(0.05)
        timer.cancel()
        return not any(thread.is_alive() for thread in self._threads)

    def _collecting(self) -> None:
        while not self._stopping.is_set():
            try:
                source = self._work.get(timeout=0.2)
            except Empty:
                continue
            try:
                self._collect(source)
            except Stopping:  # the run was dropped before its transaction; the next start makes it again
                return
            except Exception as error:  # noqa: BLE001 - whatever one source does, the next goes on
                logger().error("collect failed", source=source.id, error=error)
            finally:
                with self._lock:
                    self._waiting.discard(source.id)
            self._woken.set()

    def _turning(self) -> None:
        while not self._stopping.is_set():
            self._woken.wait(TICK)
            self._woken.clear()
            try:
                self._turn()
            except Exception as error:  # noqa: BLE001 - a database that is away for a while must not end the service
                logger().error("alert and deliver failed", error=error)
