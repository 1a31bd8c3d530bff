"""Whether all is well, for machines: the database, each source, the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from model.errors import StorageError
from model.source import Source
from model.watching import Watch
from storage import deliveries, people, reading, states
from storage.database import Database
from web.sources import SourceView, views

_RUNS = 500  # latest runs looked at


@dataclass(frozen=True, slots=True)
class Health:
    """What stands at one moment; `error` is why the database could not be asked."""

    at: datetime
    sources: tuple[SourceView, ...] = ()
    counts: dict[str, int] | None = None
    outbox: dict[str, int] | None = None
    stopped: tuple[Watch, ...] = ()  # whose rule no longer parses
    error: str | None = None

    @property
    def well(self) -> bool:
        """Whether the database answers and no source is overdue."""
        return self.error is None and not any(each.overdue for each in self.sources)

    def as_json(self) -> dict[str, object]:
        """For /healthz and `baoshao health --json`."""
        return {
            "status": "ok" if self.well else "red",
            "at": self.at.isoformat(),
            "database": {"ok": self.error is None, "error": self.error},
            "articles": self.counts,
            "outbox": self.outbox,
            "sources": [_source(each) for each in self.sources if each.standing != "off"],
            "stopped_watches": [{"id": w.id, "subscriber": w.subscriber_id, "error": w.error} for w in self.stopped],
        }


def health(db: Database, sources: Iterable[Source], now: datetime, started: datetime | None = None) -> Health:
    """Look at everything; a database that does not answer is a finding, not an error."""
    try:
        found = views(sources, states.load_states(db), states.list_runs(db, limit=_RUNS), now, started)
        stopped = tuple(watch for watch in people.list_watches(db) if watch.enabled and watch.error)
        return Health(now, tuple(found), reading.counts(db), deliveries.backlog(db), stopped)
    except StorageError as error:
        return Health(now, error=str(error))


def _source(each: SourceView) -> dict[str, object]:
    return {
        "id": each.source.id,
        "standing": each.standing,
        "overdue": each.overdue,
        "reason": each.reason,
        "failures": each.failures,
        "last_run_at": _iso(each.last_run_at),
        "last_success_at": _iso(each.last_success_at),
        "next_fetch_at": _iso(each.next_fetch_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
