"""Columns in reading order to paragraphs: an indent begins one, a short line ends one, a heading is one of its own."""

from collections.abc import Mapping
from types import MappingProxyType

from ingest.newspaper.columns import INDENT, Column
from ingest.newspaper.lines import Line
from ingest.newspaper.spacing import glue, spaced
from ingest.newspaper.words import FULL_STOP

SHORT = 2.3  # em: a line so short ends a paragraph even where the next one is not indented


def paragraphs_of(columns: list[Column], headings: Mapping[int, list[str]] = MappingProxyType({})) -> list[str]:
    """The paragraphs of a chain of columns, as printed; `headings` stand before the columns of these indices."""
    found: list[str] = []
    previous: tuple[Line, float] | None = None
    for index, column in enumerate(columns):
        if index in headings:
            found += headings[index]
            previous = None
        for line, left, right in zip(column.block.lines, column.lefts, column.rights, strict=True):
            text = spaced(line)
            if previous is None or _begins(line, left, right, *previous):
                found.append(text)
            else:
                found[-1] = glue(found[-1], text)
            previous = line, right
    return found


def _begins(line: Line, left: float, right: float, last: Line, edge: float) -> bool:
    """Whether a line begins a paragraph after `last`, whose column ended at `edge`."""
    em = line.size
    indent = line.x0 - left
    if indent > INDENT * em:
        if indent > 3.2 * em and last.font == line.font and not FULL_STOP.search(last.text):
            return abs((line.x0 - left) - (right - line.x1)) > em  # a centred line goes on in a second one
        return True
    missing = edge - last.x1
    if missing > SHORT * em and FULL_STOP.search(last.text):
        return True
    return missing > 0.4 * (edge - left) and (last.font != line.font or missing > 4 * em)
