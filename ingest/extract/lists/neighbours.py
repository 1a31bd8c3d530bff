"""Links that stand beside a list's articles and look like them: labels, attachments, persons, what an imprint links."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter

from ingest.extract.lists.addresses import is_file
from ingest.extract.lists.anchors import Anchor
from ingest.extract.tree import Box, Page

_first_piece = attrgetter("first")
_ROWS = ("li", "dl", "tr", "article")
_FOOT = re.compile(r"(?:^|[\s_-])foot(?:er|\d|box|bar|_|-|$|\s)")
_IMPRINT = re.compile(r"版权所有|备案|ICP|Copyright|©|主办单位|许可证", re.I)
_DATED = re.compile(r"20\d\d[-/]?[01]\d")
HIGHEST = 6  # boxes up from a link in which its row is looked for
LABEL, MANY = 9, 3  # characters of a label, addresses that one label has
NAME = 8  # characters of a name


def without_neighbours(page: Page, anchors: list[Anchor]) -> list[Anchor]:
    """The links that are articles even beside the others."""
    feet, labels = _feet(page), _labels(anchors)
    kept = [a for a in anchors if a.title not in labels and not _at_foot(a.box, feet)]
    return _without_names(_without_attachments(page, kept))


def _feet(page: Page) -> list[Box]:
    """The boxes at the foot of the page with the imprint, the outer ones."""
    feet: list[Box] = []
    end = 0
    for box in page.boxes:
        if box.first < end or not (box.tag == "footer" or (box.key and "foot" in box.key and _FOOT.search(box.key))):
            continue
        if 3 * page.size(box) < page.offsets[-1] and _IMPRINT.search(page.text(box)):
            feet.append(box)
            end = box.end
    return feet


def _at_foot(box: Box, feet: Sequence[Box]) -> bool:
    """Whether a box stands in one of the feet, which are in page order."""
    place = bisect_right(feet, box.first, key=_first_piece)
    return place > 0 and box.first < feet[place - 1].end


def _labels(anchors: Iterable[Anchor]) -> set[str]:
    """Short texts that link several pages: the names of columns, printed beside their articles."""
    pages: dict[str, set[str]] = defaultdict(set)
    for anchor in anchors:
        if len(anchor.title) < LABEL:
            pages[anchor.title].add(anchor.page)
    return {title for title, urls in pages.items() if len(urls) >= MANY}


def _without_attachments(page: Page, anchors: list[Anchor]) -> list[Anchor]:
    """The links without the files that stand in the row of a page: a file alone in its row is an entry of the list."""
    files = [is_file(anchor.parts.path) for anchor in anchors]
    if not any(files):
        return anchors
    rows = [_row(page, anchor.box) for anchor in anchors]
    pages = {row for row, file in zip(rows, files, strict=True) if not file and row >= 0}
    return [a for a, row, file in zip(anchors, rows, files, strict=True) if not (file and row in pages)]


def _row(page: Page, box: Box) -> int:
    """Where the row of a list or table that a link stands in begins, as its first piece; -1 without a row."""
    for up, _ in zip(page.ancestors(box.parent), range(HIGHEST), strict=False):
        if up.tag in _ROWS:
            return up.first
    return -1


def _without_names(anchors: list[Anchor]) -> list[Anchor]:
    """Beside a list with dates, the links without those of a folder where none has one, and all titles are names."""
    if 2 * sum(anchor.date is not None for anchor in anchors) < len(anchors):
        return anchors
    folders: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        folders[anchor.parts.path.rpartition("/")[0]].append(anchor)
    names = {
        folder
        for folder, group in folders.items()
        if len(group) >= MANY
        and not _DATED.search(folder)
        and all(a.date is None and len(a.title) <= NAME for a in group)
    }
    return [a for a in anchors if a.parts.path.rpartition("/")[0] not in names] if names else anchors
