import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ingest.epaper.layout import page_label, read_layout
from ingest.epaper.platform import platform_of, platforms
from model.errors import CatalogError
from model.source import Document

SHARED = Path(os.environ.get("BAOSHAO_SHARED", Path(__file__).resolve().parents[4] / "shared"))


def document(html, url="http://a.cn/html/2026-03/05/node_2.htm"):
    return Document(url, "html", html, "utf-8", 0, html.encode(), datetime.now(UTC))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("第01版：要闻", ("01", "要闻")),
        ("01版:要闻", ("01", "要闻")),
        ("A12版 理论", ("A12", "理论")),
        ("第A12版：", ("A12", None)),
        ("第十二版：副刊", ("12", "副刊")),
        ("第三版", ("3", None)),
        ("二十版 广告", ("20", "广告")),
        ("A04·民生", ("A04", "民生")),
        ("\xa0第02版：旅游报02版", ("02", "旅游报02版")),
    ],
)
def test_a_page_label_gives_number_and_name(text, label):
    assert page_label(text) == label


@pytest.mark.parametrize("text", ["上一版", "下一版", "PDF版", "版面目录", "数字报首页", "返回", ""])
def test_what_only_speaks_of_pages_is_no_label(text):
    assert page_label(text) is None


def test_titles_that_a_script_writes_are_read():
    html = (
        '<ul id=titleList><li><a href=content_1.htm?div=-1><script>document.write(view("青岚启动主题党日<br>百姓叫好  "))'
        "</script></a><li><a href=content_2.htm>把河道清淤办到心坎上</a></ul>"
    )
    layout = read_layout(document(html), platform_of("founder", {}))
    assert [entry.title for entry in layout.entries] == ["青岚启动主题党日 百姓叫好", "把河道清淤办到心坎上"]


def test_who_edited_a_page_and_its_advertisements_are_no_articles():
    names = [
        "本版责编：何清",
        "责编/何清 美编/安然",
        "广告",
        "公益广告",
        "报头",
        "责任编辑 何清",
        "版式：何清 校对：安然",
    ]
    links = "".join(f"<li><a href=content_{number}.htm>{name}</a></li>" for number, name in enumerate(names, 10))
    html = f"<ul class=news-list>{links}<li><a href=content_1.htm>广告业五年增长两成</a></li></ul>"
    layout = read_layout(document(html), platform_of("founder-new", {}))
    assert [entry.title for entry in layout.entries] == ["广告业五年增长两成"]
    assert layout.skipped == len(names)


def test_an_article_that_only_the_map_has_counts_and_one_with_two_areas_counts_once():
    html = (
        "<map name=PagePicMap><Area coords='0,0,100,0,100,100,0,100' shape=polygon href=content_1.htm?div=0>"
        "<Area coords='0,0,100,0,100,100,0,100' shape=polygon href=content_1.htm?div=-1>"
        "<Area coords='0,100,100,100,100,200,0,200' shape=polygon href=content_1.htm?div=-1>"
        "<Area coords='null' shape=polygon href=content_2.htm title=没有位置的稿件></map>"
        "<img usemap=#PagePicMap width=400 height=600 src=b.jpg>"
    )
    entries = read_layout(document(html), platform_of("founder", {})).entries
    assert [len(entry.areas) for entry in entries] == [2, 0]
    assert entries[1].title == "没有位置的稿件"


def test_the_size_of_the_picture_may_stand_in_its_style():
    html = (
        "<map><area coords='0,0,250,0,250,350,0,350' href=content_1.htm></map>"
        "<img usemap=#m style='width: 500px; height:700px' src=b.jpg>"
    )
    [entry] = read_layout(document(html), platform_of(None, {})).entries
    assert entry.areas[0][2] == (0.5, 0.5)


def test_pages_without_a_map_size_are_measured_as_the_platform_shows_them():
    html = "<map><area coords='0,0,200,0,200,230,0,230' href=content_1.html></map><img usemap=#m src=b.jpg>"
    [entry] = read_layout(document(html), platform_of("founder-new", {})).entries
    assert entry.areas[0][2] == (0.5, 0.4)


def test_each_page_of_the_list_has_its_own_pdf():
    html = (
        "<table>"
        "<tr><td><a id=pageLink href=./node_2.htm>第01版：要闻</a></td><td><a href=../p/01.pdf>pdf</a></td></tr>"
        "<tr><td><a id=pageLink href=node_7.htm>第02版：综合</a></td><td><a href=../p/02.pdf>pdf</a></td></tr>"
        "</table>"
    )
    pages = read_layout(document(html), platform_of("founder", {})).pages
    assert [(page.no, page.name, page.pdf and page.pdf[-6:]) for page in pages] == [
        ("01", "要闻", "01.pdf"),
        ("02", "综合", "02.pdf"),
    ]


def test_the_day_is_the_printed_one_else_that_of_the_address():
    assert read_layout(document("<p>2026年3月6日 星期五</p>"), platform_of(None, {})).day == date(2026, 3, 6)
    title = "<li>新规2026年5月1日起施行</li>"
    assert read_layout(document(title), platform_of(None, {})).day == date(2026, 3, 5)
    assert read_layout(document(title, "http://a.cn/paper.htm"), platform_of(None, {})).day == date(2026, 5, 1)
    assert read_layout(document("<p>2026年13月6日</p>"), platform_of(None, {})).day == date(2026, 3, 5)


def test_a_source_may_select_its_own_way():
    platform = platform_of("founder", {"articles": "ol.own a", "skip": "^小启$", "title": ["h1"]})
    html = "<ol class=own><li><a href=content_1.htm>小启</a><li><a href=content_2.htm>本版责编：何清</a></ol>"
    assert [entry.title for entry in read_layout(document(html), platform).entries] == ["本版责编：何清"]


def test_an_unknown_key_of_select_is_refused_with_the_known_ones():
    with pytest.raises(CatalogError, match=r"unknown key `artikles`; known keys: article_path, articles"):
        platform_of("founder", {"artikles": "a"})


def test_a_wrong_regular_expression_is_refused():
    with pytest.raises(CatalogError, match="is no regular expression"):
        platform_of(None, {"skip": "(("})


def test_every_platform_of_the_issue_is_shipped():
    named = {"founder", "founder-new", "rmrb-old", "studytimes", "zuzhirenshi", "pdf-by-date", "nmgrb", "sxrb"}
    assert named <= set(platforms())


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "profile", "pages"),
    [("epaper-rmrb-nbs-20171016-01", "rmrb-old", 16), ("epaper-zglyb-founder-20171013-01", "founder", 7)],
)
def test_a_real_layout_page_gives_its_articles_with_their_areas(name, profile, pages):
    path = SHARED / "corpus" / "pages" / f"{name}.html"
    if not path.exists():
        pytest.skip("the corpus of real pages is no part of the project")
    layout = read_layout(document(path.read_text(encoding="utf-8")), platform_of(profile, {}))
    assert len(layout.entries) == 5
    assert all(entry.areas and entry.title for entry in layout.entries)
    assert len(layout.pages) == pages
    assert layout.pages[0].no == "01"
