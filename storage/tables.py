"""The tables. Migrations make them (`storage/migrations/`); a test holds both equal."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite's rowid is an INTEGER


class Moment(TypeDecorator[datetime]):
    """A moment in time, kept and given back in UTC on both databases; a naive datetime is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC; SQLite keeps it as text without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Zone-aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


fetch_states = Table(
    "fetch_states",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("validators", JSON, nullable=False),
    Column("cursor", JSON, nullable=False),
    Column("next_fetch_at", Moment),
    Column("last_run_at", Moment),
    Column("last_success_at", Moment),
    Column("failures", Integer, nullable=False),
    Column("last_error", Text),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("same", Integer, nullable=False),
    Column("error", Text),
    Column("next_fetch_at", Moment),
    Column("problems", JSON, nullable=False),
    Column("replacements", Integer, nullable=False),
    Index(None, "source_id", "id"),
)

seen = Table(
    "seen",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("seen_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Index(None, "fetched_at"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("first_article_id", Id, nullable=False),
    Column("size", Integer, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("identity", Text, nullable=False, unique=True),
    Column("content_hash", Text, nullable=False),
    Column("title", Text),
    Column("section", Text),
    Column("page_no", Text),
    Column("issue_date", Date),
    Column("published_at", Moment),
    Column("first_seen_at", Moment, nullable=False),
    Column("changed_at", Moment),
    Column("revision", Integer, nullable=False),
    Column("story_id", Id, ForeignKey("stories.id", deferrable=True, initially="DEFERRED"), nullable=False),
    Column("snapshot_id", Text),
    Column("matched_at", Moment),
    Column("data", JSON, nullable=False),
    Index(None, "source_id", "id"),
    Index(None, "first_seen_at"),
    Index(None, "story_id"),
    sqlite_autoincrement=True,
)
Index(
    "ix_articles_unmatched",
    articles.c.id,
    sqlite_where=articles.c.matched_at.is_(None),
    postgresql_where=articles.c.matched_at.is_(None),
)

article_revisions = Table(
    "article_revisions",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("content_hash", Text, nullable=False),
    Column("replaced_at", Moment, nullable=False),
    Column("snapshot_id", Text),
    Column("data", JSON, nullable=False),
)

article_tags = Table(
    "article_tags",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("score", Float, nullable=False),
    Column("evidence", JSON, nullable=False),
    Index(None, "topic", "article_id"),
)

sentences = Table(
    "sentences",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),  # xxh3_64 as a signed number
    Column("article_id", Id, primary_key=True, autoincrement=False),
    Column("story_id", Id, nullable=False),
    Column("sentences", Integer, nullable=False),
    sqlite_with_rowid=False,
)

subscribers = Table(
    "subscribers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
)

channels = Table(
    "channels",
    metadata,
    Column("subscriber_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("url", LargeBinary, nullable=False),  # encrypted
)

watches = Table(
    "watches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscriber_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("channels", JSON, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("error", Text),
    Index(None, "subscriber_id"),
)

versions = Table(
    "versions",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("watch_id", Text, nullable=False),
    Column("story_id", Id, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("explanation", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("watch_id", "story_id", "revision"),
    Index(None, "article_id"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscriber_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("reason", Text),
    Column("lease_owner", Text),
    Column("lease_until", Moment),
    Index(None, "created_at"),
)
Index(
    "ix_deliveries_open",
    deliveries.c.due_at,
    sqlite_where=deliveries.c.finished_at.is_(None),
    postgresql_where=deliveries.c.finished_at.is_(None),
)

outbox = Table(
    "outbox",
    metadata,
    Column("alert_id", Id, ForeignKey("alerts.id"), primary_key=True, autoincrement=False),
    Column("subscriber_id", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("due_at", Moment, nullable=False),
    Column("delivery_id", Text, ForeignKey("deliveries.id")),
    Index(None, "delivery_id"),
)
Index(
    "ix_outbox_waiting",
    outbox.c.due_at,
    sqlite_where=outbox.c.delivery_id.is_(None),
    postgresql_where=outbox.c.delivery_id.is_(None),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("delivery_id", Text, ForeignKey("deliveries.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("status", Integer),
    Column("code", Text),
    Column("message", Text),
    Index(None, "delivery_id", "id"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

search_texts = Table(
    "search_texts",
    metadata,
    Column("article_id", Id, primary_key=True, autoincrement=False),
    Column("packed", LargeBinary, nullable=False),  # see storage.search.document; search_index stands beside it
)
