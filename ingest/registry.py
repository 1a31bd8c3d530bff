"""The kinds of source: found by scanning `ingest/kinds/`, their options checked against their dataclass fields."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

import ingest.kinds
from ingest.extract.profile import Profile
from ingest.kind import Kind
from model.errors import CatalogError
from model.source import Source

GIVEN = "given"
"""Metadata key of a field that the house fills in, and no entry of sources.yaml may."""


@cache
def kinds() -> dict[str, type[Kind]]:
    """Every kind of source by name: the class named KIND of each module in `ingest/kinds/`."""
    found = {}
    for module in sorted(pkgutil.iter_modules(ingest.kinds.__path__), key=lambda one: one.name):
        kind = getattr(importlib.import_module(f"ingest.kinds.{module.name}"), "KIND", None)
        if kind is not None:
            found[module.name] = kind
    return found


def option_names(kind: str) -> list[str]:
    """The options that a kind takes, in the order of its fields."""
    return [one.name for one in _options(kind)]


def option_problems(source: Source) -> list[tuple[str, str]]:
    """What is wrong with a source's kind and options, as (key, message) pairs; empty where all is right."""
    if source.kind not in kinds():
        return [("kind", f"unknown kind {source.kind!r}; known kinds: {', '.join(kinds())}")]
    known = option_names(source.kind)
    problems = [
        (key, f"unknown option {key!r} of kind {source.kind}; known options: {', '.join(known) or 'none'}")
        for key in source.options
        if key not in known
    ]
    _, invalid = _checked(source)
    return problems + invalid


def make(source: Source, profiles: Mapping[str, Profile] | None = None) -> Kind:
    """The kind that looks at and reads this source; raises CatalogError where its entry is wrong."""
    problems = option_problems(source)
    if problems:
        raise CatalogError("; ".join(f"source {source.id}: {key}: {message}" for key, message in problems))
    values, _ = _checked(source)
    kind: Any = kinds()[source.kind]
    if any(one.name == "profiles" and one.metadata.get(GIVEN) for one in fields(kind)):
        values["profiles"] = dict(profiles or {})
    made: Kind = kind(**values)
    return made


def _options(kind: str) -> list[Any]:
    chosen: Any = kinds()[kind]
    return [one for one in fields(chosen) if not one.metadata.get(GIVEN)]


def _checked(source: Source) -> tuple[dict[str, object], list[tuple[str, str]]]:
    """The options of the right types, and what is wrong with the others."""
    hints = get_type_hints(kinds()[source.kind])
    values: dict[str, object] = {}
    problems: list[tuple[str, str]] = []
    for one in _options(source.kind):
        if one.name not in source.options:
            continue
        try:
            values[one.name] = TypeAdapter(hints[one.name]).validate_python(source.options[one.name])
        except ValidationError as error:
            given = source.options[one.name]
            problems.append((one.name, f"{given!r} will not do: {error.errors()[0]['msg']}"))
    return values, problems
