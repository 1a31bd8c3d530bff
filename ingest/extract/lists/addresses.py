"""What the address behind a link says: an article, a channel, another owner's site."""

import re
from functools import lru_cache
from urllib.parse import SplitResult

_ARTICLE = re.compile(
    r"(?:20\d\d[-/_]?[01]\d[-/_]?[0-3]?\d?|/\d{2}/[01]\d[0-3]\d/).*\d|"  # a date and something more
    r"\d{5,}|content_\d|/(?:a|p|art|article|detail|info|show|view|news|post|n\d?|c)/[\w/-]*\d{2,}|"
    r"[0-9a-f]{8}-?[0-9a-f]{4}|(?:thread|article|post|news)-\d+|"
    r"detailpage|nw\.D\d+|[a-z]\d{4,}[a-z]\d+|(?=[0-9A-Z]*\d)(?=[0-9A-Z]*[A-Z])[0-9A-Z]{12,}|"
    r"/s/(?-i:(?=[\w-]*[a-z])(?=[\w-]*[A-Z]))[\w-]{16,}$|"  # a page to share
    r"/(?=[a-z\d-]*[a-z]{2})[a-z\d]+(?:-[a-z\d]+){3,}/?$",  # a title in Latin letters
    re.I,
)
_QUERY = re.compile(
    r"(?:^|&)(?:id|[andtp]id|\w{0,8}(?:article|art|news|info|content|doc|detail|item|guid|main|record)_?id|__biz|sn|no)=[\w=-]*\d",
    re.I,
)
_OWN_FILE = re.compile(  # a file that only an article has, in whatever folder
    r"/(?:t20\d{6}_\d+|content_\d+|art_\w+|c?\d{6,}|[0-9a-f]{32})\.s?html?$|"
    r"/20\d\d[-/]?[01]\d(?:[-/]?[0-3]\d)?/\w*\d{3,}/(?:index\.s?html?)?$|/(?=[a-z\d-]*[a-z]{2})[a-z\d]+(?:-[a-z\d]+){3,}/$",
    re.I,
)
_CHANNEL = re.compile(
    r"/$|^$|/(?:index|list|default|node|nbs|channel|column|col|class|category|tag|topic|special|subject|zt|search|main)"
    r"[\w.-]*(?:\.\w{3,5})?$",
    re.I,
)
_ELSE = re.compile(  # a topic's folder says nothing of an article's own file, nor a kind's where the list stands in it
    r"/(?:(?P<topic>special|zhuanti|zt|topic|subject|media|pub)|(?P<kind>video|shipin|vod|play|v|live|movie|photoview)|"
    r"col|keywords?|loupan|upload|bbs|u|users?|author|profile|tag|search|login|products?|cases?|company|doctors?|"
    r"experts?|players?|teams?|motif)/|/comments?(?:/|$)|_bbs/|/VIDE\d{6,}",
    re.I,
)
_FILE = re.compile(r"\.(?:pdf|jpe?g|png|gif|docx?|xlsx?|wps|ofd|zip|rar|mp[34]|apk|exe)$", re.I)
_OTHER_HOST = re.compile(
    r"^(?:comments?|bbs|tie|reg|passport|login|mail|v|tv|live|video|gongyi|ad|ads|search|so|zt)\.|\.gov\.cn/beian|ebs\.org|beian",
    re.I,
)
_SECOND = ("com", "gov", "org", "net", "edu", "co")


def is_file(path: str) -> bool:
    """Whether an address leads to a document, a picture or a program to be downloaded."""
    return _FILE.search(path) is not None


def is_own_file(path: str) -> bool:
    """Whether an address leads to a file as only articles have one."""
    return _OWN_FILE.search(path) is not None


def weight(parts: SplitResult, here: str) -> float:
    """What an address speaks for an article behind it (2), or for something else (-3); `here` is the page's own."""
    path, host = parts.path, parts.netloc.lower()
    asked = parts.query != "" and _QUERY.search(parts.query) is not None
    score = 2.0 if asked or _ARTICLE.search(path) else 0.0
    other = _ELSE.search(path)
    if other and (other["topic"] or other["kind"]) and here.startswith(host + path[: other.end()]):
        other = _ELSE.search(path, other.end() - 1)
    if other or _CHANNEL.search(path):
        own = _OWN_FILE.search(path) and (other is None or other["topic"])
        return score if own else score - 3.0
    if is_file(path) or (path.endswith(".jsp") and not asked) or (_is_other(host) and not here.startswith(host + "/")):
        return score - 3.0
    return score


@lru_cache(256)
def _is_other(host: str) -> bool:
    return _OTHER_HOST.search(host) is not None


@lru_cache(256)
def site_of(host: str) -> str:
    """The part of a host that its owner registered (news.example.com.cn -> example.com.cn), near enough."""
    labels = host.lower().partition(":")[0].split(".")
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND else 2
    return ".".join(labels[-size:])


def page_of(parts: SplitResult) -> str:
    """An address without scheme and fragment: two links that share it lead to one page."""
    return f"{parts.netloc.lower()}{parts.path}?{parts.query}"
