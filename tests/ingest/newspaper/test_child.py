"""What the helper process does, asked in this process: PDF files of many makes to sheets, articles and pictures."""

import io

import pytest
from reportlab.lib.pagesizes import A3
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from ingest.newspaper.child import answer
from ingest.newspaper.pdf import loaded, opened, read_sheet
from ingest.newspaper.wire import unpack_article
from model.errors import ParseError
from service.press.maker.sheet import make

TEXT = "开春以来，石桥镇的合作社陆续搭起了育秧大棚。大棚里温度计、喷淋管一应俱全，秧苗的长势比往年好得多。" * 2


def ask(command, data, **more):
    head = {"command": command, "url": "http://paper.example/1.pdf", "year": 2026, "facts": {}, **more}
    return answer(head, [data])


def articles_of(data):
    reply, _ = ask("read", data)
    return [unpack_article(packed) for page in reply["pages"] for packed in page["articles"]]


class Drawing:
    """A page drawn by reportlab with a font that the reader of the PDF has to bring."""

    def __init__(self, size=A3):
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self.out, self.size = io.BytesIO(), size
        self.pen = canvas.Canvas(self.out, pagesize=size)

    def text(self, x, y, words, size=10, pen=None):
        (pen or self.pen).setFont("STSong-Light", size)
        (pen or self.pen).drawString(x, self.size[1] - y, words)
        return self

    def article(self, x=60, y=120, title="育秧大棚搭起来"):
        self.text(x, y - 40, title, 26)
        rows = [TEXT[:12], *(TEXT[i : i + 14] for i in range(12, len(TEXT), 14))]
        for number, row in enumerate(rows):
            self.text(x + (0 if number else 20), y + 14 * number, row)
        return self

    def done(self):
        self.pen.showPage()
        self.pen.save()
        return self.out.getvalue()


@pytest.mark.parametrize("seed", [8, 9, 16, 30, 35])
def test_made_pages_are_read_as_in_the_helper(seed, figures):
    made = make(seed)
    figures.add(made.truth, articles_of(made.pdf))
    assert figures.right >= 0.85 * figures.items, figures.misses


def test_a_page_of_another_program_is_read():
    (article,) = articles_of(Drawing().article().done())
    assert article.title == "育秧大棚搭起来"
    assert article.paragraphs == (TEXT,)


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turns):
    drawing = Drawing(size=(800, 800))
    pen = drawing.pen
    pen.setPageRotation(turns)
    pen.translate(400, 400)
    pen.rotate(turns)
    pen.translate(-400, -400)
    data = drawing.article().done()
    with opened(data) as document, loaded(document, 0) as page:
        runs = read_sheet(page).runs
    title = next(run for run in runs if run.size > 20)
    assert title.text.startswith("育")
    assert 50 < title.x0 < 80
    assert 70 < title.y < 90


def test_rules_and_frames_within_forms_are_seen():
    drawing = Drawing()
    drawing.pen.beginForm("frame")
    drawing.pen.rect(0, 0, 200, 100)
    drawing.pen.line(0, -20, 200, -20)
    drawing.pen.endForm()
    drawing.pen.saveState()
    drawing.pen.translate(100, 300)
    drawing.pen.scale(2, 2)
    drawing.pen.doForm("frame")
    drawing.pen.restoreState()
    with opened(drawing.article().done()) as document, loaded(document, 0) as page:
        sheet = read_sheet(page)
    assert any(abs(box.x0 - 100) < 3 and abs(box.x1 - 500) < 3 for box in sheet.boxes)
    assert any(abs(rule.width - 400) < 6 for rule in sheet.across)


def test_shapes_are_told_apart():
    drawing = Drawing()
    pen = drawing.pen
    pen.setFillGray(0.2)
    pen.rect(300, 300, 80, 60, fill=1, stroke=0)
    pen.roundRect(400, 300, 80, 60, 6)
    pen.circle(550, 330, 30, fill=1)
    pen.circle(650, 330, 30, fill=0)
    pen.line(300, 200, 300, 280)
    pen.setStrokeGray(1)
    pen.line(320, 200, 320, 280)
    path = pen.beginPath()
    path.moveTo(10, 10)
    path.lineTo(90, 90)
    pen.drawPath(path, stroke=0, fill=0)
    with opened(drawing.article().done()) as document, loaded(document, 0) as page:
        sheet = read_sheet(page)
    assert len(sheet.upright) == 1
    assert len(sheet.outlines) == 1
    assert sorted(round(box.dark, 1) for box in sheet.boxes) == [0.0, 0.0, 0.8]


def test_areas_of_a_map_are_cut_and_an_empty_one_is_none():
    made = make(16)
    found = articles_of(made.pdf)
    whole = [found[2], next(article for article in found if article.section == "简讯")]
    areas = [article.page_box for article in whole]
    empty = [[(0.0, 0.999), (0.001, 0.999), (0.001, 1.0), (0.0, 1.0)]]
    reply, _ = ask("cut", made.pdf, areas=[*areas, empty])
    *cuts, nothing = reply["articles"]
    assert nothing is None
    for packed, article in zip(cuts, whole, strict=True):
        cut = unpack_article(packed)
        assert (cut.title, cut.paragraphs, cut.page_box) == (article.title, article.paragraphs, article.page_box)
        assert cut.extraction.method == "pdf-map"


def test_an_area_that_holds_two_articles_is_one_with_all_its_text():
    drawing = Drawing().article().article(x=400, title="河湾修渠记")
    reply, _ = ask("cut", drawing.done(), areas=[[[(0, 0), (1, 0), (1, 1), (0, 1)]]])
    (packed,) = reply["articles"]
    text = "".join(unpack_article(packed).paragraphs)
    assert text.count(TEXT) == 2


def test_pictures_of_a_page_and_its_areas_are_made():
    made = make(12)
    half = [[(0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)]]
    _, pictures = ask("clip", made.pdf, areas=[half])
    assert [picture[:4] for picture in pictures] == [b"\x89PNG"] * 2
    _, (scan,) = ask("picture", made.pdf, page=0)
    assert scan.startswith(b"\x89PNG")


def test_a_page_of_glyphs_without_characters_is_not_extractable():
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length 50 >>\nstream\nBT /F1 20 Tf 20 100 Td <0001000200030004> Tj ET    \nendstream",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Odd /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800"
        b" /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    out = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, body) for at, body in enumerate(objects, 1))
    reply, _ = ask("read", out + b"trailer << /Root 1 0 R >>\n%%EOF\n")
    assert [page["needs_ocr"] for page in reply["pages"]] == ["text not extractable"]


def test_a_stamp_on_a_scan_is_no_text_layer():
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    drawing = Drawing()
    width, height = drawing.size
    drawing.pen.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, width, height)
    drawing.text(100, 100, "扫描件")
    reply, _ = ask("read", drawing.done())
    assert [page["needs_ocr"] for page in reply["pages"]] == ["no text layer"]


def test_what_cannot_be_opened_is_an_error_with_words():
    with pytest.raises(ParseError, match="no PDF"):
        ask("read", b"%PDF-1.7 nothing")
    with (
        opened(Drawing().article().done()) as document,
        pytest.raises(ParseError, match="could not be loaded"),
        loaded(document, 7),
    ):
        pass


def test_type_that_is_sized_by_its_matrix_has_its_size():
    drawing = Drawing()
    text = drawing.pen.beginText()
    text.setFont("STSong-Light", 1)
    text.setTextTransform(18, 0, 0, 18, 100, 800)
    text.textOut("育秧大棚")
    drawing.pen.drawText(text)
    drawing.pen.saveState()
    drawing.pen.scale(2, 2)
    drawing.text(100, 700, "合作社", size=7)
    drawing.pen.restoreState()
    with opened(drawing.done()) as document, loaded(document, 0) as page:
        sizes = {run.text: round(run.size, 1) for run in read_sheet(page).runs}
    assert sizes == {"育秧大棚": 18.0, "合作社": 14.0}
