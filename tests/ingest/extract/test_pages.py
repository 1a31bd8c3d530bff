from collections.abc import Callable

import pytest

from ingest.extract.pages import join, next_page
from model.article import Attachment, Extraction, Image, RawArticle

URL = "http://world.yunxi.example/n1/2024/0510/c1002-40230001.html"


@pytest.mark.parametrize(
    ("url", "pager", "expected"),
    [
        (
            URL,
            "【1】<a href=c1002-40230001-2.html>【2】</a><a href=c1002-40230001-3.html>【3】</a>",
            "c1002-40230001-2.html",
        ),
        (
            URL.replace(".html", "-2.html"),
            "<a href=c1002-40230001.html>【1】</a>【2】<a href=c1002-40230001-3.html>【3】</a>",
            "c1002-40230001-3.html",
        ),
        (URL, "<a href=c1002-40230001_2.html>下一页</a>", "c1002-40230001_2.html"),
        (URL, "<a href=c1002-40230001_s.html>余下全文</a>", "c1002-40230001_s.html"),
        (URL, "<a href=c1002-40230001.html?page=2>2</a>", "c1002-40230001.html?page=2"),
        (URL, "<a href=c1002-40230002.html>下一页</a>", None),
        (URL, "<a href=http://other.example/n1/2024/0510/c1002-40230001-2.html>下一页</a>", None),
        (URL, "<a href=c1002-40230001-2.html>第二章</a>", None),
        (URL, "<a href=#2>下一页</a>", None),
        (URL.replace(".html", "-3.html"), "<a href=c1002-40230001.html>1</a><a href=c1002-40230001-2.html>2</a>", None),
    ],
)
def test_the_next_page_of_an_article_is_of_the_same_article(
    document: Callable, url: str, pager: str, expected: str | None
) -> None:
    found = next_page(document(f"<p>正文。</p><div>{pager}</div>", url))
    assert found == (expected and f"http://world.yunxi.example/n1/2024/0510/{expected}")


def raw(*paragraphs: str, **more: object) -> RawArticle:
    return RawArticle(url=URL, extraction=Extraction("generic"), title="题", paragraphs=paragraphs, **more)  # type: ignore[arg-type]


def test_pages_become_one_article_without_repeated_heads() -> None:
    first = raw("编者按", "甲", bylines=("记者 张三",), images=(Image("a.jpg"),), editors=None)
    second = raw("题", "编者按", "乙", images=(Image("a.jpg"), Image("b.jpg")), attachments=(Attachment("x.pdf", "x"),))
    third = raw(
        "丙", editors="责编：李四", bylines=("（记者 张三）",), page_reference="《某报》（2024年05月10日 02 版）"
    )
    whole = join([first, second, third])
    assert whole.paragraphs == ("编者按", "甲", "乙", "丙")
    assert whole.bylines == ("记者 张三", "（记者 张三）")
    assert [image.url for image in whole.images] == ["a.jpg", "b.jpg"]
    assert (whole.editors, whole.attachments) == ("责编：李四", (Attachment("x.pdf", "x"),))
    assert whole.page_reference == "《某报》（2024年05月10日 02 版）"


def test_a_page_that_holds_the_whole_text_replaces_the_parts() -> None:
    assert join([raw("甲", "乙"), raw("甲", "乙", "丙")]).paragraphs == ("甲", "乙", "丙")


def test_one_page_alone_is_the_article() -> None:
    assert join([raw("甲")]).paragraphs == ("甲",)
