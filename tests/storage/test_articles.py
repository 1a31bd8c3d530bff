"""Transaction 1, on both databases."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta, timezone

import pytest

from model.article import Attachment, Author, Extraction, GovDocument, Image
from model.errors import StorageError
from model.source import FetchState, Ref, Validators
from model.watching import Evidence, Tag
from storage import articles, reading, states
from storage.reprints import HOLDERS
from storage.values import Batch, Changed, Entry, New, Run, Same, SnapshotRef
from topics.story import decide

SHANGHAI = timezone(timedelta(hours=8))


def store(db, now, *found, **more):
    entries = tuple(each if isinstance(each, Entry) else Entry(each) for each in found)
    return articles.store(db, Batch("paper", entries, **more), now, decide)


def test_an_article_comes_back_as_it_was_stored(db, article, now):
    whole = article(
        title="知识产权强国建设\x00纲要",
        kicker="引题",
        subtitle="副题",
        original_title="原题",
        original_url="http://elsewhere.test/",
        authors=(Author("方敏", "记者", "本报"), Author("李四")),
        credit="人民日报",
        editors=("甲", "乙"),
        section="要闻",
        edition="地方版",
        issue_date=date(2026, 11, 21),
        page_no="A01",
        page_name="头版",
        page_box=(((0.1, 0.2), (0.5, 0.2), (0.5, 1.0)),),
        published_at=datetime(2026, 11, 21, 6, 5, tzinfo=SHANGHAI),
        published_precision="minute",
        images=(Image("http://press.test/1.jpg", "图说", "新华社"), Image(None)),
        attachments=(Attachment("http://press.test/1.pdf", "附件1"),),
        document=GovDocument("000014349", "国务院", "国发〔2026〕1号", date(2026, 11, 20)),
        language="zh",
        prominence=0.5,
        missing=("credit",),
        snapshot_id="6f6c2b7e-0000-0000-0000-000000000000",
        clipping="aa.png",
        page_picture="bb.png",
        extraction=Extraction("profile:people", 0.9, {"title": "h1"}),
    )
    given_later = {"id", "story_id", "first_seen_at", "revision"}
    plain = article()
    assert not [
        field.name
        for field in fields(whole)
        if field.name
        not in {*given_later, "source_id", "url", "kind", "paragraphs", "identity", "content_hash", "fingerprint"}
        and getattr(whole, field.name) == getattr(plain, field.name)
    ], "a new field of Article must come back too: name it in this test"
    (outcome,) = store(db, now, whole)
    stored = reading.by_id(db, outcome.article.id)
    assert stored == replace(whole, id=1, story_id=1, first_seen_at=now) == outcome.article
    assert stored.published_at.utcoffset() == timedelta(hours=8)


def test_text_that_no_database_takes_is_stored_with_its_loss_marked(db, article, now):
    store(db, now, article(title="半个\ud83d字符", section="A\x00B", paragraphs=("段\udc00落",)))
    (stored,) = reading.newest(db).articles
    assert (stored.title, stored.paragraphs) == ("半个\ufffd字符", ("段\ufffd落",))


def test_storing_again_says_same_and_writes_nothing(db, article, now):
    store(db, now, article(1), article(2))
    assert store(db, now + timedelta(hours=1), article(2), article(1)) == (Same(2), Same(1))
    assert reading.counts(db) == {"articles": 2, "stories": 2, "unmatched": 2}
    assert [each.first_seen_at for each in reading.newest(db).articles] == [now, now]


def test_other_content_under_the_same_identity_is_a_new_revision_and_the_former_is_kept(db, article, now):
    former = article(1, title="误", snapshot_id="before")
    store(db, now, Entry(former, (Tag("党建", 2.0), Tag("法治", 1.0))))
    later = now + timedelta(days=1)
    corrected = article(1, "更正后的一句。更正后的二句。更正后的三句。", title="正", snapshot_id="after")
    (outcome,) = store(db, later, Entry(corrected, (Tag("法治", 3.0),)))
    assert outcome == Changed(replace(corrected, id=1, story_id=1, revision=2, first_seen_at=now))
    assert reading.by_id(db, 1) == outcome.article
    (kept,) = reading.former_revisions(db, 1)
    assert kept == replace(former, id=1, story_id=1, revision=1, first_seen_at=now)
    assert reading.tags_of(db, [1]) == {1: (Tag("法治", 3.0),)}


def test_a_changed_article_is_found_by_its_new_sentences_and_no_longer_by_its_old_ones(db, article, now):
    store(db, now, article(1, "旧甲。旧乙。旧丙。"))
    store(db, now, article(1, "新甲。新乙。新丙。"))
    old, new = store(db, now, article(2, "旧甲。旧乙。旧丙。"), article(3, "新甲。新乙。新丙。"))
    assert (old.article.story_id, new.article.story_id) == (2, 1)


def test_the_same_identity_twice_in_a_batch_is_stored_once(db, article, now):
    first, second = store(db, now, article(1), article(1, "别的文字。"))
    assert isinstance(first, New)
    assert second == Same(first.article.id)
    assert reading.counts(db)["articles"] == 1


def test_reprints_in_one_batch_and_across_batches_are_one_story(db, article, now):
    text = "改革开放以来的第一句。第二句话在这里。第三句话也在。第四句话收尾。"
    store(db, now, article(1, text), article(2, text + "（责任编辑：某某）"))
    store(db, now, article(3, "本网讯。" + text), article(4))
    found = {each.id: each.story_id for each in reading.newest(db).articles}
    assert found == {1: 1, 2: 1, 3: 1, 4: 4}
    assert [each.id for each in reading.of_story(db, 1)] == [1, 2, 3]
    assert reading.stories_of(db, [1, 4])[1].size == 3


def test_a_sentence_is_remembered_of_a_limited_number_of_articles(db, article, now):
    text = "每篇都有的甲句。每篇都有的乙句。每篇都有的丙句。"
    for start in range(1, 71, 10):
        store(db, now, *(article(n, text) for n in range(start, start + 10)))
    assert reading.stories_of(db, [1])[1].size == 70
    with db.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sentences").scalar() == 3 * HOLDERS


def test_articles_are_numbered_as_they_were_published(db, article, now):
    early = datetime(2026, 11, 20, tzinfo=SHANGHAI)
    out = store(
        db,
        now,
        article(1, published_at=early + timedelta(hours=2)),
        article(2),
        article(3, published_at=early),
    )
    assert [each.article.id for each in out] == [2, 3, 1]


def test_tags_come_back_with_their_evidence_best_first(db, article, now):
    tags = (Tag("法治", 1.0), Tag("党建", 2.5, (Evidence("title", 0, 2, "党建"),)))
    store(db, now, Entry(article(1), tags), article(2))
    assert reading.tags_of(db, [1, 2]) == {1: tags[::-1], 2: ()}


def test_state_run_snapshots_and_articles_are_stored_together(db, article, now):
    state = FetchState(
        "paper",
        {"http://press.test/": Validators('"tag"', None)},
        {"page": 2},
        next_fetch_at=now + timedelta(minutes=10),
        last_run_at=now,
        last_success_at=now,
        failures=0,
    )
    run = Run("paper", now, now, new=3, changed=1, problems=("page 2 lacks links",), replacements=4)
    store(db, now, article(1))
    ref = SnapshotRef("id", "http://press.test/", "f.warc.gz", 0, 9, now)
    store(db, now, article(1), article(2), state=state, run=run, snapshots=(ref,))
    assert states.load_state(db, "paper") == state
    assert states.list_runs(db) == [replace(run, new=4, same=1, id=1)] == states.list_runs(db, "paper")
    assert states.list_runs(db, "other") == []


def test_a_batch_that_fails_leaves_nothing_behind(db, article, now):
    def broken(fingerprint, holders):
        raise StorageError("the decision failed")

    store(db, now, article(1, "同一句。同二句。同三句。"))
    batch = Batch(
        "paper",
        (Entry(article(2)), Entry(article(3, "同一句。同二句。"))),
        seen=("http://x/",),
        state=FetchState("paper"),
    )
    with pytest.raises(StorageError, match="decision"):
        articles.store(db, batch, now, broken)
    assert reading.counts(db) == {"articles": 1, "stories": 1, "unmatched": 1}
    assert states.load_states(db) == {}
    assert reading.unseen(db, "paper", [Ref("http://x/")])


def test_refs_are_unseen_until_dealt_with_and_carried_articles_always_count(db, article, now):
    refs = [Ref("http://press.test/9.html"), Ref("http://press.test/1.html"), Ref("http://press.test/moved")]
    carried = Ref("http://press.test/1.html", carried=("whole",))
    assert reading.unseen(db, "paper", refs) == refs
    store(db, now, article(1), seen=("http://press.test/moved",))
    assert reading.unseen(db, "paper", [*refs, carried]) == [refs[0], carried]
    assert reading.unseen(db, "other", refs) == refs


def test_a_fetch_state_can_be_saved_alone_and_a_fresh_source_has_an_empty_one(db, now):
    assert states.load_state(db, "new") == FetchState("new")
    failed = FetchState("new", failures=2, last_error="host is unreachable", next_fetch_at=now)
    states.save_state(db, FetchState("new"))
    states.save_state(db, failed)
    assert states.load_states(db) == {"new": failed}


def test_articles_are_listed_newest_first_page_by_page(db, article, now):
    store(db, now, *(article(n) for n in range(1, 6)))
    store(db, now + timedelta(hours=1), Entry(article(6, source_id="gov"), (Tag("党建", 1.0),)))
    first = reading.newest(db, limit=4)
    assert ([each.id for each in first.articles], first.before) == ([6, 5, 4, 3], 3)
    rest = reading.newest(db, limit=4, before=first.before)
    assert ([each.id for each in rest.articles], rest.before) == ([2, 1], None)
    assert [each.id for each in reading.newest(db, source_ids=["gov"]).articles] == [6]
    assert [each.id for each in reading.newest(db, topic="党建").articles] == [6]
    assert [each.id for each in reading.newest(db, since=now + timedelta(minutes=1)).articles] == [6]
    assert reading.by_id(db, 99) is None


def test_unmatched_articles_come_oldest_first(db, article, now):
    store(db, now, *(article(n) for n in range(1, 6)))
    assert [each.id for each in reading.unmatched(db, limit=3)] == [1, 2, 3]


def test_a_moment_without_a_zone_is_refused(db):
    with pytest.raises(StorageError, match="has no time zone"):
        states.save_state(db, FetchState("paper", last_run_at=datetime(2026, 1, 1)))  # noqa: DTZ001
