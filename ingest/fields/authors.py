"""Printed bylines to authors: names with their roles and affiliations, and nothing that only looks like a name."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from ingest.fields.labels import both_scripts, simplified
from ingest.fields.names import is_person, may_be_person, split_glued
from ingest.fields.places import without_place
from model.article import Author

ROLES: tuple[tuple[str, str], ...] = (
    ("通讯员", "通讯员"),
    ("记者", "记者"),
    ("评论员", "作者"),
    ("专栏作家", "作者"),
    ("专栏作者", "作者"),
    ("撰稿人", "作者"),
    ("撰稿", "作者"),
    ("撰文", "作者"),
    ("执笔", "作者"),
    ("采写", "作者"),
    ("主笔", "作者"),
    ("供稿", "作者"),
    ("作者", "作者"),
    ("实习生", ""),
    ("摄影报道", "摄影"),
    ("摄影", "摄影"),
    ("拍摄", "摄影"),
)
LONGEST = 400  # characters of a byline that are read
_AS = dict(ROLES)
_SIGN = r"[/／|丨｜:：]"
_ROLE = re.compile(
    both_scripts(
        r"(?:本[报刊网台社]|特约|见习|实习|首席|特派|全媒体|融媒体|资深|专职|驻[\u4e00-\u9fff]{2,4}?)*"
        r"(?P<role>" + "|".join(role for role, _ in ROLES) + rf")(?P<after>[\s\u3000]*{_SIGN}?)"
        rf"|(?<![\u4e00-\u9fff])(?P<both>文[/／、&]?图|图[/／、&]?文)(?P<gap>[\s\u3000]*{_SIGN}|[\s\u3000]+)"
        rf"|(?<![\u4e00-\u9fff])(?P<text>文字?|本文作者|图片?|编译|采访)[\s\u3000]*{_SIGN}"
        r"|(?<![\u4e00-\u9fff])编译(?=[\u4e00-\u9fff]{2,3}[/／])"
    )
)
_REPORTERS = ("记者", "記者")
_LISTING = "▪●•∙・"
_UNIT = re.compile(r"(?:作者)?单位(?:系|为)?[:：]?\s*(?P<unit>[^()（）]+)")
_IS = re.compile(
    r"(?:[，,]\s*(?:作者)?(?:分别)?(?:系|为|单位)[:：]?|(?<=[\u4e00-\u9fff])(?:系|为)(?=[^、，,\s]{3}))\s*"
    r"(?P<unit>[^()（）。、]*(?:[院校社台局部委]|大学|中心|教授|研究|专家|学者|[人职]员|会长|主任|书记|博士|硕士|"
    r"作家|记者)[^()（）。]*)"
)
_DID = re.compile(
    both_scripts(r"(?<=[\u4e00-\u9fff]{2})[/／](?:文字?|图片?|摄影?)(?=[\s\u3000、，,]|$)|[（(](?:实习生?|见习)[)）]")
)  # 张三/文 李四/摄, 张三（实习）
_STAFF = re.compile(both_scripts(r"[\u4e00-\u9fff·]{2,4}[/／](?:编辑|责编|校对|审核|制图|视频)(?=[\s\u3000、，,]|$)"))
_OFFICE_FIRST = re.compile(
    r"作者(?:系|为|是)\s*(?P<unit>[^()（），,\s]{3,40})[\s\u3000]+(?P<name>[\u4e00-\u9fff]{2,3})[)）]?$"
)
_OFFICE_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])[（(](?P<unit>[^()（）]{4,40})[)）]?$")
_TRIM = " \u3000\xa0()（）[]［］【】〔〕<>《》□■▲●◆*—-–|丨｜,，、;；:：/／。.·\t\n"
_TAIL = re.compile(
    both_scripts(
        r"(?:\s*(?:[\s/／]文|[/／]图|文[/／]图|图[/／]文|文图|图文|摄影报道|摄影|摄|报道组|报道|参与|采写|采访|综合|整理|"
        r"编译|执笔|发自.{0,6}|(?:亦|也)?对[本此该](?:文|报道)(?:亦|也|均|都)?有(?:所)?贡献))+$"
    )
)
_CUT = re.compile(
    both_scripts(
        r"(?:来源|稿源|编辑|责编|责任|发布|时间|日期|阅读|浏览|点击|字号|分享|[初复终一二三]审|审核|校对|监制|编审|视频|制图|设计)"
        r"\s*[:：/]?.*$"
    )
)
_PRESS = re.compile(
    both_scripts(r"(?:[报社网台刊委局院办厅]|融媒体?中心|记者站|通讯站|联盟(?:·[\u4e00-\u9fff]{2,6})?)$")
)  # whose people may follow: 某某日报 张三 某某联盟·云溪 李四
_DATE = re.compile(r"\d{4}\s*[-年/.].*$|\d{1,2}[:：]\d\d.*$")
_OFFICE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,3}?)(?:中国|中共|中央|国家|全国|北京|上海|天津|重庆|清华|复旦|南京|浙江|武汉|"
    r"[\u4e00-\u9fff]{2,3}省|"
    r"[\u4e00-\u9fff]{2,3}市)[\u4e00-\u9fff]*(?:大学|学院|研究|教授|中心|协会|主任|会长|院士|部|局|委)"
)
_CITY = re.compile(both_scripts(r"(?:发自|[自从于在]).*$"))


def read_authors(bylines: Iterable[str]) -> tuple[Author, ...]:
    """The authors of printed bylines, each once, in the order printed; (作者单位：…) goes to those without one."""
    found: dict[str, Author] = {}
    for byline in bylines:
        for author in _read(byline):
            known = found.get(author.name)
            found[author.name] = _merged(known, author) if known else author
        unit = _unit(byline)
        if unit:
            found = {name: replace(a, affiliation=a.affiliation or unit) for name, a in found.items()}
    return tuple(found.values())


def _merged(known: Author, more: Author) -> Author:
    return Author(known.name, known.role or more.role, known.affiliation or more.affiliation)


def _unit(byline: str) -> str | None:
    match = _UNIT.search(byline)
    return match["unit"].strip(_TRIM) if match else None


@lru_cache(16)  # the same few bylines of a page are read again and again
def _read(byline: str) -> list[Author]:
    byline = byline.strip()[:LONGEST]
    if _DID.search(byline):
        byline = _STAFF.sub("", byline)
    text = _DID.sub(" ", _UNIT.sub("", byline)).strip(_TRIM)
    unit = None
    if match := _OFFICE_FIRST.search(text):
        return [Author(match["name"], "作者", match["unit"])] if is_person(match["name"]) else []
    if match := _IS.search(text) or _OFFICE_BEHIND.search(text):
        text, unit = text[: match.start()], match["unit"].strip(_TRIM)
    roles = list(_ROLE.finditer(text))
    authors = _plain(_apart(text[: roles[0].start()]) if roles else text)  # 张三 摄影
    for match, following in zip_longest(roles, roles[1:]):
        span = text[match.end() : following.start() if following else len(text)]
        if following and following["role"] in _REPORTERS and _role(match) == "作者":
            span = _apart(span)  # 采写：某某报记者 张三
        glued = following is not None and span == span.rstrip(_TRIM)  # a word before a role is often a paper's name
        named = not glued and match["role"] != "供稿"  # an office sends in, as often as not
        authors += [Author(name, _role(match)) for name in split_names(span, labelled=named)]
    return [replace(author, affiliation=author.affiliation or unit) for author in authors] if unit else authors


def _role(match: re.Match[str]) -> str | None:
    if match["role"]:
        return _AS[simplified(match["role"])] or None
    return "摄影" if match["text"] and match["text"][0] in "图圖" else "作者"


def _plain(text: str) -> list[Author]:
    return [Author(name) for name in split_names(text)]


def _apart(lead: str) -> str:
    """What stands before a role word and apart from it: a word glued to it (扬子晚报记者, 《方圆》记者) is a paper."""
    if lead.rstrip().endswith("》"):
        return ""
    whole = lead.rstrip(_TRIM)
    return whole if whole != lead else whole.rpartition(" ")[0]


def split_names(text: str, labelled: bool = False) -> list[str]:
    """The names in a run of text; `labelled` where a word before it said that names come (pen names are then right).

    Spaces inside two-character names are closed (方　敏 -> 方敏); offices, papers and logins are no names.
    """
    text = _DATE.sub("", _CUT.sub("", text)).strip(_TRIM)
    text = _TAIL.sub("", without_place(text)).strip(_TRIM)
    parts = re.split(r"[\s\u3000\xa0,，、;；/／|丨｜&▪●]+|(?<=[\u4e00-\u9fff])\.", text)
    tokens = [token for part in parts for token in _parted_by_and(part) if token.strip(_LISTING)]
    names: list[str] = []
    listed = labelled and re.search(r"[、&]", text) is not None  # pen names, parted by more than a space
    tokens = _joined(tokens)
    if labelled and len(tokens) > 1 and len(tokens[0]) > 3 and not may_be_person(tokens[0]) and is_person(tokens[1]):
        tokens = tokens[1:]  # 作者：某市图书馆 张三
    for place, token in enumerate(tokens):
        good = may_be_person(token) if labelled and (listed or not names) else is_person(token)
        if good:
            names.append(token)
        elif glued := split_glued(token):
            names += glued
        elif labelled and (short := _leading_name(token)):
            names.append(short)
            break
        elif not (_PRESS.search(token) and any(map(is_person, tokens[place + 1 : place + 2]))):
            break
    return names


def _parted_by_and(token: str) -> list[str]:
    """张三和李四 as two; 吴清和 is one person, whose name holds the sign."""
    return [token] if is_person(token) else token.split("和")


def _joined(tokens: list[str]) -> list[str]:
    """Tokens with single characters closed up to names, and Latin words to one name."""
    closed: list[str] = []
    open_single = False
    for token in tokens:
        single = len(token) == 1 and "\u4e00" <= token <= "\u9fff"
        if single and open_single:
            closed[-1] += token
            open_single = False
        elif token.isascii() and closed and closed[-1].replace(" ", "").isascii():
            closed[-1] += " " + token
        else:
            closed.append(token)
            open_single = single
    return closed


def _leading_name(token: str) -> str | None:
    """The name before 发自, 在 and the like (张三发自北京), or before an office (张三北京大学教授)."""
    short = _CITY.sub("", token)
    if short != token and is_person(short):
        return short
    match = _OFFICE.match(token)
    return match["name"] if match and is_person(match["name"]) else None
