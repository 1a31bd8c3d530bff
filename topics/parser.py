"""Reads a rule: `parse(text) -> Rule`, or a RuleError with position, message and remedy in Chinese.

    or     := and (OR and)*
    and    := near ([AND] near)*
    near   := operand (NEAR/n operand)*
    operand:= NOT* ( "(" or ")" | atom ) [>= n]
    atom   := NEAR/n(or, or …) | 句(or …) | 段(or …) | FIELD:value | a place

A place (term, phrase, 词:word, gap, /regex/) is read in `topics.places`.
"""

from typing import Literal

from topics import lexer
from topics.facts import Facts
from topics.fields import COMPARED, DATES, EXACT, WORD, known, listed
from topics.places import MAX_DEPTH
from topics.reading import refusal
from topics.rule import And, Count, In, Near, Node, Not, Or, Rule, Same, is_place
from topics.shape import depth, holds_of_nothing
from topics.simple import flat, simple

MAX_LENGTH = 4096
MAX_OPERANDS = 6  # of NEAR: in any order, the ways to join them double with each
MORE = frozenset(("word", "(", "not", "near", "and"))
UNITS: dict[str, Literal["sentence", "paragraph"]] = {
    "句": "sentence",
    "SENT": "sentence",
    "段": "paragraph",
    "PARA": "paragraph",
}


def parse(text: str, *, search: bool = False) -> Rule:
    """The rule that the text says; dates (since:, until:) are read only for a `search`.

    Raises RuleError: `position` counts code points of the text as typed.
    """
    if len(text) > MAX_LENGTH:
        raise refusal("long", MAX_LENGTH, length=len(text), limit=MAX_LENGTH)
    easy = lexer.easy_tokens(text)
    tokens, kinds = easy or lexer.tokens(text)
    root = simple(tokens, kinds)
    if root is None and easy:
        tokens, kinds = lexer.tokens(text)
    return Rule(root) if root else _Parser(text, tokens, kinds).rule(search)


class _Parser(Facts):
    """One reading of one rule, from OR at the top down to places."""

    __slots__ = ()

    def rule(self, search: bool) -> Rule:
        """The whole text as a rule."""
        dates = self.dates(search) if ":" in self.kinds else {}
        if self.kinds[0] == "end":
            self.fail("empty", 0)
        root = self._or()
        if self.kinds[self.at] != "end":
            self.unexpected()
        if self.short:
            self.fail("short", self.short[0], term=self.tokens[self.short[0]])
        if "not" in self.kinds and holds_of_nothing(root):
            self.fail("negations", self.kinds.index("not"))
        if self.deepest > MAX_DEPTH // 2 and depth(root) > MAX_DEPTH:
            self.fail("deep", 0, limit=MAX_DEPTH)
        return Rule(root, dates.get("since"), dates.get("until"))

    def _or(self) -> Node:
        first = self._and()
        if self.kinds[self.at] != "or":
            return first
        parts = [first]
        while self.kinds[self.at] == "or":
            self.at += 1
            parts.append(self._and())
        return Or(flat(parts, Or))

    def _and(self) -> Node:
        first = self._near()
        if self.kinds[self.at] not in MORE:
            return first
        parts = [first]
        while (kind := self.kinds[self.at]) in MORE:
            if kind == "and":
                self.at += 1
            parts.append(self._near())
        return And(flat(parts, And))

    def _near(self) -> Node:
        """Operands joined by NEAR/n; most often there is just one."""
        start, short = self.at, len(self.short)
        first = self._operand()
        if self.kinds[self.at] != "near" or self.is_call(self.at):
            return first
        return self._infix(first, start, short)

    def _infix(self, first: Node, start: int, short: int) -> Node:
        starts, parts = [start], [first]
        sort = self.near_sort(self.at)
        while self.kinds[self.at] == "near" and not self.is_call(self.at):
            if self.near_sort(self.at) != sort:
                self.fail("near_mixed", self.at)
            self.at += 1
            starts.append(self.at)
            parts.append(self._operand())
        return self._made_near(parts, starts, sort, short)

    def _made_near(self, parts: list[Node], starts: list[int], sort: tuple[str, int], short: int) -> Near:
        name, within = sort
        for part, start in zip(parts, starts, strict=True):
            if not is_place(part):
                self.fail("near_place", start, name=name)
        if len(parts) > MAX_OPERANDS:
            self.fail("near_many", starts[MAX_OPERANDS], name=name, limit=MAX_OPERANDS)
        del self.short[short:]  # beside another word, one character is enough
        return Near(tuple(parts), within, name == "ONEAR")

    def _operand(self) -> Node:
        """NOTs, something to look for, and how often."""
        negated = False
        while self.kinds[self.at] == "not":
            negated = not negated
            self.at += 1
        part = self._counted()
        if not negated:
            return part
        return part.part if isinstance(part, Not) else Not(part)

    def _counted(self) -> Node:
        start = self.at
        part = self._bracket() if self.kinds[start] == "(" else self._atom()
        while self.kinds[self.at] in lexer.COMPARISONS:
            if not is_place(part):
                self.fail("count_place", start)
            part = Count(part, self.least())
        return part

    def _atom(self) -> Node:
        kind = self.kinds[self.at]
        if kind == "near" and self.exact is None:
            return self._near_call()
        if kind != "word":
            self.unexpected()
        following = self.kinds[self.at + 1]
        if following == ":":
            return self._field()
        if following == "(" and self.tokens[self.at].upper() in UNITS and self.exact is None:
            return self._same()
        if following in lexer.COMPARISONS and known(self.tokens[self.at]) in COMPARED:
            return self.measure_here(self.at + 1)
        return self.place()

    def _bracket(self) -> Node:
        self.open()
        inside = self._or()
        self.close()
        return inside

    def _arguments(self) -> tuple[list[Node], list[int]]:
        """What stands between the brackets of a function, and where each part begins."""
        self.open()
        starts, parts = [self.at], [self._or()]
        while self.kinds[self.at] == ",":
            self.at += 1
            starts.append(self.at)
            parts.append(self._or())
        self.close()
        return parts, starts

    def _near_call(self) -> Node:
        at, short = self.at, len(self.short)
        sort = self.near_sort(at)
        if not self.is_call(at):
            self.fail("near_operands", at, name=sort[0])
        self.at += 1
        parts, starts = self._arguments()
        return self._made_near(parts, starts, sort, short)

    def _same(self) -> Node:
        at, outer = self.at, self.field
        name = self.tokens[at]
        self.field = outer or name
        self.at += 1
        parts, _ = self._arguments()
        self.field = outer
        made = Same(UNITS[name.upper()], tuple(parts))
        if holds_of_nothing(made):
            self.fail("same_place", at, name=name)
        return made

    def _field(self) -> Node:
        at, name = self.at, self.tokens[self.at]
        field = known(name)
        if field is None:
            self.fail("field", at, name=name, known=listed())
        if field in DATES:
            self.fail("date_place", at, name=name)
        if self.exact is not None or (self.field is not None and field != WORD):
            self.fail("field_nested", at, name=name)
        self.at += 2
        if field == WORD:
            return self.word()
        if field in COMPARED:
            return self.measure_here(self.at)
        if field in EXACT and self.kinds[self.at] == "near":
            self.fail("exact_value", self.at, name=name)
        if self.kinds[self.at] not in ("word", "(", "near"):
            self.fail("field_value", self.at, name=name)
        return self._exact_value(field) if field in EXACT else self._text_value(field)

    def _text_value(self, field: str) -> Node:
        self.field = field
        inside = self._counted()
        self.field = None
        return In(field, inside)

    def _exact_value(self, field: str) -> Node:
        self.exact = field
        inside = self._bracket() if self.kinds[self.at] == "(" else self.place()
        self.exact = None
        return inside
