"""The peers: FTS5 on trigrams, FTS5 on jieba's words, and LIKE; plain SQLite tables of their own."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import jieba

from model.article import Article
from topics.folding import fold

PAGE = 20


class Like:
    """`LIKE '%…%'` over the texts, newest first."""

    name = "LIKE"
    make = "CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT)"
    put = "INSERT INTO texts VALUES (?, ?)"
    ask = f"SELECT id FROM texts WHERE body LIKE ? ORDER BY id DESC LIMIT {PAGE}"

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{type(self).__name__}.sqlite3"
        self.connection = sqlite3.connect(self.path)
        self.connection.execute(self.make)

    def index(self, text: str) -> str:
        """The text as this peer indexes it."""
        return text

    def words(self, phrase: str) -> str:
        """The phrase as this peer asks for it."""
        return f"%{phrase}%"

    def fill(self, made: Iterable[Article]) -> None:
        """Index the articles."""
        with self.connection:
            rows = ((article.id, self.index(fold(f"{article.title}\n{article.body}"))) for article in made)
            self.connection.executemany(self.put, rows)

    def newest(self, phrase: str) -> list[int]:
        """The newest twenty that this peer thinks have the phrase."""
        return [row[0] for row in self.connection.execute(self.ask, (self.words(phrase),))]

    def megabytes(self) -> float:
        """The size of its file."""
        return self.path.stat().st_size / 1e6


class Trigram(Like):
    """FTS5 with its trigram tokenizer; finds nothing shorter than three characters."""

    name = "FTS5 trigram"
    make = "CREATE VIRTUAL TABLE texts USING fts5 (body, content='', tokenize='trigram')"
    put = "INSERT INTO texts (rowid, body) VALUES (?, ?)"
    ask = f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid DESC LIMIT {PAGE}"

    def words(self, phrase: str) -> str:
        """The phrase in quotes."""
        return f'"{phrase}"'


class Words(Trigram):
    """FTS5 on jieba's words; a phrase is a row of words, so it misses those that are cut otherwise."""

    name = "FTS5 jieba"
    make = "CREATE VIRTUAL TABLE texts USING fts5 (body, content='')"

    def index(self, text: str) -> str:
        """The words, parted by blanks."""
        return " ".join(jieba.cut(text))

    def words(self, phrase: str) -> str:
        """The phrase's words in a row."""
        return f'"{self.index(phrase)}"'


PEERS = (Trigram, Words, Like)
