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
from itertools import pairwise
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

TABLE = Path(__file__).parent / "data" / "variants.tsv"
COMMON = tuple(zip("，（）：；？！　", ",():;?! ", strict=True))
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"
BLANKS = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029"
# Blocks that hold what NFKC or lower case changes; the Han, Hangul and private blocks between them hold nothing of it.
BLOCKS = ((0xA0, 0x3400), (0xA640, 0xAC00), (0xF900, 0x11000), (0x1D000, 0x1F300), (0x2F800, 0x2FA20))
WIDE = "\u2018-\u201d\u2014\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
# Begins with a blank in every branch, so that the search leaps from blank to blank.
SPACES = re.compile(rf" (?: *(?=[{WIDE}\n]|\Z)|(?<=[{WIDE}\n ] )|(?<=\A ))")


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


def fold(text: str) -> str:
    """The text in the form in which rules and articles are compared."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _level(text)
    changes = _CHANGED.find_matches_as_indexes(text)
    if changes:
        text = _replaced(text, changes)
    return SPACES.sub("", text) if " " in text else text


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


class Folded:
    """A text folded, and the map back to the text as printed, made when it is first asked for."""

    __slots__ = ("_map", "printed", "text")

    def __init__(self, printed: str) -> None:
        self.printed = printed
        self.text = fold(printed)
        self._map: list[tuple[int, int]] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the printed text; `end` > `start`."""
        if self._map is None:
            self._map = list(_origins(self.printed))
        return self._map[start][0], self._map[end - 1][1]


def _origins(printed: str) -> Iterator[tuple[int, int]]:
    """For each folded character, the printed span that it comes from."""
    composed = list(_composed(printed))
    text = _level("".join(character for character, _, _ in composed))
    pieces = _changed(text, _CHANGED.find_matches_as_indexes(text))
    spans = [(start, end) for piece, (_, start, end) in zip(pieces, composed, strict=True) for _ in piece]
    dropped = {i for found in SPACES.finditer("".join(pieces)) for i in range(*found.span())}
    return (span for i, span in enumerate(spans) if i not in dropped)


def _composed(printed: str) -> Iterator[tuple[str, int, int]]:
    """The characters of the text in NFC, each with the printed span it comes from."""
    if unicodedata.is_normalized("NFC", printed):
        yield from ((character, i, i + 1) for i, character in enumerate(printed))
        return
    for start, end in pairwise((*_starters(printed), len(printed))):
        yield from ((character, start, end) for character in unicodedata.normalize("NFC", printed[start:end]))


def _starters(printed: str) -> Iterator[int]:
    """Where a character begins that does not join the one before it."""
    begun = 0
    for i, character in enumerate(printed):
        before = unicodedata.normalize("NFC", printed[begun:i])
        apart = unicodedata.normalize("NFC", printed[begun : i + 1]) == before + unicodedata.normalize("NFC", character)
        if (apart and not unicodedata.combining(character)) or not i:
            begun = i
            yield i
