"""A look over the hits as a whole: facets for the search page, numbers a day for a rule that is tried on the past."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from model.query import Query
from storage.database import Database
from storage.reading import read_tags
from storage.rows import article_of
from storage.search.candidates import walk
from storage.search.document import PLACE
from storage.search.find import Examine
from storage.search.needs import need_of
from storage.search.truth import test_of
from storage.tables import articles

AT_ONCE = 250
FACETS = ("source", "topic", "section", "page", "day")


@dataclass(frozen=True, slots=True)
class Seen:
    """One hit, without its text."""

    article_id: int
    story_id: int
    source: str
    section: str | None
    page: str | None
    at: datetime
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The newest hits; `whole` is False where there are more of them than were looked at."""

    hits: tuple[Seen, ...]
    whole: bool


def survey(db: Database, query: Query, examine: Examine | None = None, *, most: int = 2_000) -> Survey:
    """The newest `most` hits of a query. Raises StorageError.

    `examine` is needed where the query says `check`; it is given the articles newest first, and costs about as much as
    reading each of them.
    """
    with db.read() as connection:
        found = list(islice(_seen(connection, query, examine), most + 1))
    return Survey(tuple(found[:most]), len(found) <= most)


def facets(found: Survey, zone: str = "Asia/Shanghai") -> dict[str, list[tuple[str, int]]]:
    """How many hits each source, topic, section, page and day has, most first (days: newest first)."""
    counted: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for hit in found.hits:
        counted["source"][hit.source] += 1
        counted["topic"].update(hit.topics)
        counted["section"].update([hit.section] if hit.section else [])
        counted["page"].update([hit.page] if hit.page else [])
        counted["day"][hit.at.astimezone(ZoneInfo(zone)).date().isoformat()] += 1
    ordered = {name: sorted(counter.items(), key=lambda each: (-each[1], each[0])) for name, counter in counted.items()}
    return ordered | {"day": sorted(counted["day"].items(), reverse=True)}


def a_day(found: Survey, zone: str = "Asia/Shanghai") -> dict[date, tuple[int, int]]:
    """How many articles and how many stories the hits are, day by day."""
    days: dict[date, list[Seen]] = {}
    for hit in found.hits:
        days.setdefault(hit.at.astimezone(ZoneInfo(zone)).date(), []).append(hit)
    return {day: (len(hits), len({hit.story_id for hit in hits})) for day, hits in days.items()}


def _seen(connection: Connection, query: Query, examine: Examine | None) -> Iterator[Seen]:
    test = test_of(query)
    true = ((article_id, parts) for article_id, parts in walk(connection, need_of(query)) if test(parts))
    while part := dict(islice(true, AT_ONCE)):
        kept = _standing(connection, list(part), examine)
        columns = [articles.c[name] for name in ("id", "story_id", "source_id", "section", "page_no")]
        rows = connection.execute(select(*columns).where(articles.c.id.in_(kept)).order_by(articles.c.id.desc()))
        for article_id, story_id, source_id, section, page_no in rows:
            topics, at = (part[article_id][PLACE[name]] for name in ("topics", "at"))
            named = tuple(topics.split("\n")) if topics else ()
            yield Seen(article_id, story_id, source_id, section, page_no, datetime.fromisoformat(at), named)


def _standing(connection: Connection, ids: list[int], examine: Examine | None) -> list[int]:
    if examine is None:
        return ids
    newest_first = select(articles).where(articles.c.id.in_(ids)).order_by(articles.c.id.desc())
    rows = connection.execute(newest_first).mappings()
    tags = read_tags(connection, ids)
    return [row["id"] for row in rows if examine(article_of(row), tags[row["id"]]) is not None]
