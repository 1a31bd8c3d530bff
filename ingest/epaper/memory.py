"""What is remembered of each issue between two runs: what its index announced, what was read, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from model.messages import say

KEPT = timedelta(days=45)
"""How long an issue is remembered after its day."""
ISSUES = "issues"
ONLY = "only"
"""Keys of the cursor; ONLY asks for one day's issue, whatever the calendar says (backfill)."""


@dataclass
class PageRecord:
    """One page: how many articles it announced, and the titles of those that are missing."""

    name: str | None = None
    announced: int | None = None  # None: the page itself has not been seen yet
    missing: list[str] = field(default_factory=list)
    reason: str | None = None  # why the last of the missing, or the page, could not be read

    @property
    def complete(self) -> bool:
        """Whether the page was seen and everything on it was read."""
        return self.announced is not None and not self.missing


@dataclass
class IssueRecord:
    """One issue; `done` are keys of articles that were handed on and of entries that need no further look."""

    day: date
    pages: dict[str, PageRecord] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    asked_at: datetime | None = None
    closed: bool = False

    @property
    def announced(self) -> int:
        """How many articles its pages announced."""
        return sum(page.announced or 0 for page in self.pages.values())

    @property
    def missing(self) -> int:
        """How many of them could not be read yet."""
        return sum(len(page.missing) for page in self.pages.values())

    @property
    def complete(self) -> bool:
        """Whether all pages and all articles that were announced are there."""
        return bool(self.pages) and all(page.complete for page in self.pages.values())

    def problems(self) -> tuple[str, ...]:
        """What is missing, in words for an operator: 2026-03-05 04版 2 篇未取到."""
        found = []
        for number, page in self.pages.items():
            if page.announced is None:
                found.append(say("epaper.page", day=self.day, page=number, reason=page.reason or ""))
            elif page.missing:
                titles = "、".join(page.missing[:3])
                found.append(
                    say(
                        "epaper.articles",
                        day=self.day,
                        page=number,
                        count=len(page.missing),
                        titles=titles,
                        reason=page.reason or "",
                    )
                )
        return tuple(found)

    def to_json(self) -> dict[str, object]:
        """The record for the cursor; what was read is forgotten once the issue is closed."""
        return {
            "pages": {no: [page.name, page.announced, page.missing, page.reason] for no, page in self.pages.items()},
            "done": [] if self.closed else sorted(self.done),
            "asked_at": self.asked_at.isoformat() if self.asked_at else None,
            "closed": self.closed,
        }


def issues(cursor: Mapping[str, object]) -> dict[date, IssueRecord]:
    """The issues that a cursor remembers, oldest first."""
    kept: Any = cursor.get(ISSUES) or {}
    return {date.fromisoformat(day): _record(date.fromisoformat(day), kept[day]) for day in sorted(kept)}


def _record(day: date, kept: Mapping[str, Any]) -> IssueRecord:
    pages = {no: PageRecord(*values) for no, values in kept["pages"].items()}
    asked_at = datetime.fromisoformat(kept["asked_at"]) if kept["asked_at"] else None
    return IssueRecord(day, pages, set(kept["done"]), asked_at, kept["closed"])


def remember(cursor: Mapping[str, object], records: Iterable[IssueRecord]) -> dict[str, object]:
    """The cursor with these records; a daily run forgets issues older than KEPT before the newest, a backfill none."""
    known = issues(cursor) | {record.day: record for record in records}
    oldest = date.min if ONLY in cursor else max(known, default=date.max) - KEPT
    kept = {day.isoformat(): record.to_json() for day, record in sorted(known.items()) if day >= oldest}
    return {ISSUES: kept}
