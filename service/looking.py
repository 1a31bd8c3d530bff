"""One look at a source that stores nothing: what it shows, and what its articles give, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ingest.identity import identify
from ingest.kind import Harvest, Reading
from ingest.normalise import normalise
from ingest.registry import make
from model.errors import BaoshaoError
from model.schema import public
from model.source import Fetch, FetchState, Ref, Source
from service.house import House

SHOWN = (
    "kind title kicker subtitle original_title original_url authors credit editors section edition issue_date page_no "
    "page_name published_at paragraphs images attachments document language"
).split()
"""The fields that a check shows, in the order of the schema."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One ref of a source, what reading it gave, and the error where it gave nothing."""

    ref: Ref
    reading: Reading | None
    articles: tuple[Mapping[str, Any], ...] = ()
    error: str | None = None


def look(house: House, source: Source, now: datetime) -> tuple[Harvest, Fetch]:
    """What the source shows now, as if it were met for the first time. Raises FetchError and ParseError."""
    fetch = house.fetcher.for_source(source)
    harvest = make(source, house.catalog.profiles).look(source, FetchState(source.id), fetch, now)
    return harvest, fetch


def read_some(
    house: House, source: Source, harvest: Harvest, fetch: Fetch, now: datetime, most: int
) -> Iterator[Looked]:
    """The first refs of a look, each with its articles in the public schema."""
    kind = make(source, house.catalog.profiles)
    for ref in harvest.refs[:most]:
        try:
            reading = kind.read(source, ref, fetch, now)
        except BaoshaoError as error:
            yield Looked(ref, None, error=str(error))
            continue
        articles = (identify(normalise(raw, source_id=source.id, now=now)) for raw in reading.articles)
        yield Looked(ref, reading, tuple(public(article) for article in articles))


def rows_of(article: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(field, value, where it came from) for each field of an article; a missing one says so."""
    origins = article["extraction"]["fields"]
    for name in SHOWN:
        value = _shown(name, article[name])
        if name in article["missing"]:
            yield name, "missing", ""
        elif value:
            yield name, value, origins.get(name, "")


def _shown(name: str, value: Any) -> str:
    if name == "paragraphs":
        size = sum(map(len, value))
        return f"{len(value)} paragraphs, {size} characters: {value[0][:30]} … {value[-1][-20:]}" if value else ""
    if name == "authors":
        return "、".join(f"{each['name']}（{each['role']}）" if each["role"] else each["name"] for each in value)
    if name == "images":
        return f"{len(value)}: {value[0]['url']}" if value else ""
    if name == "attachments":
        return "、".join(each["name"] for each in value)
    if name == "document":
        return "、".join(str(each) for each in value.values() if each) if value else ""
    return "、".join(value) if isinstance(value, list) else str(value or "")
