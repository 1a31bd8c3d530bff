"""Rows of teasers and comments that stand beside a text in one box: many boxes alike, each with a link or a stamp."""

from collections import defaultdict

from ingest.extract.tree import Page

ROWS = 3  # boxes alike that make a list
MOST = 0.75  # of the boxes alike: one of them may lack its picture, its date or its summary
LINKED = -6.0  # weight up to which a line is a link, a stamp or an imprint
NOTHING = -10.0
_PLAIN = frozenset(("p", "br", "span", "a", "strong", "b", "td", "tr"))


def without_teasers(page: Page, first: int, last: int, weights: list[float]) -> list[float] | None:
    """The weights with those of rows of teasers and comments below zero; None where the lines hold no such rows.

    A row is one of three or more boxes of the same parent, kind and name, most of which hold two lines or more, one of
    them a link or a stamp, and one of them prose.
    """
    if sum(weight <= LINKED for weight in weights[first:last]) < ROWS:
        return None
    rows: dict[tuple[int, str, str], list[tuple[int, int]]] = defaultdict(list)
    for box in page.between(first, last - 1):
        if box.line_end - box.line > 1 and box.tag not in _PLAIN:
            rows[box.parent, box.tag, box.key].append((box.line, box.line_end))
    found: list[float] | None = None
    for alike in rows.values():
        if len(alike) >= ROWS and sum(_is_row(weights[start:end]) for start, end in alike) >= MOST * len(alike):
            found = found or list(weights)
            for start, end in alike:
                found[start:end] = [min(weight, NOTHING) for weight in found[start:end]]
    return found


def _is_row(weights: list[float]) -> bool:
    return min(weights) <= LINKED and max(weights) > 0 and len(weights) <= 12
