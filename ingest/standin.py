"""Pages that stand in for the one asked for, with status 200: a wall, a "busy", a "not found", an empty shell."""

import re
from collections.abc import Sequence

from model.errors import BaoshaoError, FetchPermanentError, FetchTemporaryError, ParseError
from model.source import Document

_SHORT = 80  # characters: a stand-in says no more than this, an article nearly always does
_WALL = re.compile(
    r"验证码|(?:安全|人机|滑动|身份)验证|(?:访问|请求|操作)(?:过于|太过|太)?频繁|访问(?:受限|被拦截|被拒绝|被阻断|异常)|"
    r"异常访问|请先?登录|captcha|access denied",
    re.IGNORECASE,
)
_BUSY = re.compile(
    r"(?:系统|服务器?|网络)(?:繁忙|忙|异常|错误|出错)|稍[后候](?:再试|重试|再来|访问)|(?:正在|系统|网站)(?:维护|升级)|"
    r"服务不可用|数据库(?:连接|错误)|访问出错"
)
_GONE = re.compile(
    r"(?:页面|网页|文章|内容|信息|文件|资源|稿件|新闻)(?:不存在|未找到|找不到|已?被?删除|已下线)|"
    r"找不到(?:该|您|此|相关)?(?:页面|网页|文件|内容)|^\s*404\b|\b404\s*(?:错误|页面|error)|page not found",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
_LARGEST_SHELL = 20_000  # characters of source


def stand_in(document: Document, title: str | None = None, paragraphs: Sequence[str] = ()) -> BaoshaoError | None:
    """The error to raise where this page is no article but a word about why there is none; None where it is one.

    `title` and `paragraphs` are what was found on it, if anything.
    """
    text = "\n".join([title or "", *paragraphs]).strip()
    url = document.url
    if len(text) > _SHORT:
        return None
    if _WALL.search(text):
        return FetchTemporaryError(f"{url} asks who we are: see the page in a browser", url=url, kind="blocked")
    if _GONE.search(text):
        return FetchPermanentError(f"{url} says that there is no such page", url=url, kind="not_found")
    if _BUSY.search(text):
        return FetchTemporaryError(f"{url} says that it cannot answer now: {text[:60]!r}", url=url, kind="busy")
    return None if paragraphs else _shell(document)


def visible(document: Document) -> str:
    """What a reader may see of a small page, without any wish for exactness; "" for a large one."""
    return " ".join(_MARKUP.sub(" ", document.text).split()) if len(document.text) <= _LARGEST_SHELL else ""


def _shell(document: Document) -> BaoshaoError | None:
    """A page without text of its own: frames, or a script that would make it."""
    source = document.text
    if re.search(r"<frameset\b", source, re.IGNORECASE):
        return ParseError(f"{document.url} holds frames and no text: give the address of the frame", kind="frames")
    if len(source) > _LARGEST_SHELL or "<script" not in source.lower() or len(visible(document)) > _SHORT:
        return None
    return ParseError(
        f"{document.url} is made by a script in the browser: look for its feed or its data", kind="needs_js"
    )
