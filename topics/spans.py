"""Where the places of a rule stand in a folded text; all spans are code points [start, end) of it, in order."""

from collections.abc import Iterator, Sequence

from topics.folding import fold
from topics.patterns import compiled
from topics.rule import Gap, Node, Or, Regex, Term, Word
from topics.text import Span, Text

GAP = 8
"""At most that many characters stand where a rule has `*`."""


def spans(node: Node, text: Text, low: int, high: int) -> list[Span]:
    """Every span of a place inside [low, high)."""
    match node:
        case Term(wanted):
            return list(_found(fold(wanted), text.text, low, high))
        case Word(wanted):
            return [span for span in _found(fold(wanted), text.text, low, high) if text.is_word(*span)]
        case Gap(parts):
            folded = [fold(part) for part in parts]
            units = text.units("sentence", low, high)
            return [span for unit in units for span in _gaps(folded, text.text, *unit)]
        case Regex(pattern):
            found = [hit.span() for hit in compiled(pattern).finditer(text.text[low:high])]
            return [(low + start, low + end) for start, end in found if end > start]
        case Or(parts):
            return sorted({span for part in parts for span in spans(part, text, low, high)})
        case _:
            raise TypeError(f"{node!r} has no place in a text")


def _found(wanted: str, text: str, low: int, high: int) -> Iterator[Span]:
    start = text.find(wanted, low, high)
    while start >= 0:
        yield start, start + len(wanted)
        start = text.find(wanted, start + 1, high)


def _gaps(parts: Sequence[str], text: str, low: int, high: int) -> Iterator[Span]:
    """For each place of the first part, the shortest way to the last one."""
    for start, end in _found(parts[0], text, low, high):
        ends = {end}
        for part in parts[1:]:
            reach = GAP + len(part)
            ends = {hit for end in ends for _, hit in _found(part, text, end, min(end + reach, high))}
        if ends:
            yield start, min(ends)


def apart(spans: Sequence[Span]) -> list[Span]:
    """The spans from left to right that do not overlap: how often something is met."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
