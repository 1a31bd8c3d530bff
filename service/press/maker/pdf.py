"""Writes PDF files: text in embedded CID fonts with Unicode maps, outlines, rules, boxes and grey pictures."""

import zlib
from dataclasses import dataclass, field

from service.press.maker.font import Font, load

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, origin at the top left of the sheet."""


@dataclass
class Sheet:
    """One page of a PDF file, drawn on with the origin at the top left."""

    width: float
    height: float
    unicode_maps: bool = True
    content: list[str] = field(default_factory=list)
    used: dict[str, dict[int, str]] = field(default_factory=dict)
    pictures: list[tuple[int, int, bytes]] = field(default_factory=list)

    def text(self, x: float, baseline: float, text: str, style: str, size: float, spacing: float = 0.0) -> None:
        """A run of text from x on a baseline; `spacing` is added after each character."""
        font = load(style)
        glyphs = [font.glyphs[char] for char in text]
        self.used.setdefault(style, {}).update(zip(glyphs, text, strict=True))
        codes = "".join(f"{glyph:04X}" for glyph in glyphs)
        self.content.append(
            f"BT /{style} {size:.2f} Tf {spacing:.3f} Tc "
            f"1 0 0 1 {x:.2f} {self.height - baseline:.2f} Tm <{codes}> Tj ET"
        )

    def outline(self, x: float, baseline: float, text: str, style: str, size: float) -> None:
        """A run of text drawn as filled outlines: no text for any reader of the file."""
        font = load(style)
        for char in text:
            steps: list[str] = []
            for step, points in font.outline(char):
                places = " ".join(f"{x + px * size:.2f} {self.height - baseline + py * size:.2f}" for px, py in points)
                steps.append(("h " if step == "m" and steps else "") + f"{places} {step}")
            if steps:
                self.content.append(" ".join(steps) + " h f")
            x += font.advance(char, size)

    def fill(self, grey: float) -> None:
        """The grey (0 black, 1 white) of all that is filled from here on."""
        self.content.append(f"{grey:.2f} g")

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float) -> None:
        """A straight line."""
        self.content.append(f"{width:.2f} w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S")

    def box(self, box: Box, fill: float | None, border: float | None) -> None:
        """A rectangle, filled with a grey and framed by a border of that width, either of which may be left out."""
        x0, y0, x1, y1 = box
        place = f"{x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re"
        if fill is not None:
            self.content.append(f"q {fill:.2f} g {place} f Q")
        if border is not None:
            self.content.append(f"{border:.2f} w {place} S")

    def picture(self, box: Box, width: int, height: int, greys: bytes) -> None:
        """A grey picture of width × height samples, stretched over the box."""
        x0, y0, x1, y1 = box
        self.pictures.append((width, height, greys))
        name = f"p{len(self.pictures)}"
        self.content.append(f"q {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {self.height - y1:.2f} cm /{name} Do Q")


def write(sheets: list[Sheet], title: str) -> bytes:
    """The PDF file of these sheets."""
    writer = _Writer()
    pages = writer.reserve()
    fonts = {style: _font(writer, load(style), sheets, style) for style in sorted({s for q in sheets for s in q.used})}
    kids = [_page(writer, sheet, pages, fonts) for sheet in sheets]
    writer.set(pages, f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    root = writer.add(f"<< /Type /Catalog /Pages {pages} 0 R >>")
    info = writer.add(f"<< /Title <{('﻿' + title).encode('utf-16-be').hex()}> /Producer (Baoshao sample press) >>")
    return writer.file(root, info)


class _Writer:
    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def reserve(self) -> int:
        self.objects.append(b"")
        return len(self.objects)

    def set(self, number: int, text: str) -> None:
        self.objects[number - 1] = text.encode("ascii")

    def add(self, text: str) -> int:
        number = self.reserve()
        self.set(number, text)
        return number

    def stream(self, data: bytes, entries: str = "") -> int:
        packed = zlib.compress(data, 9)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries}>>\nstream\n".encode("ascii")
        self.objects.append(head + packed + b"\nendstream")
        return len(self.objects)

    def file(self, root: int, info: int) -> bytes:
        out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
        out += f"trailer\n<< /Size {len(places) + 1} /Root {root} 0 R /Info {info} 0 R >>\n".encode()
        return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _page(writer: _Writer, sheet: Sheet, parent: int, fonts: dict[str, int]) -> int:
    images = [
        writer.stream(
            greys,
            f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
            "/ColorSpace /DeviceGray /BitsPerComponent 8 ",
        )
        for width, height, greys in sheet.pictures
    ]
    content = writer.stream("\n".join(sheet.content).encode("ascii"))
    named = " ".join(f"/{style} {fonts[style]} 0 R" for style in sorted(sheet.used))
    drawn = " ".join(f"/p{index} {image} 0 R" for index, image in enumerate(images, 1))
    return writer.add(
        f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 {sheet.width:.2f} {sheet.height:.2f}] "
        f"/Resources << /Font << {named} >> /XObject << {drawn} >> >> /Contents {content} 0 R >>"
    )


def _font(writer: _Writer, font: Font, sheets: list[Sheet], style: str) -> int:
    used: dict[int, str] = {}
    for sheet in sheets:
        used.update(sheet.used.get(style, {}))
    program = font.program(used)
    file = writer.stream(program, f"/Length1 {len(program)} ")
    descriptor = writer.add(
        f"<< /Type /FontDescriptor /FontName /BAOSHA+{font.name} /Flags 4 "
        f"/FontBBox [-200 -300 1200 1100] /ItalicAngle 0 "
        f"/Ascent 880 /Descent -120 /CapHeight 733 /StemV 80 /FontFile2 {file} 0 R >>"
    )
    widths = " ".join(f"{glyph} [{font.advance(char, 1000):.0f}]" for glyph, char in sorted(used.items()))
    cid = writer.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /BAOSHA+{font.name} "
        f"/CIDToGIDMap /Identity /DW 1000 /W [{widths}] "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R >>"
    )
    unicode_map = ""
    if all(sheet.unicode_maps for sheet in sheets):
        unicode_map = f"/ToUnicode {writer.stream(_unicode_map(used))} 0 R "
    return writer.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /BAOSHA+{font.name} /Encoding /Identity-H {unicode_map}"
        f"/DescendantFonts [{cid} 0 R] >>"
    )


def _unicode_map(used: dict[int, str]) -> bytes:
    pairs = [f"<{glyph:04X}> <{char.encode('utf-16-be').hex().upper()}>" for glyph, char in sorted(used.items())]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Baoshao def\n/CMapType 2 def\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\nendcmap\nend\nend\n"
    ).encode("ascii")
