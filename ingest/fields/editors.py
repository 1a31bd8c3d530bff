"""The editors (责编) of an article, from the line that prints them."""

import re

from ingest.fields.labels import EDITOR, both_scripts, trim
from ingest.fields.names import is_person

_STAFF_NUMBER = re.compile(r"[A-Z]{1,4}\d{2,6}")
_LATIN = re.compile(r"[A-Za-z0-9]")
_CODE = re.compile(r"[_\s]*[A-Z]{1,4}\d{2,6}$")
_STOP = re.compile(
    both_scripts(
        r"[)）\]】]|(?<=[\u4e00-\u9fff\s])[【〖\[]|来源|作者|记者|校[\s\u3000]*[对审]|审[\s\u3000]*[核校阅定读]|监[\s\u3000]*[制审]|美编|视觉|终审|签发|稿源|责任|"
        r"编[\s\u3000]*辑|责编|时间|日期|发布|点击|阅读|浏览|分享|打印|(?:文章)?纠错|举报|值班|(?:投稿|爆料|新闻|服务|联系)?(?:电话|邮箱|热线)|投稿|联系|一审|二审|三审|复审|初审|"
        r"编审|主编|图片|制图|摄影|\d{4}[-年/.]|[|｜丨]"
    )
)
_BARE = re.compile(
    both_scripts(
        r"[\s\u3000（(\[【■]*(?:责任编辑|责编|[\u4e00-\u9fff]{0,6}编辑)[\s\u3000|｜丨]+(?P<names>[\u4e00-\u9fff\s\u3000、]{2,20}?)[\s\u3000）)\]】]*"
    )
)
_INLINE = re.compile(
    both_scripts(
        r"[|｜丨/\s](?:责任编辑|责编|[\u4e00-\u9fff]{0,4}编辑)[\s\u3000]+(?P<names>[\u4e00-\u9fff]{2,3})(?=$|[\s|｜丨/])"
    )
)
LONGEST_ROW = 80  # characters of a line that holds names and no sentence
_RANK = (("责", 3), ("責", 3), ("选", 2), ("選", 2), ("值", 1), ("网", 1))


def read_editors(text: str) -> tuple[str, ...]:
    """The names behind 责任编辑, 责编, 编辑 or 选稿, without staff codes; the responsible one comes first."""
    best: tuple[int, tuple[str, ...]] = (-1, ())
    for match in EDITOR.finditer(text):
        rank = next((value for sign, value in _RANK if match[0].startswith(sign)), 0)
        names = _names(text[match.end() :])
        if names and rank > best[0]:
            best = (rank, names)
    return best[1] or _bare(text)


def names_editors(text: str) -> str | None:
    """The label of a line that names editors, with a colon or (责任编辑 王小云) without; None where it names none."""
    match = EDITOR.search(text)
    return match[0] if match else text[:6] if _bare(text) else None


def _bare(text: str) -> tuple[str, ...]:
    """The names of a line that holds a label without a colon, and nothing else but people."""
    if len(text) > LONGEST_ROW:
        return ()
    match = _BARE.fullmatch(text) or _INLINE.search(text)
    names = _names(match["names"]) if match else ()
    return names if all(map(is_person, names)) else ()


def _names(rest: str) -> tuple[str, ...]:
    stop = _STOP.search(rest)
    rest = rest[: stop.start()] if stop else rest
    if len(rest) > 40:
        rest = rest[:40]
    parts = [trim(_CODE.sub("", part)) or trim(part) for part in re.split(r"[、,，;；/／&]|和", rest)]
    names = _people(parts[0])
    for part in parts[1:]:
        names += [name for name in _people(part) if not any(map(str.isdigit, name))]  # …，36氪经授权发布
    return tuple(dict.fromkeys(name for name in names if name))


def _people(part: str) -> list[str]:
    """One name, or several parted by spaces; single characters are one name, Latin words too."""
    words = part.split()
    if not words:
        return []
    if all(word.isascii() for word in words):
        return [" ".join(words)]
    words = [word for word in words if not _STAFF_NUMBER.fullmatch(word)]  # PN032 张三
    words = words[:1] + [word for word in words[1:] if not _LATIN.search(word)]  # 张三 T大 T小
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
