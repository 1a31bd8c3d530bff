"""How type is drawn in a file: glyphs out of order, lines across the gutter, figures on their side, nameless fonts."""

import io

import pytest
from reportlab.lib.pagesizes import A3
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from ingest.newspaper.compose import Origin, compose
from ingest.newspaper.lines import body_size, find_lines
from ingest.newspaper.page import read_page
from ingest.newspaper.pdf import loaded, opened, read_sheet
from model.errors import ParseError

HEIGHT = A3[1]
TEXT = "开春以来，石桥镇的合作社陆续搭起了育秧大棚。大棚里温度计、喷淋管一应俱全，秧苗的长势比往年好得多。"


class Pen:
    """Content written operator by operator in a font that the reader of the file has to bring."""

    def __init__(self):
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self.out = io.BytesIO()
        self.canvas = canvas.Canvas(self.out, pagesize=A3)
        self.canvas.setFont("STSong-Light", 10)
        self.font = self.canvas._doc.getInternalFontName("STSong-Light")

    def show(self, x, y, pieces, size=10, matrix=(1, 0, 0, 1)):
        """One text object: strings, and numbers that move the pen back by so many thousandths of an em."""
        array = " ".join(f"<{one.encode('utf-16-be').hex()}>" if isinstance(one, str) else str(one) for one in pieces)
        numbers = " ".join(map(str, matrix))
        self.canvas._code.append(f"BT /{self.font[1:]} {size} Tf {numbers} {x} {HEIGHT - y} Tm [{array}] TJ ET")
        return self

    def column(self, text, x, y, chars=12):
        for number in range(-(-len(text) // chars)):
            self.show(x, y + 14 * number, [text[number * chars : number * chars + chars]])
        return self

    def sheet(self):
        self.canvas.showPage()
        self.canvas.save()
        with opened(self.out.getvalue()) as document, loaded(document, 0) as page:
            return read_sheet(page)


def lines_of(sheet):
    return [line.text for line in find_lines(sheet.runs, body_size(sheet.runs))]


def test_glyphs_that_one_object_draws_out_of_order_are_read_by_their_place():
    pen = Pen().show(100, 100, ["棚", -1000, "起", 3000, "搭", 3000, "大", 2000, "来", 0], size=20)
    sheet = pen.column(TEXT * 2, 100, 300).sheet()
    words = next(run for run in sheet.runs if run.text == "大")
    assert words.drawn == 0
    large = sorted((run for run in sheet.runs if run.size > 15), key=lambda run: run.x0)
    assert {run.text for run in large} == set("大棚起搭来")


def test_a_long_object_that_goes_back_is_taken_apart():
    pen = Pen().show(250, 100, [TEXT[12:24], 27000, TEXT[:12]])
    found = lines_of(pen.column(TEXT[24:] * 3, 100, 300).sheet())
    assert TEXT[:12] in found
    assert TEXT[12:24] in found


def test_two_columns_that_one_object_draws_are_two_lines():
    pen = Pen().show(100, 100, [TEXT[:12], -1500, TEXT[12:24]])
    found = lines_of(pen.column(TEXT[24:] * 3, 100, 300).sheet())
    assert found[:2] == [TEXT[:12], TEXT[12:24]]


def test_figures_on_their_side_belong_to_an_upright_title():
    pen = Pen()
    for number, char in enumerate("前月增长"):
        pen.show(60, 100 + 60 * number, [char], size=24)
        if number < 3:
            pen.show(66, 116 + 60 * number, [str(number + 7)], size=24, matrix=(0, -1, 1, 0))
    rows = [TEXT[:14], TEXT[14:28], TEXT[28:]]
    for number, row in enumerate(rows * 2):
        pen.show(120, 100 + 14 * number, [row])
    assert "前7月8增9长" in lines_of(pen.sheet())


def test_a_file_of_another_form_gives_characters_one_by_one():
    """A character beyond the basic plane takes two units of UTF-16, so that counts differ."""
    pen = Pen().show(100, 100, ["𠮷野家"], size=20)
    sheet = pen.column(TEXT * 2, 100, 300).sheet()
    assert any("野家" in line for line in lines_of(sheet))


def nameless(content):
    """A page of a font without a name (Type 3): each glyph is a drawing of its own, with its character in a map."""
    codes = b"".join(
        b"<%02x> <%s>\n" % (at, char.encode("utf-16-be").hex().encode()) for at, char in enumerate("大棚里", 1)
    )
    cmap = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
    cmap += b"3 beginbfchar\n" + codes + b"endbfchar endcmap end"
    glyph = b"1000 0 0 -120 1000 880 d1 0 0 1000 800 re f"

    def stream(data):
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)

    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        stream(content),
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 3"
        b" /Widths [1000 1000 1000] /CharProcs << /a 6 0 R >> /Encoding << /Type /Encoding /Differences [1 /a /a /a] >>"
        b" /ToUnicode 7 0 R /Resources << >> >>",
        stream(glyph),
        stream(cmap),
    ]
    return (
        b"%PDF-1.7\n"
        + b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, body) for at, body in enumerate(objects, 1))
        + (b"trailer << /Root 1 0 R >>\n%%EOF\n")
    )


def test_type_of_a_font_without_a_name_has_its_size_wherever_it_stands():
    data = nameless(b"BT /F1 10 Tf 20 300 Td <010203> Tj ET BT /F1 24 Tf 20 200 Td <0102> Tj ET")
    with opened(data) as document, loaded(document, 0) as page:
        runs = read_sheet(page).runs
    assert [(run.text, round(run.size), run.font) for run in runs] == [("大棚里", 10, 0), ("大棚", 24, 0)]


def test_a_page_of_only_one_word_is_read():
    sheet = Pen().show(100, 100, ["启"], size=12).sheet()
    assert [one.title for one in compose(read_page(sheet), Origin())] in ([], [None], ["启"])


def test_more_objects_than_any_page_has_are_refused():
    data = nameless(b"0 0 1 1 re f\n" * 300_010)
    with (
        opened(data) as document,
        loaded(document, 0) as page,
        pytest.raises(ParseError, match="no newspaper page has so many"),
    ):
        read_sheet(page)


def test_more_glyphs_than_any_page_has_are_refused():
    data = nameless(b"BT /F1 10 Tf 20 300 Td " + b"(\1\1\1\1\1\1\1\1\1\1) Tj\n" * 20_100 + b"ET")
    with (
        opened(data) as document,
        loaded(document, 0) as page,
        pytest.raises(ParseError, match="no newspaper page has so many"),
    ):
        read_sheet(page)


def test_what_is_drawn_outside_the_page_or_unseen_is_nothing():
    data = nameless(b"-500 -500 20 20 re f\n10 10 50 60 re n\n1 1 1 rg 20 20 30 0.5 re f\n0 g 100 100 60 50 re f")
    with opened(data) as document, loaded(document, 0) as page:
        sheet = read_sheet(page)
    assert (len(sheet.boxes), sheet.across, sheet.outlines) == (1, [], [])


def test_forms_within_forms_are_followed_so_far_and_no_farther():
    pen = Pen()
    names = [f"form{number}" for number in range(12)]
    for number, name in enumerate(names):
        pen.canvas.beginForm(name)
        pen.canvas.line(0, 10 * number, 200, 10 * number)
        if number:
            pen.canvas.doForm(names[number - 1])
        pen.canvas.endForm()
    pen.canvas.doForm(names[-1])
    assert 1 <= len(pen.column(TEXT, 100, 300).sheet().across) <= 9
