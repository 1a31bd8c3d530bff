"""NEAR: chains of places, one of each part, with few characters between neighbours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from topics.rule import Near
from topics.text import Span

FAR = 1 << 30
Item = tuple[int, int, int]  # start, end, part
State = tuple[int, int]  # an item, and the parts (as bits) that a chain ending there has used


@dataclass(frozen=True, slots=True)
class Chain:
    """Every span that stands in some chain; the closest chain, and the characters between its neighbours, summed up."""

    spans: tuple[Span, ...]
    closest: tuple[Span, ...]
    distance: int


def chain(near: Near, places: Sequence[Sequence[Span]]) -> Chain | None:
    """How the parts can be joined in one text, or None where they cannot; `places` holds the spans of each part."""
    if not all(places):
        return None
    items = sorted((start, end, part) for part, found in enumerate(places) for start, end in found)
    states = _states(near, items)
    full = (1 << len(near.parts)) - 1
    ends = [place for place in range(len(items)) if full in states[place]]
    if not ends:
        return None
    used = _used(states, [(place, full) for place in ends])
    best = min(ends, key=lambda place: states[place][full].distance)
    closest = tuple(items[place][:2] for place in _closest(states, (best, full)))
    return Chain(tuple(sorted({items[place][:2] for place in used})), closest, states[best][full].distance)


class _Way:
    """How a state is reached: from which states, and by how few characters."""

    __slots__ = ("distance", "sources", "step")

    def __init__(self, distance: int) -> None:
        self.distance = distance
        self.step: State | None = None  # the closest of the sources
        self.sources: list[State] = []

    def come(self, source: State, distance: int) -> None:
        """Take in one more way here."""
        self.sources.append(source)
        if distance < self.distance:
            self.distance, self.step = distance, source


def _states(near: Near, items: Sequence[Item]) -> list[dict[int, _Way]]:
    """For each item, the sets of parts that a chain ending there can have used."""
    states: list[dict[int, _Way]] = []
    for place, (_, _, part) in enumerate(items):
        ways: dict[int, _Way] = {}
        bit = 1 << part
        if not near.ordered or part == 0:
            ways[bit] = _Way(0)
        for other, gap in _earlier(items, place, near.within):
            for mask, way in states[other].items():
                if mask & bit or (near.ordered and mask != bit - 1):
                    continue
                ways.setdefault(mask | bit, _Way(FAR)).come((other, mask), way.distance + gap)
        states.append(ways)
    return states


def _earlier(items: Sequence[Item], place: int, within: int) -> Iterator[tuple[int, int]]:
    """The items before one that end at most `within` characters before it begins, each with that gap."""
    start = items[place][0]
    longest = max(end - begin for begin, end, _ in items)
    for other in range(place - 1, -1, -1):
        if start - items[other][0] > within + longest:
            return
        gap = start - items[other][1]
        if 0 <= gap <= within:
            yield other, gap


def _closest(states: Sequence[dict[int, _Way]], end: State) -> list[int]:
    """The items of the closest chain to that state, from left to right."""
    step: State | None = end
    items = []
    while step:
        items.append(step[0])
        step = states[step[0]][step[1]].step
    return items[::-1]


def _used(states: Sequence[dict[int, _Way]], ends: Sequence[State]) -> set[int]:
    """The items of all chains that lead to those states."""
    seen: set[State] = set(ends)
    waiting = list(ends)
    while waiting:
        place, mask = waiting.pop()
        for state in states[place][mask].sources:
            if state not in seen:
                seen.add(state)
                waiting.append(state)
    return {place for place, _ in seen}
