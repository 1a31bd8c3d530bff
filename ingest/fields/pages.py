"""References to a newspaper page (《人民日报》（2024年05月10日 02 版）) to its paper, day and page number."""

import re
from dataclasses import dataclass
from datetime import date

from ingest.fields.dates import find_day

PAGE_REFERENCE = re.compile(
    r"《\s*(?P<paper>[^《》]{2,16}?)\s*》\s*[（(]?\s*(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)[\s，,]*(?:第?\s*(?P<page>[A-Z]?\d{1,3})\s*版)?\s*[)）]?"
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
    return PageReference(match["paper"], find_day(match["day"].replace(" ", "")), match["page"])
