"""The area of an article on its page, as rectangles that touch."""

from ingest.newspaper.page import Item
from ingest.newspaper.shapes import Sheet
from model.article import Polygon

EDGE = 3.0  # points of air around text


def polygons(item: Item, sheet: Sheet) -> tuple[Polygon, ...]:
    """Rectangles over title, columns and pictures, as fractions of the page, from the top left."""
    rects = [[c.left, c.block.top, c.right, c.block.bottom] for c in item.columns]
    rects += [[box.x0, box.y0, box.x1, box.y1] for box in item.pictures]
    rects += [[block.x0, block.top, block.x1, block.bottom] for block in item.captions]
    if item.title is not None:
        title = item.title
        blocks = [*title.blocks, *title.bylines, *title.labels]
        x0 = min([block.x0 for block in blocks] + [c.x0 for c in title.columns if not title.upright])
        x1 = max([block.x1 for block in blocks] + [c.x1 for c in title.columns if not title.upright])
        top, bottom = min(block.top for block in blocks), max(block.bottom for block in blocks)
        under = [c.top for c in title.columns if c.top >= bottom - 2 and not title.upright]
        rects.append([x0, top, x1, min(under, default=bottom)])
    joined = _joined(sorted(rects))
    return tuple(_polygon(rect, sheet) for rect in joined)


def _joined(rects: list[list[float]]) -> list[list[float]]:
    """Neighbours of the same height, or of the same width, as one rectangle."""
    done: list[list[float]] = []
    for rect in rects:
        for other in done:
            level = abs(other[1] - rect[1]) < 15 and abs(other[3] - rect[3]) < 15 and -2 < rect[0] - other[2] < 40
            stacked = abs(other[0] - rect[0]) < 8 and abs(other[2] - rect[2]) < 8 and -2 < rect[1] - other[3] < 40
            if level or stacked:
                other[0], other[1] = min(other[0], rect[0]), min(other[1], rect[1])
                other[2], other[3] = max(other[2], rect[2]), max(other[3], rect[3])
                break
        else:
            done.append(list(rect))
    return done


def _polygon(rect: list[float], sheet: Sheet) -> Polygon:
    whole = sheet.whole or sheet.width
    x0, y0 = max(0.0, (sheet.left + rect[0] - EDGE) / whole), max(0.0, (rect[1] - EDGE) / sheet.height)
    x1, y1 = min(1.0, (sheet.left + rect[2] + EDGE) / whole), min(1.0, (rect[3] + EDGE) / sheet.height)
    corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return tuple((round(x, 4), round(y, 4)) for x, y in corners)
