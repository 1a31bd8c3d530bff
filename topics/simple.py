"""The short way to read a rule: words, ORs of words in brackets, NOTs of these. Most rules are no more than that.

What is anything else, or wrong, is left to `topics.parser`, which reads it with all care from the beginning.
"""

from collections.abc import Sequence
from functools import lru_cache

from topics.places import MAX_TERMS
from topics.rule import And, Node, Not, Or, Term

AFTER_PLAIN = frozenset(("word", "or", "and", "(", ")", "end", "not", ","))
"""What follows a plain word."""
CALLS = frozenset(("SENT", "PARA"))
"""What a left bracket behind it makes the name of a function."""


def simple(tokens: Sequence[str], kinds: Sequence[str]) -> Node | None:
    """The tree of a simple rule, or None."""
    if len(tokens) > MAX_TERMS:
        return None
    at = 0
    ways: list[Node] = []
    parts: list[Node] = []
    held = False  # whether there is something to look for in this way
    while True:
        kind = kinds[at]
        negated = kind == "not"
        if negated:
            at += 1
            kind = kinds[at]
        part: Node | None
        if kind == "word":
            part = _word(tokens[at], kinds[at + 1])
            at += 1
        else:
            part, at = _bracket(tokens, kinds, at)
        if part is None:
            return None
        if negated:
            part = Not(part)
        else:
            held = True
        parts.append(part)
        kind = kinds[at]
        if kind == "or" or kind == "end":
            if not held:
                return None
            ways.append(And(tuple(parts)) if len(parts) > 1 else part)
            if kind == "end":
                return ways[0] if len(ways) == 1 else Or(flat(ways, Or))
            parts, held = [], False
            at += 1
        elif kind == "and":
            at += 1


def _word(piece: str, following: str) -> Term | None:
    """A word that needs no second look."""
    if len(piece) < 2 or following not in AFTER_PLAIN or not piece.isalnum():
        return None
    return None if following == "(" and piece.upper() in CALLS else _term(piece)


_term = lru_cache(1 << 16)(Term)  # rules share their words: their terms are made once


def _bracket(tokens: Sequence[str], kinds: Sequence[str], at: int) -> tuple[Node | None, int]:
    """An OR of words in brackets, and where it ends."""
    if kinds[at] != "(":
        return None, at
    words: list[Node] = []
    while True:
        word = _word(tokens[at + 1], kinds[at + 2]) if kinds[at + 1] == "word" else None
        if word is None:
            return None, at
        words.append(word)
        at += 2
        if kinds[at] == ")":
            return words[0] if len(words) == 1 else Or(tuple(words)), at + 1
        if kinds[at] != "or":
            return None, at


def flat(parts: Sequence[Node], sort: type[And] | type[Or]) -> tuple[Node, ...]:
    """The parts, those of inner ANDs of an AND (ORs of an OR) among them."""
    if sort not in map(type, parts):
        return tuple(parts)
    return tuple(inner for part in parts for inner in (part.parts if isinstance(part, sort) else (part,)))
