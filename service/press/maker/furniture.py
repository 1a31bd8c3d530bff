"""What frames a page: the masthead with its ears and index of a front page, the running head of an inner one."""

from dataclasses import dataclass, field, replace

from service.press.maker.draft import add_border, baseline, begin
from service.press.maker.look import MARGIN, Look
from service.press.maker.ops import Op, Panel, Rule, Text
from service.press.maker.pdf import Box
from service.press.maker.setting import Face
from service.press.maker.titles import WHITE
from service.press.maker.truth import Block, Item, Region
from service.press.maker.words import Writer

PAPERS = "岚江日报 青岚晚报 北溪新报 海岸早报".split()
PAGE_NAMES = "要闻 综合 理论 党建 民生 经济 副刊 教育 专题 科技".split()
HEI, KAI, SONG = Face("hei"), Face("kai"), Face("song")


@dataclass(frozen=True)
class Naming:
    """What a page is called: the paper, the page's number as printed (12, A12, 03), its name, the day in words."""

    paper: str
    number: str
    name: str
    day: str


@dataclass
class Head:
    """The furniture of a page; text begins at `bottom`."""

    bottom: float
    ops: list[Op] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    foot: bool = False


def draw_naming(writer: Writer) -> Naming:
    """A name for a page by lot."""
    number = writer.number(1, 24)
    printed = writer.random.choice([f"{number}", f"{number:02d}", f"A{number}", f"A{number:02d}", f"B{number % 8 + 1}"])
    day = writer.fill("{2025-2027}年{1-12}月{1-28}日　星期") + writer.pick("一二三四五六日")
    return Naming(writer.pick(PAPERS), printed, writer.pick(PAGE_NAMES), day)


def inner_head(look: Look, writer: Writer, naming: Naming) -> Head:
    """The running head of an inner page: number, name, day, editors, in one of three forms."""
    stream, left, right = writer.random, MARGIN, look.width - MARGIN
    y = MARGIN
    editors = f"责任编辑：{writer.name()}　版式：{writer.name()}　校对：{writer.name()}"
    number = stream.choice([naming.number, f"{naming.number}版", f"第{naming.number}版"])
    head = Head(y + 46, foot=stream.random() < 0.3)
    if stream.random() < 0.4:
        head.ops.append(Panel((left, y, left + 70, y + 34), 0.0, None))
        head.ops.append(Text(left + 8, y + 25, number, HEI, 20 if len(number) < 4 else 15, grey=WHITE))
        head.ops.append(Text(left + 82, y + 26, naming.name, HEI, 24))
        head.ops += _right(f"{naming.day}　{naming.paper}", right, y + 14, KAI, 10)
    else:
        head.ops += _right(number, right, y + 26, HEI, 22)
        head.ops += _right(naming.name, right - 120, y + 26, SONG, 22)
        head.ops.append(Text(left, y + 26, naming.paper, HEI, 22))
        head.ops.append(Text(left + 130, y + 14, naming.day, SONG, 10))
    if head.foot:
        head.ops.append(
            Text(
                left,
                look.height - MARGIN + 4,
                editors + f"　电话：0{writer.number(300, 999)}-6{writer.number(100000, 999999)}",
                KAI,
                9,
            )
        )
    else:
        head.ops += (
            _right(editors, right, y + 40, KAI, 9) if look.width < 800 else [Text(left + 260, y + 38, editors, KAI, 9)]
        )
    head.ops.append(Rule(left, y + 43, right, y + 43, stream.choice([0.6, 1.2, 2.0])))
    return head


def _right(text: str, right: float, line: float, face: Face, size: float) -> list[Op]:
    return [Text(right - face.width(text, size), line, text, face, size)]


def front_head(look: Look, writer: Writer, naming: Naming) -> Head:
    """The head of a front page (头版): masthead, imprint, one or two ears (报眼), one of which may be an index box."""
    stream, left, right = writer.random, MARGIN, look.width - MARGIN
    tall = look.width * 0.115
    top, bottom = MARGIN, MARGIN + tall
    head = Head(bottom + 30)
    side = stream.choice(["left", "middle"])
    wide = (right - left) * (0.58 if side == "left" else 0.48)
    start = left if side == "left" else left + (right - left - wide) / 2
    size = min(tall * 0.72, wide / len(naming.paper) * 0.9)
    spacing = wide / len(naming.paper) - size
    head.ops.append(Text(start, top + size, naming.paper, HEI, size, spacing, outlined=stream.random() < 0.6))
    head.ops.append(Text(start, bottom - 4, "LANJIANG DAILY", Face("kai"), 9, 6.0))
    imprint = naming.day + writer.fill("　国内统一刊号 CN{10-65}-00{10-99}　第{1000-22000}期　今日{4-16}版")
    head.ops.append(Panel((left, bottom + 6, right, bottom + 24), 0.9, None))
    head.ops.append(
        Text(left + 8, bottom + 19, imprint, KAI, min(10.0, (right - left - 110) / KAI.width(imprint, 1.0)))
    )
    head.ops += _right(f"{naming.number}版", right - 8, bottom + 19, HEI, 10)
    head.ops += _right(naming.name, right - 54, bottom + 19, HEI, 10)
    head.ops.append(Rule(left, bottom + 26, right, bottom + 26, 1.0))
    ears: list[Box] = [(start + wide + 12, top, right, bottom)]
    if side == "middle":
        ears.insert(0, (left, top, start - 12, bottom))
    kinds = (
        stream.sample(["index", "article", "weather", "motto"], len(ears))
        if side == "middle"
        else [stream.choice(["index", "article", "article"])]
    )
    for ear, kind in zip(ears, kinds, strict=True):
        _ear(head, look, writer, ear, kind)
    return head


def _ear(head: Head, look: Look, writer: Writer, ear: Box, kind: str) -> None:
    x0, y0, x1, y1 = ear
    if kind == "article":
        block = _ear_article(look, writer, ear)
        if block is not None:
            head.blocks.append(block)
            return
    head.ops.append(Panel(ear, None, 0.8))
    if kind == "index":
        head.ops += _index(writer, ear)
    elif kind == "weather":
        text = writer.fill("今日{weather}　{0-12}—{13-35}℃")
        head.ops.append(Text(x0 + 8, y0 + 20, "天气预报", HEI, 12))
        head.ops.append(Text(x0 + 8, y0 + 40, text, KAI, min(11.0, (x1 - x0 - 16) / KAI.width(text, 1.0))))
        head.ops.append(Text(x0 + 8, y0 + 58, f"东北风{writer.number(2, 5)}级", KAI, 11))
    else:
        size = min(20.0, (x1 - x0 - 16) / 6)
        head.ops.append(Text(x0 + 8, y0 + (y1 - y0) / 2, "把新闻写在", HEI, size))
        head.ops.append(Text(x0 + 8, y0 + (y1 - y0) / 2 + size * 1.3, "大地上", HEI, size))


def _index(writer: Writer, ear: Box) -> list[Op]:
    """An index (导读): headlines of other pages, each with its page."""
    x0, y0, x1, y1 = ear
    ops: list[Op] = [Panel((x0, y0, x0 + 24, y1), 0.1, None)]
    for row, char in enumerate("导读"):
        ops.append(Text(x0 + 4, y0 + 26 + row * 24, char, HEI, 16, grey=WHITE))
    line = y0 + 18.0
    while line < y1 - 4:
        page = f"A{writer.number(2, 16)}版"
        text, wide = writer.short_headline(), x1 - x0 - 70
        size = min(10.5, wide / HEI.width(text, 1.0))
        ops.append(Text(x0 + 30, line, text, SONG, size))
        ops += _right(page, x1 - 5, line, HEI, 9)
        line += 18
    return ops


def index_box(writer: Writer, box: Box) -> list[Op]:
    """An index (导读) at the foot of a front page: headlines, each with its page on a line of its own."""
    x0, y0, x1, y1 = box[0], box[1] + 4, box[2], box[3] - 6
    ops: list[Op] = [Panel((x0, y0, x1, y1), None, 1.0), Panel((x0, y0, x1, y0 + 26), 0.15, None)]
    ops.append(Text(x0 + 10, y0 + 20, writer.random.choice(["今日导读", "导读", "要目"]), HEI, 17, grey=WHITE))
    line = y0 + 48.0
    while line < y1 - 30:
        text = "▶ " + writer.short_headline()
        size = min(13.0, (x1 - x0 - 20) / HEI.width(text, 1.0))
        ops.append(Text(x0 + 10, line, text, HEI, size))
        ops += _right(f"详见{writer.number(2, 16)}版", x1 - 10, line + 17, KAI, 9.5)
        line += 42
    return ops


def _ear_article(look: Look, writer: Writer, ear: Box) -> Block | None:
    """A short report in the ear, framed."""
    style = look.body()
    draft = begin(look, writer, Region(ear, 1), Item("article", "ear"), count=1, style=style, pad=4)
    add_border(draft, border=1.0)
    x0, y0, x1, y1 = draft.frames[0]
    title = writer.short_headline()
    size = min(17.0, (x1 - x0) / HEI.width(title, 1.0))
    draft.block.title.append(Text(x0 + (x1 - x0 - HEI.width(title, size)) / 2, baseline(y0, size), title, HEI, size))
    draft.item.title = title
    draft.frames[0] = (x0, y0 + size * 1.4, x1, y1)
    draft.style = replace(style, leading=round(style.size * 1.28, 2))
    draft.open()
    while draft.left > 0:
        text = writer.paragraph(1)
        if not draft.add(text):
            break
        draft.item.body.append(text)
    return draft.close() if draft.item.body else None
