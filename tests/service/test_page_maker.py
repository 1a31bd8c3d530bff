import json
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pypdfium2
import pytest

from service.press.maker.font import load
from service.press.maker.pdf import Sheet, write
from service.press.maker.setting import Face, Style, fit, slots
from service.press.maker.sheet import make
from service.press.maker.words import PATTERNS, WORDS

SEEDS = range(1, 25)


@pytest.fixture(scope="module")
def made():
    return {seed: make(seed) for seed in SEEDS}


def read(pdf):
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    boxes = [(textpage.get_charbox(i), textpage.get_text_range(i, 1)) for i in range(textpage.count_chars())]
    height = page.get_height()
    for thing in (textpage, page, document):
        thing.close()
    return text, [((x0, height - y1, x1, height - y0), char) for (x0, y0, x1, y1), char in boxes if char.strip()]


def squeeze(text):
    return "".join(text.split())


def test_the_same_seed_gives_the_same_bytes():
    assert make(3).pdf == make(3).pdf
    assert make(3).truth == make(3).truth


def test_every_character_of_the_truth_is_printed(made):
    for seed, page in made.items():
        text, _ = read(page.pdf)
        printed = Counter(squeeze(text))
        told = Counter()
        for item in page.items:
            outlined = item.inferred_title is not None
            told += Counter(squeeze("".join([*item.body, *item.captions, "" if outlined else item.title or ""])))
        assert not told - printed, seed


def test_an_outlined_title_is_drawn_but_not_readable(made):
    items = [
        (page, item) for page in made.values() for item in page.items if item.inferred_title and item.kind == "article"
    ]
    assert items
    for page, item in items:
        assert item.title is None
        assert squeeze(item.inferred_title) not in squeeze(read(page.pdf)[0])


def test_no_two_characters_stand_on_one_another(made):
    for seed, page in made.items():
        _, boxes = read(page.pdf)
        cells = {}
        for box, char in boxes:
            cells.setdefault((round((box[0] + box[2]) / 2), round((box[1] + box[3]) / 2)), []).append(char)
        assert not [chars for chars in cells.values() if len(chars) > 1], seed


def test_each_item_stays_inside_its_region_and_no_region_overlaps_another(made):
    for seed, page in made.items():
        frames = [(item.order, frame) for item in page.items for frame in item.frames]
        for item in page.items:
            x0, y0, x1, y1 = item.bbox
            for left, top, right, bottom in item.frames:
                inside = x0 - 1 <= left <= right <= x1 + 1 and y0 - 1 <= top and bottom <= y1 + 8
                assert inside, (seed, item.order)
        for order, a in frames:
            for other, b in frames:
                apart = a[0] >= b[2] - 0.5 or b[0] >= a[2] - 0.5 or a[1] >= b[3] - 0.5 or b[1] >= a[3] - 0.5
                assert order == other or apart, (seed, order, other)


def test_the_pages_have_all_that_a_broadsheet_has(made):
    styles = Counter(item.style for page in made.values() for item in page.items)
    kinds = Counter(item.kind for page in made.values() for item in page.items)
    assert {"top", "inset", "vertical", "reversed", "outlined", "boxed", "brief", "ear"} <= set(styles)
    assert {"article", "notice", "photo", "continuation"} == set(kinds)
    assert any(len(page.truth["pages"]) == 2 for page in made.values())
    assert any(str(page.truth["pages"][0]["page_no"]).startswith("A") for page in made.values())
    assert any(len({item.body_size for item in page.items}) > 2 for page in made.values())
    assert any(len(item.polygon) == 6 for page in made.values() for item in page.items)


def test_the_fonts_have_every_character_of_the_prose():
    texts = "".join("".join(words) for words in WORDS.values()) + "".join("".join(p) for p in PATTERNS.values())
    for style in ("song", "hei", "kai"):
        assert set(texts) <= set(load(style).glyphs), style


def test_a_file_without_unicode_maps_gives_no_readable_text():
    assert "本报" not in read(make(5, unicode_maps=False).pdf)[0]
    assert "本报" in read(make(5).pdf)[0]


def test_no_line_begins_with_a_closing_sign_or_breaks_a_number():
    style = Style(Face("song", "hei"), 10, 14)
    text = "完成投资1234.5亿元，“增长”12.5%。来自PM2.5监测的数据（见表），一切正常；" * 4
    lines = fit(text, slots([(0, 0, 103, 400), (120, 0, 223, 400)], style, [(0, 60, 40, 100)]), style)
    assert "".join(line.text for line in lines) == text
    assert not [line.text for line in lines if line.text[0] in "，。；）”%"]
    assert not [a for a, b in pairwise(lines) if a.text[-1].isdigit() and b.text[0].isdigit()]


def test_text_that_does_not_fit_is_refused():
    style = Style(Face(), 10, 14)
    assert fit("一二三四五六七八九十" * 9, slots([(0, 0, 100, 30)], style, []), style) is None


def test_text_flows_beside_a_hole_and_is_full_width_below_it():
    style = Style(Face(), 10, 14)
    places = slots([(0, 0, 200, 140)], style, [(0, 0, 80, 60)])
    assert [place.x for place in places[:4]] == [80, 80, 80, 80]
    assert places[5].width == 200


def test_outlines_are_drawn_where_the_letters_stand():
    sheet = Sheet(100, 100)
    sheet.outline(10, 80, "日", "hei", 60)
    document = pypdfium2.PdfDocument(write([sheet], "日"))
    page = document[0]
    picture = page.render(scale=1).to_pil().convert("L")
    dark = [(x, y) for x in range(100) for y in range(100) if picture.getpixel((x, y)) < 80]
    page.close()
    document.close()
    assert 15 < min(x for x, _ in dark) < 25
    assert 55 < max(x for x, _ in dark) < 68
    assert 500 < len(dark) < 2500


def test_the_command_writes_a_page_and_its_truth(tmp_path):
    out = tmp_path / "page"
    subprocess.run([sys.executable, "-m", "service.press.maker", "7", str(out)], check=True)
    truth = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
    assert truth["seed"] == 7
    assert out.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    wrong = subprocess.run([sys.executable, "-m", "service.press.maker", "x"], capture_output=True, check=False)
    assert wrong.returncode == 2
