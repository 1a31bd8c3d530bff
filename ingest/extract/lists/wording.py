"""Whether the words of a link are a title, or a button, a label or an imprint's."""

import re

_BUTTON = re.compile(  # such a word begins many a title, too: a button says little more
    r"^[\[【(（]?(?:更多|more|详细|详情|查看|阅读|全文|上一|下一|首页|尾页|末页|返回|评论|版面|责编|本版|登录|注册|订阅|下载|"
    r"English|简体|繁體|PDF)[^之的了]{0,5}$",
    re.I,
)
_LABEL = re.compile(
    r"^(?:\d+|广告|\[?图\]?|[(（]?\d+[)）]?\s*[条次个]?评论|第?\d{1,2}版(?:[：:\s].*)?|(?:20\d\d年)?第?\d{1,4}期(?:目录)?|[上下]一[篇条则期][：:].*|.{0,3}(?:>>|＞＞|»).{0,2}|"
    r"(?:https?://|www\.)\S+)$|(?:责任编辑|责编|版式|校对|美编)[:：]",
    re.I,
)
_IMPRINT = re.compile(
    r"^(?:隐私(?:政策|保护|声明|条款)|免责(?:声明|条款)|版权(?:声明|所有.*)|(?:意见|新版)反馈|招聘(?:信息|英才)|诚聘英才|"
    r"广告服务|网站(?:地图|声明|简介)|法律声明|友情链接|(?:关于|联系)(?:我们|本站|本网)|投稿(?:须知|指南)|.{0,6}备案号?(?:[:：].*)?|"
    r".{0,10}(?:网络|互联网|电信|出版|广播|视听).{0,12}(?:许可证|批准书).{0,24}|"
    r"(?:.{0,6}(?:违法|不良|有害|违规|网络|互联网|网上|涉.{2,6}|谣言).{0,10})?举报(?:中心|电话|邮箱|专区|网站|平台|入口)?"
    r"(?:[:：].*)?)$|ICP备|公网安备|同意书.{0,6}网审"
)


def is_furniture(words: str) -> bool:
    """Whether the words of a link are furniture: a button, the label of a page or of comments, an imprint's."""
    return bool(_BUTTON.match(words) or _LABEL.search(words) or _IMPRINT.search(words))
