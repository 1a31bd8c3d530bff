"""Where a report was sent from, as printed behind its reporter's name: 张三 北京、上海报道, 張三嘉義縣6日電."""

import re

from ingest.fields.labels import both_scripts
from ingest.fields.names import is_person

_ENDS = frozenset("电電讯訊道导導")  # a quick look
_SENT = re.compile(
    both_scripts(
        r"(?P<day>(?:\d{1,2}月)?\d{1,2}日)?(?:专|综合|摄影|现场|采访|联合|即时)*(?:电|讯|(?P<told>报道|报导))[\s\u3000。]*$"
    )
)
_LISTED = re.compile(r"[\s\u3000/／]+(?P<places>[\u4e00-\u9fff]{2,8}(?:[、，,][\u4e00-\u9fff]{2,8})*)$")
_LAST = re.compile(r"[\u4e00-\u9fff]+$")
_REGION = frozenset("县縣市省区區镇鎮州")
_LIKE_PEOPLE = frozenset(
    """
    安阳 安庆 安康 安顺 金华 常德 常熟 江门 江阴 黄山 黄冈 黄石 和田 马鞍山 秦皇岛 连云港 景德镇 张家口 张家界 平顶山
    """.split()
)
_KNOWN = tuple(
    """
    北京 上海 天津 重庆 香港 澳门 澳門 广州 廣州 深圳 南京 武汉 成都 西安 杭州 沈阳 哈尔滨 长春 济南 郑州 长沙 合肥
    福州 南昌 昆明 贵阳 南宁 海口 兰州 西宁 银川 乌鲁木齐 拉萨 呼和浩特 太原 石家庄 苏州 青岛 大连 厦门 宁波 台北
    臺北 新北 桃园 桃園 台中 臺中 台南 臺南 高雄 基隆 新竹 苗栗 彰化 南投 云林 雲林 嘉义 嘉義 屏东 屏東 宜兰 宜蘭
    花莲 花蓮 台东 臺東 澎湖 金门 金門 马祖 馬祖 东京 東京 首尔 首爾 华盛顿 華盛頓 纽约 紐約 洛杉矶 洛杉磯 伦敦
    倫敦 巴黎 柏林 莫斯科 布鲁塞尔 布魯塞爾 日内瓦 日內瓦 曼谷 新加坡 雪梨 联合国
    """.split()
)


def without_place(text: str) -> str:
    """The names before 报道, 电 and the like without that word, and without the places between; else the text itself.

    张三 李四报道 names two people: what reads as a person's name is no place, unless it is a known one (安阳).
    """
    if text[-1:] not in _ENDS or (sent := _SENT.search(text)) is None:
        return text
    rest = text[: sent.start()]
    if match := _LISTED.search(rest):
        places = re.split("[、，,]", match["places"])
        if any(place in _LIKE_PEOPLE or place in _KNOWN or not is_person(place) for place in places):
            return rest[: match.start()]
    elif (match := _LAST.search(rest)) and (name := _before_place(match[0])):
        return rest[: match.start()] + name
    return rest if sent["told"] and not sent["day"] else text  # 李小电 is a name, 云溪5月9日讯 a dateline


def _before_place(token: str) -> str | None:
    """The name glued to a place that all know (張三台北) or that calls itself one (姜小蓁嘉義縣)."""
    for size in (3, 2, 4):
        name, place = token[:size], token[size:]
        if place.startswith(_KNOWN) and is_person(name):
            return name
    name, place = token[:3], token[3:]
    return name if 2 <= len(place) <= 6 and place[-1] in _REGION and is_person(name) else None
