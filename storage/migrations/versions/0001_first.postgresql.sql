CREATE TABLE deliveries (
  id TEXT NOT NULL,
  subscriber_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  finished_at TIMESTAMP WITH TIME ZONE,
  reason TEXT,
  lease_owner TEXT,
  lease_until TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_deliveries PRIMARY KEY (id)
);
CREATE INDEX ix_deliveries_created_at ON deliveries (created_at);
CREATE INDEX ix_deliveries_open ON deliveries (due_at) WHERE finished_at IS NULL;

CREATE TABLE fetch_states (
  source_id TEXT NOT NULL,
  validators JSON NOT NULL,
  cursor JSON NOT NULL,
  next_fetch_at TIMESTAMP WITH TIME ZONE,
  last_run_at TIMESTAMP WITH TIME ZONE,
  last_success_at TIMESTAMP WITH TIME ZONE,
  failures INTEGER NOT NULL,
  last_error TEXT,
  CONSTRAINT pk_fetch_states PRIMARY KEY (source_id)
);

CREATE TABLE leases (
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_leases PRIMARY KEY (name)
);

CREATE TABLE runs (
  id BIGSERIAL NOT NULL,
  source_id TEXT NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  finished_at TIMESTAMP WITH TIME ZONE NOT NULL,
  "new" INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  same INTEGER NOT NULL,
  error TEXT,
  next_fetch_at TIMESTAMP WITH TIME ZONE,
  problems JSON NOT NULL,
  replacements INTEGER NOT NULL,
  CONSTRAINT pk_runs PRIMARY KEY (id)
);
CREATE INDEX ix_runs_source_id_id ON runs (source_id, id);

CREATE TABLE seen (
  source_id TEXT NOT NULL,
  url TEXT NOT NULL,
  seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_seen PRIMARY KEY (source_id, url)
);

CREATE TABLE sentences (
  hash BIGINT NOT NULL,
  article_id BIGINT NOT NULL,
  story_id BIGINT NOT NULL,
  sentences INTEGER NOT NULL,
  CONSTRAINT pk_sentences PRIMARY KEY (hash, article_id)
);

CREATE TABLE snapshots (
  id TEXT NOT NULL,
  url TEXT NOT NULL,
  file TEXT NOT NULL,
  "offset" BIGINT NOT NULL,
  length BIGINT NOT NULL,
  fetched_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_snapshots PRIMARY KEY (id)
);
CREATE INDEX ix_snapshots_fetched_at ON snapshots (fetched_at);

CREATE TABLE stories (
  id BIGINT NOT NULL,
  first_article_id BIGINT NOT NULL,
  size INTEGER NOT NULL,
  CONSTRAINT pk_stories PRIMARY KEY (id)
);

CREATE TABLE subscribers (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  enabled BOOLEAN NOT NULL,
  CONSTRAINT pk_subscribers PRIMARY KEY (id)
);

CREATE TABLE versions (
  name TEXT NOT NULL,
  value BIGINT NOT NULL,
  CONSTRAINT pk_versions PRIMARY KEY (name)
);

CREATE TABLE articles (
  id BIGSERIAL NOT NULL,
  source_id TEXT NOT NULL,
  url TEXT NOT NULL,
  identity TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  title TEXT,
  section TEXT,
  page_no TEXT,
  issue_date DATE,
  published_at TIMESTAMP WITH TIME ZONE,
  first_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE,
  revision INTEGER NOT NULL,
  story_id BIGINT NOT NULL,
  snapshot_id TEXT,
  matched_at TIMESTAMP WITH TIME ZONE,
  data JSON NOT NULL,
  CONSTRAINT pk_articles PRIMARY KEY (id),
  CONSTRAINT uq_articles_identity UNIQUE (identity),
  CONSTRAINT fk_articles_story_id FOREIGN KEY(story_id) REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_articles_first_seen_at ON articles (first_seen_at);
CREATE INDEX ix_articles_source_id_id ON articles (source_id, id);
CREATE INDEX ix_articles_story_id ON articles (story_id);
CREATE INDEX ix_articles_unmatched ON articles (id) WHERE matched_at IS NULL;

CREATE TABLE attempts (
  id BIGSERIAL NOT NULL,
  delivery_id TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  state TEXT NOT NULL,
  status INTEGER,
  code TEXT,
  message TEXT,
  CONSTRAINT pk_attempts PRIMARY KEY (id),
  CONSTRAINT fk_attempts_delivery_id FOREIGN KEY(delivery_id) REFERENCES deliveries (id)
);
CREATE INDEX ix_attempts_delivery_id_id ON attempts (delivery_id, id);

CREATE TABLE channels (
  subscriber_id TEXT NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  url BYTEA NOT NULL,
  CONSTRAINT pk_channels PRIMARY KEY (subscriber_id, name),
  CONSTRAINT fk_channels_subscriber_id FOREIGN KEY(subscriber_id) REFERENCES subscribers (id) ON DELETE CASCADE
);

CREATE TABLE watches (
  id TEXT NOT NULL,
  subscriber_id TEXT NOT NULL,
  name TEXT NOT NULL,
  rule TEXT NOT NULL,
  channels JSON NOT NULL,
  enabled BOOLEAN NOT NULL,
  error TEXT,
  CONSTRAINT pk_watches PRIMARY KEY (id),
  CONSTRAINT fk_watches_subscriber_id FOREIGN KEY(subscriber_id) REFERENCES subscribers (id) ON DELETE CASCADE
);
CREATE INDEX ix_watches_subscriber_id ON watches (subscriber_id);

CREATE TABLE alerts (
  id BIGSERIAL NOT NULL,
  watch_id TEXT NOT NULL,
  story_id BIGINT NOT NULL,
  revision INTEGER NOT NULL,
  article_id BIGINT NOT NULL,
  evidence JSON NOT NULL,
  explanation TEXT NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_alerts PRIMARY KEY (id),
  CONSTRAINT uq_alerts_watch_id_story_id_revision UNIQUE (watch_id, story_id, revision),
  CONSTRAINT fk_alerts_article_id FOREIGN KEY(article_id) REFERENCES articles (id)
);
CREATE INDEX ix_alerts_article_id ON alerts (article_id);

CREATE TABLE article_revisions (
  article_id BIGINT NOT NULL,
  revision INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  replaced_at TIMESTAMP WITH TIME ZONE NOT NULL,
  snapshot_id TEXT,
  data JSON NOT NULL,
  CONSTRAINT pk_article_revisions PRIMARY KEY (article_id, revision),
  CONSTRAINT fk_article_revisions_article_id FOREIGN KEY(article_id) REFERENCES articles (id)
);

CREATE TABLE article_tags (
  article_id BIGINT NOT NULL,
  topic TEXT NOT NULL,
  score FLOAT NOT NULL,
  evidence JSON NOT NULL,
  CONSTRAINT pk_article_tags PRIMARY KEY (article_id, topic),
  CONSTRAINT fk_article_tags_article_id FOREIGN KEY(article_id) REFERENCES articles (id)
);
CREATE INDEX ix_article_tags_topic_article_id ON article_tags (topic, article_id);

CREATE TABLE outbox (
  alert_id BIGINT NOT NULL,
  subscriber_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  delivery_id TEXT,
  CONSTRAINT pk_outbox PRIMARY KEY (alert_id, subscriber_id, channel),
  CONSTRAINT fk_outbox_alert_id FOREIGN KEY(alert_id) REFERENCES alerts (id),
  CONSTRAINT fk_outbox_delivery_id FOREIGN KEY(delivery_id) REFERENCES deliveries (id)
);
CREATE INDEX ix_outbox_delivery_id ON outbox (delivery_id);
CREATE INDEX ix_outbox_waiting ON outbox (due_at) WHERE delivery_id IS NULL;
