"""The printed text of an article page, as saved or copied from a browser: head, text and foot by what they say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.extract.bylines import find_bylines
from ingest.fields.dates import find_moment
from ingest.fields.labels import AUTHOR, CREDIT, EDITOR, ORIGINAL_TITLE, TIME, after
from model.article import Extraction, Image, RawArticle
from model.errors import ParseError

_HEAD = 30  # printed lines among which the lines of date and credit stand
_META_LONGEST = 200
_SPARE = 40  # characters that such a line has beside dates and labels
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_META_WORDS = re.compile(
    r"来源|稿源|出处|作者|记者|编辑|责编|发布|发表|更新|时间|日期|次?浏览|阅读|点击|访问|评论|分享到?|打印|收藏|字[号体]|字|大|中|小|"
    r"人气|次数|次|关闭|纠错|复制链接|微信|微博|朋友圈|扫一扫|QQ|空间|[AT][-+]|\d+|[\s:：|｜丨【】\[\]（）()/,，.。、;；-]"
)
_LABELS = (CREDIT, AUTHOR, EDITOR)
_BARE_CREDIT = re.compile(
    r"[\u4e00-\u9fff·－—-]{1,16}(?:网|报|社|台|频道|在线|杂志|客户端|平台|时报|日报|周刊|期刊)", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"^[\s•·●○▪>【\[（(]*(?:使用微信|打开微信|微信扫|扫描二维码|扫一扫|长按|分享到|分享让|关注(?:我们|公众号|微信)|最新评论|热门评论|查看全部|我要评论|"
    r"发表评论|网友评论|热点关键词|关键词[:：]|相关(?:新闻|阅读|链接|文章|稿件|报道|专题)|延伸阅读|推荐阅读|热点推荐|热门推荐|猜你喜欢|上一篇|下一篇|"
    r"上一页|下一页|返回(?:首页|顶部|列表|上)|打印本页|关闭窗口|(?:打印|关闭|纠错|收藏|点赞|举报)[】\]]?$|版权所有|Copyright|免责声明|\S{2}ICP备|"
    r"联系我们|关于我们|网站地图|责任?编辑?[:：]|编辑[:：])",
    re.IGNORECASE,
)
_FOOT_LONGEST = 60
_DASHED = re.compile(r"^[\s　]*(?:[—―–-]{2,}|[─━])")
_END = re.compile(r"[。！？!?…；;：:.”’\"」』）)】\]》]\s*$")
_SIGNATURE = re.compile(r"^\s*(?:19|20|二[〇○零])\S{0,3}\s*年.{1,8}[日号]\s*$")
_CAPTION = re.compile(
    r"^[\s　]*(?:[▲△▼↑↓←→]|[（(]?(?:图为|图片说明|上图|下图|图[:：]))|[（(]?[^（()）]{0,12}摄[）)]?\s*$"
)
_PICTURED = re.compile(r"(?=\S).*(?:\d{1,2}月\d{1,2}日|[（(][左右中前后]).*。$")
_NOT_SECTION = re.compile(
    r"首页|注册|登录|登陆|返回|导航|搜索|设为|收藏|English|.*[网台报]$|.*\.\w{2,3}$", re.IGNORECASE
)
_TITLE_LONGEST = 120


@dataclass(slots=True)
class _Parts:
    """The printed lines of a page, sorted."""

    above: list[str] = field(default_factory=list)
    meta: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)


def is_text_page(text: str) -> bool:
    """Whether this reads like an article page: near its top stand a date and a credit, or a date and a time."""
    return _meta_run(_lines(text)) is not None


def read_text_page(text: str, *, url: str | None = None) -> RawArticle:
    """The article of such a text; raises ParseError where it has no line of date and credit, or no text."""
    lines = _lines(text)
    run = _meta_run(lines)
    if run is None:
        raise ParseError(f"{url or 'the text'} has no line of date and credit near its top: no article page")
    parts = _sorted(lines, *run)
    paragraphs, captions = _without_captions(parts.text)
    if not paragraphs:
        raise ParseError(f"{url or 'the text'} has no text below its line of date and credit")
    title, subtitle, bylines, before = _heading(parts.above)
    authors = [m[0] + found for line in parts.meta if (m := AUTHOR.search(line)) and (found := after(AUTHOR, line))]
    return RawArticle(
        url=url,
        extraction=Extraction("text-page", 0.8, {}),
        title=title,
        subtitle=subtitle,
        original_title=next((m["title"] for line in parts.meta if (m := ORIGINAL_TITLE.match(line))), None),
        bylines=tuple(dict.fromkeys([*authors, *bylines, *find_bylines(paragraphs)])),
        credit=_credit(parts.meta),
        editors=next((line[m.start() :] for line in parts.foot + parts.meta if (m := EDITOR.search(line))), None),
        section=_section(before),
        published=_published(parts.meta),
        paragraphs=tuple(paragraphs),
        images=tuple(Image(None, caption.strip()) for caption in captions),
    )


def read_plain_text(text: str, *, url: str | None = None) -> RawArticle:
    """A text that is nothing but an article: a short first line is its title; raises ParseError where it is empty."""
    lines = [line.strip() for line in _lines(text)]
    if not lines:
        raise ParseError(f"{url or 'the text'} is empty", kind="empty")
    titled = len(lines) > 1 and len(lines[0]) <= 60 and not _END.search(lines[0])
    paragraphs = lines[1:] if titled else lines
    return RawArticle(
        url=url,
        extraction=Extraction("text", 0.5, {}),
        title=lines[0] if titled else None,
        bylines=tuple(find_bylines(paragraphs)),
        paragraphs=tuple(paragraphs),
    )


def _lines(text: str) -> list[str]:
    """The lines with something on them, their indents kept."""
    return [line.rstrip() for line in text.replace("\xa0", " ").splitlines() if line.strip()]


def _meta_run(lines: Sequence[str]) -> tuple[int, int] | None:
    """Where the lines of date, credit and the like begin and end: the first run that tells when and from where."""
    start = 1  # a title stands above
    while start < min(len(lines), _HEAD):
        end = start
        while end < len(lines) and _is_meta(lines[end]):
            end += 1
        if _tells(lines[start:end]):
            return start, end
        start = max(end, start + 1)
    return None


def _tells(run: Sequence[str]) -> bool:
    dated = any(find_moment(line) for line in run)
    return dated and any(CREDIT.search(line) or TIME.search(line) or _CLOCK.search(line) for line in run)


def _is_meta(line: str) -> bool:
    """A line of the head: a date with what stands beside it, a labelled name, 原标题, views and font sizes."""
    text = line.strip()
    if len(text) > _META_LONGEST or text.endswith("。"):
        return False
    spare = _spare(text)
    if ORIGINAL_TITLE.match(text) or not spare or _BARE_CREDIT.fullmatch(text):
        return True
    labelled = any(label.search(text) for label in (*_LABELS, TIME))
    if find_moment(text):
        return spare <= _SPARE and (labelled or _CLOCK.search(text) is not None)
    return any(label.match(text) for label in _LABELS) and spare <= _SPARE


def _spare(line: str) -> int:
    """Characters of a line that are neither date nor label."""
    return len(_META_WORDS.sub("", _undated(line)))


def _undated(line: str) -> str:
    moment = find_moment(line)
    return line[: moment.start] + " " + line[moment.end :] if moment else line


def _credit(meta: Sequence[str]) -> str | None:
    """The labelled credit, or else the name of a paper, site or station that stands alone beside the date."""
    for line in meta:
        found = CREDIT.search(line)
        if found and after(CREDIT, line):
            return line[found.start() :]
    if any(CREDIT.search(line) for line in meta):
        return None
    words = [word.strip("|｜丨 　") for line in meta for word in re.split(r"[\s|｜丨]+", _undated(line))]
    return next((word for word in words if _BARE_CREDIT.fullmatch(word)), None)


def _sorted(lines: Sequence[str], start: int, end: int) -> _Parts:
    rest = lines[end:]
    foot = next((number for number, line in enumerate(rest) if _is_foot(line)), len(rest))
    parts = _Parts(list(lines[:start]), list(lines[start:end]), list(rest[:foot]), list(rest[foot:]))
    while parts.text and _trails(parts.text):
        parts.foot.insert(0, parts.text.pop())
    return parts


def _is_foot(line: str) -> bool:
    short = len(line.strip()) <= _FOOT_LONGEST
    return short and (_FURNITURE.match(line) is not None or EDITOR.search(line) is not None)


def _trails(text: Sequence[str]) -> bool:
    """Whether the last line is the page's and not the article's: short, with no end, and no signature with its day."""
    last = text[-1].strip()
    return len(last) <= 12 and not _END.search(last) and not _SIGNATURE.match(last)


def _heading(above: Sequence[str]) -> tuple[str | None, str | None, list[str], Sequence[str]]:
    """Title, subtitle and bylines, from the line of date and credit upwards, and the lines above the title."""
    subtitle, bylines = None, list[str]()
    for at in range(len(above) - 1, -1, -1):
        text = above[at].strip()
        if _DASHED.match(text):
            subtitle = text
        elif find_bylines([text]) and len(text) < 40:
            bylines.insert(0, text)
        elif len(text) <= _TITLE_LONGEST:
            return text, subtitle, bylines, above[:at]
    return None, subtitle, bylines, ()


def _section(before: Sequence[str]) -> str | None:
    """The channel, from the navigation line above the title: the end of a path, or its first short word."""
    if not before:
        return None
    line = before[-1].strip()
    path = [part.strip() for part in re.split(r"\s*[>＞»›]+\s*", line) if part.strip() not in ("", "正文")]
    word = path[-1] if len(path) > 1 else re.split(r"\s{2,}|\t|\s*[|｜]\s*", line)[0]
    return word if 2 <= len(word) <= 8 and not _NOT_SECTION.fullmatch(word) else None


def _published(meta: Sequence[str]) -> str | None:
    """The first date of the head, with the time behind it."""
    for line in meta:
        moment = find_moment(line)
        if moment:
            return line[moment.start : moment.end].strip()
    return None


def _without_captions(text: Sequence[str]) -> tuple[list[str], list[str]]:
    """Paragraphs and captions: where paragraphs are indented, a sentence with a day that is not stands by a picture."""
    sentences = [line for line in text if len(line.strip()) > 40 and _END.search(line)]
    indented = sum(line[0].isspace() for line in sentences)
    apart = indented > 1 and indented * 10 >= len(sentences) * 6
    kept, captions = list[str](), list[str]()
    for number, line in enumerate(text):
        beside = apart and number > 0 and len(line) <= 80 and _PICTURED.match(line)
        (captions if beside or (len(line) <= 80 and _CAPTION.search(line)) else kept).append(line.strip())
    return kept, captions
