"""Ruled tables on a page (in notices mostly): each row becomes one line, its cells from left to right."""

import itertools
from dataclasses import replace

from ingest.newspaper.lines import Line
from ingest.newspaper.shapes import Box, Run, Sheet

FEWEST_RULES = 3  # each way: two rows of two cells
TOLERANCE = 2.5  # points


def take_tables(sheet: Sheet, lines: list[Line]) -> tuple[Sheet, list[Line]]:
    """The sheet without its tables' rules, and the lines with those inside a table put together row by row."""
    across, upright, kept = list(sheet.across), list(sheet.upright), list(lines)
    for levels in _stacks(sheet.across):
        posts = [rule for rule in upright if _post(rule, levels)]
        if len(posts) < FEWEST_RULES:
            continue
        across = [rule for rule in across if rule not in levels]
        upright = [rule for rule in upright if rule not in posts]
        inside = [line for line in kept if _within(line, levels, posts)]
        kept = [line for line in kept if line not in inside]
        kept += _rows(inside, levels, posts)
    kept.sort(key=lambda line: line.y)
    return replace(sheet, across=across, upright=upright), kept


def _stacks(rules: list[Box]) -> list[list[Box]]:
    """Rules of one length above one another, each stack from top to bottom."""
    stacks: list[list[Box]] = []
    for rule in sorted(rules, key=lambda rule: rule.y0):
        for stack in stacks:
            last = stack[-1]
            if abs(rule.x0 - last.x0) < TOLERANCE and abs(rule.x1 - last.x1) < TOLERANCE and rule.y0 - last.y0 < 80:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= FEWEST_RULES]


def _post(rule: Box, levels: list[Box]) -> bool:
    """Whether a vertical rule runs through at least one row of a stack of horizontal ones."""
    first, last = levels[0], levels[-1]
    if not (first.x0 - TOLERANCE <= rule.x0 <= first.x1 + TOLERANCE):
        return False
    if rule.y0 < first.y0 - TOLERANCE or rule.y1 > last.y1 + TOLERANCE:
        return False
    return any(rule.y0 <= a.y0 + TOLERANCE and rule.y1 >= b.y0 - TOLERANCE for a, b in itertools.pairwise(levels))


def _within(line: Line, levels: list[Box], posts: list[Box]) -> bool:
    x, y = (line.x0 + line.x1) / 2, line.y - 0.35 * line.size
    return min(p.x0 for p in posts) <= x <= max(p.x1 for p in posts) and levels[0].y0 <= y <= levels[-1].y1


def _rows(lines: list[Line], levels: list[Box], posts: list[Box]) -> list[Line]:
    edges = sorted({round(post.x0) for post in posts})
    rows = []
    for upper, lower in itertools.pairwise(levels):
        row = [line for line in lines if upper.y0 <= line.y - 0.35 * line.size < lower.y0]
        if row:
            runs = [run for line in row for run in line.pieces]
            runs.sort(key=lambda run: (sum(run.x0 >= edge for edge in edges), round(run.y), run.x0))
            rows.append(_row_line(runs, row, levels[0]))
    return rows


def _row_line(runs: list[Run], row: list[Line], frame: Box) -> Line:
    first = row[0]
    text = "".join(run.text for run in runs)
    top, bottom = min(line.top for line in row), max(line.bottom for line in row)
    return Line(runs, text, frame.x0, frame.x1, top, bottom, first.y, first.size, first.font, table=True)
