"""Where a text ends: up to the first line that says so, and without what a site prints behind it."""

import re
from collections.abc import Sequence, Set

from ingest.extract.body import IMPRINT, PROSE, STAMP, Body, closes
from ingest.extract.endings import (
    ends_in_editors,
    ends_text,
    is_aside,
    is_editorial,
    is_source,
    is_staff,
    is_statement,
)
from ingest.extract.likeness import key_of
from ingest.extract.notices import is_notice, is_rights
from ingest.extract.tree import Line, Page

ENOUGH = 0.5  # of the prose: before that, nothing ends a text
ON = 0.15  # of the prose: as much behind an aside makes it an aside, and no end
LITTLE = 0.3  # of the prose: no more stands behind a sentence with the editors in brackets, if that is the last
BESIDE = 2  # lines before and behind a text
MOST_LINES = 8  # of a box of links
MOST_SAID = 50  # characters of a label and its value
SHORT = 24  # characters of a hotline's line
_SAID = re.compile(r"[（(【\[]?(?:文章|本文|稿件)?(?:来源|作者|记者)[:：]\s*(?P<value>[^。]{2,}?)[)）】\]]?")
_CONTINUED = re.compile(
    r"[（(▶►→\s]*(?P<way>下转|上接)\s*第?\s*[\dA-Z一二三四五六七八九十]{1,4}\s*版[^。]{0,8}[)）▶►→]*$"
)
_AFTER_EDITORS = re.compile(r"^[（(【].{2,60}[)）】]$|^(?:记者|作者|文|来源)")


def up_to_end(page: Page, body: Body, kept: list[int]) -> list[int]:
    """Up to the first line that says the text is over, where most of the prose stands before it."""
    total = sum(weight for i in kept if (weight := body.weights[i]) > 0 and not is_statement(page.lines[i].text)) or 1.0
    seen, over = 0.0, False
    for place, index in enumerate(kept):
        line = page.lines[index]
        text = line.text
        late = seen >= ENOUGH * total and len(text) < 160
        if late and (over and not _AFTER_EDITORS.match(text)):
            return kept[:place]
        if late and ends_text(text):
            if line.linked and is_aside(text) and total - seen > ON * total:
                continue  # 延伸阅读：… between two paragraphs
            return kept[:place]
        seen += max(body.weights[index], 0.0)
        over = over or (late and (is_editorial(text) or (ends_in_editors(text) and total - seen <= LITTLE * total)))
    return kept


def without_last(page: Page, body: Body, kept: list[int], none: Set[int], above: int) -> list[int]:
    """Without the furniture, notices, imprints, and labels that say what stands above the text, too, at the end."""
    end = len(kept)
    while end:
        index = kept[end - 1]
        line = page.lines[index]
        if not (
            index in none
            or _is_last(line, body.weights[index])
            or _said_above(page, line, above, kept[0])
            or _is_among_links(page, line, body.weights)
        ):
            break
        end -= 1
    behind = end  # a notice with a short line behind it, or two
    while behind > max(0, end - 3) and len(text := page.lines[kept[behind - 1]].text) < SHORT and not closes(text):
        behind -= 1
    if 0 < behind < end and is_rights(page.lines[kept[behind - 1]].text):
        end = behind - 1
        while end and is_notice(page.lines[kept[end - 1]].text):
            end -= 1
    return kept[:end]


def _said_above(page: Page, line: Line, start: int, end: int) -> bool:
    """Whether a line is a label and a value that stand between the headline and the text as well."""
    if len(line.text) > MOST_SAID or (found := _SAID.fullmatch(line.text)) is None:
        return False
    value = key_of(found["value"])
    return value != "" and any(
        value in key_of(other.text) for other in page.lines[start:end] if len(other.text) < 4 * MOST_SAID
    )


def _is_among_links(page: Page, line: Line, weights: Sequence[float]) -> bool:
    """Whether a short line shares a box with links and no prose: the name and price of what is sold, or a label."""
    text = line.text
    if len(text) > MOST_SAID or line.linked or closes(text) or text[0] == "附" or _AFTER_EDITORS.match(text):
        return False
    around = page.boxes[max(page.boxes[line.box].parent, 0)]
    lines = range(around.line, around.line_end)
    if not 1 < len(lines) <= MOST_LINES or any(weights[i] >= PROSE for i in lines):
        return False
    return 2 * sum(page.lines[i].linked > 0 for i in lines) > len(lines)


def _is_last(line: Line, weight: float) -> bool:
    """Whether a line at the end of a text is none of it, for what it says or for the little that it weighs."""
    if weight <= IMPRINT or (weight <= STAMP and not closes(line.text)):
        return True
    return is_notice(line.text) or is_source(line.text)


def without_staff(page: Page, kept: list[int]) -> list[int]:
    """Without the block of 编辑|, 责编|, 校对| lines at the end, where it names a responsible editor."""
    staff = [i for i in kept[-14:] if is_staff(page.lines[i].text)]
    if not any(page.lines[i].text.startswith("责") for i in staff):
        return kept
    return [i for i in kept if i not in staff]


def is_continuation(text: str) -> bool:
    """Whether a line says on which page of a newspaper the text goes on, or began: （下转2版）."""
    return "版" in text[-10:] and len(text) < MOST_SAID and _CONTINUED.match(text) is not None


def continuation(page: Page, numbers: Sequence[int], way: str) -> str | None:
    """Such a line right before or behind a text that begins with 上接 or 下转: an issue's pages are joined by them."""
    if not numbers:
        return None
    near = [
        *page.lines[max(0, numbers[0] - BESIDE) : numbers[0]],
        *page.lines[numbers[-1] + 1 : numbers[-1] + 1 + BESIDE],
    ]
    return next((line.text for line in near if (found := _CONTINUED.match(line.text)) and found["way"] == way), None)
