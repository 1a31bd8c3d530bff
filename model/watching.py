"""Topics and watches, and what they find in an article."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from model.article import Picture


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span that made a rule true: code points [start, end) of that field as printed; `text` is that span."""

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A rule that the house owns (主题分类). Weights multiply hits in the title and the lead.

    Hits of `strong` terms count twice, those of `weak` terms little; a term within one of `exclude` counts nothing.
    """

    name: str
    rule: str
    parent: str | None = None
    threshold: float = 1.0
    title_weight: float = 3.0
    lead_weight: float = 2.0
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A topic that an article carries (标签), with the spans that say so."""

    topic: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A cluster of reprints: the same text in several places."""

    id: int
    first_article_id: int
    size: int


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Someone who is alerted (订阅者); `channels` are names of their channels."""

    id: str
    name: str
    channels: tuple["ChannelAddress", ...] = ()
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class ChannelAddress:
    """One channel of a subscriber: a short name, and the address, a secret (never logged, encrypted at rest)."""

    name: str
    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule that a subscriber owns (监测项); empty `channels` means all of the subscriber's."""

    id: str
    subscriber_id: str
    name: str
    rule: str
    channels: tuple[str, ...] = ()
    enabled: bool = True
    error: str | None = None  # why the stored rule no longer parses, told to its owner


@dataclass(frozen=True, slots=True)
class Match:
    """A watch that an article hits (命中), with every span that made it true and one line for a reader."""

    watch_id: str
    article_id: int
    evidence: tuple[Evidence, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Alert:
    """A match to be told (提醒); unique by (watch, story, revision)."""

    id: int
    watch_id: str
    story_id: int
    revision: int
    article_id: int
    evidence: tuple[Evidence, ...]
    explanation: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: plain text always, HTML where a channel can show it; `key` is the Delivery's id."""

    key: str
    title: str
    text: str
    html: str | None = None
    data: dict[str, object] = field(default_factory=dict)  # for machines: webhook bodies
    pictures: tuple[Picture, ...] = ()  # clippings, for channels that take attachments


DeliveryState = Literal["queued", "leased", "sent", "later", "dead", "unknown"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one channel of one subscriber (投递), and how far it came: alerts, or a notice of the house."""

    id: str  # a UUID; travels as Message-ID or Idempotency-Key
    subscriber_id: str
    channel: str
    alert_ids: tuple[int, ...]
    state: DeliveryState
    attempts: int
    created_at: datetime
    due_at: datetime
    finished_at: datetime | None = None
    reason: str | None = None
    notice: str | None = None  # such as: your rule no longer reads; then there are no alerts
