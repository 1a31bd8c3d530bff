"""All rules against one article: one automaton for their literals, then only the rules that may be true.

An article's text is scanned once a field. A rule is looked at only where its rarest groups of literals were met; most
rules are decided by which literals were met, the others by walking their tree. Rules change one at a time: new
literals go to a small automaton of their own, which is merged into the large one in the background.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from threading import RLock
from typing import Generic, NamedTuple, TypeVar

from model.article import Article
from model.query import PHRASE_FIELDS, TEXT_FIELDS
from topics import words
from topics.atoms import Atoms
from topics.automata import Automata
from topics.hit import Filed, Hit, hits
from topics.holds import holds
from topics.index import Index, filed
from topics.load import paused
from topics.needs import Group, Needs, ways
from topics.rule import Rule
from topics.text import Cut, View

SPARE = 1_000
"""Numbers of rules that are gone, before all are numbered anew."""

Key = TypeVar("Key", bound=Hashable)


class Plan(NamedTuple):
    """What is left to look at where the groups that a way of a rule is filed under were met."""

    rule: int
    required: tuple[int, ...]  # atoms that must all be met
    groups: tuple[Group, ...]  # of each of these, one
    forbidden: Group
    rest: Needs | None  # choices
    walk: bool  # whether the rule's tree has to be walked after that


class Matcher(Generic[Key]):
    """A changing set of rules by key; `match` says which are true of an article."""

    def __init__(self, rules: Mapping[Key, Rule], cut: Cut = words.cut) -> None:
        self._cut = cut
        self._lock = RLock()  # rules change while articles are matched
        self._build(rules)

    @classmethod
    def of(cls, rules: Mapping[Key, Rule], cut: Cut = words.cut) -> "Matcher[Key]":
        """A matcher of those rules; `cut` is what 词: asks for words."""
        return cls(rules, cut)

    @property
    def slow(self) -> frozenset[Key]:
        """The rules without a literal that must be met: their trees are walked for every article."""
        return frozenset(self._filed[self._plans[~entry].rule].key for entry in self._index.always)

    def put(self, key: Key, rule: Rule) -> None:
        """Add a rule, or change the one of that key; the next `match` knows it."""
        with self._lock:
            self.remove(key)
            self._add(key, rule)

    def remove(self, key: Key) -> None:
        """Forget the rule of that key, if there is one."""
        with self._lock:
            number = self._numbers.pop(key, None)
            if number is not None:
                self._forget(number)

    def follow(self, rules: Mapping[Key, Rule]) -> None:
        """Become a matcher of just those rules, by the changes that it takes."""
        with self._lock:
            gone = self._numbers.keys() - rules.keys()
            new = [key for key, rule in rules.items() if self._differs(key, rule)]
            if len(gone) + len(new) > len(self._numbers):
                self._build(rules)
                return
            for key in gone:
                self.remove(key)
            for key in new:
                self.put(key, rules[key])

    def _differs(self, key: Key, rule: Rule) -> bool:
        number = self._numbers.get(key)
        return number is None or self._filed[number].rule != rule

    def match(self, article: Article, topics: Collection[str] = (), source_name: str | None = None) -> list[Hit[Key]]:
        """The rules that are true of the article, in the order in which they came.

        `topics` are the names of the article's topics, for topic:; `source_name` is the printed name of its source.
        """
        view = View(article, self._cut, topics, source_name)
        with self._lock:
            met = self._met(view)
            numbers = self._index.met(met)
            plans = [entry for entry in numbers if entry < 0]
            numbers.difference_update(plans)
            numbers.update(self._true(sorted(plans, reverse=True), met, view))
            return hits(self._filed, sorted(numbers), view)

    def _build(self, rules: Mapping[Key, Rule]) -> None:
        self._atoms = Atoms()
        self._index = Index()
        self._numbers: dict[Key, int] = {}
        self._filed: list[Filed[Key]] = []  # by number; those of rules that are gone are never met
        self._plans: list[Plan] = []
        with paused(len(rules)):
            for key, rule in rules.items():
                self._add(key, rule)
            self._automata = Automata(self._atoms.literals)

    def _add(self, key: Key, rule: Rule) -> None:
        number = self._numbers[key] = len(self._filed)
        place = len(self._plans)
        self._filed.append(Filed(key, rule, place))
        found = ways(rule.root, self._atoms)
        self._index.reach(len(self._atoms.literals), self._atoms.in_fields)
        for way in found:
            groups = self._atoms.ranked(way.groups)
            under = filed(groups)
            if _is_all(groups, under, way):
                self._index.add(number, under)
            else:
                self._index.add(~place, under)
                self._plans.append(_plan(number, groups[len(under) :], way))
                place += 1

    def _forget(self, number: int) -> None:
        gone = self._filed[number]
        place = gone.first_plan
        for way in ways(gone.rule.root, self._atoms):
            groups = self._atoms.ranked(way.groups)
            under = filed(groups)
            if _is_all(groups, under, way):
                self._index.remove(number, under)
            else:
                self._index.remove(~place, under)
                place += 1
        if len(self._filed) > 2 * len(self._numbers) + SPARE:
            self._build({key: self._filed[kept].rule for key, kept in self._numbers.items()})

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
            own = [fielded[literal] for literal in fielded.keys() & found] if fielded else ()
            if plain:  # the title's few are put to the body's many, not the other way round
                found |= met
                met = found
            met.update(own)
        return met

    def _true(self, entries: Iterable[int], met: set[int], view: View) -> Iterator[int]:
        """The rules, by number, that those entries of plans make true."""
        plans, apart, holds_all = self._plans, met.isdisjoint, met.issuperset
        for entry in entries:
            number, required, groups, forbidden, rest, walk = plans[~entry]
            if (forbidden and not apart(forbidden)) or (required and not holds_all(required)):
                continue
            for group in groups:
                if apart(group):
                    break
            else:
                if (rest is None or rest.hold(met)) and (not walk or holds(self._filed[number].rule, view)):
                    yield number


def is_slow(rule: Rule) -> bool:
    """Whether the rule has no literal that must be met, so that its tree is walked for every article."""
    return bool(Matcher.of({"": rule}).slow)


def _is_all(groups: Sequence[Group], under: Sequence[Group], way: Needs) -> bool:
    """Whether nothing is left to look at where the groups that a way of a rule is filed under were met."""
    return len(under) == len(groups) > 0 and way.exact and not (way.forbidden or way.choices or way.never)


def _plan(rule: int, groups: Sequence[Group], way: Needs) -> Plan:
    """What is left to look at of a way of which those groups have not been looked at."""
    rest = Needs((), (), way.choices, way.never) if way.choices or way.never else None
    required = tuple([atoms[0] for atoms in groups if len(atoms) == 1])
    several = tuple([atoms for atoms in groups if len(atoms) > 1])
    return Plan(rule, required, several, way.forbidden, rest, not way.exact)
