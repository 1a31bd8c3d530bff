"""Cutting and marking printed text around its evidence, for messages and pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.article import Article
from model.watching import Evidence

Span = tuple[int, int]
_CUT = "…"
_STOPS = "。！？；!?;"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and whether it is evidence."""

    text: str
    marked: bool = False


def spans_in(evidence: Iterable[Evidence], field: str) -> list[Span]:
    """The spans of one field in order, those that touch or overlap joined; code points [start, end)."""
    joined: list[Span] = []
    for start, end in sorted((e.start, e.end) for e in evidence if e.field == field):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    return joined


def marked(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The text cut into pieces, those inside the spans (in order, not overlapping) marked; nothing lost or added."""
    pieces: list[Piece] = []
    at = 0
    for start, end in spans:
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if at < start:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], marked=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)


def marked_paragraphs(paragraphs: Sequence[str], spans: Sequence[Span]) -> tuple[tuple[Piece, ...], ...]:
    """Each paragraph in pieces; the spans point into the paragraphs joined by line breaks (field "body")."""
    found: list[tuple[Piece, ...]] = []
    offset = 0
    for paragraph in paragraphs:
        own = [(start - offset, end - offset) for start, end in spans if start < offset + len(paragraph)]
        found.append(marked(paragraph, [(start, end) for start, end in own if end > 0]))
        offset += len(paragraph) + 1
    return tuple(found)


def excerpt(article: Article, evidence: Iterable[Evidence], limit: int = 120) -> tuple[Piece, ...]:
    """At most `limit` characters of one paragraph, around its evidence, in pieces; "…" stands where text was cut.

    Without evidence in the text it is the text's beginning. No text gives no pieces.
    """
    body = article.body  # of a later revision, perhaps, in which the evidence stands elsewhere
    spans = spans_in((e for e in evidence if body[e.start : e.end] == e.text), "body")
    first = spans[0] if spans else (0, 0)
    offset = 0
    for paragraph in article.paragraphs:
        end = offset + len(paragraph)
        if first[0] < end:
            own = [(max(s, offset) - offset, min(e, end) - offset) for s, e in spans if s < end and e > offset]
            return _window(paragraph, own, limit)
        offset = end + 1
    return ()


def _window(text: str, spans: Sequence[Span], limit: int) -> tuple[Piece, ...]:
    if len(text) <= limit:
        return marked(text, spans)
    start, end = _bounds(text, spans[0] if spans else (0, 0), limit - 2 * len(_CUT))
    inside = [(s - start, min(e, end) - start) for s, e in spans if start <= s < end]
    head = (Piece(_CUT),) if start else ()
    tail = (Piece(_CUT),) if end < len(text) else ()
    return head + marked(text[start:end], inside) + tail


def _bounds(text: str, span: Span, room: int) -> Span:
    """Where to cut: a third of the spare room before the evidence, at a sentence's start where one is near."""
    before = max(0, room - (span[1] - span[0])) // 3
    start = max(0, min(span[0] - before, len(text) - room))
    stops = [at for at in range(max(0, start - 1), span[0]) if text[at] in _STOPS]
    if start and stops:
        start = stops[0] + 1
    return start, min(len(text), start + room)
