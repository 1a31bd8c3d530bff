"""Where a text stands: the section of the site, the page of a paper, and the original that it was taken from."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from ingest.extract.likeness import key_of
from ingest.extract.title import Title
from ingest.extract.tree import Box, Page
from ingest.fields.labels import CREDIT
from ingest.fields.pages import PAGE_REFERENCE

_PATH = re.compile(r"\s*(?:-*>|›|»|＞|→|\\|::)+\s*")
_LEAD = re.compile(r"^.{0,4}?(?:当前位置|所在位置|您的位置|位置)\s*[:：]?\s*")
_HOME = re.compile(r"首\s*页\s|主页\s")
_LONGEST_IN_TITLE = 6  # a longer step that stands in the headline is the headline, cut short
_NO_SECTION = re.compile(r"^(?:首\s*页|主页|正\s*文|内容|详情|文章|返回.*|正文\s.*|home|.*首页)$", re.I)
_ORIGINAL = re.compile(r"(?:阅读|查看)?原文(?:链接|地址|出处)?")


def find_section(page: Page, title: Title) -> str | None:
    """The last step of the path (首页 > 新闻 > 正文) above the headline that is a section."""
    end = title.line if title.line >= 0 else min(80, len(page.lines))
    for number in range(end - 1, max(-1, end - 40), -1):
        line = page.lines[number]
        text = _LEAD.sub("", line.text)
        if _HOME.match(text):
            text = text.replace(" / ", " > ")
        if len(text) > 120 or (len(_PATH.findall(text)) < 1 and text == line.text):
            continue
        steps = [step.strip() for step in _PATH.split(text)]
        named = [step for step in steps if 2 <= len(step) <= 16 and not _NO_SECTION.match(step)]
        said = key_of(title.text or "")
        named = [step for step in named if not (said and key_of(step) in said and len(step) > _LONGEST_IN_TITLE)]
        if len(steps) > 1 and named:
            return re.split(r"[_\s]", named[-1].strip(" -_|·"))[0] or None
    return None


def find_page_reference(page: Page, numbers: Sequence[int]) -> str | None:
    """The line 《某报》（2024年05月10日 02 版） above or under the text; one inside the text is a footnote."""
    if not numbers:
        return None
    near = [*range(numbers[-1] - 1, numbers[-1] + 8), *range(numbers[0] - 8, numbers[0])]
    for number in near:
        text = page.lines[number].text if 0 <= number < len(page.lines) else ""
        if len(text) < 60 and (match := PAGE_REFERENCE.search(text)) and match["page"]:
            rest = text[: match.start()] + text[match.end() :]
            if number < numbers[0] or len(rest.strip(" （）()，,。来源：:")) < 4:
                return match[0]
    return None


def find_original(page: Page, title: Title, numbers: Sequence[int], base: str) -> str | None:
    """The address behind the credit or behind 原文链接, where it is an article and no home page."""
    first = numbers[0] if numbers else len(page.lines)
    top = title.line if 0 <= title.line < first else max(0, first - 8)
    last = (numbers[-1] if numbers else first) + 8
    for box in page.between(top, last):
        if box.tag != "a":
            continue
        if (box.line < first and _credits(page, box)) or (box.line >= first and _ORIGINAL.fullmatch(page.text(box))):
            return _article_address(box.attrs.get("href"), base)
    return None


def _credits(page: Page, box: Box) -> bool:
    """Whether the words right before a link are 来源：."""
    before = "".join(page.pieces[max(0, box.first - 2) : box.first])[-12:]
    return bool(CREDIT.search(before))


def _article_address(href: str | None, base: str) -> str | None:
    try:
        url = urljoin(base, (href or "").strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or len(parts.path) < 4 or not re.search(r"\d", parts.path):
        return None
    return url
