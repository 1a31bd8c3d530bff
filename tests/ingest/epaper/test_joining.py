from ingest.epaper.joining import join_continuations
from model.article import Extraction, Image, RawArticle

HTML = Extraction("html")


def article(page, title, *paragraphs, **given):
    return RawArticle(f"http://a.cn/{page}/{title}", HTML, title=title, page_no=page, paragraphs=paragraphs, **given)


def test_a_rest_is_appended_where_the_article_begins():
    first = article("01", "青岚启动主题党日", "开头一段。", "第二段。（下转4版）", bylines=("本报记者 李一",))
    rest = article(
        "04", "（上接1版）青岚启动主题党日", "接着一段。", bylines=("本报记者 李一",), images=(Image("a.jpg"),)
    )
    other = article("01", "别的稿件", "一段。")
    joined = join_continuations([first, other, rest])
    assert [raw.title for raw in joined] == ["青岚启动主题党日", "别的稿件"]
    assert joined[0].paragraphs == ("开头一段。", "第二段。", "接着一段。")
    assert joined[0].bylines == ("本报记者 李一",)
    assert joined[0].images == (Image("a.jpg"),)
    assert joined[0].page_no == "01"


def test_a_sentence_that_the_page_broke_is_whole_again():
    first = article("A1", "题目", "开头。", "说到一半的", "（下转A4版）")
    rest = article("A4", "题目", "（上接A1版）话到这里说完。", "又一段。")
    [joined] = join_continuations([first, rest])
    assert joined.paragraphs == ("开头。", "说到一半的话到这里说完。", "又一段。")


def test_the_right_one_of_two_beginnings_is_found_by_its_title():
    one = article("01", "河道清淤见到实效", "甲。（下转3版）")
    two = article("01", "老旧小区改造怎样推进", "乙。（下转3版）")
    rest = article("03", "老旧小区改造", "丙。", bylines=("（上接1版）",))
    joined = join_continuations([one, two, rest])
    assert [raw.paragraphs for raw in joined] == [("甲。（下转3版）",), ("乙。", "丙。")]


def test_a_beginning_that_does_not_say_so_is_found_by_its_title_alone():
    first = article("01", "河道清淤见到实效", "甲。")
    rest = article("03", "河道清淤见到实效", "乙。", continued_from="（上接第一版）")
    other = article("03", "全不相干的题目", "丙。", continued_from="（上接1版）")
    assert [raw.paragraphs for raw in join_continuations([first, other])] == [("甲。",), ("丙。",)]
    rest = article("03", "河道清淤见到实效", "（上接1版）", "乙。")
    [joined] = join_continuations([first, rest])
    assert joined.paragraphs == ("甲。", "乙。")


def test_a_rest_without_a_beginning_stays_as_a_continuation():
    [rest] = join_continuations([article("04", "（上接1版）题目", "接着一段。")])
    assert (rest.kind, rest.title, rest.paragraphs) == ("continuation", "题目", ("接着一段。",))


def test_an_article_without_text_is_left_alone():
    empty = article("01", "只有题目")
    assert join_continuations([empty]) == [empty]
