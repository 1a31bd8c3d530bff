"""What stands beside the time of an article and is no credit: buttons, counters, places, channels, people's offices."""

import re

from ingest.extract.buttons import is_buttons

_UI = re.compile(
    r"^(?:[昨今前][天日]|\d*\s*分钟.*|评论|分享|字号|字体|大|中|小|超大|标准|打印|收藏|举报|关注.*|订阅.*|分享.*|打开.*|登录.*|原创|来自.*|发布于.*|更新.*|浏览.*|阅读.*|"
    r"点击.*|[A-Za-z+-]{1,3}|正文|首页|"
    r"字数.*|修改.*|编辑于.*|发[布表佈]于?|创建|首发|刊发|发自.*|發自.*|[星周]期?[一二三四五六日天]|(?:已?失|有)效|收录于.*|IP属地.*|公开|第?[A-Z]?\d+[版页期].*|\d.*[次人条]|"
    r"切[换換].*|[简繁簡][体體].*|.{2,6}(?:领域.*|爱好者|创作者|达人|博主)|"
    r"(?:综合|现场|专题|特别|深度|独家|连续|系列|.{0,6}[即实]时|.{0,6}[即實]時)(?:报道|報導)|微信|微博|参与|条|我要.*|下载.*|独家抢先看|听新闻|企鹅号|官方账号|已认证|复制.*|用微信.*|展开|纠错|关闭|推荐|"
    r".*扫.*码.*|.*[：:].*|.*>.*)$"
)
_DIGITS = re.compile(r".{0,6}[0-9]")
_NUMBERED = re.compile(  # 39健康网
    r"\d{2,3}(?![小天年月日个万亿多余名家条人次种项大])[\u4e00-\u9fff]{2,8}(?:网|报|报道|新闻|周刊|财经|在线)$"
)
_NO_PAPER = re.compile(r"记者|記者|实习生|通讯员|作者|编辑|\d[:：]\d|^[\w.-]+\.(?:com|cn|net|org)\b|^\W*.?\W*$", re.I)
_CHANNEL = re.compile(
    r"^(?:.{0,4}(?:要闻|时政|国内|国际|社会|财经|体育|娱乐|科技|教育|健康|文化|军事|汽车|房产|旅游|视频|图片|专题|评论|理论|党建|新闻|正文|"
    r"热点|推荐|独家|头条|资讯|动态|公告|通知|信息|公开|首页|专栏|导读|摘要|目录|简介|播报|快讯|聚焦|关注)|[^\u4e00-\u9fffA-Za-z]*)$"
)
_REGIONS = frozenset(
    """
    北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南
    陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 中国 美国 日本 英国 加拿大 澳大利亚 新加坡 韩国 德国 法国
    """.split()
)
"""Where platforms say that an author writes from."""


def may_be_credit(part: str, named: bool) -> bool:
    """Whether a part of the time's line may be a credit; one whose box says so (`named`) may begin with digits."""
    if not 2 <= len(part) <= 24 or part in _REGIONS or _NO_PAPER.search(part):
        return False
    if _DIGITS.match(part) and not (named and not part.isascii()):
        return _NUMBERED.match(part) is not None
    return not (_UI.match(part) or is_buttons(part))


def is_channel(part: str) -> bool:
    """Whether a part is what sites call a channel: 国内新闻, 教育, 专题."""
    return _CHANNEL.search(part) is not None
