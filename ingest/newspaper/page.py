"""A sheet to items: the stages put together, pure geometry and words."""

from dataclasses import dataclass, field

from ingest.newspaper.blocks import Block, Frames, find_blocks
from ingest.newspaper.columns import Column, measure_columns
from ingest.newspaper.flow import Surroundings, chain
from ingest.newspaper.furniture import Head, find_head
from ingest.newspaper.lines import DISPLAY, body_size, find_lines
from ingest.newspaper.shapes import Box, Sheet
from ingest.newspaper.spans import set_columns
from ingest.newspaper.titles import Title, group_titles
from ingest.newspaper.words import CONTINUED_FROM, CREDIT, FULL_STOP, is_byline, is_name


@dataclass(slots=True)
class Item:
    """One article of a page before its words are read."""

    columns: list[Column]
    title: Title | None
    captions: list[Block] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """The blocks of a page by what they are."""

    display: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    captions: list[tuple[Block, Box]] = field(default_factory=list)
    labels: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What was read of one page; `base` is its body size in points."""

    sheet: Sheet
    head: Head
    items: list[Item]
    titles: list[Title]
    parts: Parts
    base: float


def read_sheets(sheet: Sheet) -> list[Reading]:
    """The readings of a sheet's pages."""
    return [read_items(sheet)]


def read_items(sheet: Sheet) -> Reading:
    """The items of one page."""
    base = body_size(sheet.runs)
    frames = Frames(sheet, base)
    blocks = find_blocks(find_lines(sheet.runs, base), sheet, frames)
    head, furniture = find_head(blocks, sheet, base)
    gone = set(map(id, furniture))
    blocks = [block for block in blocks if id(block) not in gone]
    pictures = find_pictures(sheet, blocks, base)
    parts = sort_blocks(blocks, pictures, sheet, base)
    titles = group_titles(parts.display, parts.body, sheet.across)
    columns = measure_columns(parts.body, pictures + frames.boxes)
    around = Surroundings(titles, sheet.upright, sheet.across, pictures, base)
    set_columns(titles, columns, parts.bylines, sheet, base)
    chains = chain(columns, around)
    items = []
    for path in chains:
        blocks_of = {id(column.block) for column in path}
        mine = [title for title in titles if title.columns and any(id(b) in blocks_of for b in title.columns)]
        own = next((t for t in mine if t.columns[0] is path[0].block), None) or next(
            (t for t in mine if not t.heading), None
        )
        items.append(Item(path, own))
    return Reading(sheet, head, items, titles, parts, base)


def find_pictures(sheet: Sheet, blocks: list[Block], base: float) -> list[Box]:
    """Images and filled panels without text."""
    found = []
    for box in sheet.pictures + [box for box in sheet.boxes if box.dark > 0.08]:
        if box.width < 3 * base or box.height < 3 * base or box.width * box.height > 0.8 * sheet.width * sheet.height:
            continue
        if not any(box.holds(block.centre, (block.top + block.bottom) / 2) for block in blocks):
            found.append(box)
    return found


def sort_blocks(blocks: list[Block], pictures: list[Box], sheet: Sheet, base: float) -> Parts:
    """Blocks by what they are, judged by size, place and words."""
    parts = Parts()
    solid = [block for block in blocks if _is_solid(block, base)]
    looks = {(block.size, block.font, id(block.box)) for block in solid}
    fonts: dict[int, int] = {}
    for block in solid:
        fonts[block.font] = fonts.get(block.font, 0) + len(block.text)
    main = max(fonts, key=lambda font: fonts[font]) if fonts else -1
    for block in blocks:
        if block.upright:
            parts.display.append(block)
            continue
        picture = _pictured(block, pictures, main, base)
        if picture is not None:
            parts.captions.append((block, picture))
        elif _in_plate(block, sheet):
            parts.labels.append(block)
        elif block in solid or ((block.size, block.font, id(block.box)) in looks and block.size < DISPLAY * base):
            if len(block.lines) == 1 and (is_byline(block.text) or CONTINUED_FROM.fullmatch(block.text)):
                parts.bylines.append(block)
            else:
                parts.body.append(block)
        elif block.size >= DISPLAY * base:
            parts.display.append(block)
        elif len(block.lines) <= 2 and (
            is_byline(block.text) or is_name(block.text) or CONTINUED_FROM.fullmatch(block.text)
        ):
            parts.bylines.append(block)
        else:
            parts.body.append(block)
    _raise_kickers(parts, base, main)
    return parts


def _raise_kickers(parts: Parts, base: float, main: int) -> None:
    """Move short lines right above or below display type, in a size or face of their own, to the titles."""
    for block in list(parts.body):
        if len(block.lines) > 1 or (block.size < 1.04 * base and block.font == main) or block.size < 0.98 * base:
            continue
        if FULL_STOP.search(block.text):
            continue
        for other in parts.display:
            if other.upright or other.box is not block.box or other.size < 1.15 * block.size:
                continue
            gap = max(other.top - block.bottom, block.top - other.bottom)
            shared = min(block.x1, other.x1) - max(block.x0, other.x0)
            if -0.2 * base < gap < 1.0 * block.size and shared > 0.5 * min(block.width, other.width):
                parts.body.remove(block)
                parts.display.append(block)
                break


def _is_solid(block: Block, base: float) -> bool:
    """Whether a block is running text by its shape."""
    rows = len(block.lines)
    if block.upright or rows < 2:
        return False
    if block.size < DISPLAY * base:
        return rows >= 3
    return rows >= 4 and block.size < 1.9 * base and len(block.text) / rows >= 6


def _pictured(block: Block, pictures: list[Box], main: int, base: float) -> Box | None:
    """The picture that a block explains, if it is a caption."""
    if block.size >= DISPLAY * base or len(block.lines) > 8:
        return None
    for box in pictures:
        below = -0.3 * base < block.top - box.y1 < 1.8 * base
        within = box.x0 - base < block.x0 and block.x1 < box.x1 + base
        if below and within and (block.font != main or block.size < 0.97 * base or CREDIT.search(block.text)):
            return box
    return None


def _in_plate(block: Block, sheet: Sheet) -> bool:
    """Whether a short line stands on a small dark plate (栏目)."""
    if len(block.lines) > 1 or len(block.text) > 8:
        return False
    y = (block.top + block.bottom) / 2
    return any(
        box.dark > 0.3
        and box.holds(block.centre, y)
        and box.height < 2.6 * block.size
        and box.width < block.width + 3 * block.size
        for box in sheet.boxes
    )
