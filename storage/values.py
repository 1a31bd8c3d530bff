"""What goes into storage and what comes out of it, where the model has no type of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from model.article import Article
from model.source import FetchState
from model.watching import Tag


@dataclass(frozen=True, slots=True)
class SnapshotRef:
    """Where the archive keeps one snapshot: file name below the archive folder, offset and length in bytes."""

    id: str
    url: str
    file: str
    offset: int
    length: int
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """One collection of one source (一次采集). In a `Batch`, the counts are those of the batches before it."""

    source_id: str
    started_at: datetime
    finished_at: datetime
    new: int = 0
    changed: int = 0
    same: int = 0
    error: str | None = None
    next_fetch_at: datetime | None = None
    problems: tuple[str, ...] = ()
    replacements: int = 0  # U+FFFD that decoding had to put in
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One article to be stored, its tags, and its texts folded for search (field → folded text)."""

    article: Article
    tags: tuple[Tag, ...] = ()
    folded: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """What transaction 1 stores, all or nothing. A long run may be several; only the last has `state` and `run`.

    `seen` are addresses of refs that were dealt with, beside those of the articles themselves (redirected ones,
    pages without an article); `unseen` leaves them out next time.
    """

    source_id: str
    entries: tuple[Entry, ...] = ()
    snapshots: tuple[SnapshotRef, ...] = ()
    seen: tuple[str, ...] = ()
    state: FetchState | None = None
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class New:
    """The article was not known; `article` is as stored, with its id and story."""

    article: Article


@dataclass(frozen=True, slots=True)
class Changed:
    """The article was known with other content: a correction. `article` has the new revision number."""

    article: Article


@dataclass(frozen=True, slots=True)
class Same:
    """The article is stored already, with the same content; nothing was written."""

    article_id: int


Outcome = New | Changed | Same


class Holder(NamedTuple):
    """An article that holds one of the sentences in question; `sentences` is how many it has in all."""

    sentence: int
    article_id: int
    story_id: int
    sentences: int


Decide = Callable[[Sequence[int], Sequence[Holder]], int | None]
"""Which story an article with these sentences belongs to, or None for one of its own (`topics.story.decide`)."""

AttemptState = Literal["sent", "later", "dead", "unknown"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one try to deliver ended: HTTP status, the provider's own code and message; `due_at` only for "later"."""

    state: AttemptState
    at: datetime
    status: int | None = None
    code: str | None = None
    message: str | None = None
    due_at: datetime | None = None
