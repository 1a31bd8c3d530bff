"""Figures for Prometheus, read when asked; labels are source ids and delivery states, nothing from the outside."""

from collections.abc import Callable, Iterator
from typing import get_args

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from model.watching import DeliveryState
from web.health import Health
from web.sources import ORDER

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class _Figures(Collector):
    def __init__(self, look: Callable[[], Health]) -> None:
        self._look = look

    def collect(self) -> Iterator[GaugeMetricFamily]:
        found = self._look()
        yield _one("baoshao_up", "1 where the database answers.", float(found.error is None))
        yield _one("baoshao_healthy", "1 where nothing is overdue.", float(found.well))
        for name, count in (found.counts or {}).items():
            yield _one(f"baoshao_{name}", f"{name} in the database (unmatched: articles not matched yet).", count)
        yield _by("baoshao_deliveries", "Deliveries by state.", "state", _deliveries(found))
        waiting = (found.outbox or {}).get("waiting", 0)
        yield _one("baoshao_alerts_waiting", "Alerts that are in no delivery yet.", waiting)
        stopped = float(len(found.stopped))
        yield _one("baoshao_watches_stopped", "Watches whose rule no longer parses.", stopped)
        standing: dict[str, float] = dict.fromkeys(ORDER, 0.0)
        for view in found.sources:
            standing[view.standing] += 1
        yield _by("baoshao_sources", "Sources by standing.", "standing", standing)
        running = [view for view in found.sources if view.standing != "off"]
        failures = {view.source.id: float(view.failures) for view in running}
        yield _by("baoshao_source_failures", "Failed runs in a row.", "source", failures)
        success = {v.source.id: v.last_success_at.timestamp() for v in running if v.last_success_at}
        yield _by("baoshao_source_last_success_seconds", "When a run last went well (Unix time).", "source", success)


def _deliveries(found: Health) -> dict[str, float]:
    return {state: float((found.outbox or {}).get(state, 0)) for state in get_args(DeliveryState)}


def _one(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)


def _by(name: str, words: str, label: str, values: dict[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=[label])
    for value, figure in values.items():
        family.add_metric([value], figure)
    return family


def exposition(look: Callable[[], Health]) -> bytes:
    """All figures in Prometheus' text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(look))
    return generate_latest(registry)
