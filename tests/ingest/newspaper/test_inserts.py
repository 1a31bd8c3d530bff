"""What stands in, between and beside running text: first letters, quotations, pictures, signatures, marks, lists."""

import pytest

from ingest.newspaper.characters import PLAIN
from ingest.newspaper.compose import Origin, compose
from ingest.newspaper.page import read_page
from ingest.newspaper.shapes import Box, Run

FIRST = "今年开春以来全镇各村的合作社陆续把育秧大棚搭了起来秧苗长势比往年好得多农户们脸上都带着笑。"
SECOND = "镇里请来的技术员每周下田三次手把手教大家调水调肥还建了一个群随时答疑效果看得见摸得着大家都服气。"
THIRD = "到了秋天合作社算了一笔账每亩地多收了两成多除去成本净赚的钱足够再买一台插秧机明年还要扩大规模。"
TITLE = "育秧大棚搭起来"


def read(page):
    return compose(read_page(page.sheet), Origin("http://paper.example/1", year=2026))


def rows_of(text, chars=12, indent=2):
    return [text[: chars - indent], *(text[at : at + chars] for at in range(chars - indent, len(text), chars))]


def with_initial(page, size=26.0):
    """A column whose first two lines stand beside a large first letter."""
    page.title(TITLE, 60, 60)
    page.title(FIRST[0], 60, 115, size=size, font=3)
    page.lines([FIRST[1:10], FIRST[10:19]], 90, 100)
    page.lines([FIRST[19:31], FIRST[31:43], FIRST[43:]], 60, 128)
    page.column([SECOND], 60, 170)
    return page


def test_a_large_first_letter_belongs_to_its_line(page_of):
    (article,) = read(with_initial(page_of()))
    assert article.title == TITLE
    assert article.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize("size", [14.0, 70.0])
def test_a_letter_too_small_or_too_large_is_no_first_letter(page_of, size):
    assert FIRST not in read(with_initial(page_of(), size))[0].paragraphs


def test_a_single_large_letter_with_nothing_below_it_is_no_first_letter(page_of):
    page = page_of()
    page.title(TITLE, 60, 60).title("评", 60, 115, size=26, font=3)
    page.lines(rows_of(FIRST + SECOND), 100, 100)
    assert all("评" not in paragraph for article in read(page) for paragraph in article.paragraphs)


def test_a_quotation_between_rules_is_no_text_and_its_column_goes_on(page_of):
    page = page_of()
    page.title(TITLE, 60, 60)
    rows = rows_of(FIRST + SECOND + THIRD)
    page.lines(["", *rows[:1]], 80, 86)
    page.lines(rows[1:5], 60, 114)
    page.rule(60, 176, 180, 176).rule(60, 226, 180, 226)
    page.title("“合作社算了一笔", 62, 196, size=13.5, font=2).title("账，大家都服气”", 62, 214, size=13.5, font=2)
    page.lines(rows[5:], 60, 246)
    page.sheet.runs = [run for run in page.sheet.runs if run.text]
    (article,) = read(page)
    assert article.paragraphs == (FIRST + SECOND + THIRD,)


def test_a_quotation_without_rules_is_not_taken_out(page_of):
    page = page_of()
    page.title("“大棚搭起来，日子有盼头”", 60, 60)
    page.column([FIRST, SECOND], 60, 90)
    (article,) = read(page)
    assert article.title == "“大棚搭起来，日子有盼头”"


def test_where_an_article_goes_on_is_no_text_of_it(page_of):
    page = page_of()
    page.title(TITLE, 60, 60)
    y = page.column([FIRST, SECOND], 60, 90)
    page.lines(["▶▶下转3版"], 120, y, font=2)
    (article,) = read(page)
    assert article.paragraphs == (FIRST, SECOND)
    assert article.continued_on == "▶▶下转3版"


def test_the_mark_may_stand_behind_the_last_sentence(page_of):
    page = page_of()
    page.title(TITLE, 60, 60)
    page.column([FIRST, SECOND + "（下转第二版）"], 60, 90)
    (article,) = read(page)
    assert article.paragraphs == (FIRST, SECOND)
    assert article.continued_on == "（下转第二版）"


def test_lines_that_are_sentences_each_are_paragraphs(page_of):
    rows = [
        f"{name}遗失公章一枚，编号{number}，声明作废。" for name, number in (("王小明", 31), ("李大伟", 4), ("周文", 5))
    ]
    page = page_of()
    page.title("遗失声明", 60, 60, size=18)
    page.lines(rows, 60, 90)
    (article,) = read(page)
    assert (article.kind, article.paragraphs) == ("notice", tuple(rows))


def test_numbered_lines_are_paragraphs_where_all_are_indented(page_of):
    rows = [
        "受镇政府委托现将下列事项公告如下：",
        "一、时间：十一月二十日上午九时整。",
        "二、地点：镇文化站二楼会议室。",
    ]
    page = page_of()
    page.title("公告", 60, 60, size=18)
    page.lines(rows, 80, 90)
    (article,) = read(page)
    assert article.paragraphs == tuple(rows)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报讯 记者方亦敏报道：" + FIRST, ["记者方亦敏"]),
        ("本报石桥讯（记者方亦敏）" + FIRST, ["记者方亦敏"]),
        ("本报讯 记者在村里看到：" + FIRST, []),
    ],
)
def test_who_reports_is_read_of_the_first_words(page_of, line, names):
    page = page_of()
    page.title(TITLE, 60, 60)
    page.column([line.replace(" ", "")], 60, 90)
    (article,) = read(page)
    assert list(article.bylines) == names


def test_an_article_ends_with_its_writers_name(page_of):
    page = page_of()
    page.title(TITLE, 60, 60).title("村口打了井", 210, 60, size=15)
    page.lines(rows_of(FIRST + SECOND), 60, 90)
    page.sheet.runs[2].x0 += 20
    page.sheet.runs[2].x1 += 20
    page.lines(["他们都说好。（方亦敏）"], 60, 90 + 14 * len(rows_of(FIRST + SECOND)))
    page.lines(rows_of(THIRD), 200, 90)
    found = {article.title: "".join(article.paragraphs) for article in read(page)}
    assert found[TITLE].endswith("（方亦敏）")
    assert THIRD not in found[TITLE]


def test_a_title_stands_over_the_columns_under_its_picture(page_of):
    page = page_of()
    page.title(TITLE, 100, 60)
    page.sheet.pictures.append(Box(60, 72, 320, 180, 0.5))
    page.lines(["图为社员在大棚里育秧。方亦敏 摄"], 62, 192, font=2, size=9)
    rows = rows_of(FIRST + SECOND + THIRD)
    page.lines(rows[:1], 80, 212)
    page.lines(rows[1:6], 60, 226)
    page.lines(rows[6:], 200, 212)
    (article,) = read(page)
    assert (article.title, article.paragraphs) == (TITLE, (FIRST + SECOND + THIRD,))
    assert len(article.images) == 1


def test_a_caption_may_stand_beside_its_picture(page_of):
    page = page_of()
    page.title(TITLE, 60, 60)
    y = page.column([FIRST, SECOND], 60, 90)
    page.sheet.pictures.append(Box(60, y, 180, y + 100, 0.5))
    page.lines(["社员在大棚里育秧。", "方亦敏 摄"], 186, y + 20, font=2, size=9)
    (article,) = read(page)
    assert [image.caption for image in article.images] == ["社员在大棚里育秧。方亦敏 摄"]


def test_large_words_and_a_telephone_number_are_no_article(page_of):
    page = page_of()
    page.title(TITLE, 60, 60)
    page.column([FIRST, SECOND], 60, 90)
    page.box(300, 200, 560, 400, dark=0.1)
    page.title("秋季购物节", 340, 280, size=30).title("热线：0471-6635001", 380, 380, size=11, font=2)
    assert [article.title for article in read(page)] == [TITLE]


def test_names_far_from_what_they_are_called_belong_to_the_byline(page_of):
    page = page_of()
    page.title(TITLE, 60, 60)
    page.title("本报记者", 130, 78, size=10, font=2).title("方亦敏", 184, 78, size=10, font=2)
    page.column([FIRST, SECOND], 60, 100)
    page.lines([THIRD[at : at + 12] for at in range(0, 48, 12)], 184, 100)
    assert read(page)[0].bylines == ("本报记者 方亦敏",)


def test_a_gutter_is_seen_behind_a_mark_of_half_an_em(page_of):
    page = page_of()
    page.title(TITLE, 100, 60)
    left = rows_of(FIRST + SECOND)
    left = [row[:-1] + "》" if number in (2, 4) else row for number, row in enumerate(left)][:8]
    page.lines(left[:1], 80, 90)
    page.lines(left[1:], 60, 104)
    for run in page.sheet.runs:
        run.x1 += 2.0 if run.text.endswith("》") else 0.0
    page.lines([THIRD[at : at + 12] for at in range(0, 48, 12)], 187, 90)
    (article,) = read(page)
    assert "".join(article.paragraphs) == "".join([*left, THIRD[:48]])


def test_a_rule_taller_than_the_columns_parts_articles_in_a_paper_that_rules_its_columns(page_of):
    page = page_of()
    text = (FIRST + SECOND + THIRD) * 3
    page.title(TITLE, 150, 60)
    for number in range(4):
        page.lines(rows_of(text, indent=0)[number * 3 : number * 3 + 3], 60 + 134 * number, 100)
    page.sheet.runs[1] = Run(text[:10], 80, 180, 100, 10, 0)
    for number in range(3):
        x = 60 + 134 * number + 127
        page.rule(x, 90 if number < 2 else 20, x, 130 if number < 2 else 700)
    found = read(page)
    assert any(article.title == TITLE for article in found)


def test_radicals_and_upright_marks_are_read_as_what_they_look_like():
    assert "⼤⻓︵⋯".translate(PLAIN) == "大长（…"
    assert "长城（一）".translate(PLAIN) == "长城（一）"


def test_a_dark_plate_with_title_and_subtitle_is_no_frame_of_its_own(page_of):
    page = page_of()
    page.box(56, 30, 324, 96, dark=1.0)
    page.title(TITLE, 110, 60, size=22).title("——石桥镇合作社的一年里", 130, 84, size=11, font=2)
    page.lines(rows_of(FIRST + SECOND)[:1], 80, 112)
    page.lines(rows_of(FIRST + SECOND)[1:5], 60, 126)
    page.lines(rows_of(FIRST + SECOND)[5:], 200, 112)
    (article,) = read(page)
    assert (article.title, article.subtitle) == (TITLE, "——石桥镇合作社的一年里")
    assert article.paragraphs == (FIRST + SECOND,)


def test_an_upright_title_at_the_right_stands_over_all_columns_at_its_left(page_of):
    page = page_of()
    for number, char in enumerate(TITLE):
        page.title(char, 330, 90 + 30 * number, size=26)
    text = (FIRST + SECOND) * 3
    rows = [text[:10], *(text[at : at + 12] for at in range(10, 280, 12))]
    page.lines(rows[:1], 80, 80)
    page.lines(rows[1:11], 60, 94)
    page.lines(rows[11:], 200, 80)
    (article,) = read(page)
    assert article.title == TITLE
    assert article.paragraphs == ("".join(rows),)


def test_a_name_of_spaced_characters_belongs_to_its_role(page_of):
    page = page_of()
    page.title(TITLE, 60, 60)
    for text, x in (("本报记者", 100), ("方", 150), ("敏", 170)):
        page.title(text, x, 78, size=10)
    page.column([FIRST, SECOND], 60, 100)
    (article,) = read(page)
    assert [line.replace(" ", "") for line in article.bylines] == ["本报记者方敏"]
    assert article.paragraphs == (FIRST, SECOND)


def test_a_role_within_a_line_of_text_begins_no_byline(page_of):
    page = page_of()
    page.title(TITLE, 60, 60)
    page.lines(["开春以来"], 80, 90)
    page.lines(["通讯员"], 130, 90)
    page.lines(["方敏在"], 170, 90)
    page.lines(rows_of(FIRST + SECOND, 14, 0), 60, 104)
    (article,) = read(page)
    assert article.bylines == ()
    assert article.paragraphs[0].replace(" ", "").startswith("开春以来通讯员方敏在今年")


def test_two_titles_side_by_side_over_columns_of_their_own_stay_two(page_of):
    page = page_of()
    page.title("大棚搭起来", 60, 60, size=22).title("水渠修到头", 184, 60, size=22)
    page.column([FIRST + SECOND], 60, 90, chars=11)
    page.column([THIRD + FIRST], 184.5, 90)
    assert [article.title for article in read(page)] == ["大棚搭起来", "水渠修到头"]


def test_rules_beside_a_table_or_taller_than_it_are_none_of_its_own(page_of):
    page = page_of()
    page.title("招标公告", 60, 40, size=18)
    page.lines(["现将下列标的公开招标，欢迎参加。"], 60, 70)
    for y in (90, 110, 130):
        page.rule(60, y, 300, y)
    for x in (60, 140, 300):
        page.rule(x, 90, x, 130)
    page.rule(320, 90, 320, 130).rule(200, 20, 200, 400).rule(220, 95, 220, 100)
    page.lines(["甲地块"], 64, 104)
    page.lines(["一百亩"], 150, 104)
    page.lines(["乙地块"], 64, 124)
    page.lines(["二百亩"], 150, 124)
    (article,) = read(page)
    assert article.paragraphs[-2:] == ("甲地块 一百亩", "乙地块 二百亩")
