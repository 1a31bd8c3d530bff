"""Columns in reading order to paragraphs: an indent begins one, a short line ends one, a heading is one of its own."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from ingest.newspaper.columns import INDENT, Column
from ingest.newspaper.lines import Line
from ingest.newspaper.spacing import glue, spaced
from ingest.newspaper.words import FULL_STOP

SHORT = 2.3  # em: a line so short ends a paragraph even where the next one is not indented
BARE_SHORT = 0.7  # em: the same where no paragraph is indented at all
NO_SHORT = -1.0  # em: the same where each line is a sentence of its own
FEW = 5  # lines: from fewer it cannot be told whether paragraphs are indented
NUMBERED = re.compile("[一二三四五六七八九十]{1,3}、")


def paragraphs_of(columns: list[Column], headings: Mapping[int, list[str]] = MappingProxyType({})) -> list[str]:
    """The paragraphs of a chain of columns, as printed; `headings` stand before the columns of these indices."""
    found: list[str] = []
    previous: tuple[Line, float] | None = None
    main = _main_font(columns)
    short = _short(columns)
    for index, column in enumerate(columns):
        if index in headings:
            found += headings[index]
            previous = None
        for line, left, right in zip(column.block.lines, column.lefts, column.rights, strict=True):
            text = spaced(line)
            if previous is None or (not _bracketed(found[-1]) and _begins(line, left, right, *previous, main, short)):
                found.append(text)
            else:
                found[-1] = glue(found[-1], text)
            previous = line, right
    return found


def _main_font(columns: list[Column]) -> int:
    weights: dict[int, int] = {}
    for column in columns:
        for line in column.block.lines:
            weights[line.font] = weights.get(line.font, 0) + len(line.text)
    return max(weights, key=lambda font: weights[font], default=-1)


def _short(columns: list[Column]) -> float:
    """By how many em a line must end before the edge to end its paragraph."""
    lines = [(line, left) for column in columns for line, left in zip(column.block.lines, column.lefts, strict=True)]
    if any(line.x0 - left > INDENT * line.size for line, left in lines):
        return SHORT
    if _listed(columns):
        return NO_SHORT
    return SHORT if len(lines) < FEW else BARE_SHORT


def _listed(columns: list[Column]) -> bool:
    """Whether most lines are sentences of their own: a list of losses, of times and places."""
    lines = [line for column in columns for line in column.block.lines]
    ended = sum(line.text[-1] in "。；：" for line in lines)
    return len(lines) >= 3 and ended >= 0.6 * len(lines)


def _bracketed(text: str) -> bool:
    """Whether a paragraph is a bracket that has not been closed yet: （作者单位：…"""
    return text.startswith(("（", "(")) and not re.search("[）)]", text) and len(text) < 80


def _begins(line: Line, left: float, right: float, last: Line, edge: float, main: int, short: float) -> bool:
    """Whether a line begins a paragraph after `last`, whose column ended at `edge`; `main` is the body's face.

    `short` says by how many em a line must end before the edge to end its paragraph.
    """
    if line.table or last.table:
        return True
    em = line.size
    indent = line.x0 - left
    if indent > INDENT * em:
        if indent > 3.2 * em and last.font == line.font and not FULL_STOP.search(last.text):
            return abs(indent - (right - line.x1)) > em  # a centred line goes on in a second one
        return True
    if line.font != last.font and main in (line.font, last.font) and _whole(line) and _whole(last):
        return True
    if NUMBERED.match(line.text) and last.text[-1] in "。；：":
        return True
    missing = edge - last.x1
    if missing > short * em and (FULL_STOP.search(last.text) or (short <= BARE_SHORT and last.text[-1] in "：；")):
        return True
    return missing > max(0.4 * (edge - left), 4 * em) and last.text[-1] not in "，、；："


def _whole(line: Line) -> bool:
    """Whether all Han characters of a line are in one face."""
    return sum(char > "\u2e7f" for char in line.text) > 2 and all(
        run.font == line.font for run in line.pieces if run.text > "\u2e7f"
    )
