"""The headline of a page, and the kicker and subtitle beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.claims import NOT_TITLE, Claim, agreement, claims_of, names_site
from ingest.extract.likeness import key_of, says
from ingest.extract.meta import Stated
from ingest.extract.select import Picks
from ingest.extract.tree import Line, Page

HEADINGS = {"h1": 4.0, "h2": 3.0, "h3": 2.0, "h4": 1.0, "h5": 0.5, "h6": 0.5}
LONGEST = 160
_NO_HEADING = frozenset(("body", "a", "li", "ul"))
PAPER = re.compile(r"(?:[报報网網社台臺刊版]|新[闻聞]|[报報][道導]|客户端|频道|在线|周刊|杂志|发布|中心|公众号)$")
MOST_NEAR = 200  # headings looked at above a text
SHORT = 12  # signs of a stated headline that may as well be the site's name
SURE = 7.0  # score from which a printed line is the headline
_KICKER = re.compile(
    r"(?:^|[\s_-])(?:pre|pretitle|kicker|yinti|jianti|introtitle|toptitle|uptitle|lead_?title)(?:$|[\s_\d-])"
)
_SUBTITLE = re.compile(
    r"(?:^|[\s_-])(?:sub|subtitle|sub_?title|futi|fubiaoti|second_?title|sectitle|downtitle)(?:$|[\s_\d-])"
)
_META = re.compile(r"\d{4}[-年/.]|来源|作者|记者|编辑|[:：]\s*$|分享|浏览|字号|评论|[。]")
_STAMP_BEHIND = re.compile(
    r"\s*(?:20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?|[（(]\d{1,3}\s*[/／]\s*\d{1,3}[)）])$"
)
_STAMP = re.compile(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}")
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:\w*title|tit|headline|bt|biaoti|h-title|pbt|topic|head_?line|article_?name)(?:$|[\s_\d-])"
)
_OTHER = re.compile(
    r"sub|recommend|relat|hot|side|list|comment|video|logo|site|nav|modal|dialog|next|prev|footer|col-?tit|box-?tit|"
    r"mod-?tit|tab"
)
_BARS = re.compile(r"[-_|｜丨—–]+")
_NO_HEADLINE = re.compile(
    NOT_TITLE.pattern
    + r"|^[—－-]|(?:时间|日期|来源|作者|编辑|浏览|字号|点击)\s*[:：]|\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s+\d|"
    r"^.{0,4}(?:要闻|新闻|动态|资讯|中心|信息|频道|专栏|首页|门户|详情)$|"
    r"^(?:(?:最新|通知|公示|信息|网站)?公告|(?:最新|公告)?通知)$|www\.|网站$"
)


@dataclass(slots=True)
class Title:
    """The headline and its companions, with the lines that print them (-1: only stated, not printed)."""

    text: str | None
    origin: str
    line: int = -1
    end: int = -1  # the line after the last one of the headline
    kicker: str | None = None
    subtitle: str | None = None
    taken: frozenset[int] = frozenset()  # lines that are no body


@dataclass(slots=True)
class _Candidate:
    text: str
    key: str
    first: int
    end: int
    score: float


def find_title(page: Page, stated: Stated) -> Title:
    """The headline: the printed line that the page's own statements confirm best, else what they state."""
    said = claims_of(stated)
    claims = [claim for claim in said if not names_site(claim)]
    sure: list[_Candidate] = []
    for candidate in _candidates(page, claims):
        candidate.score += agreement(candidate.text, candidate.key, claims)
        if candidate.score >= SURE:
            sure.append(candidate)
    if sure:
        best = max(sure, key=lambda c: (c.score, -c.first))
        first = min((c for c in sure if c.key == best.key), key=lambda c: c.first)  # a share card repeats it at the end
        return _with_company(page, _whole(page, first, claims))
    return Title(said[0].text, said[0].origin) if said else Title(None, "")


def title_above(page: Page, stated: Title, first: int) -> Title:
    """The nearest heading above the text (whose first line is `first`), where no statement confirmed one."""
    above = [
        c
        for c in _candidates(page, ())
        if c.score > 0 and c.end <= first + 1 and len(c.key) >= 4 and not NOT_TITLE.match(c.text)
    ][-MOST_NEAR:]
    near = [c for c in above if not _NO_HEADLINE.search(c.text)]
    if not near:
        said = key_of(stated.text or "")
        parts = {key_of(part) for part in _BARS.split(stated.text or "")}
        found = _over_the_stamp(page, first, len(said) <= SHORT or len(parts) > 1)
        if found and ((key := key_of(found.text or "")) in parts or key not in said):
            return found
        near = [] if said else above  # a heading such as 公告, where nothing else is said
    broken = [c for c in near if c.end - c.first > 1]
    near = [c for c in near if not any(_holds(other, c) for other in broken)]
    if not near:
        return stated
    best = max(near, key=lambda c: (c.score + 4 * c.first / max(1, first), -c.end))
    text = _STAMP_BEHIND.sub("", best.text) or best.text
    return _with_company(page, Title(text, "printed", best.first, best.end))


def _holds(outer: _Candidate, inner: _Candidate) -> bool:
    """Whether a heading of two lines or more holds another candidate as one of them."""
    inside = outer.first <= inner.first and inner.end <= outer.end and len(outer.key) > len(inner.key)
    return inside and outer.score >= inner.score


def _over_the_stamp(page: Page, first: int, plain: bool) -> Title | None:
    """The line right above the line of time, where the page has no heading at all; emphasised, or `plain` as well."""
    stamps = (n for n in range(min(first, len(page.lines) - 1), max(0, first - 8), -1) if _is_stamp(page.lines[n].text))
    stamp = next(stamps, -1)
    for number in range(stamp - 1, max(-1, stamp - 4), -1):
        line = page.lines[number]
        if line.linked or not 5 <= len(line.text) <= 80 or _NO_HEADLINE.search(line.text) or "。" in line.text:
            continue
        boxes = [page.boxes[line.box], *(page.boxes[home] for home in page.homes[line.first : line.end])]
        strong = any(
            box.tag in ("b", "strong", "font", "center") or box.attrs.get("align") == "center" for box in boxes
        )
        return _with_company(page, Title(line.text, "printed", number, number + 1)) if plain or strong else None
    return None


def _is_stamp(text: str) -> bool:
    return len(text) <= 100 and _STAMP.search(text) is not None


def anchored(page: Page, title: Title, first: int) -> Title:
    """The headline where it is printed last above the text: many pages print it in a bar at the top, too."""
    if title.line < 0 or title.text is None:
        return title
    key = key_of(title.text)
    for number in range(first - 1, title.end - 1, -1):
        line = page.lines[number]
        if line.linked * 2 < len(line.text) and says(line.text, key):
            return _with_company(page, Title(title.text, title.origin, number, number + 1))
    return title


def _whole(page: Page, best: _Candidate, claims: list[Claim]) -> Title:
    """The headline with the neighbouring lines that continue it: a long one is broken by hand."""
    key, first, end = best.key, best.first, best.end
    if any(key == claim.first for claim in claims):
        return Title(best.text, "printed", first, end)
    if (stamp := _STAMP_BEHIND.search(best.text)) and any(key.startswith(claim.first) for claim in claims):
        return Title(best.text[: stamp.start()].strip(), "printed", first, end)
    parts = [best.text]
    while end < len(page.lines) and end - first < 4:
        longer = key + key_of(page.lines[end].text)
        if longer == key or not any(longer in claim.key for claim in claims):
            break
        key, end = longer, end + 1
        parts.append(page.lines[end - 1].text)
    while first > 0 and end - first < 4:
        longer = key_of(page.lines[first - 1].text) + key
        if longer == key or not any(longer in claim.key for claim in claims):
            break
        key, first = longer, first - 1
        parts.insert(0, page.lines[first].text)
    return Title("".join(parts), "printed", first, end)


def _with_company(page: Page, title: Title) -> Title:
    """The headline with the kicker above and the subtitle below it, where the page marks them as such."""
    taken = set(range(title.line, title.end))
    if title.line > 0 and (kicker := _companion(page, title, title.line - 1, _KICKER)):
        title.kicker = kicker
        taken.add(title.line - 1)
    if title.end < len(page.lines) and (subtitle := _companion(page, title, title.end, _SUBTITLE)):
        title.subtitle = subtitle
        taken.add(title.end)
        title.end += 1
    title.taken = frozenset(taken)
    return title


def _companion(page: Page, title: Title, number: int, named: re.Pattern[str]) -> str | None:
    line = page.lines[number]
    if line.linked or not 4 <= len(line.text) <= 80 or NOT_TITLE.match(line.text) or _META.search(line.text):
        return None
    box, heading = page.boxes[line.box], page.boxes[page.lines[title.line].box]
    if box.parent not in (heading.parent, page.lines[title.line].box):
        return None
    if named is _SUBTITLE and re.match(r"—{1,2}|－－|--", line.text):
        return line.text
    if named.search(box.key) or (box.tag in ("h2", "h3", "h4") and not PAPER.search(line.text)):
        return line.text
    return None


def _candidates(page: Page, claims: Sequence[Claim]) -> list[_Candidate]:
    """Headings, boxes that are called titles, and lines that begin as a claim does."""
    found: list[_Candidate] = []
    for box in page.boxes:
        if not (box.key or box.tag in HEADINGS):
            continue
        weight = HEADINGS.get(box.tag) or (_named(box.key) if box.tag not in _NO_HEADING else 0.0)
        if not weight or box.line_end - box.line > 6 or page.size(box) > 4 * LONGEST:
            continue
        text = page.text(box)
        if 2 <= len(text) <= LONGEST:
            end = max(box.line_end, box.line + 1)
            found.append(_Candidate(text, key_of(text), box.line, end, weight * _plain(box.key)))
        if box.line_end - box.line > 1:
            found += [_line_candidate(page.lines[i], i, weight) for i in range(box.line, box.line_end)]
    said = "\n".join(claim.whole for claim in claims)
    for number, line in enumerate(page.lines):
        if 4 <= len(line.text) <= LONGEST and line.text[:3] in said:
            found += [_line_candidate(line, number, 0.0), *_broken(page, number, claims)]
    return found


def _broken(page: Page, number: int, claims: Sequence[Claim]) -> list[_Candidate]:
    """A headline that was broken by hand: a line with the next one of its box, where a claim says both."""
    parts = page.lines[number : number + 2]
    if len(parts) < 2 or parts[0].linked or parts[0].box != parts[1].box:
        return []
    text = parts[0].text + parts[1].text
    key = key_of(text)
    return [_Candidate(text, key, number, number + 2, 0.0)] if any(key in claim.key for claim in claims) else []


@lru_cache(4096)
def _named(key: str) -> float:
    """1 where a box is called a title."""
    return 1.0 if _NAMED.search(key) else 0.0


def _plain(key: str) -> float:
    """Less than 1 where a box is called the title of something else."""
    return 0.5 if key and _OTHER.search(key) else 1.0


def _line_candidate(line: Line, index: int, weight: float) -> _Candidate:
    if line.linked * 2 > len(line.text):
        weight -= 3.0
    return _Candidate(line.text, key_of(line.text), index, index + 1, weight)


def profile_title(page: Page, picks: Picks) -> Title | None:
    """The headline that a profile's selectors name, with kicker and subtitle."""
    box = picks.filled("title")
    if box is None:
        return None
    profile = picks.profile.name if picks.profile else ""
    kicker, subtitle = picks.filled("kicker"), picks.filled("subtitle")
    end = max(part.line_end for part in (box, subtitle) if part is not None)
    taken = {n for part in (kicker, box, subtitle) if part is not None for n in range(part.line, part.line_end)}
    return Title(
        page.text(box),
        f"profile:{profile}",
        box.line,
        max(end, box.line + 1),
        page.text(kicker) if kicker else None,
        page.text(subtitle) if subtitle else None,
        frozenset(taken),
    )
