"""A rule that is true of an article, with what a reader is told of it."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Generic, NamedTuple, TypeVar

from model.watching import Evidence
from topics.explanation import explain
from topics.proof import Proof, evidence, prove
from topics.rule import Rule
from topics.text import View

Key = TypeVar("Key")


class Filed(NamedTuple, Generic[Key]):
    """A rule as the matcher keeps it."""

    key: Key
    rule: Rule
    first_plan: int


class Hit(tuple[int, Sequence[Filed[Key]], View], Generic[Key]):
    """One hit; its key, evidence and explanation are looked up or worked out when they are asked for.

    It is a tuple (the number of the rule, all rules, the article), because thousands are made of which few are read:
    that takes a third of the time of an object with attributes, and touches no rule.
    """

    __slots__ = ()

    @property
    def key(self) -> Key:
        """The key of the rule."""
        number, rules, _ = self
        return rules[number].key

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every span that made the rule true, in the text as printed."""
        return evidence(self.proof)

    @property
    def explanation(self) -> str:
        """One line for a reader."""
        return explain(self.proof)

    @property
    def proof(self) -> Proof:
        """All that makes the rule true, part by part."""
        number, rules, view = self
        filed = rules[number]
        known = view.proofs.get(id(filed))
        if known is None:
            known = view.proofs[id(filed)] = filed, prove(filed.rule, view) or []
        return known[1]


def hits(rules: Sequence[Filed[Key]], numbers: Iterable[int], view: View) -> list[Hit[Key]]:
    """The hits of the rules of those numbers in one article."""
    return list(map(tuple.__new__, repeat(Hit), zip(numbers, repeat(rules), repeat(view))))
