"""All rules against one article: one automaton for their literals, then only the rules that may be true.

An article's text is scanned once a field. A rule is looked at only where its rarest group of literals was met; most
rules are decided by which literals were met, the others by walking their tree. Rules change one at a time: new
literals go to a small automaton of their own, which is merged into the large one in the background.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from model.article import Article
from model.query import PHRASE_FIELDS, TEXT_FIELDS
from model.watching import Evidence
from topics import words
from topics.automata import Automata
from topics.explanation import explain
from topics.needs import Atoms, Needs, ways
from topics.proof import Proof, evidence, prove
from topics.rule import Rule
from topics.text import Cut, View

SPARE = 1_000
"""Numbers of rules that are gone, before all are numbered anew."""

Key = TypeVar("Key", bound=Hashable)


class Hit(Generic[Key]):
    """A rule that is true of an article; evidence and explanation are worked out when they are asked for."""

    def __init__(self, key: Key, rule: Rule, view: View) -> None:
        self.key = key
        self._rule = rule
        self._view = view

    @cached_property
    def _proof(self) -> Proof:
        return prove(self._rule, self._view) or []

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every span that made the rule true, in the text as printed."""
        return evidence(self._proof)

    @cached_property
    def explanation(self) -> str:
        """One line for a reader."""
        return explain(self._proof)


class Plan(NamedTuple):
    """One way in which a rule can be true: where any atom of `anchor` was met, the rest is looked at."""

    rule: int
    anchor: tuple[int, ...]
    required: tuple[int, ...]  # atoms that must all be met
    groups: tuple[tuple[int, ...], ...]  # of each of these, one
    forbidden: tuple[int, ...]
    rest: Needs | None  # what is not told by those
    walk: bool  # whether its tree has to be walked after that


class Matcher(Generic[Key]):
    """A changing set of rules by key; `match` says which are true of an article."""

    def __init__(self, rules: Mapping[Key, Rule], cut: Cut = words.cut) -> None:
        self._cut = cut
        self._build(rules)

    @classmethod
    def of(cls, rules: Mapping[Key, Rule], cut: Cut = words.cut) -> "Matcher[Key]":
        """A matcher of those rules; `cut` is what 词: asks for words."""
        return cls(rules, cut)

    @property
    def slow(self) -> frozenset[Key]:
        """The rules without a literal that must be met: their trees are walked for every article."""
        return frozenset(self._rules[self._plans[number].rule][0] for number in self._slow)

    def put(self, key: Key, rule: Rule) -> None:
        """Add a rule, or change the one of that key; the next `match` knows it."""
        self.remove(key)
        self._add(key, rule)

    def remove(self, key: Key) -> None:
        """Forget the rule of that key, if there is one."""
        number = self._numbers.pop(key, None)
        if number is None:
            return
        for way in self._ways.pop(number):
            for atom in self._plans[way].anchor:
                self._anchors[atom].remove(way)
            self._slow.discard(way)
        del self._rules[number]
        if self._next > 2 * len(self._rules) + SPARE:
            self._build(dict(self._rules.values()))

    def follow(self, rules: Mapping[Key, Rule]) -> None:
        """Become a matcher of just those rules, by the changes that it takes."""
        for key in self._numbers.keys() - rules.keys():
            self.remove(key)
        for key, rule in rules.items():
            number = self._numbers.get(key)
            if number is None or self._rules[number][1] != rule:
                self.put(key, rule)

    def match(self, article: Article, topics: Collection[str] = (), source_name: str | None = None) -> list[Hit[Key]]:
        """The rules that are true of the article, in the order in which they came.

        `topics` are the names of the article's topics, for topic:; `source_name` is the printed name of its source.
        """
        view = View(article, self._cut, topics, source_name)
        met = self._met(view)
        numbers = set(self._slow)
        for atom in self._anchors.keys() & met:
            numbers.update(self._anchors[atom])
        return [Hit(*self._rules[number], view) for number in sorted(set(self._true(numbers, met, view)))]

    def _build(self, rules: Mapping[Key, Rule]) -> None:
        self._atoms = Atoms()
        self._rules: dict[int, tuple[Key, Rule]] = {}
        self._ways: dict[int, range] = {}  # the plans of each rule
        self._plans: list[Plan] = []
        self._next = 0
        self._numbers: dict[Key, int] = {}
        self._anchors: dict[int, list[int]] = {}
        self._slow: set[int] = set()
        for key, rule in rules.items():
            self._add(key, rule)
        self._automata = Automata(self._atoms.literals)

    def _add(self, key: Key, rule: Rule) -> None:
        number = self._numbers[key] = self._next
        self._next += 1
        self._rules[number] = key, rule
        first = len(self._plans)
        self._plans += [_plan(number, way) for way in ways(rule.root, self._atoms)]
        self._ways[number] = range(first, len(self._plans))
        for place in range(first, len(self._plans)):
            self._anchor(place)

    def _anchor(self, place: int) -> None:
        anchor = self._plans[place].anchor
        if not anchor:
            self._slow.add(place)
        for atom in anchor:
            places = self._anchors.get(atom)
            if places is None:
                self._anchors[atom] = [place]
            else:
                places.append(place)

    def _met(self, view: View) -> set[int]:
        """The atoms that the article has."""
        met: set[int] = set()
        for field in PHRASE_FIELDS:
            fielded = self._atoms.fielded.get(field)
            plain = field in TEXT_FIELDS
            text = view.text(field) if plain or fielded else None
            if text is None:
                continue
            found = self._automata.found(text.text)
            if plain:
                met |= found
            if fielded:
                met.update([fielded[literal] for literal in fielded.keys() & found])
        return met

    def _true(self, numbers: Iterable[int], met: set[int], view: View) -> Iterator[int]:
        """The rules of those plans that are true."""
        plans = self._plans
        for number in numbers:
            rule, _, required, groups, forbidden, rest, walk = plans[number]
            if not met.issuperset(required) or not met.isdisjoint(forbidden):
                continue
            for group in groups:
                if met.isdisjoint(group):
                    break
            else:
                if (rest is None or rest.hold(met)) and (not walk or prove(self._rules[rule][1], view) is not None):
                    yield rule


def _plan(rule: int, found: Needs) -> Plan:
    """The rarest group is the anchor; the others are looked at after it."""
    groups, forbidden, choices, never, exact = found
    rest = Needs((), (), choices, never) if choices or never else None
    if not groups:
        return Plan(rule, (), (), (), forbidden, rest, not exact)
    anchor = min(groups)
    others = [group.atoms for group in groups if group is not anchor]
    required = tuple([atoms[0] for atoms in others if len(atoms) == 1])
    several = tuple([atoms for atoms in others if len(atoms) > 1])
    return Plan(rule, anchor.atoms, required, several, forbidden, rest, not exact)
