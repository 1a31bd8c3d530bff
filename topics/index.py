"""Which plans may hold for an article, by the two rarest groups of atoms that each needs.

An entry is the number of a plan that has to be looked at, or, where the two groups are all that the plan asks, the
number of its rule turned around (`~rule`): then there is nothing left to look at.
"""

from collections.abc import Sequence

from topics.needs import Group

MOST_PAIRS = 24
"""Pairs of atoms that a plan is filed under; one with more is filed under its rarest group alone."""

FEW = 16
"""Up to that many keys are looked up faster one by one than by a set of those in common."""


class Index:
    """Entries by atoms."""

    def __init__(self) -> None:
        self._alone: dict[int, list[int]] = {}
        self._pairs: dict[int, dict[int, list[int]]] = {}
        self.always: set[int] = set()  # entries without a group

    def add(self, entry: int, groups: Sequence[Group]) -> None:
        """File an entry under its groups, the rarest first; at most two count."""
        for entries in self._places(groups):
            entries.append(entry)
        if not groups:
            self.always.add(entry)

    def remove(self, entry: int, groups: Sequence[Group]) -> None:
        """Forget an entry that was filed under those groups."""
        for entries in self._places(groups):
            entries.remove(entry)
        self.always.discard(entry)

    def met(self, atoms: set[int]) -> set[int]:
        """The entries whose groups are met."""
        entries = list(self.always)
        for atom in self._alone.keys() & atoms:
            entries += self._alone[atom]
        for atom in self._pairs.keys() & atoms:
            seconds = self._pairs[atom]
            for second in seconds if len(seconds) < FEW else seconds.keys() & atoms:
                if second in atoms:
                    entries += seconds[second]
        return set(entries)

    def _places(self, groups: Sequence[Group]) -> Sequence[list[int]]:
        if not groups:
            return ()
        if len(groups) == 1:
            return [self._alone.setdefault(atom, []) for atom in groups[0]]
        firsts = [self._pairs.setdefault(atom, {}) for atom in groups[0]]
        return [seconds.setdefault(second, []) for seconds in firsts for second in groups[1]]


def filed(groups: Sequence[Group]) -> Sequence[Group]:
    """The groups, given the rarest first, that an entry is filed under."""
    return groups[:2] if len(groups) > 1 and len(groups[0]) * len(groups[1]) <= MOST_PAIRS else groups[:1]
