"""The stages between glyphs and articles, each on a page that is put together by hand."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.newspaper.compose import Origin, compose
from ingest.newspaper.facts import PageFacts
from ingest.newspaper.framing import framed
from ingest.newspaper.halves import halves
from ingest.newspaper.lines import body_size, find_lines
from ingest.newspaper.matching import best_links
from ingest.newspaper.page import read_page, read_sheets
from ingest.newspaper.shapes import Box, Run, Sheet
from ingest.newspaper.spacing import glue, spaced
from ingest.newspaper.tables import take_tables

FIRST = "今年开春以来全镇各村的合作社陆续把育秧大棚搭了起来秧苗长势比往年好得多农户们脸上都带着笑。"
SECOND = "镇里请来的技术员每周下田三次手把手教大家调水调肥还建了一个群随时答疑效果看得见摸得着大家都服气。"
THIRD = "到了秋天合作社算了一笔账每亩地多收了两成多除去成本净赚的钱足够再买一台插秧机明年还要扩大规模。"


def read(page, **facts):
    return [
        article
        for reading in read_sheets(page.sheet)
        for article in compose(reading, Origin("http://paper.example/1", PageFacts(**facts), 2026))
    ]


def two_columns(page_of, **more):
    page = page_of(**more)
    page.title("育秧大棚搭起来 日子有盼头", 90, 60)
    rows = [FIRST[:10], *(FIRST[i : i + 12] for i in range(10, len(FIRST), 12))]
    rows += [SECOND[:10], *(SECOND[i : i + 12] for i in range(10, len(SECOND), 12))]
    starts = {0, 1 + -(-(len(FIRST) - 10) // 12)}
    for number, row in enumerate(rows):
        column, line = divmod(number, 6)
        x = 60 + column * 140 + (20 if number in starts else 0)
        page.lines([row], x, 100 + 14 * line)
    return page


def test_a_paragraph_goes_on_in_the_next_column(page_of):
    (article,) = read(two_columns(page_of))
    assert article.title == "育秧大棚搭起来 日子有盼头"
    assert article.paragraphs == (FIRST, SECOND)
    assert article.kind == "article"


def test_kicker_title_subtitle_label_and_byline_are_told_apart(page_of):
    page = two_columns(page_of)
    page.title("春耕时节看变化", 150, 32, size=14, font=2)
    page.title("——石桥镇合作社的一年", 130, 78, size=12, font=2)
    page.title("□本报记者方亦敏", 150, 90, size=10.5, font=2)
    page.title("田野", 62, 16, size=14, font=3).box(58, 2, 94, 20, dark=0.8)
    (article,) = read(page)
    assert article.kicker == "春耕时节看变化"
    assert article.subtitle == "——石桥镇合作社的一年"
    assert article.section == "田野"
    assert "本报记者方亦敏" in article.bylines


def test_a_rule_keeps_two_articles_of_one_column_apart(page_of):
    page = page_of()
    page.title("头一条", 60, 40, size=20)
    end = page.column([FIRST], 60, 70)
    page.rule(60, end, 180, end)
    page.title("第二条", 60, end + 30, size=20)
    page.column([SECOND], 60, end + 60)
    assert [(a.title, a.paragraphs) for a in read(page)] == [("头一条", (FIRST,)), ("第二条", (SECOND,))]


def test_a_notice_in_a_box_is_no_article_of_the_column_beside(page_of):
    page = two_columns(page_of)
    page.box(340, 40, 560, 260)
    page.title("拍卖公告", 400, 70, size=18)
    page.column(["受委托，我公司定于本月二十日公开拍卖下列标的，详情请电话咨询。", "联系电话：0472-5550101"], 350, 100)
    kinds = {article.kind: article for article in read(page)}
    assert set(kinds) == {"article", "notice"}
    assert kinds["notice"].title == "拍卖公告"
    assert kinds["notice"].prominence < kinds["article"].prominence


def test_what_goes_on_from_another_page_is_a_continuation(page_of):
    page = two_columns(page_of)
    page.title("（上接1版）", 60, 84, size=10, font=2)
    (article,) = read(page)
    assert article.kind == "continuation"
    assert article.continued_from == "（上接1版）"


def test_a_vertical_title_is_read_downwards(page_of):
    page = page_of()
    for number, char in enumerate("育秧大棚搭起来"):
        page.title(char, 60, 80 + 30 * number, size=26)
    page.lines(["春风一吹田里", *(FIRST[i : i + 8] for i in range(0, 40, 8)), "都笑了。"], 110, 80)
    (article,) = read(page)
    assert article.title == "育秧大棚搭起来"


def test_a_title_of_two_upright_lines_is_read_from_right_to_left(page_of):
    page = page_of()
    for column, words in enumerate(["日子有盼头", "大棚搭起来"]):
        for number, char in enumerate(words):
            page.title(char, 60 + 40 * column, 80 + 30 * number, size=26)
    page.column([FIRST + SECOND], 150, 80, chars=14)
    (article,) = read(page)
    assert article.title == "大棚搭起来日子有盼头"


def test_text_that_runs_round_a_picture_stays_one_column(page_of):
    page = page_of()
    page.title("育秧大棚搭起来", 60, 40)
    text = ((FIRST + SECOND + THIRD) * 2)[:159]
    rows, at = [], 0
    for number in range(14):
        take = 10 if number == 0 else 7 if 4 <= number <= 7 else 14
        rows.append(text[at : at + take])
        at += take
    rows.append(text[at:])
    rows = [row for row in rows if row]
    for number, row in enumerate(rows):
        page.lines([row], 60 + (20 if number == 0 else 70 if 4 <= number <= 7 else 0), 80 + 14 * number)
    page.sheet.pictures.append(Box(58, 124, 124, 182, 0.5))
    (article,) = read(page)
    assert article.paragraphs == (text,)


def test_a_caption_under_a_picture_is_no_text(page_of):
    page = two_columns(page_of)
    page.sheet.pictures.append(Box(60, 190, 320, 290, 0.5))
    page.lines(["图为合作社社员在大棚里育秧。方亦敏 摄"], 62, 304, font=2, size=9)
    (article,) = read(page)
    assert [image.caption for image in article.images] == ["图为合作社社员在大棚里育秧。方亦敏 摄"]
    assert article.images[0].credit == "方亦敏 摄"


def test_a_picture_with_a_title_of_its_own_is_a_photo(page_of):
    page = two_columns(page_of)
    page.title("丰收在望", 380, 60, size=16)
    page.sheet.pictures.append(Box(360, 70, 560, 200, 0.5))
    page.lines(["图为社员在田里收割。方亦敏 摄"], 362, 214, font=2, size=9)
    photo = next(article for article in read(page) if article.kind == "photo")
    assert photo.title == "丰收在望"
    assert photo.paragraphs == ("图为社员在田里收割。方亦敏 摄",)


@pytest.mark.parametrize(("size", "gap"), [(12, 16), (10, 14)])
def test_a_rail_of_briefs_is_as_many_items_as_it_has_titles(page_of, size, gap):
    page = page_of()
    page.box(56, 30, 204, 54, dark=0.9).title("简讯", 110, 48, size=14)
    y = 74
    for title, text in [("甲村修了路", FIRST), ("乙村打了井", SECOND), ("丙村种了树", THIRD)]:
        page.title(title, 60, y, size=size)
        y = page.column([text], 60, y + gap, chars=14) + gap - 14
    assert [(a.title, a.section, a.paragraphs) for a in read(page)] == [
        ("甲村修了路", "简讯", (FIRST,)),
        ("乙村打了井", "简讯", (SECOND,)),
        ("丙村种了树", "简讯", (THIRD,)),
    ]


def test_a_heading_within_a_column_is_a_paragraph(page_of):
    page = page_of()
    page.title("育秧大棚搭起来", 60, 40)
    y = page.column([FIRST], 60, 80)
    page.title("请来技术员", 90, y + 2, size=11.5)
    page.column([SECOND], 60, y + 18)
    (article,) = read(page)
    assert article.paragraphs == (FIRST, "请来技术员", SECOND)


def test_a_ruled_table_is_read_row_by_row(page_of):
    page = page_of()
    page.box(50, 20, 330, 300).title("招聘启事", 150, 50, size=18)
    y = page.column(["本合作社现招聘下列人员，有意者请电话联系。"], 60, 80, chars=24)
    for level in range(4):
        page.rule(60, y + 20 * level, 300, y + 20 * level)
    for x in (60, 140, 300):
        page.rule(x, y, x, y + 60)
    for row, cells in enumerate([("岗位", "人数"), ("技术员", "两人"), ("会计", "一人")]):
        page.lines([cells[0]], 80, y + 14 + 20 * row)
        page.lines([cells[1]], 200, y + 14 + 20 * row)
    page.column(["联系电话：0472-5550101"], 60, y + 84, chars=24)
    (article,) = read(page)
    assert [text.replace(" ", "") for text in article.paragraphs[1:4]] == ["岗位人数", "技术员两人", "会计一人"]


def test_head_foot_and_index_are_no_articles(page_of):
    page = page_of(width=600, height=800)
    page.lines(["2026年11月20日 星期五"], 200, 30)
    page.title("山河日报", 40, 34, size=20).title("要闻", 460, 34, size=20).title("A02版", 520, 34, size=20)
    page.rule(40, 44, 560, 44)
    page.box(400, 60, 560, 160).title("今日导读", 440, 80, size=14)
    page.lines(["大棚搭起来 见03版", "技术员下田 见05版"], 410, 100)
    page.title("育秧大棚搭起来", 60, 90)
    page.column([FIRST], 60, 120)
    page.lines(["责任编辑：方亦敏 版式：苏禾"], 40, 785)
    (article,) = read(page)
    assert (article.page_no, article.page_name, article.issue_date) == ("A02", "要闻", "2026年11月20日")


def test_a_date_without_a_year_gets_that_of_the_fetch(page_of):
    page = two_columns(page_of)
    for run in page.sheet.runs:
        run.y += 60
    page.lines(["11月20日 星期五"], 200, 30)
    page.rule(40, 44, 560, 44)
    assert read(page)[0].issue_date == "2026年11月20日"


def test_two_pages_on_a_sheet_are_two_pages(page_of):
    page = page_of(width=1200, height=800)
    for left, number in ((0, "02版"), (600, "03版")):
        page.title(number, left + 520, 34, size=20).rule(left + 40, 44, left + 560, 44)
        page.lines(["2026年11月20日 星期五"], left + 200, 30)
        page.title("育秧大棚搭起来", left + 60, 90)
        page.column([FIRST if left else SECOND], left + 60, 120)
    first, second = read(page)
    assert (first.page_no, second.page_no) == ("02", "03")
    assert max(x for polygon in first.page_box for x, _ in polygon) < 0.5
    assert min(x for polygon in second.page_box for x, _ in polygon) > 0.5


def test_a_sheet_that_text_crosses_is_one_page():
    crossing = Sheet(1200, 800, [Run("横贯两版的大标题", 500, 700, 50, 25, 0)])
    left_only = Sheet(1200, 800, [Run("只有左边", 60, 100, 50, 10, 0)])
    assert halves(crossing) == [crossing]
    assert halves(left_only) == [left_only]


def test_a_title_drawn_as_outlines_is_none_and_its_subtitle_is_kept(page_of):
    page = two_columns(page_of)
    page.sheet.runs = [run for run in page.sheet.runs if run.size < 20]
    for number in range(7):
        page.sheet.outlines.append(Box(90 + 26 * number, 38, 113 + 26 * number, 61, 1.0))
    page.title("——石桥镇合作社的一年", 110, 80, size=14, font=2)
    (article,) = read(page)
    assert article.title is None
    assert article.subtitle == "——石桥镇合作社的一年"
    assert article.extraction.confidence < 0.8


def test_a_frame_of_four_rules_is_a_box():
    sheet = Sheet(600, 800)
    sheet.across = [Box(50, y, 250, y + 0.5, 1, True) for y in (60, 200, 400)]
    sheet.upright = [Box(x, 60, x + 0.5, 200, 1, True) for x in (50, 250)]
    assert [(box.x0, box.y0, box.x1) for box in framed(sheet)] == [(50, 60, 250)]


def test_rules_that_cross_nothing_are_no_table():
    sheet = Sheet(600, 800)
    sheet.across = [Box(50, y, 250, y + 0.5, 1, True) for y in (60, 100, 140)]
    assert take_tables(sheet, [])[0].across == sheet.across


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("党建", 0), (" ", 0), ("创新", 20)], "党建创新"),
        ([("党建", 0), ("创新", 25)], "党建 创新"),
        ([("PDF", 0), ("版", 18)], "PDF版"),
    ],
)
def test_only_real_spaces_are_kept(parts, expected):
    runs = [
        Run(text, x, x + sum(10 if char > "\u2e7f" else 5 for char in text), 20, 10, 0)
        for text, x in parts
        if text.strip()
    ]
    (line,) = find_lines(runs, 10)
    assert spaced(line) == expected


def test_a_space_that_was_typed_is_kept_between_latin_and_han():
    runs = [Run("PDF", 0, 15, 20, 10, 0), Run("版", 17.5, 27.5, 20, 10, 0, 0, True)]
    (line,) = find_lines(runs, 10)
    assert spaced(line) == "PDF 版"


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ((10.0, 3.0, 0.0, 3.0, 10.0), "龚　平 姜国 杨　汐"),
        ((0.5, 6.0, 0.5, 6.0, 0.5), "龚平 姜国 杨汐"),
        ((4.0, 4.0, 4.0, 4.0, 4.0), "龚平姜国杨汐"),
    ],
)
def test_spaces_between_names_are_told_from_letterspacing(gaps, expected):
    runs, x = [], 0.0
    for char, gap in zip("龚平姜国杨汐", (0.0, *gaps), strict=True):
        x += gap
        runs.append(Run(char, x, x + 10, 100, 10, 0, 7))
        x += 10
    (line,) = find_lines(runs, 10.0)
    assert spaced(line) == expected.replace("　", " ")


def test_letterspacing_is_undone():
    runs = [Run(char, 30 * at, 30 * at + 10, 20, 10, 0) for at, char in enumerate("咨询电话：")]
    (line,) = find_lines(runs, 10)
    assert spaced(line) == "咨询电话："


def test_lines_are_put_together_without_a_space_save_between_latin_words():
    assert glue("国务院", "办公厅") == "国务院办公厅"
    assert glue("New", "York") == "New York"
    assert glue("", "x") == "x"


def test_the_body_size_is_the_one_of_most_characters():
    assert body_size([Run("大标题", 0, 90, 30, 30, 0), Run("正文正文正文", 0, 60, 60, 9.5, 0)]) == 9.5
    assert body_size([]) == 10.0


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 40).map(lambda n: n / 4), max_size=14
    )
)
def test_links_have_the_greatest_gain(gains):
    link = best_links(gains)
    assert len(set(link.values())) == len(link)
    total = sum(gains[pair] for pair in link.items())
    best = 0.0
    pairs = list(gains)
    for count in range(1, min(5, len(pairs)) + 1):
        for chosen in itertools.combinations(pairs, count):
            if len({i for i, _ in chosen}) == count == len({j for _, j in chosen}):
                best = max(best, sum(gains[pair] for pair in chosen))
    assert total == pytest.approx(best)


@given(
    st.lists(
        st.tuples(
            st.text("春夏秋冬。，一二（）AB12", min_size=1, max_size=14),
            st.floats(0, 560),
            st.floats(0, 780),
            st.sampled_from([9.0, 10.0, 12.0, 24.0]),
        ),
        max_size=40,
    )
)
def test_no_page_is_too_odd_to_be_read(glyphs):
    sheet = Sheet(600, 800, [Run(text, x, x + len(text) * size, y, size, 0) for text, x, y, size in glyphs])
    for article in compose(read_page(sheet), Origin()):
        assert all(article.paragraphs)
        assert all(0 <= x <= 1 and 0 <= y <= 1 for polygon in article.page_box for x, y in polygon)


def test_a_line_across_does_not_tie_two_columns_together(page_of):
    page = page_of()
    page.title("育秧大棚搭起来", 110, 50)
    page.lines(["石桥镇农技站供稿"], 150, 86)
    rows = [FIRST[i : i + 12] for i in range(0, 36, 12)]
    page.lines([FIRST[:10]], 80, 100)
    page.lines(rows, 60, 114)
    page.lines([SECOND[i : i + 12] for i in range(0, 48, 12)], 200, 100)
    text = "".join("".join(article.paragraphs) for article in read(page))
    assert FIRST[:10] + "".join(rows) in text
    assert SECOND[:48] in text


def test_a_subtitle_at_the_side_of_its_title_belongs_to_it(page_of):
    page = two_columns(page_of)
    page.sheet.runs = [run for run in page.sheet.runs if run.size < 20]
    page.title("大棚记", 60, 60, size=24)
    page.title("——石桥镇合作社的一年", 180, 80, size=12, font=2)
    page.title("另一条", 400, 60, size=24)
    page.column([THIRD], 400, 100)
    first = next(article for article in read(page) if article.title == "大棚记")
    assert first.subtitle == "——石桥镇合作社的一年"


def test_text_left_of_an_inset_title_comes_first(page_of):
    page = page_of()
    page.title("育秧大棚", 200, 70, size=26)
    page.lines([FIRST[:10]], 80, 60)
    page.lines([FIRST[10:22], FIRST[22:34], FIRST[34:44] + "。"], 60, 74)
    page.lines([SECOND[:10]], 220, 100)
    page.lines([SECOND[10:22], SECOND[22:34], SECOND[34:]], 200, 114)
    (article,) = read(page)
    assert article.title == "育秧大棚"
    assert article.paragraphs[0].startswith(FIRST[:30])
    assert article.paragraphs[-1] == SECOND


def test_a_title_that_fills_its_columns_gets_the_text_at_its_right(page_of):
    page = page_of()
    page.box(40, 30, 420, 120)
    page.title("育秧大棚搭起来", 60, 70, size=26)
    page.lines([FIRST[:10]], 290, 50)
    page.lines([FIRST[10:22], FIRST[22:34], FIRST[34:]], 270, 64)
    (article,) = read(page)
    assert (article.title, article.paragraphs) == ("育秧大棚搭起来", (FIRST,))


def test_sentences_that_cross_ruled_columns_are_followed(page_of):
    page = page_of()
    page.title("育秧大棚搭起来日子有盼头", 150, 60)
    text = FIRST + SECOND + THIRD
    rows = [text[:10], *(text[i : i + 12] for i in range(10, len(text), 12))]
    for number in range(4):
        page.lines(rows[number * 3 : number * 3 + 3], 60 + 134 * number, 100)
        page.rule(60 + 134 * number + 127, 90, 60 + 134 * number + 127, 130)
    page.sheet.runs[1] = typed_again(page.sheet.runs[1], 20)
    (article,) = read(page)
    assert article.paragraphs == ("".join(rows[:12]),)


def typed_again(run, indent):
    return Run(run.text, run.x0 + indent, run.x1 + indent, run.y, run.size, run.font)


def test_a_byline_of_spaced_characters_is_one_name(page_of):
    page = two_columns(page_of)
    page.title("□", 150, 90, size=10.5, font=2).title("方", 166, 90, size=10.5, font=2)
    page.title("敏", 187, 90, size=10.5, font=2)
    (article,) = read(page)
    assert [byline.replace(" ", "") for byline in article.bylines] == ["方敏"]


def test_larger_text_of_one_line_a_column_is_text(page_of):
    page = two_columns(page_of)
    page.box(330, 180, 560, 280, dark=0.06)
    page.title("短评", 400, 210, size=20)
    page.lines(["有人问，大棚搭到什么"], 340, 240, size=12)
    page.lines(["时候才算够？不急。"], 478, 240, size=12)
    boxed = next(article for article in read(page) if article.title == "短评")
    assert "".join(boxed.paragraphs) == "有人问，大棚搭到什么时候才算够？不急。"
