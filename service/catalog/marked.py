"""YAML with its line marks, so that every mistake can be named with file, line and key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import ValidationError

from model.errors import CatalogError

Place = tuple[str | int, ...]
MOST = 30
"""Mistakes told at once."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A YAML document as plain values, with the line (from 1) of each key and item."""

    file: str
    value: object
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest one around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


@dataclass(slots=True)
class Mistakes:
    """Collects mistakes of one file, so that all are told at once."""

    marked: Marked
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, place: Place, message: str) -> None:
        """Note one mistake at a place (keys and item numbers from the top)."""
        name = place[-1] if place and isinstance(place[-1], str) else ""
        line = self.marked.line(place)
        self.found.append((line, f"{self.marked.file}:{line}: {name + ': ' if name else ''}{message}"))

    def add_invalid(self, place: Place, error: ValidationError, known: list[str]) -> None:
        """Note what pydantic found wrong below a place."""
        for item in error.errors(include_url=False):
            below = tuple(part for part in item["loc"] if isinstance(part, str | int))
            if item["type"] == "extra_forbidden":
                self.add((*place, *below), unknown(str(below[-1]), known))
            elif item["type"] == "missing":
                self.add((*place, *below), f"is missing; give `{below[-1]}:`")
            else:
                found = "" if isinstance(item["input"], dict) else f" (found {item['input']!r})"
                self.add((*place, *below), item["msg"].removeprefix("Value error, ") + found)

    def check(self) -> None:
        """Raise CatalogError where there was any mistake."""
        told = [text for _, text in sorted(self.found)]
        if len(told) > MOST:
            told = [*told[:MOST], f"… and {len(told) - MOST} more mistakes in {self.marked.file}"]
        if told:
            raise CatalogError("\n".join(told))


def unknown(key: str, known: list[str]) -> str:
    """What to say of a key that nobody knows."""
    return f"unknown key `{key}`; known keys: {', '.join(sorted(known))}"


def load_yaml(path: Path) -> Marked:
    """Read a YAML file; raises CatalogError where it is absent, no YAML, or has a key twice."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CatalogError(f"{path}:1: is not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except OSError as error:
        raise CatalogError(f"{path}: cannot be read: {error.strerror}; check the path and its permissions") from error
    return parse_yaml(text, str(path))


def parse_yaml(text: str, file: str) -> Marked:
    """Read YAML text; `file` is the name for messages."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or str(error)
        raise CatalogError(f"{file}:{line}: is no valid YAML: {problem}; check indentation and quotes") from error
    lines: dict[Place, int] = {}
    marked = Marked(file, None, lines)
    mistakes = Mistakes(marked)
    if node is None:
        return marked
    lines.update(_walk(node, (), mistakes, set()))
    mistakes.check()
    loader = yaml.SafeLoader("")
    try:
        value = loader.construct_document(node)
    except (yaml.YAMLError, ValueError) as error:
        raise CatalogError(f"{file}:1: {error}; quote the value") from error
    return Marked(file, value, lines)


def _walk(node: yaml.Node, place: Place, mistakes: Mistakes, met: set[int]) -> Iterator[tuple[Place, int]]:
    yield place, node.start_mark.line + 1
    if id(node) in met:  # an alias (*name) of what was marked before; it may even hold itself
        return
    met.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in seen:
                text = f"{mistakes.marked.file}:{line}: {name}: the key stands here and in line {seen[name]}; keep one"
                mistakes.found.append((line, text))
            seen[name] = line
            yield (*place, name), line
            for below, at in _walk(value, (*place, name), mistakes, met):
                if below != (*place, name):
                    yield below, at
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _walk(item, (*place, number), mistakes, met)
