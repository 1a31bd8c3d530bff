"""Which lines of the chosen box are the text as printed, and which are furniture around and between them."""

import re
from collections.abc import Set

from ingest.extract.body import Body, prose_before
from ingest.extract.likeness import key_of, says
from ingest.extract.notices import is_notice
from ingest.extract.title import Title
from ingest.extract.tree import Line, Page
from ingest.fields.dates import find_moment
from ingest.fields.labels import CREDIT, TIME, both_scripts
from ingest.fields.pages import PAGE_REFERENCE

LEAD = 200  # characters; a summary above the line of time is no longer
MOST = 0.5  # of the prose: what is cut away by name never exceeds it
_LABEL = both_scripts(r"(?:责[\s\u3000]*任[\s\u3000]*编[\s\u3000]*辑|责[\s\u3000]*编|编[\s\u3000]*辑)")
_EDITORIAL = re.compile(
    rf"^[\s【\[(（]*(?:{_LABEL}|网络编辑|值班编辑|选[\s\u3000]*稿|初审|复审|终审|一审|二审|三审|审核|监制|编审)[\s\u3000]*[:：∶]"
    rf"|^.{{0,30}}[（(【\[]\s*{_LABEL}\s*[:：]|(?:来源|作者|校对|主编|审核|主任)[:：].{{0,30}}{_LABEL}[:：]|"
    rf"^本文来源[:：]|^(?:栏目|执行|本期)主编[:：]|^值班(?:主任|总编)[:：]|^(?:图片|视频)编辑[:：]|^(?:校对|审校|监审)[:：]"
)
_EDITOR_SIGN = re.compile("[编編审校制稿源任]")  # one of them is in each of those
_END = re.compile(
    r"^[\s【\[(（·•●■]*(?:相关(?:阅读|新闻|链接|报道|稿件|文章|推荐|专题|热词|附件下载)|延伸阅读|推荐阅读|"
    r"热门(?:推荐|文章|新闻|评论)|更多(?:精彩|新闻|资讯|内容|>>)|"
    r"特别声明|免责声明|版权声明|郑重声明|本站声明|网站声明|.{0,6}声明[:：]|转载申请|分享(?:到|至)|扫一扫|扫码|"
    r"(?:上|下)一?篇[:：]|(?:网友|发表|最新|全部|精彩|热门)评论|我要评论|关键[词字][:：]?|标签[:：]?$|"
    r"标签[:：].{0,30}$|TAGS?[:：]|猜你喜欢|大家都在看|为您?推荐|编辑推荐|"
    r"纠错|我要纠错|打印(?:本页|此页|关闭|$)|关闭(?:窗口|本页|$)|点击(?:进入|查看|下载).{0,12}$|往期回顾|精彩推荐|"
    r"正文已结束|余下全文|下一页|上一页|"
    r"举报/?反馈|返回(?:腾讯|首页|顶部|列表)|(?:微信|微博)(?:扫码|分享)|视频加载|阅读原文|Notice:)"
)
_ASIDE = re.compile(r"^[\s【\[(（·•●■]*(?:相关|延伸|推荐|更多|点击|编辑推荐|扫)")
ON = 0.15  # of the prose: as much behind an aside makes it an aside, and no end
_FURNITURE = re.compile(
    r"^(?:\+?\d{1,6}|[\d.]+万|分享|收藏|打印|关闭|评论|举报|字号|字体|大|中|小|超大|标准|点赞|赞|转发|微信|微博|"
    r"QQ空间?|朋友圈|复制链接|复制|"
    r"关键[词字][:：][^。]{0,60}|(?:浏览|阅读|点击|访问)[次量数]*[:：]?\s*[\d,.万]+次?|"
    r"[音视]频\s*\d{1,2}:\d\d|听新闻|语音播报[\s\d:：/]*|朗读|Play Video|"
    r"图集|【?纠错】?|\[?更多\]?|>>.{0,8}|.{0,4}<<|\|+|首页.{0,6}|展开全文|收起|目录|"
    r"上一页|下一页|尾页|末页|返回.{1,8}[，,]\s*查看更多|点击(?:上方|下方|左下角|右上角).{0,20}|"
    r"分享到[:：]?.{0,20}|扫一扫.{0,30}|.{0,12}扫描?二维码.{0,20}|.{0,10}微信扫.{0,30}|关注公众号.{0,30}|"
    r"分享让更多人看到|请在?.{0,4}WIFI.{0,14}|"
    r"(?:您的)?当前位置.{0,60}|字号.{0,12}|[【\[]?(?:我要)?(?:纠错|打印|关闭|收藏|推荐|评论)[】\]]?|"
    r"(?:\d{1,2}:)?\d{1,2}:\d\d(?: ?/ ?(?:\d{1,2}:)?\d{1,2}:\d\d)?|"
    r"视频加载.{0,20}|广告|(?:本文)?原标题[:：].{4,100}|[（(]\s*原标题[:：].{4,100}[)）]|.{0,4}未经(?:书面)?授权.{0,20}|\(?（?本文来自.{2,20}，?更多原创.{2,30})$",
    re.I,
)
_UI = re.compile(
    r"(?:我来说两句|我要[“\"]?[\u4e00-\u9fff][”\"]?错|我要(?:纠错|评论|分享|提问)|页面功能|功能|打印(?:本页|本文|"
    r"此页|此文|文章|预览)?|"
    r"关闭(?:窗口|本页|页面|此页)?|收藏(?:本文|本页|此页)?|推荐(?:本文|给好友|给朋友)?|转发|分享(?:到|至|给好友)?|"
    r"评论|点赞|举报|纠错|投稿|"
    r"字[体号](?:大小|放大|缩小)?|(?:放大|缩小|增大|减小)字[体号]|添加喜爱|空间|Facebook|Twitter|Email|大小|[大中小]|"
    r"超大|特大|标准|默认|缩小|放大|返回(?:顶部|首页|列表|上一?页)?|(?:发表|查看|"
    r"热门|网友)评论|参与|"
    r"条|链接已?复制(?:成功)?|复制(?:链接|网址)?|QQ(?:空间|好友)?|新浪微博|腾讯微博|微信|微博|朋友圈|人人网|豆瓣|"
    r"更多|下载|保存|"
    r"双击滚屏|背景色|保护视力色?|加入收藏|设为首页|繁體|简体|语音|朗读|播放|暂停|全屏|音量|静音|登录|注册|订阅|关注|"
    r"A[+-]?|T|\d+)"
)
_UI_RUN = re.compile("(?:" + _UI.pattern.replace(r"\d+", r"\d") + r"|[\s|｜:：]){2,20}")  # glued: 点赞12收藏
_UI_WORD = re.compile(r"[^\s\[\]【】()（）|｜丨/·:：,，、>»<«+.＋-]+")
_NAMED = r".{0,10}(?:注明|标明).{0,8}(?:出处|来源)"
_RIGHTS = re.compile(
    rf"转载{_NAMED}|引用{_NAMED}|使用{_NAMED}|未经.{{0,14}}(?:授权|许可|允许|同意).{{0,12}}(?:转载|使用|复制)|谢绝转载"
)
_CLICK = re.compile(r"【?点击(?:这里|此处|投票|进入|查看|参与|报名|下载)[^。]{0,12}[】>]")
_AFTER_EDITORS = re.compile(r"^[（(【].{2,60}[)）】]$|^(?:记者|作者|文|来源)")
_STAFF = re.compile(r"^(?:编辑|责编|责任编辑|校对|审核|审读|监制|排版|美编|制图|视觉|值班)[\s\u3000]*[/／|丨｜]")
_PAGE_REFERENCE = re.compile(
    r"^[\s（(]*(?:来源[:：]\s*)?《[^》]{2,16}》\s*[（(]?\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[^。]{0,24}[版页]?\s*[)）]?[\s)）]*$"
)
_AROUND = r"[\s\[\]【】(（)）|<>《》»«]*"
_PAGER = re.compile(rf"^{_AROUND}(?:(?:\d{{1,3}}|[上下]一?页|首页|[尾末]页|余下全文|共\d+页|\.\.\.|…){_AROUND}){{2,}}$")
_STAFF_LABEL = re.compile(r"(?:作者|文字|摄影|编辑|审核|记者|供稿)[:：]")
_SENTENCE = re.compile(r"[。！？；]|，.{4,}，")


def text_lines(page: Page, body: Body, title: Title, dropped: Set[int] = frozenset()) -> list[int]:
    """The numbers of the lines that are the article's text, in order; `dropped` are known to be none."""
    kept = [i for i in range(body.start, body.end) if i not in dropped]
    kept = _without_noise_boxes(page, body, kept)
    kept = _without_head(page, kept, title)
    kept = _without_staff(page, _without_tail(page, body, kept))
    return [i for i in kept if not is_furniture(page.lines[i]) and not _title_again(page.lines[i], title, i)]


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


def is_furniture(line: Line) -> bool:
    """Whether a line is a button, a pager, a share bar, an editor's line or a page reference."""
    text = line.text
    size = len(text)
    if size > 140:
        return False
    if size < 60 and (_FURNITURE.match(text) or _PAGER.match(text) or _PAGE_REFERENCE.match(text)):
        return True
    if line.linked * 2 > size and line.linked > 1 and size < 60 and not _SENTENCE.search(text):
        return not text.startswith("附")
    if line.linked and _CLICK.search(text):
        return True
    if size < 90 and (_RIGHTS.search(text) or is_buttons(text)):
        return True
    return _is_editorial(text) or (size >= 60 and _FURNITURE.match(text) is not None)


def _is_editorial(text: str) -> bool:
    """Whether a line names the editors, with or without the credit."""
    if not ("：" in text or ":" in text or "∶" in text) or _EDITOR_SIGN.search(text) is None:
        return False  # a quick look: hardly a sentence has both
    return _EDITORIAL.search(text) is not None


def is_buttons(text: str) -> bool:
    """Whether a line holds nothing but the words of buttons."""
    if "。" in text:
        return False
    any_word = False
    for found in _UI_WORD.finditer(text):
        word = found[0]
        if not (_UI.fullmatch(word) or (len(word) < 16 and _UI_RUN.fullmatch(word))):
            return False
        any_word = True
    return any_word


def _without_noise_boxes(page: Page, body: Body, kept: list[int]) -> list[int]:
    """Without the lines of boxes inside the body whose name says what they are."""
    sums = prose_before(body.weights)
    most = MOST * (sums[body.end] - sums[body.start] or 1.0)
    dropped: set[int] = set()
    done = 0
    for box in page.boxes[body.box + 1 :]:
        if box.line >= body.end:
            break
        if box.line_end <= max(box.line, done) or box.tag == "p" or not box.noise:
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
        if index < title.end or is_meta(line.text) or is_furniture(line) or _title_again(line, title, index):
            continue
        if (
            place
            and len(line.text) < 24
            and not _SENTENCE.search(line.text)
            and any(is_meta(page.lines[i].text) for i in kept[place + 1 : place + 4])
        ):
            continue  # a short line above the line of time: a kicker, a counter, a channel
        return kept[_behind_lead(page, kept, place) :]
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


def _without_tail(page: Page, body: Body, kept: list[int]) -> list[int]:
    """Up to the first line that says the text is over, where most of the prose stands before it."""
    total = sum(max(body.weights[i], 0.0) for i in kept) or 1.0
    seen, over = 0.0, False
    text: list[int] = []
    for index in kept:
        line = page.lines[index]
        late = seen >= MOST * total and len(line.text) < 160
        if late and (over and not _AFTER_EDITORS.match(line.text)):
            break
        if late and _END.match(line.text):
            if line.linked and _ASIDE.match(line.text) and total - seen > ON * total:
                continue  # 延伸阅读：… between two paragraphs
            break
        over = over or (late and _is_editorial(line.text))
        seen += max(body.weights[index], 0.0)
        text.append(index)
    while text and (is_over(page.lines[text[-1]]) or body.weights[text[-1]] <= -20):
        text.pop()
    return text


def is_over(line: Line) -> bool:
    """Whether a line at the end of a text is none of it."""
    return is_furniture(line) or is_notice(line.text)


def _without_staff(page: Page, kept: list[int]) -> list[int]:
    """Without the block of 编辑|, 责编|, 校对| lines at the end, where it names a responsible editor."""
    staff = [i for i in kept[-14:] if _STAFF.match(page.lines[i].text)]
    if not any(page.lines[i].text.startswith("责") for i in staff):
        return kept
    return [i for i in kept if i not in staff]


def _title_again(line: Line, title: Title, index: int) -> bool:
    """Whether a line before the text repeats the headline."""
    if title.text is None or len(line.text) > 2 * len(title.text) + 4 or index > title.end + 12:
        return False
    return index in title.taken or (title.line >= 0 and says(line.text, key_of(title.text)))
