from datetime import date

import pytest

from ingest.fields.credit import read_credit
from ingest.fields.editors import read_editors
from ingest.fields.pages import PageReference, read_page_reference


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("来源：某民网－某民日报", "某民网－某民日报"),
        ("来源：某民网 - 某民日报", "某民网-某民日报"),
        ("2019-09-07 13:43:45 来源:\t某某周刊\t举报", "某某周刊"),
        ("来源：[ 某某金融报 ]", "某某金融报"),
        ("文章来源：《某是》", "某是"),
        ("来源： 某某青年报 作者：张三", "某某青年报"),
        ("来源：某华社 2024-05-01", "某华社"),
        ("来源于：Science Daily", "Science Daily"),
        ("稿件来源： 某北日报", "某北日报"),
        ("某某网", "某某网"),
        ("来源：某民游戏[原创]", "某民游戏"),
        ("本文来源于《某某评论》", "某某评论"),
    ],
)
def test_a_credit_loses_its_label_and_its_neighbours(printed: str, expected: str) -> None:
    assert read_credit(printed) == expected


@pytest.mark.parametrize("printed", ["来源：\t\t作者：", "来源：未知", "来源：", "来源：" + "长" * 60])
def test_a_credit_that_says_nothing_is_none(printed: str) -> None:
    assert read_credit(printed) is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("(责编：胡小秋、杨小宇)", ("胡小秋", "杨小宇")),
        ("责任编辑：杨小倩_NF4425", ("杨小倩",)),
        ("责编：黄小南 PN269", ("黄小南",)),
        ("编 辑：王 云　　审 核：李大伟", ("王云",)),
        ("责任编辑：董小玲 2024-05-11 09:00:12", ("董小玲",)),
        ("编辑/王小云 审校/李大伟", ("王小云",)),
        ("【责任编辑】王小云", ("王小云",)),
        ("（编辑 王小云）", ("王小云",)),
        ("责任编辑 王小云 李大伟", ("王小云", "李大伟")),
        ("2024-05-11 08:12 | 云溪日报 | 记者 高小翔 | 编辑 杜小鹃", ("杜小鹃",)),
        ("新媒体编辑：王小云", ("王小云",)),
        ("网站编辑 - 王小云", ("王小云",)),
        ("責任編輯：李小明", ("李小明",)),
        ("编辑：张三 责任编辑：李四", ("李四",)),
        ("【编辑:陈小峰】", ("陈小峰",)),
        ("责任编辑： HN666", ("HN666",)),
        ("责编：Demi Summer", ("Demi Summer",)),
        ("选稿：王 明", ("王明",)),
        ("责编|陈小莹", ("陈小莹",)),
        ("（责任编辑： 张三 李四 )", ("张三", "李四")),
        ("作者：苏小亮，编辑：邓小雪，36云溪经授权发布。", ("邓小雪",)),
        ("编辑：阎小虎　投稿热线：0351-1234567", ("阎小虎",)),
        ("［编辑：裘小新］", ("裘小新",)),
        ("编辑：覃小晓 【返回列表】", ("覃小晓",)),
        ("编辑：赵小明\tT大\tT小", ("赵小明",)),
        ("云溪记者 王小晶 云溪编辑 梁小枭", ("梁小枭",)),
        ("云溪新闻编辑 | 周小远", ("周小远",)),
        ("[责任编辑：PN032 周小民]", ("周小民",)),
        ("责任编辑：上方文 文章纠错", ("上方文",)),
        ("责任编辑：", ()),
        ("记者手记", ()),
    ],
)
def test_editors_lose_labels_and_staff_codes(printed: str, expected: tuple[str, ...]) -> None:
    assert read_editors(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("《某民日报》（2024年05月10日 02 版）", PageReference("某民日报", date(2024, 5, 10), "02")),
        ("《某民日报》 (2003年07月22日第十四版)", PageReference("某民日报", date(2003, 7, 22), "14")),
        ("《 某民日报 》（ 2024年05月10日 04 版）", PageReference("某民日报", date(2024, 5, 10), "04")),
        ("2026年07月29日 05版", PageReference(None, date(2026, 7, 29), "05")),
        ("第A01版", PageReference(None, None, "A01")),
    ],
)
def test_a_page_reference_gives_paper_day_and_page(printed: str, expected: PageReference) -> None:
    assert read_page_reference(printed) == expected
