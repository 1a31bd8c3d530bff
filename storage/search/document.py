"""What of an article is searched, packed into bytes."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from model.article import Article
from model.query import PHRASE_FIELDS
from storage.search import grams
from storage.types import sound

MARK = "\x1f"  # folding turns it into a blank, so no text holds it
PLACE = {name: place for place, name in enumerate((*PHRASE_FIELDS, "kind", "topics", "at"))}
CODING, LEVEL = "gb18030", 6  # a tenth smaller than UTF-8, and holds all of Unicode


@dataclass(frozen=True, slots=True)
class Searchable:
    """The folded texts by field, the kind, the topics, and the moment that date limits go by."""

    texts: Mapping[str, str]
    kind: str
    topics: tuple[str, ...]
    at: datetime

    @classmethod
    def of(cls, article: Article, texts: Mapping[str, str], topics: tuple[str, ...]) -> "Searchable":
        """Of a stored article: it is dated by its publication, or else by when it was first seen."""
        at = article.published_at or article.first_seen_at
        assert at is not None
        return cls(texts, article.kind, topics, at)

    def pack(self) -> bytes:
        """As bytes: the fields in order, compressed."""
        parts = [self.texts.get(name, "").replace(MARK, " ") for name in PHRASE_FIELDS]
        moment = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        whole = MARK.join([*parts, self.kind, "\n".join(self.topics), moment])
        return zlib.compress(sound(whole).encode(CODING), LEVEL)

    def tokens(self) -> set[str]:
        """What the index holds of it."""
        found = grams.of_texts(self.texts)
        found.add(grams.of_value("k", self.kind))
        found.update(grams.of_value("t", topic) for topic in self.topics)
        found.update(grams.of_moment(self.at))
        return found


Parts = list[str]
"""A packed article taken apart; `PLACE` says which part is which."""


def unpack(packed: bytes) -> Parts:
    """The parts of a packed article."""
    return zlib.decompress(packed).decode(CODING).split(MARK)


def searchable_of(packed: bytes) -> Searchable:
    """The searchable article that was packed."""
    *texts, kind, topics, at = unpack(packed)
    named = {name: text for name, text in zip(PHRASE_FIELDS, texts, strict=True) if text}
    return Searchable(named, kind, tuple(topics.split("\n")) if topics else (), datetime.fromisoformat(at))
