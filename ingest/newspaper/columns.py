"""Where a column's own edges lie, and how its text begins and ends: with an indent, in mid-sentence, full or short."""

from dataclasses import dataclass

from ingest.newspaper.blocks import Block
from ingest.newspaper.lines import Line
from ingest.newspaper.shapes import Box
from ingest.newspaper.words import CONTINUED_ON, FULL_STOP, is_signed_off

INDENT = 1.2  # em: a line that begins so far in begins a paragraph
SHORT = 1.3  # em: a line that ends so far before the edge ends a paragraph


@dataclass(slots=True, eq=False)
class Column:
    """A body block with its edges: per line `lefts` and `rights`, and what is known of its first and last line."""

    block: Block
    lefts: list[float]
    rights: list[float]
    flush: bool = False  # its first line goes on from elsewhere
    indented: bool = False  # its first line begins a paragraph
    open: bool = False  # its last line goes on elsewhere
    closed: bool = False  # its last line ends a paragraph
    stopped: bool = False  # its last line ends a sentence
    final: bool = False  # it ends an article: （作者单位：…）

    @property
    def left(self) -> float:
        """The column's own left edge."""
        return min(self.lefts)

    @property
    def right(self) -> float:
        """The column's own right edge."""
        return max(self.rights)


def measure_columns(body: list[Block], obstacles: list[Box]) -> list[Column]:
    """Columns of all body blocks; obstacles are pictures and frames that text runs round."""
    large = [block for block in body if len(block.lines) >= 4]
    return [_measure(block, large, obstacles) for block in body]


def _measure(block: Block, large: list[Block], obstacles: list[Box]) -> Column:
    left, right = block.x0, block.x1
    alone = False
    if len(block.lines) <= 3:
        left, right = _borrowed(block, large)
        alone = len(block.lines) == 1 and (left, right) == (block.x0, block.x1)
    beside = [
        box
        for box in obstacles
        if box.y0 < block.bottom and box.y1 > block.top and box.x0 < right and box.x1 > left and box is not block.box
    ]
    lefts, rights = [left] * len(block.lines), [right] * len(block.lines)
    if beside:
        for index, line in enumerate(block.lines):
            lefts[index], rights[index] = _narrowed(line, left, right, beside, block)
    column = Column(block, lefts, rights)
    _judge(column)
    if alone:  # nothing shows where its column begins: it may be indented or not
        column.flush = False
    return column


def _borrowed(block: Block, large: list[Block]) -> tuple[float, float]:
    """The edges of a block too short to show its own: those of the nearest taller block in the same column."""
    size = block.size
    best: Block | None = None
    for other in large:
        if other is block or abs(other.size - size) > 0.05 * size or other.box is not block.box:
            continue
        if (
            other.x0 - 0.5 * size <= block.x0
            and block.x1 <= other.x1 + 0.5 * size
            and (best is None or _apart(other, block) < _apart(best, block))
        ):
            best = other
    if best is None:
        return block.x0, block.x1
    if len(block.lines) > 1 and best.width > block.width + 3.5 * size:
        return block.x0, block.x1
    return min(best.x0, block.x0), max(best.x1, block.x1)


def _apart(a: Block, b: Block) -> float:
    return max(a.top - b.bottom, b.top - a.bottom, 0.0)


def _narrowed(line: Line, left: float, right: float, beside: list[Box], block: Block) -> tuple[float, float]:
    """The edges that obstacles leave to one line: where the lines beside them begin and end."""
    air = 1.8 * line.size
    for box in beside:
        if box.y0 - air >= line.bottom or box.y1 + air <= line.top:
            continue
        if (box.x0 + box.x1) / 2 < (left + right) / 2:
            if line.x0 > box.x1 - 1:
                peers = [other.x0 for other in block.lines if other.top < box.y1 and other.bottom > box.y0]
                left = max(left, min([x for x in peers if x > box.x1 - 1], default=left))
        elif line.x1 < box.x0 + 1:
            peers = [other.x1 for other in block.lines if other.top < box.y1 and other.bottom > box.y0]
            right = min(right, max([x for x in peers if x < box.x0 + 1], default=right))
    return left, right


def _judge(column: Column) -> None:
    block = column.block
    first, last = block.lines[0], block.lines[-1]
    start = first.x0 - column.lefts[0]
    column.indented = start > INDENT * block.size
    column.flush = not column.indented
    missing = column.rights[-1] - last.x1
    column.stopped = bool(FULL_STOP.search(last.text))
    column.closed = missing > SHORT * block.size
    if first.table:
        column.indented, column.flush = True, False
    column.final = is_signed_off(block.text[-60:]) or bool(CONTINUED_ON.search(last.text))
    if last.table or column.final:
        column.closed, column.stopped = True, True
    column.open = not column.closed and not column.stopped
