"""The tokens of the index: pairs of neighbouring characters, and words for what is no text (topics, kinds, days).

Every token is short ASCII or holds only characters from U+00C0 on, so that FTS5's tokenizer "ascii" leaves it whole
whatever Unicode version SQLite was built with.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise

import xxhash

from model.query import PHRASE_FIELDS, TEXT_FIELDS

RUNS = re.compile("[0-9a-z\u00c0-\u1fff\u2070-\u2fff\u3005-\u3007\u3021-\ufe0f\ufe50-\ufeff\uff66-\U0010ffff]+")
"""Characters that are indexed; white space, punctuation and symbols are not, and are left to the check of the text."""

OFTEN = 3
"""A pair that stands in the text at least so often gets a second token, for ranking."""

PREFIX = {name: chr(ord("a") + place) for place, name in enumerate(PHRASE_FIELDS) if name != "body"}
OFTEN_PREFIX = "z"


def grams(text: str) -> Iterator[str]:
    """The pairs of neighbouring characters of a folded text, in order."""
    for run in RUNS.findall(text):
        yield from map("".join, pairwise(run))


def of_texts(texts: Mapping[str, str]) -> set[str]:
    """The tokens of folded texts by field: pairs, pairs marked with their field, and pairs that stand there often."""
    counted = Counter(pair for name in TEXT_FIELDS for pair in grams(texts.get(name, "")))
    tokens = set(counted)
    tokens.update(OFTEN_PREFIX + pair for pair, times in counted.items() if times >= OFTEN)
    for name, prefix in PREFIX.items():
        if name in texts:
            tokens.update(prefix + pair for pair in grams(texts[name]))
    return tokens


def of_value(sort: str, value: str) -> str:
    """The token of a value that is looked for whole: sort "t" for topics, "k" for kinds."""
    return sort + xxhash.xxh3_64_hexdigest(value.encode())


def of_moment(moment: datetime) -> tuple[str, str, str]:
    """The tokens of the year, month and day (UTC) of a moment."""
    day = f"{moment.astimezone(UTC):%Y%m%d}"
    return f"y{day[:4]}", f"m{day[:6]}", f"d{day}"


def as_number(token: str) -> int:
    """The token as a signed 32-bit number, for PostgreSQL; two tokens may share one, since the text is checked."""
    value = xxhash.xxh32_intdigest(token.encode())
    return value - (1 << 32) if value >= 1 << 31 else value


def as_numbers(tokens: Iterable[str]) -> list[int]:
    """The tokens as signed 32-bit numbers, each once."""
    return sorted({as_number(token) for token in tokens})
