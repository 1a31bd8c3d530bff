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


CLASS = r"\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]"
CHINESE = re.compile(rf"{CLASS}|[^\x00-\x7f]+")


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
    return pattern if pattern.isascii() else CHINESE.sub(_folded, pattern)


def _folded(found: re.Match[str]) -> str:
    text = found[0]
    if text[0] != "[":
        return _literal(fold(text))
    return "".join(character if character.isascii() else _literal(fold(character)) for character in text)


def _literal(text: str) -> str:
    return "".join(re.escape(character) if character.isascii() else character for character in text)


LETTER = re.compile("[0-9A-Za-z\u3400-\u9fff]")
# What can be told apart at a glance: a class, a group without groups, an escape of one sign, a repetition.
PIECE = re.compile(CLASS + r"|\((?:\\.|[^()\[\]\\])*\)|\\[dDsSwWbBAz\W]|[*?]|\{[^}]*\}|.", re.DOTALL)
LEAST_LETTERS = 2


def literals(pattern: str) -> tuple[str, ...]:
    """Folded texts of two letters or more that stand in all that the pattern finds, as far as is plain to see."""
    runs = [""]
    for piece in PIECE.findall(pattern):
        if LETTER.fullmatch(piece):
            runs[-1] += piece
        elif piece in "|()[\\":  # alternatives, groups within groups, signs by their number
            return ()
        else:
            if piece[0] in "*?{":  # what stands before may be lacking
                runs[-1] = runs[-1][:-1]
            runs.append("")
    made = (folded(run).lower() for run in runs)
    # Some characters fold in another way where they stand together: those are left out.
    return tuple(run for run in made if len(run) >= LEAST_LETTERS and fold(run) == run)
