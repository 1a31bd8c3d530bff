"""Rails of briefs (简讯): under such a head, each small title begins an item of its own."""

from itertools import groupby

from ingest.newspaper.blocks import Block, make_block
from ingest.newspaper.lines import Line
from ingest.newspaper.shapes import Box, Sheet
from ingest.newspaper.titles import Title
from ingest.newspaper.words import BRIEFS, FULL_STOP, HAN

FARTHEST = 9.0  # em between the end of one brief and the title of the next


def take_rail_heads(display: list[Block], sheet: Sheet) -> list[tuple[str, Box]]:
    """Take the heads of rails out of the display blocks: their words, and the box that shows the rail's width."""
    heads = []
    for block in list(display):
        if block.upright or len(block.text) > 8 or not BRIEFS.search(block.text):
            continue
        box = _plate(block, sheet)
        if box is not None:
            display.remove(block)
            heads.append((block.text, box))
    return heads


def _plate(block: Block, sheet: Sheet) -> Box | None:
    """The plate under a rail's head, or the rule below it, which is as wide as the rail."""
    y = (block.top + block.bottom) / 2
    plates = [box for box in sheet.boxes if box.height < 3 * block.size and box.holds(block.centre, y)]
    rules = [
        rule
        for rule in sheet.across
        if -0.3 * block.size < rule.y0 - block.bottom < block.size and rule.x0 < block.centre < rule.x1
    ]
    return min(plates, key=lambda box: box.width, default=None) or min(rules, key=lambda rule: rule.y0, default=None)


def split_rails(heads: list[tuple[str, Box]], display: list[Block], body: list[Block]) -> None:
    """Take lines in a face of their own out of the text below each head: titles of briefs set in the body's size."""
    for _, plate in heads:
        floor = _floor(plate, display, body)
        inside = [
            block
            for block in body
            if plate.y0 < block.top < floor and block.x0 > plate.x0 - block.size and block.x1 < plate.x1 + block.size
        ]
        weights: dict[int, int] = {}
        for block in inside:
            for line in block.lines:
                weights[line.font] = weights.get(line.font, 0) + len(line.text)
        if len(weights) < 2:
            continue
        main = max(weights, key=lambda font: weights[font])
        for block in inside:
            parts = [list(lines) for _, lines in groupby(block.lines, key=lambda line: _is_title(line, main))]
            if len(parts) > 1 or _is_title(block.lines[0], main):
                body.remove(block)
                for lines in parts:
                    (display if _is_title(lines[0], main) else body).append(make_block(lines, block.box))


def _floor(plate: Box, display: list[Block], body: list[Block]) -> float:
    """Where a rail ends at the latest: at a large title, or after a gap, below its head."""
    below = [b for b in display + body if b.top > plate.y0 and b.x0 < plate.x1 and b.x1 > plate.x0]
    level, small = plate.y1, min((block.size for block in below), default=0.0)
    for block in sorted(below, key=lambda block: block.top):
        wide = block.x0 < plate.x0 - 2 * block.size or block.x1 > plate.x1 + 2 * block.size
        if wide or block.size > 1.5 * small or block.top - level > FARTHEST * block.size:
            return block.top
        level = max(level, block.bottom)
    return level + 1


def _is_title(line: Line, main: int) -> bool:
    return line.font != main and bool(HAN.search(line.text)) and not FULL_STOP.search(line.text)


def mark_briefs(heads: list[tuple[str, Box]], titles: list[Title], body: list[Block], base: float) -> None:
    """Let the small titles below each head begin items, down to where the rail ends."""
    for words, plate in heads:
        level = plate.y1
        for title in titles:
            if title.top < plate.y0 or title.x0 < plate.x0 - base or title.x1 > plate.x1 + base:
                continue
            if title.size > 1.75 * base or len(title.blocks) > 1 or title.top - level > FARTHEST * base:
                break
            title.heading = False
            title.rail = words
            below = [
                block.bottom
                for block in body
                if block.top > title.top
                and block.x0 > plate.x0 - base
                and block.x1 < plate.x1 + base
                and block.top < title.bottom + 3 * base
            ]
            level = max(below, default=title.bottom)
