"""Reads what a rule says beside its places: numbers, dates, and the heads of NEAR."""

from topics import lexer
from topics.fields import DATES, known
from topics.places import Places
from topics.rule import And, Comparison, Measure, Node
from topics.values import RANGE, is_date, measure

MAX_NEAR = 500
MAX_COUNT = 1000


class Facts(Places):
    """A reading that also knows numbers and dates."""

    __slots__ = ()

    def near_sort(self, at: int) -> tuple[str, int]:
        """NEAR or ONEAR, and its number."""
        name, _, digits = self.tokens[at].upper().partition("/")
        if not (digits.isascii() and digits.isdigit()):
            self.fail("near_number", at, len(name) + ("/" in self.tokens[at]), name=name)
        within = int(digits[:9])
        if within > MAX_NEAR:
            self.fail("near_limit", at, len(name) + 1, name=name, limit=MAX_NEAR, found=digits)
        return name, within

    def is_call(self, at: int) -> bool:
        """Whether NEAR/n( here holds its operands between brackets, rather than standing between them."""
        if self.kinds[at + 1] != "(":
            return False
        level = 0
        for kind in self.kinds[at + 1 :]:
            level += (kind == "(") - (kind == ")")
            if level == 0:
                return False
            if level == 1 and kind == ",":
                return True
        return False

    def least(self) -> int:
        """How often, from `>= 3` or `> 2`."""
        sign, digits = self.kinds[self.at], self.tokens[self.at + 1]
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0
        least = number + 1 if sign == ">" else number
        if sign not in (">=", ">") or not digits.isdigit() or not 1 <= least <= MAX_COUNT:
            self.fail("count_number", self.at, limit=MAX_COUNT)
        self.at += 2
        return least

    def measure_here(self, sign: int) -> Node:
        """`length>=500`, `length:>=500` or `length:500..2000`; `sign` is where the comparison stands."""
        if self.field is not None:
            self.fail("field_nested", self.at, name=self.tokens[self.at])
        start = self.at
        name = self.tokens[start] if sign > start else self.tokens[start - 2]
        field = known(name) or ""
        if self.kinds[sign] in lexer.COMPARISONS:
            self.at = sign + 2
            made: Node | None = measure(field, _comparison(self.kinds[sign]), self.tokens[sign + 1])
        else:
            self.at = sign + 1
            made = _between(field, self.tokens[sign])
        if made is None:
            self.fail("measure", sign, name=name)
        return made

    def dates(self, search: bool) -> dict[str, str]:
        """Take since: and until: out of the tokens, so that what is left says what to look for."""
        dates: dict[str, str] = {}
        kept, level, at = [], 0, 0
        while at < len(self.kinds):
            level += (self.kinds[at] == "(") - (self.kinds[at] == ")")
            name = known(self.tokens[at]) if self.kinds[at] == "word" and self.kinds[at + 1] == ":" else None
            if name not in DATES or name is None:
                kept.append(at)
                at += 1
                continue
            self._check_date(at, search, level > 0 or name in dates)
            dates[name] = self.tokens[at + 2]
            at += 3
        self.tokens, self.kinds = [self.tokens[i] for i in kept], [self.kinds[i] for i in kept]
        self.numbers = kept
        return dates

    def _check_date(self, at: int, search: bool, misplaced: bool) -> None:
        if not search:
            self.fail("date_watch", at, name=self.tokens[at])
        if misplaced:
            self.fail("date_place", at, name=self.tokens[at])
        if not is_date(self.tokens[at + 2]):
            self.fail("date", at + 2, found=self.tokens[at + 2])


def _comparison(kind: str) -> Comparison:
    return next(sign for sign in (">=", ">", "<=", "<", "=") if sign == kind)


def _between(field: str, text: str) -> Node | None:
    ends = RANGE.fullmatch(text)
    low = measure(field, ">=", ends[1]) if ends else None
    high = measure(field, "<=", ends[2]) if ends else None
    return And((low, high)) if isinstance(low, Measure) and isinstance(high, Measure) else None
