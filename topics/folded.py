"""A folded text and the way back to the text as printed, line by line: only lines with hits are mapped."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from topics.folding import fold, is_even, origins

Span = tuple[int, int]


class Folded:
    """A text folded; folding keeps line breaks, so that folded and printed lines correspond."""

    def __init__(self, printed: str) -> None:
        self.printed = printed
        self.text = fold(printed)
        self._origins: dict[int, Sequence[Span] | None] = {}

    def span(self, start: int, end: int) -> Span:
        """Where the folded characters [start, end) stand in the printed text; `end` > `start`."""
        first = self._origin(start)
        return first[0], (self._origin(end - 1) if end > start + 1 else first)[1]

    def line(self, place: int) -> int:
        """The number of the line, from 0, that a folded character stands in."""
        return bisect_right(self._starts, place) - 1

    @cached_property
    def _lines(self) -> tuple[list[str], list[str]]:
        return self.text.split("\n"), self.printed.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return _starts(self._lines[0])

    @cached_property
    def _printed_starts(self) -> list[int]:
        return _starts(self._lines[1])

    def _origin(self, place: int) -> Span:
        """The printed span that a folded character comes from."""
        at = self.line(place)
        offset, begun = place - self._starts[at], self._printed_starts[at]
        if at not in self._origins:
            self._origins[at] = self._mapped(at)
        mapped = self._origins[at]
        if mapped is None:
            return begun + offset, begun + offset + 1
        if offset == len(mapped):  # the line break itself
            return self._printed_starts[at + 1] - 1, self._printed_starts[at + 1]
        return begun + mapped[offset][0], begun + mapped[offset][1]

    def _mapped(self, at: int) -> Sequence[Span] | None:
        """The origins of the characters of a line, None where each comes from the one at its place."""
        folded, printed = self._lines[0][at], self._lines[1][at]
        even = folded == printed or (len(folded) == len(printed) and is_even(printed))
        return None if even else origins(printed)


def _starts(lines: Sequence[str]) -> list[int]:
    return list(accumulate([len(line) + 1 for line in lines], initial=0))
