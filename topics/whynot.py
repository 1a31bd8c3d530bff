"""Why a rule is not true of an article: which parts failed, and how near each came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from model.messages import say
from model.query import TEXT_FIELDS
from topics.explanation import explain, placed, quoted
from topics.folding import fold
from topics.near import FAR, chain
from topics.printer import written
from topics.proof import true
from topics.rule import And, Count, Exact, Gap, In, Measure, Near, Node, Not, Or, Page, Rule, Same, Term, Word
from topics.spans import apart, spans
from topics.text import View, Window

PIECE = 2
"""The shortest part of a term that is worth telling, in characters."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One part of the rule (in canonical form) that failed, and one line for a reader that says how."""

    part: str
    reason: str


def why_not(rule: Rule, view: View) -> list[Failure]:
    """The parts that keep the rule from being true; empty where it is true."""
    return list(_failures(rule.root, view.windows, view))


def _failures(node: Node, windows: Sequence[Window], view: View) -> Iterator[Failure]:
    if true(node, windows, view) is not None:
        return
    match node:
        case And(parts):
            for part in parts:
                yield from _failures(part, windows, view)
        case Or(parts) if not all(isinstance(part, Term) for part in parts):
            for part in parts:
                yield from _failures(part, windows, view)
        case In(field, part):
            text = view.text(field)
            inner = list(_failures(part, [text.whole] if text else [], view))
            elsewhere = _elsewhere(field, part, view)
            yield from (Failure(f"{field}:{failure.part}", failure.reason + elsewhere) for failure in inner)
        case _:
            yield Failure(written(node), _reason(node, windows, view))


def _reason(node: Node, windows: Sequence[Window], view: View) -> str:
    match node:
        case Term(text):
            return _absent(text, windows)
        case Or(parts):
            return say("topics.whynot.none_of", count=str(len(parts)))
        case Word(text):
            found = any(spans(Term(text), *window) for window in windows)
            return say("topics.whynot.no_word", term=text) if found else _absent(text, windows)
        case Gap(parts):
            return _missing([Term(part) for part in parts], windows) or say("topics.whynot.gap")
        case Near(parts):
            return _missing(parts, windows) or _far(node, windows)
        case Same(unit, parts):
            apart_ = say("topics.whynot.apart", unit=say(f"topics.units.{unit}"))
            return "; ".join(failure.reason for part in parts for failure in _failures(part, windows, view)) or apart_
        case Count(part, least):
            count = sum(len(apart(spans(part, *window))) for window in windows)
            return say("topics.whynot.count", count=str(count), least=str(least))
        case Not(part):
            return _excluded(part, windows, view)
        case _:
            return _fact(node, view)


def _absent(text: str, windows: Sequence[Window]) -> str:
    """The term is not there; the longest piece of it that is says how near it came."""
    wanted = fold(text)
    for length in range(len(wanted) - 1, PIECE - 1, -1):
        for start in range(len(wanted) - length + 1):
            piece = wanted[start : start + length]
            for field, low, high in windows:
                place = field.text.find(piece, low, high)
                if place >= 0:
                    shown, where = quoted(field, (place, place + length)), placed(field, place)
                    return say("topics.whynot.piece", term=text, piece=shown, place=where)
    return say("topics.whynot.absent", term=text)


def _missing(parts: Sequence[Node], windows: Sequence[Window]) -> str:
    """The parts that stand nowhere."""
    missing = [part for part in parts if not any(spans(part, *window) for window in windows)]
    return "; ".join(
        _absent(part.text, windows) if isinstance(part, Term) else say("topics.whynot.absent", term=written(part))
        for part in missing
    )


def _far(node: Near, windows: Sequence[Window]) -> str:
    """All parts are there, but not near enough, or in another order, or in different fields."""
    places = [[spans(part, *window) for part in node.parts] for window in windows]
    unbound = [found for found in (chain(replace(node, within=FAR), each) for each in places) if found]
    if unbound:
        distance = min(found.distance for found in unbound)
        return say("topics.whynot.far", distance=str(distance), within=str(node.within))
    if any(chain(replace(node, ordered=False), each) for each in places):
        return say("topics.whynot.order")
    return say("topics.whynot.fields")


def _excluded(part: Node, windows: Sequence[Window], view: View) -> str:
    proof = true(part, windows, view) or []
    return say("topics.whynot.excluded", found=explain(proof) or written(part))


def _elsewhere(field: str, part: Node, view: View) -> str:
    """Whether another field has what this one lacks."""
    proof = true(part, [window for window in view.windows if window[0].field != field], view)
    return say("topics.whynot.elsewhere", found=explain(proof)) if proof and field in TEXT_FIELDS else ""


def _fact(node: Page | Exact | Measure | Node, view: View) -> str:
    article = view.article
    match node:
        case Page():
            own = article.page_no or article.page_name
        case Exact("kind"):
            own = say(f"topics.kinds.{article.kind}")
        case Exact():
            own = say("topics.match.and").join(view.topics)
        case Measure("length"):
            own = str(view.length)
        case Measure():
            own = f"{article.prominence:g}" if article.prominence is not None else None
        case _:
            return say("topics.whynot.absent", term=written(node))
    return say("topics.whynot.fact", own=own) if own else say("topics.whynot.unprinted")
