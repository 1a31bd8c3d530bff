"""One reading of one rule: where it has come to, and how a mistake is told."""

from collections.abc import Sequence
from typing import NoReturn

from model.errors import RuleError
from model.messages import say
from topics import lexer


class Reading:
    """The tokens of a rule and a place among them."""

    __slots__ = ("at", "kinds", "numbers", "text", "tokens")

    def __init__(self, text: str, tokens: list[str], kinds: list[str]) -> None:
        self.text = text
        self.tokens, self.kinds = tokens, kinds
        self.numbers: Sequence[int] = range(len(self.tokens))  # which token of the text each one is
        self.at = 0

    def fail(self, key: str, index: int, offset: int = 0, /, **values: object) -> NoReturn:
        """Refuse the rule because of the token of that index, `offset` characters into it."""
        place = lexer.position(self.text, self.numbers[index])
        raise refusal(key, place + offset, **values)

    def unexpected(self) -> NoReturn:
        """Refuse the token here, which nothing in the language allows here."""
        kind = self.kinds[self.at]
        if kind == ")":
            self.fail("right_surplus", self.at)
        if kind == ",":
            self.fail("comma", self.at)
        if kind in lexer.COMPARISONS:
            self.fail("count_place", self.at)
        if kind == "end":
            self.fail("expected_end", self.at)
        self.fail("expected", self.at, found=self.tokens[self.at])

    def close(self) -> None:
        """Take the right bracket that has to be here."""
        if self.kinds[self.at] != ")":
            if self.kinds[self.at] == "end":
                self.fail("right_missing", self.at)
            self.unexpected()
        self.at += 1


def refusal(key: str, position: int, **values: object) -> RuleError:
    """The error of that name in the catalogue, with its remedy."""
    said = {name: str(value) for name, value in values.items()}
    return RuleError(say(f"topics.rule.{key}", **said), position, say(f"topics.rule.{key}_hint", **said))
