"""Continuations: what goes on on another page (下转N版, 上接N版) becomes one article, at the place where it begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.newspaper.words import CONTINUED_FROM, CONTINUED_ON, FULL_STOP
from model.article import RawArticle

HEAD = 40  # characters of a text in which 上接N版 stands


@dataclass(frozen=True, slots=True)
class Links:
    """The pages that an article refers to, as plain numbers; None where it does not."""

    begins_on: str | None
    goes_on: str | None


def plain_number(number: str) -> str:
    """A page's number without its edition's letter and its zeros: A04 → 4."""
    digits = re.sub(r"\D", "", number)
    return str(int(digits)) if digits else number


def links_of(raw: RawArticle) -> Links:
    """What 上接N版 and 下转N版 in an article say."""
    begins = next((match for text in _heads(raw) if (match := CONTINUED_FROM.search(text[:HEAD]))), None)
    goes = CONTINUED_ON.search(raw.continued_on or (raw.paragraphs[-1] if raw.paragraphs else ""))
    return Links(plain_number(begins[1]) if begins else None, plain_number(goes[1]) if goes else None)


def join_continuations(articles: Sequence[RawArticle]) -> list[RawArticle]:
    """The articles with each rest appended to its beginning; a rest without a beginning stays, as a continuation."""
    links = {id(raw): links_of(raw) for raw in articles}
    rests = [raw for raw in articles if links[id(raw)].begins_on is not None]
    joined: dict[int, RawArticle] = {}
    gone: set[int] = set()
    for rest in rests:
        beginnings = [raw for raw in articles if raw is not rest and id(raw) not in joined and _fits(raw, rest, links)]
        if not beginnings:
            joined[id(rest)] = _marked(rest)
            continue
        first = max(beginnings, key=lambda raw: _alike(raw, rest))
        joined[id(first)] = _joined(first, rest)
        gone.add(id(rest))
    return [joined.get(id(raw), raw) for raw in articles if id(raw) not in gone]


def _heads(raw: RawArticle) -> Iterator[str]:
    yield from (raw.kicker or "", raw.title or "", raw.subtitle or "")
    yield raw.continued_from or ""
    yield from raw.bylines
    yield from raw.paragraphs[:1]


def _fits(first: RawArticle, rest: RawArticle, links: dict[int, Links]) -> bool:
    """Whether the rest may belong to this beginning: it stands on the page named, and says so or has the same title."""
    if plain_number(first.page_no or "") != links[id(rest)].begins_on:
        return False
    goes_on = links[id(first)].goes_on
    return goes_on == plain_number(rest.page_no or "") or (goes_on is None and _alike(first, rest) >= 0.8)


def _alike(first: RawArticle, rest: RawArticle) -> float:
    """The share of the rest's title that stands in the beginning's; the rest's is often a shorter one."""
    mine, its = _letters(first.title), _letters(CONTINUED_FROM.sub("", rest.title or ""))
    if not its:
        return 0.5
    return sum(char in mine for char in its) / len(its)


def _letters(text: str | None) -> str:
    return re.sub(r"\W", "", text or "")


def _joined(first: RawArticle, rest: RawArticle) -> RawArticle:
    """One article: the marks go, and a sentence that the page broke is whole again."""
    *before, last = first.paragraphs
    last = CONTINUED_ON.sub("", last).strip()
    head = [*before, last] if last else before
    tail = list(_unmarked(rest).paragraphs)
    if head and tail and not FULL_STOP.search(head[-1]):
        head[-1] += tail.pop(0)
    names = tuple(name for name in rest.bylines if name not in first.bylines and not CONTINUED_FROM.search(name))
    return replace(
        first,
        paragraphs=(*head, *tail),
        images=(*first.images, *rest.images),
        bylines=(*first.bylines, *names),
    )


def _unmarked(rest: RawArticle) -> RawArticle:
    """The rest without 上接N版, which is no text and no byline."""
    first = (
        CONTINUED_FROM.sub("", rest.paragraphs[0][:HEAD]).strip() + rest.paragraphs[0][HEAD:] if rest.paragraphs else ""
    )
    paragraphs = (first, *rest.paragraphs[1:]) if first else rest.paragraphs[1:]
    return replace(
        rest,
        title=CONTINUED_FROM.sub("", rest.title or "").strip() or None,
        bylines=tuple(line for line in rest.bylines if not CONTINUED_FROM.search(line)),
        paragraphs=paragraphs,
    )


def _marked(rest: RawArticle) -> RawArticle:
    return replace(_unmarked(rest), kind="continuation")
