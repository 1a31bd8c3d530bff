"""The way back from a folded text to the printed one, line by line: only lines with hits are looked at."""

from itertools import accumulate

from topics.folding import Folded, fold


class Lines:
    """A printed text and its folded form; folding keeps line breaks, so that lines correspond."""

    def __init__(self, printed: str, folded: str) -> None:
        self._folded = folded
        self._printed = printed.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._printed), initial=0))
        self._maps: dict[int, Folded] = {}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) of one line stand in the printed text."""
        folded = self._folded
        at = folded.count("\n", 0, start)
        begun, stop = folded.rfind("\n", 0, start) + 1, folded.find("\n", end)
        first, last = start - begun, end - begun
        line = self._printed[at]
        # Most lines fold character by character, and then places are the same.
        if len(line) != (stop if stop >= 0 else len(folded)) - begun or not _same(line[first:last], folded[start:end]):
            first, last = self._map(at).span(first, last)
        return self._starts[at] + first, self._starts[at] + last

    def _map(self, at: int) -> Folded:
        if at not in self._maps:
            self._maps[at] = Folded(self._printed[at])
        return self._maps[at]


def _same(printed: str, folded: str) -> bool:
    return printed == folded or fold(printed) == folded
