"""Reads what has a place of its own in a text: terms, phrases, words, gaps, regular expressions."""

from topics import lexer
from topics.fields import listed_kinds
from topics.folding import fold
from topics.patterns import compiled
from topics.reading import Reading
from topics.rule import Gap, Node, Regex, Term, Word
from topics.values import exact

MAX_TERMS = 512
MAX_DEPTH = 32


class Places(Reading):
    """A reading that knows how to take one place, and what it is inside of."""

    __slots__ = ("deepest", "exact", "field", "level", "short", "terms")

    def __init__(self, text: str, tokens: list[str], kinds: list[str]) -> None:
        super().__init__(text, tokens, kinds)
        self.level = 0
        self.deepest = 0
        self.terms = 0
        self.field: str | None = None  # the field, 句 or 段 that we are inside of
        self.exact: str | None = None  # the field of names (page, topic, kind) that we are inside of
        self.short: list[int] = []  # terms of one character that no NEAR has taken yet

    def open(self) -> None:
        """Take the left bracket here."""
        self.level += 1
        if self.level > MAX_DEPTH:
            self.fail("deep", self.at, limit=MAX_DEPTH)
        self.deepest = max(self.deepest, self.level)
        self.at += 1

    def close(self) -> None:
        """Take the right bracket that has to be here."""
        super().close()
        self.level -= 1

    def taken(self, at: int) -> None:
        """Count a term, that of the token at `at`."""
        self.terms += 1
        if self.terms > MAX_TERMS:
            self.fail("terms", at, limit=MAX_TERMS)

    def place(self) -> Node:
        """Take the place, or the name of a fact, that this token is."""
        at, piece = self.at, self.tokens[self.at]
        self.at += 1
        self.taken(at)
        if lexer.is_quoted(piece):
            text = self._phrase(at)
            return self._named(at, text) if self.exact else Term(text)
        if piece[0] in "/／":
            return self._regex(at)
        if piece[0] in "<>=":
            self.fail("count_number", at, limit=1000)
        if self.exact:
            return self._named(at, piece)
        return self._gap(at) if "*" in piece else self._term(at)

    def word(self) -> Word:
        """Take the word after 词:."""
        at = self.at
        piece = self.tokens[at]
        if self.kinds[at] != "word" or piece[0] in "/／":
            self.fail("word_value", at)
        self.at += 1
        self.taken(at)
        text = self._phrase(at) if lexer.is_quoted(piece) else piece
        if len(text) < 2:
            self.short.append(at)
        return Word(text)

    def _named(self, at: int, text: str) -> Node:
        field = self.exact or ""
        made = exact(field, text)
        if made is None and field == "kind":
            self.fail("kind", at, found=text, known=listed_kinds())
        if made is None:
            self.fail("page", at, found=text)
        return made

    def _phrase(self, at: int) -> str:
        text = lexer.unquoted(self.tokens[at])
        if text is None:
            self.fail("quote_missing", at)
        if not text.isalnum() and not fold(text):
            self.fail("phrase_empty", at)
        return text

    def _term(self, at: int) -> Term:
        piece = self.tokens[at]
        if len(fold(piece)) < 2:
            self.short.append(at)
        return Term(piece)

    def _gap(self, at: int) -> Gap:
        parts = tuple(self.tokens[at].split("*"))
        if not all(map(fold, parts)):
            self.fail("gap", at, self.tokens[at].index("*"))
        for _ in parts[1:]:
            self.taken(at)
        return Gap(parts)

    def _regex(self, at: int) -> Regex:
        pattern = lexer.pattern(self.tokens[at])
        if pattern is None:
            self.fail("slash_missing", at)
        if self.exact:
            self.fail("exact_value", at, name=self.exact)
        try:
            empty = compiled(pattern).search("")
        except ValueError as error:
            self.fail("regex", at, reason=error)
        if empty is not None:
            self.fail("regex_empty", at)
        return Regex(pattern)
