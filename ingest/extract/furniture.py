"""What sites call the parts of a page that hold no text of an article: share bars, menus, comments, players."""

import re
from functools import lru_cache

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|pinglun|review|recommends?|tuijian|related?|relative|share|fenxiang|footer|foot|"
    r"side(?:bar)?|aside|nav|menu|"
    r"copyright|hots?|rank|ranking|ads?|advert|banner|player|video|vjs|txp|pages?|pager|pagination|page_?num|tags?|"
    r"toolbar|tools?|"
    r"qr|qrcode|erweima|ewm|disclaimer|statement|editor|edit|bjname|ep-source|wxbox|modal|dialog|popup|login|"
    r"breadcrumbs?|crumbs?|path|"
    r"hidden|tip|tips|bdshare|bshare|jiathis|subscribe|follow|next|prev|interfix|xgxw|xg-list|keywords?|print|"
    r"correct|jiucuo|reward|"
    r"feedback|search|mediainfo|author-?info|userinfo)(?:$|[\s_\d-])"
)
NOISE = frozenset("nav footer aside form button".split())
"""Elements that hold no text of an article, whatever they are called."""

_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|pinglun|review|recommends?|tuijian|related?|relative|hots?|rank|ranking|sidebar|side|aside|footer|"
    r"foot|nav|menu|login|copyright|modal|dialog|ads?|advert)(?:$|[\s_\d-])"
)


@lru_cache(4096)
def named_noise(key: str) -> bool:
    """Whether an id and classes name a part of a page that holds no text."""
    return _NAMES.search(key) is not None


@lru_cache(4096)
def named_aside(key: str) -> bool:
    """Whether an id and classes name what stands beside an article: comments, recommendations, menus, feet."""
    return _ASIDE.search(key) is not None
