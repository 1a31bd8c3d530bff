"""A slow evaluator of rules, written apart from the matcher: plain recursion, every place tried, no automaton."""

import re
from itertools import pairwise, permutations, product

from topics.folding import fold
from topics.rule import And, Count, Gap, In, Near, Not, Or, Regex, Same, Term, Word

TEXTS = ("kicker", "title", "subtitle", "body")
CLOSING = "\"'”’」』)"


def holds(rule, article, cut):
    """Whether the rule is true of the article."""
    texts = {
        "kicker": article.kicker or "",
        "title": article.title or "",
        "subtitle": article.subtitle or "",
        "body": "\n".join(article.paragraphs),
        "author": "\n".join(author.name for author in article.authors),
    }
    flat = {name: text if name in ("body", "author") else text.replace("\n", " ") for name, text in texts.items()}
    folded = {name: fold(text) for name, text in flat.items()}
    whole = {name: (text, 0, len(text)) for name, text in folded.items()}
    return _holds(rule.root, [whole[name] for name in TEXTS], whole, cut)


def _holds(node, windows, fields, cut):
    match node:
        case And(parts):
            return all(_holds(part, windows, fields, cut) for part in parts)
        case Or(parts):
            return any(_holds(part, windows, fields, cut) for part in parts)
        case Not(part):
            return not _holds(part, windows, fields, cut)
        case In(field, part):
            return _holds(part, [fields[field]], fields, cut)
        case Count(part, least):
            return sum(_greedy(_spans(part, *window, cut)) for window in windows) >= least
        case Near():
            return any(_near(node, [_spans(part, *window, cut) for part in node.parts]) for window in windows)
        case Same(unit, parts):
            return any(
                all(_holds(part, [(text, start, end)], fields, cut) for part in parts)
                for text, low, high in windows
                for start, end in _units(unit, text, low, high)
            )
        case _:
            return any(_spans(node, *window, cut) for window in windows)


def _spans(node, text, low, high, cut):
    match node:
        case Term(wanted):
            wanted = fold(wanted)
            return [(i, i + len(wanted)) for i in range(low, high - len(wanted) + 1) if text[i:].startswith(wanted)]
        case Word(wanted):
            edges = {edge for _, start, end in cut(text) for edge in (start, end)}
            return [span for span in _spans(Term(wanted), text, low, high, cut) if set(span) <= edges]
        case Gap(parts):
            return [span for unit in _units("sentence", text, low, high) for span in _gaps(parts, text, *unit)]
        case Regex(pattern):
            found = re.compile(pattern, re.M | re.I).finditer(text[low:high])
            return [(low + hit.start(), low + hit.end()) for hit in found]
        case Or(parts):
            return sorted({span for part in parts for span in _spans(part, text, low, high, cut)})


def _gaps(parts, text, low, high):
    pattern = r"[^\n]{0,8}?".join(re.escape(fold(part)) for part in parts)
    for start in range(low, high):
        ends = (end for end in range(start + 1, high + 1) if re.fullmatch(pattern, text[start:end]))
        if end := next(ends, None):
            yield start, end


def _greedy(spans):
    count, reach = 0, -1
    for start, end in spans:
        if start >= reach:
            count, reach = count + 1, end
    return count


def _near(node, places):
    orders = [range(len(places))] if node.ordered else permutations(range(len(places)))
    return any(
        all(0 <= after[0] - before[1] <= node.within for before, after in pairwise(chosen))
        for order in orders
        for chosen in product(*(places[part] for part in order))
    )


def _units(unit, text, low, high):
    """Sentences or paragraphs, found character by character."""
    units, start = [], 0
    place = 0
    while place < len(text):
        character = text[place]
        end = None
        if character == "\n":
            end = place
        elif unit == "sentence" and _ends(text, place):
            end = place + 1
            while end < len(text) and text[end] in "。!?.":
                end += 1
            while end < len(text) and text[end] in CLOSING:
                end += 1
        if end is not None:
            units.append((start, end))
            place = start = end + (character == "\n")
        else:
            place += 1
    units.append((start, len(text)))
    return [(max(a, low), min(b, high)) for a, b in units if min(b, high) > max(a, low)]


def _ends(text, place):
    if text[place] == ".":
        return place + 1 == len(text) or text[place + 1].isspace()
    return text[place] in "。!?"
