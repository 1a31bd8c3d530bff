"""What a page says that its headline is, and how well a printed text agrees with that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.extract.likeness import key_of
from ingest.extract.meta import Stated

_SPLIT = re.compile(r"\s*(?:[_|｜丨]|--+|——|–|\s[-—]\s|-(?=[^-]{2,20}$)|::)\s*")
_SITE = re.compile(r".{2,12}(?:网|网站|在线|门户|首页|信息港|信息中心)")
LONG = 10  # characters of a part that is no name of a site or a channel
NOT_TITLE = re.compile(  # 更多 or a day alone, but not 更多毕业生到基层就业 or 2024年5月10日新闻发布会实录
    r"^(?:当前位置|您的位置|责任编辑|原标题|首页\s*[-—>»＞/|｜])|^(?:来源|作者|分享到?|更多|相关\w{0,4})\s*[:：]|"
    r"^(?:首页|正文|返回|来源|作者|相关|分享|更多|登录|注册).{0,4}$|"
    r"^\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*(?:\d{1,2}[:：]\d\d|[^\u4e00-\u9fff]{0,12}$|来源|作者)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of the headline, whole and without the names of site and channel behind it."""

    text: str
    first: str  # its key up to the first bar: <title> ends in the names of channel and site
    key: str
    origin: str
    whole: str  # as stated


def claims_of(stated: Stated) -> list[Claim]:
    """What is said to be the headline."""
    found = sorted(stated.all("title"), key=lambda item: item[1].startswith("meta-og"))
    claims = [claim for text, origin in [*found, *stated.all("head")] for claim in _claims(text, origin)]
    return [claim for claim in claims if len(claim.key) >= 2]


def _claims(text: str, origin: str) -> Iterator[Claim]:
    """The statement by its first part; and by its longest, where that is much longer: old pages name the site first."""
    parts = _SPLIT.split(text)
    first = next((part for part in parts if len(part) >= 4), parts[0] if len(parts[0]) > 1 else text)
    yield Claim(first if origin in ("title-tag", "meta-og") else text, key_of(first), key_of(text), origin, text)
    longest = max(parts, key=len)
    if len(longest) >= LONG and len(longest) >= 2 * len(first):
        yield Claim(longest, key_of(longest), key_of(text), origin, text)


def names_site(claim: Claim) -> bool:
    """Whether a <title> holds nothing but the name of the site, as on old pages: the headline is then only printed."""
    return claim.origin == "title-tag" and claim.text == claim.whole and _SITE.fullmatch(claim.whole) is not None


def agreement(text: str, key: str, claims: Sequence[Claim]) -> float:
    """Up to 13 where the claims say this text, in the measure that it covers them."""
    size = len(key)
    if size < 2:
        return -9.0
    best = 0.0
    for claim in claims:
        if key == claim.first or key == claim.key:
            best = max(best, 13.0)
        elif size >= 4 and key in claim.key:
            best = max(best, 10.0 * size / len(claim.key) + 2.0 * claim.key.startswith(key))
        elif len(claim.first) >= 6 and key.startswith(claim.first) and size <= 2 * len(claim.first):
            best = max(best, 9.0)
    if best and NOT_TITLE.match(text):
        return -9.0
    return best * min(1.0, size / 8)
