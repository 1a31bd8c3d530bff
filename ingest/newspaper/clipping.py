"""Clippings (剪报): the picture of a page, and of the area of each article, joined on white."""

from collections.abc import Sequence

from ingest.newspaper.reading import PDF
from model.article import Polygon


def page_picture(data: bytes) -> bytes:
    """The picture of a page (a PDF file's first, or a picture) as PNG of at most 300 KB; raises ParseError."""
    return clip_page(data, [])[0]


def clippings(data: bytes, areas: Sequence[Sequence[Polygon]]) -> list[bytes]:
    """One PNG of at most 300 KB an area, which may be several polygons; raises ParseError."""
    return clip_page(data, areas)[1]


def clip_page(data: bytes, areas: Sequence[Sequence[Polygon]]) -> tuple[bytes, list[bytes]]:
    """The picture of the page and those of the areas, at once, made in the helper process; raises ParseError."""
    _, pictures = PDF.ask({"command": "clip", "areas": areas}, [data])
    return pictures[0], pictures[1:]
