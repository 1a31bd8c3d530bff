"""A large archive made by recombination, stored and indexed as the house does it."""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice

import jieba
from sqlalchemy import insert, text

from model.article import Article, Extraction
from storage import Database
from storage.rows import article_row
from storage.search.document import Searchable
from storage.search.index import put
from storage.tables import articles, stories
from topics.folding import fold

START = datetime(2020, 1, 1, tzinfo=UTC)
THEMES, EACH = 2_000, 400


def made_sentences(chance: random.Random, themes: int, each: int) -> list[list[str]]:
    """For each theme, sentences of words drawn as often as they are used, and of words that the theme keeps using."""
    words, weights = [], []
    for line in jieba.get_dict_file():
        word, often, *_ = line.decode().split(" ")
        words.append(word)
        weights.append(float(often))
    drawn = iter(chance.choices(words, weights, k=themes * (each * 15 + 60)))
    sentences = []
    for _ in range(themes):
        own = list(islice(drawn, 60))
        sentences.append([_sentence(chance, own, drawn) for _ in range(each)])
    return sentences


def _sentence(chance: random.Random, own: list[str], drawn: Iterator[str]) -> str:
    length = chance.randint(6, 14)
    chosen = [chance.choice(own) if chance.random() < 0.5 else next(drawn) for _ in range(length)]
    return "".join(chosen) + chance.choice("。。。。。。。，！？")


def made_articles(count: int, seed: int = 1) -> Iterator[Article]:
    """Articles of about 1,600 characters, one every five minutes."""
    chance = random.Random(seed)
    themes = made_sentences(chance, min(THEMES, 100 + count // 20), EACH)
    for number in range(1, count + 1):
        sentences = chance.choice(themes)
        paragraphs = tuple(
            "".join(chance.choices(sentences, k=chance.randint(8, 12))) for _ in range(chance.randint(5, 13))
        )
        yield Article(
            source_id=f"source-{number % 40}",
            url=f"http://made.test/{number}.html",
            kind="article",
            title=chance.choice(sentences)[:-1],
            paragraphs=paragraphs,
            extraction=Extraction("made"),
            identity=f"made.test/{number}",
            content_hash=str(number),
            section=f"栏目{number % 9}",
            published_at=START + timedelta(minutes=5 * number),
            id=number,
            story_id=number,
            first_seen_at=START + timedelta(minutes=5 * number),
        )


def fill(db: Database, made: Iterator[Article]) -> dict[str, float]:
    """Store and index; seconds of each, and the bytes of the texts."""
    spent = {"store_s": 0.0, "fold_s": 0.0, "index_s": 0.0}
    size = count = characters = 0
    while part := list(islice(made, 1_000)):
        began = time.process_time()
        texts = [{"title": fold(a.title or ""), "body": fold(a.body), "section": fold(a.section or "")} for a in part]
        folded = time.process_time()
        with db.write_alone() as connection:
            connection.execute(insert(stories), [{"id": a.id, "first_article_id": a.id, "size": 1} for a in part])
            rows = [{"id": a.id, "story_id": a.id, "first_seen_at": a.first_seen_at, "revision": 1} for a in part]
            connection.execute(insert(articles), [article_row(a) | row for a, row in zip(part, rows, strict=True)])
            stored = time.process_time()
            put(connection, [(a.id or 0, Searchable.of(a, each, ())) for a, each in zip(part, texts, strict=True)])
        spent["fold_s"] += folded - began
        spent["store_s"] += stored - folded
        spent["index_s"] += time.process_time() - stored
        size += sum(len((a.title or "").encode()) + len(a.body.encode()) for a in part)
        characters += sum(len(a.title or "") + len(a.body) for a in part)
        count += len(part)
    return spent | {"text_mb": size / 1e6, "characters_m": characters / 1e6, "articles": count}


def index_size(db: Database) -> dict[str, float]:
    """Megabytes of the index and of the packed texts beside it."""
    if not db.sqlite:
        with db.read() as connection:
            sizes = "SELECT pg_total_relation_size('search_index'), pg_total_relation_size('search_texts')"
            index, packed = connection.execute(text(sizes)).one()
    else:
        with closing(sqlite3.connect(str(db.engine.url.database))) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            ask = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE ?"
            index, packed = (
                connection.execute(ask, (like,)).fetchone()[0] for like in ("search_index%", "search_texts")
            )
    return {"index_mb": index / 1e6, "packed_mb": packed / 1e6}
