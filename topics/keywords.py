"""Keywords of an article by TF-IDF on words, and the organisations and places that it names, by dictionary."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from model.article import Article
from topics import idf
from topics.dictionary import cut_words, listed

TITLE_WEIGHT = 3
OWN_WEIGHT = 1.5
LONGEST_TEXT = 20_000
"""Characters of the body that are looked at; what a book-long text is about is said by then."""
WORTHY = re.compile(r"[\u3400-\u9fff]{2,}|[A-Za-z][A-Za-z0-9+.-]{1,}|(?!\d+\Z)[\u3400-\u9fffA-Za-z0-9+]{3,}")


@dataclass(frozen=True, slots=True)
class Names:
    """Organisations and places that an article names, the most often named first."""

    organisations: tuple[str, ...]
    places: tuple[str, ...]


def keywords(article: Article, count: int = 8, table: idf.Idf | None = None) -> tuple[str, ...]:
    """Up to `count` words that tell this article from others, best first; `table` is the shipped one by default."""
    table = table or idf.start()
    own, stopped, known = _own(), _stopped(), table.counts
    # Single characters are most of the words and never keywords; words that no table knows must be met twice.
    scores = {
        word: times * table.weight(word) * (OWN_WEIGHT if word in own else 1.0)
        for word, times in words(article).items()
        if len(word) > 1 and word not in stopped and (times > 1 or word in known or word in own)
    }
    best = sorted(scores, key=lambda word: (-scores[word], word))
    return tuple(islice(_different(word for word in best if scores[word] > 0 and WORTHY.fullmatch(word)), count))


def names(article: Article) -> Names:
    """The organisations and places of our lists that the article names."""
    met = [word for word, _ in words(article).most_common()]
    organisations, places = frozenset(listed("organisations.txt")), frozenset(listed("places.txt"))
    return Names(tuple(w for w in met if w in organisations), tuple(w for w in met if w in places))


def words(article: Article) -> Counter[str]:
    """How often each word stands in the article; a word of the title counts for three."""
    counts = Counter(cut_words(article.body[:LONGEST_TEXT], unknown=True))
    for text, weight in ((article.title, TITLE_WEIGHT), (article.kicker, 1), (article.subtitle, 1)):
        for word in cut_words(text or "", unknown=True):
            counts[word] += weight
    return counts


@cache
def _own() -> frozenset[str]:
    return frozenset(listed("words.txt", "organisations.txt"))


@cache
def _stopped() -> frozenset[str]:
    return frozenset(listed("stopwords.txt"))


def _different(words: Iterable[str]) -> Iterator[str]:
    """The words without those that a better one holds, or that hold a better one (专利 beside 发明专利)."""
    kept: list[str] = []
    for word in words:
        if not any(word in other or other in word for other in kept):
            kept.append(word)
            yield word
