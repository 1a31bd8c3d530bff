"""What the index knows of a need: ids and packed texts, newest first; by FTS5 here, by PostgreSQL in `gin`."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from storage.search import gin
from storage.search.document import Parts, unpack
from storage.search.needs import Both, Need, Tokens

TELLING = 3
"""So many of a phrase's rarest pairs are asked for: one more narrows less than it costs."""

PROBED = 40
"""How rare a pair is, is judged by how far back its newest 40 articles reach."""

FIRST, MOST = 28, 896  # articles read at once: few for the first page, more where the text often says no
NEWEST = 1 << 62


def walk(connection: Connection, need: Need | None, before: int | None = None) -> Iterator[tuple[int, Parts]]:
    """The articles that may be meant, with their texts, newest first; `before` bounds their ids."""
    if need is not None and connection.dialect.name == "postgresql":
        return gin.walk(connection, need, before or NEWEST, FIRST, MOST)
    statement, values = (_EVERYTHING, {}) if need is None else (_FTS5, {"need": _match(connection, need)})
    return _pages(connection, statement, values, before or NEWEST)


def _pages(connection: Connection, statement: str, values: dict[str, str], before: int) -> Iterator[tuple[int, Parts]]:
    size = FIRST
    while True:
        rows = connection.execute(text(statement), values | {"before": before, "size": size}).all()
        for article_id, packed in rows:
            yield article_id, unpack(packed)
        if len(rows) < size:
            return
        before, size = rows[-1][0], min(size * 2, MOST)


_EVERYTHING = (
    "SELECT article_id, packed FROM search_texts WHERE article_id < :before ORDER BY article_id DESC LIMIT :size"
)

_FTS5 = """
SELECT i.rowid, t.packed FROM search_index AS i CROSS JOIN search_texts AS t ON t.article_id = i.rowid
WHERE search_index MATCH :need AND i.rowid < :before ORDER BY i.rowid DESC LIMIT :size
"""


def _match(connection: Connection, need: Need) -> str:
    """The need in FTS5's words; of a phrase with many pairs, the rarest."""
    if isinstance(need, Tokens):
        tokens = need.tokens
        if len(tokens) > TELLING:
            tokens = tuple(sorted(tokens, key=lambda token: _reach(connection, token)))[:TELLING]
        return "(" + " AND ".join(f'"{token}"' for token in tokens) + ")"
    word = " AND " if isinstance(need, Both) else " OR "
    return "(" + word.join(_match(connection, part) for part in need.parts) + ")"


def _reach(connection: Connection, token: str) -> int:
    """The id of the article that has this token as the 40th from the newest: the lower, the rarer; 0 if fewer do."""
    probe = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
    return connection.exec_driver_sql(probe, (f'"{token}"', PROBED - 1)).scalar() or 0
