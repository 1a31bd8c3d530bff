"""The stored watches as one matcher: kept in step with the database, a broken rule told to its owner."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock

from model.article import Article
from model.errors import RuleError
from model.messages import say
from model.watching import Match, Tag, Watch
from storage.database import Database
from storage.people import list_watches, mark_watch, watches_version
from topics.load import load
from topics.matcher import Matcher
from topics.rule import Rule


class Watching:
    """Holds articles against all enabled watches; looks at each turn whether they changed."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._version = -1
        self._matcher: Matcher[str] = Matcher.of({})
        self._lock = Lock()

    def matches(self, article: Article, tags: Sequence[Tag], source_name: str | None) -> list[Match]:
        """The matches of one stored article, with evidence and one line for a reader each."""
        assert article.id is not None
        hits = self._matcher.match(article, {tag.topic for tag in tags}, source_name)
        return [Match(hit.key, article.id, hit.evidence, hit.explanation) for hit in hits]

    def refresh(self, now: datetime) -> None:
        """Read the watches again where anybody changed them since; who owns a rule that no longer parses is told."""
        with self._lock:
            version = watches_version(self._db)
            if version != self._version:
                self._matcher.follow(self._rules(list_watches(self._db), now))
                self._version = version

    def _rules(self, watches: list[Watch], now: datetime) -> Mapping[str, Rule]:
        enabled = {watch.id: watch for watch in watches if watch.enabled}
        rules, broken = load({watch_id: watch.rule for watch_id, watch in enabled.items()})
        for watch_id, watch in enabled.items():
            problem = _problem(broken[watch_id]) if watch_id in broken else None
            if problem != watch.error:
                mark_watch(self._db, watch, problem, _notice(watch, problem) if problem else None, now)
        return rules


def _problem(error: RuleError) -> str:
    return say("service.rule_broken", message=error, position=error.position + 1, hint=error.hint)


def _notice(watch: Watch, problem: str) -> str:
    return say("service.rule_notice", name=watch.name, rule=watch.rule, problem=problem)
