"""The lines that sign an article rather than tell it: a topic's word there (来源：中国知识产权报) is no hit.

They are blanked with line breaks of the same length, so that offsets into the text as printed stay right.
"""

import re
from collections.abc import Sequence

LABELS = (
    "来源|信息来源|稿件来源|文章来源|本文来源|资料来源|图片来源|原标题|原题|责编|责任编辑|本文责编|本期编辑|值班编辑|编辑|编审|校对|审核|审签|终审|初审|复审|监制|主编|统筹|策划|总监制|"
    "作者|作者简介|作者单位|撰稿|撰文|供稿|供图|图源|文字|摄影|图片|记者|见习记者|实习记者|通讯员|特约记者|转自|转载自|摘自|选自|据|版权|版权声明|声明|免责声明|联系电话|联系人|投稿邮箱|微信公众号"
)
MAX_LINE = 80
LINE = re.compile(rf"^[\s（(【\[/|]*(?:{LABELS})[\s　]*(?:[：:丨|/]|(?<=[自])).*$", re.MULTILINE)
BRACKET = re.compile(
    r"[（(【\[](?=[^（(【\[）)】\]\n]{0,80}[）)】\]])"
    r"(?:[^（(【\[）)】\]\n]{0,20}(?:记者|通讯员|作者|供稿|责编|责任编辑|编辑|来源|摄影|摄|供图|原载|转自|原标题|原题|图/|文/)[^（(【\[）)】\]\n]{0,60})[）)】\]]"
)
ENDS = "。！？!?…；;：:”"
SIGNED = 32


def blanked(paragraphs: Sequence[str]) -> str:
    """The paragraphs joined as in `Article.body`, signatures blanked by line breaks."""
    text = "\n".join(paragraphs)
    if any(mark in text for mark in "：:（(【[|丨/自"):
        text = LINE.sub(_blank_short, text)
        text = BRACKET.sub(_blank, text)
    return _without_closing(text, paragraphs)


def _blank(found: re.Match[str]) -> str:
    return "\n" * len(found[0])


def _blank_short(found: re.Match[str]) -> str:
    return _blank(found) if len(found[0]) <= MAX_LINE else found[0]


def _without_closing(text: str, paragraphs: Sequence[str]) -> str:
    """Blank the last line of a letter or notice (国家知识产权局办公室): short, and no sentence."""
    if len(paragraphs) < 3 or not 0 < len(paragraphs[-1]) <= SIGNED or paragraphs[-1][-1] in ENDS:
        return text
    return text[: -len(paragraphs[-1])] + "\n" * len(paragraphs[-1])
