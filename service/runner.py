"""Everything in one process: schedule, alerts, delivery and the web page, from start to a clean end."""

import threading
import time
from collections.abc import Callable
from datetime import date, datetime

import uvicorn

from model.source import Source
from service import cycle
from service.house import House
from service.log import logger
from service.output import moment
from service.schedule import Schedule
from storage.states import load_state, load_states
from web.app import create_app

END = 8.0
"""Seconds that running work has once the service is told to end."""
SLACK = 61.0
"""Seconds by which a trigger may come before what the database says is due: the jitter."""


class Service:
    """The running service; `with Service(house) as service:` runs until the block ends."""

    def __init__(self, house: House, clock: Callable[[], datetime] = lambda: moment(None)) -> None:
        self.house = house
        self.clock = clock
        self._pruned: date | None = None
        self.clean = False  # whether all work had ended when the service did
        self.schedule = Schedule(self._collect, self._turn)
        self._web = uvicorn.Server(self._web_config())
        self._web_thread = threading.Thread(target=self._web.run, name="web", daemon=True)

    def __enter__(self) -> "Service":
        self.house.check()
        sources = self.house.sources.values()
        self.schedule.start(sources, load_states(self.house.db), self.clock())
        self._web_thread.start()
        while not self._web.started and self._web_thread.is_alive():
            time.sleep(0.02)
        enabled = sum(source.enabled for source in sources)
        logger().info("running", sources=enabled, page=self.url, database=self.house.db.place)
        return self

    def __exit__(self, *_: object) -> None:
        self._web.should_exit = True
        self.clean = self.schedule.stop(END)
        self._web_thread.join(1.0)
        logger().info("ended", clean=self.clean)
        if self.clean:
            self.house.close()

    @property
    def url(self) -> str:
        """Where the page is."""
        host, port = self.house.settings.address
        if self._web.started and self._web.servers:
            port = self._web.servers[0].sockets[0].getsockname()[1]
        return f"http://{host}:{port}/"

    def _web_config(self) -> uvicorn.Config:
        host, port = self.house.settings.address
        bind = self.house.settings.bind
        app = create_app(self.house.db, self.house.sources, bind=bind, clock=self.clock)
        return uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )

    def _collect(self, source: Source) -> None:
        now = self.clock()
        next_at = load_state(self.house.db, source.id).next_fetch_at
        if next_at and (next_at - now).total_seconds() > SLACK:
            return  # it failed and waits longer than its rhythm
        run = cycle.collect(self.house, source, now, self.schedule.stopping)
        logger().info("collected", source=source.id, new=run.new, changed=run.changed, error=run.error)

    def _turn(self) -> None:
        self._prune()
        raised = cycle.alert(self.house, self.clock())
        tried = cycle.deliver(self.house, self.clock())
        if raised or tried:
            logger().info("alerted", alerts=len(raised), deliveries=[each.state for each in tried])

    def _prune(self) -> None:
        """Once a day, let go of snapshots older than sources.yaml's `retention`."""
        now = self.clock()
        if self._pruned is not None and now.date() == self._pruned:
            return
        self._pruned = now.date()
        gone = self.house.archive.prune(self.house.catalog.retention, now)
        if gone:
            logger().info("pruned", archive_files=gone, days=self.house.catalog.retention)
