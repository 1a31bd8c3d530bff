from collections.abc import Callable

import pytest

from ingest.extract.profile import load_profiles
from model.errors import ParseError

META = "<div class=info>2024年05月10日06:58 来源：<a href=http://paper.example/2024/0510/c2-77.html>云溪日报</a></div>"


def test_the_text_is_what_is_printed_between_headline_and_furniture(
    article: Callable, page: Callable, paragraphs
) -> None:
    below = (
        "<div>（责编：胡小秋、杨小明）</div><div class=share>分享到：微信 微博</div>"
        "<div>相关阅读</div><ul><li><a href=/x>山里来了新老师，孩子们的课堂更热闹</a></li></ul>"
        "<div class=comment><p>说得好，我们镇也该这样办事，支持一下！</p></div>"
    )
    found = article(page(above=META, below=below))
    assert found.title == "清河镇把服务窗口搬到村口"
    assert found.paragraphs == paragraphs
    assert found.credit == "云溪日报"
    assert found.editors == ("胡小秋", "杨小明")
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2024-05-10T06:58:00+08:00"
    assert found.original_url == "http://paper.example/2024/0510/c2-77.html"
    assert found.missing == ()


def test_each_field_remembers_where_it_came_from(raw: Callable, page: Callable) -> None:
    head = "<meta name=ColumnName content=要闻><meta name=PubDate content='2024-05-10 06:58'>"
    fields = raw(page(head=head, above=META)).extraction.fields
    assert fields["title"] == "printed"
    assert fields["published_at"] == "meta-gov"
    assert fields["section"] == "meta-gov"
    assert fields["paragraphs"] == "density"


def test_what_is_not_printed_stays_none_and_is_named_missing(article: Callable, page: Callable) -> None:
    found = article(page(head="<meta name=author content=102734>"))
    assert (found.published_at, found.credit, found.authors, found.editors, found.kicker) == (None, None, (), (), None)
    assert found.missing == ("published_at",)


def test_a_page_without_headline_and_text_is_an_error_that_says_so(raw: Callable) -> None:
    with pytest.raises(ParseError, match="neither a headline nor text"):
        raw("<html><body><div></div></body></html>")


def test_a_frameset_is_no_page_of_text(raw: Callable) -> None:
    with pytest.raises(ParseError, match="no HTML body"):
        raw("<html><frameset><frame src=a.html></frameset></html>")


def test_hidden_text_is_not_read(article: Callable, page: Callable, paragraphs) -> None:
    inside = "<p style='display: none'>这一段文字读者看不见，不应当出现在正文里，哪怕它很长很长。</p>"
    assert article(page(above=META, inside=inside)).paragraphs == paragraphs


def test_a_stray_end_of_html_does_not_cut_the_page(article: Callable, page: Callable, paragraphs) -> None:
    assert article(page(above="</body></html>" + META)).paragraphs == paragraphs


def test_text_broken_by_br_gives_the_same_paragraphs(article: Callable, paragraphs) -> None:
    html = f"<title>清河镇把服务窗口搬到村口</title><h1>清河镇把服务窗口搬到村口</h1><td>{'<br><br>　　'.join(paragraphs)}</td>"
    assert article(html).paragraphs == paragraphs


def test_the_rows_of_a_table_are_one_line_each(article: Callable, page: Callable, paragraphs) -> None:
    inside = "<table><tr><th>项目</th><th>数量</th></tr><tr><td>窗口</td><td>七个</td></tr></table>"
    assert article(page(above=META, inside=inside)).paragraphs == (*paragraphs, "项目 数量", "窗口 七个")


def test_a_headline_printed_twice_is_read_where_the_text_is(article: Callable, page: Callable) -> None:
    html = page(above=META).replace(
        "<ul class=nav>", "<div class=bar><h1>清河镇把服务窗口搬到村口</h1></div><ul class=nav>"
    )
    assert article(html).credit == "云溪日报"


def test_a_time_stated_with_a_clock_sharpens_a_printed_day(article: Callable, page: Callable) -> None:
    head = "<meta property=article:published_time content=2024-05-10T06:58:31+08:00>"
    day = article(page(head=head, above="<p class=d>2024-05-10</p>"))
    minute = article(page(head=head, above="<p class=d>2024-05-10 06:58</p>"))
    other = article(page(head=head, above="<p class=d>2024-05-09</p>"))
    assert str(day.published_at) == str(minute.published_at) == "2024-05-10 06:58:31+08:00"
    assert (str(other.published_at), other.published_precision) == ("2024-05-09 00:00:00+08:00", "day")


def test_a_relative_time_counts_from_the_fetch(article: Callable, page: Callable) -> None:
    found = article(page(above="<span class=time>3小时前</span>"))
    assert (str(found.published_at), found.published_precision) == ("2026-11-22 09:00:00+08:00", "hour")


def test_yesterday_alone_is_no_time(article: Callable, page: Callable) -> None:
    assert article(page(above="<span class=time>昨天</span>")).published_at is None


@pytest.mark.parametrize(("lang", "expected"), [("zh-CN", "zh-CN"), ("en", "zh"), ("utf-8", "zh"), ("", "zh")])
def test_a_template_in_english_does_not_make_chinese_english(
    article: Callable, page: Callable, lang: str, expected: str
) -> None:
    html = page(above=META).replace("<html>", f"<html lang='{lang}'>")
    assert article(html).language == expected


def test_english_text_has_the_language_that_the_page_states(article: Callable) -> None:
    text = "The town moved its service window to the village, and people are glad about it. " * 4
    assert (
        article(f"<html lang=en-GB><title>A window moves</title><h1>A window moves</h1><p>{text}</p>").language
        == "en-GB"
    )
    assert article(f"<html><title>A window moves</title><h1>A window moves</h1><p>{text}</p>").language is None


PROFILE = load_profiles(
    {
        "odd": {
            "hosts": ["odd.example"],
            "title": ".t",
            "kicker": ".k",
            "subtitle": ".s",
            "published": [".none", ".d"],
            "credit": ".c",
            "authors": ".w",
            "editors": ".e",
            "section": ".n",
            "body": ".b",
            "drop": ".x",
            "until": None,
        }
    }
)
ODD = (
    "<title>云溪网</title><div class=n>党建</div><div class=k>基层见闻</div><div class=t>村口的窗口</div><div class=s>七部门进村</div>"
    "<div class=d>2024-05-10 06:58</div><div class=c>云溪日报</div><div class=w>林清源</div><div class=b>正文第一句很短。<div class=x>扫码领书</div>"
    "第二句也短。</div><div class=e>责编：胡小秋</div><p>这一段推荐文字很长很长，比正文还要长得多，没有选择器的时候，它会被当成正文读走，所以要有选择器。</p>"
)


def test_a_profile_recognised_by_its_host_says_where_each_field_stands(raw: Callable) -> None:
    found = raw(ODD, url="http://www.odd.example/1.html", profiles=tuple(PROFILE.values()))
    assert (found.title, found.kicker, found.subtitle) == ("村口的窗口", "基层见闻", "七部门进村")
    assert (found.published, found.credit, found.editors) == ("2024-05-10 06:58", "云溪日报", "责编：胡小秋")
    assert (found.section, found.bylines) == ("党建", ("林清源",))
    assert found.paragraphs == ("正文第一句很短。", "第二句也短。")
    assert found.extraction.method == "profile:odd"
    assert set(found.extraction.fields.values()) == {"profile:odd", "script"}


def test_a_page_of_another_host_is_read_without_that_profile(raw: Callable, page: Callable) -> None:
    assert raw(page(above=META), profiles=tuple(PROFILE.values())).extraction.method == "generic"


def test_a_sources_own_selectors_come_before_the_profiles(raw: Callable) -> None:
    found = raw(ODD, profile=PROFILE["odd"], select={"title": ".k"})
    assert found.title == "基层见闻"


def test_a_dated_profile_speaks_for_the_pages_of_its_time_only(raw: Callable) -> None:
    until = load_profiles(
        {"old": {"markers": ["class=b"], "title": ".k", "until": __import__("datetime").date(2023, 1, 1)}}
    )
    stated = "<meta name=publishdate content=2022-05-10>"
    assert raw(stated + ODD, profiles=tuple(until.values())).extraction.method == "profile:old"
    assert raw(ODD, profiles=tuple(until.values())).extraction.method == "generic"


def test_a_paper_page_gives_the_paper_that_publishes_it(article: Callable, page: Callable) -> None:
    html = page(below="<div><p>云溪日报社出版 国内统一刊号</p></div>")
    comment = "<!--enpproperty <date>2022-02-13 00:00:00.0</date><title>清河镇把服务窗口搬到村口</title>/enpproperty-->"
    found = article(html + comment)
    assert (found.credit, str(found.published_at), found.published_precision) == (
        "云溪日报",
        "2022-02-13 00:00:00+08:00",
        "day",
    )
    assert article(html).credit is None


def test_the_marks_of_a_paper_page_bound_the_text(article: Callable, paragraphs) -> None:
    inner = f"<p>{paragraphs[0]}</p><!--enpcontent--><p>{paragraphs[1]}</p><!--/enpcontent--><p>{paragraphs[2]}</p>"
    found = article(f"<title>村口的窗口开了</title><h1>村口的窗口开了</h1><div>{inner}</div>")
    assert found.paragraphs == (paragraphs[1],)
