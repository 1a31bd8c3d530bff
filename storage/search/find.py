"""Finding articles: newest first, or best first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from sqlalchemy import Connection, select

from model.article import Article
from model.query import Query
from model.watching import Evidence, Tag
from storage.database import Database
from storage.reading import read_tags
from storage.rows import article_of
from storage.search.candidates import walk
from storage.search.needs import need_of
from storage.search.ranking import best
from storage.search.truth import test_of
from storage.tables import articles

Order = Literal["newest", "best"]
Examine = Callable[[Article, tuple[Tag, ...]], tuple[Evidence, ...] | None]
"""The rule itself, held against one article: the evidence (what is to be highlighted), or None where it is not true."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was found, its tags, and where the searched words stand in it, as printed."""

    article: Article
    tags: tuple[Tag, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found; `cursor` asks for the next one, None where there is none."""

    found: tuple[Found, ...]
    cursor: int | None


def search(
    db: Database, query: Query, examine: Examine, *, order: Order = "newest", cursor: int | None = None, limit: int = 20
) -> Hits:
    """One page of the articles that a query is true of. Raises StorageError.

    Newest first, the cursor is the id of the last article; articles that come in meanwhile change no later page.
    Best first (see `ranking`), it is how many were shown.
    """
    with db.read() as connection:
        if order == "newest":
            ids = _newest(connection, query, cursor)
            found = list(islice(_examined(connection, ids, examine, limit + 1), limit + 1))
            last = found[limit - 1].article.id if len(found) > limit else None
            return Hits(tuple(found[:limit]), last)
        start = cursor or 0
        ids = best(connection, query)
        found = list(islice(_examined(connection, ids, examine, limit + 1), start, start + limit + 1))
        return Hits(tuple(found[:limit]), start + limit if len(found) > limit else None)


def _newest(connection: Connection, query: Query, before: int | None) -> Iterator[int]:
    test = test_of(query)
    return (article_id for article_id, parts in walk(connection, need_of(query), before) if test(parts))


def _examined(connection: Connection, ids: Iterator[int], examine: Examine, at_once: int) -> Iterator[Found]:
    """The articles with these ids that stand the examination, in their order; so many are read together."""
    while part := list(islice(ids, at_once)):
        rows = connection.execute(select(articles).where(articles.c.id.in_(part))).mappings()
        read = {row["id"]: article_of(row) for row in rows}
        tags = read_tags(connection, part)
        for article_id in part:
            evidence = examine(read[article_id], tags[article_id])
            if evidence is not None:
                yield Found(read[article_id], tags[article_id], evidence)
