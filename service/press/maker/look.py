"""How one paper looks: its sheet, its columns, its sizes and its habits, drawn by lot from a seed."""

import random
from dataclasses import dataclass

from service.press.maker.pdf import Box
from service.press.maker.setting import Face, Style

SHEETS = ((1106.0, 1531.0), (1106.0, 1531.0), (1020.0, 1450.0), (780.0, 1106.0))
MARGIN = 36.0


@dataclass(frozen=True)
class Look:
    """The habits of one page; sizes in points."""

    width: float
    height: float
    size: float
    second_size: float
    leading: float
    columns: int
    column: float
    gutter: float
    separator: str  # rule, space or box
    order: str  # natural, titles_last or shuffled
    per_char: bool
    latin: str | None
    mark: str  # before a byline

    def left(self, column: int) -> float:
        """The left of a column, counted from 0."""
        return MARGIN + column * (self.column + self.gutter)

    def span(self, columns: int) -> float:
        """The width of so many columns with their gutters."""
        return columns * self.column + (columns - 1) * self.gutter

    def area(self, first: int, last: int, top: float, bottom: float) -> Box:
        """The box of the columns first to last (exclusive)."""
        return (self.left(first), top, self.left(first) + self.span(last - first), bottom)

    def face(self, style: str) -> Face:
        """A face with this paper's Latin letters."""
        return Face(style, self.latin if style == "song" else None)

    def body(self, size: float | None = None, style: str = "song") -> Style:
        """How running text is set, at the body's size or another."""
        size = size or self.size
        return Style(self.face(style), size, round(size * self.leading, 2))


def draw_look(stream: random.Random) -> Look:
    """A look by lot."""
    width, height = stream.choice(SHEETS)
    size = stream.choice([9.0, 9.5, 10.0, 10.5])
    ems, gutter = stream.choice([11, 12, 13, 14, 16, 18]), stream.choice([10.0, 12.0, 14.0, 16.0])
    columns = int((width - 2 * MARGIN + gutter) // (ems * size + gutter))
    column = (width - 2 * MARGIN - (columns - 1) * gutter) / columns
    return Look(
        width=width,
        height=height,
        size=size,
        second_size=size + stream.choice([-0.5, 0.5, 1.0, 1.5]),
        leading=stream.choice([1.3, 1.36, 1.42, 1.5]),
        columns=columns,
        column=column,
        gutter=gutter,
        separator=stream.choice(["rule", "rule", "space", "box"]),
        order=stream.choice(["natural", "titles_last", "shuffled"]),
        per_char=stream.random() < 0.3,
        latin=stream.choice([None, "hei", "kai"]),
        mark=stream.choice(["□ ", "■ ", "◎", "● ", "○", ""]),
    )
