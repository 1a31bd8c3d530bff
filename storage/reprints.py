"""The sentences of stored articles, by hash: which stories hold the sentences of a new one."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select, update

from model.article import Article
from storage.sql import chunks, insert_new
from storage.tables import sentences, stories
from storage.values import Decide, Holder

HOLDERS = 50
"""A sentence is remembered of this many articles; a more common one (a disclaimer) says nothing of a story."""


def signed(value: int) -> int:
    """A 64-bit hash as the signed number that databases know."""
    return value - (1 << 64) if value >= 1 << 63 else value


class Sentences:
    """Who holds the sentences of the articles that are being stored; learns as they are placed."""

    def __init__(self, connection: Connection, articles: Iterable[Article], decide: Decide) -> None:
        self._connection = connection
        self._decide = decide
        self._holders = _load(connection, {value for article in articles for value in article.fingerprint})
        self._added: list[dict[str, int]] = []
        self._founded: dict[int, int] = {}  # story → size, stories of this batch
        self._grown: dict[int, int] = {}  # story → articles more

    def place(self, article_id: int, article: Article) -> int:
        """The story of a new article: that of its reprints, or one of its own, which takes the article's id."""
        holders = [holder for value in dict.fromkeys(article.fingerprint) for holder in self._holders.get(value, ())]
        story = self._decide(article.fingerprint, holders) if holders else None
        if story is None:
            self._founded[article_id] = 1
            story = article_id
        elif story in self._founded:
            self._founded[story] += 1
        else:
            self._grown[story] = self._grown.get(story, 0) + 1
        self.remember(article_id, story, article.fingerprint)
        return story

    def remember(self, article_id: int, story_id: int, fingerprint: Sequence[int]) -> None:
        """Keep the sentences of an article, except those that are very common already."""
        distinct = dict.fromkeys(fingerprint)
        for value in distinct:
            known = self._holders.setdefault(value, [])
            if len(known) >= HOLDERS:
                continue
            known.append(Holder(value, article_id, story_id, len(distinct)))
            row = {"hash": signed(value), "article_id": article_id, "story_id": story_id, "sentences": len(distinct)}
            self._added.append(row)

    def forget(self, article_id: int, fingerprint: Sequence[int]) -> None:
        """Drop the sentences of an article's former revision."""
        for value in dict.fromkeys(fingerprint):
            self._holders[value] = [h for h in self._holders.get(value, ()) if h.article_id != article_id]
        for chunk in chunks([signed(value) for value in fingerprint]):
            mine = sentences.c.article_id == article_id
            self._connection.execute(delete(sentences).where(mine, sentences.c.hash.in_(chunk)))

    def write(self) -> None:
        """Write what was placed since the last call; before the articles that point to the stories are."""
        founded = [{"id": story, "first_article_id": story, "size": size} for story, size in self._founded.items()]
        insert_new(self._connection, stories, founded)
        for story, more in self._grown.items():
            self._connection.execute(update(stories).where(stories.c.id == story).values(size=stories.c.size + more))
        insert_new(self._connection, sentences, self._added)
        self._founded, self._grown, self._added = {}, {}, []


def _load(connection: Connection, values: set[int]) -> dict[int, list[Holder]]:
    found: dict[int, list[Holder]] = {value: [] for value in values}
    by_signed = {signed(value): value for value in values}
    columns = (sentences.c.hash, sentences.c.article_id, sentences.c.story_id, sentences.c.sentences)
    for chunk in chunks(list(by_signed)):
        for hash_, *rest in connection.execute(select(*columns).where(sentences.c.hash.in_(chunk))):
            value = by_signed[hash_]
            found[value].append(Holder(value, *rest))
    return found
