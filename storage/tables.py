"""The tables. Migrations make them (`storage/migrations/`); a test holds both equal."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from storage.types import Id, Moment, Printed

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
fetch_states = Table(
    "fetch_states",
    metadata,
    Column("source_id", Printed, primary_key=True),
    Column("validators", JSON, nullable=False),
    Column("cursor", JSON, nullable=False),
    Column("next_fetch_at", Moment),
    Column("last_run_at", Moment),
    Column("last_success_at", Moment),
    Column("failures", Integer, nullable=False),
    Column("last_error", Printed),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source_id", Printed, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("same", Integer, nullable=False),
    Column("error", Printed),
    Column("next_fetch_at", Moment),
    Column("problems", JSON, nullable=False),
    Column("replacements", Integer, nullable=False),
    Index(None, "source_id", "id"),
)

seen = Table(
    "seen",
    metadata,
    Column("source_id", Printed, primary_key=True),
    Column("url", Printed, primary_key=True),
    Column("seen_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", Printed, primary_key=True),
    Column("url", Printed, nullable=False),
    Column("file", Printed, nullable=False),
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
    Column("source_id", Printed, nullable=False),
    Column("url", Printed, nullable=False),
    Column("identity", Printed, nullable=False, unique=True),
    Column("content_hash", Printed, nullable=False),
    Column("title", Printed),
    Column("section", Printed),
    Column("page_no", Printed),
    Column("issue_date", Date),
    Column("published_at", Moment),
    Column("first_seen_at", Moment, nullable=False),
    Column("changed_at", Moment),
    Column("revision", Integer, nullable=False),
    Column("story_id", Id, ForeignKey("stories.id", deferrable=True, initially="DEFERRED"), nullable=False),
    Column("snapshot_id", Printed),
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
    Column("content_hash", Printed, nullable=False),
    Column("replaced_at", Moment, nullable=False),
    Column("snapshot_id", Printed),
    Column("data", JSON, nullable=False),
)

article_tags = Table(
    "article_tags",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id"), primary_key=True),
    Column("topic", Printed, primary_key=True),
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
    Column("id", Printed, primary_key=True),
    Column("name", Printed, nullable=False),
    Column("enabled", Boolean, nullable=False),
)

channels = Table(
    "channels",
    metadata,
    Column("subscriber_id", Printed, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Printed, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("url", LargeBinary, nullable=False),  # encrypted
)

watches = Table(
    "watches",
    metadata,
    Column("id", Printed, primary_key=True),
    Column("subscriber_id", Printed, ForeignKey("subscribers.id", ondelete="CASCADE"), nullable=False),
    Column("name", Printed, nullable=False),
    Column("rule", Printed, nullable=False),
    Column("channels", JSON, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("error", Printed),
    Index(None, "subscriber_id"),
)

versions = Table(
    "versions",
    metadata,
    Column("name", Printed, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("watch_id", Printed, nullable=False),
    Column("story_id", Id, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("explanation", Printed, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("watch_id", "story_id", "revision"),
    Index(None, "article_id"),
    Index(None, "story_id"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Printed, primary_key=True),
    Column("subscriber_id", Printed, nullable=False),
    Column("channel", Printed, nullable=False),
    Column("state", Printed, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("reason", Printed),
    Column("lease_owner", Printed),
    Column("lease_until", Moment),
    Column("notice", Printed),
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
    Column("subscriber_id", Printed, primary_key=True),
    Column("channel", Printed, primary_key=True),
    Column("due_at", Moment, nullable=False),
    Column("delivery_id", Printed, ForeignKey("deliveries.id")),
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
    Column("delivery_id", Printed, ForeignKey("deliveries.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Printed, nullable=False),
    Column("status", Integer),
    Column("code", Printed),
    Column("message", Printed),
    Index(None, "delivery_id", "id"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Printed, primary_key=True),
    Column("owner", Printed, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

search_texts = Table(
    "search_texts",
    metadata,
    Column("article_id", Id, primary_key=True, autoincrement=False),
    Column("packed", LargeBinary, nullable=False),  # see storage.search.document; search_index stands beside it
)
