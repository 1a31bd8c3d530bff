"""sources.yaml → Sources and profiles; every mistake is told with file, line and key, all at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from ingest.extract.profile import Profile, load_profiles
from ingest.registry import kinds, option_names, option_problems
from model.errors import CatalogError
from model.source import Source
from service.catalog import values
from service.catalog.marked import Mistakes, Place, load_yaml, unknown
from service.settings import shipped
from service.triggers import cron_trigger

ID = r"^[a-z0-9][a-z0-9._-]{0,63}$"


class Entry(BaseModel):
    """One entry under `sources:`; keys that are not here are options of its kind."""

    model_config = ConfigDict(extra="allow", strict=True)

    id: str = Field(pattern=ID)
    name: str = Field(min_length=1)
    kind: str
    url: str | None = None
    urls: list[str] = []
    profile: str | None = None
    every: Annotated[timedelta, BeforeValidator(values.duration)] | None = None
    cron: str | None = None
    zone: str = "Asia/Shanghai"
    pace: Annotated[float, BeforeValidator(values.pace)] = 1.0
    enabled: bool = True
    cookies: bool = False
    select: dict[str, object] = {}

    @field_validator("zone")
    @classmethod
    def _zone_is_known(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("is no time zone; such as Asia/Shanghai") from error
        return zone

    @field_validator("cron")
    @classmethod
    def _cron_is_right(cls, cron: str) -> str:
        cron_trigger(cron, "UTC")
        return cron

    @model_validator(mode="after")
    def _is_whole(self) -> "Entry":
        if bool(self.url) == bool(self.urls):
            raise ValueError("give either `url:` or `urls:`")
        if self.every and self.cron:
            raise ValueError("give either `every:` or `cron:`")
        return self


@dataclass(frozen=True, slots=True)
class Catalog:
    """What sources.yaml says: sources by id, and profiles by name (the shipped ones and the file's own)."""

    file: str
    sources: Mapping[str, Source]
    profiles: Mapping[str, Profile]
    retention: int  # days for which snapshots are kept


RETENTION = 90
"""Days for which snapshots are kept where sources.yaml says nothing."""
TOP = ["sources", "profiles", "retention"]


def load_sources(path: Path) -> Catalog:
    """Read a sources.yaml; raises CatalogError with every mistake in it, one a line."""
    marked = load_yaml(path)
    mistakes = Mistakes(marked)
    top = marked.value if marked.value is not None else {}
    if not isinstance(top, dict):
        mistakes.add((), "must hold `sources:` (a list) and may hold `profiles:`")
        mistakes.check()
        raise AssertionError
    for key in top.keys() - set(TOP):
        mistakes.add((key,), unknown(str(key), TOP))
    retention = top.get("retention", RETENTION)
    if not isinstance(retention, int) or retention < 1:
        mistakes.add(("retention",), f"must be a number of days, such as 90 (found {retention!r})")
    profiles = _profiles(top, path, mistakes)
    sources = _sources(top.get("sources") or [], profiles, mistakes)
    mistakes.check()
    return Catalog(str(path), sources, profiles, retention)


def _profiles(top: Mapping[str, object], path: Path, mistakes: Mistakes) -> dict[str, Profile]:
    """The shipped profiles with those of the file laid over them."""
    own = top.get("profiles") or {}
    if not isinstance(own, dict):
        mistakes.add(("profiles",), "must be a mapping of names to profiles")
        own = {}
    base: dict[str, object] = {}
    if path.resolve() != shipped("sources.yaml").resolve():
        value = load_yaml(shipped("sources.yaml")).value
        base = value.get("profiles") or {} if isinstance(value, dict) else {}
    found: dict[str, Profile] = load_profiles(base)
    for name, body in own.items():
        try:
            found |= load_profiles({name: body})
        except CatalogError as error:
            mistakes.add(("profiles", name), str(error))
    return found


def _sources(entries: object, profiles: Mapping[str, Profile], mistakes: Mistakes) -> dict[str, Source]:
    if not isinstance(entries, list):
        mistakes.add(("sources",), "must be a list of entries, each beginning with `- id:`")
        return {}
    sources: dict[str, Source] = {}
    for number, entry in enumerate(entries):
        place: Place = ("sources", number)
        if not isinstance(entry, dict):
            mistakes.add(place, "must be an entry with id, name, kind and url")
            continue
        source = _source(entry, place, profiles, mistakes)
        if source is None:
            continue
        if source.id in sources:
            mistakes.add((*place, "id"), f"the id {source.id!r} is used twice; give each source its own")
        sources[source.id] = source
    return sources


def _source(
    entry: dict[str, object], place: Place, profiles: Mapping[str, Profile], mistakes: Mistakes
) -> Source | None:
    """One checked entry, or None where it has a mistake."""
    before = len(mistakes.found)
    kind = str(entry.get("kind"))
    options = option_names(kind) if kind in kinds() else []
    for key in entry.keys() - {*Entry.model_fields, *options} if kind in kinds() else ():
        mistakes.add((*place, str(key)), unknown(str(key), [*Entry.model_fields, *options]))
    if "kind" in entry and kind not in kinds():
        mistakes.add((*place, "kind"), f"unknown kind {kind!r}; known kinds: {', '.join(sorted(kinds()))}")
    try:
        read = Entry.model_validate(entry)
    except ValidationError as error:
        mistakes.add_invalid(place, error, sorted(Entry.model_fields))
        return None
    if read.profile is not None and read.profile not in profiles:
        mistakes.add(
            (*place, "profile"), f"unknown profile {read.profile!r}; known profiles: {', '.join(sorted(profiles))}"
        )
    urls = tuple(read.urls or [read.url or ""])
    _check_urls(read, urls, place, mistakes)
    given = dict(read.model_extra or {})
    source = Source(**read.model_dump(exclude={"url", "urls", *given}), urls=urls, options=given)
    if len(mistakes.found) == before:
        for key, message in option_problems(source):
            mistakes.add((*place, key), message)
    return source if len(mistakes.found) == before else None


def _check_urls(entry: Entry, urls: tuple[str, ...], place: Place, mistakes: Mistakes) -> None:
    if entry.kind == "folder":
        return
    for url in urls:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            mistakes.add((*place, "url"), f"{url!r} must be an http or https address")
