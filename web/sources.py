"""How each source stands: well, late, broken, waiting or off, with the reason and the last good moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from model.messages import say
from model.source import FetchState, Source
from storage.values import Run

Standing = Literal["well", "late", "broken", "waiting", "off"]
GRACE = timedelta(minutes=10)  # how late a source may be before somebody should look
ORDER: tuple[Standing, ...] = ("broken", "late", "waiting", "well", "off")


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as it is shown: `reason` says what is wrong, `new` is what its last run brought."""

    source: Source
    standing: Standing
    reason: str | None = None
    overdue: bool = False
    new: int | None = None
    last_run_at: datetime | None = None
    last_success_at: datetime | None = None
    next_fetch_at: datetime | None = None
    failures: int = 0
    problems: tuple[str, ...] = ()


def views(
    sources: Iterable[Source],
    states: Mapping[str, FetchState],
    runs: Iterable[Run],
    now: datetime,
    started: datetime | None = None,
) -> list[SourceView]:
    """All sources, those that need somebody first; `runs` newest first, `started` is when this service began."""
    latest: dict[str, Run] = {}
    for run in runs:
        latest.setdefault(run.source_id, run)
    found = [view(source, states.get(source.id), latest.get(source.id), now, started) for source in sources]
    return sorted(found, key=lambda each: ORDER.index(each.standing))


def view(
    source: Source, state: FetchState | None, run: Run | None, now: datetime, started: datetime | None = None
) -> SourceView:
    """One source as it stands at `now`."""
    state = state or FetchState(source.id)
    overdue = source.enabled and _overdue(source, state, now, started)
    standing, reason = _standing(source, state, run, overdue=overdue)
    return SourceView(
        source,
        standing,
        reason,
        overdue,
        run.new if run else None,
        state.last_run_at,
        state.last_success_at,
        state.next_fetch_at,
        state.failures,
        run.problems if run else (),
    )


def _standing(source: Source, state: FetchState, run: Run | None, *, overdue: bool) -> tuple[Standing, str | None]:
    if not source.enabled:
        return "off", None
    if state.failures:
        return "broken", state.last_error
    if overdue:
        return "late", say("web.source.overdue")
    if state.last_run_at is None:
        return "waiting", say("web.source.never")
    if run is not None and run.problems:
        return "late", run.problems[0]
    return "well", None


def _overdue(source: Source, state: FetchState, now: datetime, started: datetime | None) -> bool:
    """Whether a source that is due was passed over; one that never ran is due from the service's start."""
    due = state.next_fetch_at or started
    return due is not None and now - due > max(GRACE, source.every or GRACE)
