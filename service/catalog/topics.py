"""topics.yaml → Topics; a rule that cannot be read is told with file, line and its position in the rule."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from model.errors import RuleError
from model.watching import Topic
from service.catalog.marked import Mistakes, Place, load_yaml, unknown
from topics.parser import parse


class Entry(BaseModel):
    """One entry under `topics:`; `parent:` is a topic that this one implies."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(min_length=1)
    rule: str = Field(min_length=1)
    parent: str | None = None
    strong: list[str] = []
    weak: list[str] = []
    exclude: list[str] = []
    threshold: float = Field(default=1.0, gt=0)
    title_weight: float = Field(default=3.0, ge=0)
    lead_weight: float = Field(default=2.0, ge=0)


def load_topics(path: Path) -> Sequence[Topic]:
    """Read a topics.yaml; raises CatalogError with every mistake in it, one a line."""
    marked = load_yaml(path)
    mistakes = Mistakes(marked)
    top = marked.value if marked.value is not None else {}
    if not isinstance(top, dict) or not isinstance(top.get("topics") or [], list):
        mistakes.add((), "must hold `topics:`, a list of entries with name and rule")
        mistakes.check()
        return ()
    for key in top.keys() - {"topics"}:
        mistakes.add((key,), unknown(key, ["topics"]))
    found: dict[str, Topic] = {}
    for number, raw in enumerate(top.get("topics") or []):
        _add(raw, ("topics", number), found, mistakes)
    for number, raw in enumerate(top.get("topics") or []):
        topic = found.get(str(raw.get("name"))) if isinstance(raw, dict) else None
        if topic is not None and topic.parent is not None and not _reaches_the_top(topic, found):
            mistakes.add(
                ("topics", number, "parent"), f"{topic.parent!r} is no topic, or it implies {topic.name!r} itself"
            )
    mistakes.check()
    return tuple(found.values())


def _add(raw: object, place: Place, found: dict[str, Topic], mistakes: Mistakes) -> None:
    try:
        entry = Entry.model_validate(raw)
    except ValidationError as error:
        mistakes.add_invalid(place, error, sorted(Entry.model_fields))
        return
    if entry.name in found:
        mistakes.add((*place, "name"), f"the topic {entry.name!r} stands twice; keep one")
    try:
        parse(entry.rule)
    except RuleError as error:
        mistakes.add((*place, "rule"), rule_words(error))
        return
    found[entry.name] = Topic(
        name=entry.name,
        rule=entry.rule,
        parent=entry.parent,
        threshold=entry.threshold,
        title_weight=entry.title_weight,
        lead_weight=entry.lead_weight,
        strong=tuple(entry.strong),
        weak=tuple(entry.weak),
        exclude=tuple(entry.exclude),
    )


def _reaches_the_top(topic: Topic, found: Mapping[str, Topic]) -> bool:
    """Whether going from parent to parent ends at a topic without one."""
    met = set[str]()
    parent = topic.parent
    while parent is not None:
        if parent in met or parent not in found:
            return False
        met.add(parent)
        parent = found[parent].parent
    return True


def rule_words(error: RuleError) -> str:
    """A mistake in a rule, for whoever keeps the file that it stands in."""
    hint = f" ({error.hint})" if error.hint else ""
    return f"{error} at character {error.position + 1} of the rule{hint}"
