"""Lines to blocks: stretches of one column, set in one size, line below line without a break."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.newspaper.lines import Line, join
from ingest.newspaper.shapes import Box, Sheet
from ingest.newspaper.words import HAN, is_signed

LOOSEST = 2.0  # em from baseline to baseline: more is a break
DARK = 0.4  # of 1: so dark a plate is that of a title in white, with a kicker or a subtitle
BREAK = 1.3  # times a block's own leading: more is a break


@dataclass(slots=True, eq=False)
class Block:
    """Lines of one column; `box` is the frame they stand in, `leading` the step from line to line in points."""

    lines: list[Line]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: int
    leading: float
    box: Box | None = None
    upright: bool = False

    @property
    def text(self) -> str:
        """All lines, without spaces."""
        return "".join([line.text for line in self.lines])

    @property
    def width(self) -> float:
        """In points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """In points."""
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        """The middle from left to right."""
        return (self.x0 + self.x1) / 2


def make_block(lines: list[Line], box: Box | None) -> Block:
    """A block of lines from top to bottom."""
    weights: dict[tuple[float, int], int] = {}
    for line in lines:
        key = (line.size, line.font)
        weights[key] = weights.get(key, 0) + len(line.text)
    size, font = max(weights, key=lambda key: weights[key])
    steps = [b.y - a.y for a, b in pairwise(lines)]
    return Block(
        lines,
        min([line.x0 for line in lines]),
        max([line.x1 for line in lines]),
        lines[0].top,
        max([line.bottom for line in lines]),
        size,
        font,
        median(steps) if steps else 1.4 * size,
        box,
        lines[0].upright,
    )


def _holding(box: Box, lines: list[Line]) -> int:
    """How many lines have their middle in a box."""
    return sum(box.holds((line.x0 + line.x1) / 2, line.y - 0.4 * line.size) for line in lines)


class Frames:
    """The boxes of a page that hold text apart, and which is innermost at a point."""

    def __init__(self, sheet: Sheet, lines: list[Line], base: float) -> None:
        """Boxes that hold more than a headline: a plate under a title keeps nothing apart."""
        whole = sheet.width * sheet.height
        plain = [line for line in lines if line.size < 1.25 * base and len(line.text) > 3]
        self.boxes = sorted(
            (
                box
                for box in sheet.boxes
                if box.width > 5 * base
                and box.height > 2.5 * base
                and box.width * box.height < 0.85 * whole
                and _holding(box, plain) >= (3 if box.dark > DARK else 1 if box.height > 5 * base else 2)
            ),
            key=lambda box: box.width * box.height,
        )

    def at(self, x: float, y: float) -> Box | None:
        """The innermost box at a point, or None."""
        for box in self.boxes:
            if box.holds(x, y):
                return box
        return None


def find_blocks(lines: list[Line], sheet: Sheet, frames: Frames) -> list[Block]:
    """Blocks of all lines, from top to bottom."""
    boxes = [frames.at((line.x0 + line.x1) / 2, line.y - 0.38 * line.size) for line in lines]
    groups = _linked(lines, boxes, sheet.across)
    blocks: list[Block] = []
    for group in groups:
        members = [lines[index] for index in group]
        box = boxes[group[0]]
        for part in _columns(members):
            blocks += [make_block(rows, box) for rows in _breaks(_rows(part))]
    blocks.sort(key=lambda block: (block.top, block.x0))
    return _rejoined(blocks, sheet.across)


def _rejoined(blocks: list[Block], rules: list[Box]) -> list[Block]:
    """Blocks put together where only an indent kept a short last line from the line below."""
    done: list[Block] = []
    for block in blocks:
        upper = next((other for other in reversed(done) if _continues(other, block, rules)), None)
        if upper is None:
            done.append(block)
        else:
            done[done.index(upper)] = make_block(upper.lines + block.lines, block.box)
    return done


def _continues(upper: Block, lower: Block, rules: list[Box]) -> bool:
    """Whether a block goes on where another ends, in the same column."""
    last, first = upper.lines[-1], lower.lines[0]
    step = first.y - last.y
    if last.table != first.table:
        return False
    if upper.box is not lower.box or upper.upright or lower.upright or abs(first.size - last.size) > 0.085 * last.size:
        return False
    leadings = [block.leading for block in (upper, lower) if len(block.lines) > 1] or [1.4 * first.size]
    if not 0.8 * first.size < step <= 1.2 * max(leadings) or is_signed(upper.text) or is_signed(lower.text):
        return False
    wide, narrow = (upper, lower) if upper.width >= lower.width else (lower, upper)
    slack = 0.4 * first.size
    if narrow.x0 < wide.x0 - slack - (0 if len(wide.lines) > 1 else 2.2 * first.size) or narrow.x1 > wide.x1 + slack:
        return False
    return not _ruled(rules, last, first)


def _linked(lines: list[Line], boxes: list[Box | None], rules: list[Box]) -> list[list[int]]:
    """Indices of lines that hang together, line under line."""
    parent = list(range(len(lines)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    start = 0
    signed = [_stands_alone(index, lines) for index in range(len(lines))]
    for lower, line in enumerate(lines):
        reach = LOOSEST * line.size
        while start < lower and line.y - lines[start].y > 2.5 * LOOSEST * line.size and line.size < 60:
            start += 1
        if line.upright or signed[lower]:
            continue
        for upper in range(start, lower):
            other = lines[upper]
            step = line.y - other.y
            if signed[upper] or step > reach or other.upright or abs(other.size - line.size) > 0.085 * line.size:
                continue
            if other.x1 <= line.x0 or other.x0 >= line.x1 or boxes[upper] is not boxes[lower]:
                continue
            unlike = other.font != line.font and abs(other.size - line.size) > 0.025 * line.size
            if unlike and HAN.search(line.text) and HAN.search(other.text):
                continue
            if step < 0.8 * line.size or line.table != other.table or _ruled(rules, other, line):
                continue
            parent[root(lower)] = root(upper)
    groups: dict[int, list[int]] = {}
    for index in range(len(lines)):
        groups.setdefault(root(index), []).append(index)
    return list(groups.values())


def _stands_alone(index: int, lines: list[Line]) -> bool:
    """Whether a line is a byline or 上接N版 with no line of the same type right above it."""
    line = lines[index]
    if len(line.text) > 40 or not is_signed(line.text):
        return False
    for upper in range(index - 1, -1, -1):
        other = lines[upper]
        step = line.y - other.y
        if step > 2.5 * LOOSEST * line.size:
            break
        near = 0.8 * line.size < step < LOOSEST * line.size and other.x1 > line.x0 and other.x0 < line.x1
        if near and other.font == line.font and abs(other.size - line.size) < 0.5:
            return False
    return True


def _ruled(rules: list[Box], upper: Line, lower: Line) -> bool:
    """Whether a horizontal rule parts two lines."""
    y0, y1 = upper.y - 0.3 * upper.size, lower.y - 0.45 * lower.size
    x0, x1 = max(upper.x0, lower.x0), min(upper.x1, lower.x1)
    return any(y0 < rule.y0 < y1 and rule.x0 < x1 and rule.x1 > x0 for rule in rules)


def _rows(lines: list[Line]) -> list[Line]:
    """Pieces on one baseline put together."""
    lines.sort(key=lambda line: line.y)
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.y - rows[-1][0].y < 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [join(row) for row in rows]


def _breaks(rows: list[Line]) -> list[list[Line]]:
    """Rows cut where the step from line to line is wider than usual."""
    if len(rows) < 3:
        return [rows]
    steps = [b.y - a.y for a, b in pairwise(rows)]
    usual = min(median(steps), 1.7 * rows[0].size)
    parts = [[rows[0]]]
    for step, row in zip(steps, rows[1:], strict=True):
        if step > BREAK * usual:
            parts.append([])
        parts[-1].append(row)
    return parts


def _columns(lines: list[Line]) -> list[list[Line]]:
    """Lines parted where a gutter runs through several rows (a line across has tied two columns together)."""
    rows: dict[int, list[Line]] = {}
    for line in lines:
        rows.setdefault(round(line.y), []).append(line)
    gaps = []
    for row in rows.values():
        row.sort(key=lambda line: line.x0)
        gaps += [(left.x1, right.x0) for left, right in pairwise(row)]
    gutter = _gutter(gaps, lines)
    if gutter is None:
        return [lines]
    left = [line for line in lines if line.x1 <= gutter]
    right = [line for line in lines if line.x0 >= gutter]
    across = [line for line in lines if line.x0 < gutter < line.x1]
    return [part for side in (left, right, across) if side for group in _apart(side) for part in _columns(group)]


def _gutter(gaps: list[tuple[float, float]], lines: list[Line]) -> float | None:
    """An x within the gaps of four rows, or of two where no line across fills its measure; None where there is none."""
    if len(gaps) < 2:
        return None
    size = lines[0].size
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for edge in sorted({gap[1] for gap in gaps}):
        shared = [gap for gap in gaps if gap[0] < edge - 0.3 * size and gap[1] >= edge]
        if len(shared) < 2:
            continue
        gutter = edge - 0.15 * size
        full = [
            line
            for line in lines
            if line.x0 < gutter < line.x1 and line.x0 - x0 < 2.3 * size and x1 - line.x1 < 1.2 * size
        ]
        if len(shared) >= 4 or not full:
            return gutter
    return None


def _apart(lines: list[Line]) -> list[list[Line]]:
    """Lines grouped again by what hangs together."""
    return [[lines[index] for index in group] for group in _linked(sorted_lines(lines), [None] * len(lines), [])]


def sorted_lines(lines: list[Line]) -> list[Line]:
    """The same list, sorted in place from top to bottom."""
    lines.sort(key=lambda line: line.y)
    return lines
