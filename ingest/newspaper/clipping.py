"""Clippings (剪报): the picture of a page, and of the area of each article, joined on white."""

from collections.abc import Sequence

from ingest.newspaper.reading import PDF
from model.article import Polygon


def page_picture(data: bytes) -> bytes:
    """The picture of a page (a PDF file's first, or a picture) as PNG of at most 300 KB; raises ParseError."""
    return _clipped(data, [])[0]


def clippings(data: bytes, areas: Sequence[Sequence[Polygon]]) -> list[bytes]:
    """One PNG of at most 300 KB an area, which may be several polygons; raises ParseError."""
    return _clipped(data, areas)[1:]


def _clipped(data: bytes, areas: Sequence[Sequence[Polygon]]) -> list[bytes]:
    """The picture of the page, then those of the areas, made in the helper process."""
    _, pictures = PDF.ask({"command": "clip", "areas": areas}, [data])
    return pictures
