import re
from urllib.parse import quote

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.web.scene import NOW


def page_of(site, path):
    got = site.get(path)
    assert got.status == 200, got.text
    return LexborHTMLParser(got.text)


def words(node) -> str:
    return re.sub(r"\s+", " ", node.text()).strip()


def test_the_first_page_shows_the_newest_stories_with_why_they_are_here(furnished):
    page = page_of(furnished, "/")
    stories = page.css("article.story")
    assert words(stories[0].css_first("h2")) == "党建聚力 服务知识产权强国建设"
    assert "命中“知识产权强国与党建”：" in words(stories[0].css_first(".why"))
    assert [words(mark) for mark in stories[0].css(".why mark")][:2] == ["知识产权强国", "党建"]
    assert {words(mark) for mark in stories[0].css("h2 mark")} == {"党建", "知识产权强国"}
    assert "知识产权强国" in [words(mark) for mark in stories[0].css(".excerpt mark")]


def test_a_story_is_one_line_however_many_printed_it(furnished):
    page = page_of(furnished, "/")
    titles = [words(title) for title in page.css("article.story h2")]
    assert len(titles) == 9
    assert "滨海：党建聚力 服务知识产权强国建设" not in titles
    assert "另有 2 家转载" in words(page.css_first("article.story .meta"))


def test_a_topic_says_by_which_words(furnished):
    story = next(s for s in page_of(furnished, "/").css("article.story") if "会议记录" in s.text())
    assert words(story.css_first(".why")) == "主题“党建”： 党建".replace("： ", "：")
    assert not story.css(".excerpt mark")


def test_the_head_counts_what_there_is(furnished):
    head = words(page_of(furnished, "/").css_first(".opening"))
    assert head.startswith("11 月 21 日 星期六 今日新收 8 篇，命中 5 次。库中共 11 篇，合为 9 个稿件组。")


def test_the_rail_shows_each_source_as_it_stands(furnished):
    rows = [words(row) for row in page_of(furnished, "/").css("#sources li")]
    assert rows[0].startswith("北岭市政府网失败 列表 0 条，昨日 25 条，疑已改版 上次成功 昨日 14:42")
    assert rows[1] == "北岭工人报迟到 04 版 2 篇未取到"
    assert "滨海日报正常 新 2 今日 16:35" in rows
    assert "停用 1 个" in words(page_of(furnished, "/").css_first("#sources"))


def test_the_rail_shows_alerts_with_how_far_they_came(furnished):
    alerts = [words(row) for row in page_of(furnished, "/").css("#alerts li")]
    assert len(alerts) == 5
    assert any("国企党建" in each and "今日 16:39" in each for each in alerts)
    assert any("已送达" in each for each in alerts)
    assert any("未送达，需处理" in each for each in alerts)
    assert "未送达，需处理1" in words(page_of(furnished, "/").css_first("#deliveries"))


def test_what_is_counted_leads_to_what_was_counted(furnished):
    page = page_of(furnished, "/")
    topic = page.css_first("a.tag").attributes["href"]
    chosen = page_of(furnished, topic)
    assert chosen.css("article.story")
    assert all("党建" in [words(tag) for tag in story.css(".tag")] for story in chosen.css("article.story"))
    source = page_of(furnished, "/?source=worker")
    assert words(source.css_first("h1")) == "信源：北岭工人报"
    assert len(source.css("article.story")) == 2


def test_an_article_is_shown_whole_with_its_evidence(furnished):
    number = page_of(furnished, "/?source=binhai").css_first("a.headline").attributes["href"]
    page = page_of(furnished, number)
    assert words(page.css_first(".kicker")) == "机关党建推进见闻"
    assert {words(mark) for mark in page.css("h1 mark")} == {"党建", "知识产权强国"}
    assert len(page.css(".body p")) == 3
    byline = words(page.css_first(".byline"))
    for part in (
        "记者 周明远",
        "通讯员 方敏（市知识产权局）",
        "来源：滨海日报",
        "02 版 要闻",
        "责编：程远、杨丽",
        "看原网页",
    ):
        assert part in byline
    assert "图 1 审查员在车间里 李江 摄" in words(page.css_first(".extras"))


def test_an_article_says_where_it_came_from(furnished):
    number = page_of(furnished, "/?source=binhai").css_first("a.headline").attributes["href"]
    page = page_of(furnished, number)
    aside = words(page.css_first("aside"))
    for part in (
        "稿件组 · 3 家",
        "滨海日报今日 本篇 最早收到",
        "第 2 版",
        "第 1 版",
        "提取方法pages",
        "把握97 %",
        "没有印出栏目",
        "标题h1",
    ):
        assert part in aside, part
    assert [words(each) for each in page.css(".timeline a")] == ["旗帜观察", "民企参考"]


def test_a_government_document_shows_its_own_fields(furnished):
    number = page_of(furnished, "/?source=ip-office").css_first("a.headline").attributes["href"]
    facts = words(page_of(furnished, number).css_first(".article .facts"))
    assert facts == "索引号00014/2026-117 发文机关滨海市知识产权局 发文字号滨知发〔2026〕17号 成文日期2026-11-20"


def test_every_link_of_ours_leads_somewhere(furnished):
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop().partition("#")[0]
        if path in seen or not path:
            continue
        seen.add(path)
        got = furnished.get(path)
        assert got.status == 200, path
        if got.headers["content-type"].startswith("text/html"):
            links = [a.attributes["href"] for a in LexborHTMLParser(got.text).css("a[href], link[href]")]
            waiting += [link for link in links if link.startswith("/")]
    assert len(seen) > 30


def test_pages_have_no_inline_style_or_script_and_one_h1(furnished):
    for path in ("/", "/articles/1", "/articles/9", "/no-such-page", "/?source=worker"):
        page = LexborHTMLParser(furnished.get(path).text)
        assert not page.css("style, [style]")
        assert all("src" in script.attributes for script in page.css("script"))
        assert not [name for node in page.css("*") for name in node.attributes if name.startswith("on")]
        assert len(page.css("h1")) == 1
        assert page.css_first("html").attributes["lang"] == "zh-CN"


def test_an_empty_house_says_what_to_do_next(db, serve):
    page = page_of(serve(db), "/")
    assert "还没有稿件" in words(page.css_first(".empty"))
    assert "sources.yaml" in words(page.css_first(".empty"))
    assert "baoshao watches import" in words(page.css_first("#alerts"))
    assert words(page.css_first("#deliveries")) == "投递 还没有投递。"
    assert "还没有采集过" in words(page.css_first("#sources"))


def test_a_house_without_sources_says_so(db, serve):
    assert "没有启用的信源" in words(page_of(serve(db, {}), "/").css_first("#sources"))


def test_a_source_or_topic_without_articles_says_so(furnished):
    assert words(page_of(furnished, "/?topic=%E6%97%A0").css_first(".empty")) == "这里没有稿件。"
    assert words(page_of(furnished, "/?source=gone").css_first("h1")) == "信源：gone"


def test_older_stories_are_a_page_further_on(furnished):
    page = page_of(furnished, "/?before=4")
    assert words(page.css_first("h1")) == "更早的稿件"
    assert len(page.css("article.story")) == 3


@pytest.mark.parametrize(
    "path", ["/articles/999", "/articles/0", "/articles/x", "/articles/99999999999999999999", "/nothing"]
)
def test_a_page_that_is_not_there_says_so(furnished, path):
    got = furnished.get(path)
    assert got.status == 404
    assert "没有这一页" in got.text


@pytest.mark.parametrize("path", ["/?before=0", "/?before=x", "/?before=99999999999999999999", "/?topic=" + "长" * 300])
def test_a_question_that_cannot_be_read_says_so(furnished, path):
    got = furnished.get(quote(path, safe="/?=&"))
    assert got.status == 422
    assert "看不懂" in got.text


def test_a_page_can_only_be_read(furnished):
    got = furnished.get("/", method="POST")
    assert got.status == 405
    assert "只能看" in got.text


def test_a_database_that_is_away_is_told_without_its_secrets(db, serve):
    site = serve(db)
    with db.write() as connection:
        connection.exec_driver_sql("DROP TABLE watches")
    got = site.get("/")
    assert got.status == 503
    assert "数据库现在读不出来" in got.text
    assert str(db.folder) not in got.text
    assert "content-security-policy" in got.headers


def test_a_fault_of_ours_is_told_without_its_words(db, serve):
    calls = []

    def clock():
        calls.append(None)
        if len(calls) == 2:
            raise RuntimeError("s3cret")
        return NOW

    got = serve(db, clock=clock).get("/")
    assert got.status == 500
    assert "这一页出了错" in got.text
    assert "s3cret" not in got.text
    assert "content-security-policy" in got.headers


def test_static_files_are_served_and_nothing_beside_them(furnished):
    assert furnished.get("/static/style.css").headers["content-type"].startswith("text/css")
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/",
        "/static",
    ):
        assert furnished.get(path).status in (404, 405)
