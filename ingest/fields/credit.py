"""The credit (来源) of an article, from the line that prints it."""

import re

from ingest.fields.dates import find_moment
from ingest.fields.labels import CREDIT, after, trim

LONGEST = 40
_JOINED = re.compile(r"\s*([-－—–·•・/／+])\s*")
_PAPER = re.compile(r"《(?P<name>[^》]{2,20})》")
_ASIDE = re.compile(r"[\[【(（［〔](?:原创|转载|首发|整理|编译|综合|微博|作者|记者|责编|编辑)[^()（）]*$")
_LATIN_END = re.compile(r"[A-Za-z0-9.]$")
_NOTHING = frozenset(
    "本站 本网 未知 网络 不详 佚名 原创 其他 无 暂无 本站原创 互联网 admin null undefined none".split()
)
_EMPTY = frozenset("未知 不详 佚名 无 暂无 null undefined none admin".split())


def read_credit(text: str) -> str | None:
    """The credit without its label; None where the label stands alone, or with a word for "unknown"."""
    value = after(CREDIT, text)
    if value is None:
        value = text
    value = _without_time(value)
    value = trim(_ASIDE.sub("", _first_phrase(_JOINED.sub(r"\1", trim(value)))))
    if paper := _PAPER.fullmatch(value):
        value = paper["name"]
    if not value or value.lower() in _EMPTY or len(value) > LONGEST:
        return None
    return value


def _without_time(value: str) -> str:
    moment = find_moment(value)
    return value[: moment.start] if moment else value


def _first_phrase(value: str) -> str:
    """Up to the first gap, unless both sides of it are Latin (Associated Press)."""
    words = value.split()
    taken = words[:1]
    for word in words[1:]:
        if not (_LATIN_END.search(taken[-1]) and word[0].isascii()):
            break
        taken.append(word)
    return " ".join(taken)
