"""What a rule asks of an article beside its texts: page, kind, topic, length, prominence."""

from operator import eq, ge, gt, le, lt

from topics.folding import fold
from topics.rule import Exact, Measure, Page
from topics.text import View
from topics.values import page_number

COMPARE = {">=": ge, ">": gt, "<=": le, "<": lt, "=": eq}
FRONT = "头版"


def fact(node: Page | Exact | Measure, view: View) -> str | None:
    """The article's own value where the fact is true of it, else None."""
    match node:
        case Page(first, last):
            return _page(first, last, view)
        case Exact("kind", value):
            return value if view.article.kind == value else None
        case Exact(_, value):
            wanted = fold(value)
            return next((topic for topic in view.topics if fold(topic) == wanted), None)
        case Measure(field, comparison, value):
            own = view.length if field == "length" else view.article.prominence
            return f"{own:g}" if own is not None and COMPARE[comparison](own, value) else None


def _page(first: str, last: str | None, view: View) -> str | None:
    printed, name = view.article.page_no, view.article.page_name
    number = page_number(printed) if printed else None
    wanted = page_number(first)
    if wanted is None:
        if first == FRONT and number and number[0] in ("", "A") and number[1] == 1:
            return printed
        return name if name and fold(first) in fold(name) else None
    if number is None:
        return None
    end = page_number(last) if last else wanted
    return printed if number[0] == wanted[0] and end and wanted[1] <= number[1] <= end[1] else None
