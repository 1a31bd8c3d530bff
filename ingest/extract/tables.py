"""Tables of data inside a text: which lines are cells of one row, and which stay though they look like buttons."""

from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import islice

from ingest.extract.tree import Box, Page

LONGEST_ROW = 600  # characters; a longer row holds a layout, not data
MOST_LINES = 3  # of one cell
DEEP = 4  # elements between a line and its cell
MOST_CELLS = 60  # lines of one row


def is_in_cell(page: Page, number: int) -> bool:
    """Whether a line without a link stands in the cell of a table."""
    line = page.lines[number]
    return not line.linked and any(box.tag in ("td", "th") for box in islice(page.ancestors(line.box), DEEP))


def data_lines(page: Page, kept: Sequence[int], furniture: Set[int]) -> Set[int]:
    """The lines of tables that hold data: two rows or more without links, each with a cell that is no furniture."""
    rows: dict[int, list[int]] = defaultdict(list)
    for number, row in rows_of(page, kept).items():
        rows[row].append(number)
    alike: dict[int, list[int]] = defaultdict(list)
    for row, numbers in rows.items():
        if not furniture >= set(numbers) and not any(page.lines[number].linked for number in numbers):
            alike[_table(page, row)].append(row)
    return {number for found in alike.values() if len(found) > 1 for row in found for number in rows[row]}


def _table(page: Page, row: int) -> int:
    """The number of the box of the table that a row stands in."""
    number = page.boxes[row].parent
    while number > 0 and page.boxes[number].tag != "table":
        number = page.boxes[number].parent
    return number


def rows_of(page: Page, numbers: Sequence[int]) -> dict[int, int]:
    """For each line in a row of data, the number of that row's box."""
    first, last = numbers[0], numbers[-1]
    rows: dict[int, int] = {}
    if not any(box.tag == "tr" for box in page.between(first, last)):
        return rows
    for number, box in enumerate(page.boxes):
        if box.tag == "tr" and box.line >= first and box.line_end <= last + 1 and _is_data(page, number, box):
            rows.update(dict.fromkeys(range(box.line, box.line_end), number))
    return rows


def _is_data(page: Page, number: int, row: Box) -> bool:
    """Whether a row holds short cells and no further table."""
    lines = page.lines[row.line : min(row.line_end, row.line + MOST_CELLS + 1)]
    if not 2 <= len(lines) <= MOST_CELLS or sum(len(line.text) for line in lines) > LONGEST_ROW:
        return False
    cells: dict[int, int] = {}
    for following in range(number + 1, len(page.boxes)):
        box = page.boxes[following]
        if box.first >= row.end:
            break
        if box.tag == "table":
            return False
        if box.tag in ("td", "th") and box.parent == number:
            cells[box.first] = box.line_end - box.line
    return len(cells) > 1 and max(cells.values()) <= MOST_LINES
