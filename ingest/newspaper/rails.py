"""Rails of briefs (简讯): under such a head, each small title begins an item of its own."""

from ingest.newspaper.blocks import Block
from ingest.newspaper.shapes import Box, Sheet
from ingest.newspaper.titles import Title
from ingest.newspaper.words import BRIEFS

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
