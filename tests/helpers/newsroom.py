"""A made-up channel as real ones are built: list pages, article pages, in the encodings of old and new sites."""

from collections.abc import Sequence

from tests.helpers.webserver import Answer, Web

PARAGRAPHS = (
    "近日，市知识产权局召开机关党建工作推进会，总结上半年工作，部署下半年任务。会议由局党组书记主持，各支部书记参加。",
    "会议指出，今年以来，全局上下坚持党建引领，深入开展主题党日活动，机关作风持续好转，服务企业的能力明显提升。",
    "会议强调，要把党建工作与知识产权强市建设结合起来，一件事情接着一件事情办，一年接着一年干，让群众看到变化。",
)

DUMP = "\n\n".join(["要闻", "专题培训班开班", "2026年03月02日08:30   来源:样报", *PARAGRAPHS, "(责编:张三)"])
"""An article page as copied from a browser."""


def article_page(
    title: str, day: str = "2026年03月02日08:30", charset: str = "utf-8", text: Sequence[str] = PARAGRAPHS
) -> str:
    body = "".join(f"<p>　　{line}</p>" for line in text)
    return (
        f'<!doctype html><html><head><meta charset="{charset}"><title>{title}--样报网</title></head><body>'
        f'<div class="nav"><a href="/">首页</a> <a href="/djyw/">党建要闻</a></div>'
        f'<div class="main"><h1>{title}</h1><div class="info">{day}　来源：<a href="#">样报</a></div>'
        f'<div class="text">{body}</div><div class="edit">(责编：张三、李四)</div></div>'
        f'<div class="foot">版权所有 样报网</div></body></html>'
    )


def list_page(links: Sequence[tuple[str, str]], following: str | None = None, charset: str = "utf-8") -> str:
    items = "".join(f'<li><a href="{href}">{title}</a><span>2026-03-02</span></li>' for href, title in links)
    pager = f'<div class="page"><a href="{following}">下一页</a></div>' if following else ""
    return (
        f'<!doctype html><html><head><meta charset="{charset}"><title>党建要闻--样报网</title></head><body>'
        f'<div class="nav"><a href="/">首页</a><a href="/gz/">干部工作</a></div><ul class="list">{items}</ul>{pager}'
        f'<div class="foot"><a href="/about.html">关于我们</a></div></body></html>'
    )


def title_of(number: int) -> str:
    return f"第{number}届知识产权强市建设工作会议在我市召开"


def path_of(number: int) -> str:
    return f"/n1/2026/0302/c117092-{3_000_000 + number}.html"


def publish(web: Web, numbers: Sequence[int], charset: str = "utf-8", pages: int = 1) -> None:
    """Articles behind list pages /list/index.html, index2.html …, as many on each."""
    size = -(-len(numbers) // pages)
    for page in range(pages):
        part = numbers[page * size : (page + 1) * size]
        name = "/list/index.html" if page == 0 else f"/list/index{page + 1}.html"
        following = f"/list/index{page + 2}.html" if page + 1 < pages else None
        listed = list_page([(path_of(number), title_of(number)) for number in part], following, charset)
        web.pages[name] = Answer(listed.encode(charset))
        for number in part:
            web.pages[path_of(number)] = Answer(article_page(title_of(number), charset=charset).encode(charset))
