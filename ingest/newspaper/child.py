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
from ingest.newspaper.page import read_sheets
from ingest.newspaper.pdf import loaded, opened, page_count, read_sheet
from ingest.newspaper.wire import pack_article, polygon, receive, send
from model.article import Polygon
from model.errors import ParseError

CPU_SECONDS = 60
MEMORY = 1024**3
UNREADABLE = 0.3  # of the glyphs without Unicode: more is no text

Answer = tuple[dict[str, Any], list[bytes]]


def read(data: bytes, head: dict[str, Any]) -> Answer:
    """The articles of all pages, and the numbers of pages that only OCR can read."""
    articles, pictures_only = [], []
    with opened(data) as document:
        count = page_count(document)
        for index in range(count):
            with loaded(document, index) as page:
                sheet = read_sheet(page)
            if not sheet.runs or sheet.unmapped > UNREADABLE:
                pictures_only.append(
                    [index, "no text layer" if not sheet.runs and not sheet.unmapped else "text not extractable"]
                )
                continue
            for half in read_sheets(sheet):
                articles += [pack_article(one) for one in compose(half, _origin(head, "pdf-geometry"))]
    return {"articles": articles, "needs_ocr": pictures_only, "pages": count}, []


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


def _origin(head: dict[str, Any], method: str) -> Origin:
    return Origin(head["url"], PageFacts(**head["facts"]), head["year"], method)


COMMANDS: dict[str, Callable[[bytes, dict[str, Any]], Answer]] = {"read": read, "cut": cut, "clip": clip}


def answer(head: dict[str, Any], blobs: list[bytes]) -> Answer:
    """What a request is answered with; errors of ours travel as text."""
    try:
        return COMMANDS[head["command"]](blobs[0], head)
    except ParseError as error:
        return {"error": str(error)}, []
    except MemoryError:
        return {"error": "the file takes more memory than any newspaper page; it was left unread"}, []


def main() -> int:
    """Answer requests until standard input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while True:
        try:
            head, blobs = receive(sys.stdin.buffer)
        except EOFError:
            return 0
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_SECONDS, resource.RLIM_INFINITY))
        send(sys.stdout.buffer, *answer(head, blobs))


if __name__ == "__main__":
    sys.exit(main())
