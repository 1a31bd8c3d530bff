"""Columns to chains: which column goes on in which, by place, type and the way their text begins and ends."""

from dataclasses import dataclass

from ingest.newspaper.columns import Column
from ingest.newspaper.matching import best_links
from ingest.newspaper.shapes import Box
from ingest.newspaper.titles import Title

RULE = 3.0  # cost of a vertical rule between two columns
RULED_COLUMNS = 0.4  # the same where it is no taller than they, in a paper that rules its columns


@dataclass(slots=True)
class Surroundings:
    """What may stand between two columns."""

    titles: list[Title]
    upright: list[Box]
    across: list[Box]
    obstacles: list[Box]
    base: float
    ruled: bool = False  # the paper rules its columns, not only its articles


def chain(columns: list[Column], around: Surroundings) -> list[list[Column]]:
    """Columns in reading order, one list an article; each column stands in just one."""
    first, under = _stands_under(around.titles)
    around.ruled = _rules_columns(columns, around.upright)
    starts = [_start_cost(column, first.get(id(column.block)), under.get(id(column.block))) for column in columns]
    gains: dict[tuple[int, int], float] = {}
    for i, before in enumerate(columns):
        for j, after in enumerate(columns):
            if i == j:
                continue
            cost = _step_cost(before, after, columns, first, under, around)
            if cost is not None:
                gain = starts[j] + _end_cost(before) - cost
                if gain > 0:
                    gains[i, j] = gain
    return _follow(columns, best_links(gains))


def _rules_columns(columns: list[Column], upright: list[Box]) -> bool:
    """Whether a paper rules its columns, not only its articles: sentences go on across its vertical rules."""
    crossed = 0
    for rule in upright:
        near = [column for column in columns if rule.y0 - 5 < column.block.top < rule.y1]
        left = [c for c in near if -1 < rule.x0 - c.right < 1.5 * c.block.size and c.open]
        right = [c for c in near if -1 < c.left - rule.x0 < 1.5 * c.block.size and c.flush]
        crossed += any(abs(a.block.top - b.block.top) < a.block.size for a in left for b in right)
    return crossed >= 3


def _stands_under(titles: list[Title]) -> tuple[dict[int, Title], dict[int, Title]]:
    first: dict[int, Title] = {}
    under: dict[int, Title] = {}
    for title in titles:
        for index, block in enumerate(title.columns):
            under.setdefault(id(block), title)
            if index == 0:
                first[id(block)] = title
    return first, under


def _start_cost(column: Column, first: Title | None, under: Title | None) -> float:
    """What it costs to let an article begin here."""
    if first is not None:
        cost = max(0.0, 3.0 - first.leaning) if first.heading else 0.0
        return cost + (4.0 if column.flush else 0.0)
    if under is not None:
        return 8.0 if column.flush else 6.0
    return 9.0 if column.flush else 5.0


def _end_cost(column: Column) -> float:
    """What it costs to let an article end here."""
    return 8.0 if column.open else 0.0 if column.closed else 1.0


def _step_cost(
    a: Column, b: Column, columns: list[Column], first: dict[int, Title], under: dict[int, Title], around: Surroundings
) -> float | None:
    """What it costs to go on from a to b, or None where that cannot be."""
    one, two = a.block, b.block
    table = one.lines[-1].table or two.lines[0].table
    if one.box is not two.box or a.final or (abs(one.size - two.size) > 0.045 * one.size and not table):
        return None
    cost = _place_cost(a, b, columns, around)
    if cost is None:
        return None
    cost += _text_cost(a, b)
    if one.font != two.font and len(one.lines) > 1 and len(two.lines) > 1:
        cost += 2.0
    heads = first.get(id(two))
    if heads is not None:
        cost += 1.0 if heads.heading else 2.0 if b.flush else 8.0
    above, other = under.get(id(one)), under.get(id(two))
    if above is not None and other is not None and above is not other and not other.heading:
        cost += 5.0
    return cost


def _text_cost(a: Column, b: Column) -> float:
    if not b.flush and not b.indented:
        return 0.5
    if a.open:
        return 0.0 if b.flush else 7.0
    if a.closed:
        return 0.0 if b.indented else 7.0
    return 0.3 if b.indented else 0.6


def _place_cost(a: Column, b: Column, columns: list[Column], around: Surroundings) -> float | None:
    one, two, em = a.block, b.block, a.block.size
    shared = min(a.right, b.right) - max(a.left, b.left)
    if shared > 0.6 * min(one.width, two.width) or shared > 0.6 * min(a.right - a.left, b.right - b.left):
        if two.top < one.bottom - 0.5 * em:
            return None
        return _down_cost(a, b, columns, around)
    if b.left < a.right - 0.6 * em:
        return None
    if min(one.bottom, two.bottom) - max(one.top, two.top) < -2.5 * em:
        upper = _upper_part(a, b, columns, around) if two.bottom < one.top else None
        if upper is None:
            return None
        cost = _right_cost(upper, b, columns, around)
        return None if cost is None else cost + 0.2
    return _right_cost(a, b, columns, around)


def _upper_part(a: Column, b: Column, columns: list[Column], around: Surroundings) -> Column | None:
    """The part of a's column above a picture, where b stands beside that part."""
    for column in columns:
        block = column.block
        if block.bottom > a.block.top or min(block.bottom, b.block.bottom) < max(block.top, b.block.top):
            continue
        same = abs(column.left - a.left) < block.size and abs(column.right - a.right) < block.size
        if same and _fills(around.obstacles, block.bottom, a.block.top, a.left, a.right):
            return column
    return None


def _down_cost(a: Column, b: Column, columns: list[Column], around: Surroundings) -> float | None:
    one, two, em = a.block, b.block, a.block.size
    x0, x1 = max(a.left, b.left), min(a.right, b.right)
    for column in columns:
        block = column.block
        within = one.bottom - em < block.top and block.bottom < two.top + em
        if column is not a and column is not b and within and min(block.x1, x1) - max(block.x0, x0) > 0.3 * (x1 - x0):
            return None
    cost = 2.2 + 0.02 * (two.top - one.bottom) / em
    if _fills(around.obstacles, one.bottom, two.top, x0, x1):
        cost -= 1.6
    cost += 0.5 * (abs(a.left - b.left) > em) + 0.5 * (abs(a.right - b.right) > em)
    for rule in around.across:
        if one.bottom - 2 < rule.y0 < two.top + 2 and rule.x0 < x1 and rule.x1 > x0:
            cost += 4.0
    for title in around.titles:
        if one.bottom - em < title.top and title.bottom < two.top + em and title.x0 < x1 and title.x1 > x0:
            cost += -1.4 if title.heading else 4.0
    return cost


def _fills(obstacles: list[Box], top: float, bottom: float, x0: float, x1: float) -> bool:
    """Whether a picture takes up the space between two columns that stand above one another."""
    return any(
        min(box.y1, bottom) - max(box.y0, top) > 0.4 * (bottom - top)
        and min(box.x1, x1) - max(box.x0, x0) > 0.3 * (x1 - x0)
        for box in obstacles
    )


def _right_cost(a: Column, b: Column, columns: list[Column], around: Surroundings) -> float | None:
    one, two, em = a.block, b.block, a.block.size
    gap = b.left - a.right
    if gap > 4 * em + 1.2 * (a.right - a.left):
        return None
    top, bottom = max(one.top, two.top), min(one.bottom, two.bottom)
    level = abs(two.top - one.top)
    cost = 0.5 if level < 0.5 * em else 0.9 + min(1.5, 0.03 * level / em)
    if abs(two.bottom - one.bottom) < one.leading:
        cost -= 0.2
    if gap > 4 * em:
        cost += 1.5
        for column in columns:
            block = column.block
            if block.x0 > a.right - em and block.x1 < b.left + em and block.top < bottom and block.bottom > top:
                return None
    if abs((a.right - a.left) - (b.right - b.left)) > em:
        cost += 1.0
    for rule in around.upright:
        if a.right - 1 < rule.x0 < b.left + 1 and min(rule.y1, bottom) - max(rule.y0, top) > 0.6 * (bottom - top):
            within = rule.y0 > min(one.top, two.top) - 1.2 * em and rule.y1 < max(one.bottom, two.bottom) + 2 * em
            cost += RULED_COLUMNS if around.ruled and within else RULE
            break
    return cost


def _follow(columns: list[Column], link: dict[int, int]) -> list[list[Column]]:
    goals = set(link.values())
    chains = []
    for index in range(len(columns)):
        if index in goals:
            continue
        path = [index]
        while path[-1] in link:
            path.append(link[path[-1]])
        chains.append([columns[at] for at in path])
    return chains
