"""One article as the tagger sees it: where each topic's terms stand in title, kicker, subtitle and body."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from model.article import Article
from model.watching import Evidence
from topics.dictionary import cut_words, is_word
from topics.folded import Folded
from topics.signature import blanked
from topics.vocabulary import PLAIN, Pair, Spot, Vocabulary

LEAD = 200
"""Characters at the head of the body that are its lead."""
AROUND = 4
"""Characters on either side of a hit that are cut to see whether it is a word there."""


class Counts(NamedTuple):
    """How often each term stands in the title, in the lead, and in all."""

    title: Mapping[int, int]
    lead: Mapping[int, int]
    all: Mapping[int, int]


class Field:
    """One folded field with the hits in it."""

    def __init__(self, name: str, printed: str, text: str, vocabulary: Vocabulary) -> None:
        self.name = name
        self.folded = Folded(text)
        self.spots = vocabulary.spots(self.folded.text)
        self._printed = printed

    def join(self, pair: Pair) -> None:
        """Add a hit of the pair for every place of its first term that has the second one near."""
        starts = [start for number, start, _ in self.spots if number == pair.second]
        ends = [end for number, _, end in self.spots if number == pair.second]
        spans = {_joined(spot, starts, ends, pair) for spot in self.spots if spot[0] == pair.first}
        self.spots.extend((pair.number, *span) for span in sorted(filter(None, spans)))

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a hit cuts no word in two: 本市 in 资本市场 does, 法院 in 人民法院 does not."""
        text = self.folded.text
        before, after = text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1]
        if text[start:end].isascii():
            return not (_latin(before) or _latin(after))
        if not (is_word(before) or is_word(after)):
            return True
        begin = max(start - AROUND, 0)
        edges = set(accumulate(map(len, cut_words(text[begin : end + AROUND])), initial=begin))
        return (start in edges and end in edges) or edges.isdisjoint(range(start + 1, end))

    def evidence(self, spans: Iterable[tuple[int, int]]) -> Iterator[Evidence]:
        """The folded spans as evidence in the field as printed."""
        for start, end in spans:
            first, last = self.folded.span(start, end)
            yield Evidence(self.name, first, last, self._printed[first:last])


class Scan:
    """All hits of a vocabulary in one article, without its signature lines; `counts` says how often and where."""

    def __init__(self, article: Article, vocabulary: Vocabulary) -> None:
        self.text = blanked(article.paragraphs)
        self._risky = vocabulary.risky
        heads = (("title", article.title), ("kicker", article.kicker), ("subtitle", article.subtitle))
        self.fields = [Field(name, text, text, vocabulary) for name, text in heads if text]
        self.fields.append(Field("body", article.body, self.text, vocabulary))
        self.counts = self._counts()
        self._join(vocabulary.pairs)

    def _join(self, pairs: Mapping[int, Sequence[Pair]]) -> None:
        met = self.counts.all
        found = [pair for first in pairs.keys() & met.keys() for pair in pairs[first] if pair.second in met]
        for pair in found:
            for field in self.fields:
                field.join(pair)
        if found:
            self.counts = self._counts()

    @property
    def length(self) -> int:
        """Characters of the body as compared."""
        return len(self.fields[-1].folded.text)

    def keep(self, numbers: Collection[int]) -> None:
        """Forget the hits of other terms, and of risky ones those that cut a word in two."""
        risky = self._risky
        for field in self.fields:
            field.spots = [
                spot
                for spot in field.spots
                if spot[0] in numbers and (spot[0] not in risky or field.is_whole(spot[1], spot[2]))
            ]
        self.counts = self._counts()

    def _counts(self) -> Counts:
        title: Counter[int] = Counter()
        lead: Counter[int] = Counter()
        every: Counter[int] = Counter()
        for field in self.fields:
            numbers = [spot[0] for spot in field.spots]
            every.update(numbers)
            if field.name == "title":
                title.update(numbers)
            else:
                lead.update([number for number, _, end in field.spots if end <= LEAD or field.name != "body"])
        return Counts(title, lead, every)

    def evidence(self, weights: Mapping[int, float], most: int) -> tuple[Evidence, ...]:
        """Where the terms that can give a topic stand, the first `most` of them, title first."""
        found: list[Evidence] = []
        for field in self.fields:
            found.extend(field.evidence(islice(_outermost(field.spots, weights), most - len(found))))
        return tuple(found)


def _joined(first: Spot, starts: Sequence[int], ends: Sequence[int], pair: Pair) -> tuple[int, int] | None:
    """The span from the one term to the nearest other that is near enough; `starts` and `ends` of that go up."""
    _, start, end = first
    behind, before = bisect_left(starts, end), bisect_right(ends, start) - 1
    gap_behind = starts[behind] - end if behind < len(starts) else pair.within + 1
    gap_before = start - ends[before] if before >= 0 and not pair.ordered else pair.within + 1
    if min(gap_behind, gap_before) > pair.within:
        return None
    return (start, ends[behind]) if gap_behind <= gap_before else (starts[before], end)


def _latin(pair: str) -> bool:
    """Whether the two characters belong to one Latin word or number (ipo in hippo)."""
    return len(pair) > 1 and pair.isascii() and pair.isalnum()


def _outermost(spots: Sequence[Spot], weights: Mapping[int, float]) -> Iterator[tuple[int, int]]:
    """The spans of those terms that overlap none before or around them, without weak and excluded terms, in order."""
    mine = sorted((start, -end, weights[number]) for number, start, end in spots if number in weights)
    reach = 0
    for start, minus_end, weight in mine:
        if start >= reach:
            reach = -minus_end
            if weight >= PLAIN:
                yield start, reach
