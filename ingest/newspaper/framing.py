"""Frames that are drawn as four rules rather than as a rectangle."""

from ingest.newspaper.shapes import Box, Sheet

CORNER = 4.0  # points within which two rules meet


def framed(sheet: Sheet) -> list[Box]:
    """Boxes whose four sides are rules of their own."""
    found: list[Box] = []
    levels = sorted(sheet.across, key=lambda rule: rule.y0)
    for index, upper in enumerate(levels):
        for lower in levels[index + 1 :]:
            if abs(upper.x0 - lower.x0) > CORNER or abs(upper.x1 - lower.x1) > CORNER:
                continue
            if _side(sheet, upper.x0, upper.y0, lower.y0) and _side(sheet, upper.x1, upper.y0, lower.y0):
                found.append(Box(upper.x0, upper.y0, upper.x1, lower.y1, 0.0, True))
                break
    return found


def _side(sheet: Sheet, x: float, top: float, bottom: float) -> bool:
    return any(
        abs((rule.x0 + rule.x1) / 2 - x) <= CORNER and rule.y0 <= top + CORNER and rule.y1 >= bottom - CORNER
        for rule in sheet.upright
    )
