"""One page of a paper: furniture, regions and what fills them, and the order in which it is drawn."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from service.press.maker import article, smaller
from service.press.maker.furniture import Naming, front_head, index_box, inner_head
from service.press.maker.layout import Layout
from service.press.maker.look import MARGIN, Look
from service.press.maker.ops import Op, Panel, Picture
from service.press.maker.truth import Block, Item, Region
from service.press.maker.words import Writer


@dataclass
class Page:
    """A page that has been composed."""

    look: Look
    naming: Naming
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Op] = field(default_factory=list)
    rules: list[Op] = field(default_factory=list)
    indexed: bool = False  # an index box stands on it

    @property
    def items(self) -> list[Item]:
        """The truth, in reading order."""
        return [block.item for block in self.blocks]

    def ops(self, stream: random.Random) -> list[Op]:
        """What is drawn, in this paper's order; panels come before what stands on them."""
        if self.look.order == "natural":
            return self.furniture + self.rules + [op for b in self.blocks for op in b.ground + b.title + b.text]
        if self.look.order == "titles_last":
            late = [op for b in self.blocks for op in b.title]
            return [op for b in self.blocks for op in b.ground + b.text] + late + self.rules + self.furniture
        grounds = [op for b in self.blocks for op in b.ground if isinstance(op, Panel | Picture)]
        lines = [op for b in self.blocks for op in b.ground if not isinstance(op, Panel | Picture)]
        chunks = [b.text for b in self.blocks] + [b.title for b in self.blocks] + [self.furniture]
        stream.shuffle(chunks)
        return self.rules + grounds + lines + [op for chunk in chunks for op in chunk]


@dataclass(frozen=True)
class Wants:
    """What a page must hold beside what chance gives it."""

    jump_to: str | None = None  # the first article goes on on that page
    rest_of: tuple[str, str] | None = None  # the page and the title of an article whose rest stands here
    kinds: tuple[str, ...] = ()  # notice, photo, briefs …: the smaller regions hold these


def compose(look: Look, writer: Writer, naming: Naming, *, front: bool = False, wants: Wants | None = None) -> Page:
    """A page made from the writer's random stream."""
    wants = wants or Wants()
    page = Page(look, naming)
    head = front_head(look, writer, naming) if front else inner_head(look, writer, naming)
    page.furniture = head.ops
    page.blocks = head.blocks
    layout = Layout(look, writer.random, [], page.rules)
    foot = look.height - MARGIN - (14 if head.foot else 0)
    if front:
        lead = head.bottom + (foot - head.bottom) * writer.random.uniform(0.24, 0.34)
        layout.regions.append(Region(look.area(0, look.columns, head.bottom, lead), look.columns))
        layout.divide((0, look.columns, lead, foot))
    else:
        layout.divide((0, look.columns, head.bottom, foot))
    for number, region in enumerate(layout.regions):
        for block in _fill(page, writer, region, number, wants, front=front):
            page.blocks.append(block)
    for number, item in enumerate(page.items, 1):
        item.order, item.page_no = number, naming.number
    return page


def _fill(page: Page, writer: Writer, region: Region, number: int, wants: Wants, *, front: bool) -> Iterator[Block]:
    """What stands in a region: something small in a small one, else a report."""
    look, stream = page.look, writer.random
    share = region.width * region.height / (look.width * look.height)
    block: Block | None = None
    if number == 0 and wants.jump_to:
        block = article.jump(look, writer, region, wants.jump_to, 40)
    elif number == 0 and wants.rest_of:
        block = article.continuation(look, writer, region, *wants.rest_of)
    elif share < 0.14 and region.notch is None:
        index = number - 1
        kind = wants.kinds[index] if 0 <= index < len(wants.kinds) else _small_kind(region, stream)
        if kind == "briefs":
            yield from smaller.briefs(look, writer, region)
            return
        if kind == "advertisement":
            indexed = front and not page.indexed
            page.rules += index_box(writer, region.box) if indexed else smaller.advertisement(writer, region)
            page.indexed = page.indexed or indexed
            return
        block = _small(page, writer, region, kind)
    if block is None:
        largest = {0: 44.0}.get(number, stream.choice([22.0, 26.0, 30.0, 36.0]))
        block = article.report(look, writer, region, largest=largest, second=stream.random() < 0.2)
    if block is not None:
        yield block


def _small_kind(region: Region, stream: random.Random) -> str:
    chance = stream.random()
    if region.columns <= 2 and region.height > 260 and chance < 0.45:
        return "briefs"
    kinds = ["notice", "photo", "continuation", "commentary", "commentary", "advertisement"]
    return kinds[int((chance - 0.1) * 10)] if 0.1 <= chance < 0.7 else "report"


def _small(page: Page, writer: Writer, region: Region, kind: str) -> Block | None:
    look = page.look
    if kind == "notice":
        return smaller.notice(look, writer, region)
    if kind == "photo":
        return smaller.photo(look, writer, region)
    if kind == "continuation":
        return article.continuation(look, writer, region, writer.random.choice(["1", "2", "A1", "01"]))
    if kind == "commentary":
        return article.commentary(look, writer, region)
    return None
