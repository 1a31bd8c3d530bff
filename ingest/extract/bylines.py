"""Bylines inside the text: a line under the headline, the bracket of a dateline, and signatures at the end."""

import re
from collections.abc import Sequence

from ingest.fields.authors import read_authors
from ingest.fields.names import is_person

HEAD_LINES, TAIL_LINES = 4, 5
DATELINE = 140  # characters within which a dateline's bracket stands
_ROLE = r"(?:记者|通讯员|评论员|撰稿人?|撰文|执笔|采写|作者|实习生)"
_SIGNED = re.compile(
    rf"^[\s□■▲●◆【\[(（]*(?:[^，。；：:()（）]{{0,18}}?{_ROLE}|文[/／丨｜|]|文字[:：/／丨｜|]|摄影[:：/／丨｜|]|图文[/／丨｜|]|文/图|"
    rf"文图)[\s\u3000:：/／丨｜|]*[^，。；！？]{{2,44}}$"
)
_AUTHOR_LINE = re.compile(r"[\s【\[]*(?:本文)?作者[:：][^，。！？]{2,44}$")
_DATELINE = re.compile(rf"[（(【](?P<who>[^（）()【】。]{{0,16}}{_ROLE}[^（）()【】。]{{2,60}})[)）】]")
_CLOSING = re.compile(r"[（(【\[](?P<who>[^（）()【】\[\]。]{2,60})[)）】\]][\s。]*$")
_BARE_DATELINE = re.compile(
    r"^[^，。（）]{0,24}?(?:电|讯|报道)?[\s\u3000]+(?P<who>(?:本[报刊网台]|"
    r"新华社)[^，。\s]{0,6}记者[\s\u3000]*[\u4e00-\u9fff、\s\u3000]{2,24})[\s\u3000]*(?:报道|发自|$)"
)
_SIGNATURE = re.compile(
    r"[\s□■▲●◆○△]*(?:[\u4e00-\u9fff、]{2,26}(?:书记|主任|[局院校部厅县市会社馆所]长|教授|主席|研究员|经理|院士)[\s\u3000]+)?"
    r"(?P<names>[\u4e00-\u9fff·][\u4e00-\u9fff·\s\u3000、，,]{1,16})"
)
_PICTURE = re.compile(r"(?:(?<![/／])摄|供图|图|翻拍|制图)[\s)）。]*$")
_WRITTEN = re.compile(_ROLE + r"|(?:文字|摄影)[:：]|(?<![\u4e00-\u9fff])(?:文|图文|文图)[/／:：|丨｜]|文/图")
_UNIT = re.compile(r"[（(]\s*作者(?:单位|系|为)?[:：]?[^）)]{2,60}[)）]")
_OTHER = re.compile(
    r"^(?:编辑|责编|责任|校对|审核|审读|监制|来源|图|制图|设计|视频|排版|美编|值班)|(?:编辑|责编|校对|审核|监制|视频|"
    r"制图)[\s\u3000]*[/／|丨｜:：]"
)


def find_bylines(paragraphs: Sequence[str]) -> list[str]:
    """The strings of a text that name who wrote it, as printed; those at its head come first."""
    found: list[str] = []
    for text in paragraphs[:HEAD_LINES]:
        found += _at_head(text)
    for text in paragraphs[max(HEAD_LINES, len(paragraphs) - TAIL_LINES) :]:
        found += _at_tail(text)
    if len(paragraphs) <= HEAD_LINES and paragraphs:
        found += _at_tail(paragraphs[-1])
    return [text for text in dict.fromkeys(found) if read_authors([text])]


def find_signature(text: str) -> list[str]:
    """The people whom a line names and nothing else: □ 张三, 张三 李四, or 云溪县委书记 张三."""
    if len(text) > 40 or (match := _SIGNATURE.fullmatch(text)) is None:
        return []
    names = " ".join(_joined_names(match["names"]))
    return [names] if names and _only_names(names) else []


def _joined_names(text: str) -> list[str]:
    """The words of a text, with the single characters of a spaced name closed up (方　敏)."""
    words: list[str] = []
    for word in re.split(r"[\s\u3000、，,]+", text.strip()):
        if len(word) == 1 and words and len(words[-1]) == 1:
            words[-1] += word
        else:
            words.append(word)
    return words


def _at_head(text: str) -> list[str]:
    if text[:1] in "□■▲●◆○△" and (signed := find_signature(text)):
        return signed
    if len(text) < 64 and (_SIGNED.match(text) or _AUTHOR_LINE.match(text)):
        return [] if _PICTURE.search(text) or _OTHER.match(text) else [text]
    match = _DATELINE.search(text[: DATELINE + 80])
    if match and match.start() < DATELINE and not _PICTURE.search(match["who"]):
        return [match["who"]]
    if match := _BARE_DATELINE.match(text):
        return [match["who"]]
    return []


def _at_tail(text: str) -> list[str]:
    if unit := _UNIT.search(text):
        return [unit[0]]
    if len(text) < 64 and _SIGNED.match(text) and not _PICTURE.search(text) and not _OTHER.match(text):
        return [text]
    match = _CLOSING.search(text)
    who = match["who"] if match else ""
    if who and not _PICTURE.search(who) and not _OTHER.match(who) and (_WRITTEN.search(who) or _only_names(who)):
        return [who]
    return []


def _only_names(text: str) -> bool:
    tokens = [token for token in re.split(r"[\s\u3000、，,]+", text) if token]
    return len(text) <= 24 and all(is_person(token) for token in tokens)
