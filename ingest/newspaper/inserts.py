"""What is set into running text: a large first letter over several lines, and quotations between rules."""

from dataclasses import replace

from ingest.newspaper.blocks import Block
from ingest.newspaper.shapes import Box, Run, Sheet

SMALLEST, LARGEST = 1.6, 6.0  # times the body size: how large a first letter is


def take_initials(runs: list[Run], base: float) -> tuple[list[Run], list[Box]]:
    """The runs with each large first letter put at the head of its line, and the places that text runs round."""
    large = [run for run in runs if run.size >= SMALLEST * base]
    found = [run for run in large if len(run.text) == 1 and run.size < LARGEST * base and _alone(run, large)]
    boxes: list[Box] = []
    settled: dict[int, Run] = {}
    for run in found if found else ():
        beside = [
            other
            for other in runs
            if run.x1 - 0.2 * base < other.x0 < run.x1 + 1.2 * base
            and run.top - 0.2 * base < other.y - 0.4 * base < run.bottom
            and other.size < 1.25 * base
        ]
        first = min(beside, key=lambda other: (other.y, other.x0), default=None)
        last = max(beside, key=lambda other: other.y, default=None)
        if first is None or last is None or last.y - first.y < 0.8 * base or not _carried(run, runs, last, base):
            continue
        settled[id(run)] = replace(first, text=run.text, x0=run.x0, x1=max(run.x0, first.x0), spaced=False)
        boxes.append(Box(run.x0, first.y + 0.2 * base, run.x1, last.y))
    return [settled.get(id(run), run) for run in runs] if settled else runs, boxes


def _alone(run: Run, large: list[Run]) -> bool:
    """Whether no other large glyph stands beside, above or below."""
    if _in_row(run, large):
        return False
    for other in large:
        same = abs(other.size - run.size) < 0.2 * run.size and abs(other.x0 - run.x0) < 0.3 * run.size
        near = abs(other.y - run.y) < 1.6 * run.size
        if other is not run and same and near and len(other.text) == 1 and not _in_row(other, large):
            return False
    return True


def _in_row(run: Run, large: list[Run]) -> bool:
    """Whether a large glyph stands right beside another."""
    return any(
        other is not run
        and abs(other.y - run.y) < 0.5 * run.size
        and other.x0 < run.x1 + run.size
        and other.x1 > run.x0 - run.size
        for other in large
    )


def _carried(run: Run, runs: list[Run], last: Run, base: float) -> bool:
    """Whether a line of the same text begins right below the letter."""
    return any(
        -0.8 * base < other.x0 - run.x0 < 0.7 * base
        and 0.5 * base < other.y - last.y < 2.2 * base
        and other.size < 1.25 * base
        for other in runs
    )


def take_quotations(display: list[Block], sheet: Sheet) -> list[Box]:
    """Take quotations out of the display blocks, and the two rules between which they stand; gives their places."""
    boxes: list[Box] = []
    for block in list(display):
        if block.upright or not block.text.startswith("“") or len(block.text) < 8:
            continue
        rules = [rule for rule in sheet.across if rule.x0 < block.centre < rule.x1 and rule.width < 3 * block.width]
        above = [rule for rule in rules if -0.3 * block.size < block.top - rule.y1 < 1.5 * block.size]
        below = [rule for rule in rules if -0.3 * block.size < rule.y0 - block.bottom < 1.5 * block.size]
        if above and below and abs(above[0].x0 - below[0].x0) < block.size:
            display.remove(block)
            sheet.across = [rule for rule in sheet.across if rule is not above[0] and rule is not below[0]]
            boxes.append(Box(above[0].x0, above[0].y0, above[0].x1, below[0].y1))
    return boxes
