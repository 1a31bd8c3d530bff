"""An article under construction: its columns, its holes, and the text that fills them."""

from dataclasses import dataclass, field, replace

from service.press.maker.look import Look
from service.press.maker.ops import Panel, Picture, Rule
from service.press.maker.pdf import Box
from service.press.maker.setting import ASCENT, Slot, Style, fit, slots
from service.press.maker.truth import Block, Item, Region
from service.press.maker.words import Writer

AIR = 6.0  # points between an article and its neighbour


@dataclass
class Draft:
    """What the makers of titles, photos and text work on together."""

    look: Look
    writer: Writer
    region: Region
    block: Block
    style: Style
    frames: list[Box]
    holes: list[Box] = field(default_factory=list)
    places: list[Slot] = field(default_factory=list)
    used: int = 0

    @property
    def item(self) -> Item:
        """The truth about it."""
        return self.block.item

    def lower(self, first: int, last: int, top: float) -> None:
        """Let the columns first to last (exclusive) begin no higher than `top`."""
        for index in range(first, last):
            x0, y0, x1, y1 = self.frames[index]
            self.frames[index] = (x0, max(y0, top), x1, y1)

    def open(self) -> None:
        """Count the places for lines: after this, columns and holes stay as they are."""
        self.places = slots(self.frames, self.style, self.holes)
        self.used = 0

    @property
    def left(self) -> int:
        """How many lines are still free."""
        return len(self.places) - self.used

    def add(self, text: str, style: Style | None = None, reserve: int = 0) -> bool:
        """Set a paragraph into the next lines, leaving `reserve` of them free; False where it does not fit."""
        free = self.places[self.used : len(self.places) - reserve]
        lines = fit(text, free, style or self.style)
        if lines is None:
            return False
        self.block.text += lines
        self.used += len(lines)
        return True

    def close(self) -> Block:
        """The finished block, with its place on the page."""
        item = self.item
        item.bbox = [round(value, 1) for value in self.region.box]
        item.polygon = [(round(x, 1), round(y, 1)) for x, y in self.region.polygon()]
        item.frames = [[round(value, 1) for value in frame] for frame in self.frames]
        item.body_size = self.style.size
        return self.block


def begin(look: Look, writer: Writer, region: Region, item: Item, *, count: int, style: Style, pad: float = 0) -> Draft:
    """A draft with `count` columns over the region, `pad` points inside its border."""
    x0, y0, x1, y1 = region.box
    x0, y0, x1, y1 = x0 + pad, y0 + AIR / 2 + pad, x1 - pad, y1 - AIR - pad
    width = (x1 - x0 - (count - 1) * look.gutter) / count
    frames = []
    for index in range(count):
        left = x0 + index * (width + look.gutter)
        frames.append(_cut((left, y0, left + width, y1), region.notch))
    return Draft(look, writer, region, Block(item), style, [frame for frame in frames if frame[3] > frame[1]])


def _cut(frame: Box, notch: Box | None) -> Box:
    """The column less the corner that is another article's."""
    if notch is None or frame[2] <= notch[0] + 1 or frame[0] >= notch[2] - 1:
        return frame
    if notch[1] <= frame[1]:
        return (frame[0], notch[3] + AIR, frame[2], frame[3])
    return (frame[0], frame[1], frame[2], notch[1] - AIR)


def add_border(draft: Draft, grey: float | None = None, border: float | None = 0.8) -> None:
    """A panel under the whole region."""
    x0, y0, x1, y1 = draft.region.box
    draft.block.ground.append(Panel((x0, y0 + 2, x1, y1 - 4), grey, border))


def caption_lines(draft: Draft, caption: str, width: float) -> tuple[list[Slot], Style, float]:
    """The places for a caption under a photo of that width (from 0, 0), its style and its height."""
    style = replace(draft.look.body(draft.look.size - 0.5, "kai"), indent=0)
    style = replace(style, leading=round(style.size * 1.25, 2))
    count = 1
    while True:
        places = [Slot(0, line * style.leading, width, 0) for line in range(count)]
        if fit(caption, places, style) is not None:
            return places, style, count * style.leading
        count += 1


def add_photo(draft: Draft, box: Box, *, caption: bool = True) -> None:
    """A photo inside the box, with its caption at the foot of it."""
    x0, y0, x1, y1 = box
    if caption:
        text = draft.writer.caption()
        places, style, height = caption_lines(draft, text, x1 - x0)
        y1 -= height + 3
        lines = fit(text, [replace(p, x=p.x + x0, top=p.top + y1 + 3) for p in places], style)
        draft.block.text += lines or []
        draft.item.captions.append(text)
    draft.block.ground.append(Picture((x0, y0, x1, y1), draft.writer.number(0, 10**6)))


def rule_under(draft: Draft, x0: float, x1: float, y: float) -> None:
    """A thin line in the ground."""
    draft.block.ground.append(Rule(x0, y, x1, y))


def baseline(top: float, size: float) -> float:
    """The baseline of a line whose top is given."""
    return top + size * ASCENT
