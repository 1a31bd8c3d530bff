"""Best first: which articles are looked at, and what makes one better than another.

Ranking every article that has two common words would mean reading most of the archive. Instead four pools are
filled, each with the newest articles that are truly hits: those with all words in the title, with some word in the
title, with every word several times, and any. All are scored by the same plain sum, so that both databases rank alike;
what is in no pool follows, newest first.
"""

from collections.abc import Iterator
from itertools import islice
from math import log2

from sqlalchemy import Connection

from model.query import Phrase, Query
from storage.search import grams
from storage.search.candidates import walk
from storage.search.document import PLACE, Parts
from storage.search.needs import Need, both, either, in_title, need_of, often
from storage.search.truth import Test, stands_in, stands_often, test_of

POOL = 120
"""Articles in each of the four pools."""

TITLE, BESIDE_TITLE, TEXT = 4.0, 1.5, 3.0
"""What a phrase is worth in the title, in kicker or subtitle, and (at most) in the body."""

USUAL_LENGTH = 1_500
"""Characters of a body at which a word that stands there twice is worth half of `TEXT`."""


def best(connection: Connection, query: Query) -> Iterator[int]:
    """The ids of the hits, best first, and of equals the newest first."""
    scored: dict[int, float] = {}
    test = test_of(query)
    for need, more in _pools(query):
        for article_id, parts in islice(_hits(connection, need, test, more), POOL):
            if article_id not in scored:
                scored[article_id] = score(parts, query.phrases)
    yield from sorted(scored, key=lambda each: (scored[each], each), reverse=True)
    yield from (article_id for article_id, _ in _hits(connection, need_of(query), test) if article_id not in scored)


def _hits(connection: Connection, need: Need | None, *tests: Test) -> Iterator[tuple[int, Parts]]:
    for article_id, parts in walk(connection, need):
        if all(test(parts) for test in tests):
            yield article_id, parts


def _pools(query: Query) -> Iterator[tuple[Need | None, Test]]:
    """What each pool needs of the index, and the test beside the query's own."""
    need, phrases = need_of(query), query.phrases
    if phrases:
        titled = [stands_in(phrase.text, ("title",)) for phrase in phrases]
        frequent = [stands_often(phrase.text, grams.OFTEN) for phrase in phrases]
        yield both([need, *map(in_title, phrases)]), lambda parts: all(test(parts) for test in titled)
        if len(phrases) > 1:
            yield both([need, either(list(map(in_title, phrases)))]), lambda parts: any(test(parts) for test in titled)
        yield both([need, *map(often, phrases)]), lambda parts: all(test(parts) for test in frequent)
    yield need, lambda _: True


def score(parts: Parts, phrases: tuple[Phrase, ...]) -> float:
    """How good a hit is: each phrase counts by where it stands, how often, and in how long a text."""
    body = parts[PLACE["body"]]
    length = 0.5 + 0.5 * len(body) / USUAL_LENGTH
    total = 0.0
    for phrase in phrases:
        wanted = phrase.text
        times = body.count(wanted)
        total += TITLE * (wanted in parts[PLACE["title"]])
        total += BESIDE_TITLE * (wanted in parts[PLACE["kicker"]] or wanted in parts[PLACE["subtitle"]])
        total += TEXT * times / (times + 2 * length)
        total += log2(1 + len(wanted)) / 8 * bool(times)  # a long phrase says more than a short one
    return total
