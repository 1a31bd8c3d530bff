"""What of an article is searched: its texts folded as rules are."""

from collections.abc import Mapping

from model.article import Article
from model.query import PHRASE_FIELDS
from model.source import Source
from topics.folding import fold


def folded(article: Article, source: Source) -> Mapping[str, str]:
    """Field → folded text, for each field that holds any; several values stand on lines of their own."""
    texts = {
        "kicker": article.kicker,
        "title": article.title,
        "subtitle": article.subtitle,
        "body": article.body,
        "author": "\n".join(author.name for author in article.authors),
        "editor": "\n".join(article.editors),
        "credit": article.credit,
        "section": article.section,
        "source": source.name,
        "edition": article.edition,
    }
    return {name: fold(text) for name in PHRASE_FIELDS if (text := texts[name])}
