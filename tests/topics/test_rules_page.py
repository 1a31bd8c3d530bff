"""docs/rules.md is true: every example on it is run."""

import re
from pathlib import Path

import pytest

from model.errors import RuleError
from model.query import PHRASE_FIELDS
from tests.topics.making import article
from topics.fields import CHINESE, COMPARED, DATES, EXACT
from topics.matcher import Matcher
from topics.parser import parse
from topics.printer import canonical

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")


def rows(head):
    """The rows of all tables with that head, without marks."""
    for table in re.findall(rf"^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.M):
        for line in table.splitlines():
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def code(cell):
    return re.match(r"`([^`]+)`", cell)[1].replace("\\|", "|")


@pytest.mark.parametrize(("rule", "hit", "miss"), list(rows("Rule \\| Hit in \\| No hit in")))
def test_an_example_hits_and_misses_what_the_page_says(rule, hit, miss):
    matcher = Matcher.of({1: parse(code(rule))})
    assert matcher.match(article(None, *hit.split("⏎")))
    assert not matcher.match(article(None, *miss.split("⏎")))


@pytest.mark.parametrize(("rule", "meaning"), list(rows("Rule \\| What it watches")))
def test_an_example_of_fields_can_be_read(rule, meaning):
    read = parse(code(rule))
    assert parse(canonical(read)) == read


@pytest.mark.parametrize(("rule", "position", "help_"), list(rows("Rule \\| Position \\| Help")))
def test_a_mistake_is_answered_as_the_page_says(rule, position, help_):
    with pytest.raises(RuleError) as caught:
        parse(code(rule))
    assert caught.value.position == int(position)
    assert help_ in caught.value.hint


def test_every_field_and_every_name_of_it_is_on_the_page():
    names = [*PHRASE_FIELDS, *EXACT, *COMPARED, *DATES, "word", *CHINESE]
    assert not [name for name in names if f"`{name}:" not in PAGE]


def test_every_construct_has_an_example():
    examples = " ".join(
        code(row[0]) for head in ("Rule \\| Hit in \\| No hit in", "Rule \\| What it watches") for row in rows(head)
    )
    for construct in (
        "OR",
        "-",
        "(",
        '"',
        "词:",
        "NEAR/",
        "ONEAR/",
        "句(",
        "段(",
        ">=",
        "*",
        "/\\d",
        "title:",
        "page:",
        "topic:",
        "kind:",
    ):
        assert construct in examples


@pytest.mark.parametrize("rule", re.findall(r"`((?:since|until):[^`]+)`", PAGE))
def test_an_example_of_dates_can_be_searched(rule):
    assert parse(f"专利 {rule}", search=True)
