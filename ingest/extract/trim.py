"""Which lines of the chosen box are the text as printed, and which are furniture around and between them."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from ingest.extract.body import PROSE, Body, closes, is_link, prose_before
from ingest.extract.buttons import is_buttons
from ingest.extract.endings import is_editorial
from ingest.extract.likeness import key_of, says
from ingest.extract.summaries import without_summary
from ingest.extract.tables import data_lines, is_in_cell
from ingest.extract.tail import is_continuation, up_to_end, without_last, without_staff
from ingest.extract.title import Title
from ingest.extract.traditional import judged
from ingest.extract.tree import Line, Page
from ingest.fields.dates import find_moment
from ingest.fields.labels import CREDIT, TIME, simplified
from ingest.fields.pages import PAGE_REFERENCE

LEAD = 200  # characters; a summary above the line of time is no longer
MOST = 0.5  # of the prose: what is cut away by name never exceeds it
NEAR = 12  # lines below the headline among which it may be said again
_FURNITURE = re.compile(
    r"^(?:\+?\d{1,6}|[\d.]+万|分享|收藏|打印|关闭|评论|举报|字号|字体|大|中|小|超大|标准|点赞|赞|转发|微信|微博|"
    r"QQ空间?|朋友圈|复制链接|复制|"
    r"关键[词字][:：][^。]{0,60}|(?:浏览|阅读|点击|访问)[次量数]*[:：]?\s*[\d,.万]+次?|"
    r"[音视]频\s*\d{1,2}:\d\d|听新闻|语音播报[\s\d:：/]*|朗读|Play Video|"
    r"图集|【?纠错】?|\[?更多\]?|>>.{0,8}|.{0,4}<<|\|+|首页.{0,6}|展开全文|收起|目录|"
    r"上一页|下一页|尾页|末页|返回.{1,8}[，,]\s*查看更多|点击(?:上方|下方|左下角|右上角).{0,20}|"
    r"分享到[:：]?.{0,20}|关注公众号.{0,30}|"
    r"分享让更多人看到|请在?.{0,4}WIFI.{0,14}|"
    r"(?:您的)?当前位置.{0,60}|字号.{0,12}|[【\[]?(?:我要)?(?:纠错|打印|关闭|收藏|推荐|评论)[】\]]?|"
    r"(?:\d{1,2}:)?\d{1,2}:\d\d(?: ?/ ?(?:\d{1,2}:)?\d{1,2}:\d\d)?|"
    r"视频加载.{0,20}|广告|(?:本文)?原标题[:：].{4,100}|[（(]\s*原(?:标题[:：]|题为?[:：]?《).{4,100}[)）]|\(?（?本文来自.{2,20}，?更多原创.{2,30}|"
    r"(?:频道|热点|本站|相关)推荐|看更多|[你您]还可以看|[你您]可能(?:还|也)?(?:感兴趣|喜欢|想看)(?:的(?:内容|文章|新闻))?[:：]?|请继续往下阅读[.…。]*|"
    r"\d+\s*人(?:参与|评论|跟[贴帖])\s*(?:评论|讨论|\d*)|购买本期(?:杂志|刊物).{0,14})$",
    re.I,
)
_SCAN = re.compile(
    r"^(?:扫一扫.{0,30}|.{0,12}扫描?二维码.{0,20}|.{0,10}微信扫.{0,30}|[^，；！？]{0,12}客户端下载[^，；！？]{0,8}|"
    r"[^，；！？]{0,40}打开APP[^，；！？]{0,10}|点击.{0,6}蓝字.{0,12})$"
)
_NAMED = r".{0,10}(?:注明|标明).{0,8}(?:出处|来源)"
_RIGHTS = re.compile(rf"转载{_NAMED}|引用{_NAMED}|使用{_NAMED}|谢绝转载")
_LEAVE = re.compile(r"未经.{0,14}(?:授权|许可|允许|同意).{0,12}(?:转载|使用|复制)")
_OURS = re.compile(r"本[网站报刊社文台]|版权|(?:不得|禁止|严禁|请勿|谢绝).{0,6}转载|转载.{0,8}(?:不得|必究|追究)")
_CLICK = re.compile(
    r"【?点击(?:这里|此处|投票|进入|查看|参与|报名|下载)[^。]{0,12}[】>]|[点按]我(?:下载|看|加入|报名|订阅)"
)
_PROVENANCE = re.compile(
    r"^[（(【]?本文(?:来自|由|转载自|转自|首发于?|经)[^。]{0,60}?(?:授权|题图|公众号)[^。]{0,60}。?[)）】]?$"
)
_PAGE_REFERENCE = re.compile(
    r"^[\s（(]*(?:来源[:：]\s*)?《[^》]{2,16}》\s*[（(]?\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[^。]{0,24}[版页]?\s*[)）]?[\s)）]*$"
)
_AROUND = r"[\s\[\]【】(（)）|<>《》»«]*"
_PAGER = re.compile(rf"^{_AROUND}(?:(?:\d{{1,3}}|[上下]一?页|首页|[尾末]页|余下全文|共\d+页|\.\.\.|…){_AROUND}){{2,}}$")
_STAFF_LABEL = re.compile(r"(?:作者|文字|摄影|编辑|审核|记者|供稿)[:：]")
_CLOCK = re.compile(r"\d[:：]\d\d")
_SENTENCE = re.compile(r"。|！|？|；|，.{4,}，")  # quicker than a class among other choices


def text_lines(page: Page, body: Body, title: Title, dropped: Set[int] = frozenset()) -> list[int]:
    """The numbers of the lines that are the article's text, in order; `dropped` are known to be none."""
    seen = judged(page, body.start)
    if seen is not page and title.text is not None:
        title = replace(title, text=simplified(title.text))
    kept = [i for i in range(body.start, body.end) if i not in dropped]
    kept = _without_noise_boxes(seen, body, kept)
    kept = without_summary(seen, _without_head(seen, kept, title))
    kept = up_to_end(seen, body, kept)
    none = {i for i in kept if is_furniture(seen.lines[i])}
    if any(is_in_cell(seen, i) for i in none):
        none -= data_lines(seen, kept, none)
    none -= _section_numbers(seen, kept, none, body.weights)
    kept = without_staff(seen, without_last(seen, body, kept, none, title.end))
    near = title.end + NEAR
    return [i for i in kept if i not in none and (i > near or not _title_again(seen.lines[i], title, i))]


def is_meta(text: str) -> bool:
    """Whether a line tells of the article (time, credit, author) and is none of its sentences."""
    size = len(text)
    if size > 140:
        return False
    if TIME.match(text) or CREDIT.match(text.lstrip("（([【 ")):
        return size < 60 or not _SENTENCE.search(text)
    if (match := PAGE_REFERENCE.search(text)) and size - len(match[0]) < 30:
        return True
    if size < 80 and (TIME.search(text) or CREDIT.search(text)) and not _SENTENCE.search(text) and "。" not in text:
        return True
    moment = find_moment(text)
    if moment is None:
        return False
    if size < 80 and _STAFF_LABEL.search(text) and "。" not in text:
        return True
    if moment.precision != "day":
        return size < 80 and not _SENTENCE.search(text)
    return size < 50 and (moment.start < 3 or CREDIT.search(text) is not None) and not re.search(r"[，。；]", text)


def _is_glued_meta(page: Page, line: Line) -> bool:
    """Whether a line tells of the article in pieces with nothing between them: 08:122024/05/11云溪网."""
    text = line.text
    if len(text) > 60 or line.end - line.first < 2 or "20" not in text or _CLOCK.search(text) is None:
        return False
    return "。" not in text and any(find_moment(piece) for piece in page.pieces[line.first : line.end])


def is_furniture(line: Line) -> bool:
    """Whether a line is a button, a pager, a share bar, an editor's line or a page reference."""
    text = line.text
    size = len(text)
    if size > 140:
        return False
    if size < 60 and (_PAGER.match(text) or _PAGE_REFERENCE.match(text) or is_continuation(text)):
        return True
    if text[-1] != "。" and (
        _FURNITURE.match(text)
        or (("扫" in text or "下载" in text or "打开APP" in text or "蓝字" in text) and _SCAN.match(text))
    ):
        return True
    if line.linked > 1 and size < 60 and is_link(line) and not _SENTENCE.search(text):
        return not text.startswith("附")
    if line.linked and _CLICK.search(text):
        return True
    if size < 90 and ((("载" in text or "用" in text) and _is_rights(text)) or is_buttons(text)):
        return True
    return is_editorial(text) or ("本文" in text and _PROVENANCE.match(text) is not None)


def _is_rights(text: str) -> bool:
    """Whether a line says who may reprint the text; not each sentence on what is done without leave does."""
    if _RIGHTS.search(text):
        return True
    return "未经" in text and _LEAVE.search(text) is not None and (not closes(text) or _OURS.search(text) is not None)


def _without_noise_boxes(page: Page, body: Body, kept: list[int]) -> list[int]:
    """Without the lines of boxes inside the body whose name says what they are."""
    sums = prose_before(body.weights)
    most = MOST * (sums[body.end] - sums[body.start] or 1.0)
    dropped: set[int] = set()
    done = 0
    for box in page.boxes[body.box + 1 :]:
        if box.line >= body.end:
            break
        if not box.noise or box.line_end <= max(box.line, done) or box.tag == "p":
            continue
        end = min(box.line_end, body.end)
        if sums[end] - sums[box.line] < most:
            dropped.update(range(box.line, end))
            done = end
    return [i for i in kept if i not in dropped] if dropped else kept


def _without_head(page: Page, kept: list[int], title: Title) -> list[int]:
    """Without the headline, the lines of time and credit, and buttons before the first sentence."""
    for place, index in enumerate(kept[:24]):
        line = page.lines[index]
        if (
            index < title.end
            or is_meta(line.text)
            or _is_glued_meta(page, line)
            or is_furniture(line)
            or _title_again(line, title, index)
        ):
            continue
        if (
            place
            and len(line.text) < 24
            and not _SENTENCE.search(line.text)
            and any(is_meta(page.lines[i].text) for i in kept[place + 1 : place + 4])
        ):
            continue  # a short line above the line of time: a kicker, a counter, a channel
        start = _behind_lead(page, kept, place)
        return kept[start:] if start == place else _without_head(page, kept[start:], title)
    return kept


def _behind_lead(page: Page, kept: list[int], place: int) -> int:
    """The place behind a summary that stands between the headline and the line of time; else the place itself."""
    for later in range(place + 1, min(place + 4, len(kept))):
        text = page.lines[kept[later]].text
        if is_meta(text) and (moment := find_moment(text)) and (moment.precision != "day" or TIME.search(text)):
            before, behind = kept[place:later], kept[later + 1 :]
            if sum(len(page.lines[i].text) for i in before) * 2 < sum(len(page.lines[i].text) for i in behind[:40]):
                return later + 1
        elif len(text) > LEAD:
            break
    return place


def _section_numbers(page: Page, kept: Sequence[int], none: Set[int], weights: Sequence[float]) -> set[int]:
    """Of the lines that are numbers only, those that count the sections of a text: 01, 02, … each before prose."""
    digits = [i for i in sorted(none) if len(page.lines[i].text) < 3 and page.lines[i].text.isdecimal()]
    if len(digits) < 2 or [int(page.lines[i].text) for i in digits] != list(range(1, len(digits) + 1)):
        return set()
    ends = [*digits[1:], kept[-1] + 1]
    told = (any(w >= PROSE for w in weights[start:end]) for start, end in zip(digits, ends, strict=True))
    return set(digits) if all(told) and not any(page.lines[i].linked for i in digits) else set()


def _title_again(line: Line, title: Title, index: int) -> bool:
    """Whether a line before the text repeats the headline."""
    if title.text is None or len(line.text) > 2 * len(title.text) + 4 or index > title.end + NEAR:
        return False
    return index in title.taken or (title.line >= 0 and says(line.text, key_of(title.text)))
