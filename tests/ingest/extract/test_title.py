from collections.abc import Callable

import pytest

from ingest.extract.likeness import key_of

TEXT = "".join(
    f"<p>第{n}段文字写得足够长，说明村口的窗口怎样方便了群众，也说明以后还要做什么。</p>" for n in "一二三四"
)
TIME = "<p>2024-05-10 06:58</p>"


def test_an_empty_first_heading_is_passed_over(article: Callable) -> None:
    assert (
        article(f"<title>村口的窗口开了_云溪网</title><h1></h1><h1>村口的窗口开了</h1>{TIME}{TEXT}").title
        == "村口的窗口开了"
    )


def test_the_name_of_the_site_in_a_heading_is_no_headline(article: Callable) -> None:
    html = f"<title>村口的窗口开了-云溪县人民政府网站</title><h1>云溪县人民政府网站</h1><h2>村口的窗口开了</h2>{TIME}{TEXT}"
    assert article(html).title == "村口的窗口开了"


def test_a_bar_inside_a_headline_stays(article: Callable) -> None:
    html = f"<title>云镜|数据业大整顿：一条信息几元钱_云溪新闻</title><div>云镜</div><h1>云镜|数据业大整顿：一条信息几元钱</h1>{TIME}{TEXT}"
    assert article(html).title == "云镜|数据业大整顿：一条信息几元钱"


def test_a_headline_on_two_lines_is_put_together(article: Callable) -> None:
    title = "云溪县人民政府关于批准发行专项债券及调整二〇〇七年末余额限额的决定"
    html = f"<title>{title}_云溪公报</title><p>云溪县人民政府</p><p>关于批准发行专项债券</p><p>及调整二〇〇七年末余额限额的决定</p>{TEXT}"
    assert article(html).title == title


def test_a_headline_broken_by_hand_is_put_together_where_the_site_is_named_before_it(article: Callable) -> None:
    html = (
        "<title>云溪在线教育--高考前最后三十天：班主任写给学生的一封信</title><p>云溪首页 | 校友录 | 社区</p>"
        f"<table><tr><td><font size=5><b>高考前最后三十天：<br>班主任写给学生的一封信</b></font></td></tr></table>{TIME}{TEXT}"
    )
    assert article(html).title == "高考前最后三十天：班主任写给学生的一封信"


@pytest.mark.parametrize(
    "title", ["更多毕业生到基层就业", "注册制改革走深走实", "2024年5月10日新闻发布会实录", "相关部门回应停车收费"]
)
def test_a_headline_may_begin_with_the_word_of_a_button_or_with_a_day(article: Callable, title: str) -> None:
    found = article(f"<title>{title}_云溪网</title><div><p>{title}</p>{TIME}{TEXT}</div>")
    assert found.title == title
    assert title not in found.paragraphs


def test_where_the_page_states_only_its_site_the_line_above_the_time_counts(article: Callable) -> None:
    html = (
        "<title>云溪人事网</title><table><tr><td>当前位置： 首页 → 人事考试 → 计算机考试</td></tr></table>"
        "<table><tr><td align=center><font color=red><strong>关于举办2005年计算机应用能力考试的通知</strong></font></td></tr>"
        f"<tr><td>发布日期：2005-3-2 阅读次数：4587 信息来源：云溪人事考试中心</td></tr><tr><td>{TEXT}</td></tr></table>"
    )
    assert article(html).title == "关于举办2005年计算机应用能力考试的通知"


def test_the_counter_of_a_set_of_pictures_is_no_headline(article: Callable) -> None:
    html = f"<title>雪域边关上的“流动军医”-图片频道-云溪网</title><div class=title>雪域边关上的“流动军医”<i>(1/6)</i></div>{TIME}{TEXT}"
    assert article(html).title == "雪域边关上的“流动军医”"


def test_where_the_page_states_only_its_channel_the_nearest_heading_counts(article: Callable) -> None:
    html = f"<title>新闻动态--云溪学会</title><h3>首页 - 新闻动态</h3><div><h5>2019年云溪地理年会成功举行！</h5>{TIME}<div>{TEXT}</div></div>"
    assert article(html).title == "2019年云溪地理年会成功举行！"


def test_where_nothing_is_printed_the_stated_headline_counts(raw: Callable) -> None:
    found = raw(f"<title>村口的窗口开了 - 云溪网</title>{TEXT}")
    assert (found.title, found.extraction.fields["title"]) == ("村口的窗口开了", "title-tag")


def test_a_subtitle_and_a_kicker_are_told_from_the_headline(article: Callable) -> None:
    html = (
        f"<title>村口的窗口开了_云溪网</title><div><h3 class=pre>基层见闻</h3><h1>村口的窗口开了</h1><h4 class=sub>七个部门的事项合到一处</h4>"
        f"{TIME}</div>{TEXT}"
    )
    found = article(html)
    assert (found.kicker, found.title, found.subtitle) == ("基层见闻", "村口的窗口开了", "七个部门的事项合到一处")


def test_a_line_that_begins_with_a_dash_is_the_subtitle(article: Callable) -> None:
    html = f"<title>村口的窗口开了——写在清河镇服务中心成立之际_云溪网</title><div><p class=bt>村口的窗口开了</p><div>——写在清河镇服务中心成立之际</div></div>{TIME}{TEXT}"
    found = article(html)
    assert (found.title, found.subtitle) == ("村口的窗口开了", "——写在清河镇服务中心成立之际")


def test_the_header_of_a_site_is_no_kicker(article: Callable) -> None:
    html = f"<title>村口的窗口开了_云溪网</title><div><h2>云溪财经生活</h2></div><h1>村口的窗口开了</h1>{TIME}{TEXT}"
    assert article(html).kicker is None


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "村口的窗口开了", "datePublished": "2024-05-10T06:58:00+08:00", "articleSection": ["要闻"], "author": [{"@type": "Person", "name": "林清源"}]}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "Article", "headline": "村口的窗口开了", "datePublished": "2024-05-10T06:58:00+08:00"}]}</script>',
        '<script type="application/ld+json">[{"title": "村口的窗口开了", "pubDate": "2024-05-10T06:58:00"}]</script>',
        "<meta property=og:title content=村口的窗口开了><meta property=og:release_date content='2024-05-10 06:58'>",
        "<meta name=ArticleTitle content='村口的窗口开了&lt;div&gt;&lt;/div&gt;'><meta name=PubDate content='2024-05-10 06:58'>",
    ],
)
def test_structured_statements_are_read(article: Callable, head: str) -> None:
    found = article(f"<head>{head}</head><body>{TEXT}")
    assert found.title == "村口的窗口开了"
    assert str(found.published_at) == "2024-05-10 06:58:00+08:00"


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, '"text"', "null", '{"@type": "NewsArticle", "headline": 5}'])
def test_broken_json_states_nothing(article: Callable, broken: str) -> None:
    assert (
        article(f'<script type="application/ld+json">{broken}</script><title>村口的窗口开了</title>{TEXT}').title
        == "村口的窗口开了"
    )


def test_two_readings_of_a_headline_share_a_key() -> None:
    assert key_of("“云溪” 2024·开窗") == key_of("云溪2024开窗!")


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (
            "<title>云溪网</title><p>清河镇把窗口搬到村口</p><p>2024-05-10 06:58 来源：云溪日报</p>",
            "清河镇把窗口搬到村口",
        ),
        (
            "<title>新闻详情</title><p>首页</p><h1>清河镇把窗口<br>搬到村口</h1><p>2024-05-10 06:58</p>",
            "清河镇把窗口搬到村口",
        ),
        ("<h1>公示公告</h1>", "公示公告"),
        ("<title>云溪网</title><p>2024-05-10 06:58 来源：云溪日报</p>", "云溪网"),
    ],
)
def test_a_headline_without_a_name_is_found_over_the_time(article: Callable, html: str, title: str) -> None:
    text = "<p>走进清河镇服务中心，大厅里摆着三十二把椅子，窗口前没有人排队，平均等候时间从四十分钟降到六分钟。</p>" * 3
    assert article(f"<html><body>{html}<div>{text}</div></body></html>").title == title


def test_a_channel_before_the_headline_is_none_of_it_and_a_dashed_line_is_no_headline(article: Callable) -> None:
    text = "<p>走进清河镇服务中心，大厅里摆着三十二把椅子，窗口前没有人排队，平均等候时间从四十分钟降到六分钟。</p>" * 3
    html = f"<title>工作动态-清河镇把窗口搬到村口-云溪网</title><p>清河镇把窗口搬到村口</p><p>2024-05-10 06:58</p><div>{text}</div>"
    assert article(html).title == "清河镇把窗口搬到村口"
    html = f"<title>云溪网</title><p>清河镇把窗口搬到村口</p><p>——来自基层的报告</p><p>2024-05-10 06:58</p><div>{text}</div>"
    assert article(html).title == "清河镇把窗口搬到村口"
