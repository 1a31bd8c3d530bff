"""Two pages on one sheet: parted where nothing crosses the middle of a wide sheet."""

from dataclasses import replace

from ingest.newspaper.shapes import Box, Run, Sheet

WIDE = 1.15  # width over height: one page is taller than wide
FOLD = 4.0  # points around the middle that text must leave free


def halves(sheet: Sheet) -> list[Sheet]:
    """The sheet, or its left and right page; coordinates are then those of the half."""
    middle = sheet.width / 2
    if sheet.width < WIDE * sheet.height:
        return [sheet]
    if any(run.x0 < middle + FOLD and run.x1 > middle - FOLD for run in sheet.runs):
        return [sheet]
    left = [run for run in sheet.runs if run.x1 <= middle]
    if not left or len(left) == len(sheet.runs):
        return [sheet]
    return [_half(sheet, 0.0, middle), _half(sheet, middle, sheet.width)]


def _half(sheet: Sheet, x0: float, x1: float) -> Sheet:
    def inside(box: Box) -> bool:
        return x0 <= (box.x0 + box.x1) / 2 < x1 and box.width <= (x1 - x0) + 1

    def moved(boxes: list[Box]) -> list[Box]:
        return [replace(box, x0=box.x0 - x0, x1=box.x1 - x0) for box in boxes if inside(box)]

    def shifted(run: Run) -> Run:
        return replace(run, x0=run.x0 - x0, x1=run.x1 - x0)

    return Sheet(
        x1 - x0,
        sheet.height,
        [shifted(run) for run in sheet.runs if x0 <= (run.x0 + run.x1) / 2 < x1],
        moved(sheet.across),
        moved(sheet.upright),
        moved(sheet.boxes),
        moved(sheet.pictures),
        moved(sheet.outlines),
        sheet.unmapped,
        x0,
        sheet.width,
    )
