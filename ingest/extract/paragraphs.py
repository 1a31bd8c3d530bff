"""From the lines of a text to its paragraphs: the rows of tables are one line each."""

import re
from collections.abc import Sequence

from ingest.extract.tree import Box, Page

LONGEST_ROW = 600  # characters; a longer row holds a layout, not data
MOST_LINES = 3  # of one cell
MOST_CELLS = 60  # lines of one row
_EDITORS = re.compile(r"(?<=[。！？”])\s*[（(【\[]\s*(?:责任编辑|责编|编辑)[:：][^（）()【】\[\]]{2,30}[)）】\]]$")
_TRAILING = re.compile(r"\s*(?:返回[\u4e00-\u9fff]{0,6}首页|[【\[]?(?:查看)?(?:详细|详情)[】\]]?)[>»＞]*$")


def paragraphs_of(page: Page, numbers: Sequence[int]) -> tuple[str, ...]:
    """The text of the lines, in order, with the cells of a table's row on one line."""
    rows = _rows(page, numbers) if numbers else {}
    found: list[str] = []
    open_row = -1
    for number in numbers:
        text = page.lines[number].text
        if page.lines[number].linked:
            text = _TRAILING.sub("", text)
        if text[-1:] in "）)】]" and "编" in text[-40:]:
            text = _EDITORS.sub("", text)
        row = rows.get(number, -1)
        if row >= 0 and row == open_row:
            found[-1] += " " + text
        elif text:
            found.append(text)
        open_row = row
    return tuple(found)


def _rows(page: Page, numbers: Sequence[int]) -> dict[int, int]:
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
