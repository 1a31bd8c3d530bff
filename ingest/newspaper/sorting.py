"""Blocks by what they are: running text, display type, bylines, captions, labels (栏目)."""

import re
from dataclasses import dataclass, field

from ingest.newspaper.blocks import Block
from ingest.newspaper.lines import DISPLAY
from ingest.newspaper.shapes import Box, Sheet
from ingest.newspaper.words import CREDIT, DASHES, FULL_STOP, HAN, LABEL, is_name, is_signed

LARGEST = 1.9  # times the body size: running text is not larger


@dataclass(slots=True)
class Parts:
    """The blocks of a page by what they are; a caption comes with its picture."""

    display: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    captions: list[tuple[Block, Box]] = field(default_factory=list)
    labels: list[Block] = field(default_factory=list)


def sort_blocks(blocks: list[Block], pictures: list[Box], sheet: Sheet, base: float) -> Parts:
    """Blocks by what they are, judged by size, face, place and words."""
    parts = Parts()
    looks = {(block.size, block.font) for block in blocks if is_prose(block, base)}
    main = _main_font(blocks, base)
    for block in blocks:
        picture = None if block.upright else _pictured(block, pictures, main, base)
        if picture is not None:
            parts.captions.append((block, picture))
        elif block.upright:
            parts.display.append(block)
        elif _is_label(block, sheet, base):
            parts.labels.append(block)
        elif _is_signed(block, base):
            parts.bylines.append(block)
        elif is_prose(block, base) or (block.size, block.font) in looks or _ends_text(block, base):
            parts.body.append(block)
        elif block.size >= 1.06 * base and (HAN.search(block.text) or block.size > 1.6 * base):
            parts.display.append(block)
        else:
            parts.body.append(block)
    _raise_kickers(parts, base, main)
    _lower_single_lines(parts, base, main)
    return parts


def _lower_single_lines(parts: Parts, base: float, main: int) -> None:
    """Move lines of larger running text, of which each column has but one, from the titles to the body."""
    for block in list(parts.display):
        if len(block.lines) > 1 or block.font != main or block.size > 1.5 * base or block.upright:
            continue
        for other in parts.body:
            level = abs(other.lines[0].y - block.lines[0].y) < 1
            if level and other.box is block.box and other.font == main and abs(other.size - block.size) < 0.1:
                parts.display.remove(block)
                parts.body.append(block)
                break


def is_prose(block: Block, base: float) -> bool:
    """Whether a block is running text by its shape and punctuation."""
    rows, text = len(block.lines), block.text
    if block.upright or rows < 2 or block.size >= LARGEST * base:
        return False
    if block.size < 1.06 * base:
        return rows >= 3 or "。" in text
    return len(text) / rows >= 5 and ("。" in text or (rows >= 5 and "，" in text))


def _ends_text(block: Block, base: float) -> bool:
    return block.size < LARGEST * base and len(block.text) >= 6 and block.text.endswith(("。", "。”", "。）"))


def _main_font(blocks: list[Block], base: float) -> int:
    """The face in which most running text is set."""
    fonts: dict[int, int] = {}
    for block in blocks:
        if is_prose(block, base):
            fonts[block.font] = fonts.get(block.font, 0) + len(block.text)
    return max(fonts, key=lambda font: fonts[font]) if fonts else -1


def _is_signed(block: Block, base: float) -> bool:
    """Whether a block is a byline, a name or 上接N版 on a line of its own."""
    if len(block.lines) > 2 or block.size >= 1.6 * base:
        return False
    text = block.text
    if is_signed(text):
        return True
    return block.size < DISPLAY * base and len(block.lines) == 1 and is_name(text)


def _pictured(block: Block, pictures: list[Box], main: int, base: float) -> Box | None:
    """The picture that a block explains, if it is a caption."""
    if block.size >= DISPLAY * base or len(block.lines) > 8:
        return None
    for box in pictures:
        below = -0.3 * base < block.top - box.y1 < 1.8 * base
        within = box.x0 - base < block.x0 and block.x1 < box.x1 + base
        small = block.size < 0.97 * base
        if below and within and (block.font != main or small or CREDIT.search(block.text)):
            return box
        gap = max(block.x0 - box.x1, box.x0 - block.x1)
        beside = -1 < gap < 1.2 * base and box.y0 - base < block.top and block.bottom < box.y1 + base
        if beside and (block.font != main or small) and (small or CREDIT.search(block.text)):
            return box
    return None


def _is_label(block: Block, sheet: Sheet, base: float) -> bool:
    """Whether a short line is a section's label: on a small plate or over a short rule of its own."""
    if len(block.lines) > 1 or not LABEL.match(block.text) or block.size >= 2.2 * base:
        return False
    y = (block.top + block.bottom) / 2
    for box in sheet.boxes:
        small = box.height < 2.6 * block.size and box.width < block.width + 3 * block.size
        if small and (box.dark > 0.05 or box.framed) and box.holds(block.centre, y):
            return True
    return any(
        0 < rule.y0 - block.bottom + 0.2 * block.size < 0.8 * block.size
        and rule.x0 < block.x0 + base
        and rule.x1 > block.x1 - base
        and rule.width < block.width + 3 * block.size
        for rule in sheet.across
    )


def _raise_kickers(parts: Parts, base: float, main: int) -> None:
    """Move short lines right above or below display type, in a face of their own, to the titles."""
    for block in list(parts.body):
        small = (block.font == main or block.size < 0.98 * base) and not block.text.startswith(DASHES)
        closing = block.text.endswith(("）", ")")) and not re.search("[（(]", block.text)
        if len(block.lines) > 1 or small or closing or FULL_STOP.search(block.text):
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
