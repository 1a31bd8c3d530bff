"""What a rule would have raised over the stored articles, before it is saved."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from model.article import Article
from model.watching import Evidence, Tag, Watch
from service.house import House
from storage.people import list_watches
from storage.search import survey
from storage.search.survey import Survey, a_day
from topics.load import load
from topics.matcher import Matcher, is_slow
from topics.query import to_query
from topics.rule import Rule

BUSY = 50
"""More alerts a day than that nobody reads: a rule that would raise them is warned of."""
MOST = 2_000
"""At most that many articles are looked at, newest first."""
SHOWN = 10
TRIED = ""
"""The key of the rule itself, which no watch has."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the newest articles that the rule is true of."""

    article: Article
    evidence: tuple[Evidence, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Backtest:
    """What a rule would have raised: articles and stories a day, the newest ones, and who already watches them."""

    days: Mapping[date, tuple[int, int]]  # articles, stories; days without any are left out
    articles: int
    stories: int
    whole: bool  # False where there are more than were looked at
    newest: tuple[Sample, ...]
    overlaps: tuple[tuple[Watch, int], ...]  # watches that hit some of the same articles, most first
    slow: bool  # the rule has no literal that must be met: each new article costs a walk

    @property
    def busiest(self) -> int:
        """The most stories, and so alerts, that one day would have brought."""
        return max((stories for _, stories in self.days.values()), default=0)

    @property
    def busy(self) -> bool:
        """Whether that is more than anybody reads."""
        return self.busiest > BUSY


def backtest(house: House, rule: Rule, since: datetime, now: datetime) -> Backtest:
    """Try the rule on the articles published since then. Raises StorageError."""
    watches = {watch.id: watch for watch in list_watches(house.db) if watch.enabled}
    examiner = _Examiner(house, rule, watches)
    query = to_query(rule, now)
    if query.since is None:
        query = replace(query, since=since)
    found: Survey = survey(house.db, query, examiner.examine, most=MOST)
    return Backtest(
        days=a_day(found),
        articles=len(found.hits),
        stories=len({hit.story_id for hit in found.hits}),
        whole=found.whole,
        newest=tuple(examiner.newest[:SHOWN]),
        overlaps=tuple((watches[key], count) for key, count in examiner.shared.most_common()),
        slow=is_slow(rule),
    )


class _Examiner:
    """Holds the rule and all watches against each article that the index brings."""

    def __init__(self, house: House, rule: Rule, watches: Mapping[str, Watch]) -> None:
        rules, _ = load({key: watch.rule for key, watch in watches.items()})
        self._house = house
        self.matcher: Matcher[str] = Matcher.of({TRIED: rule, **rules})
        self.newest: list[Sample] = []
        self.shared: Counter[str] = Counter()

    def examine(self, article: Article, tags: tuple[Tag, ...]) -> tuple[Evidence, ...] | None:
        """The rule's evidence in the article, or None."""
        topics = [tag.topic for tag in tags]
        hits = self.matcher.match(article, topics, self._house.source_name(article.source_id))
        own = next((hit for hit in hits if hit.key == TRIED), None)
        if own is None:
            return None
        self.shared.update(hit.key for hit in hits if hit.key != TRIED)
        if len(self.newest) <= SHOWN:
            self.newest.append(Sample(article, own.evidence, own.explanation))
        return own.evidence
