from datetime import UTC, datetime

import pytest

from ingest.registry import make
from ingest.standin import stand_in, visible
from model.errors import BaoshaoError, FetchPermanentError, FetchTemporaryError, ParseError
from model.source import Document, FetchState, Ref, Source
from net.session import Session
from tests.helpers.newsroom import PARAGRAPHS, article_page
from tests.helpers.webserver import Web


def page(html: str) -> Document:
    return Document("http://a.cn/1.html", "html", html, "utf-8", 0, b"", datetime(2026, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("title", "text", "error", "kind"),
    [
        ("安全验证", "请输入图片中的验证码后继续访问", FetchTemporaryError, "blocked"),
        ("提示", "您的请求过于频繁", FetchTemporaryError, "blocked"),
        ("Access Denied", "", FetchTemporaryError, "blocked"),
        ("系统繁忙，请稍后再试！", "您的访问出错了，错误代码：5003", FetchTemporaryError, "busy"),
        ("网站维护中", "网站正在维护，给您带来不便敬请谅解", FetchTemporaryError, "busy"),
        ("404 - 您访问的页面不存在", "页面将在5秒后自动跳转到首页", FetchPermanentError, "not_found"),
        ("提示", "该文章已删除", FetchPermanentError, "not_found"),
    ],
)
def test_a_word_about_why_there_is_no_article_is_no_article(
    title: str, text: str, error: type[BaoshaoError], kind: str
) -> None:
    found = stand_in(page("<p>"), title, [text] if text else [])
    assert isinstance(found, error)
    assert getattr(found, "kind", None) == kind
    assert "http://a.cn/1.html" in str(found)


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        ("我市启用新版身份验证系统 群众办事不再排队", PARAGRAPHS),
        ("关于网站系统维护的公告", ("因网站系统升级，我局门户网站将于2026年3月7日22时至3月8日6时暂停服务，期间各类申报请到政务服务大厅办理。"
                                "由此带来的不便，敬请谅解。特此公告。某某市市场监督管理局（知识产权局）办公室 2026年3月1日",)),
        ("市领导调研企业", ("3月1日，市领导到开发区调研。",)),
    ],
)  # fmt: skip
def test_an_article_that_speaks_of_such_things_is_one(title: str, paragraphs: tuple[str, ...]) -> None:
    assert stand_in(page(article_page(title, text=paragraphs)), title, paragraphs) is None


def test_frames_and_pages_made_by_scripts_are_told_as_such() -> None:
    frames = stand_in(page("<html><frameset><frame src=/a></frameset></html>"))
    shell = stand_in(page("<div id=app></div><noscript>请启用JavaScript</noscript><script src=/app.js></script>"))
    assert isinstance(frames, ParseError)
    assert isinstance(shell, ParseError)
    assert (frames.kind, shell.kind) == ("frames", "needs_js")
    assert stand_in(page("<div></div>")) is None
    assert stand_in(page("<script></script>" + "<p>字</p>" * 100)) is None


def test_what_is_visible_of_a_large_page_is_not_asked() -> None:
    assert visible(page("<style>p{}</style><p>一 二<br>三")) == "一 二 三"
    assert visible(page("<p>字</p>" * 10_000)) == ""


def test_a_list_and_an_article_that_are_walled_off_say_so(web: Web, session: Session, now: datetime) -> None:
    web.pages["/"] = web.pages["/1.html"] = "<html><title>安全验证</title><body><p>请输入验证码</p></body></html>"
    source = Source("press", "样报", "listing", (web.url("/"),))
    kind = make(source)
    with pytest.raises(FetchTemporaryError, match="asks who we are"):
        kind.look(source, FetchState("press"), session.send, now)
    with pytest.raises(FetchTemporaryError, match="asks who we are"):
        kind.read(source, Ref(web.url("/1.html")), session.send, now)
    web.pages["/1.html"] = "<html><frameset><frame src=/a></frameset></html>"
    with pytest.raises(ParseError, match="frames"):
        kind.read(source, Ref(web.url("/1.html")), session.send, now)
