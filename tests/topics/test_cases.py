"""The table of rules, texts and spans in cases.yaml."""

from pathlib import Path

import pytest
import yaml

from model.article import Author
from tests.topics.making import article
from topics.matcher import Matcher
from topics.parser import parse
from topics.printer import canonical
from topics.text import printed

GROUPS = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
LISTS = ("body", "authors", "editors", "topics")
OTHER = ("about", "rules", "source_name", "topics")


def made(group):
    given = {key: value for key, value in group.items() if key not in OTHER and key not in LISTS}
    return article(
        paragraphs=tuple(group.get("body", ())),
        authors=tuple(Author(name) for name in group.get("authors", ())),
        editors=tuple(group.get("editors", ())),
        **given,
    )


def cases():
    for group in GROUPS:
        for line in group["rules"].splitlines():
            rule, _, expected = line.rpartition(" → ")
            yield pytest.param(group, rule, expected, id=f"{group['about'][:30]}: {rule}")


def found(group, rule):
    hits = Matcher.of({"rule": rule}).match(made(group), group.get("topics", ()), group.get("source_name"))
    if not hits:
        return "no"
    return " ; ".join(f"{e.field}[{e.start}:{e.end}] {e.text}" for e in hits[0].evidence)


def test_the_table_holds_at_least_two_hundred_cases():
    assert len(list(cases())) >= 200


@pytest.mark.parametrize(("group", "rule", "expected"), cases())
def test_a_rule_finds_what_the_table_says(group, rule, expected):
    read = parse(rule)
    assert found(group, read) == expected
    assert found(group, parse(canonical(read))) == expected
    for item in expected.split(" ; ") if expected != "no" else ():
        field, _, rest = item.partition("[")
        span, _, text = rest.partition("] ")
        if field in ("title", "kicker", "subtitle", "body", "author", "credit", "section", "source", "edition"):
            start, end = map(int, span.split(":"))
            assert printed(made(group), field, group.get("source_name"))[start:end] == text
