"""Whether a rule is true of an article, and what makes it so: plain recursion over the tree, with places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from model.query import PHRASE_FIELDS
from model.watching import Evidence
from topics.facts_of import fact
from topics.near import chain
from topics.rule import And, Count, Exact, In, Measure, Near, Node, Not, Or, Page, Rule, Same, is_plain
from topics.spans import apart, spans
from topics.text import Span, Text, View, Window

ORDER = {field: number for number, field in enumerate(PHRASE_FIELDS)}


@dataclass(frozen=True, slots=True)
class Finding:
    """What made one part of a rule true: spans in one folded text, or a value where the part asks for a fact.

    `unit` is set inside 句 and 段; `closest` and `distance` (in characters) are of NEAR's closest chain.
    """

    node: Node
    text: Text | None = None
    spans: tuple[Span, ...] = ()
    value: str = ""
    closest: tuple[Span, ...] = ()
    distance: int = 0
    unit: str = ""


Proof = list[Finding]


def prove(rule: Rule, view: View) -> Proof | None:
    """All that makes the rule true of the article, or None where it is not true."""
    return true(rule.root, view.windows, view)


def evidence(proof: Iterable[Finding]) -> tuple[Evidence, ...]:
    """The spans of a proof in the text as printed, each once, in the order of fields and places."""
    found = dict.fromkeys(item for finding in proof for item in _evidence(finding))
    return tuple(sorted(found, key=lambda item: (ORDER.get(item.field, len(ORDER)), item.start, item.end)))


def _evidence(finding: Finding) -> list[Evidence]:
    if finding.text is None:
        field = "page" if isinstance(finding.node, Page) else getattr(finding.node, "field", "")
        return [Evidence(field, 0, len(finding.value), finding.value)]
    folded = finding.text.folded
    printed = [folded.span(*span) for span in finding.spans]
    return [Evidence(finding.text.field, start, end, folded.printed[start:end]) for start, end in printed]


def true(node: Node, windows: Sequence[Window], view: View) -> Proof | None:
    """What makes the node true inside the windows, or None."""
    match node:
        case And(parts):
            return _all(true(part, windows, view) for part in parts)
        case Or(parts):
            return _any(true(part, windows, view) for part in parts)
        case Not(part):
            return false(part, windows, view)
        case In(field, part):
            text = view.text(field)
            return true(part, [text.whole] if text else [], view)
        case Same(unit, parts):
            return _same(unit, And(parts), windows, view)
        case Near():
            return _near(node, windows)
        case Count(part, least):
            found = [(window[0], apart(spans(part, *window))) for window in windows]
            return _findings(node, found) if sum(len(hits) for _, hits in found) >= least else None
        case Page() | Exact() | Measure():
            value = fact(node, view)
            return None if value is None else [Finding(node, value=value)]
        case _:
            return _findings(node, [(window[0], spans(node, *window)) for window in windows]) or None


def false(node: Node, windows: Sequence[Window], view: View) -> Proof | None:
    """What makes the node false inside the windows, or None where it is true; only a double negation leaves a trace."""
    match node:
        case And(parts):
            return _any(false(part, windows, view) for part in parts)
        case Or(parts):
            return _all(false(part, windows, view) for part in parts)
        case Not(part):
            return true(part, windows, view)
        case In(field, part):
            text = view.text(field)
            return false(part, [text.whole] if text else [], view)
        case _:
            return [] if true(node, windows, view) is None else None


def _all(proofs: Iterable[Proof | None]) -> Proof | None:
    joined: Proof = []
    for proof in proofs:
        if proof is None:
            return None
        joined += proof
    return joined


def _any(proofs: Iterable[Proof | None]) -> Proof | None:
    proved = [proof for proof in proofs if proof is not None]
    return [finding for proof in proved for finding in proof] if proved else None


def _findings(node: Node, found: Iterable[tuple[Text, Sequence[Span]]]) -> Proof:
    return [Finding(node, text, tuple(hits)) for text, hits in found if hits]


def _near(node: Near, windows: Sequence[Window]) -> Proof | None:
    proof = []
    for window in windows:
        found = chain(node, [spans(part, *window) for part in node.parts])
        if found:
            proof.append(Finding(node, window[0], found.spans, closest=found.closest, distance=found.distance))
    return proof or None


def likely_units(unit: str, parts: And, window: Window) -> Sequence[Span]:
    """The sentences or paragraphs in which all parts may hold: those with the term of which there are the fewest."""
    text, low, high = window
    terms = [spans(part, *window) for part in parts.parts if is_plain(part)]
    fewest = min(terms, key=lambda found: len(found), default=None)
    return text.units(unit, low, high) if fewest is None else text.units_of(unit, fewest, low, high)


def _same(unit: str, parts: And, windows: Sequence[Window], view: View) -> Proof | None:
    """What stands in every sentence or paragraph in which all parts hold."""
    proof: Proof = []
    for text, low, high in windows:
        for start, end in likely_units(unit, parts, (text, low, high)):
            proof += (replace(found, unit=unit) for found in true(parts, [(text, start, end)], view) or ())
    return proof or None
