"""NEAR: chains of places, one of each part, with few characters between neighbours.

A chain that ends at a place is known by the set of parts that it has used (as bits). Of all chains with the same set,
only the one that ended last matters to a place that comes after, so that the work grows with places and sets, not
with pairs of places.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from topics.rule import Near
from topics.text import Span

Item = tuple[int, int, int]  # start, end, part
Reached = dict[int, int]
"""The sets of parts that chains ending at one item have used, each with the item before (-1 for none)."""
FAR = 1 << 30


@dataclass(frozen=True, slots=True)
class Chain:
    """Every span that stands in some chain; the spans of a close one, and the characters between them, summed up."""

    spans: tuple[Span, ...]
    closest: tuple[Span, ...]
    distance: int


def chain(near: Near, places: Sequence[Sequence[Span]]) -> Chain | None:
    """How the parts can be joined in one text, or None where they cannot; `places` holds the spans of each part."""
    if not all(places):
        return None
    items = sorted((start, end, part) for part, found in enumerate(places) for start, end in found)
    full = (1 << len(places)) - 1
    reached = _reached(items, near, [(1 << part) - 1 for part in range(len(places))])
    ends = [number for number, sets in enumerate(reached) if full in sets]
    if not ends:
        return None
    closest, distance = min((_walked(items, reached, end, full) for end in ends), key=lambda walked: walked[1])
    return Chain(tuple(dict.fromkeys(_used(items, reached, near, full))), closest, distance)


def joined(near: Near, places: Sequence[Sequence[Span]]) -> bool:
    """Whether the parts can be joined in one text."""
    if not all(places):
        return False
    if len(places) > 2:
        return chain(near, places) is not None
    first, second = places
    return _follows(first, second, near.within) or (not near.ordered and _follows(second, first, near.within))


def _follows(before: Sequence[Span], after: Sequence[Span], within: int) -> bool:
    """Whether some span stands behind another one, with few enough characters between; both go up by their starts."""
    for _, end in before:
        number = bisect_left(after, (end,))
        if number < len(after) and after[number][0] - end <= within:
            return True
    return False


def _reached(items: Sequence[Item], near: Near, before: Sequence[int]) -> list[Reached]:
    """For each item, in order of their starts, the chains that end there; `before` is what must precede each part."""
    by_end = sorted(range(len(items)), key=lambda number: items[number][1])
    latest: Reached = {}
    passed = 0
    reached: list[Reached] = [{} for _ in items]
    for number, (start, _, part) in enumerate(items):
        while items[by_end[passed]][1] <= start:  # ends before this one begins, so its chains are known
            latest.update(dict.fromkeys(reached[by_end[passed]], by_end[passed]))
            passed += 1
        bit = 1 << part
        if not near.ordered or not before[part]:
            reached[number][bit] = -1
        for used, last in latest.items():
            allowed = used == before[part] if near.ordered else not used & bit
            if allowed and start - items[last][1] <= near.within:
                reached[number][used | bit] = last
    return reached


def _walked(items: Sequence[Item], reached: Sequence[Reached], end: int, full: int) -> tuple[tuple[Span, ...], int]:
    """A chain from its end back to its beginning: its spans from left to right, and the characters between them."""
    spans: list[Span] = []
    used, number = full, end
    while number >= 0:
        start, stop, part = items[number]
        spans.insert(0, (start, stop))
        used, number = used ^ (1 << part), reached[number][used]
    return tuple(spans), spans[-1][1] - spans[0][0] - sum(stop - start for start, stop in spans)


def _used(items: Sequence[Item], reached: Sequence[Reached], near: Near, full: int) -> list[Span]:
    """The spans that stand in some whole chain: what leads there and what leads on from there make up all parts."""
    mirrored = sorted((-end, -start, part) for start, end, part in items)
    after = [full & ~((2 << part) - 1) for part in range(len(near.parts))]
    onward = dict(zip(mirrored, _reached(mirrored, near, after), strict=True))
    return [
        (start, end)
        for (start, end, part), sets in zip(items, reached, strict=True)
        if any((full ^ used) | (1 << part) in onward[-end, -start, part] for used in sets)
    ]
