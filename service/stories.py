"""Reprints among the articles of a file, by the same decision as in the archive."""

from collections import defaultdict
from collections.abc import Iterable

from model.article import Article
from topics.story import decide


def group(articles: Iterable[Article]) -> list[list[Article]]:
    """The articles by story, in the order in which each story's first one came."""
    holders: defaultdict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    stories: list[list[Article]] = []
    for number, article in enumerate(articles):
        sentences = dict.fromkeys(article.fingerprint)
        met = [holder for sentence in sentences for holder in holders[sentence]]
        story = decide(article.fingerprint, met)
        if story is None:
            story = len(stories)
            stories.append([])
        stories[story].append(article)
        for sentence in sentences:
            holders[sentence].append((sentence, number, story, len(sentences)))
    return stories
