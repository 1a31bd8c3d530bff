"""An article as rules see it: each field folded once, cut into sentences, paragraphs and words when that is asked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property

from model.article import Article
from model.query import TEXT_FIELDS
from topics.folding import Folded

Span = tuple[int, int]
Cut = Callable[[str], Sequence[tuple[str, int, int]]]
"""Cuts a text into words with their places; `topics.words.cut` is one."""

# A sentence ends with 。!? (folded), a line break, or a full stop before white space; closing marks belong to it.
SENTENCE = re.compile(r"(?:[^。!?\n.]|\.(?!\s|\Z))*(?:[。!?.]+[\"'”’」』)]*|\Z|(?=\n))")


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

    @cached_property
    def sentences(self) -> list[Span]:
        """Where its sentences are."""
        return sentences(self.text)

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Where its paragraphs are."""
        return paragraphs(self.text)

    def is_word(self, start: int, end: int) -> bool:
        """Whether words begin and end there; a long word (服务质量) may also fall into shorter ones (服务, 质量)."""
        return self._is_joint(start) and self._is_joint(end)

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

    def paragraph(self, start: int) -> int:
        """The number of the paragraph, from 1, that a folded place stands in."""
        return self.folded.printed.count("\n", 0, self.folded.span(start, start + 1)[0]) + 1


def _until(spans: Sequence[Span], first: int, high: int) -> Iterator[Span]:
    for place in range(first, len(spans)):
        if spans[place][0] >= high:
            return
        yield spans[place]


class View:
    """One article, its topics and the name of its source; fields are folded when they are first looked at."""

    __slots__ = ("_cut", "_texts", "article", "source_name", "topics")

    def __init__(
        self, article: Article, cut: Cut, topics: Collection[str] = (), source_name: str | None = None
    ) -> None:
        self.article = article
        self.topics = topics
        self.source_name = source_name
        self._cut = cut
        self._texts: dict[str, Text | None] = {}

    def text(self, field: str) -> Text | None:
        """The field of that name, or None where nothing is printed in it."""
        if field not in self._texts:
            text = printed(self.article, field, self.source_name)
            self._texts[field] = Text(field, text, self._cut) if text else None
        return self._texts[field]

    def texts(self) -> list[Text]:
        """The fields in which a term without a field is looked for."""
        return [text for field in TEXT_FIELDS if (text := self.text(field))]

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
