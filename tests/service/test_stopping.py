import threading
from datetime import UTC, datetime, timedelta

import pytest

from model.source import Request, Source
from service.schedule import Schedule
from service.stopping import Stopping, stopping_fetch


def test_a_fetch_stops_once_the_service_ends():
    stop = threading.Event()
    fetch = stopping_fetch(lambda request: request, stop)
    assert fetch(Request("http://a.cn/")) == Request("http://a.cn/")
    stop.set()
    with pytest.raises(Stopping):
        fetch(Request("http://a.cn/"))


def test_a_run_that_is_dropped_at_the_end_ends_its_thread_in_silence():
    begun, seen = threading.Event(), []
    schedule: Schedule

    def collect(source):
        begun.set()
        schedule.stopping.wait(5)
        raise Stopping

    schedule = Schedule(collect, lambda: None)
    threading.excepthook, former = seen.append, threading.excepthook
    try:
        source = Source("a", "甲", "feed", ("http://a.cn/",), every=timedelta(days=1))
        schedule.start([source], {}, datetime.now(UTC))
        assert begun.wait(5)
        assert schedule.stop(5)
    finally:
        threading.excepthook = former
    assert seen == []
