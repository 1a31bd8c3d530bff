"""A sheet of newspaper from a seed: one page, or two side by side, with the truth."""

import random
from dataclasses import dataclass, replace

from service.press.maker.furniture import Naming, draw_naming
from service.press.maker.look import Look, draw_look
from service.press.maker.ops import moved, paint
from service.press.maker.page import Page, Wants, compose
from service.press.maker.pdf import Sheet, write
from service.press.maker.truth import Item
from service.press.maker.words import Writer

SPREAD, FRONT = 0.12, 0.42  # chances: below the first two pages on a sheet, below the second a front page


@dataclass(frozen=True)
class Made:
    """A PDF file and what is on it."""

    pdf: bytes
    truth: dict[str, object]
    items: list[Item]


def make(seed: int, *, unicode_maps: bool = True) -> Made:
    """The sheet of that seed; the same seed gives the same bytes."""
    stream = random.Random(seed)
    look, writer, chance = draw_look(stream), Writer(stream), stream.random()
    naming = draw_naming(writer)
    if chance < SPREAD:
        naming = replace(naming, number="A2")
        pages = [compose(look, writer, naming), compose(look, writer, replace(naming, number="A3", name="综合"))]
    else:
        front = chance < FRONT
        pages = [compose(look, writer, replace(naming, number="1", name="要闻") if front else naming, front=front)]
    return assemble(pages, stream, seed, unicode_maps=unicode_maps)


def make_page(seed: int, look: Look, naming: Naming, *, front: bool = False, wants: Wants | None = None) -> Made:
    """A page of a given paper, number and name."""
    stream = random.Random(seed)
    return assemble([compose(look, Writer(stream), naming, front=front, wants=wants)], stream, seed)


def assemble(pages: list[Page], stream: random.Random, seed: int, *, unicode_maps: bool = True) -> Made:
    """The pages side by side on one sheet."""
    look = pages[0].look
    sheet = Sheet(look.width * len(pages), look.height, unicode_maps)
    for number, page in enumerate(pages):
        ops = [moved(op, number * look.width) for op in page.ops(stream)]
        paint(sheet, ops, look.per_char)
        for item in page.items:
            _move(item, number * look.width)
    items = [item for page in pages for item in page.items]
    for order, item in enumerate(items, 1):
        item.order = order
    truth = {
        "seed": seed,
        "page": [sheet.width, sheet.height],
        "body_size": look.size,
        "columns": look.columns,
        "sep": look.separator,
        "order": look.order,
        "perchar": look.per_char,
        "pages": [{"page_no": page.naming.number, "page_name": page.naming.name} for page in pages],
        "items": [item.public() for item in items],
    }
    return Made(write([sheet], f"{pages[0].naming.paper} {pages[0].naming.number}"), truth, items)


def _move(item: Item, by: float) -> None:
    item.bbox = [item.bbox[0] + by, item.bbox[1], item.bbox[2] + by, item.bbox[3]]
    item.frames = [[x0 + by, y0, x1 + by, y1] for x0, y0, x1, y1 in item.frames]
    item.polygon = [(x + by, y) for x, y in item.polygon]
