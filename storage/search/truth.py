"""Whether a query is true of an article, read off its packed text."""

from collections.abc import Callable
from datetime import UTC, datetime

from model.query import TEXT_FIELDS, All, Any, Kind, Node, Not, Phrase, Query, Topic
from storage.search.document import PLACE, Parts

Test = Callable[[Parts], bool]


def test_of(query: Query) -> Test:
    """The test of a query: its tree and its date limits."""
    where = _test(query.where)
    if query.since is None and query.until is None:
        return where
    least, most, at = _stamp(query.since), _stamp(query.until), PLACE["at"]
    return lambda parts: where(parts) and (not least or least <= parts[at]) and (not most or parts[at] < most)


def _stamp(moment: datetime | None) -> bytes:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").encode() if moment else b""


def _test(node: Node) -> Test:
    match node:
        case Phrase(text, fields):
            return stands_in(text, fields)
        case Topic(name):
            topic, place = name.encode(), PLACE["topics"]
            return lambda parts: topic in parts[place].split(b"\n")
        case Kind(name):
            kind, where = name.encode(), PLACE["kind"]
            return lambda parts: parts[where] == kind
        case All(nodes):
            tests = [_test(each) for each in nodes]
            return lambda parts: all(test(parts) for test in tests)
        case Any(nodes):
            either = [_test(each) for each in nodes]
            return lambda parts: any(test(parts) for test in either)
        case Not(part):
            inner = _test(part)
            return lambda parts: not inner(parts)


def stands_in(text: str, fields: tuple[str, ...]) -> Test:
    """Whether the folded text stands in one of the fields."""
    wanted, places = text.encode(), [PLACE[field] for field in fields]
    if len(places) == 1:
        place = places[0]
        return lambda parts: wanted in parts[place]
    return lambda parts: any(wanted in parts[place] for place in places)


def stands_often(text: str, times: int) -> Test:
    """Whether the folded text stands at least so many times in the article's texts."""
    wanted, places = text.encode(), [PLACE[field] for field in TEXT_FIELDS]
    return lambda parts: sum(parts[place].count(wanted) for place in places) >= times
