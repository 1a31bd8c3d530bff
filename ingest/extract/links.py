"""From a list page to the articles that it leads to, and the next page: by the shape of links, without selectors."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from ingest.extract.pager import find_next
from ingest.extract.profile import Profile
from ingest.extract.select import Picks
from ingest.extract.tree import Box, Page, parse, squeeze_spaces
from ingest.fields.dates import find_moment
from model.source import Document, Ref

_ARTICLE = re.compile(
    r"(?:20\d\d[-/_]?[01]\d[-/_]?[0-3]?\d?|/\d{2}/[01]\d[0-3]\d/).*\d|"  # a date and something more
    r"\d{5,}|content_\d|/(?:a|p|art|article|detail|info|show|view|news|post|n\d?|c)/[\w/-]*\d{2,}|"
    r"[0-9a-f]{8}-?[0-9a-f]{4}|(?:thread|article|post|news)-\d+|"
    r"detailpage|nw\.D\d+|[a-z]\d{4,}[a-z]\d+|(?=[0-9A-Z]*\d)(?=[0-9A-Z]*[A-Z])[0-9A-Z]{12,}",
    re.I,
)
_ARTICLE_QUERY = re.compile(
    r"(?:^|&)(?:id|[andtp]id|\w{0,8}(?:article|art|news|info|content|doc|detail|item|guid|main|record)_?id|__biz|sn|no)=[\w=-]*\d",
    re.I,
)
_CHANNEL = re.compile(
    r"/$|^$|/(?:index|list|default|node|nbs|channel|column|col|class|category|tag|topic|special|subject|zt|search|main)"
    r"[\w.-]*(?:\.\w{3,5})?$|"
    r"/col/|/(?:special|zhuanti|zt|photoview|keywords?|loupan|movie|upload|video|v|live|comments?|bbs|user|author|"
    r"profile|tag|topic|search|login|"
    r"media|pub)/|"
    r"_bbs/|\.(?:pdf|jpe?g|png|gif|docx?|xlsx?|zip|rar|mp[34]|apk|exe)$",
    re.I,
)
_OTHER_HOST = re.compile(
    r"^(?:comments?|bbs|tie|reg|passport|login|mail|v|tv|live|video|gongyi|ad|ads|search|so|zt)\.|\.gov\.cn/beian|ebs\.org|beian",
    re.I,
)
_NO_TITLE = re.compile(
    r"^(?:更多|more|详细|详情|查看|阅读|全文|上一|下一|首页|尾页|末页|返回|评论|\d+$|第?\d+版|版面|责编|本版|广告$|"
    r"登录|注册|订阅|"
    r"下载|English|简体|繁體|\[?图\]?$|PDF)|(?:责任编辑|责编|版式|校对|美编)[:：]|^.{0,3}(?:>>|＞＞|»).{0,2}$|"
    r"^.{0,16}(?:许可证|批准书|备案号?|举报(?:中心|电话|邮箱)?|隐私(?:政策|保护)|免责(?:声明|条款)|版权声明|(?:意见|"
    r"新版)反馈|"
    r"招聘(?:信息)?|诚聘英才|广告服务|网站地图|法律声明|友情链接|(?:关于|联系)我们)$|同意书.{0,6}网审",
    re.I,
)
_RECORD, _RECORD_END = "<record><![CDATA[", "]]>"
LONGEST_RECORD = 4000  # characters
_WRITTEN = re.compile(r"document\.write\([\w.]*\(?[\"']([^\"']{2,200})")
_DIGITS = re.compile(r"\d+|(?<=[/_=-])[0-9a-fA-F]{8,}|(?<=/)[0-9A-Z]{10,}(?=\.)")
_LONG_TITLE, _SHORT_TITLE = 9.0, 5.0
SURE, FEW = 2.0, 3  # the score that is enough, the number of articles that makes a list
DEEPEST = 40  # steps from a link up to the box that a selector names


@dataclass(frozen=True, slots=True)
class Links:
    """What a list page leads to: the articles in the order printed, and the next page."""

    refs: tuple[Ref, ...]
    next: str | None = None


@dataclass(slots=True)
class _Anchor:
    url: str
    title: str
    box: Box
    place: str  # the blocks that it stands in, by name
    shape: str
    date: str | None = None


@dataclass(slots=True)
class _Group:
    """Links of one shape, or of one shape and place."""

    size: int = 0
    characters: int = 0

    def add(self, anchor: _Anchor) -> None:
        self.size += 1
        self.characters += min(len(anchor.title), 60)

    @property
    def mean_title(self) -> float:
        """The mean length of its titles, in characters."""
        return self.characters / self.size


def find_links(document: Document, select: Mapping[str, object] | None = None, profile: Profile | None = None) -> Links:
    """The articles that a list page links, with printed titles and dates, and its next page.

    `select` may hold CSS selectors: `links` (elements that are, or hold, the links), `next`. Raises ParseError.
    """
    page = parse(_unpacked(document.text), document.url, hidden=True)
    base = _base(page, document.url)
    picks = Picks.of(page, profile, select)
    chosen = picks.boxes("links")
    anchors = _anchors(page, base, chosen)
    if not chosen:
        anchors = _articles(anchors, base)
    refs: dict[str, Ref] = {}
    for anchor in anchors:
        key = _address(anchor.url)
        known = refs.get(key)
        if known is None or len(anchor.title) > len(known.title or ""):
            refs[key] = Ref(
                (known or anchor).url, anchor.title or None, anchor.date or (known.published if known else None)
            )
    following = find_next(page, base, picks.boxes("next"))
    return Links(tuple(refs.values()), following)


def _unpacked(html: str) -> str:
    """The page with the rows of its list that stand in a script as XML records, for a script to print them."""
    rows: list[str] = []
    place = html.find(_RECORD)
    while place >= 0:
        start = place + len(_RECORD)
        end = html.find(_RECORD_END, start, start + LONGEST_RECORD)
        rows.append(html[start:end] if end > 0 else "")
        place = html.find(_RECORD, start)
    return f"{html}<div>{''.join(rows)}</div>" if rows else html


def _base(page: Page, url: str) -> str:
    node = page.tree.css_first("base[href]")
    return urljoin(url, (node.attributes.get("href") or "").strip()) if node is not None else url


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc.lower()}{parts.path}?{parts.query}"


def _anchors(page: Page, base: str, chosen: Sequence[int]) -> list[_Anchor]:
    """All links of the page with a title, or those in the chosen boxes."""
    tops = frozenset(chosen)
    found: list[_Anchor] = []
    for number, box in enumerate(page.boxes):
        if box.tag not in ("a", "area"):
            continue
        if chosen and not _inside(page, number, tops):
            continue
        anchor = _anchor(page, box, base)
        if anchor:
            found.append(anchor)
    return found


def _inside(page: Page, number: int, tops: Set[int]) -> bool:
    """Whether a box is one of the chosen ones, or stands a few steps inside one."""
    for _ in range(DEEPEST):
        if number in tops:
            return True
        number = page.boxes[number].parent
        if number < 0:
            break
    return False


def _anchor(page: Page, box: Box, base: str) -> _Anchor | None:
    attrs = box.attrs
    href = "".join((attrs.get("href") or "").split())
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", ""):
        return None
    printed = page.text(box) or _scripted(box)
    stated = squeeze_spaces(attrs.get("title") or attrs.get("alt") or "")
    title = stated if len(stated) > len(printed) and (not printed or _begins(stated, printed)) else printed
    shape = (
        parts.netloc
        + _DIGITS.sub("0", parts.path)
        + "?"
        + "&".join(sorted(p.partition("=")[0] for p in parts.query.split("&")))
    )
    return _Anchor(url.partition("#")[0], title, box, _place(page, box), shape, _date(page, box))


def _scripted(box: Box) -> str:
    """A title that a script writes: document.write(view("title<br>subtitle"))."""
    script = box.node.css_first("script")
    match = _WRITTEN.search(script.text() or "") if script is not None else None
    return squeeze_spaces(re.sub(r"<[^>]*>", " ", match[1])) if match else ""


def _begins(whole: str, cut: str) -> bool:
    return whole.startswith(cut.rstrip(".…· ")[:8])


def _place(page: Page, box: Box) -> str:
    """The blocks above a link by tag and class: links of one list share it."""
    names = [
        f"{up.tag}.{up.key.strip().split(' ')[-1]}" for up, _ in zip(page.ancestors(box.parent), range(4), strict=False)
    ]
    return ">".join(names)


def _date(page: Page, box: Box) -> str | None:
    """The date printed beside a link, in the row that it alone stands in."""
    for up, _ in zip(page.ancestors(box.parent), range(3), strict=False):
        if up.end - up.first > 12 or up.tag in ("body", "ul", "table", "tbody"):
            return None
        text = page.text(up)
        if moment := find_moment(text):
            return text[moment.start : moment.end]
    return None


def _articles(anchors: list[_Anchor], base: str) -> list[_Anchor]:
    """The links whose address, title and company say that an article is behind them.

    Where hardly any address looks like an article's, long titles that stand in one place are taken for a list.
    """
    home = _site(base) or Counter(_site(anchor.url) for anchor in anchors).most_common(1)[0][0] if anchors else ""
    here = _address(base)
    titled = [a for a in anchors if a.title and not _NO_TITLE.search(a.title) and _address(a.url) != here]
    by_shape: dict[str, _Group] = defaultdict(_Group)
    by_row: dict[tuple[str, str], _Group] = defaultdict(_Group)
    by_place: dict[str, _Group] = defaultdict(_Group)
    for anchor in titled:
        by_shape[anchor.shape].add(anchor)
        by_row[anchor.place, anchor.shape].add(anchor)
        by_place[anchor.place].add(anchor)
    found = [a for a in titled if _score(a, by_shape[a.shape], by_row[a.place, a.shape], home, here) >= SURE]
    if len(found) >= FEW:
        return found
    return [a for a in titled if _score(a, by_shape[a.shape], by_place[a.place], home, here) >= SURE] or found


def _site(url: str) -> str:
    """The part of a host that its owner registered (news.example.com.cn -> example.com.cn), near enough."""
    labels = urlsplit(url).netloc.lower().partition(":")[0].split(".")
    size = (
        3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in ("com", "gov", "org", "net", "edu", "co") else 2
    )
    return ".".join(labels[-size:])


def _score(anchor: _Anchor, shape: _Group, place: _Group, home: str, here: str) -> float:
    """How much speaks for an article behind a link; SURE is enough."""
    parts = urlsplit(anchor.url)
    asked = _ARTICLE_QUERY.search(parts.query) is not None
    score = 2.0 if asked or _ARTICLE.search(parts.path) else 0.0
    elsewhere = not here.startswith(parts.netloc.lower() + "/") and _OTHER_HOST.search(parts.netloc)
    if _CHANNEL.search(parts.path) or (parts.path.endswith(".jsp") and not asked) or elsewhere:
        score -= 3.0
    mean = max(shape.mean_title, place.mean_title)
    score += 1.0 if mean >= _LONG_TITLE else -1.0 if mean < _SHORT_TITLE else 0.0
    score += 0.5 if len(anchor.title) >= _LONG_TITLE else 0.0
    score += 1.5 if anchor.date else 0.0
    score -= 2.0 if _site(anchor.url) != home else 0.0
    return score + (0.5 if place.size >= 4 else 0.0)
