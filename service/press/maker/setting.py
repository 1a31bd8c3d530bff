"""Sets Chinese text in lines: kinsoku, hanging punctuation, unbroken Latin runs, justification, holes to flow round."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from service.press.maker.font import load
from service.press.maker.ops import Text
from service.press.maker.pdf import Box

NOT_FIRST = "，。、；：？！”’）》〉】—…·％%℃"
NOT_LAST = "“‘（《〈【"
HANGS = "，。、；："
LATIN = re.compile(r"[0-9A-Za-z.%/+\-]+")
ASCENT = 0.88
SMALLEST = 5  # ems: a line beside a photo is no shorter


Align = Literal["justify", "left", "center", "right"]


@dataclass(frozen=True)
class Face:
    """A Chinese face with the face that its Latin letters and digits are set in."""

    style: str = "song"
    latin: str | None = None

    def of(self, char: str) -> str:
        """The font style that sets this character."""
        return self.latin if self.latin and char < "\u2000" else self.style

    def width(self, text: str, size: float) -> float:
        """The natural width of a text in points."""
        return sum(load(self.of(char)).advance(char, size) for char in text)


@dataclass(frozen=True)
class Style:
    """How a paragraph is set; `indent` is the first line's, in ems."""

    face: Face
    size: float
    leading: float
    indent: float = 2
    align: Align = "justify"


@dataclass(frozen=True)
class Slot:
    """A place for one line: its left, its top and its width in points; `frame` numbers its column."""

    x: float
    top: float
    width: float
    frame: int


def slots(frames: list[Box], style: Style, holes: list[Box]) -> list[Slot]:
    """The places for lines in these columns, beside and below the holes."""
    found = []
    for number, (x0, y0, x1, y1) in enumerate(frames):
        for line in range(int((y1 - y0 + 0.01) / style.leading)):
            top = y0 + line * style.leading
            left, right = _widest(x0, x1, [h for h in holes if h[1] < top + style.size and h[3] > top])
            if right - left >= min(SMALLEST * style.size, x1 - x0):
                found.append(Slot(left, top, right - left, number))
    return found


def _widest(x0: float, x1: float, holes: list[Box]) -> tuple[float, float]:
    """The widest stretch from x0 to x1 that no hole covers."""
    best, at = (x0, x0), x0
    for left, _, right, _ in [*sorted(holes), (x1, 0.0, x1, 0.0)]:
        if min(left, x1) - at > best[1] - best[0]:
            best = (at, min(left, x1))
        at = max(at, right)
    return best


def fit(text: str, places: list[Slot], style: Style) -> list[Text] | None:
    """The lines of a paragraph set into the first of these places, or None where they do not suffice."""
    lines: list[Text] = []
    at = 0
    for place in places:
        indent = style.indent * style.size if at == 0 else 0.0
        end = _line_end(text, at, place.width - indent, style)
        lines.append(
            _line(text[at:end], replace(place, x=place.x + indent, width=place.width - indent), style, end < len(text))
        )
        at = end
        if at >= len(text):
            return lines
    return None


def _line_end(text: str, start: int, width: float, style: Style) -> int:
    end, used = start, 0.0
    while end < len(text):
        used += style.face.width(text[end], style.size)
        if used > width + 0.01:
            break
        end += 1
    if end >= len(text):
        return end
    if text[end] in HANGS and text[end + 1 : end + 2] not in (*NOT_FIRST, ""):
        return end + 1
    return max(_lawful(text, start, end), start + 1)


def _lawful(text: str, start: int, end: int) -> int:
    """The last place at or before `end` where a line may break."""
    for place in range(end, start, -1):
        if text[place] in NOT_FIRST or text[place - 1] in NOT_LAST:
            continue
        run = next((m for m in LATIN.finditer(text, start) if m.start() < place < m.end()), None)
        if run is None:
            return place
        if run.start() == start:
            return end
    return end


def _line(text: str, place: Slot, style: Style, more: bool) -> Text:
    text = text.rstrip(" ") if more else text
    natural = style.face.width(text, style.size)
    spacing = 0.0
    if len(text) > 1 and (natural > place.width or (more and style.align == "justify")):
        spacing = (place.width - natural) / (len(text) - 1)
    shift = {"center": 0.5, "right": 1.0}.get(style.align, 0.0) * max(0.0, place.width - natural)
    return Text(place.x + shift, place.top + style.size * ASCENT, text, style.face, style.size, spacing)
