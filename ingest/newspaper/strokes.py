"""Rules, boxes, pictures and drawn letters of a PDF page, told apart by their shape."""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from ingest.newspaper.shapes import Box, Sheet
from model.errors import ParseError

MOST_OBJECTS = 300_000  # of one page: one glyph at a time gives some 15,000
THIN = 4.5  # points: a stroke at most so thick, and five times as long, is a rule
DEEPEST = 8  # forms within forms

Edges = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Place = Callable[[float, float, float, float], Edges]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def add_strokes(sheet: Sheet, page: Any, place: Place) -> None:
    """Add all that is no text; `place` turns a rectangle of the page into points from the top left."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > MOST_OBJECTS:
        raise ParseError(
            f"PDF page holds {count} objects, more than {MOST_OBJECTS}: no newspaper page has so many", kind="too_large"
        )
    kind_of = _fast_type()
    for index in range(count):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = kind_of(item)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            _add(sheet, item, kind, place, _SAME, 0)


def _fast_type() -> Any:
    address = ctypes.cast(pdfium.FPDFPageObj_GetType, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(address or 0)


def _add(sheet: Sheet, item: Any, kind: int, place: Place, matrix: Matrix, depth: int) -> None:
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        _add_form(sheet, item, place, matrix, depth)
        return
    box = _bounds(item, place, matrix)
    if box is None or box[0] >= sheet.width or box[1] >= sheet.height or box[2] <= 0 or box[3] <= 0:
        return
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        sheet.pictures.append(Box(*box, dark=0.5))
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        _add_path(sheet, item, box)


def _add_form(sheet: Sheet, form: Any, place: Place, matrix: Matrix, depth: int) -> None:
    if depth >= DEEPEST:
        return
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, own)
    inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    for index in range(min(pdfium.FPDFFormObj_CountObjects(form), MOST_OBJECTS)):
        item = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            _add(sheet, item, kind, place, inner, depth + 1)


def _times(m: Matrix, n: Matrix) -> Matrix:
    """Two matrices a b c d e f, the first applied first."""
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + o)


def _bounds(item: Any, place: Place, m: Matrix) -> Edges | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    if m == _SAME:
        return place(left, bottom, right, top)
    corners = [(x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return place(min(xs), min(ys), max(xs), max(ys))


def _add_path(sheet: Sheet, path: Any, edges: Edges) -> None:
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroked)
    if not fill.value and not stroked.value:
        return
    x0, y0, x1, y1 = edges
    dark = _ink(path, pdfium.FPDFPageObj_GetFillColor) if fill.value else 0.0
    line = _ink(path, pdfium.FPDFPageObj_GetStrokeColor) if stroked.value else 0.0
    box = Box(x0, y0, x1, y1, dark, line > 0.03)
    thick, long = sorted((x1 - x0, y1 - y0))
    if thick <= THIN and long >= 5 * thick:
        if max(dark, line) > 0.03:
            (sheet.across if x1 - x0 >= y1 - y0 else sheet.upright).append(box)
    elif _rectangular(path):
        sheet.boxes.append(box)
    elif fill.value:
        sheet.outlines.append(box)
    elif stroked.value:
        sheet.boxes.append(box)


def _ink(path: Any, ask: Any) -> float:
    """How dark a colour is: 0 white or unseen, 1 black."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(path, red, green, blue, alpha):
        return 1.0
    light = (0.3 * red.value + 0.59 * green.value + 0.11 * blue.value) / 255
    return (1 - light) * alpha.value / 255


def _rectangular(path: Any) -> bool:
    """Whether a path has no curves and at most five corners (a rounded frame has curves, but also straight sides)."""
    count = pdfium.FPDFPath_CountSegments(path)
    if count > 14:
        return False
    kinds = [pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(path, index)) for index in range(count)]
    curves = sum(kind == pdfium.FPDF_SEGMENT_BEZIERTO for kind in kinds)
    lines = sum(kind == pdfium.FPDF_SEGMENT_LINETO for kind in kinds)
    return (curves == 0 and count <= 6) or (curves in (4, 12) and lines >= 3)
