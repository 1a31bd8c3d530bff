"""What sites call the parts of a page that hold no text of an article: share bars, menus, comments, players."""

import re
from functools import lru_cache

_AT, _END = r"(?:^|[\s_-])(?:", r")(?:$|[\s_\d-])"
_NAMES = re.compile(
    _AT + r"comments?|cmts?|gentie|pinglun|review|recommends?|tuijian|related?|relative|share|fenxiang|footer|foot|"
    r"side(?:bar)?|aside|nav|menu|"
    r"copyright|hots?|rank|ranking|ads?|advert|banner|vjs|txp|pager|pagination|page_?num|tags?|"
    r"qr|qrcode|erweima|ewm|disclaimer|bjname|ep-source|wxbox|modal|dialog|popup|login|"
    r"breadcrumbs?|crumbs?|"
    r"hidden|bdshare|bshare|jiathis|subscribe|interfix|xgxw|xg-list|keywords?|"
    r"correct|jiucuo|reward|"
    r"feedback|newsletter|votes?|toupiao|digg|search|mediainfo|author-?info|userinfo" + _END
)
_DOUBTFUL = re.compile(
    _AT + r"player|video|pages?|toolbar|tools?|statement|editor|edit|path|tips?|follow|next|prev|print" + _END
)
_TEXT = re.compile(
    r"trs_?(?:u?editor|paper|web)|editor[_-]?content|articlebody|newscontent|"
    + _AT
    + r"articles?|content|contents|cont|con|detail|details|text|txt|body|zhengwen|wenzhang|main"
    + _END
)
NOISE = frozenset("nav footer aside form button".split())
"""Elements that hold no text of an article, whatever they are called."""

_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|cmts?|gentie|pinglun|review|recommends?|tuijian|related?|relative|hots?|rank|ranking|sidebar|side|aside|footer|"
    r"foot|nav|menu|login|copyright|modal|dialog|ads?|advert)(?:$|[\s_\d-])"
)


@lru_cache(4096)
def named_noise(key: str) -> bool:
    """Whether an id and classes name a part of a page that holds no text; a page-content or TRS_Editor does hold it."""
    if _NAMES.search(key):
        return True
    return _DOUBTFUL.search(key) is not None and _TEXT.search(key) is None


@lru_cache(4096)
def named_aside(key: str) -> bool:
    """Whether an id and classes name what stands beside an article: comments, recommendations, menus, feet."""
    return _ASIDE.search(key) is not None
