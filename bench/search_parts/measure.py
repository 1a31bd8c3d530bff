"""Phrases to look for, and how long the answers take."""

import random
import statistics
import time
from collections.abc import Callable, Sequence

from model.article import Article
from model.query import All, Phrase, Query
from model.watching import Evidence, Tag
from storage import Database
from storage.search import Examine, search
from topics.folding import fold
from topics.matcher import Matcher
from topics.parser import parse

HAN = range(0x4E00, 0xA000)


def phrases_of(made: list[Article], length: int, count: int, chance: random.Random) -> list[str]:
    """Strings of Chinese characters that stand in the articles, cut anywhere."""
    found: list[str] = []
    while len(found) < count:
        body = chance.choice(made).body
        start = chance.randrange(len(body) - length)
        phrase = fold(body[start : start + length])
        if len(phrase) == length and all(ord(c) in HAN for c in phrase):
            found.append(phrase)
    return found


def highlighting(phrase: str) -> Examine:
    """The rule itself, with its evidence as printed: what a search page shows."""
    matcher = Matcher.of({"": parse(phrase)})

    def examine(article: Article, _: tuple[Tag, ...]) -> tuple[Evidence, ...] | None:
        return next((hit.evidence for hit in matcher.match(article)), None)

    return examine


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of one answer: on the clock, and of processor time (disturbed less by other work)."""
    began, worked = time.perf_counter(), time.process_time()
    ask()
    return (time.perf_counter() - began) * 1e3, (time.process_time() - worked) * 1e3


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def measure(db: Database, made: list[Article], queries: int) -> dict[str, float]:
    """Milliseconds of the answers that the house promises."""
    chance = random.Random(2)
    figures: dict[str, float] = {}

    def note(name: str, times: list[tuple[float, float]]) -> None:
        clock, worked = (percentiles(each) for each in zip(*times, strict=True))
        figures[f"{name}_p50_ms"], figures[f"{name}_p95_ms"], figures[f"{name}_p95_cpu_ms"] = *clock, worked[1]

    for length in (2, 4, 8):
        phrases = phrases_of(made, length, queries, chance)
        note(f"newest_{length}", [timed(lambda p=p: newest(db, p)) for p in phrases])
    fours = phrases_of(made, 4, queries, chance)
    note("newest_4_highlighted", [timed(lambda p=p: newest(db, p, examine=highlighting(p))) for p in fours])
    words = phrases_of(made, 2, queries * 2, chance)
    pairs = list(zip(words[:queries], words[queries:], strict=True))
    note("ranked_two_terms", [timed(lambda p=p: ranked(db, *p)) for p in pairs])
    note("ranked_one_term", [timed(lambda p=p: ranked(db, p)) for p in words[:queries]])
    return figures


def unexamined(_: Article, __: tuple[Tag, ...]) -> tuple[Evidence, ...]:
    """Takes the index at its word."""
    return ()


def newest(db: Database, *phrases: str, examine: Examine = unexamined) -> list[int]:
    """The newest twenty."""
    query = Query(All(tuple(Phrase(each) for each in phrases)))
    return [each.article.id or 0 for each in search(db, query, examine).found]


def ranked(db: Database, *phrases: str) -> list[int]:
    """The best twenty."""
    query = Query(All(tuple(Phrase(each) for each in phrases)))
    return [each.article.id or 0 for each in search(db, query, unexamined, order="best").found]
