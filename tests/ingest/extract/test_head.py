from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<p>2024-05-10 06:58 来源：云溪日报 作者：张小三</p>", "云溪日报"),
        ("<p><span>2024-05-10 06:58</span><span>来源：</span><a>云溪日报</a><span>举报</span></p>", "云溪日报"),
        ("<p>2024-05-10 06:58 云溪在线</p>", "云溪在线"),
        ("<p>2024-05-10 06:58 云溪晚报 云溪在线</p>", "云溪晚报"),
        ("<p>金融市场 云溪镜像 2024-05-10 06:58</p>", "云溪镜像"),
        ("<p>云溪日报 | 2024-05-10 06:58 | 责任编辑：张小三</p>", "云溪日报"),
        ("<p>2024-05-10 06:58</p><p>关注云溪网</p><p>云上清河</p>", "云上清河"),
        ("<p><a class=cat>金融市场</a><span class=source>云镜</span> 2024-05-10 06:58</p>", "云镜"),
        ("<p class=name>云溪融媒</p><p>2024-05-10 06:58 发布于 北京 云溪融媒官方账号</p>", "云溪融媒"),
        ("<p>信息来源：县发改委</p><p>发布日期：2024-05-10</p>", "县发改委"),
        ("<p>张小三/云溪青年报</p><p>2024-05-10 06:58</p>", "云溪青年报"),
        ("<p>时间：2024-05-10 作者：网络整理</p>", "网络整理"),
        ("<p>2024-05-10 06:58</p><div>文章来源：云溪网-云溪频道</div>", "云溪网-云溪频道"),
        ("<p>2024-05-10 06:58 来源：云溪游戏[原创]　作者：张小三</p>", "云溪游戏"),
        ("<p>2024-05-10 本文来源于《云溪金融评论》</p>", "云溪金融评论"),
        ("<p><em>2016-03-04</em><em>39云溪网</em><em>在线咨询</em></p>", "39云溪网"),
        ("<p><span>云溪都市报</span><span>05-10 08:30</span><span>+ 关注</span></p>", "云溪都市报"),
        ("<p><time>2024-05-10 09:41</time><span>雲溪聯合報／ <a>記者張小三</a>／台北即時報導</span></p>", "雲溪聯合報"),
        ("<p><span class=src>第1眼-云溪网</span> <span>2024-03-12 08:16:00</span> 字号：<a>A-</a></p>", "第1眼-云溪网"),
        ("<div class=byline>来源 / <a>云溪早报</a></div><div class=byline>发布 / 2024年5月27日</div>", "云溪早报"),
        (
            "<p>云上聊生活</p><p><span>2023-05-13 09:02</span><span>山东</span><span>生活领域爱好者</span></p>",
            "云上聊生活",
        ),
        (
            "<div class=author-info__box><a class=author-info__username>云溪札记©</a><span>2024-04-02 19:36</span></div>",
            "云溪札记",
        ),
        ("<p>2024年05月10日 19:56　<span>21世纪云溪报道</span>　<span>柯星辰</span></p>", "21世纪云溪报道"),
    ],
)
def test_a_credit_is_found_in_every_printed_form(article: Callable, page: Callable, above: str, expected: str) -> None:
    assert article(page(above=above)).credit == expected


@pytest.mark.parametrize(
    "above",
    [
        "<p>来源： | 发布时间：2024-05-10 | 浏览次数：2168</p>",
        "<p>2024-05-10 06:58</p><ul><li>Facebook</li><li>微博</li><li>开心网</li></ul>",
        "<p>2024-05-10 06:58 | 字体放大 | 字体缩小</p>",
        "<p>2024-05-10 06:58</p><p>字号：大 中 小</p><p>打印</p>",
        "<p>NEWS.YUNXI.COM 2024-05-10 06:58</p>",
        "<p>2024-05-10 06:58 张小三</p>",
        "<p>首页 > 云溪日报 > 正文</p><p>2024-05-10 06:58</p>",
        "<p>2024年5月10日星期五</p>",
        "<p>2024-05-10 06:58 字数 214 阅读 1,032</p>",
        "<p><span>发布</span><span>/</span><span>2024年5月10日 16:20</span></p>",
        "<p>云溪周末记者 张小三 云溪周末实习生 李晓光 发自云溪</p><p>2024-05-09 20:11</p>",
        "<table><tr><td>成文日期</td><td>2024-05-09</td><td>有效性</td><td>有效</td></tr></table>",
        "<p>2024-05-10 06:58 现场报道</p>",
        "<p>2024-05-10 06:58 <a>切換簡體</a></p>",
        "<p>2024-05-10 06:58 <span class=source>第05版</span></p>",
        "<p>发布于2024-05-10 06:58 <span class=source>来自手机</span><span>公开 · 原创</span></p>",
    ],
)
def test_no_credit_is_made_of_buttons_people_and_paths(article: Callable, page: Callable, above: str) -> None:
    assert article(page(above=above)).credit is None


def test_the_paper_of_a_page_reference_is_the_credit_where_none_is_printed(article: Callable, page: Callable) -> None:
    found = article(page(below="<p>《云溪日报》 (2003年07月22日第十四版)</p>"))
    assert (found.credit, found.page_no, str(found.issue_date)) == ("云溪日报", "14", "2003-07-22")
    assert found.extraction.fields["credit"] == "page-reference"


@pytest.mark.parametrize("line", ["编辑｜云小翔", "编辑 | 云小翔"])
def test_an_editor_may_be_named_in_the_first_lines_of_a_text(article: Callable, paragraphs: tuple, line: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs * 8)
    html = f"<title>清河镇把窗口搬到村口</title><h1>清河镇把窗口搬到村口</h1><div><p>文｜张小三</p><p>{line}</p>{text}</div>"
    assert article(html).editors == ("云小翔",)


def test_who_stands_beside_the_time_is_read_though_his_box_is_called_as_furniture(
    article: Callable, page: Callable
) -> None:
    above = "<p>2024/9/3 14:22 来源：云溪速报 作者：张小三 责编：<span id=editor_box><b>李小四</b></span></p>"
    assert article(page(above=above)).editors == ("李小四",)


def test_a_credit_under_the_text_counts_where_none_stands_above(article: Callable, page: Callable) -> None:
    below = "<div class=ly>来源：云溪日报　编辑：苏小亮</div>"
    found = article(page(below=below))
    assert (found.credit, found.editors) == ("云溪日报", ("苏小亮",))
    assert article(page(below="<div>版权声明：来源：云溪日报</div>")).credit is None


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<p>发稿时间：2024-05-13 06:03:00</p>", "2024-05-13 06:03:00+08:00"),
        ("<div><span>2024</span></div><div>05/13</div><div>06:03</div>", "2024-05-13 06:03:00+08:00"),
        ("<p>更新时间：2024-05-14 08:00</p><p>发布时间：2024-05-13 06:03</p>", "2024-05-13 06:03:00+08:00"),
        ("<p>（2007年6月29日第二十八次会议通过）</p><p>发布日期：2007-08-20</p>", "2007-08-20 00:00:00+08:00"),
    ],
)
def test_the_time_of_publication_is_told_from_other_times(
    article: Callable, page: Callable, above: str, expected: str
) -> None:
    assert str(article(page(above=above)).published_at) == expected


def test_a_time_may_stand_above_the_headline_or_under_the_text(article: Callable, page: Callable) -> None:
    before = page().replace("<h1>", "<p class=d>2024-05-13 06:03</p><h1>")
    assert str(article(before).published_at) == "2024-05-13 06:03:00+08:00"
    assert str(article(page(below="<p>发布日期：2024-05-13 06:03</p>")).published_at) == "2024-05-13 06:03:00+08:00"


@pytest.mark.parametrize(
    ("above", "inside", "expected"),
    [
        ("<p>本报记者　林清源　方　圆</p>", "", ["林清源/记者", "方圆/记者"]),
        ("<p>2024-05-10 06:58 [ 黄小宇 ] 来源：云溪日报</p>", "", ["黄小宇/None"]),
        ("<p>作者：南小帆 来源：云溪日报</p>", "", ["南小帆/作者"]),
        ("", "<p>（本报记者 林清源 通讯员 方小圆）</p>", ["林清源/记者", "方小圆/通讯员"]),
        ("", "<p>作者<span>林清源 方小圆</span></p>", ["林清源/作者", "方小圆/作者"]),
        ("", "<p>（作者：南小帆，系云溪大学特约研究员）</p>", ["南小帆/作者"]),
        ("", "<p>编辑：张小三</p>", []),
        ("", "<p>云溪社记者李小馨摄</p>", []),
        ("", "<p>（图片由张小三 供图）</p>", []),
        ("", "<p>（云溪县发改局）</p>", []),
    ],
)
def test_authors_are_found_around_and_inside_the_text(
    article: Callable, page: Callable, above: str, inside: str, expected: list[str]
) -> None:
    found = article(page(above=above, inside=inside)).authors
    assert [f"{author.name}/{author.role}" for author in found] == expected


def test_the_reporters_of_a_dateline_are_authors(article: Callable, page: Callable) -> None:
    html = page().replace("　　“以前", "　　云溪社清河5月9日电（记者邹小为、唐诗圆）“以前")
    assert [author.name for author in article(html).authors] == ["邹小为", "唐诗圆"]
    bare = page().replace("<div class=text>", "<div class=text><p>云溪5月9日讯 本报记者 邹小为 报道</p>")
    assert [author.name for author in article(bare).authors] == ["邹小为"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("原标题：七部门进村", "七部门进村"),
        ("（原标题：七部门进村）", "七部门进村"),
        ("本文原标题：《七部门进村》", None),
    ],
)
def test_the_original_title_is_kept_out_of_the_text(
    article: Callable, page: Callable, paragraphs, printed: str, expected: str | None
) -> None:
    found = article(page(inside=f"<p>{printed}</p>"))
    assert found.paragraphs == paragraphs
    assert expected is None or found.original_title == expected


def test_an_editor_named_by_code_keeps_the_code_where_nothing_else_is_printed(
    article: Callable, page: Callable
) -> None:
    assert article(page(below="<div>责任编辑：HN666</div>")).editors == ("HN666",)


def test_the_staff_under_a_text_is_no_part_of_it(article: Callable, page: Callable, paragraphs) -> None:
    inside = "<p>编辑|赵小志</p><p>责编|陈小莹</p><p>校对|黄小敏</p>"
    found = article(page(inside=inside))
    assert (found.paragraphs, found.editors) == (paragraphs, ("陈小莹",))
    assert article(page(inside="<p>编辑/倪小宁</p>")).paragraphs == (*paragraphs, "编辑/倪小宁")


def test_a_credit_may_stand_in_the_bracket_of_a_long_last_paragraph(article: Callable, page: Callable) -> None:
    long = "镇里把七个部门的四十六项事项合到一个窗口，群众办事不再来回跑路，平均等候时间也降了下来。" * 6
    assert article(page(inside=f"<p>{long}（来源：云溪日报）</p>")).credit == "云溪日报"
    assert article(page(inside=f"<p>{long}（图片来源：云溪图库）</p>")).credit is None


@pytest.mark.parametrize(
    ("inside", "names"),
    [
        ("<p>□ 方　圆　林清源</p>", ["方圆", "林清源"]),
        ("<p>云溪县委书记　方小圆</p>", ["方小圆"]),
        ("<p>方小圆</p>", ["方小圆"]),
        ("<p>作者：方小圆；林清源</p>", ["方小圆", "林清源"]),
        ("<p>高质量发展</p>", []),
    ],
)
def test_people_may_sign_with_nothing_but_their_names(
    article: Callable, page: Callable, inside: str, names: list[str]
) -> None:
    html = page().replace("<div class=text>", f"<div class=text>{inside}")
    assert [author.name for author in article(html).authors] == names


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<p>云溪网 05-10 06:58</p>", "2024-05-10 06:58:00+08:00"),  # the page's address says 2024/0510
        ("<p>云溪网 05-09 06:58</p>", "2026-05-09 06:58:00+08:00"),  # it says another day: the last such day counts
    ],
)
def test_a_day_without_a_year_takes_the_year_of_the_address(
    article: Callable, page: Callable, above: str, expected: str
) -> None:
    assert str(article(page(above=above)).published_at) == expected


def test_a_time_that_only_a_script_holds_counts_where_none_is_printed(article: Callable, page: Callable) -> None:
    script = "<script>var publish_time_text; var ct = '1715295480'; var publishTime = 'soon';</script>"
    found = article(page(head=script))
    assert str(found.published_at) == "2024-05-10 06:58:00+08:00"
    assert found.extraction.fields["published_at"] == "script"
    assert article(page(head=script, above="<p>云溪网 昨天</p>")).published_at is None
    assert article(page(head="<script>var ct = ct || 0</script>")).published_at is None


def test_what_stands_alone_beside_the_time_is_the_credit_unless_it_is_a_channel(
    article: Callable, page: Callable
) -> None:
    assert article(page(above="<div>云上清河</div><div>2024-05-10 06:58</div>")).credit == "云上清河"
    assert (
        article(page(above="<div>2024</div><div>05/10</div><div>06:58</div><div>云上清河</div>")).credit == "云上清河"
    )
    assert article(page(above="<div>时政要闻</div><div>2024-05-10 06:58</div>")).credit is None
    assert article(page(above="<div>云上清河</div><div>2024-05-10 06:58</div><div>石桥的风</div>")).credit is None


def test_a_stated_author_counts_only_where_the_page_prints_the_name(article: Callable, page: Callable) -> None:
    head = "<meta name=author content=方小圆>"
    assert [a.name for a in article(page(head=head, above="<p><span>方小圆</span> 2024-05-10</p>")).authors] == [
        "方小圆"
    ]
    assert article(page(head=head, above="<p>2024-05-10</p>")).authors == ()
    assert article(page(head=head, above="<p>2024-05-10</p><p>责编：<span>方小圆</span></p>")).authors == ()
