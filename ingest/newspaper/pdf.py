"""A page of a PDF as a sheet of runs, rules, boxes and pictures: pypdfium2's raw calls, for the child process only."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from ingest.newspaper.characters import ODD, PLAIN
from ingest.newspaper.shapes import Run, Sheet
from ingest.newspaper.strokes import Edges, add_strokes
from model.errors import ParseError

MOST_PAGES = 100  # of one file: a newspaper's issue has fewer
MOST_GLYPHS = 200_000  # of one page: a broadsheet page in small type has 15,000
FEW = 6  # glyphs of a text object: these are looked at one by one
LOOSE = 0.9  # times a glyph's height a glyph: a run that is wider may be in pieces
WIDEST = 20_000.0  # points: a page larger than seven metres is no newspaper

_REASONS = {
    pdfium.FPDF_ERR_FORMAT: ("bad_pdf", "it is no PDF, or it is damaged; fetch it again or ask the publisher"),
    pdfium.FPDF_ERR_PASSWORD: ("encrypted", "it is encrypted and needs a password"),
    pdfium.FPDF_ERR_SECURITY: ("encrypted", "its encryption is unknown"),
}


def _fast(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function without the checks that cost more than the call."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_P, _I = ctypes.c_void_p, ctypes.c_int
_text_object = _fast(pdfium.FPDFText_GetTextObject, _P, _P, _I)
_loose_box = _fast(pdfium.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_font_of = _fast(pdfium.FPDFTextObj_GetFont, _P, _P)
_generated = _fast(pdfium.FPDFText_IsGenerated, _I, _P, _I)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A document; raises ParseError where it cannot be opened or has too many pages."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        kind, reason = _REASONS.get(pdfium.FPDF_GetLastError(), ("bad_pdf", "it cannot be opened"))
        raise ParseError(f"PDF of {len(data)} bytes: {reason}", kind=kind)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def page_count(document: Any) -> int:
    """How many pages there are; raises ParseError where there are none or absurdly many."""
    count = int(pdfium.FPDF_GetPageCount(document))
    if not 1 <= count <= MOST_PAGES:
        raise ParseError(
            f"PDF has {count} pages, and 1 to {MOST_PAGES} can be read; split it or drop it", kind="too_large"
        )
    return count


@contextmanager
def loaded(document: Any, index: int) -> Iterator[Any]:
    """One page; raises ParseError where it cannot be loaded or is larger than any paper."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise ParseError(f"PDF page {index + 1} could not be loaded; the file is damaged", kind="bad_pdf")
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if not (0 < width <= WIDEST and 0 < height <= WIDEST):
            raise ParseError(
                f"PDF page {index + 1} is {width:.0f} x {height:.0f} points: no newspaper page is so large"
            )
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def read_sheet(page: Any) -> Sheet:
    """All marks of a loaded page."""
    sheet = Sheet(pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
    place = _Place(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    if text_page:
        try:
            _add_runs(sheet, text_page, place)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    add_strokes(sheet, page, place.box)
    return sheet


class _Place:
    """From the page's own coordinates to points from the top left corner, as the page is shown."""

    def __init__(self, page: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        self.left, self.top, self.right, self.bottom = box.left, box.top, box.right, box.bottom
        self.turns = pdfium.FPDFPage_GetRotation(page)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Edges:
        """A rectangle in both, as x0, y0, x1, y1."""
        ax, ay = self(left, bottom)
        bx, by = self(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _glyph_text(text_page: Any, count: int) -> list[str]:
    """The character of each glyph, in the text page's order."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", "replace")
    if written == count + 1 and len(text) == count + 1:
        return list(text[:count])
    return [_character(pdfium.FPDFText_GetUnicode(text_page, index)) for index in range(count)]


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _readable(char: str) -> bool:
    """Whether a glyph's character is one that can be read: no control, private use or replacement character."""
    return char > "\x1f" and not (
        "\x7f" <= char <= "\x9f" or "\ue000" <= char <= "\uf8ff" or char in "\ufffd\ufffe\uffff"
    )


def _add_runs(sheet: Sheet, text_page: Any, place: _Place) -> None:
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MOST_GLYPHS:
        raise ParseError(
            f"PDF page holds {count} glyphs, more than {MOST_GLYPHS}: no newspaper page has so many", kind="too_large"
        )
    glyphs = _glyph_text(text_page, max(0, count))
    printed = [index for index, char in enumerate(glyphs) if not char.isspace()]
    unread = sum(1 for index in printed if not _readable(glyphs[index]))
    sheet.unmapped = unread / len(printed) if printed else 0.0
    measure = _Measure(text_page, place)
    for start, end, holder in _spans(text_page, [index for index in printed if _readable(glyphs[index])]):
        spaced = start > 0 and glyphs[start - 1] in " \u3000\xa0" and not _generated(text_page, start - 1)
        sheet.runs += measure.run("".join(glyphs[start:end]), start, end - 1, holder, spaced)
    if not ODD.isdisjoint(glyphs):
        for run in sheet.runs:
            run.text = run.text.translate(PLAIN)


def _spans(text_page: Any, indices: list[int]) -> Iterator[tuple[int, int, int]]:
    """Start, end and text object of each stretch of neighbouring glyphs that one text object draws."""
    start = previous = -2
    holder = 0
    for index in indices:
        drawn = _text_object(text_page, index) or 0
        if drawn != holder or index != previous + 1:
            if start >= 0:
                yield start, previous + 1, holder
            start, holder = index, drawn
        previous = index
    if start >= 0:
        yield start, previous + 1, holder


class _Measure:
    """Places and sizes of glyphs; what depends on the font alone is asked once for each font and height."""

    def __init__(self, text_page: Any, place: _Place) -> None:
        self.text_page = text_page
        self.place = place
        self.rectangle = pdfium.FS_RECTF()
        self.pointer = ctypes.cast(ctypes.pointer(self.rectangle), ctypes.c_void_p)
        self.known: dict[tuple[int, float], tuple[float, float, int]] = {}
        self.nameless = 0
        self.families = {"": self.nameless}

    def run(self, text: str, first: int, last: int, holder: int, spaced: bool = False) -> list[Run]:
        """The run of glyphs `first` to `last`; one run a glyph where they stand above one another."""
        left, top, right, bottom = self._box(first)
        height = bottom - top
        if last != first:
            x0, _, x1, low = self._box(last)
            if abs(low - bottom) > 0.5 * height:  # a run that goes down or up: vertical type
                return self._apart(text, first, holder, spaced)
            if x0 < left or self._scattered(first, last, right, (left, x0, x1), height):
                return [replace(run, drawn=0) for run in self._apart(text, first, holder, spaced)]
            right = max(right, x1)
        font = _font_of(holder) or 0 if holder else 0
        key = (font, round(height, 1))
        known = self.known.get(key)
        if known is None:
            known = (*self._size(first, bottom, height), self._family(font))
            if known[2] != self.nameless:  # such a font may be of drawn glyphs, and their boxes differ
                self.known[key] = known
        size, rise, family = known
        return [Run(text, left, right, bottom - rise, size, family, holder, spaced)]

    def _box(self, index: int) -> Edges:
        """A glyph's box from its ascent to its descent."""
        _loose_box(self.text_page, index, self.pointer)
        box, place = self.rectangle, self.place
        if place.turns == 0:  # nearly always; a call for each glyph would take a tenth of all time
            return box.left - place.left, place.top - box.top, box.right - place.left, place.top - box.bottom
        return place.box(box.left, box.bottom, box.right, box.top)

    def _apart(self, text: str, first: int, holder: int, spaced: bool) -> list[Run]:
        """One run a glyph; what belongs together is seen by where they stand."""
        runs = [self.run(char, at, at, holder)[0] for at, char in enumerate(text, first)]
        runs[0].spaced = spaced
        return runs

    def _scattered(self, first: int, last: int, at: float, known: tuple[float, float, float], height: float) -> bool:
        """Whether one text object draws glyphs here and there: out of order, or with a gap as wide as a glyph.

        `at` is where the first glyph ends; `known` is where the first begins, and where the last begins and ends.
        """
        left, x0, right = known
        count = last - first
        if count >= FEW and right - left < LOOSE * height * (count + 1):
            middle = self._box(first + count // 2)[0]
            return abs(middle - (left + right) / 2) > height + 0.2 * (right - left)
        for index in range(first + 1, last):
            begin, _, end, _ = self._box(index)
            if not -0.5 * height < begin - at < 0.9 * height:
                return True
            at = end
        return not -0.5 * height < x0 - at < 0.9 * height

    def _size(self, index: int, bottom: float, height: float) -> tuple[float, float]:
        """The em in points, and the height of the baseline over the bottom of the glyph's box."""
        matrix = pdfium.FS_MATRIX()
        size = pdfium.FPDFText_GetFontSize(self.text_page, index)
        lies = False
        if pdfium.FPDFText_GetMatrix(self.text_page, index, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
            lies = (abs(matrix.b) > abs(matrix.a)) != bool(self.place.turns % 2)
        size = size if size > 0.5 else max(height, 0.5)
        if lies:  # a figure laid on its side in an upright line: it stands on its box
            return size, 0.0
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self.text_page, index, x, y)
        return size, bottom - self.place(x.value, y.value)[1]

    def _family(self, font: int) -> int:
        """A number for the font's name: subsets of one (ABCDEF+SimSun) are one family, fonts without a name too."""
        buffer = ctypes.create_string_buffer(256)
        if font:
            pdfium.FPDFFont_GetBaseFontName(ctypes.cast(font, pdfium.FPDF_FONT), buffer, 256)
        name = buffer.value.decode("latin-1").rpartition("+")[2]
        return self.families.setdefault(name, len(self.families))
