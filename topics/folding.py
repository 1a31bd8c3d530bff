"""Folding: the form in which rules and texts are compared, and the way back to the text as printed.

Unicode NFKC (of each character), lower case, traditional and variant characters to simplified ones (OpenCC's
tables, phrases first), white space dropped where it touches Chinese characters and else made one blank. Line breaks
stay: they part paragraphs, and nothing is matched across them by accident.

The common case is made cheap: full-width punctuation by `str.replace`, everything else that must change by one
automaton that finds only what changes, so that 2,000 characters cost some 0.03 ms instead of 0.1 by a translation
table.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

TABLE = Path(__file__).parent / "data" / "variants.tsv"
COMMON = tuple(zip("，（）：；？！　", ",():;?! ", strict=True))
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"
BLANKS = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029"
# Blocks that hold what NFKC or lower case changes; the Han, Hangul and private blocks between them hold nothing of it.
BLOCKS = ((0xA0, 0x3400), (0xA640, 0xAC00), (0xF900, 0x11000), (0x1D000, 0x1F300), (0x2F800, 0x2FA20))
WIDE = "\u2018-\u201d\u2014\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
# Begins with a blank in every branch, so that the search leaps from blank to blank; only the first blank of a row looks
# to its end, so that a million of them cost no more than a million other characters.
SPACES = re.compile(rf" (?:(?<=[{WIDE}\n ] )|(?<=\A )| *+(?=[{WIDE}\n]|\Z))")
# Marks that join the character before them are composed with it; of a longer row than any language has, in pieces
# (as in Unicode's stream-safe format), for putting a row in order takes the square of its length.
MOST_MARKS = 30
MARKED = ((0x300, 0x3400), (0xA640, 0xAC00), (0xF900, 0x20000))  # the blocks that hold such marks
VOWELS_AND_TAILS = ((0x1161, 0x1176), (0x11A8, 0x11C3))  # of Hangul, which join by rule and not by a table


def _table() -> dict[str, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    table = {}
    for first, last in BLOCKS:
        for character in map(chr, range(first, last)):
            folded = unicodedata.normalize("NFKC", character.lower()).lower()
            if folded != character:
                table[character] = folded
    table |= dict.fromkeys(INVISIBLE, "") | dict.fromkeys(BLANKS, " ") | {"ς": "σ"}
    for line in lines:
        if not line.startswith("#"):
            source, target = line.split("\t")
            table[source] = target
    # A compatibility form may stand for a traditional character (⾴ → 頁), and has to go all the way.
    return {
        source: target if len(source) > 1 else "".join(table.get(c, c) for c in target)
        for source, target in table.items()
    }


_TABLE = _table()
# The fastest sort of automaton; as a table of all states it takes some megabytes, which this small one may.
_CHANGED = AhoCorasick(list(_TABLE), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
_FOLDED: Sequence[str] = tuple(_TABLE.values())


def fold(text: str) -> str:
    """The text in the form in which rules and articles are compared."""
    return fold_evenly(text)[0]


def fold_evenly(text: str) -> tuple[str, bool]:
    """The text folded, and whether each of its characters surely became one character, at the same place."""
    even = unicodedata.is_normalized("NFC", text)
    text = _level(text if even else _joined().sub(_composed, text))
    changes = _CHANGED.find_matches_as_indexes(text)
    if changes:
        even = even and all(len(_FOLDED[index]) == end - start for index, start, end in changes)
        text = _replaced(text, changes)
    return (SPACES.sub("", text), False) if " " in text else (text, even)


@cache
def _joined() -> re.Pattern[str]:
    """A character with the marks that join it: made when the first such text is met, for few texts are."""
    known = [chr(code) for first, last in MARKED for code in range(first, last)]
    parts = (unicodedata.decomposition(character).split() for character in known)
    joining = {chr(int(pair[1], 16)) for pair in parts if len(pair) == 2 and pair[0][0] != "<"}
    joining |= {chr(code) for first, last in VOWELS_AND_TAILS for code in range(first, last)}
    firsts = ((character, unicodedata.normalize("NFD", character)[0]) for character in known)
    marks = "".join(character for character, first in firsts if unicodedata.combining(first) or first in joining)
    return re.compile(f"(?s:.)[{marks}]{{1,{MOST_MARKS}}}")


def _composed(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found[0])


def _level(text: str) -> str:
    """Lower case and half-width punctuation, each character staying one character."""
    lower = text.lower()
    text = lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for full, half in COMMON:
        text = text.replace(full, half)
    return text


def _replaced(text: str, changes: Sequence[tuple[int, int, int]]) -> str:
    """The text with its changes made; most texts have a few, so what is between them is taken in pieces."""
    parts: list[str] = []
    at = 0
    for index, start, end in changes:
        parts += (text[at:start], _FOLDED[index])
        at = end
    return "".join((*parts, text[at:]))


def origins(printed: str) -> tuple[Sequence[int], Sequence[int]]:
    """For each character of the folded text, where the printed characters that it comes from begin and end."""
    text, starts, ends = _composed_origins(printed)
    text = _level(text)
    changes = _CHANGED.find_matches_as_indexes(text)
    if changes:
        edits = [
            (start, end, len(_FOLDED[index])) for index, start, end in changes if len(_FOLDED[index]) != end - start
        ]
        starts, ends = _edited(starts, edits), _edited(ends, edits)
        text = _replaced(text, changes)
    if " " in text:
        blanks = [(*found.span(), 0) for found in SPACES.finditer(text)]
        starts, ends = _edited(starts, blanks), _edited(ends, blanks)
    return starts, ends


def _edited(places: Sequence[int], edits: Sequence[tuple[int, int, int]]) -> Sequence[int]:
    """The places after edits (start, end, new length): what is new comes from the first that it replaces."""
    if not edits:
        return places
    made: list[int] = []
    at = 0
    for start, end, length in edits:
        made += places[at:start]
        made += [places[start]] * length
        at = end
    made += places[at:]
    return made


def _composed_origins(printed: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text, composed, and where the printed characters of each character begin and end."""
    if unicodedata.is_normalized("NFC", printed):
        return printed, range(len(printed)), range(1, len(printed) + 1)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for found in _joined().finditer(printed):
        start, end = found.span()
        new = _composed(found)
        pieces += (printed[at:start], new)
        starts += (*range(at, start), *[start] * len(new))
        ends += (*range(at + 1, start + 1), *[end] * len(new))
        at = end
    pieces.append(printed[at:])
    starts += range(at, len(printed))
    ends += range(at + 1, len(printed) + 1)
    return "".join(pieces), starts, ends
