"""The way back from a folded text to the printed one, line by line: only lines with hits are mapped."""

from itertools import accumulate

from topics.folding import Folded

BLANKS = " \u3000\t\r\u00a0\u200b\ufeff"


class Lines:
    """A printed text and its folded form; folding keeps line breaks, so that lines correspond."""

    def __init__(self, printed: str, folded: str) -> None:
        self._folded = folded
        self._printed = printed.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._printed), initial=0))
        self._maps: dict[int, Folded] = {}
        # Where no blank is dropped and the length stays, a text folds character by character.
        self._level = len(printed) == len(folded) and not any(blank in printed for blank in BLANKS)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the printed text; neither end is a line break."""
        folded = self._folded
        if self._level:
            return start, end
        if "\n" in folded[start:end]:
            return self.span(start, start + 1)[0], self.span(end - 1, end)[1]
        at = folded.count("\n", 0, start)
        begun, stop = folded.rfind("\n", 0, start) + 1, folded.find("\n", end)
        first, last = self._in_line(at, folded[begun : stop if stop >= 0 else len(folded)], start - begun, end - begun)
        return self._starts[at] + first, self._starts[at] + last

    def _in_line(self, at: int, folded: str, start: int, end: int) -> tuple[int, int]:
        printed, found = self._printed[at], folded[start:end]
        if printed.count(found) == 1 == folded.count(found):
            first = printed.index(found)
            return first, first + end - start
        if at not in self._maps:
            self._maps[at] = Folded(printed)
        return self._maps[at].span(start, end)
