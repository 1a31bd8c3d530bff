"""Search, on both databases, against a plain reading of every query over every article."""

import random
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import chain

import pytest

from model.query import All, Any, Not, Phrase, Query, Topic
from storage import articles, backup, open_database
from storage.search import optimise, reindex, search
from storage.values import Batch, Entry
from tests.storage.search.conftest import NOW, asked_query, examine, folded, made_entry, true_of


def pages(db, query, **more) -> list[list[int]]:
    """All pages of what is found, as ids."""
    found, cursor = [], None
    while True:
        hits = search(db, query, examine, cursor=cursor, **more)
        found.append([each.article.id for each in hits.found])
        cursor = hits.cursor
        if cursor is None:
            return found


def ids(db, query, **more) -> list[int]:
    return list(chain.from_iterable(pages(db, query, limit=100, **more)))


@pytest.mark.slow
def test_every_query_finds_just_the_articles_it_is_true_of_newest_first(db, archive_of):
    held = archive_of(db)
    chance = random.Random(1)
    for _ in range(300):
        query = asked_query(chance)
        expected = [key for key in sorted(held, reverse=True) if true_of(query, held[key], NOW)]
        assert ids(db, query) == expected, query


@pytest.mark.slow
def test_best_first_finds_the_same_articles_and_those_with_the_words_in_the_title_come_first(db, archive_of):
    held = archive_of(db, 400)
    chance = random.Random(2)
    for _ in range(50):
        query = asked_query(chance)
        found = ids(db, query, order="best")
        assert sorted(found) == [key for key in sorted(held) if true_of(query, held[key], NOW)]
    found = ids(db, Query(Phrase("知识产权")), order="best")
    titled = ["知识产权" in held[key].folded["title"] for key in found]
    assert titled[:10] == [True] * 10
    assert False in titled


@pytest.mark.parametrize("order", ["newest", "best"])
def test_pages_follow_one_another_without_gap_or_repeat(db, archive_of, order):
    archive_of(db)
    query = Query(Phrase("发展"))
    one_page = pages(db, query, order=order, limit=1_000)
    small = pages(db, query, order=order, limit=7)
    assert len(one_page) == 1
    assert list(chain.from_iterable(small)) == one_page[0]
    assert {len(page) for page in small[:-1]} == {7}


@pytest.mark.slow
def test_both_databases_give_the_same_answers_in_the_same_order(fresh_url, archive_of, tmp_path):
    with (
        closing(open_database(fresh_url("sqlite"), tmp_path)) as one,
        closing(open_database(fresh_url("postgresql"), tmp_path)) as other,
    ):
        archive_of(one)
        archive_of(other)
        chance = random.Random(3)
        for turn in range(1_000):
            query, order = asked_query(chance), ("newest", "best")[turn % 2]
            ours, theirs = (search(db, query, examine, order=order) for db in (one, other))
            assert ours == theirs, query


def test_a_changed_article_is_found_by_its_new_words_only(db):
    chance = random.Random(4)
    before = made_entry(1, chance)
    after = made_entry(1, chance)
    before = replace(before, folded={"title": "旧的题目", "body": "前文"})
    after = replace(after, folded={"title": "新的题目", "body": "后文"})
    for entry in (before, after):
        articles.store(db, Batch("made", (entry,)), NOW, lambda *_: None)
    assert ids(db, Query(Phrase("旧的"))) == []
    assert ids(db, Query(Phrase("题目"))) == [1] == ids(db, Query(Phrase("新的题目")))
    assert ids(db, Query(All((Phrase("题目"), Not(Phrase("旧的")))))) == [1]


def test_the_rule_itself_has_the_last_word_and_shows_what_it_found(db, archive_of):
    held = archive_of(db)

    def only_even(article, tags):
        return examine(article, tags) if article.id % 2 == 0 else None

    query = Query(Phrase("发展"), check=True)
    hits = search(db, query, only_even, limit=5)
    assert all(each.article.id % 2 == 0 for each in hits.found)
    assert all(each.evidence and each.tags == held[each.article.id].tags for each in hits.found if len(each.tags) < 2)


@pytest.mark.parametrize("text", ["", "，", "。改", "”", "AI", "(", '"', "'; --", "%", "a b", "\x1f", "𠀀字", "é"])
def test_odd_texts_are_looked_for_as_they_stand(db, archive_of, text):
    held = archive_of(db, 100)
    query = Query(Phrase(text))
    assert ids(db, query) == [key for key in sorted(held, reverse=True) if true_of(query, held[key], NOW)]


def test_a_deep_or_wide_query_is_answered(db, archive_of):
    held = archive_of(db, 100)
    deep = Phrase("发展")
    for turn in range(32):
        deep = Any((All((deep, Phrase("的"))), Phrase("党建"))) if turn % 2 else All((Any((deep, Phrase("和"))),))
    wide = Any((*(Phrase(f"词{number}") for number in range(500)), Phrase("党建")))
    long = Phrase("知识产权强国" * 80)
    for node in (deep, wide, long, All(), All((Not(Phrase("的")),))):
        query = Query(node)
        assert ids(db, query) == [key for key in sorted(held, reverse=True) if true_of(query, held[key], NOW)]


def test_limits_of_date_go_by_the_very_moment(db):
    entries = tuple(made_entry(number, random.Random(number)) for number in range(3))
    moments = (NOW - timedelta(days=400), NOW - timedelta(microseconds=1), NOW)
    stored = tuple(
        replace(entry, article=replace(entry.article, published_at=at), folded={"body": "正文"})
        for entry, at in zip(entries, moments, strict=True)
    )
    articles.store(db, Batch("made", stored), NOW, lambda *_: None)
    body = Phrase("正文")
    assert ids(db, Query(body, since=NOW)) == [3]
    assert ids(db, Query(body, until=NOW)) == [2, 1]
    assert ids(db, Query(body, since=moments[1], until=NOW)) == [2]
    assert ids(db, Query(body, since=NOW - timedelta(days=900), until=NOW - timedelta(days=300))) == [1]
    assert ids(db, Query(body, since=NOW, until=NOW - timedelta(days=1))) == []
    assert ids(db, Query(body, since=NOW.replace(year=1500), until=NOW.replace(year=9000))) == [3, 2, 1]


def test_articles_stored_without_their_folded_texts_are_found_once_they_are_indexed(db):
    chance = random.Random(5)
    entries = [made_entry(number, chance) for number in range(60)]
    bare = tuple(Entry(entry.article, entry.tags) for entry in entries)
    articles.store(db, Batch("made", bare), NOW, lambda *_: None)
    everything = Query(All())
    assert ids(db, everything) == []
    assert reindex(db, folded) == 60
    assert ids(db, everything) == list(range(60, 0, -1))
    assert reindex(db, folded) == 0
    topic = Query(Topic("党建"))
    tagged = ids(db, topic)
    assert tagged
    assert reindex(db, folded, everything=True) == 60
    assert ids(db, topic) == tagged
    optimise(db)
    assert ids(db, topic) == tagged


def test_a_restored_archive_is_searched_like_the_old_one(db, fresh_url, archive_of, tmp_path):
    archive_of(db, 100)
    backup.backup(db, tmp_path / "kept", NOW)
    (tmp_path / "restored").mkdir()
    chance = random.Random(6)
    for kind in ("sqlite", "postgresql"):
        with closing(open_database(fresh_url(kind), tmp_path / "restored")) as other:
            backup.restore(other, tmp_path / "kept")
            for _ in range(50):
                query = asked_query(chance)
                assert ids(other, query) == ids(db, query)


def test_words_of_every_article_and_words_of_a_few_old_ones_are_found_alike(db):
    chance = random.Random(11)
    old = set()
    for start in range(0, 600, 100):
        made = [made_entry(number, chance).article for number in range(start, start + 100)]
        marked = dict.fromkeys((3, 7, 90, 230), "孤例")
        titled = [replace(each, title="通稿" + marked.get(start + place, "")) for place, each in enumerate(made)]
        batch = Batch("made", tuple(Entry(each, (), folded(each)) for each in titled))
        stored = [outcome.article for outcome in articles.store(db, batch, NOW, lambda *_: None)]
        old |= {each.id for each in stored if "孤例" in each.title}
    everything = ids(db, Query(Phrase("通稿")))
    assert everything == list(range(everything[0], everything[0] - 600, -1))
    assert ids(db, Query(Phrase("孤例"))) == sorted(old, reverse=True)
    assert ids(db, Query(Phrase("无此词"))) == []
