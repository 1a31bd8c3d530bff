"""The words of buttons and menus, and the lines that hold nothing else."""

import re

_UI = re.compile(
    r"(?:我来说两句|我要[“\"]?[\u4e00-\u9fff][”\"]?错|我要(?:纠错|评论|分享|提问)|页面功能|功能|打印(?:本页|本文|"
    r"此页|此文|文章|预览)?|"
    r"关闭(?:窗口|本页|页面|此页)?|收藏(?:本文|本页|此页)?|推荐(?:本文|给好友|给朋友)?|留言|论坛|发表看法|我要发言|告诉好友|顶一下|踩一下|[查阅]看全文|转发|分享(?:到|至|给好友)?|"
    r"评论|点赞|举报|纠错|投稿|"
    r"字[体号](?:大小|放大|缩小)?|(?:放大|缩小|增大|减小)字[体号]|添加喜爱|空间|Facebook|Twitter|Email|大小|[大中小]|"
    r"超大|特大|标准|默认|缩小|放大|返回(?:顶部|首页|列表|上一?页)?|(?:发表|查看|"
    r"热门|网友)评论|参与|"
    r"条|链接已?复制(?:成功)?|复制(?:链接|网址)?|QQ(?:空间|好友)?|新浪微博|腾讯微博|微信|微博|朋友圈|人人网|豆瓣|"
    r"更多|下载|保存|"
    r"双击滚屏|背景色|保护视力色?|加入收藏|设为首页|繁体|简体|语音|朗读|播放|暂停|全屏|音量|静音|登录|注册|订阅|关注|"
    r"A[+-]?|T|\d+%?)"
)
_UI_RUN = re.compile("(?:" + _UI.pattern.replace(r"\d+%?", r"\d") + r"|[\s|｜:：]){2,20}")  # glued: 点赞12收藏
_BRACKETS = re.compile(r"\s*(?:[【\[][^【】\[\]。，；]{1,12}[】\]]\s*){3,}")
_UI_WORD = re.compile(r"[^\s\[\]【】()（）|｜丨/·:：,，、>»<«+.＋-]+")


def is_buttons(text: str) -> bool:
    """Whether a line holds nothing but the words of buttons."""
    if "。" in text:
        return False
    any_word = False
    for found in _UI_WORD.finditer(text):
        word = found[0]
        if _UI.fullmatch(word) or (len(word) < 16 and _UI_RUN.fullmatch(word)):
            any_word = True
        else:
            return any_word and _BRACKETS.search(text) is not None and _in_brackets(text)
    return any_word


def _in_brackets(text: str) -> bool:
    """Whether a line ends in three or more words in brackets two of them buttons': [推荐] [到社区] [打印]."""
    words = [word for found in _BRACKETS.finditer(text) for word in re.split(r"[【】\[\]]+", found[0])]
    return sum(_UI.fullmatch(word.strip()) is not None for word in words) > 1
