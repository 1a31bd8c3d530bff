"""The words that Chinese pages print before a value, and the strings cut out behind them."""

import re

_MORE = r"[\s\u3000\xa0]*"
_COLON = _MORE + r"(?:[:：∶丨|｜]|】[:：]?)"
_TRADITIONAL = dict(  # the signs that labels, buttons and notices are written in
    zip(
        "来发布时间编辑责记员讯转载处标题选报导实习写摄闻评论执笔采专栏驻图译单综访贡献网电厅馆学会协团务办机构组队厂"
        "广频视传杂织观资号户应书长关闭读区县镇张说体画联简产国韩业经济师续现欧权独点进阅链荐热请订声审录纠错举馈顶继"
        "线购买费畅为与这贴话邮码扫识别内违还将页总谢绝许质数据证览击开启复双语动态项头条带给义过对让当无从种样万见边",
        "來發佈時間編輯責記員訊轉載處標題選報導實習寫攝聞評論執筆採專欄駐圖譯單綜訪貢獻網電廳館學會協團務辦機構組隊廠"
        "廣頻視傳雜織觀資號戶應書長關閉讀區縣鎮張說體畫聯簡產國韓業經濟師續現歐權獨點進閱鏈薦熱請訂聲審錄糾錯舉饋頂繼"
        "線購買費暢為與這貼話郵碼掃識別內違還將頁總謝絕許質數據證覽擊開啟複雙語動態項頭條帶給義過對讓當無從種樣萬見邊",
        strict=True,
    )
)
_TO_TRADITIONAL = str.maketrans(_TRADITIONAL)
_TO_SIMPLIFIED = {ord(other): sign for sign, other in _TRADITIONAL.items()}


def both_scripts(pattern: str) -> str:
    """The pattern for both the simplified and the traditional script, inside its classes, too."""
    found: list[str] = []
    in_class = False
    for place, sign in enumerate(pattern):
        if sign in "[]" and pattern[place - 1 : place] != "\\":
            in_class = sign == "["
        other = _TRADITIONAL.get(sign, sign)
        found.append(sign if other == sign else sign + other if in_class else f"[{sign}{other}]")
    return "".join(found)


def choice(*patterns: str) -> str:
    """A choice of patterns in both scripts, each beginning with a plain character: those are all that `re` looks for.

    A pattern of the kind (?:文章)?来源 is tried at each character of a text, and takes fifteen times as long.
    """
    found: dict[str, None] = {}
    for first, rest in ((pattern[0], both_scripts(pattern[1:])) for pattern in patterns):
        found[first + rest] = found[_TRADITIONAL.get(first, first) + rest] = None
    return f"(?:{'|'.join(found)})"


def simplified(text: str) -> str:
    """A label, button or notice of the traditional script as the simplified one writes it."""
    return text.translate(_TO_SIMPLIFIED)


def in_both_scripts(words: str) -> frozenset[str]:
    """The words, parted by blanks, as the simplified script writes them and as the traditional one does."""
    return frozenset(words.split()) | frozenset(words.translate(_TO_TRADITIONAL).split())


_GAP = r"[\s\u3000]*"
_SOURCE = (rf"来{_GAP}源于?", rf"稿{_GAP}源", rf"出{_GAP}处", "转自", "转载自", "来自(?=[:：])")
_SENDER = ("供稿单位", "来稿单位", "发布机构", "信息提供")
_KIND_OF_TEXT = "文章 信息 稿件 新闻 本文 内容 资料 消息 原文 供稿".split()
CREDIT = re.compile(
    choice(
        *(label + _COLON for label in (*_SOURCE, *_SENDER)),
        *(f"{kind}(?:{'|'.join((*_SOURCE, *_SENDER))}){_COLON}" for kind in _KIND_OF_TEXT),
        r"来源(?<![\u4e00-\u9fff]来源)\s+[/／]\s+",
        rf"本文(?:来源于|来自|选自|摘自|转自|原载于?|原刊于?){_GAP}(?=《)",
    )
)
_NO_EDITOR = "图片 视频 美术 音频 视觉 摄影 版式 制图 技术 动画 责任 总 副".split()
EDITOR = re.compile(
    choice(
        rf"责{_GAP}任{_GAP}编{_GAP}辑",
        rf"责{_GAP}编",
        "值班编辑",
        "网络编辑",
        rf"选{_GAP}稿",
        r"编(?<![\u4e00-\u9fff]{4}编)" + "".join(f"(?<!{kind}编)" for kind in _NO_EDITOR) + rf"{_GAP}辑",
    )
    + rf"{_MORE}(?:[:：∶/／|丨｜]|】[:：]?|\s[-—–]\s){_MORE}"
)
_WRITER = (
    *(rf"作{_GAP}者", rf"撰{_GAP}稿人?", rf"供{_GAP}稿人", rf"撰{_GAP}文", rf"记{_GAP}者"),
    *("通讯员", "采写", "执笔", "主笔", "供稿(?!单位)", r"文(?<![\u4e00-\u9fff]文)字(?=[:：])"),
)
AUTHOR = re.compile(
    choice(
        *(label + _COLON for label in _WRITER),
        *(f"{kind}(?:{'|'.join(_WRITER)}){_COLON}" for kind in ("本文", "文章")),
        r"作者(?<![\u4e00-\u9fff]作者)，(?=\s*[\u4e00-\u9fff·]{2,6}\s*$)",
    )
)
_WHEN = f"(?:时{_GAP}间|日{_GAP}期){_COLON}"
_DONE = "发布 发表 发稿 更新 成文 公布 发文 录入 添加 创建 上传 刊登 出版 最后更新".split()
TIME = re.compile(
    choice(
        *(f"{done}{_WHEN}" for done in _DONE),
        *(rf"{first}{_GAP}{second}{_COLON}" for first, second in ("时间", "日期")),
        *(f"发{second}于{_MORE}" for second in "布佈表"),
    )
)
ORIGINAL_TITLE = re.compile(
    both_scripts(r"[（(【\[]?\s*原(?:文|稿)?(?:标题|题)为?") + r"\s*[:：]?\s*(?P<title>.+?)\s*[）)】\]]?\s*$"
)

_LABELLED = both_scripts(
    rf"(?:作{_GAP}者|记{_GAP}者|通讯员|撰{_GAP}[稿文]|供稿|摄影|文字|(?:文字)?编{_GAP}辑|责{_GAP}编|责任编辑|"
    rf"[\u4e00-\u9fff]{{0,2}}时{_GAP}间|"
    rf"[\u4e00-\u9fff]{{0,2}}日{_GAP}期|浏览[次量人]?数?|阅读[次量]?数?|点击[次量率]?数?|访问[次量]?数?|"
    rf"字{_GAP}[号体]|分享[到至]?|审核|校对|"
    rf"审稿|来{_GAP}源|稿{_GAP}源|关键[词字]|标签|栏目|频道|主办|承办|签发|监制|视力保护色?|背景色|原标题|责任|责编|"
    rf"查看|评论|次数|人气)"
)
_NEXT = re.compile(
    rf"{_LABELLED}{_GAP}[:：∶]|[\s\u3000](?:作者|记者|编辑|责任编辑|浏览|阅读|点击|访问|字号|字体|分享|打印|评论|"
    rf"收藏|举报|"
    r"关注|我要|纠错|扫一扫|扫码|微信|微博|手机看|转发|点赞|跟[贴帖]|参与|朗读|语音|责编|发布|发表)|"
    r"【|〖|[大中小][\s\u3000]+[大中小]|A[-+]|T\||T[-+]|\||｜|丨|\t|<|>"
)
_STRIP = " \u3000\xa0\t\n:：|丨｜,，;；、。-—–_·•[]［］【】()（）<>〈〉〔〕{}\"'"


def after(label: re.Pattern[str], text: str) -> str | None:
    """What is printed behind the first such label, up to the next one: "" where nothing is, None without the label."""
    match = label.search(text)
    if match is None:
        return None
    rest = text[match.end() :].lstrip(" \u3000\xa0\t:：[【")
    following = _NEXT.search(rest)
    return (rest[: following.start()] if following else rest).strip()


def trim(text: str) -> str:
    """The text without the brackets, bars and spaces around it."""
    return text.strip(_STRIP)
