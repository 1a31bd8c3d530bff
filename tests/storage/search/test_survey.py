"""Facets and numbers a day, on both databases."""

import random
from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from model.query import Phrase, Query
from storage.search import facets, survey
from storage.search.survey import a_day
from tests.storage.search.conftest import NOW, asked_query, true_of


def day_of(entry) -> date:
    return (entry.article.published_at or NOW).astimezone(ZoneInfo("Asia/Shanghai")).date()


def test_facets_count_just_the_hits(db, archive_of):
    held = archive_of(db)
    chance = random.Random(1)
    for _ in range(50):
        query = asked_query(chance)
        hits = [entry for entry in held.values() if true_of(query, entry, NOW)]
        found = survey(db, query)
        assert found.whole
        counted = facets(found)
        assert dict(counted["source"]) == Counter(entry.article.source_id for entry in hits)
        assert dict(counted["topic"]) == Counter(tag.topic for entry in hits for tag in entry.tags)
        assert dict(counted["section"]) == Counter(e.article.section for e in hits if e.article.section)
        assert dict(counted["page"]) == Counter(e.article.page_no for e in hits if e.article.page_no)
        assert dict(counted["day"]) == Counter(day_of(entry).isoformat() for entry in hits)
        assert [day for day, _ in counted["day"]] == sorted(dict(counted["day"]), reverse=True)
        assert [number for _, number in counted["topic"]] == sorted(dict(counted["topic"]).values(), reverse=True)


def test_a_rule_tried_on_the_past_tells_articles_and_stories_a_day(db, archive_of):
    held = archive_of(db)
    query = Query(Phrase("发展"))
    days = a_day(survey(db, query))
    expected = Counter(day_of(entry) for entry in held.values() if true_of(query, entry, NOW))
    assert {day: number for day, (number, _) in days.items()} == expected
    assert all(0 < stories <= number for number, stories in days.values())


def test_a_survey_ends_at_its_limit_and_says_so(db, archive_of):
    archive_of(db)
    found = survey(db, Query(Phrase("发展")), most=10)
    assert (len(found.hits), found.whole) == (10, False)
    assert [hit.article_id for hit in found.hits] == sorted((hit.article_id for hit in found.hits), reverse=True)


def test_the_rule_itself_has_the_last_word(db, archive_of):
    archive_of(db)

    asked = []

    def only_even(article, _):
        asked.append(article.id)
        return () if article.id % 2 == 0 else None

    query = Query(Phrase("发展"), check=True)
    kept, everything = survey(db, query, only_even), survey(db, query)
    assert kept.hits == tuple(hit for hit in everything.hits if hit.article_id % 2 == 0)
    assert asked == [hit.article_id for hit in everything.hits]
