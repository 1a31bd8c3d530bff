"""Display lines to title groups: main lines, kicker, subtitle, and the columns that a title stands over."""

from dataclasses import dataclass, field

from ingest.newspaper.blocks import Block
from ingest.newspaper.lines import Line
from ingest.newspaper.shapes import Box, Sheet
from ingest.newspaper.words import DASHES


@dataclass(slots=True, eq=False)
class Title:
    """A group of display blocks; `columns` are the blocks right below or beside it, the first being where it starts."""

    blocks: list[Block]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    upright: bool
    box: Box | None
    labels: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    continued: str | None = None
    columns: list[Block] = field(default_factory=list)
    heading: bool = False  # perhaps only a heading within a body
    rail: str | None = None  # the head of the rail of briefs that it stands in
    leaning: float = 0.0  # how much a heading leans to be a title (cost taken off)

    @property
    def centre(self) -> float:
        """The middle of the main lines from left to right."""
        main = [line for line in self.lines if line.size > 0.92 * self.size]
        widest = max(main, key=lambda line: line.width)
        return (widest.x0 + widest.x1) / 2

    @property
    def lines(self) -> list[Line]:
        """All display lines in reading order."""
        lines = [line for block in self.blocks for line in block.lines]
        if self.upright:
            return sorted(lines, key=lambda line: -line.x1)
        rows: list[list[Line]] = []
        for line in sorted(lines, key=lambda line: line.y):
            if rows and line.y - rows[-1][0].y < 0.4 * line.size:
                rows[-1].append(line)
            else:
                rows.append([line])
        return [line for row in rows for line in sorted(row, key=lambda line: line.x0)]


def group_titles(display: list[Block], body: list[Block], sheet: Sheet) -> list[Title]:
    """Title groups of display blocks that stand together, from top to bottom."""
    groups: list[list[Block]] = []
    plates = {id(block): _plate(block, sheet.boxes) for block in display}

    def together(a: Block, b: Block) -> bool:
        if plates[id(a)] is not plates[id(b)] and (a.upright or abs(a.size - b.size) < 0.08 * a.size):
            return False
        return _together(a, b, body, sheet.across)

    for block in sorted(display, key=lambda block: (block.top, block.x0)):
        near = [group for group in groups if any(together(other, block) for other in group)]
        merged = [other for group in near for other in group] + [block]
        groups = [group for group in groups if group not in near] + [merged]
    groups = _with_offset_subtitles(groups, sheet.across, plates)
    return sorted(map(make_title, groups), key=lambda title: (title.top, title.x0))


def _with_offset_subtitles(
    groups: list[list[Block]], rules: list[Box], plates: dict[int, Box | None]
) -> list[list[Block]]:
    """Subtitles (——…) put to the title that is set to the left or right above them, where none stands right above."""
    done = [group for group in groups if not (len(group) == 1 and group[0].text.startswith(DASHES))]
    for group in groups:
        if group in done:
            continue
        line = group[0]
        near = [
            (_sideways(block, line, plates[id(block)]), other)
            for other in done
            for block in other
            if -0.3 * line.size < line.top - block.bottom < 0.9 * block.size
            and block.box is line.box
            and not block.upright
            and line.size < 0.95 * block.size
            and not _parted(block, line, rules)
        ]
        gap, other = min(near, key=lambda pair: pair[0], default=(1e9, group))
        if gap < 6 * line.size:
            other.append(line)
        else:
            done.append(group)
    return done


def _sideways(block: Block, line: Block, plate: Box | None) -> float:
    """How far a line stands at the side of a title, or of the plate on which that is set."""
    x0, x1 = (min(block.x0, plate.x0), max(block.x1, plate.x1)) if plate else (block.x0, block.x1)
    return max(line.x0 - x1, x0 - line.x1)


def _parted(upper: Block, lower: Block, rules: list[Box]) -> bool:
    """Whether a horizontal rule stands between two blocks that do not stand above one another."""
    x0, x1 = min(upper.x0, lower.x0), max(upper.x1, lower.x1)
    return any(upper.bottom - 1 < rule.y0 < lower.top + 1 and rule.x0 < x1 and rule.x1 > x0 for rule in rules)


def _plate(block: Block, boxes: list[Box]) -> Box | None:
    """The dark plate on which a block is set in white, or None."""
    x, y = block.centre, (block.top + block.bottom) / 2
    return next((box for box in boxes if box.dark > 0.3 and box.holds(x, y)), None)


def make_title(blocks: list[Block]) -> Title:
    """A group of these blocks."""
    largest = max(blocks, key=lambda block: (block.size, len(block.text)))
    return Title(
        blocks,
        min(block.x0 for block in blocks),
        max(block.x1 for block in blocks),
        min(block.top for block in blocks),
        max(block.bottom for block in blocks),
        largest.size,
        largest.upright,
        largest.box,
    )


def _together(a: Block, b: Block, body: list[Block], rules: list[Box]) -> bool:
    """Whether two display blocks are parts of one title."""
    if a.upright != b.upright or a.box is not b.box:
        return False
    large, small = max(a.size, b.size), min(a.size, b.size)
    if a.upright:
        gap = max(a.x0, b.x0) - min(a.x1, b.x1)
        return gap < 0.9 * large and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.3 * min(a.height, b.height)
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    if shared > 0.4 * min(a.width, b.width):
        upper, lower = (a, b) if a.top <= b.top else (b, a)
        gap = lower.top - upper.bottom
        if not -0.3 * large < gap < (0.75 * large if small > 0.92 * large else 0.5 * large + 0.4 * small):
            return False
        return not _between(upper, lower, rules)
    level = abs(a.lines[-1].y - b.lines[0].y) < 0.2 * large and len(a.lines) == len(b.lines) == 1
    if level and small > 0.95 * large and a.font == b.font:
        left, right = (a, b) if a.x0 < b.x0 else (b, a)
        few = min(len(a.text), len(b.text)) <= 2  # no title is so short
        return right.x0 - left.x1 < 0.85 * large and (few or not _gutter_below(left, right, body))
    return False


def _between(upper: Block, lower: Block, rules: list[Box]) -> bool:
    x0, x1 = max(upper.x0, lower.x0), min(upper.x1, lower.x1)
    y0, y1 = upper.bottom - 0.1 * upper.size, lower.top + 0.1 * lower.size
    return any(y0 < rule.y0 < y1 and rule.x0 < x1 and rule.x1 > x0 for rule in rules)


def _gutter_below(left: Block, right: Block, body: list[Block]) -> bool:
    """Whether a gutter of the columns below runs right through the gap of two pieces."""
    reach = left.bottom + 6 * left.size
    below = [block for block in body if left.bottom - 1 < block.top < reach]
    ends = [block.x1 for block in below if left.x1 - 1 <= block.x1 <= right.x0 + 1]
    starts = [block.x0 for block in below if left.x1 - 1 <= block.x0 <= right.x0 + 1]
    return bool(ends and starts)
