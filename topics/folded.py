"""A folded text and the way back to the text as printed, line by line: only lines with hits are mapped."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from topics.folding import fold_evenly, origins

Span = tuple[int, int]
Origins = tuple[Sequence[int], Sequence[int]]


class Folded:
    """A text folded; folding keeps line breaks, so that folded and printed lines correspond."""

    def __init__(self, printed: str) -> None:
        self.printed = printed
        self.text, self._even = fold_evenly(printed)
        self._maps: dict[int, Origins | None] = {}

    def span(self, start: int, end: int) -> Span:
        """Where the folded characters [start, end) stand in the printed text; `end` > `start`."""
        if self._even:
            return start, end
        at = bisect_right(self._starts, start) - 1
        begun = self._starts[at]
        if end >= self._starts[at + 1]:  # the line break belongs to it
            return self._origin(start)[0], self._origin(end - 1)[1]
        mapped = self._map(at)
        printed = self._printed_starts[at]
        if mapped is None:
            return printed + start - begun, printed + end - begun
        return printed + mapped[0][start - begun], printed + mapped[1][end - 1 - begun]

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
        """The printed span that a folded character, or line break, comes from."""
        at = self.line(place)
        if place + 1 == self._starts[at + 1]:
            return self._printed_starts[at + 1] - 1, self._printed_starts[at + 1]
        return self.span(place, place + 1)

    def _map(self, at: int) -> Origins | None:
        """The origins of the characters of a line, None where each comes from the one at its place."""
        if at not in self._maps:
            folded, printed = self._lines[0][at], self._lines[1][at]
            self._maps[at] = None if folded == printed else origins(printed)
        return self._maps[at]


def _starts(lines: Sequence[str]) -> list[int]:
    return list(accumulate([len(line) + 1 for line in lines], initial=0))
