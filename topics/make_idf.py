"""Makes `data/idf.txt`, the start table of how common words are, from the frequencies in jieba's dictionary.

Run it as `python -m topics.make_idf` after a new release of jieba. A word that makes up the share p of all words
stands in 1 - exp(-500 p) of the articles, taking 500 words an article. Words that are no keywords by their part of
speech (pronouns, conjunctions, numbers …) and the most common verbs count as standing in every article.
"""

import importlib.util
import math
from collections.abc import Iterable, Iterator
from pathlib import Path

from topics.dictionary import listed
from topics.idf import TABLE, Idf

DOCUMENTS = 10_000
WORDS_IN_ARTICLE = 500
LEAST = 200
"""Rarer words are left to the default: the table stays small."""
SMALL = frozenset(
    (
        "c",
        "p",
        "u",
        "r",
        "rr",
        "rz",
        "d",
        "m",
        "mq",
        "q",
        "f",
        "t",
        "y",
        "e",
        "o",
        "z",
        "df",
        "ad",
        "a",
        "b",
        "s",
        "l",
        "i",
    )
)
COMMON_VERB = 1_000


def table(lines: Iterable[str], own: frozenset[str]) -> Idf:
    """The start table from the lines `word frequency part-of-speech` of a dictionary; `own` words are never small."""
    entries = [(word, int(count), kind) for word, count, kind in (line.split() for line in lines)]
    total = sum(count for _, count, _ in entries)
    return Idf(DOCUMENTS, dict(sorted(_counted(entries, total, own))))


def _counted(entries: Iterable[tuple[str, int, str]], total: int, own: frozenset[str]) -> Iterator[tuple[str, int]]:
    for word, count, kind in entries:
        if len(word) < 2 or count < LEAST:
            continue
        small = kind in SMALL or (kind == "v" and count >= COMMON_VERB)
        if small and word not in own:
            yield word, DOCUMENTS
        else:
            yield word, math.ceil(DOCUMENTS * -math.expm1(-WORDS_IN_ARTICLE * count / total))


def dictionary_file() -> Path:
    """Where jieba keeps its dictionary; jieba itself is not loaded."""
    spec = importlib.util.find_spec("jieba")
    places = spec.submodule_search_locations if spec else None
    assert places  # a dependency of ours
    return Path(places[0]) / "dict.txt"


def main(output: Path = TABLE) -> None:
    """Write the table."""
    lines = dictionary_file().read_text(encoding="utf-8").splitlines()
    output.write_text(table(lines, frozenset(listed("words.txt"))).dump(), encoding="utf-8")


if __name__ == "__main__":
    main()
