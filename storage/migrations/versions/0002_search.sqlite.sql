CREATE TABLE search_texts (
  article_id INTEGER NOT NULL,
  packed BLOB NOT NULL,
  CONSTRAINT pk_search_texts PRIMARY KEY (article_id)
);

CREATE VIRTUAL TABLE search_index USING fts5 (tokens, content='', columnsize=0, detail=none, tokenize='ascii');
