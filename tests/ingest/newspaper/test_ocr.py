"""Pages that only OCR can read: what is done with the lines that it gives, and what is said where it is missing."""

import io
import itertools
from datetime import UTC, datetime
from importlib.util import find_spec

import pytest
from PIL import Image

from ingest.newspaper import read_image, read_pdf
from ingest.newspaper.compose import Origin, compose
from ingest.newspaper.page import read_page
from ingest.newspaper.recognised import Read, body_ems, em_of, runs_of, scale_of, units
from ingest.newspaper.shapes import Sheet
from model.errors import ParseError
from service.press.maker.sheet import make

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
TEXT = "开春以来石桥镇的合作社陆续搭起了育秧大棚，大棚里温度计喷淋管一应俱全，秧苗的长势比往年好得多，大家都服气。" * 3


def read(text, x, y, em=20.0, noise=0.0):
    """A line as an engine gives it: a box a little higher than the type."""
    return Read(text, x + noise, y - 2, x + em * units(text) - noise, y + 1.12 * em - 2)


def column(text, x, y, chars=14):
    reads = [read(text[: chars - 2], x + 40, y)]
    rest = text[chars - 2 :]
    while rest:
        y += 28
        reads.append(read(rest[:chars], x, y, noise=1.5 if y % 3 else 0))
        rest = rest[chars:]
    return reads


def test_lines_of_a_picture_become_an_article():
    reads = [read("育秧大棚搭起来", 80, 20, em=48), *column(TEXT, 60, 100)]
    scale = scale_of(reads)
    (article,) = compose(read_page(Sheet(600 * scale, 900 * scale, runs_of(reads, scale))), Origin(method="ocr"))
    assert article.title == "育秧大棚搭起来"
    assert article.paragraphs == (TEXT,)
    assert article.extraction.method == "ocr"
    assert article.extraction.confidence < 0.8


def test_short_last_lines_have_the_size_of_their_column():
    reads = [*column(TEXT, 60, 100), Read("气。", 60, 900, 110, 932)]
    sizes = {round(run.size, 1) for run in runs_of(reads, scale_of(reads))}
    assert sizes == {10.0}


def test_the_square_of_a_byline_is_put_right():
    assert runs_of([Read("口 方亦敏", 0, 0, 90, 22)], 0.5)[0].text == "□"


def test_an_upright_line_becomes_glyphs_above_one_another():
    runs = runs_of([Read("育秧大棚", 10, 10, 60, 240), *column(TEXT, 100, 10)], 0.5)
    stacked = runs[:4]
    assert [run.text for run in stacked] == list("育秧大棚")
    assert [round(b.y - a.y) for a, b in itertools.pairwise(stacked)] == [29, 29, 29]


def test_two_sizes_of_running_text_are_kept_apart():
    reads = column(TEXT, 60, 100) + [read(TEXT[i : i + 12], 500, 100 + i * 4, em=26) for i in range(0, 120, 12)]
    first, second = body_ems(reads)
    assert first == pytest.approx(20, abs=1)
    assert second == pytest.approx(26, abs=1.5)
    assert scale_of([]) == 0.5
    assert em_of(Read("版", 0, 0, 22, 22)) == pytest.approx(22 / 1.12)


def picture_of(seed=12, form="JPEG"):
    out = io.BytesIO()
    Image.new("L", (600, 800), 255).save(out, form)
    return out.getvalue()


if find_spec("rapidocr") is None:  # with the extra nothing is refused: then the test is absent, not skipped

    def test_without_the_extra_a_picture_needs_ocr_and_it_is_said():
        with pytest.raises(ParseError, match=r"needs OCR: install baoshao\[ocr\]"):
            read_image(picture_of(), url="http://paper.example/1.jpg", now=NOW)


@pytest.mark.slow
@pytest.mark.skipif(
    find_spec("rapidocr") is None,
    reason="the extra ocr is not installed: `make test REQUIREMENTS=requirements-ocr.txt` runs this test too",
)
def test_a_page_of_which_only_a_picture_is_there_is_read(figures):
    import pypdfium2

    made = make(12)
    out = io.BytesIO()
    pypdfium2.PdfDocument(made.pdf)[0].render(scale=2).to_pil().convert("RGB").save(out, "PDF", resolution=144)
    figures.add(made.truth, read_pdf(out.getvalue(), url=None, now=NOW))
    assert figures.items
    assert figures.right >= 0.6 * figures.items, figures.misses


@pytest.mark.slow
@pytest.mark.skipif(
    find_spec("rapidocr") is None,
    reason="the extra ocr is not installed: `make test REQUIREMENTS=requirements-ocr.txt` runs this test too",
)
@pytest.mark.parametrize("data", [b"no picture", picture_of()])
def test_pictures_without_text_are_refused(data):
    with pytest.raises(ParseError):
        read_image(data, url=None, now=NOW)


def test_a_line_of_a_few_characters_at_a_columns_edge_has_its_size():
    reads = [*column(TEXT, 60, 100), Read("动力", 60, 900, 114, 934)]
    assert {round(run.size, 1) for run in runs_of(reads, scale_of(reads))} == {10.0}


@pytest.mark.skipif(find_spec("rapidocr") is None, reason="the extra ocr is not installed")
def test_a_strip_of_a_panel_is_no_panel_of_its_own():
    from ingest.newspaper.ocr_child import part_of
    from ingest.newspaper.shapes import Box

    whole = Box(100, 100, 300, 500)
    assert part_of(Box(101, 100, 299, 180), whole)
    assert not part_of(Box(150, 120, 250, 180), whole)
    assert not part_of(whole, whole)


@pytest.mark.skipif(find_spec("rapidocr") is None, reason="the extra ocr is not installed")
@pytest.mark.parametrize(("tall", "wide", "shape"), [(20, 200, (20, 160, 3)), (200, 20, (20, 160, 3))])
def test_lines_are_cut_out_lying_and_narrowed(tall, wide, shape):
    import numpy

    from ingest.newspaper.ocr_child import cropped

    image = numpy.zeros((300, 300, 3), "uint8")
    assert cropped(image, [(10, 10), (10 + wide, 10), (10 + wide, 10 + tall), (10, 10 + tall)]).shape == shape


@pytest.mark.skipif(find_spec("rapidocr") is None, reason="the extra ocr is not installed")
def test_pictures_larger_than_any_page_are_refused_and_large_ones_made_smaller():
    from ingest.newspaper.ocr_child import LONGEST, load

    out = io.BytesIO()
    Image.new("1", (9000, 8000)).save(out, "PNG")
    with pytest.raises(ParseError, match="no newspaper page is so large"):
        load(out.getvalue())
    out = io.BytesIO()
    Image.new("L", (6000, 100)).save(out, "PNG")
    assert load(out.getvalue()).shape == (70, LONGEST)
