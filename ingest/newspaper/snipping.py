"""Renders pages and cuts areas out of them, inside the helper process."""

import io
from collections.abc import Sequence
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from ingest.newspaper.pdf import loaded, opened
from model.errors import ParseError

WIDTH = 2000
"""Pixels of a rendered page's width: body text of a broadsheet is read without effort."""
PAGE_WIDTH = 1100
"""Pixels of the picture of a whole page: enough to see where an article stands."""
LARGEST = 300_000
"""Bytes of a picture."""
MOST_PIXELS = 80_000_000
SCANNED = 2400  # pixels of the longer side that OCR gets at least
COLOURS = 32
SMALLER = 0.8
SMALLEST = 40  # pixels
MARGIN = 6  # pixels round a clipping
WHITE = (255, 255, 255)

Areas = Sequence[Sequence[Sequence[Sequence[float]]]]


def clip(data: bytes, areas: Areas) -> list[bytes]:
    """PNGs of the page and of each area (polygons of fractions of the page); raises ParseError."""
    page = _rendered(data) if data.startswith(b"%PDF") or b"%PDF" in data[:1024] else _opened(data)
    whole = (
        page.resize((PAGE_WIDTH, max(1, page.height * PAGE_WIDTH // page.width))) if page.width > PAGE_WIDTH else page
    )
    return [_png(whole), *(_png(_cut(page, area)) for area in areas)]


def scan(page: Any) -> bytes:
    """A loaded page as PNG, as large as OCR needs it: 144 dots an inch, more for a page that was shrunk."""
    raw = pypdfium2.raw
    longer = max(raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page))
    out = io.BytesIO()
    _drawn(page, min(4.0, max(2.0, SCANNED / longer))).convert("L").save(out, "PNG", compress_level=1)
    return out.getvalue()


def _rendered(data: bytes) -> Image.Image:
    with opened(data) as document, loaded(document, 0) as page:
        return _drawn(page, WIDTH / pypdfium2.raw.FPDF_GetPageWidthF(page))


def _drawn(page: Any, scale: float) -> Image.Image:
    """A loaded page on white, in pixels of 1/scale point."""
    raw = pypdfium2.raw
    size = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    scale = min(scale, (MOST_PIXELS / (size[0] * size[1])) ** 0.5)
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    bitmap: Any = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
    picture: Image.Image = bitmap.to_pil().copy()
    return picture


def _opened(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MOST_PIXELS:
            raise ParseError(f"picture of {picture.width} x {picture.height} pixels: no newspaper page is so large")
        return picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ParseError(f"{len(data)} bytes are neither a PDF file nor a picture that can be read") from error


def _cut(page: Image.Image, area: Sequence[Sequence[Sequence[float]]]) -> Image.Image:
    """The polygons on white, and no more of the page than they reach."""
    mask = Image.new("L", page.size, 0)
    draw = ImageDraw.Draw(mask)
    for polygon in area:
        draw.polygon([(x * page.width, y * page.height) for x, y in polygon], fill=255)
    box = mask.getbbox()
    if box is None:
        raise ParseError("an area to be cut covers nothing of the page")
    inside = Image.composite(
        page.crop(box), Image.new("RGB", (box[2] - box[0], box[3] - box[1]), WHITE), mask.crop(box)
    )
    framed = Image.new("RGB", (inside.width + 2 * MARGIN, inside.height + 2 * MARGIN), WHITE)
    framed.paste(inside, (MARGIN, MARGIN))
    return framed


def _png(picture: Image.Image) -> bytes:
    """The picture in few colours, and smaller until it is small enough."""
    while True:
        out = io.BytesIO()
        _few_colours(picture).save(out, "PNG")
        if out.tell() <= LARGEST or min(picture.size) <= SMALLEST:
            return out.getvalue()
        share = max(SMALLER * (LARGEST / out.tell()) ** 0.25, 0.4)
        picture = picture.resize((max(1, int(picture.width * share)), max(1, int(picture.height * share))))


def _few_colours(picture: Image.Image) -> Image.Image:
    """Sixteen greys where the picture has no colour, else a palette."""
    red, green, blue = picture.split()
    spread = ImageChops.add(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    if sum(spread.histogram()[48:]) * 200 < picture.width * picture.height:
        return picture.convert("L").quantize(16, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    return picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
