"""Lines that OCR read, with their boxes, to runs of a sheet: sizes evened out, upright lines taken apart."""

from collections import Counter
from dataclasses import dataclass, replace

from ingest.newspaper.shapes import Run

POINTS = 10.0  # the body size to which a picture's pixels are scaled
TALL = 1.12  # a box is so many times as high as its em
CLOSE = 0.17  # of a body size: type that differs less is of that size
OPENING, CLOSING = "“‘（《【〈「『(", "”’）》】〉」』，。、；：！？,.;:!?)"


@dataclass(frozen=True, slots=True)
class Read:
    """A line as OCR gives it: its text and box in pixels."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def upright(self) -> bool:
        """Whether it stands rather than lies."""
        return self.y1 - self.y0 > 1.8 * (self.x1 - self.x0) and len(self.text) > 1


def units(text: str) -> float:
    """The width of a text in ems as far as it is inked; Latin letters and figures take a half."""
    width = sum(0.5 if char < "\u2e80" and char not in "“”‘’…—·" else 1.0 for char in text)
    return width - 0.4 * (text[-1:] in CLOSING) - 0.4 * (text[:1] in OPENING)


def em_of(read: Read) -> float:
    """The size of a line's type in pixels, from its width and its height."""
    if read.upright:
        return min((read.x1 - read.x0) / TALL, 0.95 * (read.y1 - read.y0) / len(read.text))
    high = (read.y1 - read.y0) / TALL
    return min(high, (read.x1 - read.x0) / max(1.0, units(read.text.replace(" ", "")))) if len(read.text) > 2 else high


def body_ems(reads: list[Read]) -> list[float]:
    """The sizes of running text in pixels, the most common first."""
    weights: Counter[int] = Counter()
    for read in reads:
        if len(read.text) >= 6 and not read.upright:
            weights[round(em_of(read) * 4)] += len(read.text)
    found: list[float] = []
    total = sum(weights.values())
    while weights:
        top = max(weights, key=lambda at: (weights[at - 1] + 2 * weights[at] + weights[at + 1], -at))
        near = [at for at in weights if abs(at - top) <= CLOSE * top]
        share = sum(weights[at] for at in near)
        if found and share < 0.12 * total:
            break
        found.append(sum(at * weights[at] for at in near) / share / 4)
        for at in near:
            del weights[at]
    return found


def scale_of(reads: list[Read]) -> float:
    """Points a pixel, so that the body is as large as a newspaper's."""
    ems = body_ems(reads)
    return POINTS / ems[0] if ems else 0.5


def runs_of(reads: list[Read], scale: float) -> list[Run]:
    """Runs in points; a run ends at a space, an upright line becomes single glyphs."""
    bodies = body_ems(reads)
    columns = _Columns(reads)
    runs: list[Run] = []
    for number, read in enumerate(reads, 1):
        clean = _marked(read)
        if clean.upright:
            runs += _stacked(clean, scale, number)
        else:
            runs += _level(clean, _even(clean, bodies, columns), scale, number)
    _even_titles([run for run in runs if run.size > 1.25 * POINTS])
    return runs


def _even_titles(runs: list[Run]) -> None:
    """Give lines of display type that stand together and are nearly of one size the same size."""
    for run in sorted(runs, key=lambda run: -run.size):
        for other in runs:
            near = abs(other.y - run.y) < 2.2 * run.size and other.x0 < run.x1 and other.x1 > run.x0
            if near and other.size < run.size < 1.2 * other.size:
                other.size = run.size


class _Columns:
    """Where many lines begin or end: the edges of columns."""

    def __init__(self, reads: list[Read]) -> None:
        self.lefts = Counter(round(read.x0 / 4) for read in reads)
        self.rights = Counter(round(read.x1 / 4) for read in reads)

    def begins(self, read: Read) -> bool:
        return sum(self.lefts[round(read.x0 / 4) + off] for off in (-2, -1, 0, 1, 2)) > 5

    def ends(self, read: Read) -> bool:
        return sum(self.rights[round(read.x1 / 4) + off] for off in (-2, -1, 0, 1, 2)) > 5


def _marked(read: Read) -> Read:
    """The square of a byline, which is often read as 口."""
    text = read.text
    if text[:1] in ("口", "日", "囗") and ("记者" in text[:7] or len(text.replace(" ", "")) in (3, 4)):
        return replace(read, text="□" + text[1:])
    return read


def _even(read: Read, bodies: list[float], columns: _Columns) -> float:
    """A body size where a line is nearly of one, or stands in a column as only running text does."""
    em = em_of(read)
    if not bodies:
        return em
    body = min(bodies, key=lambda size: abs(size - em))
    if abs(em - body) <= CLOSE * body:
        return body
    filling = columns.begins(read) and columns.ends(read)
    ending = columns.begins(read) and (len(read.text) <= 3 or read.text[-1] in CLOSING)
    starting = columns.ends(read) and len(read.text) > 4
    most = 2.2 if len(read.text) <= 3 and read.text[-1] in CLOSING else 1.6 if len(read.text) <= 3 else 1.25
    if (filling and 0.75 < em / body < 1.45) or ((ending or starting) and 0.75 < em / body < most):
        return body
    return em


def _level(read: Read, em: float, scale: float, number: int) -> list[Run]:
    text = read.text.strip()
    x0 = read.x0 - (0.45 * em if text[:1] in OPENING else 0.0)
    x1 = read.x1 + (0.45 * em if text[-1:] in CLOSING and text[-1] > "\x7f" else 0.0)
    baseline = (read.y0 + read.y1) / 2 + 0.38 * em
    whole = max(1.0, units(text))
    runs: list[Run] = []
    at = 0.0
    for word in text.split():
        start = x0 + (x1 - x0) * at / whole
        at += units(word)
        end = x0 + (x1 - x0) * at / whole
        runs.append(Run(word, start * scale, end * scale, baseline * scale, em * scale, 0, number, bool(runs)))
        at += 0.5
    return runs


def _stacked(read: Read, scale: float, number: int) -> list[Run]:
    text = read.text.replace(" ", "")
    em, step = em_of(read), (read.y1 - read.y0) / len(text)
    return [
        Run(char, read.x0 * scale, read.x1 * scale, (read.y0 + (at + 0.9) * step) * scale, em * scale, 0, number)
        for at, char in enumerate(text)
    ]
