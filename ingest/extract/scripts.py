"""Pages in the traditional script, seen in the simplified one: the patterns of furniture and notices know only that."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from ingest.extract.tree import Page

_SIMPLE = str.maketrans(
    dict(
        zip(
            "來發佈時間編輯責記員訊轉載處標題選點進關閱聞鏈報薦熱評論頻請訂權聲圖專區欄綜審錄糾錯舉饋頂續繼線購買會費暢讀資產為與說這貼聯網話郵戶號碼掃識別內違還將單觀頁總體謝絕經許實質數據證覽擊開啟閉複雙語簡動態務業應項頭條帶給義過對讓當現無從種樣萬見邊",
            "来发布时间编辑责记员讯转载处标题选点进关阅闻链报荐热评论频请订权声图专区栏综审录纠错举馈顶续继线购买会费畅读资产为与说这贴联网话邮户号码扫识别内违还将单观页总体谢绝经许实质数据证览击开启闭复双语简动态务业应项头条带给义过对让当现无从种样万见边",
            strict=True,
        )
    )
)
_FREQUENT = re.compile("[這個們來時會國為說與對後開關發經過員報點無實業應當現]")
TELLING, LONG_LINES, LONG = 3, 3, 40  # such signs in the first so many lines of so many characters


def simplified(page: Page, start: int = 0) -> Page:
    """The page itself, or where its text is in the traditional script, one to be judged by: its lines in the other."""
    if not _is_traditional(line.text for line in islice(page.lines, start, None)):
        return page
    return replace(page, lines=[replace(line, text=in_simplified(line.text)) for line in page.lines])


def in_simplified(text: str) -> str:
    """A text with the signs that labels, buttons and notices are written in, each in its simplified form."""
    return text.translate(_SIMPLE)


def _is_traditional(texts: Iterable[str]) -> bool:
    """Whether the first long lines hold signs that the simplified script does not have."""
    long = "".join(islice((text[:60] for text in texts if len(text) > LONG), LONG_LINES))
    return len(_FREQUENT.findall(long)) >= TELLING
