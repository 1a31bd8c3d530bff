"""One turn of the cycle: collect(source), alert(), deliver(). Each can be called alone and repeated safely.

The eleven steps of an item, in order: due (`service.schedule`) → fetch, decode, parse, normalise, identify
(`ingest.collect.gather`) → tag (`topics`) → store, transaction 1 (`storage.articles`) → match (`topics`) → outbox,
transaction 2 (`storage.outbox`) → compose and deliver (`notify.deliver`).
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ingest.collect import Failed, Finished, Read, gather
from model.article import Article
from model.crash import crash_point
from model.errors import BaoshaoError, FetchError, StorageError
from model.source import FetchState, Snapshot, Source
from model.watching import Alert, Delivery, Match, Tag
from notify.channel import Reach
from notify.deliver import deliver as send_due
from service.house import House
from service.log import logger, mask
from service.search import folded
from service.stopping import stopping_fetch
from service.triggers import DEFAULT_EVERY, next_due
from storage import articles, outbox, reading, states
from storage.values import Batch, Changed, Entry, New, Run, Same
from topics import story

BATCH = 50
"""Articles a transaction; only the last one of a run carries the fetch state."""
MATCH_BATCH = 200
LONGEST_WAIT = timedelta(hours=6)


@dataclass
class _Pile:
    """What was read and is not stored yet."""

    entries: list[Entry] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)


def collect(
    house: House,
    source: Source,
    now: datetime,
    stop: threading.Event | None = None,
    state: FetchState | None = None,
) -> Run:
    """One run over a source: whatever happens, it ends in a run that says how it went, stored where that is possible.

    `state` is another memory than the source's own (backfill has one). Raises Stopping where `stop` was set on the way:
    then the run is made again later.
    """
    run = Run(source.id, now, now)
    try:
        state = state or states.load_state(house.db, source.id)
        for step in _steps(house, source, state, now, stop):
            run = step
    except Exception as error:  # noqa: BLE001 - whatever one source does is recorded on it, and the next goes on
        run = _failed(house, source, state or FetchState(source.id), run, now, error)
    return run


def _steps(
    house: House, source: Source, state: FetchState, now: datetime, stop: threading.Event | None
) -> Iterator[Run]:
    """The run so far, each time something of it was stored."""
    fetch = stopping_fetch(house.fetcher.for_source(source), stop)
    pile, run, problems = _Pile(), Run(source.id, now, now), list[str]()
    profiles = house.catalog.profiles
    crash_point("collect.begin")
    for result in gather(
        source, state, fetch, now, lambda refs: reading.unseen(house.db, source.id, refs), profiles=profiles
    ):
        crash_point("collect.read")
        if isinstance(result, Read):
            pile.entries += [_entry(house, source, article) for article in result.articles]
            pile.snapshots += result.snapshots
            pile.seen.append(result.ref.url)
            run = replace(run, replacements=run.replacements + result.replacements)
            crash_point("collect.tagged")
        elif isinstance(result, Failed):
            problems.append(f"{result.ref.url}: {mask(str(result.error))}")
            pile.seen += [] if result.again else [result.ref.url]
        else:
            yield _finish(house, source, pile, run, result, problems, now)
        if len(pile.entries) >= BATCH:
            run = _store(house, source, pile, run, now)
            pile = _Pile()
            yield run


def _entry(house: House, source: Source, article: Article) -> Entry:
    return Entry(article, tags_of(house, article), folded(article, source.name))


def tags_of(house: House, article: Article) -> tuple[Tag, ...]:
    """Step 7, tag: the topics of an article; notices and advertisements carry none."""
    return () if article.kind == "notice" else tuple(house.tagger.tag(article))


def _store(
    house: House,
    source: Source,
    pile: _Pile,
    run: Run,
    now: datetime,
    state: FetchState | None = None,
) -> Run:
    """Step 8, store: transaction 1, after the bytes are safe in the archive. The run with its counts so far."""
    refs = house.archive.write(pile.snapshots, now)
    last = state is not None
    batch = Batch(
        source.id, tuple(pile.entries), refs, tuple(pile.seen), state, replace(run, finished_at=now) if last else None
    )
    outcomes = articles.store(house.db, batch, now, story.decide)
    new, changed, same = (sum(isinstance(outcome, kind) for outcome in outcomes) for kind in (New, Changed, Same))
    return replace(run, new=run.new + new, changed=run.changed + changed, same=run.same + same)


def _finish(
    house: House, source: Source, pile: _Pile, run: Run, end: Finished, problems: list[str], now: datetime
) -> Run:
    """The last batch of a run, with the fetch state and the run row."""
    pile.snapshots += end.snapshots
    house.clippings.put(end.pictures)
    at = next_due(source, now)
    run = replace(
        run, next_fetch_at=at, error=end.state.last_error, problems=(*map(mask, end.problems), *problems[:20])
    )
    return _store(house, source, pile, run, now, replace(end.state, next_fetch_at=at))


def _failed(house: House, source: Source, state: FetchState, run: Run, now: datetime, error: Exception) -> Run:
    """Record a source that could not be looked at; the former validators and cursor stay."""
    said = str(error) if isinstance(error, BaoshaoError) else f"{type(error).__name__}: {error}"
    at = _after_failure(source, state, now, error)
    run = replace(run, error=mask(said), next_fetch_at=at)
    state = replace(state, last_run_at=now, failures=state.failures + 1, last_error=mask(said), next_fetch_at=at)
    try:
        articles.store(house.db, Batch(source.id, state=state, run=run), now, story.decide)
    except StorageError as unstored:  # a full disk, a locked database: the log is all that is left to tell it
        logger().error("run not recorded", source=source.id, error=unstored)
    return run


def _after_failure(source: Source, state: FetchState, now: datetime, error: Exception) -> datetime:
    """When to try again: each failure in a row doubles the interval, up to six hours; Retry-After comes before it."""
    wait = min((source.every or DEFAULT_EVERY) * 2 ** min(state.failures, 8), LONGEST_WAIT)
    asked = getattr(error, "retry_after", None) if isinstance(error, FetchError) else None
    return max(next_due(source, now) if state.failures == 0 else now + wait, now + timedelta(seconds=asked or 0))


def alert(house: House, now: datetime) -> list[Alert]:
    """Steps 9 and 10: match new articles against all watches, and put the alerts into the outbox (transaction 2)."""
    raised: list[Alert] = []
    house.watching.refresh(now)
    while found := reading.unmatched(house.db, MATCH_BATCH):
        tags = reading.tags_of(house.db, [each.id for each in found if each.id is not None])
        matches: list[Match] = []
        for each in found:
            matches += house.watching.matches(each, tags[each.id or 0], house.source_name(each.source_id))
        crash_point("alert.matched")
        raised += outbox.enqueue(house.db, found, matches, now)
    return raised


def deliver(house: House, now: datetime) -> list[Delivery]:
    """Step 11: send what is due, and note what each service answered."""
    reach = Reach(house.session, house.guard, house.settings.data)
    return send_due(house.db, reach, now, secret=house.secret)


def told(run: Run) -> str:
    """A run in one line for an operator."""
    parts = [f"{run.source_id}: {run.new} new, {run.changed} changed, {run.same} same"]
    if run.error:
        parts.append(f"failed: {run.error}")
    parts += [f"problem: {problem}" for problem in run.problems]
    return "\n  ".join(parts)
