"""A file of subscribers and watches → values; every mistake is told with file, line and key."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from model.errors import RuleError
from model.watching import ChannelAddress, Subscriber, Watch
from service.catalog.marked import Mistakes, Place, load_yaml, unknown
from service.catalog.sources import ID
from service.catalog.topics import rule_words
from topics.parser import parse

Shape = TypeVar("Shape", bound=BaseModel)


class ChannelEntry(BaseModel):
    """One channel of a subscriber."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(pattern=ID)
    url: str = Field(pattern=r"^[a-zA-Z][a-zA-Z0-9+.-]*://")


class SubscriberEntry(BaseModel):
    """One entry under `subscribers:`."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str = Field(pattern=ID)
    name: str = Field(min_length=1)
    channels: list[ChannelEntry] = []
    enabled: bool = True


class WatchEntry(BaseModel):
    """One entry under `watches:`; without `channels:` it goes to all of its subscriber's."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str = Field(pattern=ID)
    subscriber: str
    name: str = Field(min_length=1)
    rule: str = Field(min_length=1)
    channels: list[str] = []
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class People:
    """Subscribers and watches in the order of the file."""

    subscribers: tuple[Subscriber, ...]
    watches: tuple[Watch, ...]


def load_watches(path: Path, known: dict[str, tuple[str, ...]] | None = None) -> People:
    """Read a watch file; `known` are subscribers already stored, each with its channels' names.

    Raises CatalogError with every mistake in it, one a line.
    """
    marked = load_yaml(path)
    mistakes = Mistakes(marked)
    top = marked.value if marked.value is not None else {}
    if not isinstance(top, dict):
        mistakes.add((), "must hold `subscribers:` and `watches:`, two lists")
        mistakes.check()
        return People((), ())
    for key in top.keys() - {"subscribers", "watches"}:
        mistakes.add((key,), unknown(key, ["subscribers", "watches"]))
    subscribers = _subscribers(_entries(top, "subscribers", SubscriberEntry, mistakes), mistakes)
    channels = dict(known or {}) | {s.id: tuple(c.name for c in s.channels) for s in subscribers}
    watches = [
        _watch(entry, place, channels, mistakes) for place, entry in _entries(top, "watches", WatchEntry, mistakes)
    ]
    _refuse_twice([w.id for w in watches], "watches", mistakes)
    mistakes.check()
    return People(tuple(subscribers), tuple(watches))


def _entries(top: dict[str, object], key: str, shape: type[Shape], mistakes: Mistakes) -> list[tuple[Place, Shape]]:
    listed = top.get(key) or []
    if not isinstance(listed, list):
        mistakes.add((key,), "must be a list of entries, each beginning with `- id:`")
        return []
    found: list[tuple[Place, Shape]] = []
    for number, raw in enumerate(listed):
        try:
            found.append(((key, number), shape.model_validate(raw)))
        except ValidationError as error:
            mistakes.add_invalid((key, number), error, sorted(shape.model_fields))
    return found


def _subscribers(entries: list[tuple[Place, SubscriberEntry]], mistakes: Mistakes) -> list[Subscriber]:
    found = []
    for place, entry in entries:
        names = [channel.name for channel in entry.channels]
        if len(set(names)) < len(names):
            mistakes.add((*place, "channels"), "two channels have the same name; give each its own")
        channels = tuple(ChannelAddress(channel.name, channel.url) for channel in entry.channels)
        found.append(Subscriber(entry.id, entry.name, channels, entry.enabled))
    _refuse_twice([s.id for s in found], "subscribers", mistakes)
    return found


def _watch(entry: WatchEntry, place: Place, channels: dict[str, tuple[str, ...]], mistakes: Mistakes) -> Watch:
    if entry.subscriber not in channels:
        mistakes.add(
            (*place, "subscriber"),
            f"nobody has the id {entry.subscriber!r}; known: {', '.join(sorted(channels)) or 'none'}",
        )
    for name in entry.channels:
        if name not in channels.get(entry.subscriber, ()):
            mistakes.add((*place, "channels"), f"{entry.subscriber} has no channel {name!r}; add it or leave it out")
    try:
        parse(entry.rule)
    except RuleError as error:
        mistakes.add((*place, "rule"), rule_words(error))
    return Watch(entry.id, entry.subscriber, entry.name, entry.rule, tuple(entry.channels), entry.enabled)


def _refuse_twice(ids: list[str], key: str, mistakes: Mistakes) -> None:
    for name in {name for name in ids if ids.count(name) > 1}:
        mistakes.add((key,), f"the id {name!r} is used twice; give each its own")
