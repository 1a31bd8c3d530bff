import io

import pytest
from PIL import Image

from ingest.newspaper.clipping import clip_page, clippings, page_picture
from model.errors import ParseError
from service.press.maker.sheet import make

HALF = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))


@pytest.fixture(scope="module")
def page():
    return make(8)


def opened(data):
    assert data.startswith(b"\x89PNG")
    assert len(data) <= 300_000
    return Image.open(io.BytesIO(data)).convert("L")


def picture(width=400, height=600, colour=(200, 30, 30)):
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def areas_of(page):
    width, height = page.truth["page"]
    return [[tuple((x / width, y / height) for x, y in item.polygon)] for item in page.items]


def test_each_article_is_cut_from_a_page_pdf(page):
    whole, cut = clip_page(page.pdf, areas_of(page))
    assert opened(whole).width > 900
    for item, data in zip(page.items, cut, strict=True):
        wide, high = item.bbox[2] - item.bbox[0], item.bbox[3] - item.bbox[1]
        found = opened(data)
        assert found.width / found.height == pytest.approx(wide / high, rel=0.1)
        assert sum(found.histogram()[:100]) > 0.01 * found.width * found.height  # there is print on it


def test_what_is_not_the_articles_is_white():
    corner = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.2), (0.2, 0.2), (0.2, 0.5), (0.0, 0.5))
    [data] = clippings(picture(), [[corner]])
    found = opened(data)
    assert found.getpixel((found.width - 12, found.height - 12)) > 250
    assert found.getpixel((12, 12)) < 150


def test_the_polygons_of_an_article_are_joined():
    far = ((0.8, 0.8), (1.0, 0.8), (1.0, 1.0), (0.8, 1.0))
    [data] = clippings(picture(), [[((0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1)), far]])
    found = opened(data)
    assert found.width > 350
    assert found.getpixel((found.width // 2, found.height // 2)) > 250


def test_a_picture_of_a_page_is_cut_as_well():
    [data] = clippings(picture(), [[HALF]])
    assert opened(data).width == pytest.approx(212, abs=3)
    assert opened(page_picture(picture())).size == (400, 600)


def test_a_noisy_page_is_made_smaller_until_it_fits():
    noise = Image.effect_noise((1500, 2100), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    opened(page_picture(out.getvalue()))


@pytest.mark.parametrize("data", [b"", b"no picture at all", b"%PDF-1.7 but no more", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_page_is_refused(data):
    with pytest.raises(ParseError):
        page_picture(data)


def test_an_area_outside_the_page_is_refused():
    with pytest.raises(ParseError, match="covers nothing"):
        clippings(picture(), [[((2.0, 2.0), (3.0, 2.0), (3.0, 3.0))]])


def test_a_picture_of_absurd_size_is_refused():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(ParseError, match=r"no newspaper page is so large|neither a PDF"):
        page_picture(out.getvalue())
