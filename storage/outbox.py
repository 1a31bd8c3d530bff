"""Transaction 2: matches become alerts, once each, and wait in the outbox for their deliveries."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from model.article import Article
from model.crash import crash_point
from model.watching import Alert, Match
from storage.database import Database
from storage.rows import evidence_json, evidence_of
from storage.sql import chunks, insert_new
from storage.tables import alerts, articles, channels, outbox, subscribers, watches

Due = Callable[[str, datetime], datetime]
"""When an alert of a watch (by id) that is raised now may be told: the caller's policy of quiet hours and digests."""

Key = tuple[str, int, int]  # watch, story, revision


def at_once(_: str, now: datetime) -> datetime:
    """The plainest policy: tell it now."""
    return now


def enqueue(
    db: Database, read: Sequence[Article], matches: Iterable[Match], now: datetime, due: Due = at_once
) -> list[Alert]:
    """Store the alerts of these matches and mark the articles read as matched, in one transaction; the new alerts.

    One (watch, story, revision) raises one alert, whoever finds it first. An article that was changed since it was
    read stays unmatched, and its matches are left for the next turn. Raises StorageError.
    """
    crash_point("enqueue.begin")
    with db.write_alone() as connection:
        current = _current(connection, read)
        mine = [match for match in matches if match.article_id in current]
        raised = _raise(connection, mine, current, now)
        crash_point("enqueue.alerts")
        _queue(connection, raised, now, due)
        crash_point("enqueue.outbox")
        for chunk in chunks(list(current)):
            connection.execute(update(articles).where(articles.c.id.in_(chunk)).values(matched_at=now))
        crash_point("enqueue.commit")
    crash_point("enqueue.end")
    return raised


def _current(connection: Connection, read: Sequence[Article]) -> dict[int, Article]:
    """The articles that still are as they were read, with the story that they belong to now."""
    by_id = {article.id: article for article in read if article.id is not None}
    found: dict[int, Article] = {}
    for chunk in chunks(list(by_id)):
        query = select(articles.c.id, articles.c.revision).where(articles.c.id.in_(chunk))
        rows = connection.execute(query.order_by(articles.c.id)).all()
        found |= {
            article_id: by_id[article_id] for article_id, revision in rows if by_id[article_id].revision == revision
        }
    return found


def _raise(connection: Connection, matches: list[Match], current: dict[int, Article], now: datetime) -> list[Alert]:
    first: dict[Key, Match] = {}
    for match in sorted(matches, key=lambda match: match.article_id):
        article = current[match.article_id]
        first.setdefault((match.watch_id, article.story_id or 0, article.revision), match)
    for key in _raised_before(connection, {story for _, story, _ in first}):
        first.pop(key, None)
    if not first:
        return []
    rows = [_alert_row(key, match, now) for key, match in first.items()]
    statement = insert(alerts).returning(alerts, sort_by_parameter_order=True)
    return [alert_of(row) for row in connection.execute(statement, rows).mappings()]


def _raised_before(connection: Connection, stories: set[int]) -> Iterable[Key]:
    for chunk in chunks(list(stories)):
        query = select(alerts.c.watch_id, alerts.c.story_id, alerts.c.revision).where(alerts.c.story_id.in_(chunk))
        yield from connection.execute(query).tuples()


def _alert_row(key: Key, match: Match, now: datetime) -> dict[str, Any]:
    watch_id, story_id, revision = key
    return {
        "watch_id": watch_id,
        "story_id": story_id,
        "revision": revision,
        "article_id": match.article_id,
        "evidence": evidence_json(match.evidence),
        "explanation": match.explanation,
        "created_at": now,
    }


def _queue(connection: Connection, raised: list[Alert], now: datetime, due: Due) -> None:
    ways = _ways(connection, {alert.watch_id for alert in raised})
    rows = [
        {"alert_id": alert.id, "subscriber_id": subscriber_id, "channel": channel, "due_at": due(alert.watch_id, now)}
        for alert in raised
        for subscriber_id, channel in ways.get(alert.watch_id, ())
    ]
    insert_new(connection, outbox, rows)


def _ways(connection: Connection, watch_ids: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Where the alerts of each watch go: (subscriber, channel); nowhere for a subscriber who is switched off."""
    query = (
        select(watches.c.id, watches.c.channels, channels.c.subscriber_id, channels.c.name)
        .join(subscribers, subscribers.c.id == watches.c.subscriber_id)
        .join(channels, channels.c.subscriber_id == subscribers.c.id)
        .where(subscribers.c.enabled)
        .order_by(channels.c.position)
    )
    ways: dict[str, list[tuple[str, str]]] = {}
    for chunk in chunks(list(watch_ids)):
        for watch_id, wanted, subscriber_id, name in connection.execute(query.where(watches.c.id.in_(chunk))):
            if not wanted or name in wanted:
                ways.setdefault(watch_id, []).append((subscriber_id, name))
    return ways


def alert_of(row: RowMapping) -> Alert:
    """The alert of a row of `alerts`."""
    return Alert(**{**row, "evidence": evidence_of(row["evidence"])})


def list_alerts(
    db: Database,
    *,
    watch_id: str | None = None,
    since: datetime | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[Alert]:
    """Alerts newest first, of one watch or of all; `before` is the id of the last one on the page before."""
    query = select(alerts).order_by(alerts.c.id.desc()).limit(limit)
    if watch_id is not None:
        query = query.where(alerts.c.watch_id == watch_id)
    if since is not None:
        query = query.where(alerts.c.created_at >= since)
    if before is not None:
        query = query.where(alerts.c.id < before)
    with db.read() as connection:
        return [alert_of(row) for row in connection.execute(query).mappings()]


def alerts_by_ids(db: Database, ids: Sequence[int]) -> list[Alert]:
    """The alerts with these ids, oldest first."""
    with db.read() as connection:
        return [
            alert_of(row)
            for chunk in chunks(sorted(ids))
            for row in connection.execute(select(alerts).where(alerts.c.id.in_(chunk)).order_by(alerts.c.id)).mappings()
        ]
