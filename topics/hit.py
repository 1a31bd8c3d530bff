"""A rule that is true of an article, with what a reader is told of it."""

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


class Hit(Generic[Key]):
    """One hit; evidence and explanation are worked out when they are asked for."""

    __slots__ = ("_filed", "_proof", "_view")

    def __init__(self, filed: Filed[Key], view: View) -> None:
        self._filed = filed
        self._view = view

    @property
    def key(self) -> Key:
        """The key of the rule."""
        return self._filed.key

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
        try:
            return self._proof
        except AttributeError:  # thousands of hits may be made of which few are read
            self._proof: Proof = prove(self._filed.rule, self._view) or []
            return self._proof
