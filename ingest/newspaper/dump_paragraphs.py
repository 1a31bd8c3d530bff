"""Lines of a dump to paragraphs: hard wraps are undone by the width of the column, which the lines themselves show.

A paragraph's first line is two characters short (its indent is lost), those between are full, its last ends a sentence.
The cheapest way to cut the lines under these rules is found by dynamic programming.
"""

import itertools
from collections import Counter
from collections.abc import Sequence

from ingest.newspaper.dump_lines import ENUMERATED, TERMINAL, DumpLine
from ingest.newspaper.spacing import glue

LONGEST = 120  # lines of one paragraph
INDENT = 2.0


def is_wrapped(lines: Sequence[DumpLine]) -> bool:
    """Whether a dump keeps the lines of the page: short ones, most of which end in mid-sentence."""
    text = [line for line in lines if line.mark == "text"]
    if len(text) < 8:
        return False
    short = sum(line.width <= 45 for line in text)
    open_ends = sum(not TERMINAL.search(line.text) for line in text)
    return short > 0.85 * len(text) and open_ends > 0.5 * len(text)


def measure(lines: Sequence[DumpLine], at: int, reach: int = 12) -> float:
    """The width of the column around a line: the most common width of its neighbours."""
    widths = Counter(round(line.width) for line in lines[max(0, at - reach) : at + reach + 1] if line.width >= 6)
    if not widths:
        return 20.0
    score = {width: 2 * widths[width] + widths[width - 1] + widths[width + 1] for width in widths}
    return float(max(width for width in score if score[width] >= 0.8 * max(score.values())))


def unwrap(lines: Sequence[DumpLine], wrapped: bool, gaps_tell: bool) -> list[str]:
    """The paragraphs of running text; `gaps_tell` where empty lines stand between paragraphs only."""
    if not lines:
        return []
    if not wrapped:
        return _joined(lines)
    width = measure(lines, len(lines) // 2, len(lines))
    costs, cuts = [0.0], [0]
    for end in range(1, len(lines) + 1):
        best = min(
            (costs[start] + _cost(lines, start, end, width, gaps_tell), start)
            for start in range(max(0, end - LONGEST), end)
        )
        costs.append(best[0])
        cuts.append(best[1])
    parts: list[str] = []
    end = len(lines)
    while end:
        parts.append(_glued(lines[cuts[end] : end]))
        end = cuts[end]
    return parts[::-1]


def _cost(lines: Sequence[DumpLine], start: int, end: int, width: float, gaps_tell: bool) -> float:
    """How unlike a paragraph the lines start to end (exclusive) are."""
    first, last = lines[start], lines[end - 1]
    numbered = bool(ENUMERATED.match(first.text))
    cost = 0.5 - 0.4 * numbered
    if not TERMINAL.search(last.text):
        heading = end - start <= 2 and last.width < width - 0.6
        cost += (0.4 if numbered else 2.0) if heading else 4.0
    if end - start == 1:
        cost += 1.5 * max(0.0, first.width - (width - INDENT + 1))
    else:
        cost += _off(first.width, width - INDENT) + 2.0 * max(0.0, last.width - width - 1.2)
        cost += sum(_off(line.width, width) for line in lines[start + 1 : end - 1])
    if gaps_tell:
        cost += 1.2 * sum(line.gap for line in lines[start + 1 : end])
        cost += 3.0 * (start > 0 and not first.gap)
    return cost


def _off(width: float, expected: float) -> float:
    return max(0.0, abs(width - expected) - 0.7)


def _joined(lines: Sequence[DumpLine]) -> list[str]:
    """Paragraphs that came whole, save where a column's end cut one in mid-sentence."""
    parts = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        cut = len(before.text) > 25 and not TERMINAL.search(before.text) and not ENUMERATED.match(line.text)
        if cut:
            parts[-1] = glue(parts[-1], line.text)
        else:
            parts.append(line.text)
    return parts


def _glued(lines: Sequence[DumpLine]) -> str:
    text = ""
    for line in lines:
        text = glue(text, line.text)
    return text
