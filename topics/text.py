"""An article as rules see it: each field folded once, cut into sentences, paragraphs and words when that is asked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from model.article import Article
from model.query import TEXT_FIELDS
from topics.folded import Folded
from topics.folding import fold

Span = tuple[int, int]
Cut = Callable[[str], Sequence[tuple[str, int, int]]]
"""Cuts a text into words with their places; `topics.words.cut` is one."""

# A sentence ends with 。!? (folded), a line break, or a full stop before white space; closing marks belong to it.
SENTENCE = re.compile(r"(?:[^。!?\n.]++|\.(?!\s|\Z))*+(?:[。!?.]+[\"'”’」』)]*|\Z|(?=\n))")


def sentences(text: str) -> list[Span]:
    """The sentences of a folded text, in order; together with the line breaks they are the whole text."""
    return [found.span() for found in SENTENCE.finditer(text) if found.end() > found.start()]


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a folded text: what stands between line breaks."""
    return [found.span() for found in re.finditer(r"[^\n]+", text)]


class Text:
    """One field of an article."""

    def __init__(self, field: str, printed: str, cut: Cut) -> None:
        self.field = field
        self.folded = Folded(printed)
        self.text = self.folded.text
        self._cut = cut
        self._terms: dict[str, Sequence[Span]] = {}
        self._words: dict[str, Sequence[Span]] = {}

    @property
    def whole(self) -> "Window":
        """All of it."""
        return self, 0, len(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """Where its sentences are."""
        return sentences(self.text)

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Where its paragraphs are."""
        return paragraphs(self.text)

    def places(self, term: str, low: int, high: int) -> Sequence[Span]:
        """Every span of a term, given as typed, inside [low, high); all rules that ask share the search."""
        known = self._terms.get(term)
        if known is None:
            known = self._terms[term] = list(found(folded_term(term), self.text, 0, len(self.text)))
        return known if high - low == len(self.text) or not known else _inside(known, low, high)

    def words(self, term: str, low: int, high: int) -> Sequence[Span]:
        """The spans of a term inside [low, high) where words begin and end.

        A long word (服务质量) may also fall into shorter ones (服务, 质量).
        """
        known = self._words.get(term)
        if known is None:
            places = self.places(term, 0, len(self.text))
            known = self._words[term] = [span for span in places if self._is_joint(span[0]) and self._is_joint(span[1])]
        return known if high - low == len(self.text) or not known else _inside(known, low, high)

    def _is_joint(self, place: int) -> bool:
        number = bisect_right(self._starts, place) - 1
        first = self._starts[number] if number >= 0 else 0
        if place in (first, len(self.text)):
            return True
        last = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        sides = self.text[first:place], self.text[place:last]
        return all(len(word) > 1 for side in sides for word, _, _ in self._cut(side))

    @cached_property
    def _starts(self) -> list[int]:
        return [start for _, start, _ in self._cut(self.text)]

    def units(self, unit: str, low: int, high: int) -> list[Span]:
        """The sentences or paragraphs that meet [low, high), cut off at its ends."""
        spans = self.sentences if unit == "sentence" else self.paragraphs
        first = max(bisect_left(spans, (low + 1,)) - 1, 0)
        return [(max(a, low), min(b, high)) for a, b in _until(spans, first, high) if b > low]

    def units_of(self, unit: str, places: Iterable[Span], low: int, high: int) -> list[Span]:
        """Those of the units that hold one of the places, which are given in order."""
        spans = self.sentences if unit == "sentence" else self.paragraphs
        pairs = ((bisect_right(spans, (start, len(self.text))) - 1, start) for start, _ in places)
        numbers = dict.fromkeys(number for number, start in pairs if number >= 0 and spans[number][1] > start)
        return [(max(spans[number][0], low), min(spans[number][1], high)) for number in numbers]

    def paragraph(self, start: int) -> int:
        """The number of the paragraph, from 1, that a folded place stands in."""
        return self.folded.line(start) + 1


def found(wanted: str, text: str, low: int, high: int) -> Iterator[Span]:
    """Every span of a folded term inside [low, high) of a folded text, overlapping ones too."""
    find, length = text.find, len(wanted)
    start = find(wanted, low, high)
    while start >= 0:
        yield start, start + length
        start = find(wanted, start + 1, high)


@lru_cache(1 << 15)
def folded_term(term: str) -> str:
    """A term of a rule, folded; rules share their terms, and articles their rules."""
    return fold(term)


def _inside(spans: Sequence[Span], low: int, high: int) -> Sequence[Span]:
    first = bisect_left(spans, (low,))
    return [span for span in _until(spans, first, high) if span[1] <= high]


def _until(spans: Sequence[Span], first: int, high: int) -> Iterator[Span]:
    for place in range(first, len(spans)):
        if spans[place][0] >= high:
            return
        yield spans[place]


Window = tuple[Text, int, int]
"""A part of a field's folded text: [low, high)."""


class View:
    """One article, its topics and the name of its source; fields are folded when they are first looked at."""

    __slots__ = ("_cut", "_texts", "_windows", "article", "proofs", "source_name", "topics")

    def __init__(
        self, article: Article, cut: Cut, topics: Collection[str] = (), source_name: str | None = None
    ) -> None:
        self.article = article
        self.topics = topics
        self.source_name = source_name
        self._cut = cut
        self._texts: dict[str, Text | None] = {}
        self._windows: Sequence[Window] | None = None
        self.proofs: dict[int, tuple[Any, list[Any]]] = {}  # of hits whose evidence was asked for, by rule

    def text(self, field: str) -> Text | None:
        """The field of that name, or None where nothing is printed in it."""
        if field not in self._texts:
            text = printed(self.article, field, self.source_name)
            self._texts[field] = Text(field, text, self._cut) if text else None
        return self._texts[field]

    @property
    def windows(self) -> "Sequence[Window]":
        """The fields in which a term without a field is looked for, whole."""
        if self._windows is None:
            self._windows = [text.whole for field in TEXT_FIELDS if (text := self.text(field))]
        return self._windows

    @property
    def length(self) -> int:
        """Characters of the body."""
        return sum(map(len, self.article.paragraphs))


def printed(article: Article, field: str, source_name: str | None = None) -> str:
    """The text of a field as printed, "" where there is none: what offsets of evidence point into.

    Several values (authors, editors, the id and the name of the source) stand on lines of their own, like paragraphs.
    """
    if field == "body":
        return article.body
    if field == "author":
        return "\n".join(author.name for author in article.authors)
    if field == "editor":
        return "\n".join(article.editors)
    if field == "source":
        return "\n".join(filter(None, (article.source_id, source_name)))
    value = getattr(article, field) or ""
    return str(value).replace("\n", " ")
