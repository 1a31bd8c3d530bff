"""Articles and rules for tests: made by hand, or at random from few characters so that much is met."""

import random

from model.article import Article, Extraction
from topics.rule import And, Count, Gap, In, Near, Not, Or, Regex, Rule, Same, Term, Word
from topics.shape import holds_of_nothing

LETTERS = "甲乙丙丁"
PRINTED = {"甲": "甲 ", "乙": "乙", "丙": "丙\u3000", "丁": "丁\ufe0f", "a": "Ａ", "A": "ａ", ".": "．", "，": ","}
"""Other forms in which the same may be printed: with blanks and invisible signs, full-width, of the other case."""
STRANGE = (
    "國",
    "国",
    "后",
    "後",
    "皇后",
    "乾",
    "😀",
    "𠀀",
    "e\u0301",
    "é",
    "ﬁ",
    "…",
    "①",
    "가",
    "\u1100\u1161",
    "İ",
    "ß",
)
FIELDS = ("title", "body", "kicker", "author")


def article(title=None, *paragraphs, **given):
    """An article with what a test gives."""
    given.setdefault("paragraphs", paragraphs)
    given.setdefault("source_id", "source")
    given.setdefault("url", "http://paper.example/1.html")
    given.setdefault("kind", "article")
    return Article(title=title, extraction=Extraction("test"), **given)


def pairs(text):
    """Cuts a text into words of two characters: a dictionary that a person can follow."""
    return [(text[i : i + 2], i, min(i + 2, len(text))) for i in range(0, len(text), 2)]


def random_text(rng, most=24):
    return "".join(
        rng.choices(LETTERS + "。，！ \n" + "Aa.", [9] * 4 + [2, 2, 1, 1, 1, 2, 1, 1], k=rng.randint(0, most))
    )


def strange_text(rng, most):
    """A text as printed in many ways, with characters that fold to several, to none, or to others."""
    pieces = [PRINTED.get(c, c) if rng.random() < 0.3 else c for c in random_text(rng, most)]
    for _ in range(rng.randint(0, 4)):
        pieces.insert(rng.randint(0, len(pieces)), rng.choice(STRANGE))
    return "".join(pieces)


def strange_article(rng):
    """An article of such texts."""
    return article(
        strange_text(rng, 10) or None, *strange_text(rng, 50).split("\n"), kicker=strange_text(rng, 5) or None
    )


def strange_rule(rng):
    """A rule of such characters, or any."""
    terms = [Term(rng.choice(STRANGE) + rng.choice(("", *LETTERS, *STRANGE))) for _ in range(2)]
    root = rng.choice((terms[0], Or(tuple(terms)), And((terms[0], random_rule(rng).root)), Near(tuple(terms), 9)))
    return Rule(root) if rng.random() < 0.3 else random_rule(rng)


def random_article(rng):
    from model.article import Author

    return article(
        random_text(rng, 8) or None,
        *random_text(rng, 40).split("\n"),
        kicker=random_text(rng, 5) or None,
        authors=(Author(random_text(rng, 4)),),
        page_no=rng.choice([None, "A01", "02"]),
    )


def random_rule(rng):
    """A rule that the parser could have made."""
    while True:
        root = _node(rng, 3, True)
        if not holds_of_nothing(root):
            return Rule(root)


def _term(rng):
    return "".join(rng.choices(LETTERS + "a", k=rng.choice((1, 2, 2, 2, 3))))


def _place(rng):
    pick = rng.random()
    if pick < 0.6:
        return Term(_term(rng))
    if pick < 0.7:
        return Word("".join(rng.choices(LETTERS, k=rng.choice((2, 2, 3)))))
    if pick < 0.85:
        return Gap(tuple(_term(rng) for _ in range(rng.choice((2, 2, 3)))))
    if pick < 0.93:
        return Regex(rng.choice(("甲.丙", "[甲乙]丙", "丁+a?", "^乙", "甲[^。]*丁", "丙$")))
    return Or((Term(_term(rng)), Term(_term(rng))))


def _node(rng, depth, fields):
    pick = rng.random()
    if depth == 0 or pick < 0.3:
        return _place(rng)
    below = [_node(rng, depth - 1, fields) for _ in range(rng.choice((2, 2, 3)))]
    if pick < 0.5:
        return And(tuple(below))
    if pick < 0.68:
        return Or(tuple(below))
    if pick < 0.78:
        return Not(below[0])
    if pick < 0.86:
        return Near(tuple(_place(rng) for _ in range(rng.choice((2, 2, 3)))), rng.randint(0, 6), rng.random() < 0.4)
    if pick < 0.9:
        return Count(_place(rng), rng.randint(1, 3))
    inner = tuple(_node(rng, depth - 1, False) for _ in range(rng.choice((1, 2))))
    if pick < 0.95 and not holds_of_nothing(And(inner)):
        return Same(rng.choice(("sentence", "paragraph")), inner)
    return In(rng.choice(FIELDS), inner[0]) if fields else inner[0]


def generator(seed):
    return random.Random(seed)
