"""Candidates on PostgreSQL: its index gives all of its finds at once, and so is asked only for what is rare."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from storage.search.document import Parts, unpack
from storage.search.grams import as_numbers
from storage.search.needs import Both, Need, Tokens

WINDOW = 200
"""So many articles are tried one after another before the index is asked."""

DENSE = 0.03
"""As long as at least that share of a window may be meant, the next window is tried too.

GIN cannot give the newest first: all that it finds is sorted. The planner would choose between the two ways by its
statistics, which hold the thousand most frequent pairs only, and takes every other pair to be far more frequent
than it is; then it reads the whole archive for a handful of articles.
"""

_LOWEST = """
SELECT min(article_id) FROM (
  SELECT article_id FROM search_index WHERE article_id < %(before)s ORDER BY article_id DESC LIMIT %(window)s
) AS newest
"""

_IN_WINDOW = """
SELECT article_id FROM search_index
WHERE article_id >= %(low)s AND article_id < %(before)s AND {need} ORDER BY article_id DESC
"""

# "+ 0" keeps the planner from walking the primary key
_BY_INDEX = "SELECT article_id FROM search_index WHERE article_id < %(before)s AND {need} ORDER BY article_id + 0 DESC"

_TEXTS = "SELECT article_id, packed FROM search_texts WHERE article_id = ANY(%(ids)s) ORDER BY article_id DESC"


def walk(connection: Connection, need: Need, before: int, first: int, most: int) -> Iterator[tuple[int, Parts]]:
    """The articles that may be meant, with their texts, newest first; read in portions from `first` up to `most`."""
    ids, size = _ids(connection, need, before), first
    while portion := list(islice(ids, size)):
        for article_id, packed in connection.exec_driver_sql(_TEXTS, {"ids": portion}):
            yield article_id, unpack(packed)
        size = min(size * 2, most)


def _ids(connection: Connection, need: Need, before: int) -> Iterator[int]:
    values: dict[str, Any] = {}
    wanted = _contains(need, values)
    dense = True
    while dense:
        low = connection.exec_driver_sql(_LOWEST, {"before": before, "window": WINDOW}).scalar()
        if low is None:
            return
        bounds = {"low": low, "before": before}
        found = connection.exec_driver_sql(_IN_WINDOW.format(need=wanted), values | bounds).scalars().all()
        yield from found
        before, dense = low, len(found) >= WINDOW * DENSE
    yield from connection.exec_driver_sql(_BY_INDEX.format(need=wanted), values | {"before": before}).scalars().all()


def _contains(need: Need, values: dict[str, Any]) -> str:
    """The need in PostgreSQL's words; the numbers to look for go into `values`."""
    if isinstance(need, Tokens):
        name = f"need{len(values)}"
        values[name] = as_numbers(need.tokens)
        return f"numbers @> CAST(%({name})s AS integer[])"
    word = " AND " if isinstance(need, Both) else " OR "
    return "(" + word.join(_contains(part, values) for part in need.parts) + ")"
