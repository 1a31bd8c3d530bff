"""Search, on both databases, against a plain reading of every query over every article."""

import random
from itertools import chain

from storage.search import search
from tests.storage.search.conftest import NOW, asked_query, examine, true_of


def pages(db, query, **more) -> list[list[int]]:
    """All pages of what is found, as ids."""
    found, cursor = [], None
    while True:
        hits = search(db, query, examine, cursor=cursor, **more)
        found.append([each.article.id for each in hits.found])
        cursor = hits.cursor
        if cursor is None:
            return found


def test_every_query_finds_just_the_articles_it_is_true_of_newest_first(db, archive_of):
    held = archive_of(db)
    chance = random.Random(1)
    for _ in range(300):
        query = asked_query(chance)
        expected = [key for key in sorted(held, reverse=True) if true_of(query, held[key], NOW)]
        assert list(chain.from_iterable(pages(db, query, limit=50))) == expected, query
