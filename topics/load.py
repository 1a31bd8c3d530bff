"""Reads many stored rules at once; one that no longer can be read is set apart, with the reason for its owner."""

import gc
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from model.errors import RuleError
from topics.parser import parse
from topics.rule import Rule

MANY = 10_000
"""So many rules stay out of garbage collection."""

Key = TypeVar("Key", bound=Hashable)


def load(texts: Mapping[Key, str]) -> tuple[dict[Key, Rule], dict[Key, RuleError]]:
    """The rules by key, and the errors of those that cannot be read."""
    rules: dict[Key, Rule] = {}
    errors: dict[Key, RuleError] = {}
    with paused(len(texts)):
        for key, text in texts.items():
            try:
                rules[key] = parse(text)
            except RuleError as error:
                errors[key] = error
    return rules, errors


@contextmanager
def paused(count: int) -> Iterator[None]:
    """No garbage collection while so many rules are made: it would look through all of them again and again.

    Very many stay out of it afterwards too, for looking through them takes longer than matching an article.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if count >= MANY:
            gc.freeze()
        if was:
            gc.enable()
