"""A rule that is true of an article, with what a reader is told of it."""

from typing import Generic, TypeVar

from model.watching import Evidence
from topics.explanation import explain
from topics.proof import Proof, evidence, prove
from topics.rule import Rule
from topics.text import View

Key = TypeVar("Key")


class Hit(Generic[Key]):
    """One hit; evidence and explanation are worked out when they are asked for."""

    __slots__ = ("_proof", "_rule", "_view", "key")

    def __init__(self, key: Key, rule: Rule, view: View) -> None:
        self.key = key
        self._rule = rule
        self._view = view
        self._proof: Proof | None = None

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
        if self._proof is None:
            self._proof = prove(self._rule, self._view) or []
        return self._proof
