"""Rows of lists: which links are articles, with which title and date."""

import json
import time
from collections.abc import Callable

import pytest

from ingest.extract.lists.links import Links, find_links

URL = "http://xw.yunxi.example/yw/index.html"
TITLES = [
    "清河镇把服务窗口搬到村口办",
    "山里来了一位新老师的故事",
    "一座老桥的第三次重修始末",
    "从一粒种子看一个县的产业",
]


def row(title: str, number: int, date: str = "2024-05-10", form: str = "./202405/t20240510_{}.html") -> str:
    return f"<li><a href={form.format(33300 + number)}>{title}</a><span>{date}</span></li>"


def rows(date: str = "2024-05-10", form: str = "./202405/t20240510_{}.html") -> str:
    return "".join(row(title, number, date, form) for number, title in enumerate(TITLES))


def titles(found: Links) -> list[str | None]:
    return [ref.title for ref in found.refs]


@pytest.mark.parametrize(
    "title",
    [
        "评论员文章：久久为功抓落实",
        "全文｜某县2024年政府工作报告",
        "下一步怎么干？县委书记这样说",
        "更多外资企业选择落户清河",
        "阅读点亮乡村的夜晚",
        "返回舱着陆后为何要消毒",
        "注册会计师全国统一考试本周末举行",
        "版面之外的较量",
        "第8版《诊疗方案》解读",
        "清河县人民医院招聘信息",
        "关于注销三家企业食品经营许可证",
        "公布12345及举报电话",
        "工信局公开征求意见反馈",
    ],
)
def test_a_title_may_begin_or_end_like_a_button_or_an_imprint(document: Callable, title: str) -> None:
    assert title in titles(find_links(document(rows() + row(title, 9), URL)))


@pytest.mark.parametrize(
    "words",
    [
        "更多精彩内容",
        "[详细]",
        "阅读全文",
        "评论(12)",
        "12评论",
        "第03版：民生新闻在这里",
        "上一篇：清河镇的窗口",
        "网络视听许可证",
        "违法和不良信息举报电话：010-12345678",
        "隐私政策",
        "某ICP备12345678号",
        "http://xw.yunxi.example/yw/202405/t20240510_33309.html",
    ],
)
def test_buttons_labels_and_imprints_are_no_articles(document: Callable, words: str) -> None:
    assert titles(find_links(document(rows() + row(words, 9), URL))) == TITLES


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("[05-10]", "2024-05-10"),
        ("05-10 18:30", "2024-05-10 18:30"),
        ("5月10日 08:30", "2024年5月10日 08:30"),
        ("(05/10 09:12)", "2024-05-10 09:12"),
        ("05.10", "2024-05.10"),
        ("24-05-10", "2024-05-10"),
        ("11-02", "11-02"),
        ("9小时前", "9小时前"),
        ("昨天 08:30", "昨天 08:30"),
        ("<b>10</b><i>2024.05</i>", "2024-05-10"),
        ("<b>2024-05</b><i>10</i>", "2024-05-10"),
        ("<b>10</b><i>5月</i>", "5-10"),
        ("02:11", None),
        ("9.5", None),
        ("<b>10</b><i>12</i>", None),
        ("来自清河镇五月里村民们写下的一封很长的信", None),
    ],
)
def test_a_day_without_a_year_is_a_date_and_a_clock_alone_is_none(
    document: Callable, printed: str, date: str | None
) -> None:
    assert {ref.published for ref in find_links(document(rows(printed), URL)).refs} == {date}


def test_rows_that_only_a_break_parts_have_their_own_dates(document: Callable) -> None:
    html = "".join(
        f"<img src=a.gif> <a href=/x/20240{n + 1}/22206{n}.html>{title}</a> <i>2024-0{n + 1}-05</i><br>"
        for n, title in enumerate(TITLES * 2)
    )
    assert [ref.published for ref in find_links(document(f"<div>{html}</div>", URL)).refs][:2] == [
        "2024-01-05",
        "2024-02-05",
    ]


def test_reports_of_other_papers_are_entries_of_a_list_with_days(document: Callable) -> None:
    forms = [
        "https://mp.press.example/s/aKdmPqzTnVxBcLwYQ7",
        "https://news.other.example/2024/05/10/ARTIa1b2c3d4e5f6.shtml",
        "http://paper.third.example/html/2024-05/10/nw.D110000_20240510_1-01.htm",
    ]
    html = "".join(f"<li><a href={form}>{TITLES[n]}</a><span>05-10</span></li>" for n, form in enumerate(forms))
    assert len(find_links(document(f"<ul>{html}</ul>", URL)).refs) == 3


@pytest.mark.parametrize(
    "form",
    [
        "/zt/2024/yhyshj/gzdt/202405/t20240510_{}.html",
        "/special/2024/content_{}.html",
        "/news/202405/{}/index.html",
        "/2024/05/10/{}/",
        "/posts/a-house-by-the-river-and-{}/",
    ],
)
def test_articles_in_the_folders_of_topics_and_in_folders_of_their_own_are_found(document: Callable, form: str) -> None:
    assert titles(find_links(document(rows("", form), URL))) == TITLES


def test_channels_with_numbers_are_no_articles(document: Callable) -> None:
    channels = rows("", "/GB/{}/index.html") + rows("", "/zt/{}/")
    assert find_links(document(channels, URL)).refs == ()


NEIGHBOURS = {
    "comments": "<li><a href=/article/333001/comments>十二位读者写下的评论</a></li>",
    "labels": "".join(f"<li><a href=/m/16048113{n}>大公司</a> 2024-05-10</li>" for n in range(3)),
    "doctors": "".join(f"<li><a href=/doctor/show.aspx?id={n}>主任医师周国梁专家门诊</a></li>" for n in range(4)),
    "products": "".join(f"<li><a href=/products/detail/30{n}.html>立式加工中心数控车床</a></li>" for n in range(4)),
    "films": "<li><a href=/2024/10/11/VIDE6204536944139665.shtml>清河镇的一天从早到晚</a></li>",
    "people": "".join(f"<p><a href=info/1031/200{n}.htm>{n}国梁 教授</a></p>" for n in range(4)),
    "imprint": "<div class=footer><a href=./202405/t20240510_1204.html>怎样向本报投来您的稿件</a> 版权所有 云溪网</div>",
    "attachments": "<li><a href=./202405/t20240510_33300.html>清河镇把服务窗口搬到村口办</a> 2024-05-10"
    "<p>附件：<a href=./202405/P020240510333.pdf>清河镇把服务窗口搬到村口办.pdf</a></p></li>",
}


@pytest.mark.parametrize("kind", NEIGHBOURS)
def test_neighbours_of_the_list_are_no_articles(document: Callable, kind: str) -> None:
    filler = f"<p>{'一个县的产业从一粒种子开始。' * 20}</p>"
    assert titles(find_links(document(f"{filler}<ul>{rows()}</ul>{NEIGHBOURS[kind]}", URL))) == TITLES


def test_a_file_alone_in_its_row_is_an_entry(document: Callable) -> None:
    html = f"<ul>{rows()}{row('清河镇五月份的处罚决定公示', 9, form='./202405/P0202405{}.pdf')}</ul>"
    assert len(find_links(document(html, URL)).refs) == 5


def test_of_several_links_to_a_page_the_heading_says_its_title(document: Callable) -> None:
    html = "".join(
        f"<div><a href={n}_20240510.html><img alt='{title}的现场图片'></a><h3><a href={n}_20240510.html>{title}</a></h3>"
        f"<p><a href={n}_20240510.html>{title}以后，群众办事更方便。一年累计办理一万二千件。</a></p></div>"
        for n, title in enumerate(TITLES)
    )
    assert titles(find_links(document(html, URL))) == TITLES


@pytest.mark.parametrize(
    "card",
    [
        "<h3>{}</h3><p>群众办事更方便，一年累计办理一万二千件。</p><span>2024-05-10</span>",
        "<div class='news-title'>{}</div><div>群众办事更方便</div><div>2024.05.10</div>",
        "<p>2024-05-10</p><p>{}</p><p>群众办事更方便，一年累计办理一万二千件</p>",
        "<span>{}</span><em>2024-05-10</em>",
        "<i>10</i><b>2024.05</b><p>{}</p>",
        "<p>要闻</p><p>{}</p><p>2024-05-10</p>",
    ],
)
def test_of_a_card_that_is_one_link_the_title_is_taken(document: Callable, card: str) -> None:
    html = "".join(f"<a href=./202405/t20240510_33{n}.html>{card.format(t)}</a>" for n, t in enumerate(TITLES))
    found = find_links(document(f"<div>{html}</div>", URL))
    assert titles(found) == TITLES
    assert all(ref.published for ref in found.refs)


def test_a_title_broken_by_hand_is_one_and_so_is_a_button(document: Callable) -> None:
    broken = f"<li><a href=./202405/t20240510_33309.html>{TITLES[0][:5]}<br>{TITLES[0][5:]}</a></li>"
    button = "<div class=side><a href=/16/0602/16/BOIMS8PF00014JB5.html>新版<br>反馈</a></div>"
    assert titles(find_links(document(f"<ul>{rows()}{broken}</ul>{button}", URL))) == [*TITLES, TITLES[0]]


def test_a_link_without_words_is_called_by_its_picture(document: Callable) -> None:
    html = "".join(f"<li><a href=./202405/t20240510_33{n}.html><img alt={t}></a></li>" for n, t in enumerate(TITLES))
    assert titles(find_links(document(html + "<a href=/a/20240510_1.html><img></a>", URL))) == TITLES


@pytest.mark.parametrize(
    "store",
    [
        "<textarea style='display:none'>{}</textarea>",
        "<script type='text/template'>{}</script>",
    ],
)
def test_rows_in_a_hidden_box_of_text_are_found_and_templates_are_not(document: Callable, store: str) -> None:
    template = "<li><a href='{{url}}'>{{title}}</a></li>" * 4
    kept = (
        store.format(rows())
        + store.format(template)
        + store.format("<a href=/a/20240510_1.html>单独的一个链接在这里</a>")
    )
    assert titles(find_links(document(kept, URL))) == TITLES
    assert find_links(document("<textarea>" + rows(), URL)).next is None


def test_escaped_rows_and_rows_of_tables_are_found(document: Callable) -> None:
    escaped = rows().replace("<", "&lt;").replace(">", "&gt;")
    assert titles(find_links(document(f"<textarea>{escaped}</textarea>", URL))) == TITLES
    records = "".join(
        f"<record>\n<![CDATA[\n<tr><td><a href=/art/2024/5/10/art_12_3{n}.html>{t}</a></td><td>05-10</td></tr>]]></record>"
        for n, t in enumerate(TITLES)
    )
    found = find_links(document(f"<script type=text/xml>{records}<record><![CDATA[未完</script>", URL))
    assert [(ref.title, ref.published) for ref in found.refs] == [(title, "05-10") for title in TITLES]


def test_a_list_in_the_data_of_a_script_is_found_where_the_page_links_none(document: Callable) -> None:
    data = {
        "code": 0,
        "list": [
            {"Title": f"<em>{t}</em>", "url": f"/news/2024/{n}33001.html", "ctime": "2024-05-10"}
            for n, t in enumerate(TITLES)
        ],
    }
    nested = {"menu": [{"name": "首页", "url": "/"}], "data": {"rows": data["list"] + [{"title": "没有地址"}, 7]}}
    for value in (data, nested):
        html = f"<script>var a = {{b: 1}};</script><script>window.__INITIAL__ = {json.dumps(value)}; init();</script>"
        found = find_links(document(html, URL))
        assert [(ref.title, ref.published) for ref in found.refs] == [(title, "2024-05-10") for title in TITLES]
    deep = "<script>var a = " + "[" * 100_000 + "</script><script>var b = [[1],"
    assert find_links(document(deep, URL)).refs == ()


@pytest.mark.parametrize(
    "attribute",
    [
        "onclick=\"window.location.href='{}'\"",
        "onclick=\"window.open('{}')\"",
        "onclick=show() data-href='{}'",
        "data-link='{}'",
    ],
)
def test_boxes_to_be_clicked_are_links_where_the_page_has_none(document: Callable, attribute: str) -> None:
    html = "".join(
        f"<div class=item {attribute.format(f'/h5/news/2024/33300{n}.html')}><h3>{title}</h3><i>05-10</i></div>"
        for n, title in enumerate(TITLES)
    )
    html += (
        "<div onclick=\"location.href='#top'\">回到这一页的最上面去</div><div onclick=show()>显示出来的一些文字</div>"
    )
    assert titles(find_links(document(html, URL))) == TITLES


@pytest.mark.parametrize(
    "action",
    [
        "href=# onclick=\"window.open('shownews.asp?newsid={}','','width=760')\"",
        "href=\"javascript:window.open('shownews.asp?newsid={}')\"",
        "href='javascript:toNews({})'",
        "onclick=\"toNews('{}')\"",
    ],
)
def test_links_that_open_an_article_by_script_are_links(document: Callable, action: str) -> None:
    script = "<script>var toNews = function(id){ window.location.href = 'shownews.asp?newsid=' + id; }</script>"
    html = "".join(f"<li><a {action.format(3300 + n)}>{title}</a></li>" for n, title in enumerate(TITLES))
    unknown = "<li><a href='javascript:other(330099)'>没有人知道它通向哪里去的</a></li>"
    found = find_links(document(f"{script}<ul>{html}{unknown}</ul>", URL))
    assert [ref.url for ref in found.refs] == [
        f"http://xw.yunxi.example/yw/shownews.asp?newsid={3300 + n}" for n in range(4)
    ]


def test_what_stands_in_the_folder_of_the_list_itself_is_of_the_list(document: Callable) -> None:
    here = "http://xw.yunxi.example/live/"
    assert titles(find_links(document(rows("", "/live/18100{}"), here))) == TITLES
    assert titles(find_links(document(rows() + rows("", "/live/18100{}"), URL))) == TITLES


def test_older_issues_are_no_articles(document: Callable) -> None:
    assert titles(find_links(document(rows() + row("2024年第19期", 9) + row("第18期目录", 10), URL))) == TITLES


def test_of_a_flash_the_words_in_bold_are_the_title(document: Callable) -> None:
    html = "".join(
        f"<p><a href=/kx/181000{n}><strong>【{title}】</strong>群众办事更方便了，{'一年累计办理一万二千件，' * 5}好评如潮。</a></p>"
        for n, title in enumerate(TITLES)
    )
    assert titles(find_links(document(html, URL))) == [f"【{title}】" for title in TITLES]


def test_a_list_of_nothing_but_short_titles_is_a_list(document: Callable) -> None:
    names = ["秋到古城", "河边人家", "晒秋时节", "老街早市"]
    html = "".join(
        f"<td><a href=/photo/2024-10/1{n}/content_10280{n}.html>{name}</a></td>" for n, name in enumerate(names)
    )
    menu = "<ul><li><a href=/a/>首页要闻</a></li><li><a href=/b/>本地新闻</a></li></ul>"
    assert titles(find_links(document(f"{menu}<table><tr>{html}</table>", URL))) == names
    assert titles(find_links(document(f"<table><tr>{html}</table><ul>{rows()}</ul>", URL))) == TITLES


def test_a_date_right_behind_a_cut_title_is_read(document: Callable) -> None:
    html = rows("2024/05/10").replace("</a>", "...</a>")
    assert {ref.published for ref in find_links(document(html, URL)).refs} == {"2024/05/10"}


def test_a_link_for_more_of_something_else_is_no_next_page(document: Callable) -> None:
    assert find_links(document(rows() + "<a href=/user/token/12345/>查看更多</a>", URL)).next is None


HEAVY: dict[str, Callable[[int], str]] = {
    "feet": lambda n: "".join(f"<footer>备案 <a href=/a/20240510/{i}.html>{TITLES[0]}</a></footer>" for i in range(n)),
    "calls": lambda n: f"<script>{'createPageHTML(a,b,c,d);' * n}</script>",
    "functions": lambda n: "".join(f"<a href='javascript:f{i}(2)'>下一页</a>" for i in range(n)),
    "boxes to be clicked": lambda n: "".join(
        f"<div onclick=\"location.href='/a/2024/0510{i}.html'\">{TITLES[0]}</div>" for i in range(n)
    ),
    "scripts": lambda n: "<script>" * n,
    "boxes of text": lambda n: "<textarea>" * n,
    "headings": lambda n: f"<a href=/a/20240510/1.html>{'<h3>x</h3>' * n}</a>",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_twice_the_list_takes_about_twice_the_time(document: Callable, name: str) -> None:
    def spent(size: int) -> float:
        made = document(HEAVY[name](size), URL)
        started = time.process_time()
        find_links(made)
        return time.process_time() - started

    pairs = [(spent(4_000), spent(8_000)) for _ in range(3)]
    assert min(two / (one + 0.02) for one, two in pairs) < 3, f"{name}: {pairs}"
