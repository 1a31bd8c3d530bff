"""Turns a rule into a question that the archive's index can answer, and says whether each answer must be checked."""

from collections.abc import Sequence
from datetime import datetime

from model.query import TEXT_FIELDS, All, Any, Kind, Node, Phrase, Query, Topic
from model.query import Not as NotQuery
from topics.folding import fold
from topics.patterns import literals
from topics.rule import And, Count, Exact, Gap, In, Near, Not, Or, Regex, Rule, Same, Term, Word
from topics.rule import Node as RuleNode
from topics.values import end_moment, moment

Fields = tuple[str, ...]
Translated = tuple[Node, bool]  # the question, and whether it is all that the rule asks
UNKNOWN: Translated = (All(), False)
ALWAYS = And(())


def to_query(rule: Rule, now: datetime) -> Query:
    """The question for a rule read with `search=True`; relative dates (7d) count back from `now`."""
    where, exact = _translated(rule.root, TEXT_FIELDS)
    since = moment(rule.since, now) if rule.since else None
    until = end_moment(rule.until, now) if rule.until else None
    return Query(where, since, until, check=not exact)


def _translated(node: RuleNode, fields: Fields) -> Translated:
    match node:
        case Term(text):
            return Phrase(fold(text), fields), True
        case Word(text):
            return Phrase(fold(text), fields), False
        case Gap(parts):
            return All(tuple(Phrase(fold(part), fields) for part in parts)), False
        case Regex(pattern):
            return All(tuple(Phrase(part, fields) for part in literals(pattern))), False
        case And(parts):
            return _all([_translated(part, fields) for part in parts])
        case Or(parts):
            return _any([_translated(part, fields) for part in parts])
        case Near(parts):
            return _all([_translated(part, fields) for part in parts])[0], False
        case Same(_, parts):
            return _all([_translated(_unnegated(part), fields) for part in parts])[0], False
        case Not(part):
            inside, exact = _translated(part, fields)
            return (_not(inside), True) if exact else UNKNOWN
        case Count(part):
            return _translated(part, fields)[0], False
        case In(field, part):
            return _translated(part, (field,))
        case Exact(field, value):
            return (Topic(value) if field == "topic" else Kind(value)), True
        case _:
            return UNKNOWN


def _unnegated(node: RuleNode) -> RuleNode:
    """The node without its NOTs: what is lacking in one sentence may well stand in another."""
    match node:
        case And(parts):
            return And(tuple(_unnegated(part) for part in parts))
        case Or(parts):
            return Or(tuple(_unnegated(part) for part in parts))
        case Not():
            return ALWAYS
        case _:
            return node


def _all(parts: Sequence[Translated]) -> Translated:
    nodes = tuple(node for node, _ in parts if node != All())
    return (nodes[0] if len(nodes) == 1 else All(nodes)), all(exact for _, exact in parts)


def _any(parts: Sequence[Translated]) -> Translated:
    exact = all(exact for _, exact in parts)
    if any(node == All() for node, _ in parts):
        return All(), exact
    return Any(tuple(node for node, _ in parts)), exact


def _not(node: Node) -> Node:
    return node.part if isinstance(node, NotQuery) else NotQuery(node)
