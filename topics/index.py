"""Which plans may hold for an article, by the two rarest groups of atoms that each needs.

An entry is the number of a rule where the two groups are all that it asks: then there is nothing left to look at. Else
it is the number of a plan turned around (`~plan`), which says what has to be looked at.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress
from typing import TypeAlias

from topics.needs import Group

MOST_PAIRS = 24
"""Pairs of atoms that a plan is filed under; one with more is filed under its rarest group alone."""
Numbers: TypeAlias = "array[int]"
NOTHING: Numbers = array("i")


class Shelf:
    """The entries under each atom, by the atom's number, each with the second atom that it asks for.

    Both stand side by side in one array, and numbers lead straight to it: nothing is looked through by a loop of
    Python, and a hundred thousand rules stay small enough for a processor's cache.
    """

    def __init__(self) -> None:
        self._pairs: list[Numbers] = []

    def reach(self, count: int) -> None:
        """Make room for so many atoms."""
        if count > len(self._pairs):
            self._pairs.extend([NOTHING] * (count + count // 8 - len(self._pairs)))

    def add(self, entry: int, atom: int, seconds: Sequence[int]) -> None:
        """File an entry under its pairs of an atom with others."""
        numbers = [number for second in seconds for number in (second, entry)]
        if self._pairs[atom]:
            self._pairs[atom].extend(numbers)
        else:
            self._pairs[atom] = array("i", numbers)

    def remove(self, entry: int, atom: int) -> None:
        """Forget an entry of that atom."""
        pairs = self._pairs[atom]
        kept = [(second, other) for second, other in zip(pairs[::2], pairs[1::2], strict=True) if other != entry]
        self._pairs[atom] = array("i", chain.from_iterable(kept))

    def met(self, own: Iterable[int], atoms: set[int]) -> Iterator[int]:
        """The entries under one of `own` of which the second atom is among all `atoms` too."""
        numbers = list(chain.from_iterable(filter(None, map(self._pairs.__getitem__, own))))
        return compress(numbers[1::2], map(atoms.__contains__, numbers[::2]))


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
        for atom in groups[0]:
            seconds = groups[1] if len(groups) > 1 else (atom,)  # alone, it is its own second
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
        fielded = [atom for atom in atoms if atom < 0]
        plain = atoms.difference(fielded) if fielded else atoms
        return self.always.union(self._plain.met(plain, atoms), self._fielded.met([~atom for atom in fielded], atoms))


def filed(groups: Sequence[Group]) -> Sequence[Group]:
    """The groups, given the rarest first, that an entry is filed under."""
    return groups[:2] if len(groups) > 1 and len(groups[0]) * len(groups[1]) <= MOST_PAIRS else groups[:1]
