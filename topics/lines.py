"""The way back from a folded text to the printed one, line by line: only lines with hits are mapped."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from topics.folding import Folded

BLANKS = " \u3000\t\r\u00a0\u200b\ufeff"


class Lines:
    """A printed text and its folded form; folding keeps line breaks, so that lines correspond."""

    def __init__(self, printed: str, folded: str) -> None:
        # Where no blank is dropped and the length stays, a text folds character by character.
        self._level = len(printed) == len(folded) and not any(blank in printed for blank in BLANKS)
        self._folded = folded.split("\n")
        self._printed = printed.split("\n")
        self._folded_starts = _starts(self._folded)
        self._printed_starts = _starts(self._printed)
        self._maps: dict[int, Folded] = {}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the printed text; neither end is a line break."""
        if self._level:
            return start, end
        at = bisect_right(self._folded_starts, start) - 1
        begun = self._folded_starts[at]
        if end - begun > len(self._folded[at]):
            return self.span(start, start + 1)[0], self.span(end - 1, end)[1]
        first, last = self._in_line(at, start - begun, end - begun)
        return self._printed_starts[at] + first, self._printed_starts[at] + last

    def _in_line(self, at: int, start: int, end: int) -> tuple[int, int]:
        folded, printed = self._folded[at], self._printed[at]
        if folded == printed:
            return start, end
        found = folded[start:end]
        if printed.count(found) == folded.count(found):
            # Then they correspond one by one.
            first = -1
            for _ in range(folded.count(found, 0, end)):
                first = printed.index(found, first + 1)
            return first, first + end - start
        if at not in self._maps:
            self._maps[at] = Folded(printed)
        return self._maps[at].span(start, end)


def _starts(lines: Sequence[str]) -> list[int]:
    return list(accumulate([len(line) + 1 for line in lines], initial=0))
