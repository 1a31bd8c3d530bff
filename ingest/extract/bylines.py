"""Bylines inside the text: a line under the headline, the bracket of a dateline, and signatures at the end."""

import re
from collections.abc import Sequence

from ingest.fields.authors import read_authors
from ingest.fields.labels import both_scripts
from ingest.fields.names import is_person

HEAD_LINES, TAIL_LINES = 4, 5
DEEPER = 9  # lines within which pictures and a summary may push a line that names the author
DATELINE = 140  # characters within which a dateline's bracket stands
LONGEST = 64  # characters of a line of names
_S = r"[\s\u3000]*"
_BAR = r"[/／丨｜|]"
_ROLE = r"(?:记者|通讯员|评论员|撰稿人?|撰文|执笔|主笔|采写|作者|实习生)"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(both_scripts(pattern))


_SIGNED = _compiled(
    rf"^[\s□■▲●◆◎○【〔\[(（]*(?:[^，。；：:()（）]{{0,18}}?{_ROLE}|(?:采访{_S}[、/&]{_S})?(?:文|采访){_S}{_BAR}|"
    rf"文[:：](?={_S}[\u4e00-\u9fff]{{2,4}}(?:[\s|｜/]|$))|(?:文字|摄影){_S}[:：/／丨｜|]|图文{_S}{_BAR}|文[/、]图|文图)"
    r"[\s\u3000:：/／丨｜|]*[^，。；！？]{2,44}$"
)
_LABELLED = _compiled(rf"^[\s【\[(（]*(?:[^，。；：:()（）]{{0,12}}?{_ROLE}|文字?){_S}[:：/／丨｜|]")
_NEXT_NAME = re.compile(rf"[，,]{_S}(?P<name>[\u4e00-\u9fff·]{{2,8}})(?=[，,、\s）)（(]|$)")
_AUTHOR_LINE = re.compile(r"[\s【\[]*(?:本文)?作者[:：][^，。！？]{2,44}$")
_AUTHOR_ONLY = re.compile(
    rf"[\s【\[(（]*(?:本文|文章)?作者{_S}[:：，|丨｜]{_S}(?P<who>[\u4e00-\u9fff·、\s\u3000]{{2,20}})[】\])）]?$"
)
_PROVENANCE = _compiled(
    rf"^[\s（(【]*(?:编者按[:：]\s*)?(?:本文|文章|原文)[^。！？]{{4,80}}?[，,；;\s]原?作者{_S}[:：|丨｜]{_S}(?P<who>[^。；;]{{2,60}})"
)
_IN_BRACKET = r"[^（）()【】〔〕［］。]"
_DATELINE = _compiled(
    rf"[（(【〔［](?P<who>(?:{_IN_BRACKET}{{0,16}}{_ROLE}|编译(?=[\u4e00-\u9fff]{{2,3}}[/／])){_IN_BRACKET}{{2,60}})[)）】〕］]"
)
_CLOSING = re.compile(r"[（(【〔［\[](?P<who>[^（）()【】〔〕［］\[\]。]{2,60})[)）】〕］\]][\s。]*$")
_NAMES = r"[\u4e00-\u9fff、\s\u3000]{2,24}"
_REPORTERS = ("记者", "記者", "通讯员", "通訊員")  # a quick look
_REPORTED = _compiled(  # 本报讯 记者张三报道：, 【某某报讯】记者张三、李四报道
    rf"^{_S}(?:[【〔［\[][^【】〔〕［］\[\]]{{2,16}}[】〕］\]]|[^，。（()：:]{{0,24}}?(?:电|讯|消息|专稿|报道)|"
    r"(?=[^，。（()：:]{0,10}?(?:记者|通讯员)))[\s\u3000:：]*"
    rf"(?P<who>[^，。：:、\s（()]{{0,8}}?(?:记者|通讯员){_S}{_NAMES}?(?:通讯员{_S}{_NAMES}?)?)"
    r"(?P<told>(?:报道|报导|发自)(?![的过了称])|$|[\s\u3000]+(?=[\d近昨今日据“为]))"
)
_SIGNATURE = re.compile(
    r"[\s□■▲●◆○△]*(?:[\u4e00-\u9fff、]{2,26}(?:书记|主任|[局院校部厅县市会社馆所]长|教授|主席|研究员|经理|院士|网站?|[早晚日时]报|周刊|"
    r"社|电视台|客户端|融媒)[\s\u3000]+)?"
    r"(?P<names>[\u4e00-\u9fff·][\u4e00-\u9fff·\s\u3000、，,]{1,16})"
)
_OFFICE = _compiled(r"(?:日报|晚报|周刊|中心|[委局院办部厅校]|大学|学院|公司|集团|政府|支队|大队|街道)$")
_PICTURE = _compiled(r"(?:(?<![/／])摄|供图|(?<!文[/／、])(?<!文)图|翻拍|制图)[\s)）。]*$")
_TAKEN = _compiled(r"[（(\s](?P<who>[\u4e00-\u9fff]{2,4}[\s\u3000]*摄(?:影|影报道)?)[）)。\s]*$")
_WRITTEN = _compiled(
    rf"{_ROLE}|(?:文字|摄影){_S}[:：|丨｜]|(?<![\u4e00-\u9fff])(?:文|图文|文图|编译){_S}[/／:：|丨｜]|文/图|对[本此]文.{{0,3}}贡献"
)
_UNIT = re.compile(r"[（(]\s*作者(?:单位|系|为)?[:：]?[^）)]{2,60}[)）]")
_OTHER = _compiled(
    r"^(?:编辑|责编|责任|校对|审核|审读|监制|来源|图(?!文)|制图|设计|视频|排版|美编|值班)|(?:编辑|责编|校对|审核|监制|视频|"
    r"制图)[\s\u3000]*[/／|丨｜:：]"
)


def find_bylines(paragraphs: Sequence[str]) -> list[str]:
    """The strings of a text that name who wrote it, as printed; those at its head come first.

    Of a text that is nothing but captions, the photographers are the authors.
    """
    found: list[str] = []
    for text in paragraphs[:HEAD_LINES]:
        found += _at_head(text)
    for text in paragraphs[HEAD_LINES:DEEPER]:
        if len(text) < 24 and "作者" in text and (match := _AUTHOR_ONLY.match(text)) and _only_names(match["who"]):
            found.append(text)
    for text in paragraphs[max(HEAD_LINES, len(paragraphs) - TAIL_LINES) :]:
        found += _at_tail(text)
    for text in paragraphs[max(0, len(paragraphs) - TAIL_LINES) : HEAD_LINES]:
        found += _at_tail(text) if text is paragraphs[-1] else _closing(text, sure=True)
    named = [text for text in dict.fromkeys(found) if read_authors([text])]
    return named or _photographers(paragraphs)


def _photographers(captions: Sequence[str]) -> list[str]:
    if len(captions) < 2 or not all(map(_TAKEN.search, captions[:2])):
        return []
    taken = [match["who"] for text in captions if (match := _TAKEN.search(text))]
    return list(dict.fromkeys(taken)) if len(taken) == len(captions) else []


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
    if (
        len(text) < LONGEST
        and _is_signed(text)
        and (_PICTURE.search(text) or _OTHER.match(text) or read_authors([text]))
    ):
        return [] if _PICTURE.search(text) or _OTHER.match(text) else [text]
    if told := _from_elsewhere(text):
        return told
    match = _DATELINE.search(text[: DATELINE + 80])
    if match and match.start() < DATELINE and not _PICTURE.search(match["who"]):
        return [match["who"]]
    return _reported(text)


def _is_signed(text: str) -> bool:
    """Whether a line names who wrote, and nothing else; a comma may stand between names behind a label."""
    if _AUTHOR_LINE.match(text) or ((match := _AUTHOR_ONLY.match(text)) and _only_names(match["who"])):
        return True
    if ("，" in text or "," in text) and _LABELLED.match(text):
        text = _listed(text)
    return _SIGNED.match(text) is not None


def _listed(text: str) -> str:
    """The text with 、 for the commas that a name follows."""
    return _NEXT_NAME.sub(lambda match: "、" + match["name"] if is_person(match["name"]) else match[0], text)


def _from_elsewhere(text: str) -> list[str]:
    """Who wrote, where a line tells where the text comes from: 本文来自某号，作者：张三，题图来自某站."""
    match = _PROVENANCE.match(text) if "作者" in text[:120] else None
    return ["作者：" + re.split("[，,]", _listed(match["who"]))[0]] if match else []


def _reported(text: str) -> list[str]:
    """Who reports, by the text's own first words: 本报讯 记者张三报道; a name there must be one beyond doubt."""
    first = text[:LONGEST]
    match = _REPORTED.match(text) if any(map(first.__contains__, _REPORTERS)) else None
    if match is None:
        return []
    for who in (match["who"].rstrip(), match["who"] + match["told"]):  # 北京报道 tells a place, 北京 alone does not
        authors = read_authors([who])
        if authors and all(is_person(author.name) for author in authors):
            return [who]
    return []


def _at_tail(text: str) -> list[str]:
    if unit := _UNIT.search(text):
        return [unit[0]]
    if len(text) < LONGEST and _is_signed(text) and not _PICTURE.search(text) and not _OTHER.match(text):
        return [text]
    return _from_elsewhere(text) or _closing(text)


def _closing(text: str, sure: bool = False) -> list[str]:
    """What the bracket at the end of a paragraph says of who wrote; `sure` where bare names are not enough."""
    match = _CLOSING.search(text)
    who = match["who"] if match else ""
    if not who or _PICTURE.search(who) or _OTHER.match(who):
        return []
    return [who] if _WRITTEN.search(who) or (not sure and _only_names(who)) else []


def _only_names(text: str) -> bool:
    tokens = [token for token in re.split(r"[\s\u3000、，,]+", text) if token]
    if len(tokens) > 1 and _OFFICE.search(tokens[0]):
        tokens = tokens[1:]  # （某县融媒体中心 张三）
    return len(text) <= 24 and all(is_person(token) for token in tokens)
