"""The editors (责编) of an article, from the line that prints them."""

import re

from ingest.fields.labels import EDITOR, trim

_CODE = re.compile(r"[_\s]*[A-Z]{1,4}\d{2,6}$")
_STOP = re.compile(
    r"[)）\]】]|来源|作者|记者|校对|审核|审读|监制|美编|视觉|终审|签发|稿源|责任|编辑|责编|时间|日期|发布|点击|阅读|"
    r"浏览|分享|打印|纠错|举报|值班|电话|邮箱|联系|热线|二审|三审|复审|初审|编审|主编|[|｜丨]"
)
_RANK = (("责", 3), ("选", 2), ("值", 1), ("网", 1))


def read_editors(text: str) -> tuple[str, ...]:
    """The names behind 责任编辑, 责编, 编辑 or 选稿, without staff codes; the responsible one comes first."""
    best: tuple[int, tuple[str, ...]] = (-1, ())
    for match in EDITOR.finditer(text):
        rank = next((value for sign, value in _RANK if match[0].startswith(sign)), 0)
        names = _names(text[match.end() :])
        if names and rank > best[0]:
            best = (rank, names)
    return best[1]


def _names(rest: str) -> tuple[str, ...]:
    stop = _STOP.search(rest)
    rest = rest[: stop.start()] if stop else rest
    if len(rest) > 40:
        rest = rest[:40]
    parts = [trim(_CODE.sub("", part)) or trim(part) for part in re.split(r"[、,，;；/／&]|和", rest)]
    names: list[str] = []
    for part in parts:
        names += _people(part)
    return tuple(dict.fromkeys(name for name in names if name))


def _people(part: str) -> list[str]:
    """One name, or several parted by spaces; single characters are one name, Latin words too."""
    words = part.split()
    if not words:
        return []
    if all(word.isascii() for word in words):
        return [" ".join(words)]
    names: list[str] = []
    single = False
    for word in words:
        if len(word) == 1 and single:
            names[-1] += word
            single = False
        else:
            names.append(word)
            single = len(word) == 1
    return [name for name in names if len(name) <= 12]
