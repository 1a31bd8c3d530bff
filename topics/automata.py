"""Finds which of many literals stand in a text: one large automaton, and a small one for those that came since."""

import threading
from collections.abc import Sequence
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

from topics.folding import fold

SMALL = 2_000
"""Literals that the small automaton takes before it is merged: it is built anew at each change, in about 1 ms."""


_NUMBER = itemgetter(0)


class Automata:
    """Automata over a list of literals that only grows; `found` may be called while it does."""

    def __init__(self, literals: Sequence[str]) -> None:
        self._literals = literals
        self._lock = threading.Lock()
        self._merging: threading.Thread | None = None
        self._parts = _built(literals, 0, len(literals))

    def found(self, text: str) -> set[int]:
        """The numbers of the literals that stand in the folded text."""
        numbers: set[int] = set()
        for automaton, first, _ in self._current():
            matches = automaton.find_matches_as_indexes(text, overlapping=True)
            if first:
                numbers.update([first + number for number, _, _ in matches])
            else:
                numbers = set(map(_NUMBER, matches))
        return numbers

    def join(self) -> None:
        """Wait until a merge that has begun is done."""
        if self._merging:
            self._merging.join()

    def _current(self) -> "Parts":
        known = self._parts[-1][2] if self._parts else 0
        return self._parts if known == len(self._literals) else self._grown()

    def _grown(self) -> "Parts":
        """Take in the literals that came since, and begin a merge where they have become many."""
        with self._lock:
            size = len(self._literals)
            merged = self._parts[0][2] if self._parts else 0
            self._parts = (*self._parts[:1], *_built(self._literals, merged, size))
            if size - merged > SMALL and not (self._merging and self._merging.is_alive()):
                self._merging = threading.Thread(target=self._merge, args=(size,), daemon=True)
                self._merging.start()
            return self._parts

    def _merge(self, size: int) -> None:
        merged = _built(self._literals, 0, size)
        with self._lock:
            self._parts = (*merged, *_built(self._literals, size, len(self._literals)))


Parts = tuple[tuple[AhoCorasick, int, int], ...]
"""Automata, each with the number of its first literal and of the one after its last."""


def _built(literals: Sequence[str], first: int, last: int) -> Parts:
    if first == last:
        return ()
    # All literals are folded in one go; none holds a line break.
    patterns = fold("\n".join(literals[first:last])).split("\n")
    return ((AhoCorasick(patterns, store_patterns=False), first, last),)
