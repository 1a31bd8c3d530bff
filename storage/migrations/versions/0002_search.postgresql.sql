CREATE TABLE search_texts (
  article_id BIGINT NOT NULL,
  packed BYTEA NOT NULL,
  CONSTRAINT pk_search_texts PRIMARY KEY (article_id)
);
ALTER TABLE search_texts ALTER COLUMN packed SET STORAGE EXTERNAL;

CREATE TABLE search_index (
  article_id BIGINT NOT NULL,
  numbers INTEGER[] NOT NULL,
  CONSTRAINT pk_search_index PRIMARY KEY (article_id)
);
CREATE INDEX ix_search_index_numbers ON search_index USING gin (numbers);
