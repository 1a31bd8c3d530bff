"""Reads many stored rules at once; one that no longer can be read is set apart, with the reason for its owner."""

import gc
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from model.errors import RuleError
from topics.parser import parse
from topics.rule import Rule

Key = TypeVar("Key", bound=Hashable)


def load(texts: Mapping[Key, str]) -> tuple[dict[Key, Rule], dict[Key, RuleError]]:
    """The rules by key, and the errors of those that cannot be read."""
    rules: dict[Key, Rule] = {}
    errors: dict[Key, RuleError] = {}
    with paused():
        for key, text in texts.items():
            try:
                rules[key] = parse(text)
            except RuleError as error:
                errors[key] = error
    return rules, errors


@contextmanager
def paused() -> Iterator[None]:
    """No garbage collection while much is made that stays: it would look through all of it again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
