"""Writing the index: within transaction 1, and again from the packed texts."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, text

from model.article import Article
from model.watching import Tag
from storage.database import Database
from storage.reading import tags_of
from storage.rows import article_of
from storage.search.document import Searchable, searchable_of
from storage.search.grams import as_numbers
from storage.tables import articles, search_texts

AT_ONCE = 500
Fold = Callable[[Article], Mapping[str, str]]
"""Folds the texts of an article, by field (the caller's, since rules must fold the same way)."""


def put(connection: Connection, found: Sequence[tuple[int, Searchable]]) -> None:
    """Make articles searchable, within a transaction; an article that was so before is now found by its new text.

    On SQLite the former pairs stay in the index, where they are harmless: the text is checked.
    """
    if not found:
        return
    ids = [article_id for article_id, _ in found]
    connection.execute(delete(search_texts).where(search_texts.c.article_id.in_(ids)))
    packed = [{"article_id": article_id, "packed": each.pack()} for article_id, each in found]
    connection.execute(insert(search_texts), packed)
    _put_tokens(connection, found)


def _put_tokens(connection: Connection, found: Sequence[tuple[int, Searchable]]) -> None:
    if connection.dialect.name == "sqlite":
        rows = [{"id": article_id, "tokens": " ".join(each.tokens())} for article_id, each in found]
        connection.execute(text("INSERT INTO search_index (rowid, tokens) VALUES (:id, :tokens)"), rows)
        return
    rows = [{"id": article_id, "numbers": as_numbers(each.tokens())} for article_id, each in found]
    statement = "INSERT INTO search_index VALUES (:id, CAST(:numbers AS integer[]))"
    connection.execute(text(f"{statement} ON CONFLICT (article_id) DO UPDATE SET numbers = excluded.numbers"), rows)


def reindex(db: Database, fold: Fold, *, everything: bool = False) -> int:
    """Make the articles searchable that are not, or all of them again (after a change of folding); how many."""
    done = last = 0
    while part := _next_part(db, last, everything=everything):
        last = part[-1].id or 0
        tags = tags_of(db, [article.id or 0 for article in part])
        with db.write_alone() as connection:
            put(connection, [(article.id or 0, _searchable(article, fold, tags)) for article in part])
        done += len(part)
    return done


def _next_part(db: Database, last: int, *, everything: bool) -> list[Article]:
    query = select(articles).where(articles.c.id > last).order_by(articles.c.id).limit(AT_ONCE)
    if not everything:
        query = query.where(articles.c.id.not_in(select(search_texts.c.article_id)))
    with db.read() as connection:
        return [article_of(row) for row in connection.execute(query).mappings()]


def _searchable(article: Article, fold: Fold, tags: Mapping[int, tuple[Tag, ...]]) -> Searchable:
    return Searchable.of(article, fold(article), topics_of(tags[article.id or 0]))


def topics_of(tags: Iterable[Tag]) -> tuple[str, ...]:
    """The names of the topics."""
    return tuple(tag.topic for tag in tags)


def rebuild(connection: Connection) -> None:
    """Make the index again out of the packed texts, within a transaction: after a restore."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO search_index (search_index) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM search_index"))
    c = search_texts.c
    walk = select(c.article_id, c.packed).order_by(c.article_id).limit(AT_ONCE)
    last = 0
    while rows := connection.execute(walk.where(c.article_id > last)).all():
        _put_tokens(connection, [(article_id, searchable_of(packed)) for article_id, packed in rows])
        last = rows[-1].article_id


def optimise(db: Database) -> None:
    """Merge the parts of the index into one: a search after it is quicker. For quiet hours; it takes minutes."""
    with db.write() as connection:
        if db.sqlite:
            connection.execute(text("INSERT INTO search_index (search_index) VALUES ('optimize')"))
        else:
            connection.execute(text("ANALYZE search_index"))
