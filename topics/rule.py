"""The rule language as frozen values: what `topics.parser` makes of a rule, and `topics.printer` writes back.

Texts are kept as typed, with white space put in order; folding happens where a rule meets an article. A node is one
of three sorts: a *place* has spans in a text (Term, Word, Gap, Regex, and Or of places); a *fact* is true or false of
the article (Page, Exact, Measure); the rest joins others.
"""

from dataclasses import dataclass
from typing import Literal

TextField = Literal["kicker", "title", "subtitle", "body", "author", "editor", "credit", "section", "source", "edition"]
Comparison = Literal[">=", ">", "<=", "<", "="]


@dataclass(frozen=True, slots=True)
class Term:
    """The characters stand in the text, in a row (a term or a phrase)."""

    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """The characters stand in the text and begin and end where words do (词:)."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The parts stand in one sentence in that order, 0 to 8 characters between two of them (知识产权*强国)."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression of RE2, looked for in the folded text without regard to case."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Near:
    """Places of one field with at most `within` characters between neighbours; `ordered` keeps the order of parts."""

    parts: tuple["Node", ...]
    within: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """All parts hold inside one sentence or one paragraph of one field."""

    unit: Literal["sentence", "paragraph"]
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Count:
    """The place is met at least that many times, without overlap, in all the fields looked at."""

    part: "Node"
    least: int


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class In:
    """The part holds inside that field, one of `model.query.PHRASE_FIELDS`."""

    field: str
    part: "Node"


@dataclass(frozen=True, slots=True)
class Page:
    """The article stands on that page, on one of a run of pages (`last` set), or on pages of that name (头版, 要闻)."""

    first: str
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Exact:
    """The article is of that kind, or carries the topic of that very name."""

    field: Literal["topic", "kind"]
    value: str


@dataclass(frozen=True, slots=True)
class Measure:
    """The body's length in characters, or the article's prominence (0–1), compared with a number."""

    field: Literal["length", "prominence"]
    comparison: Comparison
    value: float


Node = Term | Word | Gap | Regex | Near | Same | Count | And | Or | Not | In | Page | Exact | Measure
Place = Term | Word | Gap | Regex
PLACES = (Term, Word, Gap, Regex)


@dataclass(frozen=True, slots=True)
class Rule:
    """A whole rule; `since` and `until` as typed (2026-11-01, 7d), given only in a search."""

    root: Node
    since: str | None = None
    until: str | None = None


def is_place(node: Node) -> bool:
    """Whether a node has spans of its own, so that NEAR and counts can be asked of it."""
    if isinstance(node, Or):
        return all(is_place(part) for part in node.parts)
    return isinstance(node, PLACES)


def is_plain(node: Node) -> bool:
    """Whether a node is a term or an OR of terms, whose spans are the same wherever they are looked for."""
    return isinstance(node, Term) or (isinstance(node, Or) and all(isinstance(part, Term) for part in node.parts))
