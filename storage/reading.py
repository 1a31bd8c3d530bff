"""Reading stored articles: newest first, by id, those not matched yet; and which refs are still unseen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from model.article import Article
from model.source import Ref
from model.watching import Story, Tag
from storage.database import Database
from storage.rows import article_of, tag_of
from storage.sql import AnySelect, chunks
from storage.tables import article_revisions, article_tags, articles, seen, stories
from storage.types import sound


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles, newest first; `before` is the cursor of the next page, None where there is none."""

    articles: tuple[Article, ...]
    before: int | None


def newest(
    db: Database,
    *,
    source_ids: Sequence[str] = (),
    topic: str | None = None,
    since: datetime | None = None,
    before: int | None = None,
    limit: int = 50,
) -> Page:
    """Articles newest first; `since` bounds the time they were first seen, `before` is the cursor of a page."""
    query = select(articles).order_by(articles.c.id.desc()).limit(limit + 1)
    if source_ids:
        query = query.where(articles.c.source_id.in_(source_ids))
    if topic is not None:
        tagged = select(article_tags.c.article_id).where(article_tags.c.topic == topic)
        query = query.where(articles.c.id.in_(tagged))
    if since is not None:
        query = query.where(articles.c.first_seen_at >= since)
    if before is not None:
        query = query.where(articles.c.id < before)
    found = _read(db, query)
    more = len(found) > limit
    return Page(tuple(found[:limit]), found[limit - 1].id if more else None)


def by_ids(db: Database, ids: Sequence[int]) -> dict[int, Article]:
    """The articles with these ids that exist, by id."""
    found = [
        article for chunk in chunks(ids) for article in _read(db, select(articles).where(articles.c.id.in_(chunk)))
    ]
    return {article.id: article for article in found if article.id is not None}


def by_id(db: Database, article_id: int) -> Article | None:
    """The article with this id, or None."""
    return by_ids(db, [article_id]).get(article_id)


def of_story(db: Database, story_id: int) -> list[Article]:
    """All articles of a story, first seen first."""
    return _read(db, select(articles).where(articles.c.story_id == story_id).order_by(articles.c.id))


def unmatched(db: Database, limit: int = 200) -> list[Article]:
    """Articles (new, or in a new revision) that no watch was held against yet, oldest first."""
    query = select(articles).where(articles.c.matched_at.is_(None)).order_by(articles.c.id).limit(limit)
    return _read(db, query)


def former_revisions(db: Database, article_id: int) -> list[Article]:
    """The former revisions of an article, oldest first; what was stored then, with that revision's number."""
    former = ("revision", "content_hash", "snapshot_id", "data")
    still = ("id", "source_id", "identity", "story_id", "first_seen_at")
    query = (
        select(*(article_revisions.c[name] for name in former), *(articles.c[name] for name in still))
        .join(articles, articles.c.id == article_revisions.c.article_id)
        .where(articles.c.id == article_id)
        .order_by(article_revisions.c.revision)
    )
    return _read(db, query)


def tags_of(db: Database, ids: Iterable[int]) -> dict[int, tuple[Tag, ...]]:
    """The tags of these articles, best score first; an article without tags has ()."""
    with db.read() as connection:
        return read_tags(connection, ids)


def read_tags(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[Tag, ...]]:
    """The same, within a transaction."""
    found: dict[int, list[Tag]] = {article_id: [] for article_id in ids}
    for chunk in chunks(list(found)):
        query = select(article_tags).where(article_tags.c.article_id.in_(chunk))
        for row in connection.execute(query).mappings():
            found[row["article_id"]].append(tag_of(row))
    # Sorted here: the two databases may order the same names differently.
    return {key: tuple(sorted(tags, key=lambda tag: (-tag.score, tag.topic))) for key, tags in found.items()}


def stories_of(db: Database, ids: Iterable[int]) -> dict[int, Story]:
    """The stories with these ids, by id."""
    found: dict[int, Story] = {}
    with db.read() as connection:
        for chunk in chunks(list(ids)):
            for row in connection.execute(select(stories).where(stories.c.id.in_(chunk))).mappings():
                found[row["id"]] = Story(**row)
    return found


def largest_stories(db: Database, limit: int = 50) -> list[Story]:
    """The stories of more than one article, the largest first, then the newest."""
    query = select(stories).where(stories.c.size > 1).order_by(stories.c.size.desc(), stories.c.id.desc())
    with db.read() as connection:
        return [Story(**row) for row in connection.execute(query.limit(limit)).mappings()]


def unseen(db: Database, source_id: str, refs: Iterable[Ref]) -> list[Ref]:
    """The refs of a source that were not dealt with yet, in their order; those that carry articles always count."""
    refs = list(refs)
    known: set[str] = set()
    with db.read() as connection:
        for chunk in chunks([sound(ref.url) for ref in refs]):
            query = select(seen.c.url).where(seen.c.source_id == source_id, seen.c.url.in_(chunk))
            known.update(connection.execute(query).scalars())
    return [ref for ref in refs if ref.carried or sound(ref.url) not in known]


def counts(db: Database) -> dict[str, int]:
    """How many articles, stories and articles not matched yet there are."""
    queries = {
        "articles": select(func.count()).select_from(articles),
        "stories": select(func.count()).select_from(stories),
        "unmatched": select(func.count()).select_from(articles).where(articles.c.matched_at.is_(None)),
    }
    with db.read() as connection:
        return {name: connection.execute(query).scalar_one() for name, query in queries.items()}


def _read(db: Database, query: AnySelect) -> list[Article]:
    with db.read() as connection:
        return [article_of(row) for row in connection.execute(query).mappings()]
