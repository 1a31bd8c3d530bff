"""References to a newspaper page (《人民日报》（2024年05月10日 02 版）) to its paper, day and page number."""

import re
from dataclasses import dataclass
from datetime import date

from ingest.fields.dates import find_day, read_count

PAGE_REFERENCE = re.compile(
    r"《\s*(?P<paper>[^《》]{2,16}?)\s*》\s*[（(]?\s*(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)[\s，,]*(?:第?\s*(?P<page>[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版)?\s*[)）]?"
)
_PAGE = re.compile(r"第?\s*(?P<page>[A-Z]?\d{1,3})\s*版")


@dataclass(frozen=True, slots=True)
class PageReference:
    """Where a text stood in print; the page number keeps its leading zero."""

    paper: str | None = None
    issue_date: date | None = None
    page_no: str | None = None


def read_page_reference(text: str) -> PageReference:
    """The paper, day and page that a reference names, as far as it does."""
    match = PAGE_REFERENCE.search(text)
    if match is None:
        page = _PAGE.search(text)
        return PageReference(None, find_day(text), page["page"] if page else None)
    return PageReference(match["paper"], find_day(match["day"].replace(" ", "")), _number(match["page"]))


def _number(page: str | None) -> str | None:
    """The number of a page that may be written out: 第十二版 is 12."""
    return str(read_count(page)) if page and page[0] in "一二三四五六七八九十" else page
