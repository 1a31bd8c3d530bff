"""Chinese words: one wrapper over jieba's dictionary, run by rjieba where it is installed and by jieba elsewhere.

Words serve `词:` in a rule, keywords and tags; whether a phrase stands in a text is never decided by them. The engine
is loaded when it is first needed and kept; a dictionary of our own (`data/words.txt` and the names beside it) is added
word by word. Without the model for unknown words both engines cut alike, so that is the default.
"""

import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Protocol

DATA = Path(__file__).parent / "data"
LISTS = ("words.txt", "organisations.txt", "places.txt")
Token = tuple[str, int, int]
"""A word and where it stands, in code points: [start, end)."""


class Engine(Protocol):
    """What is asked of jieba, by either hand."""

    def add(self, word: str) -> None:
        """Make that a word of the dictionary, often enough to be cut as one."""

    def has(self, word: str) -> bool:
        """Whether the dictionary has that word."""

    def cut(self, text: str, unknown: bool = False) -> list[str]:
        """The text in words; `unknown` lets the model guess words that no dictionary has."""

    def cut_for_search(self, text: str, unknown: bool = False) -> list[str]:
        """The words, each preceded by the shorter words within it."""


class Rust:
    """The engine of rjieba, about 18 times as fast and a third of the memory."""

    def __init__(self) -> None:
        import rjieba

        # The instance that the module makes for itself: a second one would take its 35 MB again.
        self._jieba = rjieba

    def add(self, word: str) -> None:
        """See `Engine`."""
        self._jieba.add_word(word, None, None)

    def has(self, word: str) -> bool:
        """See `Engine`."""
        return self._jieba.has_word(word)

    def cut(self, text: str, unknown: bool = False) -> list[str]:
        """See `Engine`."""
        return self._jieba.cut(text, unknown)

    def cut_for_search(self, text: str, unknown: bool = False) -> list[str]:
        """See `Engine`."""
        return self._jieba.cut_for_search(text, unknown)


class Python:
    """The engine of jieba itself, for machines without a wheel of rjieba."""

    def __init__(self) -> None:
        import jieba

        self._jieba = jieba.Tokenizer()
        # Read the dictionary ourselves: jieba would trust a cache that anyone may have put into the temporary folder.
        self._jieba.FREQ, self._jieba.total = self._jieba.gen_pfdict(self._jieba.get_dict_file())
        self._jieba.initialized = True

    def add(self, word: str) -> None:
        """See `Engine`."""
        self._jieba.add_word(word)

    def has(self, word: str) -> bool:
        """See `Engine`."""
        return bool(self._jieba.FREQ.get(word))

    def cut(self, text: str, unknown: bool = False) -> list[str]:
        """See `Engine`."""
        return list(self._jieba.cut(text, HMM=unknown))

    def cut_for_search(self, text: str, unknown: bool = False) -> list[str]:
        """See `Engine`."""
        return list(self._jieba.cut_for_search(text, HMM=unknown))


class Dictionary:
    """An engine with our own words added, and how the long ones of them are made of shorter words."""

    def __init__(self, engine: Engine, words: Iterable[str]) -> None:
        self.engine = engine
        self._parts: dict[str, list[str]] = {}
        for word in sorted(set(words), key=lambda word: (len(word), word)):
            self._add(word)

    def _add(self, word: str) -> None:
        # The shorter words are known by now, so that a long one falls apart into them.
        pieces = self.engine.cut(word)
        if pieces == [word]:
            return
        self.engine.add(word)
        # Short ones with a part of one character (引才) are one word to any reader; long ones are put together.
        if len(word) > 4 or min(map(len, pieces)) > 1:
            self._parts[word] = [part for piece in pieces for part in self.parts(piece)]

    def parts(self, word: str) -> Sequence[str]:
        """The shorter words of one of our own (主题, 党日 and 活动 of 主题党日活动); any other is its only part."""
        return self._parts.get(word) or (word,)

    def all_parts(self, words: list[str]) -> list[str]:
        """The words, our own long ones in their parts."""
        if self._parts.keys().isdisjoint(words):
            return words
        return [part for word in words for part in self.parts(word)]


_LOCK = threading.Lock()
_LOADED: list[Dictionary] = []


def dictionary() -> Dictionary:
    """The dictionary of this process, loaded at the first call (0.2 s and some 35 MB with rjieba)."""
    if not _LOADED:
        with _LOCK:
            if not _LOADED:
                _LOADED.append(Dictionary(engine(), listed(*LISTS)))
    return _LOADED[0]


def engine() -> Engine:
    """Rjieba where it is installed, jieba elsewhere; never both, for jieba takes 155 MB."""
    try:
        return Rust()
    except ImportError:
        return Python()


@lru_cache
def listed(*names: str) -> tuple[str, ...]:
    """The words of those lists in `topics/data/`: parted by white space, '#' begins a comment."""
    lines = (line for name in names for line in (DATA / name).read_text(encoding="utf-8").splitlines())
    return tuple(word for line in lines for word in line.partition("#")[0].split())


def cut(text: str) -> list[Token]:
    """The shortest words of the text in order, with their places; together they are the whole text.

    Our own long words come in their parts (党建 and 工作 for 党建工作), so that `词:党建` is met in them; 和服 is
    a word of 身穿和服 but not of 产品和服务. Both engines cut alike.
    """
    known = dictionary()
    words = known.all_parts(known.engine.cut(text))
    ends = list(accumulate(map(len, words)))
    return list(zip(words, chain((0,), ends), ends, strict=False))


def cut_words(text: str, *, unknown: bool = False) -> list[str]:
    """The words of the text in order, our own long ones whole.

    `unknown` lets a model guess words that no dictionary has (names of people); the engines then differ in rare cases.
    """
    return dictionary().engine.cut(text, unknown)


def is_word(text: str) -> bool:
    """Whether the dictionary has that word."""
    return dictionary().engine.has(text)


def cut_for_search(text: str, *, unknown: bool = False) -> list[str]:
    """The words of the text, each preceded by the shorter words of the dictionary within it."""
    return dictionary().engine.cut_for_search(text, unknown)
