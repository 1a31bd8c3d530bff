from collections.abc import Callable
from datetime import date

import pytest

from model.article import Attachment, GovDocument, Image


def test_pictures_keep_caption_and_credit_and_furniture_is_left_out(article: Callable, page: Callable) -> None:
    inside = (
        "<p><img src=/pic/a.jpg></p><p>图为清河镇服务中心。云溪社记者 谢小驰 摄</p>"
        "<figure><img data-src=b.png src=loading.gif><figcaption>村口的窗口</figcaption></figure>"
        "<p><img src=/pic/a.jpg></p><p><img src=/img/logo.png></p><p><img src=c.jpg width=20></p>"
        "<div class=share><img src=/d.jpg></div><p><img src=data:image/png;base64,AAAA></p><p>图片来源：云溪视觉</p>"
    )
    found = article(page(inside=inside)).images
    assert found == (
        Image("http://news.example/pic/a.jpg", "图为清河镇服务中心。云溪社记者 谢小驰 摄", "云溪社记者 谢小驰"),
        Image("http://news.example/a/2024/0510/b.png", "村口的窗口", None),
    )


def test_attachments_are_taken_from_the_text_and_just_below(article: Callable, page: Callable) -> None:
    inside = "<p>附件：<a href=./P01.pdf>清单.pdf</a></p>"
    below = "<p><a href='/files/b.docx' title='申请表'></a></p><p><a href=/x.html>其他</a></p>"
    assert article(page(inside=inside, below=below)).attachments == (
        Attachment("http://news.example/a/2024/0510/P01.pdf", "清单.pdf"),
        Attachment("http://news.example/files/b.docx", "申请表"),
    )


def test_the_fields_of_a_government_document_are_read_and_are_no_text(
    article: Callable, page: Callable, paragraphs
) -> None:
    above = (
        "<table><tr><td>索 引 号：</td><td>000014349/2024-00021</td></tr><tr><td>发布机构：</td><td>云溪县政府办</td></tr>"
        "<tr><td>文　　号：</td><td>云政办发〔2024〕8号</td></tr><tr><td>成文日期：</td><td>2024年03月15日</td></tr></table>"
    )
    found = article(page(above=above))
    assert found.document == GovDocument(
        "000014349/2024-00021", "云溪县政府办", "云政办发〔2024〕8号", date(2024, 3, 15)
    )
    assert found.paragraphs == paragraphs
    assert article(page(above="<p>索引号：1</p>")).document is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("<div><a>首页</a> &gt; <a>要闻</a> &gt; 正文</div>", "要闻"),
        ("<div>当前位置：<a>首页</a>&gt;&gt;<a>党建</a>&gt;&gt;<a>基层</a></div>", "基层"),
        ("<div>云溪首页-><a>商业频道</a>--> 清河镇把服务窗口搬到村口</div>", "商业频道"),
        ("<div><a>首页</a> | <a>要闻</a></div>", None),
    ],
)
def test_the_section_is_the_last_step_of_the_path(article: Callable, page: Callable, path: str, expected: str) -> None:
    assert article(page().replace("<h1>", path + "<h1>")).section == expected


def test_a_page_reference_gives_day_and_page_and_a_footnote_does_not(
    article: Callable, page: Callable, paragraphs
) -> None:
    found = article(page(inside="<p>《 云溪日报 》（ 2024年05月10日 04 版）</p>"))
    assert (found.issue_date, found.page_no, found.paragraphs) == (date(2024, 5, 10), "04", paragraphs)
    note = (
        "<p>①参见《云溪日报》2019年10月16日第6版，作者另有一篇文章谈到这件事，说得更为详细。</p>"
        + "<p>又一段很长的文字，讲的是另一件事情，与上面无关。</p>" * 12
    )
    assert article(page(inside=note)).page_no is None


def test_the_original_is_where_the_credit_leads_unless_that_is_a_home_page(raw: Callable, page: Callable) -> None:
    deep = "<p>2024-05-10 来源：<a href=/html/2024-05/10/nw.D1.htm>云溪日报</a></p>"
    home = "<p>2024-05-10 来源：<a href=http://paper.example/>云溪日报</a></p>"
    assert raw(page(above=deep)).original_url == "http://news.example/html/2024-05/10/nw.D1.htm"
    assert raw(page(above=home)).original_url is None
    assert raw(page(below="<a href=http://x.example/1.html>原文链接</a>")).original_url == "http://x.example/1.html"
    assert raw(page(below="<a href='javascript:go(1)'>原文链接</a>")).original_url is None


def test_addresses_that_are_none_are_passed_over(article: Callable, page: Callable) -> None:
    inside = "<p><a href='http://[x/P01.pdf'>附件</a><img src='http://[x/a.jpg'></p>"
    found = article(page(inside=inside))
    assert (found.images, found.attachments) == ((), ())


def test_a_broken_address_behind_the_credit_is_no_original(raw: Callable, page: Callable) -> None:
    above = "<p>2024-05-10 来源：<a href='http://[x/2024/1.html'>云溪日报</a></p>"
    assert raw(page(above=above)).original_url is None
