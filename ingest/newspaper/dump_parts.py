"""Marked lines of a dump to parts, headlines and stretches of text, and which of them belong together."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.newspaper.dump_lines import ENUMERATED, TERMINAL, DumpLine
from ingest.newspaper.dump_paragraphs import measure

LONGEST_TITLE = 48.0  # full-width characters of one line
_SIGNATURE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月|(?:公司|委员会|法院|管理局|中心|办公室|政府|厅|局|社|会)$")
WINDOW = 10  # lines on either side that show a column's width


@dataclass(frozen=True, slots=True)
class Headline:
    """The lines of a headline, its label (栏目), byline and 上接N版."""

    lines: tuple[DumpLine, ...]
    section: str | None = None
    bylines: tuple[str, ...] = ()
    continued: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Running text up to the next headline, affiliation or change of the column's width."""

    lines: tuple[DumpLine, ...]
    affiliation: str | None = None
    fresh: bool = False  # something before it ended an article


@dataclass(frozen=True, slots=True)
class Pair:
    """A stretch with its headline, if one was found, and how sure that is."""

    stretch: Stretch
    headline: Headline | None
    sure: float


def split_parts(lines: Sequence[DumpLine], wrapped: bool, gaps_tell: bool) -> list[Headline | Stretch]:
    """Headlines and stretches in the order of the dump."""
    heads = _headline_spans(lines, wrapped, gaps_tell)
    parts: list[Headline | Stretch] = []
    pending: list[DumpLine] = []
    fresh, index = True, 0
    while index < len(lines):
        end = heads.get(index)
        if end is None and lines[index].mark != "affiliation":
            pending.append(lines[index])
            index += 1
            continue
        affiliation = lines[index].text if end is None else None
        stretches = _stretches(pending, affiliation, fresh, wrapped)
        parts += stretches
        pending, fresh = [], affiliation is not None or end is not None
        if end is not None:
            parts.append(_headline(lines[index:end]))
        index = end if end is not None else index + 1
    return parts + _stretches(pending, None, fresh, wrapped)


def _stretches(lines: list[DumpLine], affiliation: str | None, fresh: bool, wrapped: bool) -> list[Headline | Stretch]:
    """The stretches of lines between two marks, cut where the width of the column changes."""
    if not lines:
        return []
    cuts = [0, *(_regime_cuts(lines) if wrapped else []), len(lines)]
    found = [Stretch(tuple(lines[a:b]), None, fresh or a > 0) for a, b in itertools.pairwise(cuts)]
    found[-1] = replace(found[-1], affiliation=affiliation)
    return list(found)


def _regime_cuts(lines: list[DumpLine]) -> list[int]:
    cuts: list[int] = []
    for at in range(WINDOW // 2, len(lines) - WINDOW // 2):
        if cuts and at - cuts[-1] < WINDOW:
            continue
        before = measure(lines[max(0, at - WINDOW) : at], WINDOW // 2, WINDOW)
        after = measure(lines[at : at + WINDOW], WINDOW // 2, WINDOW)
        first = lines[at].width
        begins = first > before + 1.5 if after > before else first <= after + 1
        sure = _steady(lines[max(0, at - WINDOW) : at], before) and _steady(lines[at : at + WINDOW], after)
        if abs(after - before) > 3 and sure and begins and TERMINAL.search(lines[at - 1].text):
            cuts.append(at)
    return cuts


def _steady(lines: list[DumpLine], width: float) -> bool:
    """Whether at least half of the lines are as wide as the column, an indent less, or end a paragraph."""
    return sum(abs(line.width - width) <= 1.2 or abs(line.width - width + 2) <= 0.7 for line in lines) >= 0.6 * WINDOW


def _headline_spans(lines: Sequence[DumpLine], wrapped: bool, gaps_tell: bool) -> dict[int, int]:
    """Start → end (exclusive) of each headline."""
    spans: dict[int, int] = {}
    for index, line in enumerate(lines):
        if line.mark in ("byline", "continued") and not any(a <= index < b for a, b in spans.items()):
            start = _first_line(lines, index)
            end = index + 1
            while end < len(lines) and lines[end].mark in ("byline", "continued"):
                end += 1
            if start < index:
                spans[start] = end
    spans.update(_labelled_spans(lines, spans))
    if wrapped and gaps_tell:
        spans.update(_block_spans(lines, spans))
    return spans


def _first_line(lines: Sequence[DumpLine], index: int) -> int:
    """Where the headline before a byline begins."""
    start = index
    while start > 0 and index - start < 4:
        line = lines[start - 1]
        nearest = start == index
        if line.mark == "label" and not nearest:
            return start - 1
        ends = re.search("[。；，、]$", line.text) if nearest else TERMINAL.search(line.text)
        if line.mark not in ("text", "label") or line.width > LONGEST_TITLE or ends or ENUMERATED.match(line.text):
            break
        if not nearest and (_SIGNATURE.search(line.text) or (lines[start].gap and index - start > 1)):
            break
        start -= 1
    return start


def _labelled_spans(lines: Sequence[DumpLine], known: dict[int, int]) -> dict[int, int]:
    """A label, then a short line, then text: a headline without a byline."""
    found = {}
    for index in range(len(lines) - 2):
        label, title, text = lines[index : index + 3]
        taken = any(a <= index + 1 < b for a, b in known.items())
        short = title.mark == "text" and title.width <= 30 and not re.search("[。；，、：]$", title.text)
        if label.mark == "label" and short and not taken and text.mark == "text" and text.width > 2 * title.width:
            found[index] = index + 2
    return found


def _block_spans(lines: Sequence[DumpLine], known: dict[int, int]) -> dict[int, int]:
    """Up to three lines between empty ones that end no sentence and are wider than the column around them."""
    found = {}
    starts = [index for index, line in enumerate(lines) if line.gap or index == 0] + [len(lines)]
    for start, end in itertools.pairwise(starts):
        block = lines[start:end]
        if len(block) > 3 or any(a < end and start < b for a, b in known.items()):
            continue
        if any(line.mark != "text" or re.search("[。；，、：]$", line.text) for line in block):
            continue
        width = measure(lines, start)
        wide = any(width + 1.5 < line.width <= LONGEST_TITLE for line in block)
        last = end == len(lines) and start > 0 and bool(TERMINAL.search(lines[start - 1].text))
        if (wide or last) and not ENUMERATED.match(block[0].text):
            found[start] = end
    return found


def _headline(lines: Sequence[DumpLine]) -> Headline:
    titles = [line for line in lines if line.mark in ("text", "label")]
    section = titles.pop(0).text if len(titles) > 1 and titles[0].mark == "label" else None
    return Headline(
        tuple(titles),
        section,
        tuple(line.text for line in lines if line.mark == "byline"),
        next((line.text for line in lines if line.mark == "continued"), None),
    )


def pair_parts(parts: Sequence[Headline | Stretch]) -> list[Pair]:
    """Each article's text with its headline: before it, or after it where the dump prints headlines last."""
    if parts and isinstance(parts[0], Stretch) and isinstance(parts[-1], Headline):
        return _pair_after(parts)
    pairs: list[Pair] = []
    waiting: Headline | None = None
    orphans: list[Headline] = []
    for part in parts:
        if isinstance(part, Headline):
            if waiting is not None:
                orphans.append(waiting)
            waiting = part
        elif waiting is not None:
            pairs.append(Pair(part, waiting, 0.5))
            waiting = None
        elif pairs and not part.fresh:
            last = pairs[-1]
            joined = Stretch(last.stretch.lines + part.lines, part.affiliation, last.stretch.fresh)
            pairs[-1] = replace(last, stretch=joined)
        else:
            pairs.append(Pair(part, None, 0.3))
    if waiting is not None:
        orphans.append(waiting)
    return _match_orphans(pairs, orphans)


def _pair_after(parts: Sequence[Headline | Stretch]) -> list[Pair]:
    pairs: list[Pair] = []
    for part in parts:
        if isinstance(part, Stretch):
            pairs.append(Pair(part, None, 0.3))
        elif pairs and pairs[-1].headline is None:
            pairs[-1] = Pair(pairs[-1].stretch, part, 0.45)
    return pairs


def _match_orphans(pairs: list[Pair], orphans: list[Headline]) -> list[Pair]:
    """Give headlines without text to texts without headline, by the words that they share."""
    for headline in orphans:
        title = "".join(line.text for line in headline.lines)
        grams = {title[i : i + 2] for i in range(len(title) - 1)}
        best, most = None, 0.45
        for index, known in enumerate(pairs):
            if known.headline is None and grams:
                body = "".join(line.text for line in known.stretch.lines)
                share = sum(gram in body for gram in grams) / len(grams)
                if share > most:
                    best, most = index, share
        if best is not None:
            pairs[best] = Pair(pairs[best].stretch, headline, 0.4)
    return pairs
