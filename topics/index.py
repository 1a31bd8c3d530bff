"""Which plans may hold for an article, by the two rarest groups of atoms that each needs.

An entry is the number of a rule where the two groups are all that it asks: then there is nothing left to look at. Else
it is the number of a plan turned around (`~plan`), which says what has to be looked at.
"""

from array import array
from collections.abc import Collection, Sequence
from itertools import chain, compress
from typing import TypeAlias

from topics.needs import Group

MOST_PAIRS = 24
"""Pairs of atoms that a plan is filed under; one with more is filed under its rarest group alone."""
Numbers: TypeAlias = "array[int]"
NOTHING: Numbers = array("i")


class Shelf:
    """The entries under each atom, by the atom's number.

    Second atoms and their entries stand side by side in arrays, and numbers lead straight to them: nothing is looked
    through by a loop of Python, and a hundred thousand rules stay small enough for a processor's cache.
    """

    def __init__(self) -> None:
        self._alone: list[Numbers] = []
        self._seconds: list[Numbers] = []
        self._under: list[Numbers] = []

    def reach(self, count: int) -> None:
        """Make room for so many atoms."""
        if count > len(self._alone):
            room = [NOTHING] * (count + count // 8 - len(self._alone))
            for side in (self._alone, self._seconds, self._under):
                side.extend(room)

    def add(self, entry: int, atom: int, seconds: Sequence[int] | None) -> None:
        """File an entry under an atom alone, or under its pairs with other atoms."""
        if seconds is None:
            _append(self._alone, atom, (entry,))
        else:
            _append(self._seconds, atom, seconds)
            _append(self._under, atom, (entry,) * len(seconds))

    def remove(self, entry: int, atom: int) -> None:
        """Forget an entry of that atom."""
        for sides in ((self._alone,), (self._under, self._seconds)):
            kept = [other != entry for other in sides[0][atom]]
            for side in sides:
                side[atom] = array("i", compress(side[atom], kept))

    def met(self, own: Collection[int], atoms: set[int], entries: set[int]) -> None:
        """Add the entries that are met by one of `own`, and by any of all `atoms` where they ask for a second."""
        join, seconds, apart = chain.from_iterable, self._seconds, atoms.isdisjoint
        entries.update(join(filter(None, map(self._alone.__getitem__, own))))
        firsts = [atom for atom in compress(own, map(seconds.__getitem__, own)) if not apart(seconds[atom])]
        met = map(atoms.__contains__, join(map(seconds.__getitem__, firsts)))
        entries.update(compress(join(map(self._under.__getitem__, firsts)), met))


def _append(side: list[Numbers], atom: int, numbers: Sequence[int]) -> None:
    if side[atom]:
        side[atom].extend(numbers)
    else:
        side[atom] = array("i", numbers)


class Index:
    """Entries by atoms; those of one field are numbered downwards from -1, and have a shelf of their own."""

    def __init__(self) -> None:
        self._plain, self._fielded = Shelf(), Shelf()
        self.always: set[int] = set()  # entries without a group

    def reach(self, plain: int, fielded: int) -> None:
        """Make room for so many atoms, before any of them is filed or met."""
        self._plain.reach(plain)
        self._fielded.reach(fielded)

    def add(self, entry: int, groups: Sequence[Group]) -> None:
        """File an entry under its groups, the rarest first; at most two count."""
        if not groups:
            self.always.add(entry)
            return
        seconds = groups[1] if len(groups) > 1 else None
        for atom in groups[0]:
            if atom >= 0:
                self._plain.add(entry, atom, seconds)
            else:
                self._fielded.add(entry, ~atom, seconds)

    def remove(self, entry: int, groups: Sequence[Group]) -> None:
        """Forget an entry that was filed under those groups."""
        self.always.discard(entry)
        for atom in groups[0] if groups else ():
            if atom >= 0:
                self._plain.remove(entry, atom)
            else:
                self._fielded.remove(entry, ~atom)

    def met(self, atoms: set[int]) -> set[int]:
        """The entries whose groups are met."""
        entries = set(self.always)
        fielded = [atom for atom in atoms if atom < 0]
        self._plain.met(atoms.difference(fielded) if fielded else atoms, atoms, entries)
        self._fielded.met([~atom for atom in fielded], atoms, entries)
        return entries


def filed(groups: Sequence[Group]) -> Sequence[Group]:
    """The groups, given the rarest first, that an entry is filed under."""
    return groups[:2] if len(groups) > 1 and len(groups[0]) * len(groups[1]) <= MOST_PAIRS else groups[:1]
