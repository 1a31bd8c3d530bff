"""baoshao articles, alerts, deliveries, sources: what is stored, as a table or as JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from model.schema import public, public_evidence
from model.source import FetchState, Source
from model.watching import Alert, Delivery
from service.catalog.values import duration
from service.house import House, open_house
from service.output import Json, moment, print_json, print_table
from storage.deliveries import attempts_of, list_deliveries, retry
from storage.outbox import list_alerts
from storage.reading import newest, tags_of
from storage.states import load_states

PAGE = 200
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many, newest first.")]
Since = Annotated[
    str | None, typer.Option("--since", help="Not older than 30d, 12h, or a time such as 2026-11-22T07:30.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(articles)
    app.command()(alerts)
    app.command()(deliveries)
    app.command()(sources)


def since_time(text: str | None) -> datetime | None:
    """`30d` or an ISO time → the moment meant; raises BadParameter."""
    if text is None:
        return None
    try:
        return moment(None) - duration(text)
    except ValueError:
        pass
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is neither a span such as 30d nor a time", param_hint="--since") from error


def articles(
    since: Since = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="Only of this source (may be repeated).")] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only with this topic.")] = None,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """The stored articles, newest first; JSON gives all of them, one public-schema object a line.

    Example: baoshao articles --since 1d --source people-dangjian --json
    """
    house = open_house()
    most = limit or (None if as_json else 30)
    rows = _articles(house, since_time(since), tuple(source or ()), topic, most)
    if as_json:
        print_json(rows)
        return
    columns = ["id", "published", "source", "title", "authors", "topics"]
    print_table("Articles", columns, map(_article_row, rows), "No articles yet: run `baoshao collect`.")


def _articles(
    house: House, since: datetime | None, sources: tuple[str, ...], topic: str | None, most: int | None
) -> Iterator[dict[str, Any]]:
    before, left = None, most
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page = newest(house.db, source_ids=sources, topic=topic, since=since, before=before, limit=size)
        tags = tags_of(house.db, [article.id for article in page.articles if article.id is not None])
        for article in page.articles:
            yield public(article, tags[article.id or 0])
        before = page.before
        left = None if left is None else left - len(page.articles)
        if before is None:
            return


def _article_row(row: dict[str, Any]) -> list[object]:
    published = (row["published_at"] or "")[:16].replace("T", " ")
    topics = "、".join(topic["name"] for topic in row["topics"] or ())
    authors = "、".join(author["name"] for author in row["authors"])
    return [row["id"], published, row["source_id"], row["title"], authors, topics]


def alerts(
    watch: Annotated[str | None, typer.Option("--watch", help="Only of this watch.")] = None,
    since: Since = None,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """The alerts raised, newest first, each with its explanation.

    Example: baoshao alerts --watch ip-strong --json
    """
    house = open_house()
    most = limit or (1_000_000 if as_json else 30)
    found = list_alerts(house.db, watch_id=watch, since=since_time(since), limit=most)
    if as_json:
        print_json(map(_alert, found))
        return
    rows = [(a.id, a.created_at, a.watch_id, a.article_id, a.story_id, a.explanation) for a in found]
    columns = ["id", "raised", "watch", "article", "story", "why"]
    print_table("Alerts", columns, rows, "No alerts yet: run `baoshao watches import FILE`, then `baoshao alert`.")


def _alert(alert: Alert) -> dict[str, Any]:
    return asdict(alert) | {"evidence": [public_evidence(each) for each in alert.evidence]}


def deliveries(
    state: Annotated[str | None, typer.Option("--state", help="queued, leased, sent, later, dead or unknown.")] = None,
    again: Annotated[
        str | None, typer.Option("--retry", metavar="ID", help="Queue a dead or unknown one again.")
    ] = None,
    since: Since = None,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """The deliveries, newest first, with their attempts.

    Example: baoshao deliveries --state dead
    """
    if state is not None and state not in ("queued", "leased", "sent", "later", "dead", "unknown"):
        raise typer.BadParameter(f"unknown state {state!r}", param_hint="--state")
    house = open_house()
    if again:
        retry(house.db, again, moment(None))
    most = limit or (1_000_000 if as_json else 30)
    found = list_deliveries(house.db, state=state, since=since_time(since), limit=most)  # type: ignore[arg-type]
    if as_json:
        print_json(_delivery(house, each) for each in found)
        return
    rows = [
        (d.id, d.created_at, d.subscriber_id, d.channel, len(d.alert_ids), d.state, d.attempts, d.reason) for d in found
    ]
    columns = ["id", "made", "subscriber", "channel", "alerts", "state", "tries", "reason"]
    print_table("Deliveries", columns, rows, "No deliveries yet: run `baoshao deliver`.")


def _delivery(house: House, delivery: Delivery) -> dict[str, Any]:
    return asdict(delivery) | {"log": [asdict(attempt) for attempt in attempts_of(house.db, delivery.id)]}


def sources(as_json: Json = False) -> None:
    """The sources with what is known of their last run.

    Example: baoshao sources --json
    """
    house = open_house()
    states = load_states(house.db)
    rows = [_source(source, states.get(source.id)) for source in house.sources.values()]
    if as_json:
        print_json(rows)
        return
    columns = ["id", "name", "kind", "enabled", "last_success_at", "next_fetch_at", "failures", "last_error"]
    print_table("Sources", columns, [[row[c] for c in columns] for row in rows], "No sources: write sources.yaml.")


def _source(source: Source, state: FetchState | None) -> dict[str, Any]:
    state = state or FetchState(source.id)
    every = source.cron or str(source.every or timedelta())
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "urls": list(source.urls),
        "enabled": source.enabled,
        "every": every,
        "last_run_at": state.last_run_at,
        "last_success_at": state.last_success_at,
        "next_fetch_at": state.next_fetch_at,
        "failures": state.failures,
        "last_error": state.last_error,
    }
