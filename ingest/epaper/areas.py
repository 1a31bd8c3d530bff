"""The map of a page's picture: the areas that belong to articles, as fractions of the page."""

import re
from collections.abc import Iterable, Sequence

from ingest.newspaper.prominence import prominence
from model.article import ArticleKind, Polygon

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?")
_BEYOND = 1.02  # areas may stick out of the picture a little


def polygon_of(coords: str | None, shape: str | None, size: tuple[float, float] | None) -> Polygon | None:
    """The corners of an area's coords (pixels of a picture of that size, or percent); None where it says null."""
    texts = _NUMBER.findall(coords or "")
    if len(texts) < 4 or (shape or "poly").lower().startswith("circ"):
        return None
    percent = texts[0].endswith("%")
    if not percent and size is None:
        return None
    width, height = (100.0, 100.0) if percent or size is None else size
    values = [float(text.rstrip("%")) for text in texts]
    points = [(values[i] / width, values[i + 1] / height) for i in range(0, len(values) - 1, 2)]
    if len(points) == 2:
        (x0, y0), (x1, y1) = points
        points = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    if any(not -0.02 <= x <= _BEYOND or not -0.02 <= y <= _BEYOND for x, y in points):
        return None
    return tuple((round(min(max(x, 0.0), 1.0), 5), round(min(max(y, 0.0), 1.0), 5)) for x, y in points)


def extent(coords: Iterable[str | None]) -> tuple[float, float] | None:
    """The size of the picture as the areas suggest it: they reach nearly to its right and its foot."""
    xs: list[float] = []
    ys: list[float] = []
    for text in coords:
        values = [float(value.rstrip("%")) for value in _NUMBER.findall(text or "")]
        xs += values[0::2]
        ys += values[1::2]
    if not xs or not ys or max(xs) <= 0 or max(ys) <= 0:
        return None
    return max(xs) * 1.015, max(ys) * 1.015


def without_doubles(polygons: Iterable[Polygon]) -> tuple[Polygon, ...]:
    """The areas, each once: maps name some twice (div=0 and div=-1)."""
    return tuple(dict.fromkeys(polygons))


def estimate(page_no: str, areas: Sequence[Polygon], kind: ArticleKind) -> float:
    """The prominence of an article of which only its area is known: a large area has a large headline."""
    share = sum(map(_share, areas))
    top = min(y for polygon in areas for _, y in polygon)
    return prominence(page_no, 1.5 + 3.0 * min(1.0, share / 0.3), share, top, kind)


def _share(polygon: Polygon) -> float:
    """The part of the page that a polygon covers."""
    doubled = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True))
    return abs(doubled) / 2
