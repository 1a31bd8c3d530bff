"""Profiles: what a family of sites does its own way, as data under `profiles:` of sources.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from ingest.extract.markup import holds
from model.errors import CatalogError


@dataclass(frozen=True, slots=True)
class Profile:
    """A family of sites. A profile only adds: the generic way fills what it lacks.

    `hosts` (a host's end) and `markers` (strings of the source, any of them) recognise a page; after the day
    `until` the profile no longer speaks for new pages. Every other key is a list of CSS selectors, tried in order:
    those of an article, `drop` for what is no text inside its body, `links` and `next` for a list page.
    """

    name: str
    hosts: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    kicker: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    until: date | None = None

    def recognises(self, url: str, text: str) -> bool:
        """Whether a page is of this family: its host is one of the hosts, or its source holds a marker."""
        return self.is_host_of(url) or any(marker in text for marker in self.markers)

    def is_host_of(self, url: str) -> bool:
        """Whether an address is on one of its hosts."""
        return self.has_host(host_of(url))

    def has_host(self, host: str) -> bool:
        """Whether a host is one of its hosts, or below one."""
        return ("." + host).endswith(tuple(map(".".__add__, self.hosts)))

    def speaks_for(self, moment: datetime | None) -> bool:
        """Whether it still holds for a page of that time."""
        return self.until is None or moment is None or moment.date() <= self.until


SELECTORS = tuple(field.name for field in fields(Profile) if field.name not in ("name", "hosts", "markers", "until"))
"""The keys that hold CSS selectors: what `select:` of a source may override."""

KEYS = ("hosts", "markers", *SELECTORS, "until")


def load_profiles(mapping: Mapping[str, object]) -> dict[str, Profile]:
    """The profiles of a `profiles:` mapping, by name; raises CatalogError that names profile, key and remedy."""
    return {name: _profile(name, body) for name, body in mapping.items()}


def recognised(profiles: Sequence[Profile], url: str, markup: bytes) -> list[Profile]:
    """The profiles of a page: those of its host; where there is none, those that know a marker of its source."""
    host = host_of(url)
    found = [profile for profile in profiles if profile.has_host(host)]
    return found or [p for p in profiles if p.markers and any(holds(markup, marker) for marker in p.markers)]


def host_of(url: str) -> str:
    """The host of an address in lower case, without its port; "" where there is none."""
    return url.partition("://")[2].partition("/")[0].partition(":")[0].lower()


def with_select(profile: Profile | None, select: Mapping[str, object], name: str = "select") -> Profile | None:
    """The profile with a source's own `select:` before its selectors; None where there is neither."""
    if not select:
        return profile
    base = profile or Profile(name)
    merged: dict[str, Any] = {
        key: (*_strings(name, key, value), *getattr(base, key, ())) for key, value in select.items()
    }
    return replace(base, **merged)


def _profile(name: str, body: object) -> Profile:
    if not isinstance(body, Mapping):
        raise CatalogError(f"profile {name}: must be a mapping of {', '.join(KEYS)}")
    until = body.get("until")
    if until is not None and (not isinstance(until, date) or isinstance(until, datetime)):
        raise CatalogError(f"profile {name}: until must be a day such as 2024-11-30, not {until!r}")
    found = {key: _strings(name, key, value) for key, value in body.items() if key != "until"}
    return Profile(name, until=until, **found)


def _strings(name: str, key: str, value: object) -> tuple[str, ...]:
    if key not in KEYS or key == "until":
        raise CatalogError(f"profile {name}: unknown key {key!r}; known keys: {', '.join(KEYS)}")
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, Sequence) or not all(isinstance(item, str) for item in listed):
        raise CatalogError(f"profile {name}: {key} must be a string or a list of strings, not {value!r}")
    if key in SELECTORS:
        for selector in listed:
            _check(name, key, selector)
    return tuple(listed)


def _check(name: str, key: str, selector: str) -> None:
    try:
        LexborHTMLParser("<p></p>").css(selector)
    except SelectolaxError as error:
        raise CatalogError(f"profile {name}: {key}: {selector!r} is no CSS selector") from error
