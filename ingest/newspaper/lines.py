"""Runs to lines: glyphs on one baseline without a gutter between, and glyphs that stand above one another."""

from collections import Counter
from dataclasses import dataclass

from ingest.newspaper.shapes import Run
from ingest.newspaper.words import MARKS, OPENING, ROLE, SIGNATURE, is_byline

DISPLAY = 1.25  # times the page's body size: what is larger is set to be seen
GUTTER = 0.62  # em: a wider gap in body type may be a gutter; lines are put together again within a column
WIDE = 1.7  # em: no wider space stands within a byline or a dateline
HALVED = 0.42  # em: the same after a mark that may take only half of its em at the end of a line
CLOSING = "》」』】）”，。、；："
SPACE = 1.15  # em: no wider space stands within a line of body type, even where one text object draws both sides of it
DISPLAY_GUTTER = 0.4  # em: the same for display type, which is larger while gutters are not


@dataclass(slots=True)
class Line:
    """A piece of a line; `y` is the baseline, `size` the em, `text` without spaces, `upright` for vertical type."""

    pieces: list[Run]
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    y: float
    size: float
    font: int
    upright: bool = False
    table: bool = False  # a row of a table

    @property
    def width(self) -> float:
        """In points."""
        return self.x1 - self.x0


def make_line(pieces: list[Run]) -> Line:
    """A line of runs that stand in order from left to right."""
    first = pieces[0]
    if len(pieces) == 1:
        size, font, y = first.size, first.font, first.y
        return Line(pieces, first.text, first.x0, first.x1, y - 0.88 * size, y + 0.12 * size, y, size, font)
    sizes: dict[tuple[float, int, float], int] = {}
    for run in pieces:
        key = (run.size, run.font, run.y)
        weight = (
            sum(char > "\u2e7f" for char in run.text) * 4 + 1 if len(run.text) > 1 else 1 + 4 * (run.text > "\u2e7f")
        )
        sizes[key] = sizes.get(key, 0) + weight
    size, font, y = max(sizes, key=lambda key: sizes[key])
    text = "".join([run.text for run in pieces])
    right = max(run.x1 for run in pieces)
    return Line(pieces, text, first.x0, right, y - 0.88 * size, y + 0.12 * size, y, size, font)


def join(parts: list[Line]) -> Line:
    """Pieces of one line as one line."""
    if len(parts) == 1:
        return parts[0]
    return make_line([run for part in sorted(parts, key=lambda part: part.x0) for run in part.pieces])


def body_size(runs: list[Run]) -> float:
    """The size in which most of a page is set, in points."""
    weights: Counter[float] = Counter()
    for run in runs:
        weights[round(run.size * 4) / 4] += len(run.text)
    return weights.most_common(1)[0][0] if weights else 10.0


def find_lines(runs: list[Run], base: float) -> list[Line]:
    """Lines and pieces of lines, from top to bottom; `base` is the body size in points."""
    stacks, rest = _upright(runs, base)
    rest.sort(key=lambda run: run.y)
    rows: list[list[Line]] = []
    row: list[Run] = []
    for run in rest:
        if row and run.y - row[0].y > 1.5:
            rows.append(_row(row, base))
            row = []
        row.append(run)
    if row:
        rows.append(_row(row, base))
    return sorted(stacks + _opened(rows, base), key=lambda line: line.y)


def _row(row: list[Run], base: float) -> list[Line]:
    """The lines of runs whose baselines lie together."""
    if len(row) == 1:
        return [make_line(row)]
    row.sort(key=lambda run: run.x0)
    lines: list[Line] = []
    current = [row[0]]
    last = row[0]
    for run in row[1:]:
        if _belongs(last, run, base):
            current.append(run)
        else:
            lines.append(make_line(current))
            current = [run]
        last = run if run.x1 > last.x1 or (current[-1] is run and len(current) == 1) else last
    lines.append(make_line(current))
    return _letterspaced(lines) if len(lines) > 2 else lines


def _opened(rows: list[list[Line]], base: float) -> list[Line]:
    """What a wide space kept from a dateline's or a byline's beginning (本报讯　近日, □ 方　敏) put back to it."""
    starts = Counter(round(line.x0) for row in rows for line in row)
    fonts: Counter[int] = Counter()
    for row in rows:
        for line in row:
            fonts[line.font] += len(line.text)
    main = max(fonts, key=lambda font: fonts[font], default=-1)
    done: list[Line] = []
    for row in rows:
        joined = row[:1]
        for index, line in enumerate(row[1:], 1):
            last = joined[-1]
            if last.font != line.font or not _near(last, line):
                joined.append(line)
                continue
            column = _common(starts, line)
            styled = last.font != main or abs(last.size - base) > 0.04 * base or last.text[0] in MARKS
            alone = len(joined) < 2 or last.x0 - joined[-2].x1 > WIDE * last.size
            styled = styled or (alone and ROLE.fullmatch(last.text) is not None and not _common(starts, last))
            opened = OPENING.match(last.text) and not column
            signed = styled and _signs(last, row[index:]) and not (column and last.font == main)
            if opened or signed:
                joined[-1] = join([last, line])
            else:
                joined.append(line)
        done += joined
    return done


def _near(last: Line, line: Line) -> bool:
    """Whether a line stands no farther behind another than a wide space, and that other is not set apart itself."""
    if not 0 <= line.x0 - last.x1 < WIDE * line.size:
        return False
    return bool(SIGNATURE.match(last.text) or OPENING.match(last.text)) or last.width < 1.12 * _natural(last)


def _signs(last: Line, rest: list[Line]) -> bool:
    """Whether a byline goes on in the next piece, alone or with those behind it (本报记者　秦　玉)."""
    text, before = last.text, last
    for piece in rest[:4]:
        if piece.x0 - before.x1 >= WIDE * piece.size or len(piece.text) > 12 or piece.font != last.font:
            return False
        text, before = text + piece.text, piece
        if is_byline(text) and (SIGNATURE.match(text) or len(piece.text) <= 3):
            return True
    return False


def _common(starts: Counter[int], line: Line) -> bool:
    """Whether several lines begin where this one does."""
    return sum(starts[round(line.x0) + off] for off in (-1, 0, 1)) > 3


def _natural(line: Line) -> float:
    """The width of a line without letterspacing, in points."""
    return line.size * sum(1.0 if char > "\u2e7f" else 0.55 for char in line.text)


def _letterspaced(lines: list[Line]) -> list[Line]:
    """Single glyphs in equal steps (咨　询　电　话) put together."""
    done: list[Line] = []
    group: list[Line] = []
    for line in [*lines, None]:
        if line is not None and _in_step(group, line):
            group.append(line)
            continue
        done += [join(group)] if len(group) > 2 else group
        group = [line] if line is not None else []
    return done


def _in_step(group: list[Line], line: Line) -> bool:
    """Whether a single glyph stands as far from the last one of a group as that from the one before."""
    if not group:
        return True
    if len(line.text) > 1 or len(group[-1].text) > 1 or group[-1].font != line.font:
        return False
    step = line.x0 - group[-1].x0
    return step < 5 * line.size and (len(group) < 2 or abs(step - (group[1].x0 - group[0].x0)) < 0.12 * line.size)


def _belongs(last: Run, run: Run, base: float) -> bool:
    """Whether a run goes on the line of the run before it."""
    size = last.size if last.size > run.size else run.size
    gap = run.x0 - last.x1
    if gap > 3 * size:
        return False
    if last.drawn == run.drawn and last.drawn and (gap < SPACE * size or size >= DISPLAY * base):
        return True
    apart = abs(last.size - run.size)
    if apart > 0.35 * size:
        return False
    foreign = not (last.text.isascii() or run.text.isascii())
    if foreign and (apart > 0.12 * size or (apart > 0.03 * size and last.font != run.font and gap > 0.3 * size)):
        return False
    if size >= DISPLAY * base:
        return gap <= DISPLAY_GUTTER * size
    return gap <= (HALVED if last.text[-1] in CLOSING else GUTTER) * size


def _upright(runs: list[Run], base: float) -> tuple[list[Line], list[Run]]:
    """Vertical lines of large type, and the runs that are left."""
    large = [run for run in runs if run.size >= DISPLAY * base]
    single = [run for run in large if len(run.text) == 1]
    if len(single) < 3:
        return [], list(runs)
    below = {id(run): found for run in single if (found := _below(run, single, large))}
    lower = {id(run) for run in below.values()}
    stacks = []
    used: set[int] = set()
    for run in single:
        if id(run) in lower or id(run) in used:
            continue
        stack = [run]
        while id(stack[-1]) in below and id(below[id(stack[-1])]) not in used:
            stack.append(below[id(stack[-1])])
            used.add(id(stack[-1]))
        if len(stack) >= 3:
            used.update(map(id, stack))
            stacks.append(make_upright(stack))
        else:
            used.difference_update(map(id, stack))
    return stacks, [run for run in runs if id(run) not in used]


def make_upright(stack: list[Run]) -> Line:
    """A vertical line of glyphs from top to bottom."""
    first, last = stack[0], stack[-1]
    x0, x1 = min(run.x0 for run in stack), max(run.x1 for run in stack)
    text = "".join([run.text for run in stack])
    return Line(stack, text, x0, x1, first.top, last.bottom, last.y, first.size, first.font, True)


def _below(run: Run, single: list[Run], large: list[Run]) -> Run | None:
    """The glyph right below, where it is nearer than any glyph beside."""
    centre, size = (run.x0 + run.x1) / 2, run.size
    best: Run | None = None
    for other in single:
        step = other.y - run.y
        if not 0.4 * size < step < 2.2 * size or (best is not None and step >= best.y - run.y):
            continue
        if step <= 0.7 * size and not (run.text.isascii() and other.text.isascii()):
            continue
        if abs((other.x0 + other.x1) / 2 - centre) < 0.25 * size and abs(other.size - size) < 0.1 * size:
            best = other
    if best is None:
        return None
    gap = best.y - run.y - size
    for other in large:
        if other is not run and abs(other.y - run.y) < 0.4 * size:
            beside = max(other.x0 - run.x1, run.x0 - other.x1)
            if beside < gap + 0.05 * size:
                return None
    return best
