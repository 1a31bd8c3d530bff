"""The archive and rules together: what of an article is indexed, and a rule asked of the whole archive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from model.article import Article
from model.query import PHRASE_FIELDS, Query
from model.watching import Evidence, Tag
from service.house import House
from storage.search import Hits, Survey, search, survey
from storage.search.find import Order
from topics.folding import fold
from topics.matcher import Matcher
from topics.query import to_query
from topics.rule import Rule
from topics.text import printed


def folded(article: Article, source_name: str | None) -> Mapping[str, str]:
    """Field → folded text, for each field that holds any; several values stand on lines of their own."""
    texts = {name: printed(article, name, source_name) for name in PHRASE_FIELDS}
    return {name: fold(text) for name, text in texts.items() if text}


@dataclass(frozen=True)
class Asked:
    """A rule, ready to be asked of the archive."""

    house: House
    query: Query
    matcher: Matcher[str]

    @classmethod
    def of(cls, house: House, rule: Rule, now: datetime) -> "Asked":
        """The question for a rule read with `search=True`."""
        return cls(house, to_query(rule, now), Matcher.of({"": rule}))

    def examine(self, article: Article, tags: tuple[Tag, ...]) -> tuple[Evidence, ...] | None:
        """The rule's evidence in an article, or None where it is not true."""
        name = self.house.source_name(article.source_id)
        hits = self.matcher.match(article, [tag.topic for tag in tags], name)
        return hits[0].evidence if hits else None

    def page(self, order: Order, cursor: int | None, limit: int) -> Hits:
        """One page of answers. Raises StorageError."""
        return search(self.house.db, self.query, self.examine, order=order, cursor=cursor, limit=limit)

    def survey(self) -> Survey:
        """A look over the answers as a whole, for facets. Raises StorageError."""
        return survey(self.house.db, self.query, self.examine if self.query.check else None)
