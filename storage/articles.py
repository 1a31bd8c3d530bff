"""Transaction 1: articles, tags, their place in a story, snapshots, the fetch state and the run; all or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, literal, select, text, update

from model.article import Article
from model.crash import crash_point
from storage.database import Database
from storage.reprints import Sentences
from storage.rows import article_of, article_row, evidence_json
from storage.search.document import Searchable
from storage.search.index import put, topics_of
from storage.sql import chunks, insert_new
from storage.states import put_run, put_state
from storage.tables import article_revisions, article_tags, articles, seen, snapshots
from storage.values import Batch, Changed, Decide, Entry, New, Outcome, Run, Same


def store(db: Database, batch: Batch, now: datetime, decide: Decide) -> tuple[Outcome, ...]:
    """Store a batch in one transaction and say for each entry, in order: New, Changed or Same.

    `decide` says which story a new article belongs to. Articles are numbered in the order they were published.
    Where one identity comes twice in a batch, the first counts. Raises StorageError, and then nothing is stored.
    """
    crash_point("store.begin")
    with db.write_alone() as connection:
        insert_new(connection, snapshots, [asdict(each) for each in batch.snapshots])
        crash_point("store.snapshots")
        outcomes = _Writer(connection, now, decide).put(batch.entries)
        crash_point("store.articles")
        _put_seen(connection, batch, now)
        if batch.state:
            put_state(connection, batch.state)
        if batch.run:
            put_run(connection, _counted(batch.run, outcomes))
        crash_point("store.commit")
    crash_point("store.end")
    return outcomes


def _counted(run: Run, outcomes: Sequence[Outcome]) -> Run:
    def count(kind: type) -> int:
        return sum(isinstance(outcome, kind) for outcome in outcomes)

    return replace(run, new=run.new + count(New), changed=run.changed + count(Changed), same=run.same + count(Same))


def _put_seen(connection: Connection, batch: Batch, now: datetime) -> None:
    urls = dict.fromkeys([*batch.seen, *(entry.article.url for entry in batch.entries)])
    rows = [{"source_id": batch.source_id, "url": url, "seen_at": now} for url in urls]
    insert_new(connection, seen, rows)


class _Writer:
    """Puts the entries of one batch, within its transaction."""

    def __init__(self, connection: Connection, now: datetime, decide: Decide) -> None:
        self.connection = connection
        self.now = now
        self.decide = decide

    def put(self, entries: Sequence[Entry]) -> tuple[Outcome, ...]:
        first: dict[str, Entry] = {}
        for entry in entries:
            first.setdefault(entry.article.identity, entry)
        known = self._known(list(first))
        new = [entry for identity, entry in first.items() if identity not in known]
        changed = [
            entry
            for identity, entry in first.items()
            if identity in known and known[identity].content_hash != entry.article.content_hash
        ]
        sentences = Sentences(self.connection, [entry.article for entry in (*new, *changed)], self.decide)
        stored = self._put_new(new, sentences) | self._put_changed(changed, known, sentences)
        return tuple(_outcomes(entries, stored, known))

    def _known(self, identities: list[str]) -> dict[str, Article]:
        rows: list[RowMapping] = []
        for chunk in chunks(identities):
            found = self.connection.execute(select(articles).where(articles.c.identity.in_(chunk)))
            rows.extend(found.mappings())
        return {row["identity"]: article_of(row) for row in rows}

    def _put_new(self, entries: list[Entry], sentences: Sentences) -> dict[str, New]:
        entries = sorted(entries, key=_age)
        stored = []
        for article_id, entry in zip(_new_ids(self.connection, len(entries)), entries, strict=True):
            story_id = sentences.place(article_id, entry.article)
            article = replace(entry.article, id=article_id, story_id=story_id, first_seen_at=self.now, revision=1)
            stored.append(replace(entry, article=article))
        sentences.write()
        if stored:
            self.connection.execute(insert(articles), [_new_row(entry.article) for entry in stored])
        self._put_tags(stored)
        self._put_searchable(stored)
        return {entry.article.identity: New(entry.article) for entry in stored}

    def _put_changed(self, entries: list[Entry], known: dict[str, Article], sentences: Sentences) -> dict[str, Changed]:
        stored = []
        for entry in entries:
            former = known[entry.article.identity]
            stored.append(replace(entry, article=_next_revision(former, entry.article)))
            self._keep_former(former)
            sentences.forget(_id(former), former.fingerprint)
            sentences.remember(_id(former), former.story_id or 0, entry.article.fingerprint)
        sentences.write()
        ids = [_id(entry.article) for entry in stored]
        self.connection.execute(delete(article_tags).where(article_tags.c.article_id.in_(ids)))
        for entry in stored:
            row = article_row(entry.article) | {"revision": entry.article.revision}
            row |= {"changed_at": self.now, "matched_at": None}
            self.connection.execute(update(articles).where(articles.c.id == entry.article.id).values(row))
        self._put_tags(stored)
        self._put_searchable(stored)
        return {entry.article.identity: Changed(entry.article) for entry in stored}

    def _keep_former(self, former: Article) -> None:
        columns = ["article_id", "revision", "content_hash", "replaced_at", "snapshot_id", "data"]
        c = articles.c
        row = select(c.id, c.revision, c.content_hash, literal(self.now, c.changed_at.type), c.snapshot_id, c.data)
        self.connection.execute(insert(article_revisions).from_select(columns, row.where(c.id == former.id)))

    def _put_searchable(self, entries: Iterable[Entry]) -> None:
        found = [
            (_id(entry.article), Searchable.of(entry.article, entry.folded, topics_of(entry.tags)))
            for entry in entries
            if entry.folded
        ]
        put(self.connection, found)

    def _put_tags(self, entries: Iterable[Entry]) -> None:
        rows: list[dict[str, Any]] = [
            {
                "article_id": entry.article.id,
                "topic": tag.topic,
                "score": tag.score,
                "evidence": evidence_json(tag.evidence),
            }
            for entry in entries
            for tag in entry.tags
        ]
        insert_new(self.connection, article_tags, rows)


def _outcomes(
    entries: Sequence[Entry], stored: dict[str, New | Changed], known: dict[str, Article]
) -> Iterable[Outcome]:
    told = set()
    for entry in entries:
        identity = entry.article.identity
        outcome = stored.get(identity)
        if outcome is None:
            yield Same(_id(known[identity]))
        elif identity in told:
            yield Same(_id(outcome.article))
        else:
            yield outcome
        told.add(identity)


def _new_ids(connection: Connection, count: int) -> list[int]:
    """Numbers for new articles, rising with time: whoever calls is the only writer."""
    if connection.dialect.name == "sqlite":
        last = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'articles'")).scalar() or 0
        return list(range(last + 1, last + 1 + count))
    sequence = "SELECT nextval('articles_id_seq') FROM generate_series(1, :count)"
    return sorted(connection.execute(text(sequence), {"count": count}).scalars())


def _age(entry: Entry) -> datetime:
    return entry.article.published_at or datetime.max.replace(tzinfo=UTC)


def _new_row(article: Article) -> dict[str, Any]:
    return article_row(article) | {
        "id": article.id,
        "story_id": article.story_id,
        "first_seen_at": article.first_seen_at,
        "revision": 1,
    }


def _next_revision(former: Article, article: Article) -> Article:
    return replace(
        article,
        id=former.id,
        story_id=former.story_id,
        first_seen_at=former.first_seen_at,
        revision=former.revision + 1,
    )


def _id(article: Article) -> int:
    assert article.id is not None
    return article.id
