"""What is drawn on a page, as values that can be moved and put in another order before they are drawn."""

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Union

from service.press.maker.pdf import Box, Sheet

if TYPE_CHECKING:
    from service.press.maker.setting import Face


@dataclass(frozen=True)
class Text:
    """A run of text on a baseline; outlined text is drawn as shapes."""

    x: float
    baseline: float
    text: str
    face: "Face"
    size: float
    spacing: float = 0.0
    grey: float = 0.0
    outlined: bool = False


@dataclass(frozen=True)
class Rule:
    """A thin line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5


@dataclass(frozen=True)
class Panel:
    """A box, filled with a grey or framed or both."""

    box: Box
    fill: float | None = None
    border: float | None = None


@dataclass(frozen=True)
class Picture:
    """A photo: shades of grey made from its seed."""

    box: Box
    seed: int


Op = Union[Text, Rule, Panel, Picture]  # noqa: UP007 — the forward reference inside Text needs no more


def moved(op: Op, by: float) -> Op:
    """The same op, `by` points further to the right."""
    if isinstance(op, Text):
        return replace(op, x=op.x + by)
    if isinstance(op, Rule):
        return replace(op, x0=op.x0 + by, x1=op.x1 + by)
    x0, y0, x1, y1 = op.box
    return replace(op, box=(x0 + by, y0, x1 + by, y1))


def paint(sheet: Sheet, ops: list[Op], per_char: bool) -> None:
    """Draw the ops in their order; `per_char` draws one glyph at a time, as some layout programs do."""
    for op in ops:
        if isinstance(op, Text):
            _paint_text(sheet, op, per_char)
        elif isinstance(op, Rule):
            sheet.rule(op.x0, op.y0, op.x1, op.y1, op.width)
        elif isinstance(op, Panel):
            sheet.box(op.box, op.fill, op.border)
        else:
            sheet.picture(op.box, 24, 16, _photo(op.seed))


def _paint_text(sheet: Sheet, op: Text, per_char: bool) -> None:
    if op.grey:
        sheet.fill(op.grey)
    x = op.x
    for run in _runs(op, per_char):
        style = op.face.of(run[0])
        if op.outlined:
            sheet.outline(x, op.baseline, run, style, op.size)
        elif run != " " or not per_char:
            sheet.text(x, op.baseline, run, style, op.size, op.spacing)
        x += op.face.width(run, op.size) + op.spacing * len(run)
    if op.grey:
        sheet.fill(0)


def _runs(op: Text, per_char: bool) -> list[str]:
    """The text in runs of one face each, or in characters."""
    if per_char or (op.outlined and op.spacing):
        return list(op.text)
    runs: list[str] = []
    for char in op.text:
        if runs and op.face.of(runs[-1][-1]) == op.face.of(char):
            runs[-1] += char
        else:
            runs.append(char)
    return runs


def _photo(seed: int) -> bytes:
    """Sky, hills and ground of 24 × 16 samples."""
    stream = random.Random(seed)
    hills = [7 + stream.randint(-2, 2) for _ in range(24)]
    shades = [
        [200 - 4 * y if y < hills[x] else 60 + 5 * y + stream.randint(0, 30) for x in range(24)] for y in range(16)
    ]
    return bytes(shade for row in shades for shade in row)
