"""Which story an article belongs to: the same sentences printed in several places are one story."""

from collections import Counter, defaultdict
from collections.abc import Sequence

SHARED_LEAST = 3
"""Fewer shared sentences say something only where they are all of one article, and two are half of the other."""

SHARED_PART = 0.5
"""The part of the shorter article's sentences that must stand in the other one."""

STORIES_MOST = 4
"""A sentence that stands in more stories than this is boilerplate (a disclaimer, a standing line)."""


def decide(fingerprint: Sequence[int], holders: Sequence[tuple[int, int, int, int]]) -> int | None:
    """The story of an article with these sentences, or None where it begins one of its own.

    `fingerprint` are the hashes of its sentences; `holders` are the articles that hold any of them, as
    (sentence, article, story, how many sentences that article has). Of several stories the one that shares most
    wins, then the oldest.
    """
    own = set(fingerprint)
    stories: defaultdict[int, set[int]] = defaultdict(set)
    for sentence, _, story, _ in holders:
        stories[sentence].add(story)
    telling = {sentence for sentence in own if len(stories[sentence]) <= STORIES_MOST}
    shared = Counter((article, story, total) for sentence, article, story, total in holders if sentence in telling)
    best = max(
        ((count, -story) for (_, story, total), count in shared.items() if _same(count, len(own), total)), default=None
    )
    return None if best is None else -best[1]


def _same(shared: int, own: int, other: int) -> bool:
    if shared == own == other:
        return True
    shorter, longer = sorted((own, other))
    if shared < SHARED_LEAST:
        return shared == shorter == SHARED_LEAST - 1 and shared >= SHARED_PART * longer
    return shared >= SHARED_PART * shorter
