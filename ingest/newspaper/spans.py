"""Over which columns a title stands: the columns below it whose common middle is the title's own."""

from ingest.newspaper.blocks import Block
from ingest.newspaper.columns import Column
from ingest.newspaper.shapes import Box, Sheet
from ingest.newspaper.sorting import Parts
from ingest.newspaper.titles import Title
from ingest.newspaper.words import CONTINUED_FROM, DATELINE

NEAR = 5.0  # em of the body: a title's columns begin so near below it


def set_columns(
    titles: list[Title], columns: list[Column], parts: Parts, pictures: list[Box], sheet: Sheet, base: float
) -> None:
    """Give each title the columns it stands over, from left to right, its bylines and its labels."""
    bylines = parts.bylines
    for title in titles:
        if title.upright:
            title.columns = _beside(title, columns, base)
    tops = _tops(columns, parts, pictures, base, {id(block) for title in titles for block in title.columns})
    for title in titles:
        if not title.upright:
            title.columns = _alone(title, titles, columns) or _below(title, columns, tops, titles, bylines, sheet, base)
            title.heading = _like_heading(title, sheet, base)
            title.leaning = _leaning(title, columns, base) if title.heading else 0.0
    claimed = {id(block) for title in titles for block in title.columns}
    for title in titles:
        if not title.columns and not title.upright:
            title.columns = [block for block in _beside(title, columns, base) if id(block) not in claimed]
    for title in titles:
        if title.upright:
            title.columns = _from_the_left(title, columns, claimed, sheet, base)
    for line in bylines:
        owner = _owner(line, titles)
        if owner is not None:
            if CONTINUED_FROM.fullmatch(line.text):
                owner.continued = line.text
            else:
                owner.bylines.append(line)
    for label in parts.labels:
        owner = _labelled(label, titles, base)
        if owner is not None:
            owner.labels.append(label)


def _alone(title: Title, titles: list[Title], columns: list[Column]) -> list[Block]:
    """The first row of columns in the box that a title has for itself."""
    if title.box is None or any(other is not title and other.box is title.box for other in titles):
        return []
    inside = [column.block for column in columns if column.block.box is title.box]
    below = [block for block in inside if block.top > title.bottom - block.size]
    if not below or len(below) < len(inside):
        return []
    top = min(block.top for block in below)
    return sorted((block for block in below if block.top < top + block.size), key=lambda block: block.x0)


def _tops(columns: list[Column], parts: Parts, pictures: list[Box], base: float, claimed: set[int]) -> dict[int, float]:
    """Where each column begins, by its block: with the picture right above it, unless an upright title claims it."""
    found = {id(column.block): column.block.top for column in columns}
    captions = {picture: block for block, picture in parts.captions}
    for picture in pictures:
        bottom = captions[picture].bottom if picture in captions else picture.y1
        under = [
            column
            for column in columns
            if column.left > picture.x0 - base
            and column.right < picture.x1 + base
            and -0.5 * base < column.block.top - bottom < 2.5 * base
            and id(column.block) not in claimed
        ]
        left = min((column.left for column in under), default=picture.x1)
        right = max((column.right for column in under), default=picture.x0)
        if left < picture.x0 + 2 * base and right > picture.x1 - 2 * base:
            found.update((id(column.block), min(found[id(column.block)], picture.y0)) for column in under)
    return found


def _below(
    title: Title,
    columns: list[Column],
    tops: dict[int, float],
    titles: list[Title],
    bylines: list[Block],
    sheet: Sheet,
    base: float,
) -> list[Block]:
    floor = title.bottom
    for line in bylines:
        if 0 <= line.top - floor + 1 < 2.5 * base and _shared(
            line.x0, line.x1, title.x0 - 40 * base, title.x1 + 40 * base
        ):
            floor = max(floor, line.bottom) if line.x1 > title.x0 - 2 * base and line.x0 < title.x1 else floor
    near = [
        column
        for column in columns
        if -0.6 * base < tops[id(column.block)] - title.bottom < NEAR * base + (floor - title.bottom)
        and column.block.box is title.box
        and not _hidden(column, title, columns, titles, sheet)
    ]
    over = [column for column in near if _shared(column.left, column.right, title.x0, title.x1) > 0.2 * base]
    if not over:
        return []
    top = min(tops[id(column.block)] for column in over)
    over = [column for column in over if tops[id(column.block)] < top + 1.6 * base]
    row = sorted((c for c in near if abs(tops[id(c.block)] - top) < 1.6 * base), key=lambda column: column.left)
    return _centred(title, row, over, sheet, base)


def _centred(title: Title, row: list[Column], over: list[Column], sheet: Sheet, base: float) -> list[Block]:
    """The run of neighbouring columns around the title whose middle is nearest to the title's."""
    first = min(row.index(column) for column in over)
    last = max(row.index(column) for column in over)
    start, end = first, last
    while start > 0 and _neighbours(row[start - 1], row[start], sheet, base):
        start -= 1
    while end + 1 < len(row) and _neighbours(row[end], row[end + 1], sheet, base):
        end += 1
    best, error = (first, last), 1e9
    main = [line for line in title.lines if line.size > 0.92 * title.size]
    left = min(line.x0 for line in main)
    for a in range(start, first + 1):
        for b in range(last, end + 1):
            off = abs((row[a].left + row[b].right) / 2 - title.centre)
            if abs(row[a].left - left) < 0.5 * base:
                off = min(off, 0.5 + 0.01 * (last - b))
            if row[a].left > title.x0 + base or row[b].right < title.x1 - base:
                off += 3 * base
            if off < error - 0.5:
                best, error = (a, b), off
    if error > 1.2 * base:  # its last columns may be empty: then its middle lies further right
        for a in range(start, first + 1):
            if 2 * title.centre - row[a].left > row[end].right + base:
                best = (a, end)
                break
    return [column.block for column in row[best[0] : best[1] + 1]]


def _neighbours(left: Column, right: Column, sheet: Sheet, base: float) -> bool:
    if right.left - left.right > 4 * base or abs(left.block.size - right.block.size) > 0.3:
        return False
    top, bottom = max(left.block.top, right.block.top), min(left.block.bottom, right.block.bottom)
    return not any(
        left.right - 1 < rule.x0 < right.left + 1 and min(rule.y1, bottom) - max(rule.y0, top) > 0.6 * (bottom - top)
        for rule in sheet.upright
    )


def _hidden(column: Column, title: Title, columns: list[Column], titles: list[Title], sheet: Sheet) -> bool:
    """Whether something stands between a column and the level of a title above it."""
    block = column.block
    for other in columns:
        above = other is not column and other.block.bottom > title.top + 2 and other.block.top < block.top - 2
        if above and _shared(other.left, other.right, column.left, column.right) > 0.3 * (column.right - column.left):
            return True
    for rival in titles:
        if rival is title or rival.upright or rival.bottom > block.top + 2:
            continue
        shared = _shared(rival.x0, rival.x1, column.left, column.right)
        if shared > 2 and rival.bottom > title.bottom - 1:
            return True
        if shared > 0.3 * (column.right - column.left) and rival.bottom > title.top + 2:
            return True
    return any(
        title.bottom - 2 < rule.y0 < block.top + 1
        and _shared(rule.x0, rule.x1, column.left, column.right) > 0.5 * (column.right - column.left)
        for rule in sheet.across
    )


def _shared(a0: float, a1: float, b0: float, b1: float) -> float:
    return min(a1, b1) - max(a0, b0)


def _beside(title: Title, columns: list[Column], base: float) -> list[Block]:
    """The column that runs round a vertical title, else the nearest to its right, or left, that begins at its level."""

    def distance(column: Column) -> float:
        block = column.block
        if block.box is not title.box or block.bottom < title.top or block.top > title.bottom + 4 * base:
            return 1e9
        if block.x0 < (title.x0 + title.x1) / 2 < block.x1:
            return 0.0 if block.top < title.bottom else block.top - title.bottom
        right, left = column.left - title.x1, title.x0 - column.right
        gap = right if right > -2 else left + 2 * base if left > -2 else 1e9
        level = abs(block.top - title.top)
        return gap + 0.5 * level + base if gap < 6 * base and block.top < title.bottom else 1e9

    best = min(columns, key=distance, default=None)
    return [best.block] if best is not None and distance(best) < 1e8 else []


def _from_the_left(title: Title, columns: list[Column], claimed: set[int], sheet: Sheet, base: float) -> list[Block]:
    """The columns of an upright title; where it stands at their right, its text begins in the leftmost of that row."""
    found = list(title.columns)
    while found and found[0].x1 < (title.x0 + title.x1) / 2:
        first = next(column for column in columns if column.block is found[0])
        before = next(
            (
                column
                for column in columns
                if column.block.box is title.box
                and id(column.block) not in claimed
                and first.left - column.right > 0
                and abs(column.block.top - first.block.top) < 1.2 * base
                and _neighbours(column, first, sheet, base)
            ),
            None,
        )
        if before is None:
            break
        found.insert(0, before.block)
    return found


def _like_heading(title: Title, sheet: Sheet, base: float) -> bool:
    """Whether a small title may be a heading within a column."""
    if not title.columns or title.size > 1.55 * base or len(title.blocks) > 1 or len(title.lines) > 2:
        return False
    column = title.columns[0]
    if len(title.columns) > 1 or title.x0 < column.x0 - base or title.x1 > column.x1 + base:
        return False
    ruled = any(
        title.top - 3 * base < rule.y0 < title.top and _shared(rule.x0, rule.x1, title.x0, title.x1) > 0
        for rule in sheet.across
    )
    return not ruled


def _leaning(title: Title, columns: list[Column], base: float) -> float:
    """How much a small title looks like the title of an item: flush left, far from what is above, before a dateline."""
    column = next(column for column in columns if column.block is title.columns[0])
    above = max((c.block.bottom for c in columns if c.block.bottom <= title.top + 2 and _over(c, title)), default=None)
    lean = 1.5 if title.x0 - column.left < 0.5 * base and column.right - title.x1 > base else 0.0
    gap = title.top - above if above is not None else 9 * base
    if gap > 1.3 * base and gap > 1.5 * (column.block.top - title.bottom):
        lean += 1.0
    if DATELINE.match(column.block.text):
        lean += 1.5
    return lean


def _over(column: Column, title: Title) -> bool:
    return _shared(column.left, column.right, title.x0, title.x1) > 0


def _labelled(label: Block, titles: list[Title], base: float) -> Title | None:
    """The title that a section's label stands over or before."""
    best: Title | None = None
    for title in titles:
        if title.box is not label.box and title.box is not None and label.box is not None:
            continue
        x0 = min([title.x0] + [block.x0 for block in title.columns])
        x1 = max([title.x1] + [block.x1 for block in title.columns])
        near = -title.size < title.top - label.bottom < 4 * base
        if near and x0 - 2 * base < label.centre < x1 + base and (best is None or title.top < best.top):
            best = title
    return best


def _owner(line: Block, titles: list[Title]) -> Title | None:
    """The title that a byline stands under."""
    best: Title | None = None
    for title in titles:
        if title.upright:
            near = (
                min(abs(line.x0 - title.x1), abs(title.x0 - line.x1)) < 3 * line.size
                and line.top > title.top - line.size
            )
            if near and line.bottom < title.bottom + 4 * line.size and best is None:
                best = title
            continue
        if line.top < title.bottom - 1 or line.top > title.bottom + 6 * line.size:
            continue
        centred = abs(line.centre - title.centre) < line.size and line.top < title.bottom + 2 * line.size
        if title.box is not line.box and not centred:
            continue
        x0 = min([title.x0] + [block.x0 for block in title.columns])
        x1 = max([title.x1] + [block.x1 for block in title.columns])
        if x0 - line.size < (line.x0 + line.x1) / 2 < x1 + line.size and (best is None or title.bottom > best.bottom):
            best = title
    return best
