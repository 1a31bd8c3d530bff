"""Search over the whole archive, with the same answers on SQLite (FTS5) and PostgreSQL (GIN).

The index holds pairs of characters (bigrams), each once an article and without places, which keeps it small. What it
finds are candidates; whether a phrase really stands in an article is read off its folded text, kept packed beside the
index. So every answer is exact: a phrase is found wherever its characters stand in a row, and nowhere else.
"""

from storage.search.find import Examine, Found, Hits, search
from storage.search.index import optimise, reindex
from storage.search.survey import Survey, facets, survey

__all__ = ["Examine", "Found", "Hits", "Survey", "facets", "optimise", "reindex", "search", "survey"]
