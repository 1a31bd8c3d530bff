"""topics.yaml → Topics; a rule that cannot be read is told with file, line and its position in the rule."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from model.errors import RuleError
from model.watching import Topic
from service.catalog.marked import Mistakes, Place, load_yaml, unknown
from topics.parser import parse


class Entry(BaseModel):
    """One entry under `topics:`; `children:` are topics that imply it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(min_length=1)
    rule: str = Field(min_length=1)
    threshold: float = 1.0
    title_weight: float = 3.0
    lead_weight: float = 2.0
    children: list["Entry"] = []


def load_topics(path: Path) -> Sequence[Topic]:
    """Read a topics.yaml, parents before children; raises CatalogError with every mistake in it, one a line."""
    marked = load_yaml(path)
    mistakes = Mistakes(marked)
    top = marked.value if marked.value is not None else {}
    if not isinstance(top, dict) or not isinstance(top.get("topics", []), list):
        mistakes.add((), "must hold `topics:`, a list of entries with name and rule")
        mistakes.check()
        return ()
    for key in top.keys() - {"topics"}:
        mistakes.add((key,), unknown(key, ["topics"]))
    found: dict[str, Topic] = {}
    for number, raw in enumerate(top.get("topics") or []):
        _add(raw, None, ("topics", number), found, mistakes)
    mistakes.check()
    return tuple(found.values())


def _add(raw: object, parent: str | None, place: Place, found: dict[str, Topic], mistakes: Mistakes) -> None:
    try:
        entry = Entry.model_validate(raw)
    except ValidationError as error:
        mistakes.add_invalid(place, error, sorted(Entry.model_fields))
        return
    children = raw.get("children", []) if isinstance(raw, Mapping) else []
    _keep(entry, parent, place, found, mistakes)
    for number, child in enumerate(children):
        _add(child, entry.name, (*place, "children", number), found, mistakes)


def _keep(entry: Entry, parent: str | None, place: Place, found: dict[str, Topic], mistakes: Mistakes) -> None:
    if entry.name in found:
        mistakes.add((*place, "name"), f"the topic {entry.name!r} stands twice; keep one")
    try:
        parse(entry.rule)
    except RuleError as error:
        hint = f" ({error.hint})" if error.hint else ""
        mistakes.add((*place, "rule"), f"{error} at character {error.position + 1} of the rule{hint}")
        return
    found[entry.name] = Topic(entry.name, entry.rule, parent, entry.threshold, entry.title_weight, entry.lead_weight)
