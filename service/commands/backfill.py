"""baoshao backfill, issues: back issues of a paper, and what is known of its issues."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ingest.epaper.memory import ONLY, IssueRecord
from ingest.epaper.memory import issues as remembered
from ingest.kinds.epaper import Epaper
from ingest.registry import make
from model.article import Article
from model.source import FetchState, Source
from service import cycle
from service.house import House, open_house
from service.output import At, Json, moment, print_json, print_table
from storage import outbox, reading
from storage.states import load_state

TRIES = 2
"""Runs over a day that bring nothing new, before what is missing of it is given up in this backfill."""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(backfill)
    app.command()(issues)


def backfill(
    name: Annotated[str, typer.Argument(metavar="SOURCE")],
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.")],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day, included.")],
    alert: Annotated[
        bool, typer.Option("--alert", help="Let watches see the back issues as if they were new.")
    ] = False,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Fetch back issues of a paper, day by day; broken off, it goes on where it stood. No alerts are raised for them.

    Example: baoshao backfill lanjiang --from 2026-03-01 --to 2026-03-07
    """
    house = open_house()
    house.check()
    source = _paper(house, name)
    if last < first:
        raise typer.BadParameter("--to lies before --from")
    now = moment(at)
    days = list(_days(house, source, first.date(), last.date(), now))
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=as_json,
    )
    with bar:
        task = bar.add_task(source.name, total=len(days))
        for day in days:
            bar.update(task, description=f"{source.name} {day}")
            record, told = _fetch(house, source, day, now, quiet=not alert)
            bar.advance(task)
            if as_json:
                print_json([{**_row(record), "new": told}])
    if not as_json:
        _print(source, [_records(house, source)[day] for day in days if day in _records(house, source)])
    house.close()


def _paper(house: House, name: str) -> Source:
    source = house.sources.get(name)
    if source is None or source.kind != "epaper":
        known = ", ".join(sorted(s.id for s in house.sources.values() if s.kind == "epaper")) or "none"
        raise typer.BadParameter(f"{house.settings.sources_file} has no paper {name!r}; papers (kind: epaper): {known}")
    return source


def _memory(source: Source) -> str:
    """The name of the state that backfills remember days in: the daily run has its own."""
    return f"{source.id}/backfill"


def _days(house: House, source: Source, first: date, last: date, now: datetime) -> Iterator[date]:
    kind = make(source, house.catalog.profiles)
    assert isinstance(kind, Epaper)
    today = kind.calendar(source).today(now)
    yield from kind.calendar(source).days(first, min(last, today))


def _fetch(house: House, source: Source, day: date, now: datetime, *, quiet: bool) -> tuple[IssueRecord, int]:
    """One day, unless it is known to be whole; gives its record and how many articles were new."""
    new = idle = 0
    while idle < TRIES:
        record = _records(house, source).get(day)
        if record is not None and record.complete:
            break
        state = load_state(house.db, _memory(source))
        run = cycle.collect(house, source, now, state=replace(state, cursor={**state.cursor, ONLY: day.isoformat()}))
        new += run.new
        idle += run.new == 0
        if quiet:
            _hush(house, source, day, now)
    return _records(house, source).get(day, IssueRecord(day)), new


def _hush(house: House, source: Source, day: date, now: datetime) -> None:
    """Mark the articles of a back issue as matched: subscribers are not woken for old papers."""
    waiting = reading.unmatched(house.db, 10_000)
    outbox.enqueue(house.db, [each for each in waiting if _is_of(each, source, day)], [], now)


def _is_of(article: Article, source: Source, day: date) -> bool:
    return article.source_id == source.id and article.issue_date == day


def _records(house: House, source: Source) -> Mapping[date, IssueRecord]:
    """What is known of the paper's issues, from daily runs and backfills."""
    own: FetchState = load_state(house.db, source.id)
    back = load_state(house.db, _memory(source))
    return {**remembered(back.cursor), **remembered(own.cursor)}


def issues(
    name: Annotated[str, typer.Argument(metavar="SOURCE")],
    days: Annotated[int, typer.Option("--days", min=1, help="How many days back.")] = 30,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Tell of each issue of a paper how many pages and articles it announced, and what of them is missing.

    Example: baoshao issues lanjiang --days 7
    """
    house = open_house()
    source = _paper(house, name)
    oldest = moment(at).date() - timedelta(days=days)
    records = [record for day, record in sorted(_records(house, source).items()) if day >= oldest]
    if as_json:
        print_json(_row(record) for record in records)
    else:
        _print(source, records)
    house.close()


def _row(record: IssueRecord) -> dict[str, object]:
    return {
        "day": record.day.isoformat(),
        "pages": len(record.pages),
        "articles": record.announced,
        "missing": record.missing,
        "complete": record.complete,
        "problems": list(record.problems()),
    }


def _print(source: Source, records: list[IssueRecord]) -> None:
    rows = [(r.day, len(r.pages), r.announced, r.missing, "\n".join(r.problems())) for r in records]
    columns = ["day", "pages", "articles", "missing", "problems"]
    print_table(source.name, columns, rows, "No issue is known yet: baoshao collect, or baoshao backfill.")
