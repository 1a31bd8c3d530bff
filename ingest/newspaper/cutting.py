"""The articles of a page whose areas are known: what stands inside the polygons of a site's map."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.newspaper.compose import Origin, compose
from ingest.newspaper.page import read_page
from ingest.newspaper.shapes import Box, Sheet
from model.article import Polygon, RawArticle


def cut_sheet(sheet: Sheet, areas: Sequence[Sequence[Polygon]], origin: Origin) -> list[RawArticle | None]:
    """One article an area, or None where no text stands in it."""
    return [_cut(sheet, area, origin) for area in areas]


def _cut(sheet: Sheet, area: Sequence[Polygon], origin: Origin) -> RawArticle | None:
    part = _within(sheet, area)
    found = compose(read_page(part, whole_page=False), origin) if part.runs else []
    if not found:
        return None
    main = max(found, key=lambda article: (article.title is not None, sum(map(len, article.paragraphs))))
    rest = [article for article in found if article is not main]
    return replace(
        main,
        paragraphs=main.paragraphs + tuple(text for article in rest for text in _with_title(article)),
        images=main.images + tuple(image for article in rest for image in article.images),
        bylines=tuple(dict.fromkeys(main.bylines + tuple(name for article in rest for name in article.bylines))),
        page_box=tuple(area),
    )


def _with_title(article: RawArticle) -> tuple[str, ...]:
    """All that is printed of what the map counts to another article."""
    return tuple(text for text in (article.kicker, article.title, article.subtitle, *article.paragraphs) if text)


def _within(sheet: Sheet, area: Sequence[Polygon]) -> Sheet:
    shapes = [[(x * sheet.width, y * sheet.height) for x, y in polygon] for polygon in area]

    def inside(x: float, y: float) -> bool:
        return any(contains(shape, x, y) for shape in shapes)

    def kept(boxes: list[Box]) -> list[Box]:
        return [box for box in boxes if inside((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)]

    runs = [run for run in sheet.runs if inside((run.x0 + run.x1) / 2, run.y - 0.35 * run.size)]
    return replace(
        sheet,
        runs=runs,
        across=kept(sheet.across),
        upright=kept(sheet.upright),
        boxes=kept(sheet.boxes),
        pictures=kept(sheet.pictures),
        outlines=kept(sheet.outlines),
    )


def contains(polygon: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a point lies inside a polygon (even-odd rule)."""
    inside = False
    for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside
