"""When a delivery is tried again: 30 s, doubling to 1 h, with jitter, for 24 h in all. Pure."""

from collections.abc import Callable
from datetime import datetime, timedelta

FIRST = timedelta(seconds=30)
LONGEST = timedelta(hours=1)
WINDOW = timedelta(hours=24)
_JITTER = 0.25  # the most that is taken off a pause, so that what failed together does not come back together


def pause(attempts: int, chance: float) -> timedelta:
    """How long to wait after that many attempts (1 or more); `chance` in 0–1 spreads it."""
    doubled: float = 2 ** min(attempts - 1, 16)
    return min(FIRST * doubled, LONGEST) * (1 - _JITTER * chance)


def next_attempt(
    attempts: int,
    created_at: datetime,
    now: datetime,
    *,
    retry_after: float | None = None,
    chance: Callable[[], float],
) -> datetime | None:
    """When to try again, or None once 24 h have passed since the delivery was made.

    `retry_after` is what the far end asked for, in seconds: never asked sooner than that, though a day at the most.
    """
    if now - created_at >= WINDOW:
        return None
    due = min(now + pause(attempts, chance()), created_at + WINDOW)
    if retry_after is None:
        return due
    asked = min(timedelta(seconds=max(0.0, min(retry_after, WINDOW.total_seconds()))), WINDOW)
    return max(due, now + asked)
