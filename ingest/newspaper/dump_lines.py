"""A text dump of a newspaper page to marked lines: which are bylines, continuations, affiliations, credits, labels."""

import re
from dataclasses import dataclass
from typing import Literal

from ingest.newspaper.words import AFFILIATION, CONTINUED_FROM, LABEL, MARKS, is_byline

Mark = Literal["text", "byline", "continued", "affiliation", "credit", "label"]

_NUMERAL = "[一二三四五六七八九十]"
ENUMERATED = re.compile(
    rf"^(?:{_NUMERAL}{{1,3}}、|[（(](?:{_NUMERAL}|\d){{1,3}}[）)]|\d{{1,2}}[.、．]|第{_NUMERAL}{{1,3}}[章节条、，])"
)
TERMINAL = re.compile(r"[。！？!?…：:；;][”’」』）)》]*$")
_WHO = "[\u3400-\u9fff·]{1,4}"
_CREDIT = re.compile(rf"^[（(]?\s*{_WHO}(?:[\s、]{_WHO}){{0,4}}\s*(?:摄|摄影|摄影报道|供图)\s*[）)]?$")
_SINGLES = re.compile(r"(?<![^\s])[^\s](?:\s[^\s]{1,2}){3,}(?![^\s])")
_WIDE = "[\u3000-\u9fff\uff00-\uffef]"
_NUMBER_GAP = re.compile(rf"(?<={_WIDE})[ \xa0]+(?=\d)|(?<=\d)[ \xa0]+(?={_WIDE})")


@dataclass(frozen=True, slots=True)
class DumpLine:
    """One printed line of a dump; `gap` says that an empty line stands before it."""

    text: str
    gap: bool
    mark: Mark

    @property
    def width(self) -> float:
        """In full-width characters."""
        return sum(0.5 if char.isascii() else 1.0 for char in self.text if not char.isspace())


def read_lines(text: str) -> list[DumpLine]:
    """The lines of a dump without its empty ones, kerning undone."""
    lines: list[DumpLine] = []
    gap = False
    raw = text.replace("\r\n", "\n").replace("\x0c", "\n\n").replace("\ufeff", "").split("\n")
    for row in _whole_affiliations(raw):
        clean = unkerned(row.replace("\u3000", " ").strip())
        if not clean:
            gap = True
            continue
        lines.append(DumpLine(clean, gap, mark_of(clean)))
        gap = False
    return lines


def unkerned(text: str) -> str:
    """A line without the spaces that justification put between single characters, or between Han and digits."""
    text = _SINGLES.sub(lambda match: re.sub(r"\s", "", match.group()), text)
    return _NUMBER_GAP.sub("", re.sub(r"[ \xa0\t]+", " ", text))


def mark_of(text: str) -> Mark:
    """What a line is by its words."""
    if CONTINUED_FROM.fullmatch(text):
        return "continued"
    if AFFILIATION.match(text):
        return "affiliation"
    if _CREDIT.match(text):
        return "credit"
    if is_byline(text) or (text[0] in MARKS and len(text) < 30):
        return "byline"
    if LABEL.match(text) and len(text) <= 6:
        return "label"
    return "text"


def _whole_affiliations(rows: list[str]) -> list[str]:
    """Rows with a bracket （作者单位：… that runs over several lines put together."""
    done: list[str] = []
    for row in rows:
        if done and re.match(r"\s*[（(]\s*作者(?:单位|系|为)", done[-1]) and not re.search("[）)]\\s*$", done[-1]):
            if not row.strip():
                continue
            done[-1] = done[-1].rstrip() + row.strip()
        else:
            done.append(row)
    return done
