"""The text of an article: the box that holds most prose and least of anything else, and its lines without the noise."""

import re
from dataclasses import dataclass, field
from itertools import accumulate

from ingest.extract.tables import is_in_cell
from ingest.extract.traditional import judged
from ingest.extract.tree import Line, Page

_PROSE = re.compile(r"[，。！？；：、“”…,;!?]")
_TEASER = re.compile(r"(?:详细|详情|全文|更多|阅读|查看)[\]】>）)]*$|(?:\.{3}|…)\s*$")
_STAMP = re.compile(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*\d{1,2}[:：]\d\d|^\d+(?:分钟|小时|天)前")
_SITE = re.compile(  # each choice begins with a plain character, so that `re` looks for those alone
    r"当前位置|您的位置|您现在的位置|您所在的位置|所在位置[:：]|版权所有|©|ICP备|备案|许可证|举报(?:电话|邮箱|中心)|法律顾问|技术支持|网站标识码|联系我们|关于我们|"
    r"不良信息|主办单位|地址[:：].*(?:邮编|电话)|客服|登录|注册|未经(?:书面)?授权|扫一扫|扫码|二维码|"
    r"下载.{0,6}(?:APP|客户端)|打开APP|javascript|浏览器|All Rights|Copyright|COPYRIGHT|客户端下载"
)
_IMPRINT = re.compile(
    r"版权所有|©|ICP备|不良信息|未经(?:书面)?授权.{0,8}(?:禁止|不得|严禁)|All Rights|Copyright|COPYRIGHT"
)
_SIGNED = re.compile(
    r"(?:文字?|图片?|图文|摄影|采写|撰文|作者|记者|通讯员|供图|供稿|来源|编辑|责编|校对|审核|监制|制图|设计|排版|视频|剪辑|策划|统筹)"
    r"[\s\u3000]*[|｜丨][\s\u3000]*\S{1,30}$"
)
_DATELINE = re.compile(r"[（(【〔]?[\u4e00-\u9fff·]{2,14}(?:\d{1,2}月)?\d{1,2}日(?:电|電|讯|訊|消息)|本[报報](?:讯|訊)")
_DATED = re.compile(
    r"\s*[\[(（【]?(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?[\])）】]?(?:\s*(?:阅读|浏览|点击)[:：]?\s*\d+)?$"
)
_MARKS = "·•●■◆>▪"
LONG = 400  # characters of one line that count
PROSE = 20.0  # weight from which a line is a sentence
HARMLESS = -5.0  # weight from which a line is no link, stamp or imprint
STAMP, IMPRINT = -20.0, -25.0  # weights of a line with the time of a comment or a teaser, and of a site's own line
MOST_ADDED = 12
LEAD = 4  # lines above the box of the text among which a dateline begins it: the lead stands in a box of its own
MOST = 0.4  # share of a page's prose above which a box is no noise


@dataclass(slots=True)
class Body:
    """The box that holds the text, and the lines of it."""

    box: int
    start: int
    end: int
    weights: list[float] = field(default_factory=list)


def weigh(page: Page) -> list[float]:
    """How much each line speaks for being article text; below zero it speaks against."""
    weights = [_weight(line) for line in judged(page).lines]
    sums = prose_before(weights)
    most = sums[-1] * MOST
    done = 0
    for box in page.boxes:
        if not box.noise:
            continue
        first, end = box.line, box.line_end
        if first == end or first < done:
            continue
        if sums[end] - sums[first] <= most:  # what holds the greater part of the text is no noise, whatever its name
            for index in range(first, end):
                weights[index] = min(weights[index] * 0.1, 20.0) - 10.0
            done = end
    return weights


def prose_before(weights: list[float]) -> list[float]:
    """The weight of all prose before each line, and at last that of the page."""
    return [0.0, *accumulate([weight if weight > 0 else 0.0 for weight in weights])]


def is_link(line: Line) -> bool:
    """Whether a line is a link for the most part, the mark before it and the date behind it apart."""
    text = line.text
    if line.linked * 2 > len(text):
        return True
    dated = _DATED.search(text) if len(text) < 60 and text[-1] in "])）】日0123456789" else None
    return dated is not None and line.linked * 2 > dated.start() - (text[0] in _MARKS)


def closes(text: str) -> bool:
    """Whether a line ends as a sentence does; what a site prints around an article hardly ever does."""
    return text[-1] in "。！？!?" or (text[-1] in "”」』）)" and text[-2:-1] in tuple("。！？…”"))


def _weight(line: Line) -> float:
    text, size = line.text, len(line.text)
    if line.linked and (line.linked * 2 > size or is_link(line)):  # told at once for most
        return -6.0 - min(size, 40) / 2
    if size < 60 and (":" in text or "：" in text or "前" in text) and _STAMP.search(text):
        return STAMP  # every item of a list of comments or teasers has one
    if 4 <= size < 80 and _SITE.search(text) and (not closes(text) or _IMPRINT.search(text)):
        return IMPRINT
    prose = _PROSE.search(text, 0, LONG)
    if line.linked and _TEASER.search(text):
        return -10.0
    if prose is None:
        return -4.0 if size < 25 else min(size, 60) / 10
    return min(size, LONG) * (1.0 if size > 20 or _PROSE.search(text, prose.end()) else 0.3)


def find_body(page: Page, weights: list[float], after: int = 0) -> Body:
    """The box with the greatest sum of weights over its lines from `after` on; of equals, the innermost."""
    sums = [0.0, *accumulate(weights)]
    nearness = _nearness(weights, after)
    best, best_sum = 0, -1e9
    for index, box in enumerate(page.boxes):
        end = box.line_end
        if end <= after or end == box.line:
            continue
        first = box.line if box.line > after else after  # quicker than max(), here and below
        total = (sums[end] - sums[first]) * nearness[first]
        if total >= best_sum:
            best, best_sum = index, total
    wide = page.boxes[_widened(page, best, weights, after)]
    first = page.boxes[best].line
    lead = range(max(after, first - LEAD), first)
    start = next((n for n in lead if _DATELINE.match(page.lines[n].text) and closes(page.lines[n].text)), -1)
    if start < 0:
        start = next((n for n in range(max(wide.line, after), first) if "。" in page.lines[n].text), first)
    return Body(best, max(start, after), _with_signatures(page, wide.line_end), weights)


def _with_signatures(page: Page, end: int) -> int:
    """The line behind the signatures that follow a text in boxes of their own: 文 | …, 图 | …, 编辑 | …"""
    while end < len(page.lines) and _SIGNED.match(page.lines[end].text):
        end += 1
    return end


def _widened(page: Page, number: int, weights: list[float], after: int) -> int:
    """The box around a lone paragraph where all else in it is harmless: captions, and lines too short to weigh."""
    while (box := page.boxes[number]).tag == "p" and box.parent >= 0 and box.line_end - box.line <= 2:
        parent = page.boxes[box.parent]
        added = [*range(max(parent.line, after), box.line), *range(box.line_end, parent.line_end)]
        if sum(not is_in_cell(page, index) for index in added) > MOST_ADDED or any(
            weights[index] < HARMLESS for index in added
        ):
            break
        number = box.parent
    return number


def _nearness(weights: list[float], after: int) -> list[float]:
    """How much a text that starts at each line counts: less, the more prose is skipped between it and the headline."""
    skipped, found = 0.0, [1.0] * (len(weights) + 1)
    for index in range(after, len(weights)):
        found[index] = 100.0 / (100.0 + skipped / 10)
        skipped += weights[index] if weights[index] > 0 else 0.0
    return found
