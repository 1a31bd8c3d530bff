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


def _stamp(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else ""


def _test(node: Node) -> Test:
    match node:
        case Phrase(text, fields):
            return stands_in(text, fields)
        case Topic(name):
            place = PLACE["topics"]
            return lambda parts: name in parts[place].split("\n")
        case Kind(name):
            return lambda parts: parts[PLACE["kind"]] == name
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
    places = [PLACE[field] for field in fields]
    return lambda parts: any(text in parts[place] for place in places)


def stands_often(text: str, times: int) -> Test:
    """Whether the folded text stands at least so many times in the article's texts."""
    places = [PLACE[field] for field in TEXT_FIELDS]
    return lambda parts: sum(parts[place].count(text) for place in places) >= times
