"""Next pages of lists, by the pagers that publishing systems make."""

from collections.abc import Callable

import pytest

from ingest.extract.lists.links import find_links

URL = "http://xw.yunxi.example/yw/"
LIST = "<ul>" + "".join(
    f"<li><a href=./202405/t2024051{n}_33300{n}.html>清河镇把服务窗口搬到村口办</a></li>" for n in range(4)
)
SCRIPT = "<script>{}</script>"
GO = "function gotoPage(n){ if(n<1) return; window.location.href = 'list_' + n + '.html'; }"


def following(document: Callable, pager: str, url: str = URL) -> str | None:
    return find_links(document(f"{LIST}</ul>{pager}", url)).next


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('createPageHTML(20, 0, "index", "html");', "index_1.html"),
        ("createPageHTML(20,7,'index','shtml')", "index_8.shtml"),
        ('createPageHTML(20, 19, "index", "html");', None),
        ('createPageHTML(1, 0, "index", "html");', None),
        ("createPageHTML('page_div',36, 1,'list','shtml',855);", "list_2.shtml"),
        ("createPageHTML('page_div',36, 36,'list','shtml',855);", None),
        (
            "var m_nCurrPage = 2;var m_nPageCount=72;var m_sPageName='index';var m_sPageExt=\"html\";"
            "createPageHTML(m_nPageCount, m_nCurrPage, m_sPageName, m_sPageExt);",
            "index_3.html",
        ),
        ("CreatePageHTML(nPages, 0, 'index', 'html')", None),
        ("Pager({size:96, current:3, prefix:'index',suffix:'html'});", "index_4.html"),
        ("Pager({size:96, current:95, prefix:'index',suffix:'html'});", None),
        ("function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}", None),
    ],
)
def test_a_pager_that_a_script_creates_is_read_from_its_call(
    document: Callable, call: str, expected: str | None
) -> None:
    assert following(document, SCRIPT.format(call)) == (expected and URL + expected)


@pytest.mark.parametrize(("pages", "expected"), [(12, URL + "index_1.htm"), (1, None)])
def test_a_pager_that_counts_in_variables_is_read(document: Callable, pages: int, expected: str | None) -> None:
    script = (
        f"var currentPage = 0; var prevPage = currentPage-1; var nextPage = currentPage+1; var countPage = {pages};"
        'if(currentPage<(countPage-1)) document.write("<a href=\\"index"+"_" + nextPage + "."+"htm\\">下一页</a>");'
    )
    assert following(document, SCRIPT.format(script)) == expected
    assert following(document, SCRIPT.format("var currentPage = 0; var countPage = 12;")) is None


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("{elem:'p', count: 340, limit: 20, curr: 3, jump: function(obj, first){ if(!first){ GO obj.curr; } }}", 4),
        ("{elem:'p', count: 60, limit: 20, curr: 3, jump: function(obj, first){ if(!first){ GO obj.curr; } }}", None),
        ("{cont:'p', pages: 9, jump: function(e){ GO e.curr }}", 6),
        ("{pageCount: 5, current: 5, backFn: function(p){ GO p; }}", None),
        ("{pageCount: 5, current: 2, backFn: function(p){ load(p); }}", None),
    ],
)
def test_a_pager_made_of_options_leads_where_its_function_goes(
    document: Callable, options: str, expected: int | None
) -> None:
    script = "laypage.render(" + options.replace("GO", "location.href = '?cid=7&page=' +") + ");"
    found = following(document, SCRIPT.format(script), URL + "?cid=7&page=5")
    assert found == (expected and f"{URL}?cid=7&page={expected}")


def test_a_search_that_a_script_sends_is_no_pager(document: Callable) -> None:
    assert following(document, SCRIPT.format("function s(){ location.href = '/so?page=' + page; }")) is None


@pytest.mark.parametrize(
    "pager",
    [
        "<a href='javascript:gotoPage(6)'>下一页</a>",
        "<a href='javascript:;' onclick='return gotoPage(6)'>下一页</a>",
        "<a href='javascript:gotoPage(5)' class=on>5</a><a href='javascript:gotoPage(6)'>6</a>",
        "<input type=button value=下一页 onclick=\"location.href='list_6.html'\">",
        "<a href=\"javascript:location.href='list_6.html'\">下一页</a>",
        "<a href=\"javascript:goPage('list_6.html')\">下一页</a>",
        "<a tagname=list_6.html class=next onclick=\"queryArticleByCondition(this,'list_6.html')\">下一页</a>",
        "<a onclick=\"queryArticleByCondition(this,'list_6.html')\">下一页</a>",
        "<a data-href=list_6.html>下一页</a>",
        "<a href=list_6.html><img src=n.gif alt=下一页></a>",
        "<a href=list_6.html aria-label=下一页><svg></svg></a>",
        "<a href=list_6.html rel='next nofollow'>旧文</a>",
        "<link rel=next href=list_6.html>",
        "<a href=list_6.html>早期文章</a>",
        "<a href=list_6.html>下一页(6/30)</a>",
        "<button data-url=list_6.html>加载更多</button>",
        "<a class=more href=/other/>加载更多</a><a href=list_6.html>点击加载更多</a>",
        "<select onchange='location=this.value'><option value=list_5.html selected>5<option value=list_6.html>6</select>",
    ],
)
def test_a_next_page_may_stand_in_an_attribute_an_action_or_a_function(document: Callable, pager: str) -> None:
    assert following(document, SCRIPT.format(GO) + pager, URL + "list_5.html") == URL + "list_6.html"


def test_an_action_that_asks_a_server_for_data_leads_to_no_page(document: Callable) -> None:
    script = "<script>function turn(n){ $.get('/x?page=' + n) }</script>"
    pagers = (
        "<a class=next onclick=\"executePage(2,15,'/servlet/News?id=1')\">下一页</a>",
        "<a onclick=\"ajaxPage('/servlet/News?id=1')\">下一页</a><a href='javascript:turn(2)'>下一页</a>",
        "<a href=\"javascript:__doPostBack('Pager1','2')\">下一页</a><input type=button value=下一页 onclick=load()>",
        "<select onchange='location=this.value'><option selected>友情链接<option value=http://a.example/>某网</select>",
    )
    assert [following(document, script + pager) for pager in pagers] == [None] * len(pagers)


@pytest.mark.parametrize(
    "pager",
    [
        "<div class=slide><a class=next href='javascript:;'></a></div><a href=index_2.html>下一页</a>",
        "<a href='javascript:void(0)'>下一页</a><div class=page><b>1</b><a href=index_2.html>2</a></div>",
        "<a href=#>下一页</a><div class=page><a href=index_2.html>&gt;</a></div>",
    ],
)
def test_what_says_next_and_leads_nowhere_does_not_end_the_search(document: Callable, pager: str) -> None:
    assert following(document, pager) == URL + "index_2.html"


@pytest.mark.parametrize(
    "pager",
    [
        "<center><font color=red>1</font> <a href=index_1.html>2</a> <a href=index_2.html>3</a></center>",
        "<p>[1] <a href=index_1.html>[2]</a> <a href=index_2.html>[3]</a></p>",
        "<span>第1页</span><a href=index_1.html>第2页</a>",
        "<a class=on href=index.html>1</a><a href=index_1.html>2</a>",
        "<a class=x href='javascript:;'>1</a><a href=index_1.html>2</a>",
        "<a>1</a><a href=index_1.html>2</a>",
        "<ul><li>1</li><li><a href=index_1.html>2</a></li></ul>",
    ],
)
def test_numbers_alone_make_a_pager(document: Callable, pager: str) -> None:
    assert following(document, pager) == URL + "index_1.html"


@pytest.mark.parametrize(
    "numbers",
    [
        "<td>16</td><td>17</td><td><a href=/d/2024-05-18>18</a></td>",
        "<div class=calendar>17 <a href=/d/18.html>18</a></div>",
        "<a href=index.html>1</a> <a href=index_1.html>2</a> <b>3</b>",
        "<b>1</b> <a href=/zt/about.html>2</a>",
        "<b>1</b> <p>还有</p> <a href=index_1.html>2</a>",
    ],
)
def test_other_numbers_are_no_pager(document: Callable, numbers: str) -> None:
    assert following(document, f"<table><tr>{numbers}</table>", URL + "index_2.html") is None
