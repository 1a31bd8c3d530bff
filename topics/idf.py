"""How common words are: in how many articles each stands, first by a shipped table, later also by the archive."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from topics.dictionary import DATA, cut_words

TABLE = DATA / "idf.txt"
LEARNED = "idf.txt"
"""The name of the table that was learned from an archive, in the data folder."""
UNKNOWN = 10
"""Documents of 10,000 that a word without an entry is taken to stand in."""


@dataclass(frozen=True, slots=True)
class Idf:
    """Counts of documents by word; words that are too rare for the table have no entry."""

    documents: int
    counts: Mapping[str, int] = field(repr=False)

    def weight(self, word: str) -> float:
        """The natural logarithm of how rare the word is: 0 for a word of every article, some 7 for an unknown one."""
        count = self.counts.get(word) or self.documents * UNKNOWN / 10_000
        return math.log(self.documents / min(count, self.documents))

    def learned(self, texts: Iterable[str], least: int = 3) -> "Idf":
        """The table with the counts of further texts added; words met in fewer than `least` of them are left out.

        A word that the table holds for one of every article stays one.
        """
        fresh: Counter[str] = Counter()
        documents = 0
        for text in texts:
            documents += 1
            fresh.update({word for word in cut_words(text) if len(word) > 1})
        counts = {word: documents + count if count == self.documents else count for word, count in self.counts.items()}
        for word, count in fresh.items():
            if count >= least and counts.get(word, 0) < self.documents + documents:
                counts[word] = counts.get(word, 0) + count
        return Idf(self.documents + documents, counts)

    def dump(self) -> str:
        """The table as text: the number of documents, then a word and its count a line."""
        lines = [f"# documents {self.documents}", *(f"{word} {count}" for word, count in self.counts.items())]
        return "\n".join(lines) + "\n"


def load(text: str) -> Idf:
    """A table from the text that `dump` gave; raises ValueError where it is none."""
    first, *lines = text.splitlines() or [""]
    if not first.startswith("# documents "):
        raise ValueError("a table of words begins with `# documents NUMBER`; make it again with `baoshao topics learn`")
    pairs = (line.rsplit(" ", 1) for line in lines)
    return Idf(int(first.split()[-1]), {word: int(count) for word, count in pairs})


@cache
def start() -> Idf:
    """The shipped table, read at the first call."""
    return load(TABLE.read_text(encoding="utf-8"))


def table(learned: Path) -> Idf:
    """The table learned from an archive where that file exists, else the shipped one; raises ValueError."""
    return _read(learned, learned.stat().st_mtime_ns) if learned.exists() else start()


@lru_cache(1)
def _read(path: Path, _changed: int) -> Idf:
    return load(path.read_text(encoding="utf-8"))
