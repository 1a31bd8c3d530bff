"""Headlines with label, kicker, subtitle and byline: on top, inset among columns, vertical, reversed, outlined."""

import re
from dataclasses import dataclass
from typing import cast

from service.press.maker.draft import Draft, baseline
from service.press.maker.ops import Op, Panel, Rule, Text
from service.press.maker.pdf import Box
from service.press.maker.setting import NOT_FIRST, Face

WHITE = 1.0


@dataclass
class Band:
    """A strip over some columns that is filled from the top down."""

    draft: Draft
    x0: float
    x1: float
    y: float
    white: bool = False
    outlined: bool = False
    centred: bool = True

    @property
    def width(self) -> float:
        """In points."""
        return self.x1 - self.x0

    def line(self, text: str, face: Face, size: float, spacing: float = 1.25, outlined: bool = False) -> None:
        """One line, made smaller where it is too long."""
        size = min(size, size * self.width / face.width(text, size))
        left = self.x0 + ((self.width - face.width(text, size)) / 2 if self.centred else 0)
        grey = WHITE if self.white else 0.0
        self.draft.block.title.append(Text(left, baseline(self.y, size), text, face, size, 0.0, grey, outlined))
        self.y += size * spacing

    def label(self, text: str) -> None:
        """A section label: white on dark, or between rules."""
        look, face, size = self.draft.look, Face("hei"), self.draft.look.size + 4
        wide = face.width(text, size)
        ops = self.draft.block.title
        if self.draft.writer.random.random() < 0.6 and not self.white:
            ops.append(Panel((self.x0, self.y, self.x0 + wide + 10, self.y + size * 1.3), 0.2, None))
            ops.append(Text(self.x0 + 5, baseline(self.y, size) + 2, text, face, size, grey=WHITE))
        else:
            ops.append(Text(self.x0, baseline(self.y, size), text, face, size, grey=WHITE if self.white else 0.0))
            ops.append(Rule(self.x0, self.y + size * 1.35, self.x0 + wide, self.y + size * 1.35, 1.0))
        self.y += size * 1.3 + look.size * 0.6

    def headline(self, text: str, largest: float, face: Face) -> None:
        """The title, in as few lines as let it stay well above the body's size."""
        lines, size = break_title(text, self.width, largest, self.draft.look.size * 1.6)
        for line in lines:
            self.line(line, face, size, outlined=self.outlined)

    def room(self, size: float) -> None:
        """Some white."""
        self.y += size


def break_title(text: str, width: float, largest: float, smallest: float) -> tuple[list[str], float]:
    """The lines of a title and its size in points; it is broken at its space where the halves are alike."""
    face = Face("hei")
    for count in (1, 2, 3, 4):
        lines = _in_lines(text, count)
        size = min(largest, width / max(face.width(line, 1.0) for line in lines))
        if size >= max(smallest, largest * 0.6) or (count >= 2 and size >= smallest):
            return lines, size
    return lines, max(size, 8.0)


def _in_lines(text: str, count: int) -> list[str]:
    if count == 1:
        return [text]
    if count == 2 and " " in text:
        first, second = text.split(" ", 1)
        if max(len(first), len(second)) < 0.7 * len(text):
            return [first, second]
    step = -(-len(text) // count)
    lines, at = [], 0
    while at < len(text):
        end = min(at + step, len(text))
        while end < len(text) and (text[end] in NOT_FIRST or (text[end - 1 : end + 1].isascii())):
            end += 1
        lines.append(text[at:end].strip())
        at = end
    return [line for line in lines if line]


def put_title(
    draft: Draft,
    *,
    style: str,
    first: int,
    last: int,
    largest: float,
    byline: str | None = None,
    title: str | None = None,
) -> None:
    """A title over the columns first to last (exclusive), which then begin below it."""
    stream, writer, item = draft.writer.random, draft.writer, draft.item
    frames = draft.frames[first:last]
    top = max(frame[1] for frame in frames)
    band = Band(draft, frames[0][0], frames[-1][2], top, centred=stream.random() < 0.8)
    face = Face(stream.choice(["hei", "hei", "song"]))
    title = title or writer.headline()
    if style == "reversed":
        _reverse(band)
    if style == "outlined":
        band.outlined, item.inferred_title = True, title
    elif item.title is None:
        item.title = title
    if item.section:
        band.label(item.section)
    if stream.random() < 0.3 and item.kind == "article":
        item.kicker = writer.headline().replace(" ", "，")
        band.line(item.kicker, Face("kai"), max(largest * 0.5, draft.look.size * 1.25), 1.4)
    band.headline(title, largest, face)
    if stream.random() < 0.25 and item.kind == "article":
        item.subtitle = "——" + writer.headline().replace(" ", "，")
        band.line(item.subtitle, Face("kai"), max(largest * 0.45, draft.look.size * 1.25), 1.4)
    if style == "reversed":
        _fill_reversed(band, top)
    if byline:
        band.white = False
        band.room(2)
        band.line(byline, Face("kai"), draft.look.size + 1, 1.5)
    band.room(4)
    draft.lower(first, last, band.y)


def _reverse(band: Band) -> None:
    band.white, band.y = True, band.y + 8
    band.x0, band.x1 = band.x0 + 10, band.x1 - 10


def _fill_reversed(band: Band, top: float) -> None:
    """The dark panel, drawn before the white letters that are already there."""
    band.room(6)
    panel = Panel(
        (band.x0 - 10, top + 1, band.x1 + 10, band.y), band.draft.writer.random.choice([0.0, 0.0, 0.25]), None
    )
    band.draft.block.title.insert(0, cast(Op, panel))
    band.x0, band.x1 = band.x0 - 10, band.x1 + 10


def put_vertical(draft: Draft, *, right: bool) -> None:
    """A title from top to bottom at one side, in one or two columns read from the right."""
    item, writer, look = draft.item, draft.writer, draft.look
    title = re.sub(r"[^\u4e00-\u9fff]", "", writer.short_headline())
    x0, y0, x1, y1 = draft.frames[-1 if right else 0]
    size = min(30.0, (y1 - y0 - 12) / (len(title) / 2 + 1) / 1.14)
    per = min(len(title), int((y1 - y0 - 12) / (size * 1.14)))
    if per < len(title):
        per = -(-len(title) // 2)
    columns = [title[start : start + per] for start in range(0, len(title), per)]
    wide = size * 1.25 * len(columns)
    left = x1 - wide if right else x0
    hole = (
        (left - 8, y0, x1, y0 + per * size * 1.14 + 12)
        if right
        else (x0, y0, x0 + wide + 8, y0 + per * size * 1.14 + 12)
    )
    white = writer.random.random() < 0.25
    if white:
        draft.block.title.append(Panel((left - 3, y0 + 1, left + wide + 1, hole[3] - 4), 0.0, None))
    for number, column in enumerate(columns):
        at = left + (len(columns) - 1 - number) * size * 1.25 + size * 0.1
        for row, char in enumerate(column):
            line = baseline(y0 + 4 + row * size * 1.14, size)
            draft.block.title.append(Text(at, line, char, look.face("hei"), size, grey=WHITE if white else 0.0))
    item.title = title
    draft.holes.append(_with_gutter(hole, draft.frames, look.size))


def _with_gutter(hole: Box, frames: list[Box], size: float) -> Box:
    """The hole, widened over a rest of the column that is too narrow for text."""
    for x0, _, x1, _ in frames:
        if x0 <= hole[0] + 9 < x1 and hole[0] - x0 < 6 * size:
            hole = (x0, hole[1], hole[2], hole[3])
        if x0 < hole[2] <= x1 + 1 and x1 - hole[2] < 6 * size:
            hole = (hole[0], hole[1], x1, hole[3])
    return hole
