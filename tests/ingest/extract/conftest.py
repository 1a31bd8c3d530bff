"""Made-up pages, and the short way from HTML to what was read of it."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ingest.extract.article import extract
from ingest.normalise import normalise
from model.article import Article, RawArticle
from model.source import Document

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PARAGRAPHS = (
    "“以前办一件事要跑三趟，如今在家门口就能办好。”清河镇居民孙大娘说起服务中心的变化，脸上满是笑容。",
    "走进清河镇服务中心，大厅里摆着三十二把椅子，窗口前没有人排队，平均等候时间从四十分钟降到六分钟。",
    "“群众满意不满意，是我们工作的尺子。”镇里的负责人说，下一步还将把服务延伸到十一个自然村。",
)


@pytest.fixture
def document() -> Callable[..., Document]:
    def make(html: str, url: str = "http://news.example/a/2024/0510/c1-1001.html") -> Document:
        return Document(url, "html", html, "utf-8", 0, html.encode(errors="replace"), NOW)

    return make


@pytest.fixture
def raw(document: Callable[..., Document]) -> Callable[..., RawArticle]:
    def read(html: str, url: str = "http://news.example/a/2024/0510/c1-1001.html", **options: object) -> RawArticle:
        return extract(document(html, url), now=NOW, **options)  # type: ignore[arg-type]

    return read


@pytest.fixture
def article(raw: Callable[..., RawArticle]) -> Callable[..., Article]:
    def read(html: str, **options: object) -> Article:
        return normalise(raw(html, **options), source_id="made-up", now=NOW)

    return read


@pytest.fixture
def page() -> Callable[..., str]:
    """A page with a headline and prose; `head`, `above` (under the headline), `inside` and `below` the text are added."""

    def make(
        head: str = "", above: str = "", below: str = "", inside: str = "", title: str = "清河镇把服务窗口搬到村口"
    ) -> str:
        text = "".join(f"<p>　　{paragraph}</p>" for paragraph in PARAGRAPHS)
        return (
            f"<html><head><title>{title}_云溪网</title>{head}</head><body>"
            "<ul class=nav><li><a href=/1/>首页</a></li><li><a href=/2/>要闻</a></li></ul>"
            f"<h1>{title}</h1>{above}<div class=text>{text}{inside}</div>{below}"
            "<div class=footer><p>版权所有 云溪网 未经书面授权禁止使用</p></div></body></html>"
        )

    return make


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    return PARAGRAPHS
