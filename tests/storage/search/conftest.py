"""A small archive of made-up articles, stored on both databases, and a plain reading of queries to compare with."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from model.article import Article, Extraction
from model.query import PHRASE_FIELDS, All, Any, Kind, Not, Phrase, Query, Topic
from model.watching import Evidence, Tag
from storage import articles
from storage.values import Batch, Entry
from topics.folding import fold

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
WORDS = "知识产权 强国 党建 干部 选拔 发展 改革 的 和 在 了 国企 营商环境 乡村 振兴 专利 AI 5G 2026年 ， 。 、 “质量” 𠀀字 中中中".split()
TOPICS = ("党建", "知识产权/专利", "国企 改革")
KINDS = ("article", "notice", "photo")


def written(chance: random.Random, words: int) -> str:
    return "".join(chance.choices(WORDS, k=words))


def made_entry(number: int, chance: random.Random) -> Entry:
    article = Article(
        source_id=chance.choice(("people", "gov")),
        url=f"http://press.test/{number}",
        kind=chance.choice(KINDS),
        title=written(chance, 4),
        paragraphs=tuple(written(chance, 12) for _ in range(chance.randint(1, 4))),
        extraction=Extraction("test"),
        identity=f"press.test/{number}",
        content_hash=str(chance.random()),
        fingerprint=(chance.randrange(10), chance.randrange(10), chance.randrange(10)),
        kicker=written(chance, 3) if chance.random() < 0.3 else None,
        section=chance.choice(("要闻", "理论", None)),
        page_no=chance.choice(("01", "A02", None)),
        credit=chance.choice(("人民日报", "新华社", None)),
        published_at=NOW - timedelta(hours=chance.randrange(24 * 800)) if chance.random() < 0.9 else None,
    )
    tags = tuple(Tag(name, 1.0) for name in TOPICS if chance.random() < 0.3)
    return Entry(article, tags, folded(article))


def folded(article: Article) -> dict[str, str]:
    texts = {name: getattr(article, name, None) for name in PHRASE_FIELDS} | {"source": article.source_id}
    return {name: fold(text) for name, text in texts.items() if text}


def true_of(query: Query, entry: Entry, first_seen: datetime) -> bool:
    """The query, read plainly."""

    def holds(node) -> bool:
        match node:
            case Phrase(text, fields):
                return any(text in entry.folded.get(name, "") for name in fields)
            case Topic(name):
                return name in {tag.topic for tag in entry.tags}
            case Kind(name):
                return entry.article.kind == name
            case All(parts):
                return all(map(holds, parts))
            case Any(parts):
                return any(map(holds, parts))
            case Not(part):
                return not holds(part)

    at = entry.article.published_at or first_seen
    in_time = (query.since is None or query.since <= at) and (query.until is None or at < query.until)
    return in_time and holds(query.where)


def asked(chance: random.Random, depth: int = 3):
    """A random tree."""
    sort = chance.random()
    if depth == 0 or sort < 0.5:
        return chance.choice(
            [
                Phrase(fold(written(chance, chance.randint(1, 3)))),
                Phrase(chance.choice(("知识产权", "权强", "建", "5g", "中中", "国企改革", "不在文中", "ai"))),
                Phrase(fold(written(chance, 1)), (chance.choice(("title", "kicker", "body", "credit")),)),
                Phrase(chance.choice(("人民", "要闻", "gov")), ("credit", "section", "source")),
                Phrase("发展", ("body", "credit")),
                Topic(chance.choice((*TOPICS, "国企"))),
                Kind(chance.choice(KINDS)),
            ]
        )
    if sort < 0.6:
        return Not(asked(chance, 0))
    parts = tuple(asked(chance, depth - 1) for _ in range(chance.randint(0 if sort < 0.62 else 2, 3)))
    return All(parts) if sort < 0.85 else Any(parts or (All(),))


def asked_query(chance: random.Random) -> Query:
    def limit():
        return NOW - timedelta(hours=chance.randrange(24 * 800)) if chance.random() < 0.2 else None

    return Query(asked(chance), limit(), limit())


def examine(article, tags):
    """The rule itself: it believes the index, and shows the title."""
    return (Evidence("title", 0, 1, (article.title or " ")[:1]),)


@pytest.fixture(scope="module")
def archive_of():
    """Fills a database with random articles, some of them changed later, and gives what it holds by id."""

    def fill(db, count: int = 300, seed: int = 7) -> dict[int, Entry]:
        chance = random.Random(seed)
        held = {}
        for start in range(0, count, 50):
            entries = tuple(made_entry(number, chance) for number in range(start, start + 50))
            changed = tuple(made_entry(chance.randrange(start + 50), chance) for _ in range(5))
            for batch in (entries, changed):
                stored = articles.store(db, Batch("made", batch), NOW, lambda *_: None)
                known = {
                    outcome.article.id: entry
                    for outcome, entry in zip(stored, batch, strict=True)
                    if hasattr(outcome, "article")
                }
                held |= known
        return held

    return fill
