"""The canonical form of a rule: how it is shown to whoever edits it, with the brackets that precedence implies."""

import re

from topics import lexer
from topics.fields import COMPARED, known
from topics.folding import fold
from topics.rule import And, Count, Exact, Gap, In, Measure, Near, Node, Not, Or, Page, Regex, Rule, Same, Term, Word

SLASH = re.compile("[/／]")
UNITS = {"sentence": "句", "paragraph": "段"}
CALLS = ("句", "段", "SENT", "PARA")


def canonical(rule: Rule) -> str:
    """The rule as text that reads back as the same rule."""
    dates = [f"{name}:{value}" for name, value in (("since", rule.since), ("until", rule.until)) if value]
    root = _bracketed(rule.root) if dates and isinstance(rule.root, Or) else written(rule.root)
    return " ".join([root, *dates])


def written(node: Node) -> str:
    """One part of a rule as text."""
    match node:
        case And(parts):
            return " ".join(map(_bracketed, parts))
        case Or(parts):
            return " OR ".join(map(_bracketed, parts))
        case Not(part):
            return f"-{_bracketed(part)}"
        case Near(parts, within, ordered):
            return f"{'O' if ordered else ''}NEAR/{within}({', '.join(map(written, parts))})"
        case Same(unit, parts):
            return f"{UNITS[unit]}({', '.join(map(written, parts))})"
        case Count(part, least):
            return f"{_bracketed(part)}>={least}"
        case In(field, part):
            return f"{field}:{_grouped(part)}"
        case _:
            return _leaf(node)


def _bracketed(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, And | Or) else written(node)


def _leaf(node: Node) -> str:
    match node:
        case Term(text):
            return _name(text)
        case Word(text):
            return f"词:{_name(text)}"
        case Gap(parts):
            return "*".join(parts)
        case Regex(pattern):
            return "/" + SLASH.sub(r"\\\g<0>", pattern) + "/"
        case Page(first, last):
            return f"page:{_name(first, 1)}" if last is None else f"page:{first}..{last}"
        case Exact(field, value):
            return f"{field}:{_name(value, 1)}"
        case Measure(field, comparison, value):
            return f"{field}{comparison}{value:g}"
        case _:
            raise TypeError(f"{node!r} is no part of a rule")


def _grouped(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, And | Or | Not) else written(node)


def _name(text: str, least: int = 2) -> str:
    return text if _bare(text, least) else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + re.sub(r'["\\]', r"\\\g<0>", text) + '"'


def _bare(text: str, least: int) -> bool:
    """Whether the text, written without quotes, is read as just this text; a term needs two characters for that."""
    if len(fold(text)) < least or "*" in text or lexer.WIDE.search(text) or text[0] in "/／<>=≥≤":
        return False
    pieces, kinds = lexer.tokens(text)
    named = text.upper() in CALLS or known(text) in COMPARED
    return pieces[0] == text and kinds[0] == "word" and not lexer.is_quoted(text) and not named
