"""Says in one line of Chinese why an article was hit: 标题含“知识产权强国”; 正文第 3 段“党建”与“融合”相距 7 字."""

from collections.abc import Iterable, Sequence

from model.messages import say
from model.query import PHRASE_FIELDS
from topics.proof import Finding
from topics.rule import Count, Exact, Near, Page
from topics.spans import apart
from topics.text import Text

MOST = 6
"""At most that many things are told: a line is for a glance, the evidence has the rest."""
RANK = {field: rank for rank, field in enumerate(("title", "kicker", "subtitle", "body", *PHRASE_FIELDS[4:]))}


def explain(proof: Iterable[Finding]) -> str:
    """The line for that proof; each part of the rule is told where it stands first, titles before the body."""
    parts: dict[object, list[Finding]] = {}
    for finding in proof:
        parts.setdefault((finding.node, finding.unit), []).append(finding)
    told: dict[str, list[str]] = {}
    for findings in parts.values():
        form, term = _part(sorted(findings, key=_rank))
        told.setdefault(form, []).append(term)
    sentences = [_filled(form, list(dict.fromkeys(terms))) for form, terms in told.items()]
    return "; ".join(dict.fromkeys(sentences[:MOST]))


def _rank(finding: Finding) -> int:
    return RANK[finding.text.field] if finding.text else 0


def _filled(form: str, terms: Sequence[str]) -> str:
    return form.replace("{terms}", say("topics.match.and").join(terms[:MOST]))


def _part(findings: Sequence[Finding]) -> tuple[str, str]:
    """What is told of one part of the rule: a sentence with room for terms, and the term."""
    first = findings[0]
    if first.text is None:
        return _fact(first), ""
    if isinstance(first.node, Near):
        return _near(first, first.text)
    term = quoted(first.text, first.spans[0])
    count = sum(len(apart(finding.spans)) for finding in findings)
    if isinstance(first.node, Count):
        return say("topics.match.count", terms=_several(findings), count=str(count)), ""
    place = placed(first.text, first.spans[0][0])
    times = say("topics.match.times", count=str(count)) if count > 1 else ""
    if first.unit:
        unit = say(f"topics.units.{first.unit}")
        return say("topics.match.same", place=place, unit=unit, terms="{terms}"), term
    return say("topics.match.place", place=place, terms="{terms}"), term + times


def _several(findings: Sequence[Finding]) -> str:
    """The different things that were counted together."""
    texts = [quoted(finding.text, span) for finding in findings if finding.text for span in finding.spans]
    return say("topics.match.and").join(list(dict.fromkeys(texts))[:MOST])


def _near(finding: Finding, text: Text) -> tuple[str, str]:
    assert isinstance(finding.node, Near)
    many = len(finding.node.parts) > 2
    terms = [quoted(text, span) for span in finding.closest]
    joined = (say("topics.match.and") if many else say("topics.match.with")).join(terms)
    place = placed(text, finding.closest[0][0])
    key = "topics.match.near_many" if many else "topics.match.near"
    return say(key, place=place, terms=joined, distance=str(finding.distance)), ""


def _fact(finding: Finding) -> str:
    value = finding.value
    match finding.node:
        case Page():
            known = value.strip("第版").isascii()
            return say("topics.match.page" if known else "topics.match.page_name", value=value)
        case Exact("kind", kind):
            return say("topics.match.kind", value=say(f"topics.kinds.{kind}"))
        case node:
            return say(f"topics.match.{getattr(node, 'field', 'topic')}", value=value)


def placed(text: Text, start: int) -> str:
    """The place of a folded character, as a reader calls it: 标题, 正文第 3 段."""
    if text.field == "body":
        return say("topics.match.body", paragraph=str(text.paragraph(start)))
    return say(f"topics.fields.{text.field}")


def quoted(text: Text, span: tuple[int, int]) -> str:
    """The printed text of a folded span, in quotation marks."""
    start, end = text.folded.span(*span)
    return say("topics.match.quoted", text=text.folded.printed[start:end])
