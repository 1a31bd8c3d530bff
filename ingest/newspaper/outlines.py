"""Titles drawn as outlines: shapes that stand like letters, kept as display blocks without text."""

from ingest.newspaper.blocks import Block, Frames
from ingest.newspaper.lines import Line
from ingest.newspaper.shapes import Box, Sheet

SMALLEST, LARGEST = 1.3, 9.0  # times the body size: how tall drawn letters are


def find_outlined(sheet: Sheet, frames: Frames, base: float) -> list[Block]:
    """Blocks, without text, of shapes in rows as tall as display type."""
    shapes = [box for box in sheet.outlines if box.dark > 0.2 and box.height < LARGEST * base]
    rows: list[list[Box]] = []
    for shape in sorted(shapes, key=lambda box: box.x0):
        row = next((row for row in rows if _goes_on(row, shape)), None)
        if row is None:
            rows.append([shape])
        else:
            row.append(shape)
    return [block for row in rows for block in [_block(row, frames)] if _like_letters(block, base)]


def _goes_on(row: list[Box], shape: Box) -> bool:
    x1 = max(box.x1 for box in row)
    y0, y1 = min(box.y0 for box in row), max(box.y1 for box in row)
    tall = max(y1 - y0, shape.height)
    level = min(y1, shape.y1) - max(y0, shape.y0) > 0.3 * min(y1 - y0, shape.height)
    return level and shape.x0 - x1 < 0.9 * tall


def _block(row: list[Box], frames: Frames) -> Block:
    x0, x1 = min(box.x0 for box in row), max(box.x1 for box in row)
    top, bottom = min(box.y0 for box in row), max(box.y1 for box in row)
    size = bottom - top
    line = Line([], "", x0, x1, top, bottom, bottom - 0.1 * size, size, -1)
    return Block([line], x0, x1, top, bottom, size, -1, 1.4 * size, frames.at((x0 + x1) / 2, (top + bottom) / 2))


def _like_letters(block: Block, base: float) -> bool:
    return SMALLEST * base < block.size < LARGEST * base and block.width > 2.5 * block.size
