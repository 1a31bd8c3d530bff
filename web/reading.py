"""What the two pages show, read from storage: the list with its rail, and one article with where it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from model.article import Article
from model.excerpt import Piece, marked_paragraphs, spans_in
from model.source import Source
from model.watching import Alert, Delivery, DeliveryState, Evidence, Tag, Watch
from storage import deliveries, outbox, people, reading, states
from storage.database import Database
from web.sources import SourceView, views
from web.stories import Reason, StoryLine, field_pieces, lines, source_name, title_pieces, topic_reason, watch_reasons

PAGE = 40  # articles a page
LATEST = 8  # alerts in the rail
_RUNS, _ALERTS, _DELIVERIES = 500, 2000, 500  # the most that is read of each
STATES: tuple[DeliveryState, ...] = get_args(DeliveryState)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader asked to see: one source, one topic, or what is older than an article."""

    source: str | None = None
    topic: str | None = None
    before: int | None = None

    @property
    def all(self) -> bool:
        """Whether this is the first page of everything."""
        return self == Choice()


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert in the rail, with how far its deliveries came."""

    alert: Alert
    watch: str
    title: tuple[Piece, ...]
    states: tuple[DeliveryState, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """The first page."""

    choice: Choice
    stories: list[StoryLine]
    older: int | None
    counts: Mapping[str, int]
    new_today: int
    alerts_today: int
    alerts: list[AlertLine]
    stopped: list[Watch]  # whose rule no longer parses
    sources: list[SourceView]
    outbox: Mapping[str, int]
    updated_at: datetime | None


def today(db: Database, sources: Mapping[str, Source], choice: Choice, now: datetime, midnight: datetime) -> Today:
    """The first page as it stands; `midnight` is when this day began. Raises StorageError."""
    page = reading.newest(
        db, source_ids=(choice.source,) if choice.source else (), topic=choice.topic, before=choice.before, limit=PAGE
    )
    ids = [article.id for article in page.articles if article.id is not None]
    oldest = min((a.first_seen_at for a in page.articles if a.first_seen_at), default=midnight)
    raised = outbox.list_alerts(db, since=min(oldest, midnight), limit=_ALERTS)
    watches = {watch.id: watch for watch in people.list_watches(db)}
    runs = states.list_runs(db, limit=_RUNS)
    return Today(
        choice=choice,
        stories=lines(
            page.articles,
            reading.tags_of(db, ids),
            reading.stories_of(db, {a.story_id for a in page.articles if a.story_id is not None}),
            _by_story(raised),
            watches,
            sources,
        ),
        older=page.before,
        counts=reading.counts(db),
        new_today=sum(run.new for run in runs if run.started_at >= midnight),
        alerts_today=sum(alert.created_at >= midnight for alert in raised),
        alerts=_alert_lines(db, outbox.list_alerts(db, limit=LATEST), watches),
        stopped=[watch for watch in watches.values() if watch.enabled and watch.error],
        sources=views(sources.values(), states.load_states(db), runs, now),
        outbox=deliveries.backlog(db),
        updated_at=runs[0].finished_at if runs else None,
    )


def _by_story(raised: Sequence[Alert]) -> dict[int, list[Alert]]:
    found: dict[int, list[Alert]] = {}
    for alert in raised:
        found.setdefault(alert.story_id, []).append(alert)
    return found


def _alert_lines(db: Database, raised: Sequence[Alert], watches: Mapping[str, Watch]) -> list[AlertLine]:
    told = reading.by_ids(db, [alert.article_id for alert in raised])
    made = _deliveries(db, raised)
    return [
        AlertLine(
            alert,
            watches[alert.watch_id].name if alert.watch_id in watches else alert.watch_id,
            title_pieces(told[alert.article_id], ()),
            tuple(each.state for each in made if alert.id in each.alert_ids),
        )
        for alert in raised
    ]


@dataclass(frozen=True, slots=True)
class Whole:
    """One article with everything that is known of it."""

    article: Article
    title: tuple[Piece, ...]
    kicker: tuple[Piece, ...]
    subtitle: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    source: str
    reasons: tuple[Reason, ...]
    tags: tuple[Tag, ...]
    reprints: list[tuple[str, Article]]  # name of the source, article; first seen first
    former: list[Article]
    deliveries: list[Delivery]


def whole(db: Database, sources: Mapping[str, Source], article_id: int) -> Whole | None:
    """An article by its id, or None. Raises StorageError."""
    article = reading.by_id(db, article_id)
    if article is None:
        return None
    tags = reading.tags_of(db, [article_id])[article_id]
    story = article.story_id or 0
    reprints = reading.of_story(db, story)
    began = min((each.first_seen_at for each in reprints if each.first_seen_at), default=None)
    raised = [alert for alert in outbox.list_alerts(db, since=began, limit=_ALERTS) if alert.story_id == story]
    evidence = _evidence(raised, tags)
    return Whole(
        article=article,
        title=title_pieces(article, evidence),
        kicker=field_pieces(article.kicker or "", "kicker", evidence),
        subtitle=field_pieces(article.subtitle or "", "subtitle", evidence),
        paragraphs=_body(article, evidence),
        source=source_name(article.source_id, sources),
        reasons=(
            *watch_reasons(raised, {watch.id: watch for watch in people.list_watches(db)}),
            *(topic_reason(tag) for tag in tags if tag.evidence),
        ),
        tags=tags,
        reprints=[(source_name(each.source_id, sources), each) for each in reprints],
        former=reading.former_revisions(db, article_id),
        deliveries=_deliveries(db, raised),
    )


def _deliveries(db: Database, raised: Sequence[Alert]) -> list[Delivery]:
    """The deliveries that carry any of these alerts, newest first."""
    if not raised:
        return []
    numbers = {alert.id for alert in raised}
    made = deliveries.list_deliveries(db, since=min(alert.created_at for alert in raised), limit=_DELIVERIES)
    return [delivery for delivery in made if numbers & set(delivery.alert_ids)]


def _evidence(alerts: Sequence[Alert], tags: Sequence[Tag]) -> list[Evidence]:
    """What is marked: the words of the watches that were hit, or else those of the topics."""
    return [span for each in (alerts or tags) for span in each.evidence]


def _body(article: Article, evidence: Sequence[Evidence]) -> tuple[tuple[Piece, ...], ...]:
    body = article.body
    still = [span for span in evidence if body[span.start : span.end] == span.text]
    return marked_paragraphs(article.paragraphs, spans_in(still, "body"))
