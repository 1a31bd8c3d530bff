"""What a page says of itself: its head with date, page number and name, ears, the index; none of it is an article."""

import re
from dataclasses import dataclass

from ingest.newspaper.blocks import Block
from ingest.newspaper.shapes import Sheet
from ingest.newspaper.words import DATE, FURNITURE, INDEX, MONTH_DAY, PAGE_NO, POINTER

HEAD = 0.26  # of the page's height: a head is not deeper
FOOT = 0.955


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's head prints: strings as printed, None where it does not; `bottom` is where it ends, in points."""

    page_no: str | None = None
    page_name: str | None = None
    issue_date: str | None = None
    bottom: float = 0.0


def without_furniture(blocks: list[Block], sheet: Sheet, base: float) -> tuple[Head, list[Block]]:
    """What a page's head says, and the blocks that are no part of head, foot line or index."""
    index = set(map(id, find_index(blocks)))
    blocks = [block for block in blocks if id(block) not in index]
    head, furniture = find_head(blocks, sheet, base)
    gone = set(map(id, furniture))
    return head, [block for block in blocks if id(block) not in gone]


def find_head(blocks: list[Block], sheet: Sheet, base: float) -> tuple[Head, list[Block]]:
    """The head of a page, and the blocks that belong to it or to a foot line."""
    marks = [
        block for block in blocks if _telling(block) and block.top < 0.16 * sheet.height and block.width < sheet.width
    ]
    bottom = _bottom(marks, blocks, sheet, base)
    head = [block for block in blocks if block.bottom <= bottom + 1]
    ears = {id(block.box) for block in head if block.box is not None and len(block.text) > 20 and "。" in block.text}
    head = [block for block in head if block.box is None or id(block.box) not in ears]
    foot = [block for block in blocks if block.top > FOOT * sheet.height and len(block.lines) <= 2 and _telling(block)]
    number = next((found for block in head for found in [_page_no(block)] if found), None)
    text = " ".join(line.text for block in head + foot for line in block.lines)
    date = DATE.search(text) or MONTH_DAY.search(text)
    return Head(number, _page_name(head, number), date.group() if date else None, bottom), head + foot


def find_index(blocks: list[Block]) -> list[Block]:
    """The blocks of a front page's index (导读): what stands in its box, or points to other pages line by line."""
    boxes = {
        id(block.box): block.box
        for block in blocks
        if block.box is not None and len(block.text) <= 8 and INDEX.search(block.text)
    }
    found = []
    for block in blocks:
        pointing = sum(bool(POINTER.search(line.text)) for line in block.lines)
        if id(block.box) in boxes or (pointing >= 2 and pointing >= 0.4 * len(block.lines)):
            found.append(block)
    return found


def _telling(block: Block) -> bool:
    if len(block.lines) > 6 or "。" in block.text:
        return False
    return any(FURNITURE.search(line.text) or PAGE_NO.match(line.text) for line in block.lines)


def _bottom(marks: list[Block], blocks: list[Block], sheet: Sheet, base: float) -> float:
    """Where the head ends: at the first long rule below its marks, else below the marks themselves."""
    if not marks:
        return 0.0
    top = min(mark.top for mark in marks)
    lowest = max(mark.bottom for mark in marks)
    rules = [
        rule.y0
        for rule in sheet.across
        if rule.width > 0.6 * sheet.width and top + 0.5 * base < rule.y0 < HEAD * sheet.height
    ]
    rule = min((y for y in rules if y >= lowest - base), default=None)
    tall = [
        block
        for block in blocks
        if len(block.lines) >= 6
        and block.top < HEAD * sheet.height
        and (block.box is None or block.box.y1 > HEAD * sheet.height)
    ]
    first_body = min((block.top for block in tall if not _telling(block)), default=sheet.height)
    if rule is not None and rule < first_body + 2:
        return rule
    return min(lowest, first_body)


def _page_no(block: Block) -> str | None:
    match = PAGE_NO.match(block.text) if len(block.lines) == 1 else None
    return next(group for group in match.groups() if group) if match else None


def _page_name(head: list[Block], number: str | None) -> str | None:
    """The short name beside the page number."""
    place = next((block for block in head if number and _page_no(block)), None)
    if place is None:
        return None
    names = [
        block
        for block in head
        if block is not place
        and re.fullmatch("[\u3400-\u9fff·]{2,8}", block.text)
        and abs(block.bottom - place.bottom) < 2 * place.size
        and not re.search("[报日]$", block.text)
    ]
    nearest = min(names, key=lambda block: abs(block.centre - place.centre), default=None)
    return nearest.text if nearest else None
