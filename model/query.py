"""A question to the archive, in words that both the rule language and the database understand.

`Query.where` is a tree over phrases that the index can answer. Its texts are folded (`topics.folding.fold`), as the
indexed text must be. The tree never loses an article: whatever the rule is true of, the tree is true of. Where
`check` is set, the tree may also let in too many (NEAR, counts, words …), and each article has to be looked at by
the rule itself; where it is not, the tree is the rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

TEXT_FIELDS = ("kicker", "title", "subtitle", "body")
"""The fields in which a phrase without a field is looked for."""

PHRASE_FIELDS = (*TEXT_FIELDS, "author", "editor", "credit", "section", "source", "edition")
"""The fields that hold free text; several values (authors, editors) are joined by line breaks, like paragraphs."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The folded characters stand in a row inside one of the fields; `fields` are names of PHRASE_FIELDS."""

    text: str
    fields: tuple[str, ...] = TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class Topic:
    """The article carries the topic of that name, exactly as it is written in the catalogue of topics."""

    name: str


@dataclass(frozen=True, slots=True)
class Kind:
    """The article is of that kind (article, notice, photo, continuation)."""

    name: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; without parts it holds always (the index cannot narrow the rule down)."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold; only met around parts that are exact, so that it loses nothing."""

    part: "Node"


Node = Phrase | Topic | Kind | All | Any | Not


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for, and between which moments (since ≤ published < until; zone-aware, None is open)."""

    where: Node
    since: datetime | None = None
    until: datetime | None = None
    check: bool = False

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases that an article has rather than lacks, in order: what relevance is ranked by."""
        return tuple(dict.fromkeys(_phrases(self.where)))


def _phrases(node: Node) -> Iterator[Phrase]:
    match node:
        case Phrase():
            yield node
        case All(parts) | Any(parts):
            for part in parts:
                yield from _phrases(part)
        case _:
            return
