"""Where the places of a rule stand in a folded text; all spans are code points [start, end) of it, in order."""

from collections.abc import Iterator, Sequence

from topics.patterns import compiled
from topics.rule import Gap, Node, Or, Regex, Term, Word
from topics.text import Span, Text, folded_term, found

GAP = 8
"""At most that many characters stand where a rule has `*`."""


def spans(node: Node, text: Text, low: int, high: int) -> Sequence[Span]:
    """Every span of a place inside [low, high)."""
    match node:
        case Term(wanted):
            return text.places(wanted, low, high)
        case Word(wanted):
            return text.words(wanted, low, high)
        case Gap(parts):
            folded = [folded_term(part) for part in parts]
            units = text.units_of("sentence", text.places(parts[0], low, high), low, high)
            return [span for unit in units for span in _gaps(folded, text.text, *unit)]
        case Regex(pattern):
            hits = [hit.span() for hit in compiled(pattern).finditer(text.text[low:high])]
            return [(low + start, low + end) for start, end in hits if end > start]
        case Or(parts):
            several = [places for part in parts if (places := spans(part, text, low, high))]
            return sorted(set().union(*several)) if len(several) > 1 else several[0] if several else ()
        case _:
            raise TypeError(f"{node!r} has no place in a text")


def _gaps(parts: Sequence[str], text: str, low: int, high: int) -> Iterator[Span]:
    """For each place of the first part, the shortest way to the last one."""
    for start, end in found(parts[0], text, low, high):
        ends = {end}
        for part in parts[1:]:
            reach = GAP + len(part)
            ends = {hit for end in ends for _, hit in found(part, text, end, min(end + reach, high))}
        if ends:
            yield start, min(ends)


def apart(spans: Sequence[Span]) -> list[Span]:
    """The spans from left to right that do not overlap: how often something is met."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
