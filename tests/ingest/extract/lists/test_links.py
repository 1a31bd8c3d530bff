from collections.abc import Callable

import pytest

from ingest.extract.lists.links import find_links
from ingest.extract.profile import load_profiles

URL = "http://dangjian.yunxi.example/GB/117092/index.html"
TITLES = [
    "清河镇把服务窗口搬到村口办",
    "山里来了一位新老师的故事",
    "一座老桥的第三次重修始末",
    "从一粒种子看一个县的产业",
]
NAV = "<ul class=nav><li><a href=/>首页</a></li><li><a href=/GB/1/>党建</a></li><li><a href=/GB/2/index.html>理论</a></li></ul>"
FOOT = "<div class=foot><a href=/about.html>关于我们</a> <a href=/icp/123456.html>网络视听许可证</a> <a href=http://beian.example.gov.cn/1234567>备案</a></div>"


def rows(form: str = "/n1/2024/0510/c117092-4023{n}.html", date: str = "2024-05-1{n}") -> str:
    items = (
        f"<li><a href='{form.format(n=n)}'>{title}</a><span>{date.format(n=n)}</span></li>"
        for n, title in enumerate(TITLES)
    )
    return f"<ul class=list>{''.join(items)}</ul>"


@pytest.mark.parametrize(
    "form",
    [
        "/n1/2024/0510/c117092-4023{n}.html",
        "./202405/t20240510_33300{n}.html",
        "content_50000{n}.htm?div=-1",
        "/info/1023/4567{n}.htm",
        "/art/2024/5/10/art_1234_567{n}.html",
        "/newsDetail_forward_451000{n}",
        "/show.aspx?id=88{n}&cid=3",
        "http://mp.weixin.example/s?__biz=MzA5{n}&mid=100{n}",
        "/24/0510/1{n}/J22CN60P0514R9K{n}.html",
        "nw.D110000renmrb_20240510_{n}-01.htm",
        "content.jsp?urltype=news.NewsContentUrl&wbtreeid=1023&wbnewsid=456{n}",
        "thread-123{n}-1-1.html",
        "/2024/05/1{n}/a-story-with-a-name/",
    ],
)
def test_article_links_of_every_shape_are_found_with_titles_and_dates(document: Callable, form: str) -> None:
    found = find_links(document(NAV + rows(form) + FOOT, URL))
    assert [ref.title for ref in found.refs] == TITLES
    assert [ref.published for ref in found.refs] == [f"2024-05-1{n}" for n in range(4)]
    assert found.next is None


def test_a_list_without_dates_and_ids_is_known_by_its_titles(document: Callable) -> None:
    html = NAV + "".join(
        f"<p><a href=/stories/{'abcd'[n]}-house-{n}11>{title}</a></p>" for n, title in enumerate(TITLES)
    )
    assert len(find_links(document(html, URL)).refs) == 4


def test_links_are_resolved_against_the_base_and_each_is_one_article(document: Callable) -> None:
    html = (
        "<base href=http://www.yunxi.example/a/><a href='x/20240510/1001.html\n'><img src=a.jpg alt=清河镇把服务窗口搬到村口></a>"
        "<a href=http://www.yunxi.example/a/x/20240510/1001.html#top>清河镇把服务窗口搬到村口（图）</a>"
        "<a href='javascript:void(0)'>清河镇把服务窗口搬到村口吧</a><a href='http://[bad/2024/0510/1.html'>坏地址坏地址坏地址坏地址</a>"
        "<a href='ftp://x/20240510/1001.html'>清河镇把服务窗口搬到村口呀</a>"
    )
    found = find_links(document(html, URL)).refs
    assert [(ref.url, ref.title) for ref in found] == [
        ("http://www.yunxi.example/a/x/20240510/1001.html", "清河镇把服务窗口搬到村口（图）")
    ]


def test_a_cut_title_is_taken_whole_from_the_attribute(document: Callable) -> None:
    html = rows().replace(f">{TITLES[0]}<", f" title='{TITLES[0]}，群众都说好'>{TITLES[0][:8]}…<")
    assert find_links(document(html, URL)).refs[0].title == TITLES[0] + "，群众都说好"


def test_a_title_that_a_script_writes_is_read(document: Callable) -> None:
    html = "".join(
        f'<li><a href=nw.D110000renmrb_20171016_{n}-01.htm><script>document.write(view("{title}<br>副题  "))</script></a></li>'
        for n, title in enumerate(TITLES)
    )
    assert [ref.title for ref in find_links(document(html, URL)).refs] == [f"{title} 副题" for title in TITLES]


def test_editors_rows_pages_and_comments_are_no_articles(document: Callable) -> None:
    html = rows() + (
        "<a href=content_500099.htm>本版责编：张小三 李小四</a><a href=node_3.htm>第03版：民生新闻在这里</a>"
        "<a href=http://comment.yunxi.example/gn/FJ1MLPDB000189FH.html>一千二百三十四条评论</a>"
        "<a href=/pdf/20240510/0123456.pdf>清河镇把服务窗口搬到村口办</a>"
    )
    assert len(find_links(document(html, URL)).refs) == 4


@pytest.mark.parametrize(
    ("pager", "expected"),
    [
        ("<a href=index1.html>1</a><a href=index2.html>下一页</a><a href=index9.html>尾页</a>", "index2.html"),
        ("<a href=index2.html title=下一页>&gt;</a>", "index2.html"),
        ("<a class=next href=index2.html></a>", "index2.html"),
        ("<a rel=next href=index2.html>older</a>", "index2.html"),
        ("<div class=pagination><a href=index2.html>&gt;</a></div>", "index2.html"),
        ("<a class=preart href=node_2.htm><span>4</span>下一版</a>", "node_2.htm"),
        ("<div class=pager><span>1</span><a href=index2.html>2</a><a href=index3.html>3</a></div>", "index2.html"),
        ("<div class=pager><a href=index1.html>1</a><b>2</b></div>", None),
        ("<a href=index2.html>较旧的文章 →</a>", "index2.html"),
        ("<a href='javascript:next()'>下一页</a>", None),
        ("<a href='#page=2'>下一页</a>", None),
        ("<a href='http://[x'>下一页</a>", None),
        ("<a href=/x.html>下一篇</a><p><a href=/y.html>&gt;</a></p>", None),
    ],
)
def test_the_next_page_is_found_where_a_link_leads_to_it(document: Callable, pager: str, expected: str | None) -> None:
    found = find_links(document(rows() + pager, URL)).next
    assert found == (expected and f"http://dangjian.yunxi.example/GB/117092/{expected}")


def test_rows_that_a_script_prints_out_of_records_are_found(document: Callable) -> None:
    records = "".join(
        f"<record><![CDATA[<li><a href='/art/2024/5/10/art_1234_567{n}.html'>{title}</a><span>2024-05-1{n}</span></li>]]></record>"
        for n, title in enumerate(TITLES)
    )
    html = f"{NAV}<div><script type='text/xml'><datastore><recordset>{records}</recordset></datastore></script></div>{FOOT}"
    found = find_links(document(html, URL))
    assert [(ref.title, ref.published) for ref in found.refs] == [(t, f"2024-05-1{n}") for n, t in enumerate(TITLES)]


def test_a_forum_links_its_own_threads_and_no_other_forum(document: Callable) -> None:
    here = "http://bbs.yunxi.example/forum-2-1.html"
    assert len(find_links(document(rows("thread-123{n}-1-1.html"), here)).refs) == 4
    assert not find_links(document(rows("http://bbs.yunxi.example/thread-123{n}-1-1.html", ""), URL)).refs


def test_selectors_say_which_links_count(document: Callable) -> None:
    html = "<div class=a>" + rows() + "</div><div class=b><a href=/x>短</a></div><a class=n href=p2>更早</a>"
    found = find_links(document(html, URL), select={"links": ".b", "next": ".n"})
    assert [(ref.url, ref.title) for ref in found.refs] == [("http://dangjian.yunxi.example/x", "短")]
    assert found.next == "http://dangjian.yunxi.example/GB/117092/p2"
    profile = load_profiles({"b": {"links": ".list li:first-child a"}})["b"]
    assert [ref.title for ref in find_links(document(html, URL), profile=profile).refs] == TITLES[:1]


def test_links_to_other_owners_count_only_beside_a_date(document: Callable) -> None:
    link = "<li><a href=http://www.other.example.net/loan/8800123.html>低息贷款当日放款无须抵押</a>{}</li>"
    assert len(find_links(document(rows() + link.format(""), URL)).refs) == 4
    dated = rows() + link.format("<span>2024-05-10</span>")
    assert len(find_links(document(dated, URL)).refs) == 5


def test_an_empty_page_leads_nowhere(document: Callable) -> None:
    assert find_links(document("<p>今日没有文章</p>", URL)).refs == ()
