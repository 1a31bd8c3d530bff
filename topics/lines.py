"""The way back from a folded text to the printed one, line by line: only lines with hits are mapped."""

from itertools import accumulate

from topics.folding import Folded, fold

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
        first, last = start - begun, end - begun
        line = self._printed[at]
        if not _is_level(line, (stop if stop >= 0 else len(folded)) - begun, line[first:last], folded[start:end]):
            first, last = self._map(at).span(first, last)
        return self._starts[at] + first, self._starts[at] + last

    def _map(self, at: int) -> Folded:
        if at not in self._maps:
            self._maps[at] = Folded(self._printed[at])
        return self._maps[at]


def _is_level(line: str, length: int, printed: str, folded: str) -> bool:
    """Whether the line folds character by character, as most do, so that places are the same.

    It does where no blank is dropped and the length stays.
    """
    return (
        len(line) == length
        and not any(blank in line for blank in BLANKS)
        and (printed == folded or fold(printed) == folded)
    )
