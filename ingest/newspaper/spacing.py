"""Which white space of a line is real: kerning is undone, a space that somebody typed stays (PDF 版)."""

from ingest.newspaper.lines import Line
from ingest.newspaper.shapes import Run

WIDE = 0.3  # em over the line's usual gap: a space between Han characters
NARROW = 0.2  # em: the same in a line that is not letterspaced
LOWEST = 0.15  # of the gaps of a line may be narrower than its letterspacing
TYPED = 0.12  # em, where the file has a space there


def spaced(line: Line) -> str:
    """The text of a line with its real spaces."""
    if line.upright or len(line.pieces) < 2:
        return line.text
    gaps = [right.x0 - left.x1 for left, right in zip(line.pieces, line.pieces[1:], strict=False)]
    if max(gaps) <= TYPED * line.size:
        return line.text
    usual = _usual(line, gaps)
    parts = [line.pieces[0].text]
    for gap, left, right in zip(gaps, line.pieces, line.pieces[1:], strict=False):
        if _real(gap - usual, left, right, line.size, WIDE if usual > 0.03 * line.size else NARROW):
            parts.append(" ")
        parts.append(right.text)
    return "".join(parts)


def _usual(line: Line, gaps: list[float]) -> float:
    """The gap that nearly all neighbouring Han characters of a line keep, in points: how far it is letterspaced."""
    pairs = zip(gaps, line.pieces, line.pieces[1:], strict=False)
    steps = [gap for gap, left, right in pairs if left.text[-1] > "\u2e7f" and right.text[0] > "\u2e7f"]
    for run in line.pieces:
        if len(run.text) > 1 and min(run.text) > "\x7f":
            inner = (run.x1 - run.x0 - run.size * len(run.text)) / (len(run.text) - 1)
            steps += [inner] * (len(run.text) - 1)
    if len(steps) > 3:
        return max(0.0, sorted(steps)[int(LOWEST * len(steps))])
    return max(0.0, min(steps)) if len(steps) > 1 and max(steps) - min(steps) < 0.1 * line.size else 0.0


def _real(extra: float, left: Run, right: Run, size: float, wide: float) -> bool:
    before, after = left.text[-1], right.text[0]
    if right.spaced:
        return extra > TYPED * size
    latin = before.isascii() + after.isascii()
    if latin == 1:
        return extra > 0.6 * size
    if latin == 2:
        return extra > 0.2 * size
    return extra > wide * size and after not in "，。、；：？！”’）》】" and before not in "“‘（《【，。、；："


def glue(before: str, after: str) -> str:
    """Two lines of one paragraph as one: a space only between two Latin words."""
    if not before or not after:
        return before + after
    if before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha():
        return f"{before} {after}"
    return before + after
