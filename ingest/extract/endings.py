"""The lines that end a text: headings of what follows, statements of the site, and the editors' names."""

import re

from ingest.extract.body import closes
from ingest.extract.notices import is_notice
from ingest.fields.labels import both_scripts

_AT = r"[\s【\[(（·•●■]*"
_LABEL = r"(?:责[\s\u3000]*任[\s\u3000]*编[\s\u3000]*辑|责[\s\u3000]*编|编[\s\u3000]*辑)"
_EDITORIAL = re.compile(
    rf"^[\s【\[(（]*(?:{_LABEL}|网络编辑|值班编辑|选[\s\u3000]*稿|初审|复审|终审|一审|二审|三审|审核|审读|监制|编审|"
    r"(?:文章|信息|稿件)?录入(?:员|者|人)?)[\s\u3000]*[:：∶]"
    + rf"|^.{{0,30}}[（(【\[]\s*{_LABEL}\s*[:：]|"
    + rf"(?:来源|作者|校对|主编|审核|主任)[:：].{{0,30}}{_LABEL}[:：]|"
    r"^[（(]?本文来源[:：]|^(?:栏目|执行|本期)主编[:：]|^值班(?:主任|总编)[:：]|^(?:图片|视频)编辑[:：]|^(?:校对|审校|监审)[:：]"
)
_EDITOR_SIGN = re.compile("[编編审審校制稿源任录錄]")  # one of them is in each of those
_BRACKET = re.compile(
    rf"(?<=[。！？”」…])\s*[（(【\[]\s*{both_scripts(_LABEL)}\s*[:：／/][^（）()【】\[\]]{{2,30}}[)）】\]]\s*\d{{0,8}}$"
)
_END = re.compile(
    rf"^{_AT}(?:相关(?:阅读|新闻|链接|报道|稿件|文章|推荐|专题|热词|附件下载)|延伸阅读|推荐阅读|"
    r"热门(?:推荐|文章|新闻|评论)|更多(?:精彩|新闻|资讯|内容|>>)|"
    r"特别声明|免责声明|版权声明|郑重声明|本站声明|网站声明|平台声明|.{0,6}声明[:：]|转载申请|分享(?:到|至)|扫一扫(?:关注|下载|分享|手机|用|上|下|打开|二维码|[，,\s]|$)|扫码(?:关注|下载|分享|阅读|看|$)|"
    r"(?:上|下)一?篇[:：]|(?:网友|发表|最新|全部|精彩|热门)(?:评论|留言)|我要评论|关键[词字](?:[:：]|$)|标签[:：]?$|"
    r"(?:精选留言|全部讨论|看更多)$|标签[:：].{0,30}$|TAGS?[:：]|猜你喜欢|大家都在[看搜]|为您?推荐|编辑推荐|"
    r"[你您](?:可能)?(?:还|也)?可?(?:[感有]兴趣|喜欢|以看|想看)(?:的(?:内容|文章|新闻)?)?[:：]?$|"
    r"(?:我要)?纠错(?:[】\]）)\s:：]|$)|打印(?:本页|此页|关闭|$)|关闭(?:窗口|本页|$)|点击(?:进入|查看|下载).{0,12}$|往期(?:回顾|推荐|精选)|精彩推荐|"
    r"[-—=\s]*(?:THE )?END[-—=\s]*$|正文已结束|余下全文|下一页|上一页|点个?[“\"「]?在看|"
    r"举报/?反馈|返回(?:腾讯|首页|顶部|列表)|(?:微信|微博)(?:扫码|分享)|视频加载|阅读原文|Notice:)"
)
_FIRM = re.compile(rf"^{_AT}(?:.{{2,6}}声明|转载申请|[上下]一?篇|关键[词字]|标签|TAGS?|正文已结束|Notice:)")
_STATEMENT = re.compile(r"^[\s【\[(（*※]*(?:特别声明|平台声明|免责声明|版权声明|郑重声明|Notice:)")
_ASIDE = re.compile(rf"^{_AT}(?:相关|延伸|推荐|更多|点击|编辑推荐|扫)")
_STAFF = re.compile(r"^(?:编辑|责编|责任编辑|校对|审核|审读|监制|排版|美编|制图|视觉|值班)[\s\u3000]*[/／|丨｜]")
_SOURCE = re.compile(
    r"(?:[（(【\[](?:文章|本文|稿件|信息|新闻|内容)|文章|本文|稿件|信息|新闻|内容)?来源[:：]\s*[^，。；：:|丨｜]{2,24}[)）】\]]?$"
)
_SIGNED = re.compile("记者|通讯员|作者|摄影|文/")


def ends_text(text: str) -> bool:
    """Whether a line is the heading of what follows a text, or a button or a statement behind it; no sentence is."""
    return _END.match(text) is not None and (not closes(text) or is_notice(text) or _FIRM.match(text) is not None)


def is_aside(text: str) -> bool:
    """Whether such a line may lead to another article in the middle of a text: 延伸阅读：…"""
    return _ASIDE.match(text) is not None


def is_statement(text: str) -> bool:
    """Whether a line is a statement of the site, of whatever length: it counts for no prose."""
    return text[0] in "特平免版郑N【[(（*※" and _STATEMENT.match(text) is not None


def is_editorial(text: str) -> bool:
    """Whether a line names the editors, with or without the credit, and says nothing else."""
    if not ("：" in text or ":" in text or "∶" in text) or _EDITOR_SIGN.search(text) is None:
        return False  # a quick look: hardly a sentence has both
    return _EDITORIAL.search(text) is not None and not ends_in_editors(text)


def ends_in_editors(text: str) -> bool:
    """Whether a sentence has the editors in brackets behind it: …办结。（编辑：王五）"""
    return len(without_editors(text)) < len(text)


def without_editors(text: str) -> str:
    """A sentence without the editors in brackets behind it, and without the day that an agency prints behind them."""
    if (
        text[-1] in "）)】]0123456789"
        and ("编" in (tail := text[-40:]) or "編" in tail)
        and (found := _BRACKET.search(text))
    ):
        return text[: found.start()]
    return text


def is_source(text: str) -> bool:
    """Whether a line holds only the label of the credit and a name; with a writer in it, it is a signature."""
    return len(text) < 40 and "源" in text[:8] and _SOURCE.match(text) is not None and not _SIGNED.search(text)


def is_staff(text: str) -> bool:
    """Whether a line is one of those that name editors, proof readers and designers behind a bar."""
    return text[0] in "编责校审监排美制视值" and _STAFF.match(text) is not None
