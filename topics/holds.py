"""Whether a rule is true of an article: the quick answer, without what makes it so (`topics.proof` says that)."""

from collections.abc import Callable, Sequence

from topics.facts_of import fact
from topics.near import joined
from topics.proof import likely_units
from topics.rule import And, Count, Exact, Gap, In, Measure, Near, Node, Not, Or, Page, Regex, Rule, Same, Term, Word
from topics.spans import apart, spans
from topics.text import View, Window, folded_term

Windows = Sequence[Window]


def holds(rule: Rule, view: View) -> bool:
    """Whether the rule is true of the article."""
    return _holds(rule.root, view.windows, view)


def _holds(node: Node, windows: Windows, view: View) -> bool:
    return ASK[type(node)](node, windows, view)


def _term(node: Term, windows: Windows, _view: View) -> bool:
    wanted = folded_term(node.text)
    return any(text.text.find(wanted, low, high) >= 0 for text, low, high in windows)


def _place(node: Word | Gap | Regex, windows: Windows, _view: View) -> bool:
    return any(spans(node, *window) for window in windows)


def _and(node: And, windows: Windows, view: View) -> bool:
    return all(_holds(part, windows, view) for part in node.parts)


def _or(node: Or, windows: Windows, view: View) -> bool:
    return any(_holds(part, windows, view) for part in node.parts)


def _not(node: Not, windows: Windows, view: View) -> bool:
    return not _holds(node.part, windows, view)


def _in(node: In, _windows: Windows, view: View) -> bool:
    text = view.text(node.field)
    return _holds(node.part, [text.whole] if text else [], view)


def _near(node: Near, windows: Windows, _view: View) -> bool:
    return any(joined(node, [spans(part, *window) for part in node.parts]) for window in windows)


def _same(node: Same, windows: Windows, view: View) -> bool:
    parts = And(node.parts)
    return any(
        _and(parts, [(window[0], start, end)], view)
        for window in windows
        for start, end in likely_units(node.unit, parts, window)
    )


def _count(node: Count, windows: Windows, _view: View) -> bool:
    found = [spans(node.part, *window) for window in windows]
    if sum(map(len, found)) < node.least:
        return False
    return sum(len(apart(places)) for places in found) >= node.least


def _fact(node: Page | Exact | Measure, _windows: Windows, view: View) -> bool:
    return fact(node, view) is not None


ASK: dict[type, Callable[..., bool]] = {
    Term: _term,
    Word: _place,
    Gap: _place,
    Regex: _place,
    And: _and,
    Or: _or,
    Not: _not,
    In: _in,
    Near: _near,
    Same: _same,
    Count: _count,
    Page: _fact,
    Exact: _fact,
    Measure: _fact,
}
