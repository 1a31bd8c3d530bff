"""Summaries that a site prints between the line of time and a text: they are none of it, for they say it again."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.tree import Box, Page

FIRST = 3  # lines among which a summary begins
LONGEST, MOST = 4, 500  # lines and characters of one
TWICE = 2  # what stands behind a summary is at least so many times its length
REPEATED = 0.6  # of its pairs of signs: so many stand in the text behind it
SEARCHED = 6000  # characters of the text behind it that are looked at
_LABEL = r"(?:文章|内容|新闻|本文)?(?:摘[\s\u3000]*要|核心提示|导[\s\u3000]*[读语]|提[\s\u3000]*要)"
_ALONE = re.compile(rf"[\s【\[]*{_LABEL}[\s:：】\]]*")
_LABELLED = re.compile(rf"[【\[]{_LABEL}[】\]]|{_LABEL}[:：]")
_AT, _END = r"(?:^|[\s_-])(?:", r")(?:$|[\s_\d-])"
_SIGNS = frozenset("要示读语")  # one of them is in each label
_NAMED = re.compile(_AT + r"abstract(?:s|txt)?|zhaiyao|daodu" + _END)
_LIKELY = re.compile(
    _AT + r"abstract(?:s|txt)?|zhaiyao|daodu|intro|summary|subhead|desc|description|digest|excerpt|brief|abs" + _END
)


def without_summary(page: Page, kept: list[int]) -> list[int]:
    """The lines without a summary among the first of them."""
    for place, index in enumerate(kept[:FIRST]):
        end = _end_of_summary(page, kept, place)
        if end > index and _is_short(page, kept, place, end):
            return [i for i in kept if not index <= i < end]
    return kept


def _end_of_summary(page: Page, kept: Sequence[int], place: int) -> int:
    """The line behind the summary that begins at a place of the kept lines; 0 where none does."""
    index = kept[place]
    line = page.lines[index]
    if not _SIGNS.isdisjoint(line.text[:12]) and (end := _end_of_labelled(page, kept, place)):
        return end
    for around in page.ancestors(line.box):
        if around.line != index or around.line_end - index > LONGEST:
            break
        if around.key and _LIKELY.search(around.key) and _is_summary(page, kept, place, around):
            return around.line_end
    return 0


def _end_of_labelled(page: Page, kept: Sequence[int], place: int) -> int:
    """The line behind the summary that a label begins, alone on its line or with the words behind it; 0 without one."""
    index = kept[place]
    line = page.lines[index]
    box = page.boxes[line.box]
    if _ALONE.fullmatch(line.text):
        group = box if box.line_end - box.line > 1 or box.parent < 0 else page.boxes[box.parent]
        return group.line_end if group.line == index else 0
    if _LABELLED.match(line.text) and box.line_end - box.line == 1 and not _is_sibling(page, kept, place, box):
        return box.line_end
    return 0


def _is_sibling(page: Page, kept: Sequence[int], place: int, box: Box) -> bool:
    """Whether the next line stands beside a box in one of its kind, as one paragraph of a text beside another."""
    following = page.boxes[page.lines[kept[place + 1]].box] if place + 1 < len(kept) else None
    return following is not None and (following.parent, following.tag) == (box.parent, box.tag)


def _is_summary(page: Page, kept: Sequence[int], place: int, box: Box) -> bool:
    """Whether a box that may be a summary is one by its name, or says what the text behind it says again; no indent."""
    summary = "".join(page.lines[i].text for i in range(box.line, box.line_end))
    if len(summary) > MOST:
        return False
    if _NAMED.search(box.key):
        return True
    if any(near.tag == "img" for near in page.between(box.line, box.line)):
        return False  # a caption
    if page.pieces[page.lines[kept[place]].first].lstrip(" \n\t")[:1] == "\u3000":
        return False
    if summary.endswith(("...", "…")):
        return True  # cut off, as no paragraph is
    said = _pairs(summary)
    behind = "".join(page.lines[i].text for i in kept[place + 1 :] if i >= box.line_end)[:SEARCHED]
    return len(said & _pairs(behind)) >= REPEATED * len(said) > 0


def _pairs(text: str) -> set[str]:
    """Each two signs side by side, without punctuation."""
    return {one + other for one, other in pairwise(re.sub(r"\W+", "", text))}


def _is_short(page: Page, kept: Sequence[int], place: int, end: int) -> bool:
    """Whether the lines up to `end` are short beside those behind them."""
    summary = sum(len(page.lines[i].text) for i in kept[place:] if i < end)
    return summary * TWICE <= sum(len(page.lines[i].text) for i in kept[place:] if i >= end)
