"""Regular expressions of rules: RE2, which never backtracks, over the folded text."""

import re
from functools import lru_cache
from typing import Protocol

import re2

from topics.folding import fold

_OPTIONS = re2.Options()
_OPTIONS.case_sensitive = False
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 4 << 20  # bytes a pattern; a rule cannot take the machine's memory


class Found(Protocol):
    """A hit of a pattern."""

    def span(self) -> tuple[int, int]:
        """Where it is, in code points."""
        ...


class Pattern(Protocol):
    """What a compiled pattern can do."""

    def search(self, text: str) -> Found | None:
        """The first hit."""
        ...

    def finditer(self, text: str) -> "list[Found]":
        """All hits, from left to right, without overlap."""
        ...


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> Pattern:
    """The pattern, ready to be searched in folded text: `^` and `$` mean a paragraph's ends.

    Raises ValueError with RE2's reason where the pattern cannot be read.
    """
    try:
        made: Pattern = re2.compile(f"(?m){folded(pattern)}", _OPTIONS)
    except re2.error as error:
        reason = error.args[0]
        raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None
    return made


def folded(pattern: str) -> str:
    """The pattern with its Chinese folded as the text is; what folds to an ASCII sign stays that sign, not syntax."""
    if pattern.isascii():
        return pattern
    return "".join(character if character.isascii() else _literal(fold(character)) for character in pattern)


def _literal(text: str) -> str:
    return re.escape(text) if text.isascii() else text
