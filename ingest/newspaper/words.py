"""What words on a page give away: bylines, 上接N版, datelines, notices, photo credits, the page's own furniture."""

import re

from ingest.fields.names import is_person, split_glued

HAN = re.compile("[\u3400-\u9fff]{2}")
DASHES = ("——", "──", "―")  # how a subtitle begins
MARKS = "□■◎●○◇◆△▲▽▼☆★◻◼⊙▢▣◈◉"
_HAN = "\u3400-\u9fff"
_ROLE = (
    f"(?:本报|本网|本刊|新华社|人民日报|特约|见习|实习|全媒体|融媒体|驻[{_HAN}]{{1,4}})*"
    "(?:首席记者|记者|通讯员|评论员|撰稿人|作者|编译|文字|摄影|撰文|实习生)"
)
_BYLINE = re.compile(
    rf"^(?:[{MARKS}]\s*[^。！？，；]{{2,60}}"
    rf"|{_ROLE}[:：]?\s*[{_HAN}·\s、,，]{{2,30}}(?:{_ROLE}[:：]?\s*[{_HAN}·\s、]{{2,30}})*(?:文/图|文图|摄影报道|报道|整理|摄)?"
    rf"|(?:文|图|文/图|文图)[/／:：]\s*[^。！？；]{{2,40}})$"
)
ROLE = re.compile(_ROLE)
SIGNATURE = re.compile(rf"^(?:[{MARKS}]|{_ROLE}|(?:文|图|文/图|图/文|文图)[/／])")
_VERB = re.compile("在[^、 ]{2,}|看到|了解到|获悉|采访|走访|发现|从.{2,}")
_NUMBER = r"[A-Za-z]?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
CONTINUED_FROM = re.compile(
    rf"[（(［\[◀◁◄←《<\s]*(?:上接|紧接)\s*第?\s*({_NUMBER})\s*[版版]?[^）)\]］]{{0,12}}[）)\]］]?"
)
CONTINUED_ON = re.compile(
    rf"[（(［\[▶▷►→▲△>》\s]*下转\s*第?\s*({_NUMBER})\s*[版版][^）)\]］。]{{0,12}}[）)\]］]?[▶▷►→>》\s]*$"
)
DATELINE = re.compile(
    r"^(?:本报|本网|新华社|中新社|人民网|新华网|中国新闻网|央视新闻)[^。，]{0,24}?(?:讯|电|消息)|^(?:据[^，。]{2,16}(?:报道|消息|电)，?)|^（?(?:本报|见习)?记者"
)
OPENING = re.compile(rf"^(?:[{MARKS}].{{0,6}}|(?:本报|本网|新华社|中新社)[^。，（]{{0,10}}(?:讯|电|消息))$")
NOTICE_TITLE = re.compile(
    "公告|声明|启事|通知书|招标|拍卖|遗失|注销|减资|催收|讣告|公示|招聘|中标|招租|(?:停电|停水|停气|停产|封路|搬迁|放假).{0,2}通知|通告|更正启事|竞买|流拍|挂牌|送达|听证|广告|寻人|变更|迁坟|债权转让"
)
NOTICE_TEXT = re.compile(
    "受.{0,12}委托|特此(?:公告|声明|通知|公示|通告)|声明作废|(?:联系|咨询|监督|举报|报名)电话|竞买人|投标人|债权人|保证金|标的|清算组|统一社会信用代码|遗失"
)
FULL_STOP = re.compile(r"[。！？!?…][”』」）)》]*$")
CREDIT = re.compile(
    rf"[（(]?\s*((?:本报记者|记者|通讯员|新华社记者|新华社发)?\s*[（(]?[{_HAN}·\s、]{{2,20}}?)\s*(?:摄影报道|摄影|摄|图/文|供图)\s*[）)]?\s*[。]?$"
)
AFFILIATION = re.compile(r"^[（(]\s*(?:作者单位|作者系|作者为|本文作者|作者：|作者:).*[）)]$")
SIGNED_OFF = re.compile(r"[（(](?:作者单位|作者系|作者为|本文作者)[^。]*[）)]$")
SIGNATURE_AT_END = re.compile(rf"[。！？…”][（(](?:{_ROLE})?([{_HAN}·\s、]{{2,16}})[）)]$")
DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
MONTH_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
TELEPHONE = re.compile(rf"[{_HAN}]{{0,6}}[:：\s]*[\d（(][\d\s（）()-]{{5,16}}(?:[转、,，][\d\s-]{{1,14}})*")
FURNITURE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日.{0,3}(?:星期|周)|星期[一二三四五六日]|责任?编辑?[:：]|责编|责校|版式|美编|校对[:：]|组版|值班(?:主任|总编|编委)|国内统一|邮发代号|CN\s?\d|"
    r"今日\s*\d+\s*版|总第\s*\d+\s*期|第\s*\d{2,}\s*期|主管|主办|出版|E-?mail|电子邮箱|新闻热线|投稿|农历|天气|零售|定价|社址|邮编|印刷|网址|微信公众号|https?:"
)
PAGE_NO = re.compile(
    r"^第?\s*([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版$|^([A-Za-z]\s?\d{1,3})$|^(\d{1,2})$|^([A-Za-z]?\d{2,3})版?$"
)
POINTER = re.compile(
    rf"(?:[→>》▶►·.…\s]|见|第|详见)+[A-Za-z]?\d{{1,2}}\s*版?[）)]?$|[（(]?(?:详见|见)?第?{_NUMBER}版[）)]?$"
)
INDEX = re.compile("导读|今日看点|要目|本期看点|索引|目录|今日关注")
BRIEFS = re.compile("简讯|短讯|快讯|简报|速览|集锦|一句话|简明新闻|新闻速递|要闻速递|动态|短波|资讯|连线")
LABEL = re.compile(rf"^[【\[［〔「『◎]?[{_HAN}·•]{{2,8}}[】\]］〕」』]?$")


def is_byline(text: str) -> bool:
    """Whether a line of its own names who wrote; 记者在太原看到 is none."""
    text = text.strip()
    if not 2 <= len(text) <= 64 or text[-1] in "。；，：！？":
        return False
    return bool(_BYLINE.match(text)) and not _VERB.search(text)


def is_signed(text: str) -> bool:
    """Whether a line stands between title and text: a byline, or 上接N版."""
    return is_byline(text) or bool(CONTINUED_FROM.fullmatch(text))


def is_signed_off(text: str) -> bool:
    """Whether a text ends as an article does: （作者单位：…）, or the writer's name in brackets."""
    if SIGNED_OFF.search(text):
        return True
    match = SIGNATURE_AT_END.search(text)
    return match is not None and (is_name(match[1]) or bool(split_glued(match[1])))


def is_name(text: str) -> bool:
    """Whether a line is only a person's name or several."""
    text = text.strip()
    if not 2 <= len(text) <= 20:
        return False
    return all(is_person(part) for part in re.split(r"(?<=\S{2})[\s、]+", text)) or is_person(text.replace(" ", ""))
