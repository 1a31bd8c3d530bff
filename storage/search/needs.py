"""What the index must hold for a query to be true of an article: a tree over tokens that never loses an article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from model.query import TEXT_FIELDS, All, Any, Kind, Node, Phrase, Query, Topic
from storage.search import grams

DEPTH = 8  # FTS5's parser takes no deeper nesting than about 20; what is deeper is left to the check of the text
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Tokens:
    """All of these tokens are there; any subset of them may be asked for, since the text is checked."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """All parts are needed."""

    parts: tuple["Need", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts is needed."""

    parts: tuple["Need", ...]


Need = Tokens | Both | Either
NEVER = Tokens(("never",))
"""What no article has."""


def need_of(query: Query) -> Need | None:
    """What the index must hold; None where it cannot narrow the query down."""
    return both([_need(query.where, DEPTH), _dates(query.since, query.until)])


def both(parts: Iterable[Need | None]) -> Need | None:
    """What all of the parts need together."""
    known = tuple(dict.fromkeys(part for part in parts if part is not None))
    return known[0] if len(known) == 1 else Both(known) if known else None


def in_title(phrase: Phrase) -> Need | None:
    """What a phrase needs to stand in the title."""
    return _pairs(phrase.text, grams.PREFIX["title"])


def often(phrase: Phrase) -> Need | None:
    """What a phrase needs to stand in the text at least `grams.OFTEN` times."""
    return _pairs(phrase.text, grams.OFTEN_PREFIX)


def _need(node: Node, depth: int) -> Need | None:
    match node:
        case Phrase(text, fields):
            return _phrase(text, fields)
        case Topic(name):
            return Tokens((grams.of_value("t", name),))
        case Kind(name):
            return Tokens((grams.of_value("k", name),))
        case All(parts) if depth:
            return both(_need(part, depth - 1) for part in parts)
        case Any(parts) if depth:
            return either([_need(part, depth - 1) for part in parts])
    return None  # a Not needs nothing to be there


def either(parts: list[Need | None]) -> Need | None:
    """What one of the parts needs."""
    known = tuple(dict.fromkeys(part for part in parts if part is not None))
    if not known or None in parts:
        return None
    return known[0] if len(known) == 1 else Either(known)


def _phrase(text: str, fields: tuple[str, ...]) -> Need | None:
    if "body" not in fields:
        return either([_pairs(text, grams.PREFIX[field]) for field in fields])
    others = [field for field in fields if field not in TEXT_FIELDS]
    return either([_pairs(text, ""), *(_pairs(text, grams.PREFIX[field]) for field in others)])


def _pairs(text: str, prefix: str) -> Need | None:
    pairs = tuple(dict.fromkeys(prefix + pair for pair in grams.grams(text)))
    return Tokens(pairs) if pairs else None


def _dates(since: datetime | None, until: datetime | None) -> Need | None:
    """Years, months and days that cover the limits; the very moments are checked with the text."""
    if since is None and until is None:
        return None
    first = max(since.astimezone(UTC), _new_year(FIRST_YEAR)) if since else _new_year(FIRST_YEAR)
    last = min(until.astimezone(UTC), _new_year(LAST_YEAR)) if until else _new_year(LAST_YEAR)
    return either([Tokens((token,)) for token in _cover(first, last)] or [NEVER])


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def _cover(first: datetime, last: datetime) -> Iterable[str]:
    """The fewest tokens for the days from `first` to `last`: whole years and months where they fit."""
    day = first.replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= last:
        year, month, single = grams.of_moment(day)
        next_year = _new_year(day.year + 1)
        next_month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        if (day.month, day.day) == (1, 1) and next_year <= last:
            yield year
            day = next_year
        elif day.day == 1 and next_month <= last:
            yield month
            day = next_month
        else:
            yield single
            day += timedelta(days=1)
