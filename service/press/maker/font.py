"""Reads a TrueType font as far as a page maker needs: advances, outlines, and a program with only the glyphs used."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
NAMES = {"song": "BaoshaoSong.ttf", "hei": "BaoshaoHei.ttf", "kai": "BaoshaoKai.ttf"}
Point = tuple[float, float]
Curve = tuple[str, tuple[Point, ...]]
"""A step of an outline: "m" and "l" with one point, "c" with three; in ems, y upwards."""


@dataclass(frozen=True)
class Font:
    """One font file; `name` is its PostScript name."""

    name: str
    tables: dict[str, bytes]
    glyphs: dict[str, int]
    advances: tuple[int, ...]
    offsets: tuple[int, ...]
    units: int

    def advance(self, char: str, size: float) -> float:
        """The width of a character at that size; raises KeyError where the font has no such character."""
        return self.advances[min(self.glyphs[char], len(self.advances) - 1)] * size / self.units

    def width(self, text: str, size: float) -> float:
        """The width of a text at that size."""
        return sum(self.advance(char, size) for char in text)

    def outline(self, char: str) -> list[Curve]:
        """The outline of a character."""
        glyph = self.glyphs[char]
        data = self.tables["glyf"][self.offsets[glyph] : self.offsets[glyph + 1]]
        return [step for contour in _contours(data, self.units) for step in _curves(contour)] if data else []

    def program(self, used: Iterable[int]) -> bytes:
        """The font file with the outlines of the glyphs used only; glyph numbers stay."""
        keep = {0, *used}
        glyf, offsets = bytearray(), [0]
        for glyph in range(len(self.offsets) - 1):
            if glyph in keep:
                glyf += self.tables["glyf"][self.offsets[glyph] : self.offsets[glyph + 1]]
            offsets.append(len(glyf))
        head = bytearray(self.tables["head"])
        head[50:52] = struct.pack(">h", 1)  # long offsets
        loca = struct.pack(f">{len(offsets)}I", *offsets)
        return _file({**self.tables, "head": bytes(head), "glyf": bytes(glyf), "loca": loca})


@cache
def load(style: str) -> Font:
    """The font of a style: song, hei or kai."""
    data = (FOLDER / NAMES[style]).read_bytes()
    count = struct.unpack(">H", data[4:6])[0]
    tables: dict[str, bytes] = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * index : 28 + 16 * index])
        tables[tag.decode()] = data[offset : offset + length]
    head, maxp, hhea = tables["head"], tables["maxp"], tables["hhea"]
    total = struct.unpack(">H", maxp[4:6])[0]
    long = struct.unpack(">h", head[50:52])[0]
    loca = struct.unpack(f">{total + 1}{'I' if long else 'H'}", tables["loca"][: (total + 1) * (4 if long else 2)])
    metrics = struct.unpack(">H", hhea[34:36])[0]
    return Font(
        name=NAMES[style].removesuffix(".ttf"),
        glyphs=_characters(tables.pop("cmap")),
        advances=tuple(struct.unpack(">H", tables["hmtx"][4 * i : 4 * i + 2])[0] for i in range(metrics)),
        offsets=loca if long else tuple(2 * value for value in loca),
        units=struct.unpack(">H", head[18:20])[0],
        tables={tag: tables[tag] for tag in ("head", "hhea", "hmtx", "maxp", "loca", "glyf")},
    )


def _characters(cmap: bytes) -> dict[str, int]:
    """Character to glyph, from the subtable of format 12 that our build writes."""
    for index in range(struct.unpack(">H", cmap[2:4])[0]):
        offset = struct.unpack(">I", cmap[8 + 8 * index : 12 + 8 * index])[0]
        if struct.unpack(">H", cmap[offset : offset + 2])[0] == 12:
            groups = struct.unpack(">I", cmap[offset + 12 : offset + 16])[0]
            found = {}
            for group in range(groups):
                at = offset + 16 + 12 * group
                first, last, glyph = struct.unpack(">III", cmap[at : at + 12])
                found.update({chr(code): glyph + code - first for code in range(first, last + 1)})
            return found
    raise ValueError("the font has no character map of format 12; build it again with service.press.maker.subset")


def _contours(data: bytes, units: int) -> list[list[tuple[Point, bool]]]:
    """The contours of a simple glyph: points in ems, each on the curve or not."""
    contours = struct.unpack(">h", data[:2])[0]
    ends = struct.unpack(f">{contours}H", data[10 : 10 + 2 * contours])
    at = 10 + 2 * contours
    at += 2 + struct.unpack(">H", data[at : at + 2])[0]
    total = ends[-1] + 1
    flags: list[int] = []
    while len(flags) < total:
        flag, at = data[at], at + 1
        repeat = 1
        if flag & 8:
            repeat, at = data[at] + 1, at + 1
        flags += [flag] * repeat
    xs, at = _coordinates(data, at, flags, 2, 16)
    ys, at = _coordinates(data, at, flags, 4, 32)
    points = [((x / units, y / units), bool(f & 1)) for x, y, f in zip(xs, ys, flags, strict=True)]
    return [points[start : end + 1] for start, end in zip((0, *[e + 1 for e in ends]), ends, strict=False)]


def _coordinates(data: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    values, value = [], 0
    for flag in flags:
        if flag & short:
            value, at = value + (data[at] if flag & same else -data[at]), at + 1
        elif not flag & same:
            value, at = value + struct.unpack(">h", data[at : at + 2])[0], at + 2
        values.append(value)
    return values, at


def _curves(contour: list[tuple[Point, bool]]) -> list[Curve]:
    """Quadratic TrueType points as steps that PDF knows (cubic curves)."""
    points: list[tuple[Point, bool]] = []
    for index, (point, on) in enumerate(contour):
        before, before_on = contour[index - 1]
        if not on and not before_on:
            points.append((((before[0] + point[0]) / 2, (before[1] + point[1]) / 2), True))
        points.append((point, on))
    start = next(index for index, (_, on) in enumerate(points) if on)
    points = points[start:] + points[: start + 1]
    steps: list[Curve] = [("m", (points[0][0],))]
    for (before, _), (point, on), (after, _) in zip(points, points[1:], [*points[2:], points[0]], strict=False):
        if on and steps[-1][1][-1] != point:
            steps.append(("l", (point,)))
        elif not on:
            steps.append(("c", (_toward(before, point), _toward(after, point), after)))
    return steps


def _toward(end: Point, control: Point) -> Point:
    return end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3


def _file(tables: dict[str, bytes]) -> bytes:
    """A TrueType file of these tables."""
    count, at = len(tables), 12 + 16 * len(tables)
    power = count.bit_length() - 1
    header = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    body = bytearray()
    for tag in sorted(tables):
        data = tables[tag] + b"\0" * (-len(tables[tag]) % 4)
        total = sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF
        header += struct.pack(">4sIII", tag.encode(), total, at + len(body), len(tables[tag]))
        body += data
    return header + bytes(body)
