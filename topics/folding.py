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
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

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
_CHANGED = AhoCorasick(list(_TABLE), matchkind=MatchKind.LeftmostLongest)
_FOLDED: Sequence[str] = tuple(_TABLE.values())
_UNEVEN = frozenset(" ").union(c for c, folded in _TABLE.items() if len(c) == 1 and (len(folded) != 1 or folded == " "))


def fold(text: str) -> str:
    """The text in the form in which rules and articles are compared."""
    if not unicodedata.is_normalized("NFC", text):
        text = _joined().sub(_composed, text)
    text = _level(text)
    changes = _CHANGED.find_matches_as_indexes(text)
    if changes:
        text = _replaced(text, changes)
    return SPACES.sub("", text) if " " in text else text


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


def _changed(text: str, changes: Sequence[tuple[int, int, int]]) -> list[str]:
    """What each character of the text becomes: one character, several or none."""
    characters = list(text)
    for index, start, end in changes:
        if end - start == 1:
            characters[start] = _FOLDED[index]
        else:  # a phrase is as long as what it becomes
            characters[start:end] = _FOLDED[index]
    return characters


def origins(printed: str) -> list[tuple[int, int]]:
    """For each character of the folded text, the printed span that it comes from."""
    composed = list(_pieces(printed))
    text = _level("".join(character for character, _, _ in composed))
    pieces = _changed(text, _CHANGED.find_matches_as_indexes(text))
    spans = [(start, end) for piece, (_, start, end) in zip(pieces, composed, strict=True) for _ in piece]
    dropped = {i for found in SPACES.finditer("".join(pieces)) for i in range(*found.span())}
    return [span for i, span in enumerate(spans) if i not in dropped]


def is_even(printed: str) -> bool:
    """Whether each character of the text surely folds to one character."""
    return _UNEVEN.isdisjoint(printed) and unicodedata.is_normalized("NFC", printed)


def _pieces(printed: str) -> Iterator[tuple[str, int, int]]:
    """The characters of the text, composed, each with the printed span it comes from."""
    joined = () if unicodedata.is_normalized("NFC", printed) else _joined().finditer(printed)
    at = 0
    for found in joined:
        start, end = found.span()
        yield from ((printed[i], i, i + 1) for i in range(at, start))
        yield from ((character, start, end) for character in _composed(found))
        at = end
    yield from ((printed[i], i, i + 1) for i in range(at, len(printed)))
