"""The question to the archive never loses an article that the rule is true of."""

from datetime import UTC, datetime, timedelta

import pytest

from model.query import TEXT_FIELDS, All, Any, Kind, Not, Phrase, Query, Topic
from tests.topics.making import article, generator, pairs, random_article, random_rule
from topics.folding import fold
from topics.matcher import Matcher
from topics.parser import parse
from topics.printer import canonical
from topics.query import to_query
from topics.text import printed

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def asked(text):
    return to_query(parse(text, search=True), NOW)


def true(node, one):
    """The tree held against an article's folded fields, as an index would."""
    match node:
        case Phrase(text, fields):
            return any(text in fold(printed(one, field)) for field in fields)
        case Kind(name):
            return one.kind == name
        case All(parts):
            return all(true(part, one) for part in parts)
        case Any(parts):
            return any(true(part, one) for part in parts)
        case Not(part):
            return not true(part, one)


def test_the_question_holds_of_whatever_the_rule_is_true_of():
    rng = generator(4)
    exact = 0
    for _ in range(400):
        rule = random_rule(rng)
        query = to_query(rule, NOW)
        matcher = Matcher.of({1: rule}, cut=pairs)
        for _ in range(15):
            one = random_article(rng)
            hit = bool(matcher.match(one))
            assert true(query.where, one) or not hit, canonical(rule)
            if not query.check:
                exact += 1
                assert true(query.where, one) == hit, canonical(rule)
    assert exact > 500


@pytest.mark.parametrize(
    ("rule", "where", "check"),
    [
        ("專利", Phrase("专利"), False),
        ("专利 -广告", All((Phrase("专利"), Not(Phrase("广告")))), False),
        ("title:(专利 OR 商标)", Any((Phrase("专利", ("title",)), Phrase("商标", ("title",)))), False),
        ("topic:党建 kind:公告", All((Topic("党建"), Kind("notice"))), False),
        ("专利 page:1", Phrase("专利"), True),
        ("专利 -/a+/", Phrase("专利"), True),
        ("专利 OR /a+/", All(), True),
        ("专利*商标", All((Phrase("专利"), Phrase("商标"))), True),
        ("词:专利", Phrase("专利"), True),
        ("专利>=3", Phrase("专利"), True),
        ("专利 -(-商标)", All((Phrase("专利"), Phrase("商标"))), False),
    ],
)
def test_a_rule_becomes_phrases(rule, where, check):
    assert asked(rule) == Query(where, check=check)


def test_phrases_are_those_that_an_article_has():
    query = asked("专利 (商标 OR 专利) -广告 title:版权")
    assert query.phrases == (Phrase("专利"), Phrase("商标"), Phrase("版权", ("title",)))
    assert query.phrases[0].fields == TEXT_FIELDS


def test_dates_are_moments_of_shanghai_time():
    query = asked("专利 since:2026-11-01 until:2026-11-21")
    assert query.since == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert query.until == datetime(2026, 11, 21, 16, tzinfo=UTC)
    relative = asked("专利 since:7d until:12h")
    assert relative.since == NOW - timedelta(days=7)
    assert relative.until == NOW - timedelta(hours=12)


def test_a_source_is_found_by_id_and_by_name():
    one = article("专利", source_id="people-dangjian")
    assert printed(one, "source", "人民网") == "people-dangjian\n人民网"
    assert printed(one, "source") == "people-dangjian"
