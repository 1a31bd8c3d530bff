"""A sheet to items: the stages put together, pure geometry and words."""

from dataclasses import dataclass, field, replace

from ingest.newspaper.blocks import Block, Frames, find_blocks
from ingest.newspaper.columns import Column, measure_columns
from ingest.newspaper.flow import Surroundings, chain
from ingest.newspaper.framing import framed
from ingest.newspaper.furniture import Head, without_furniture
from ingest.newspaper.halves import halves
from ingest.newspaper.inserts import take_initials, take_quotations
from ingest.newspaper.lines import body_size, find_lines
from ingest.newspaper.outlines import find_outlined
from ingest.newspaper.rails import mark_briefs, split_rails, take_rail_heads
from ingest.newspaper.shapes import Box, Sheet
from ingest.newspaper.sorting import sort_blocks
from ingest.newspaper.spans import set_columns
from ingest.newspaper.tables import take_tables
from ingest.newspaper.titles import Title, group_titles
from ingest.newspaper.words import CONTINUED_FROM


@dataclass(slots=True)
class Item:
    """One article of a page before its words are read; `headings` stand before the columns of these indices."""

    columns: list[Column]
    title: Title | None
    headings: dict[int, list[Title]] = field(default_factory=dict)
    captions: list[Block] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What was read of one page; `base` is its body size in points."""

    sheet: Sheet
    head: Head
    items: list[Item]
    base: float


def read_sheets(sheet: Sheet) -> list[Reading]:
    """The readings of a sheet's pages: one, or two where two pages stand side by side."""
    return [read_page(half) for half in halves(sheet)]


def read_page(sheet: Sheet, whole_page: bool = True) -> Reading:
    """The items of one page, or of a part of it, which has no head and no index."""
    base = body_size(sheet.runs)
    runs, initials = take_initials(sheet.runs, base)
    sheet = replace(sheet, runs=runs, boxes=sheet.boxes + framed(sheet))
    sheet, lines = take_tables(sheet, find_lines(sheet.runs, base))
    frames = Frames(sheet, lines, base)
    blocks = find_blocks(lines, sheet, frames)
    head = Head()
    if whole_page:
        head, blocks = without_furniture(blocks, sheet, base)
    pictures = find_pictures(sheet, blocks, base)
    parts = sort_blocks(blocks, pictures, sheet, base)
    outlined = [block for block in find_outlined(sheet, frames, base) if block.top > head.bottom]
    inserts = initials + take_quotations(parts.display, sheet)
    rails = take_rail_heads(parts.display, sheet)
    split_rails(rails, parts.display, parts.body)
    titles = group_titles(parts.display + outlined, parts.body, sheet)
    obstacles = _obstacles(pictures, parts.captions, titles, frames) + inserts
    columns = measure_columns(parts.body, obstacles)
    set_columns(titles, columns, parts, pictures, sheet, base)
    mark_briefs(rails, titles, parts.body, base)
    chains = chain(columns, Surroundings(titles, sheet.upright, sheet.across, obstacles, base))
    items = [_item(path, titles) for path in chains]
    attach_pictures(items, titles, parts.captions, base)
    items = join_inset_starts(items, base)
    give_leftover_titles(items, titles, base)
    give_leftover_bylines(items, parts.bylines, base)
    return Reading(sheet, head, items, base)


def _item(path: list[Column], titles: list[Title]) -> Item:
    """A chain with the title that it stands under; the other titles on its way are headings."""
    order = {id(column.block): index for index, column in enumerate(path)}
    mine = [title for title in titles if title.columns and any(id(block) in order for block in title.columns)]
    mine.sort(key=lambda title: order.get(id(title.columns[0]), 999))
    own = next((title for title in mine if title.columns[0] is path[0].block), None)
    own = own or next((title for title in mine if not title.heading), None)
    item = Item(path, own)
    for title in mine:
        if title is not own and title.heading:
            item.headings.setdefault(order[id(title.columns[0])], []).append(title)
    return item


def join_inset_starts(items: list[Item], base: float) -> list[Item]:
    """Put the untitled text left of an inset title before the columns that stand under that title."""
    done = list(items)
    for item in items:
        title = item.title
        if title is None or title.upright or not item.columns or title.columns[0] is not item.columns[0].block:
            continue
        first = item.columns[0]
        for other in items:
            last = other.columns[-1] if other.columns else None
            if other is item or other.title is not None or last is None or other not in done or last.final:
                continue
            level = abs(other.columns[0].block.top - title.top) < 3 * base and last.block.box is first.block.box
            beside = -base < first.left - last.right < 4 * base and last.right < title.x0 + base
            if level and beside and abs(last.block.size - first.block.size) < 0.3:
                done.remove(other)
                item.headings = {at + len(other.columns): found for at, found in item.headings.items()}
                item.columns = other.columns + item.columns
                break
    return done


def give_leftover_titles(items: list[Item], titles: list[Title], base: float) -> None:
    """Give a title with nothing below it to the untitled article whose text begins at its right."""
    used = {id(item.title) for item in items if item.title is not None}
    for title in titles:
        if id(title) in used or title.upright:
            continue
        near = [
            (item.columns[0].left - title.x1, item)
            for item in items
            if item.title is None
            and item.columns
            and item.columns[0].block.box is title.box
            and item.columns[0].left > title.x1 - base
            and title.top - 4 * base < item.columns[0].block.top < title.bottom + 2 * base
        ]
        if near:
            gap, item = min(near, key=lambda pair: pair[0])
            if gap < 20 * base:
                item.title = title


def give_leftover_bylines(items: list[Item], bylines: list[Block], base: float) -> None:
    """Give a byline that no title claimed to the article right below it."""
    claimed = {id(line) for item in items if item.title is not None for line in item.title.bylines}
    for line in bylines:
        if id(line) in claimed:
            continue
        near = [
            (column.block.top - line.bottom, item)
            for item in items
            for column in item.columns
            if -base < column.block.top - line.bottom < 3 * base and column.left < line.x1 and column.right > line.x0
        ]
        host = min(near, key=lambda pair: pair[0], default=None)
        if host is not None and host[1].title is not None and not CONTINUED_FROM.fullmatch(line.text):
            host[1].title.bylines.append(line)


def _obstacles(
    pictures: list[Box], captions: list[tuple[Block, Box]], titles: list[Title], frames: Frames
) -> list[Box]:
    """What text runs round: pictures with their captions, inset frames, vertical titles."""
    below = {picture: block for block, picture in captions}
    found = [
        Box(min(box.x0, below[box].x0), box.y0, max(box.x1, below[box].x1), below[box].bottom) if box in below else box
        for box in pictures
    ]
    upright = [Box(title.x0, title.top, title.x1, title.bottom) for title in titles if title.upright]
    return found + upright + frames.boxes


def find_pictures(sheet: Sheet, blocks: list[Block], base: float) -> list[Box]:
    """Images and filled panels without text."""
    found: list[Box] = []
    for box in sheet.pictures + [box for box in sheet.boxes if box.dark > 0.08]:
        if box.width < 3 * base or box.height < 3 * base or box.width * box.height > 0.8 * sheet.width * sheet.height:
            continue
        if any(other.covers(box) for other in found):
            continue
        if not any(box.holds((line.x0 + line.x1) / 2, line.y - 0.4 * line.size) for b in blocks for line in b.lines):
            found = [other for other in found if not box.covers(other)]
            found.append(box)
    return found


def attach_pictures(items: list[Item], titles: list[Title], captions: list[tuple[Block, Box]], base: float) -> None:
    """Give each captioned picture to the article around it, or make it an item of its own with the title above it."""
    used = {id(item.title) for item in items if item.title is not None}
    free = [title for title in titles if id(title) not in used and not title.upright]
    alone: dict[int, Item] = {}
    for block, picture in captions:
        above = [
            title
            for title in free
            if -base < picture.y0 - title.bottom < 3 * base and title.x0 < picture.x1 and title.x1 > picture.x0
        ]
        host = None if above else _host(items, picture, block, base)
        if host is None:
            title = above[0] if above else None
            known = alone.get(id(title)) if title else None
            if known is None:
                host = Item([], title)
                items.append(host)
                if title is not None:
                    alone[id(title)] = host
            else:
                host = known
        host.captions.append(block)
        host.pictures.append(picture)


def _host(items: list[Item], picture: Box, caption: Block, base: float) -> Item | None:
    """The article whose columns stand right above, below or beside a picture, and in the same frame."""
    best, nearest = None, 2.5 * base
    for item in items:
        for column in item.columns:
            block = column.block
            if block.box is not caption.box:
                continue
            beside = min(block.bottom, picture.y1) - max(block.top, picture.y0) > 0.5 * picture.height
            over = min(column.right, picture.x1) - max(column.left, picture.x0) > 0.3 * (column.right - column.left)
            if over:
                gap = max(picture.y0 - block.bottom, block.top - caption.bottom, 0.0)
            elif beside:
                gap = max(picture.x0 - column.right, column.left - picture.x1, 0.0) + base
            else:
                continue
            if gap < nearest:
                best, nearest = item, gap
    return best
