"""Divides a page into regions: splits in two, windmills of five, L-shapes with what stands in their corner."""

import random
from dataclasses import dataclass

from service.press.maker.look import Look
from service.press.maker.ops import Op, Rule
from service.press.maker.truth import Region

Cells = tuple[int, int, float, float]
"""First column, last column (exclusive), top and bottom in points."""


@dataclass
class Layout:
    """Regions in reading order, and the rules between them."""

    look: Look
    stream: random.Random
    regions: list[Region]
    rules: list[Op]

    def divide(self, cells: Cells, depth: int = 0) -> None:
        """Fill the cells with regions."""
        first, last, top, bottom = cells
        columns, height = last - first, bottom - top
        share = self.look.span(columns) * height / (self.look.width * self.look.height)
        chance = self.stream.random()
        if depth >= 5 or share < 0.06 or (depth > 1 and share < 0.2 and chance < 0.5):
            self._place(cells)
        elif columns >= 5 and height > 480 and share > 0.3 and chance < 0.35:
            self._windmill(cells, depth)
        elif columns >= 4 and height > 340 and share < 0.45 and chance > 0.72:
            self._corner(cells)
        elif columns >= 4 and (height < 320 or self.stream.random() < 0.45):
            middle = self.stream.randrange(first + 2, last - 1)
            self._upright(middle, top, bottom)
            self.divide((first, middle, top, bottom), depth + 1)
            self.divide((middle, last, top, bottom), depth + 1)
        elif height >= 320:
            middle_y = top + height * self.stream.uniform(0.32, 0.68)
            self._level(first, last, middle_y)
            self.divide((first, last, top, middle_y), depth + 1)
            self.divide((first, last, middle_y, bottom), depth + 1)
        else:
            self._place(cells)

    def _place(self, cells: Cells, notch: Cells | None = None) -> None:
        first, last, top, bottom = cells
        corner = None
        if notch:
            corner = self.look.area(*notch)
            gutter = self.look.gutter
            left = corner[0] - (gutter if notch[0] > first else 0)
            right = corner[2] + (gutter if notch[1] < last else 0)
            corner = (left, corner[1], right, corner[3])
        self.regions.append(Region(self.look.area(first, last, top, bottom), last - first, corner))

    def _windmill(self, cells: Cells, depth: int) -> None:
        """Four regions turning round a fifth."""
        first, last, top, bottom = cells
        left, right = first + 2, last - 2
        if right - left < 1:
            left, right = first + 1, last - 1
        upper, lower = top + (bottom - top) * 0.3, bottom - (bottom - top) * 0.3
        sails: list[Cells] = [
            (first, right, top, upper),
            (right, last, top, lower),
            (first, left, upper, bottom),
            (left, right, upper, lower),
            (left, last, lower, bottom),
        ]
        self._level(first, right, upper)
        self._level(left, last, lower)
        self._upright(left, upper, bottom)
        self._upright(right, top, lower)
        for sail in sails:
            self.divide(sail, max(depth + 1, 3))

    def _corner(self, cells: Cells) -> None:
        """An L with a rectangle in one of its corners."""
        first, last, top, bottom = cells
        cut = self.stream.randrange(first + 2, last - 1)
        where = self.stream.choice(["bottom right", "bottom right", "top right", "bottom left"])
        y = top + (bottom - top) * (
            self.stream.uniform(0.3, 0.42) if where == "top right" else self.stream.uniform(0.55, 0.7)
        )
        inner = {
            "bottom right": (cut, last, y, bottom),
            "top right": (cut, last, top, y),
            "bottom left": (first, cut, y, bottom),
        }[where]
        self._place(cells, inner)
        self._level(inner[0], inner[1], y)
        self._upright(cut, inner[2], inner[3])
        self._place(inner)

    def _level(self, first: int, last: int, y: float) -> None:
        if self.look.separator == "rule":
            box = self.look.area(first, last, y, y)
            self.rules.append(Rule(box[0], y, box[2], y, self.stream.choice([0.4, 0.4, 0.8])))

    def _upright(self, column: int, top: float, bottom: float) -> None:
        if self.look.separator == "rule":
            x = self.look.left(column) - self.look.gutter / 2
            self.rules.append(Rule(x, top + 4, x, bottom - 4, 0.4))
