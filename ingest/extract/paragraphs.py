"""From the lines of a text to its paragraphs: the rows of tables are one line each."""

import re
from collections.abc import Sequence

from ingest.extract.endings import without_editors
from ingest.extract.tables import rows_of
from ingest.extract.tree import Page

_TRAILING = re.compile(r"\s*(?:返回[\u4e00-\u9fff]{0,6}首页|[【\[]?(?:查看)?(?:详细|详情)[】\]]?)[>»＞]*$")


def paragraphs_of(page: Page, numbers: Sequence[int]) -> tuple[str, ...]:
    """The text of the lines, in order, with the cells of a table's row on one line."""
    rows = rows_of(page, numbers) if numbers else {}
    found: list[str] = []
    open_row = -1
    for number in numbers:
        text = page.lines[number].text
        if page.lines[number].linked:
            text = _TRAILING.sub("", text)
        text = without_editors(text) if text else text
        row = rows.get(number, -1)
        if row >= 0 and row == open_row:
            found[-1] += " " + text
        elif text:
            found.append(text)
        open_row = row
    return tuple(found)
