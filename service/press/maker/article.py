"""Articles: title, byline, photos in or between the columns, headings, text up to the last line."""

from dataclasses import replace

from service.press.maker.draft import AIR, Draft, add_border, add_photo, begin, rule_under
from service.press.maker.look import Look
from service.press.maker.setting import Align, Style
from service.press.maker.titles import put_title, put_vertical
from service.press.maker.truth import Block, Item, Region
from service.press.maker.words import Writer

TITLES = ["top"] * 4 + ["inset"] * 3 + ["vertical", "reversed", "outlined"]


def report(look: Look, writer: Writer, region: Region, *, largest: float = 34, second: bool = False) -> Block | None:
    """A report, or None where the region is too small for one."""
    stream = writer.random
    boxed = look.separator == "box" and region.notch is None and stream.random() < 0.5
    item = Item("article", "top")
    style = look.body(look.second_size if second else None)
    count = _count(region, stream.random(), style.size)
    draft = begin(look, writer, region, item, count=count, style=style, pad=5 if boxed else 0)
    if boxed:
        add_border(draft, grey=0.93 if stream.random() < 0.3 else None)
    if stream.random() < 0.25:
        item.section = writer.word("section")
    byline = _byline(draft) if stream.random() < 0.45 else None
    _place_title(draft, largest, byline)
    if stream.random() < 0.4:
        place_photo(draft)
    return _fill(draft, dateline=not item.authors)


def _count(region: Region, chance: float, size: float) -> int:
    """How many text columns: those of the grid, one less, or half as many."""
    columns = region.columns
    if region.notch is None and columns >= 4 and columns % 2 == 0 and chance < 0.2:
        return columns // 2
    if region.notch is None and columns >= 3 and chance < 0.35:
        return columns - 1
    if columns == 1 and region.width > 22 * size and chance > 0.5:
        return 2
    return columns


def _place_title(draft: Draft, largest: float, byline: str | None) -> None:
    stream, frames, item = draft.writer.random, draft.frames, draft.item
    highest = min(frame[1] for frame in frames)
    over = [index for index, frame in enumerate(frames) if frame[1] == highest]
    item.style = stream.choice(TITLES)
    if len(over) < len(frames) or len(over) < 2:
        item.style = stream.choice(["top", "top", "reversed", "outlined"])
    if item.style == "vertical" and frames[0][3] - frames[0][1] > 200:
        put_vertical(draft, right=stream.random() < 0.4)
        item.authors, item.section = [], None
        return
    first, last = over[0], over[-1] + 1
    if item.style == "inset" and len(over) >= 3:
        wide = stream.randint(-(-len(over) // 2), len(over) - 1)
        first = stream.choice([over[0], over[0], over[0] + 1]) if wide < len(over) - 1 else over[0]
        last = first + wide
    elif item.style in ("inset", "vertical"):
        item.style = "top"
    put_title(draft, style=item.style, first=first, last=last, largest=largest, byline=byline)


def _byline(draft: Draft) -> str:
    """A byline over the text, and its people in the truth."""
    writer, stream = draft.writer, draft.writer.random
    names = [writer.name() for _ in range(stream.choice([1, 1, 1, 2]))]
    draft.item.authors = names
    printed = [f"{n[0]}　{n[1]}" if len(n) == 2 and stream.random() < 0.4 else n for n in names]
    return draft.look.mark + stream.choice(["", "本报记者 ", "本报记者 ", "本报通讯员 "]) + " ".join(printed)


def place_photo(draft: Draft) -> None:
    """A photo in the columns: over whole ones at the foot, in their middle, or between two with text all round."""
    stream, frames = draft.writer.random, draft.frames
    top = max(frame[1] for frame in frames)
    bottom = min(frame[3] for frame in frames)
    width = frames[0][2] - frames[0][0]
    if bottom - top < 180 or len(frames) < 2:
        return
    high = stream.uniform(90, min(170, (bottom - top) * 0.45))
    first = stream.randrange(len(frames) - 1)
    shape = stream.choice(["foot", "middle", "between"])
    if shape == "between" and width > 11.5 * draft.style.size:
        wide = width - 12 * draft.style.size / 2 + draft.look.gutter
        middle = (frames[first][2] + frames[first + 1][0]) / 2
        left, right = middle - wide / 2, middle + wide / 2
    else:
        last = min(len(frames), first + stream.choice([1, 1, 2]))
        left, right = frames[first][0], frames[last - 1][2]
    y = bottom - high - AIR if shape == "foot" else stream.uniform(top + 40, bottom - high - 30)
    if any(left < hole[2] and right > hole[0] and y < hole[3] and y + high > hole[1] for hole in draft.holes):
        return
    add_photo(draft, (left, y, right, y + high))
    draft.holes.append(
        (left - (7 if shape == "between" else 0), y - 6, right + (7 if shape == "between" else 0), y + high + 4)
    )


def _fill(draft: Draft, *, dateline: bool) -> Block | None:
    """Text up to the last line; None where not even one paragraph fits."""
    writer, stream, item = draft.writer, draft.writer.random, draft.item
    draft.open()
    affiliation = f"（作者单位：{writer.city()}{writer.word('office')[1:]}）" if stream.random() < 0.12 else None
    first = _dateline(draft) if dateline and affiliation is None and stream.random() < 0.75 else ""
    fill_text(draft, first, headings=stream.random() < 0.4, reserve=2 if affiliation else 0)
    if affiliation and draft.add(
        affiliation, replace(draft.look.body(style="kai"), leading=draft.style.leading, align="right", indent=0)
    ):
        item.author_affiliation = affiliation[6:-1]
    return draft.close() if item.body else None


def _dateline(draft: Draft) -> str:
    """What opens a report, and its people in the truth."""
    writer, stream = draft.writer, draft.writer.random
    names = [writer.name(), writer.name()][: stream.choice([1, 2])]
    draft.item.authors = names
    people = "记者 " + names[0] if len(names) == 1 else f"记者 {names[0]} 通讯员 {names[1]}"
    if stream.random() < 0.5:
        return f"本报讯（{people}）"
    return f"本报{writer.pick(['青岚', '云汀', '临洲'])}{writer.number(1, 12)}月{writer.number(1, 28)}日电（{people}）"


def fill_text(
    draft: Draft,
    first: str = "",
    *,
    headings: bool = False,
    reserve: int = 0,
    opinion: bool = False,
    limit: int = 10**6,
) -> None:
    """Paragraphs until no more fits (or `limit` lines are used), `first` before the first of them."""
    writer, failures = draft.writer, 0
    heading = heading_style(draft)
    while failures < 6 and draft.used < limit and draft.left > reserve:
        text = first + (writer.paragraph(1 if failures else None, "opinion" if opinion else "report"))
        over = writer.heading() if headings and draft.item.body and writer.random.random() < 0.25 else None
        if _add_section(draft, over, heading, text, reserve):
            draft.item.body += [over, text] if over else [text]
            first, failures = "", 0
        else:
            failures += 1


def _add_section(draft: Draft, over: str | None, heading: Style, text: str, reserve: int) -> bool:
    """A paragraph under its heading: both or neither."""
    used, lines = draft.used, len(draft.block.text)
    if over and not draft.add(over, heading, reserve):
        return False
    if draft.add(text, None, reserve):
        return True
    draft.used = used
    del draft.block.text[lines:]
    return False


def heading_style(draft: Draft) -> Style:
    """How this article sets its headings: bold, indented or in the middle."""
    align: Align = draft.writer.random.choice(["left", "center"])
    base = draft.look.body(draft.style.size, "hei")
    return replace(base, leading=draft.style.leading, align=align, indent=2 if align == "left" else 0)


def commentary(look: Look, writer: Writer, region: Region) -> Block | None:
    """A boxed commentary in larger type over columns of its own."""
    stream = writer.random
    style = look.body(look.size + stream.choice([1.0, 1.5, 2.0]))
    item = Item("article", "boxed", section=writer.pick(["岚江时评", "今日时评", "短评", "岚江夜话"]))
    count = max(1, int(region.width // (style.size * 17)))
    draft = begin(look, writer, region, item, count=count, style=style, pad=8)
    add_border(draft, grey=stream.choice([None, 0.94]), border=stream.choice([0.6, 1.5]))
    byline = _byline(draft) if stream.random() < 0.7 else None
    put_title(draft, style="top", first=0, last=count, largest=26, byline=byline)
    draft.open()
    fill_text(draft, opinion=True)
    return draft.close() if item.body else None


def continuation(look: Look, writer: Writer, region: Region, page: str, title: str | None = None) -> Block | None:
    """The rest of an article that began on another page."""
    item = Item("continuation", "top", continued_from_page=page)
    draft = begin(look, writer, region, item, count=region.columns, style=look.body())
    mark = writer.random.choice([f"（上接{page}版）", f"（上接第{page}版）", f"上接{page}版"])
    put_title(draft, style="top", first=0, last=len(draft.frames), largest=20, byline=mark, title=title)
    draft.open()
    fill_text(draft)
    return draft.close() if item.body else None


def jump(look: Look, writer: Writer, region: Region, page: str, largest: float) -> Block | None:
    """An article of which the rest stands on another page."""
    item = Item("article", "top", continued_on_page=page)
    draft = begin(look, writer, region, item, count=region.columns, style=look.body())
    put_title(draft, style="top", first=0, last=len(draft.frames), largest=largest)
    draft.open()
    fill_text(draft, _dateline(draft), reserve=1)
    draft.used = len(draft.places) - 1
    mark = replace(look.body(style="kai"), leading=draft.style.leading, align="right", indent=0)
    draft.add(f"（下转{page}版）", mark)
    rule_under(draft, draft.frames[-1][0], draft.frames[-1][2], draft.frames[-1][3] + 2)
    return draft.close() if item.body else None
