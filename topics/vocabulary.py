"""The terms of all topics in one automaton, and what each of them weighs for which topic."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from model.watching import Topic
from topics.folding import fold
from topics.parser import parse
from topics.rule import And, Near, Node, Not, Or, Rule, Same, Term

STRONG, PLAIN, WEAK, NONE = 2.0, 1.0, 0.3, 0.0
SHORT = 2
"""Terms of that length are met by chance where two words meet (本市 in 资本市场); longer Chinese ones are not."""
Numbers = dict[str | Near, int]
Spot = tuple[int, int, int]
"""A hit of the automaton: number of the term, start, end in the folded text."""


@dataclass(frozen=True, slots=True)
class Further:
    """An alternative of a rule that is no plain term (NEAR, a field …): terms it cannot do without, by number."""

    rule: Rule
    needs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Scale:
    """One topic's terms by number: what each weighs, and the longer terms that contain it, with how often."""

    place: int
    topic: Topic
    weights: Mapping[int, float]
    within: Mapping[int, tuple[tuple[int, int], ...]]
    further: tuple[Further, ...]
    forbidden: frozenset[int]
    """Terms that the topic never stands beside (`-被告人` in its rule)."""


class Pair(NamedTuple):
    """Two terms near one another (NEAR): an alternative that is met like a term, numbered behind all terms."""

    number: int
    first: int
    second: int
    within: int
    ordered: bool


class Vocabulary:
    """All topics' terms, numbered from the longest to the shortest, then the pairs of them that rules ask for."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        read = [_read(topic) for topic in topics]
        terms = {term for entry in read for term in entry.terms()}
        self.terms = sorted(terms, key=lambda term: (-len(term), term))
        numbers: Numbers = {term: number for number, term in enumerate(self.terms)}
        nears = dict.fromkeys(near for entry in read for near in entry.nears)
        self.pairs: dict[int, list[Pair]] = {}
        for near in nears:
            pair = _pair(near, len(numbers), numbers)
            self.pairs.setdefault(pair.first, []).append(pair)
            numbers[near] = pair.number
        self.scales = [_scale(place, entry, numbers) for place, entry in enumerate(read)]
        heavy = {number for scale in self.scales for number, weight in scale.weights.items() if weight >= PLAIN}
        self.risky = frozenset(n for n, term in enumerate(self.terms) if n in heavy and _is_risky(term))
        """Terms whose hits have to be looked at: by themselves they can give a topic."""
        self.users = _users(len(numbers), self.scales)
        self._automaton = AhoCorasick(self.terms, implementation=Implementation.DFA)  # fastest; some 13 MB

    def spots(self, folded: str) -> list[Spot]:
        """Every hit of every term in a folded text, terms within terms too, by where they end."""
        return self._automaton.find_matches_as_indexes(folded, overlapping=True)


class Entry(NamedTuple):
    """A topic as read: its folded terms with their weights, pairs of terms, other alternatives, what rules it out."""

    topic: Topic
    weights: Mapping[str, float]
    nears: tuple[Near, ...]
    others: tuple[Node, ...]
    forbidden: frozenset[str]

    def terms(self) -> Iterator[str]:
        """All terms that have to be looked for."""
        yield from self.weights
        yield from self.forbidden
        for node in (*self.nears, *self.others):
            yield from needed(node)


def _read(topic: Topic) -> Entry:
    """Take the topic's rule apart; raises RuleError where it cannot be read."""
    root, forbidden = _without(parse(topic.rule).root)
    alternatives = root.parts if isinstance(root, Or) else (root,)
    plain = [part.text for part in alternatives if isinstance(part, Term)]
    weights: dict[str, float] = {}
    # What comes later prevails: a term may stand in the rule and be strong.
    for terms, weight in ((topic.weak, WEAK), (plain, PLAIN), (topic.strong, STRONG), (topic.exclude, NONE)):
        weights.update((fold(term), weight) for term in terms)
    nears = tuple(part for part in alternatives if isinstance(part, Near) and _is_pair(part))
    others = tuple(part for part in alternatives if not isinstance(part, Term) and part not in nears)
    return Entry(topic, weights, nears, others, frozenset(map(fold, forbidden)))


def _is_pair(near: Near) -> bool:
    return len(near.parts) == 2 and all(isinstance(part, Term) for part in near.parts)


def _pair(near: Near, number: int, numbers: Numbers) -> Pair:
    first, second = (numbers[term] for term in needed(near))
    return Pair(number, first, second, near.within, near.ordered)


def _without(root: Node) -> tuple[Node, tuple[str, ...]]:
    """`(a | b) -c -d` as what may hold and the terms that rule it out; any other rule is left whole."""
    if not isinstance(root, And):
        return root, ()
    rest = [part for part in root.parts if not (isinstance(part, Not) and isinstance(part.part, Term))]
    terms = [part.part.text for part in root.parts if isinstance(part, Not) and isinstance(part.part, Term)]
    return (rest[0], tuple(terms)) if len(rest) == 1 and terms else (root, ())


def _is_risky(term: str) -> bool:
    return len(term) <= SHORT or term.isascii()


def needed(node: Node) -> Iterator[str]:
    """Folded terms without which the node cannot hold; nothing where that is not plain to see."""
    match node:
        case Term(text):
            yield fold(text)
        case And(parts) | Near(parts) | Same(_, parts):
            for part in parts:
                yield from needed(part)


def _scale(place: int, entry: Entry, numbers: Numbers) -> Scale:
    within = {numbers[term]: tuple(_containing(term, entry.weights, numbers)) for term in entry.weights}
    return Scale(
        place,
        entry.topic,
        {numbers[term]: weight for term, weight in entry.weights.items()} | {numbers[n]: PLAIN for n in entry.nears},
        {number: longer for number, longer in within.items() if longer},
        tuple(Further(Rule(node), frozenset(numbers[term] for term in needed(node))) for node in entry.others),
        frozenset(numbers[term] for term in entry.forbidden),
    )


def _containing(term: str, others: Iterable[str], numbers: Numbers) -> Iterator[tuple[int, int]]:
    for other in others:
        if len(other) > len(term) and term in other:
            yield numbers[other], sum(other.startswith(term, start) for start in range(len(other)))


def _users(count: int, scales: Sequence[Scale]) -> list[tuple[tuple[int, float], ...]]:
    """For each term, the topics (by place) that use it, and with what weight."""
    users: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for scale in scales:
        for number, weight in scale.weights.items():
            users[number].append((scale.place, weight))
    return [tuple(found) for found in users]
