"""The helper process that opens PDF files: `python -m ingest.newspaper.child` answers on standard output.

It has 60 s of CPU a request and 1 GiB of memory; where a file takes more, only this process ends.
"""

import resource
import sys
from collections.abc import Callable
from typing import Any

from ingest.newspaper import snipping
from ingest.newspaper.compose import Origin, compose
from ingest.newspaper.cutting import cut_sheet
from ingest.newspaper.facts import PageFacts
from ingest.newspaper.loop import Answer, serve
from ingest.newspaper.page import read_sheets
from ingest.newspaper.pdf import loaded, opened, page_count, read_sheet
from ingest.newspaper.shapes import Sheet
from ingest.newspaper.wire import pack_article, polygon
from model.article import Polygon

CPU_SECONDS = 60
MEMORY = 1024**3
UNREADABLE = 0.3  # of the glyphs without Unicode: more is no text
FEWEST_GLYPHS = 60  # on a page that is one picture: fewer are a stamp or a page number


def read(data: bytes, head: dict[str, Any]) -> Answer:
    """The articles of each page, or why only OCR can read it."""
    pages: list[dict[str, Any]] = []
    with opened(data) as document:
        for index in range(page_count(document)):
            with loaded(document, index) as page:
                sheet = read_sheet(page)
            reason = _unreadable(sheet)
            found = [] if reason else [one for half in read_sheets(sheet) for one in compose(half, _origin(head))]
            pages.append({"articles": [pack_article(one) for one in found], "needs_ocr": reason})
    return {"pages": pages}, []


def _unreadable(sheet: Sheet) -> str | None:
    """Why a page's text cannot be extracted, or None where it can."""
    if sheet.unmapped > UNREADABLE:
        return "text not extractable"
    printed = sum(len(run.text) for run in sheet.runs)
    scanned = any(box.width * box.height > 0.5 * sheet.width * sheet.height for box in sheet.pictures)
    return "no text layer" if printed == 0 or (scanned and printed < FEWEST_GLYPHS) else None


def picture(data: bytes, head: dict[str, Any]) -> Answer:
    """A page as a picture for OCR."""
    with opened(data) as document, loaded(document, head["page"]) as page:
        return {}, [snipping.scan(page)]


def clip(data: bytes, head: dict[str, Any]) -> Answer:
    """Pictures of the page and of areas of it."""
    return {}, snipping.clip(data, head["areas"])


def cut(data: bytes, head: dict[str, Any]) -> Answer:
    """The articles in given areas of the first page, None where an area is empty."""
    with opened(data) as document, loaded(document, 0) as page:
        sheet = read_sheet(page)
    found = cut_sheet(sheet, _areas(head), _origin(head, "pdf-map"))
    return {"articles": [pack_article(one) if one else None for one in found]}, []


def _areas(head: dict[str, Any]) -> list[list[Polygon]]:
    return [[polygon(corners) for corners in area] for area in head["areas"]]


def _origin(head: dict[str, Any], method: str = "pdf-geometry") -> Origin:
    return Origin(head["url"], PageFacts(**head["facts"]), head["year"], method)


COMMANDS: dict[str, Callable[[bytes, dict[str, Any]], Answer]] = {
    "read": read,
    "cut": cut,
    "clip": clip,
    "picture": picture,
}


def answer(head: dict[str, Any], blobs: list[bytes]) -> Answer:
    """What a request is answered with; raises ParseError."""
    return COMMANDS[head["command"]](blobs[0], head)


def main() -> int:
    """Answer requests until standard input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    return serve(answer, cpu_seconds=CPU_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
