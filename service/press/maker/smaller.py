"""The smaller things on a page: photos that stand alone, rails of briefs, notices with tables, advertisements."""

from dataclasses import replace

from service.press.maker import notices
from service.press.maker.draft import AIR, Draft, add_border, add_photo, baseline, begin, caption_lines
from service.press.maker.look import Look
from service.press.maker.ops import Op, Panel, Rule, Text
from service.press.maker.setting import Face, Slot, fit
from service.press.maker.titles import WHITE, put_title
from service.press.maker.truth import Block, Item, Region
from service.press.maker.words import Writer


def photo(look: Look, writer: Writer, region: Region) -> Block:
    """A photo with its text, under a title or none."""
    item = Item("photo", "photo")
    draft = begin(look, writer, region, item, count=1, style=replace(look.body(style="kai"), indent=0))
    if writer.random.random() < 0.5:
        put_title(draft, style="top", first=0, last=1, largest=18, title=writer.short_headline())
        item.kicker = item.subtitle = None
    x0, y0, x1, y1 = draft.frames[0]
    text = writer.sentence() + writer.caption()
    places, style, height = caption_lines(draft, text, x1 - x0)
    add_photo(draft, (x0, y0, x1, y1 - height - 4), caption=False)
    draft.block.text += fit(text, [replace(p, x=x0, top=y1 - height + p.top) for p in places], style) or []
    item.body = [text]
    return draft.close()


def briefs(look: Look, writer: Writer, region: Region) -> list[Block]:
    """A rail of briefs (简讯): short reports one below the other, each with a small title."""
    section = writer.pick(["简讯", "要闻速览", "短波", "一句话新闻"])
    x0, y0, x1, y1 = region.box
    face, size = Face("hei"), look.size + 7
    head: list[Op] = [Panel((x0, y0 + 4, x1, y0 + size * 1.5 + 4), 0.15, None)]
    middle = x0 + (x1 - x0 - face.width(section, size)) / 2
    head.append(Text(middle, baseline(y0 + 4 + size * 0.2, size), section, face, size, grey=WHITE))
    blocks: list[Block] = []
    top = y0 + size * 1.5 + 8
    ruled = writer.random.random() < 0.5
    while True:
        block = _brief(look, writer, replace(region, box=(x0, top, x1, y1)), section)
        if block is None:
            break
        blocks.append(block)
        top = block.item.bbox[3]
        if ruled:
            block.ground.append(Rule(x0, top + 1, x1, top + 1, 0.4))
    if blocks:
        blocks[0].title = head + blocks[0].title
    return blocks


def _brief(look: Look, writer: Writer, region: Region, section: str) -> Block | None:
    item = Item("article", "brief", section=section)
    draft = begin(look, writer, region, item, count=1, style=look.body())
    if region.height < 6 * draft.style.leading:
        return None
    title = writer.short_headline()
    face = Face("hei")
    size = min(look.size + 2.5, draft.region.width / face.width(title, 1.0))
    x0, y0, x1, y1 = draft.frames[0]
    draft.block.title.append(Text(x0, baseline(y0, size), title, face, size))
    draft.frames[0] = (x0, y0 + size * 1.5, x1, y1)
    item.title, item.authors = title, [writer.name()]
    draft.open()
    text = (
        "本报讯　" * (writer.random.random() < 0.3) + writer.paragraph(writer.number(1, 2)) + f"（{item.authors[0]}）"
    )
    if not draft.add(text):
        return None
    item.body = [text]
    foot = draft.places[draft.used - 1].top + draft.style.leading + AIR
    draft.region = replace(region, box=(x0, region.box[1], x1, min(foot, y1 + AIR)))
    draft.frames[0] = (x0, y0 + size * 1.5, x1, foot - AIR)
    return draft.close()


def notice(look: Look, writer: Writer, region: Region) -> Block | None:
    """A notice in a frame and in small type, some with a table."""
    item = Item("notice", "notice")
    size = look.size - writer.random.choice([0.5, 1.0])
    style = replace(look.body(size, writer.random.choice(["kai", "song"])), leading=round(size * 1.32, 2))
    count = 2 if region.width > 48 * size else 1
    draft = begin(look, writer, region, item, count=count, style=style, pad=6)
    add_border(draft, border=writer.random.choice([0.6, 1.2]))
    title = writer.pick(notices.TITLES)
    put_title(
        draft,
        style=writer.random.choice(["top", "top", "top", "outlined", "reversed"]),
        first=0,
        last=len(draft.frames),
        largest=min(20.0, region.width / 7),
        title=title,
    )
    if title == "遗失声明":
        texts = notices.losses(writer)
    else:
        texts = [notices.opening(writer), *notices.clauses(writer), notices.closing(writer)]
        if count == 1 and writer.random.random() < 0.5 and region.height > 230 and region.width > 24 * size:
            texts = _table(draft, texts)
    draft.open()
    for text in texts:
        if not draft.add(text):
            break
        item.body.append(text)
    return draft.close() if item.body else None


def _table(draft: Draft, texts: list[str]) -> list[str]:
    """Set the opening and a ruled table; gives the texts that are left for below it. A row is a paragraph."""
    draft.open()
    draft.add(texts[0])
    draft.item.body.append(texts[0])
    x0, _, x1, y1 = draft.frames[0]
    top = draft.places[draft.used - 1].top + draft.style.leading + 4
    size = draft.style.size
    tall = size * 1.7
    rows = notices.table(draft.writer, min(6, int((y1 - top - 5 * draft.style.leading) / tall) - 1))
    shares = (0.12, 0.36, 0.27, 0.25)
    edges = [x0 + (x1 - x0) * sum(shares[:index]) for index in range(5)]
    style = replace(draft.style, indent=0, align="center")
    for number, row in enumerate(rows):
        y = top + number * tall
        for cell, left, right in zip(row, edges, edges[1:], strict=False):
            draft.block.text += fit(cell, [Slot(left + 2, y + size * 0.35, right - left - 4, 0)], style) or []
        draft.item.body.append(" ".join(row))
    bottom = top + len(rows) * tall
    draft.block.ground += [Rule(x0, top + n * tall, x1, top + n * tall, 0.4) for n in range(len(rows) + 1)]
    draft.block.ground += [Rule(edge, top, edge, bottom, 0.4) for edge in edges]
    frame = draft.frames[0]
    draft.frames[0] = (frame[0], bottom + 4, frame[2], frame[3])
    return [texts[-1], *texts[3:6]][:1] if y1 - bottom < 4 * draft.style.leading else [*texts[1:4], texts[-1]]


def advertisement(writer: Writer, region: Region) -> list[Op]:
    """An advertisement: artwork with a few large words; it is no item of the page."""
    x0, y0, x1, y1 = region.box
    name, face = writer.word("ad"), Face("hei")
    size = min(40.0, (x1 - x0) * 0.8 / face.width(name, 1.0))
    ops: list[Op] = [Panel((x0, y0 + 3, x1, y1 - 5), 0.82, 1.0)]
    ops.append(
        Text(x0 + (x1 - x0) * 0.1, y0 + (y1 - y0) * 0.45, name, face, size, outlined=writer.random.random() < 0.5)
    )
    ops.append(
        Text(x0 + 10, y1 - 16, f"热线 0{writer.number(300, 999)}-{writer.number(2000000, 8999999)}", Face("kai"), 11)
    )
    return ops
