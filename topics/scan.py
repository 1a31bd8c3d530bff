"""One article as the tagger sees it: where each topic's terms stand in title, kicker, subtitle and body."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from model.article import Article
from model.watching import Evidence
from topics.dictionary import cut_words, is_word
from topics.folded import Folded, Span
from topics.signature import blanked
from topics.vocabulary import PLAIN, Pair, Spot, Vocabulary

LEAD = 200
"""Characters at the head of the body that are its lead."""
HEAD = 400
"""Characters in which evidence is looked for first."""
AROUND = 4
"""Characters on either side of a hit that are cut to see whether it is a word there."""


class Counts(NamedTuple):
    """How often each term stands in the title, in the lead, and in all."""

    title: Mapping[int, int]
    lead: Mapping[int, int]
    all: Mapping[int, int]


class Field:
    """One folded field with the hits in it, by term, each term's in the order of the text."""

    def __init__(self, name: str, printed: str, text: str, vocabulary: Vocabulary) -> None:
        self.name = name
        self.folded = Folded(text)
        self.spots: dict[int, list[Spot]] = {}
        known = self.spots.get
        for spot in vocabulary.spots(self.folded.text):
            before = known(spot[0])
            if before is None:
                self.spots[spot[0]] = [spot]
            else:
                before.append(spot)
        self._printed = printed

    def join(self, pair: Pair) -> None:
        """Add a hit of the pair for every place of its first term that has the second one near."""
        firsts, seconds = self.spots.get(pair.first, ()), self.spots.get(pair.second, ())
        starts, ends = [start for _, start, _ in seconds], [end for _, _, end in seconds]
        spans = {_joined(spot, starts, ends, pair) for spot in firsts}
        joined = [(pair.number, *span) for span in sorted(filter(None, spans))]
        if joined:
            self.spots[pair.number] = joined

    def keep(self, numbers: AbstractSet[int], risky: frozenset[int]) -> set[int]:
        """Forget the hits of other terms, and of risky ones those that cut a word in two: the terms that have fewer."""
        self.spots = {number: self.spots[number] for number in self.spots.keys() & numbers}
        text = f"\n{self.folded.text}\n"  # so that every hit has neighbours
        doubtful: list[Spot] = []
        cut: list[Spot] = []
        for number in risky.intersection(self.spots):
            spots = self.spots[number]
            if self.folded.text[spots[0][1] : spots[0][2]].isascii():
                cut += [x for x in spots if _is_latin(text[x[1] : x[1] + 2]) or _is_latin(text[x[2] : x[2] + 2])]
            else:
                doubtful += [spot for spot in spots if _may_be_cut(text[spot[1] : spot[2] + 2])]
        if doubtful:
            cut += self._split(doubtful)
        fewer = {number for number, _, _ in cut}
        for number in fewer:
            whole = [spot for spot in self.spots.pop(number) if spot not in cut]
            if whole:
                self.spots[number] = whole
        return fewer

    def _split(self, doubtful: Sequence[Spot]) -> list[Spot]:
        """The hits that cut a word in two: 本市 in 资本市场 does, 法院 in 人民法院 does not.

        What stands around them is cut into words in one go.
        """
        text = self.folded.text
        windows = [text[max(start - AROUND, 0) : end + AROUND] for _, start, end in doubtful]
        edges = set(accumulate(map(len, cut_words("\n".join(windows))), initial=0))
        split, at = [], 0
        for spot, window in zip(doubtful, windows, strict=True):
            start = at + min(spot[1], AROUND)
            end = start + spot[2] - spot[1]
            if not ((start in edges and end in edges) or edges.isdisjoint(range(start + 1, end))):
                split.append(spot)
            at += len(window) + 1
        return split

    def outermost(self, weights: Mapping[int, float], most: int) -> list[Span]:
        """The first `most` spans that show a topic; looked for in the head of the text first."""
        mine = [self.spots[number] for number in self.spots.keys() & weights.keys()]
        heads = [spots[: bisect_left(spots, (spots[0][0], HEAD))] for spots in mine]
        found = _outermost(chain.from_iterable(heads), weights)
        if len(found) < most:
            found = _outermost(chain.from_iterable(mine), weights)
        return found[:most]

    def evidence(self, spans: Iterable[Span]) -> Iterator[Evidence]:
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

    def keep(self, numbers: AbstractSet[int]) -> set[int]:
        """Forget the hits of other terms, and of risky ones those that cut a word in two: the terms that have fewer."""
        fewer = set[int]().union(*[field.keep(numbers, self._risky) for field in self.fields])
        if fewer:
            self.counts = self._counts()
        return fewer

    def _counts(self) -> Counts:
        title: dict[int, int] = {}
        lead: dict[int, int] = {}
        every: dict[int, int] = {}
        for field in self.fields:
            for number, spots in field.spots.items():
                count = len(spots)
                every[number] = every.get(number, 0) + count
                if field.name == "title":
                    title[number] = count
                elif field.name != "body":
                    lead[number] = lead.get(number, 0) + count
                elif spots[0][2] <= LEAD:
                    lead[number] = lead.get(number, 0) + sum([end <= LEAD for _, _, end in spots])
        return Counts(title, lead, every)

    def evidence(self, weights: Mapping[int, float], most: int) -> tuple[Evidence, ...]:
        """Where the terms that can give a topic stand, the first `most` of them, title first."""
        found: list[Evidence] = []
        for field in self.fields:
            found.extend(field.evidence(field.outermost(weights, most - len(found))))
        return tuple(found)


def _joined(first: Spot, starts: Sequence[int], ends: Sequence[int], pair: Pair) -> Span | None:
    """The span from the one term to the nearest other that is near enough; `starts` and `ends` of that go up."""
    _, start, end = first
    behind, before = bisect_left(starts, end), bisect_right(ends, start) - 1
    gap_behind = starts[behind] - end if behind < len(starts) else pair.within + 1
    gap_before = start - ends[before] if before >= 0 and not pair.ordered else pair.within + 1
    if min(gap_behind, gap_before) > pair.within:
        return None
    return (start, ends[behind]) if gap_behind <= gap_before else (starts[before], end)


@lru_cache(16_384)
def _may_be_cut(around: str) -> bool:
    """Whether a word may begin or end inside a term, which is given with the character on either side of it."""
    return is_word(around[:2]) or is_word(around[-2:])


def _is_latin(pair: str) -> bool:
    """Whether the two characters belong to one Latin word or number (ipo in hippo)."""
    return len(pair) > 1 and pair.isascii() and pair.isalnum()


def _outermost(spots: Iterable[Spot], weights: Mapping[int, float]) -> list[Span]:
    """The spans of those terms that overlap none before or around them, without weak and excluded terms, in order."""
    found, reach = [], 0
    for start, minus_end, weight in sorted([(start, -end, weights[number]) for number, start, end in spots]):
        if start >= reach:
            reach = -minus_end
            if weight >= PLAIN:
                found.append((start, reach))
    return found
