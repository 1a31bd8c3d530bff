"""Transaction 2 and the deliveries, on both databases."""

import multiprocessing
from dataclasses import replace
from datetime import timedelta

import pytest

from model.errors import StorageError
from model.watching import ChannelAddress, Delivery, Evidence, Match, Subscriber, Watch
from storage import articles, deliveries, open_database, outbox, people, reading
from storage.values import Attempt, Batch, Entry
from topics.story import decide

TEXT = "同一稿件的第一句。同一稿件的第二句。同一稿件的第三句。"


@pytest.fixture
def readers(db):
    """Two subscribers, with two channels and one, and a watch each."""
    people.save_subscribers(
        db,
        [
            Subscriber("an", "安", (ChannelAddress("mail", "mailto://a"), ChannelAddress("bot", "wecombot://b"))),
            Subscriber("bo", "博", (ChannelAddress("mail", "mailto://c"),)),
        ],
    )
    people.save_watches(db, [Watch("w1", "an", "党建", "党建"), Watch("w2", "bo", "法治", "法治")])


@pytest.fixture
def stored(db, article, now):
    def put(*found):
        articles.store(db, Batch("paper", tuple(Entry(each) for each in found)), now, decide)
        return reading.unmatched(db)

    return put


def match(watch_id, article, said="标题含“党建”"):
    return Match(watch_id, article.id, (Evidence("title", 0, 2, "党建"),), said)


def raise_alerts(db, now, *watch_ids, stored, articles):
    read = stored(*articles)
    return outbox.enqueue(db, read, [match(watch_id, each) for each in read for watch_id in watch_ids], now)


def test_a_match_becomes_an_alert_and_its_article_is_matched(db, readers, stored, article, now):
    read = stored(article(1), article(2))
    (alert,) = outbox.enqueue(db, read, [match("w1", read[0])], now)
    assert (alert.watch_id, alert.story_id, alert.revision, alert.article_id) == ("w1", 1, 1, 1)
    assert (alert.evidence, alert.explanation) == ((Evidence("title", 0, 2, "党建"),), "标题含“党建”")
    assert reading.unmatched(db) == []
    assert outbox.list_alerts(db) == [alert] == outbox.alerts_by_ids(db, [alert.id])
    assert outbox.list_alerts(db, watch_id="w2") == []
    assert outbox.list_alerts(db, since=now + timedelta(seconds=1)) == []
    assert outbox.list_alerts(db, before=alert.id) == []


def test_odd_characters_in_what_is_told_hold_up_no_alert(db, readers, stored, article, now):
    read = stored(article(1))
    (alert,) = outbox.enqueue(db, read, [match("w2", read[0], said="NUL\x00, half a pair \ud83d")], now)
    assert alert.explanation == "NUL\ufffd, half a pair \ufffd"
    (delivery,) = deliveries.form(db, now)
    deliveries.lease(db, "one", now, seconds=60)
    answered = Attempt("dead", now, 500, "E\x00", "answer \udcff")
    assert deliveries.finish(db, delivery.id, "one", answered).reason == "answer \ufffd"
    assert deliveries.attempts_of(db, delivery.id)[0].code == "E\ufffd"


def test_a_story_raises_one_alert_for_each_watch_however_often_it_is_reprinted(db, readers, stored, article, now):
    read = stored(article(1, TEXT), article(2, TEXT))
    matches = [match(watch_id, each) for each in reversed(read) for watch_id in ("w1", "w2")]
    assert [(each.watch_id, each.article_id) for each in outbox.enqueue(db, read, matches, now)] == [
        ("w1", 1),
        ("w2", 1),
    ]
    later = stored(article(3, TEXT))
    assert outbox.enqueue(db, later, [match("w1", later[0])], now) == []
    assert outbox.enqueue(db, later, [match("w1", later[0])], now) == []
    assert reading.unmatched(db) == []


def test_a_correction_raises_an_alert_of_its_own(db, readers, stored, article, now):
    first = raise_alerts(db, now, "w1", stored=stored, articles=[article(1)])
    second = raise_alerts(db, now, "w1", stored=stored, articles=[article(1, "更正。")])
    assert [each.revision for each in first + second] == [1, 2]


def test_an_article_changed_since_it_was_read_stays_unmatched(db, readers, stored, article, now):
    read = stored(article(1))
    stored(article(1, "改过的文字。"))
    assert outbox.enqueue(db, read, [match("w1", read[0])], now) == []
    assert [each.revision for each in reading.unmatched(db)] == [2]


def test_alerts_are_folded_into_one_delivery_for_each_channel(db, readers, stored, article, now):
    raise_alerts(db, now, "w1", "w2", stored=stored, articles=[article(1), article(2)])
    assert deliveries.backlog(db) == {"waiting": 6}
    formed = deliveries.form(db, now)
    assert [(each.subscriber_id, each.channel, each.alert_ids) for each in formed] == [
        ("an", "bot", (1, 3)),
        ("an", "mail", (1, 3)),
        ("bo", "mail", (2, 4)),
    ]
    assert deliveries.form(db, now) == []
    assert {each.id for each in deliveries.list_deliveries(db)} == {each.id for each in formed}
    assert deliveries.backlog(db) == {"queued": 3, "waiting": 0}


def test_a_watch_may_name_its_channels_and_a_subscriber_may_be_switched_off(db, readers, stored, article, now):
    people.save_watches(db, [Watch("w1", "an", "党建", "党建", channels=("bot",))])
    people.save_subscribers(db, [Subscriber("bo", "博", (ChannelAddress("mail", "mailto://c"),), enabled=False)])
    raised = raise_alerts(db, now, "w1", "w2", stored=stored, articles=[article(1)])
    assert len(raised) == 2
    assert [(each.subscriber_id, each.channel) for each in deliveries.form(db, now)] == [("an", "bot")]


def test_alerts_wait_until_they_are_due_and_are_split_where_they_are_many(db, readers, stored, article, now):
    read = stored(*(article(n) for n in range(1, 6)))
    morning = now + timedelta(hours=10)
    outbox.enqueue(db, read, [match("w2", each) for each in read], now, lambda watch_id, now: morning)
    assert deliveries.form(db, morning - timedelta(seconds=1)) == []
    assert [each.alert_ids for each in deliveries.form(db, morning, most=2)] == [(1, 2), (3, 4), (5,)]


@pytest.fixture
def waiting(db, readers, stored, article, now) -> Delivery:
    """One delivery that waits to be sent."""
    raise_alerts(db, now, "w2", stored=stored, articles=[article(1)])
    (delivery,) = deliveries.form(db, now)
    return delivery


def test_a_leased_delivery_is_given_to_nobody_else_and_sent_ends_it(db, waiting, now):
    (leased,) = deliveries.lease(db, "one", now, seconds=60)
    assert leased == replace(waiting, state="leased", attempts=1)
    assert deliveries.lease(db, "two", now, seconds=60) == []
    sent = Attempt("sent", now, 200, "0", "ok")
    done = deliveries.finish(db, leased.id, "one", sent)
    assert done == replace(leased, state="sent", finished_at=now, reason="ok")
    assert deliveries.attempts_of(db, leased.id) == [sent]
    assert deliveries.lease(db, "two", now + timedelta(days=1), seconds=60) == []
    assert deliveries.list_deliveries(db, state="sent", since=now) == [done]
    assert deliveries.list_deliveries(db, state="dead") == []


def test_a_delivery_put_off_comes_back_when_it_is_due(db, waiting, now):
    later = now + timedelta(seconds=30)
    deliveries.lease(db, "one", now, seconds=60)
    put_off = deliveries.finish(db, waiting.id, "one", Attempt("later", now, 429, "45009", "too many", due_at=later))
    assert (put_off.state, put_off.due_at, put_off.reason, put_off.finished_at) == ("later", later, "too many", None)
    assert deliveries.lease(db, "one", now, seconds=60) == []
    (again,) = deliveries.lease(db, "one", later, seconds=60)
    assert again.attempts == 2


@pytest.mark.parametrize("state", ["dead", "unknown"])
def test_an_ended_delivery_stays_until_an_operator_queues_it_again(db, waiting, now, state):
    deliveries.lease(db, "one", now, seconds=60)
    deliveries.finish(db, waiting.id, "one", Attempt(state, now, message="removed bot"))
    late = now + timedelta(days=9)
    assert deliveries.lease(db, "one", late, seconds=60) == []
    deliveries.retry(db, waiting.id, late)
    assert [each.id for each in deliveries.lease(db, "one", late, seconds=60)] == [waiting.id]
    with pytest.raises(StorageError, match="did not end dead or unknown"):
        deliveries.retry(db, waiting.id, late)


def test_a_lease_that_ran_out_comes_back_with_the_lost_attempt_in_its_log(db, waiting, now):
    deliveries.lease(db, "dead process", now, seconds=60)
    late = now + timedelta(seconds=60)
    (again,) = deliveries.lease(db, "heir", late, seconds=60)
    assert again.attempts == 2
    (lost,) = deliveries.attempts_of(db, waiting.id)
    assert (lost.state, lost.at) == ("unknown", late)
    late_word = deliveries.finish(db, waiting.id, "dead process", Attempt("later", late, due_at=late))
    assert late_word.state == "leased"
    assert deliveries.finish(db, waiting.id, "dead process", Attempt("sent", late)).state == "sent"
    assert deliveries.finish(db, waiting.id, "heir", Attempt("dead", late)).state == "sent"


def test_finishing_a_delivery_that_is_not_there_says_so(db, now):
    with pytest.raises(StorageError, match="delivery 404 is not in database"):
        deliveries.finish(db, "404", "one", Attempt("sent", now))


def _send(url: str, folder: str, owner: str, now, results) -> None:
    db = open_database(url, folder)
    taken = []
    while leased := deliveries.lease(db, owner, now, seconds=60, limit=3):
        for each in leased:
            taken.append(each.id)
            deliveries.finish(db, each.id, owner, Attempt("sent", now))
    db.close()
    results.put(taken)


def test_several_processes_share_the_deliveries_and_none_is_given_twice(
    db, database_url, readers, stored, article, now, tmp_path
):
    read = stored(*(article(n) for n in range(1, 41)))
    outbox.enqueue(db, read, [match("w2", each) for each in read], now)
    deliveries.form(db, now, most=1)
    spawn = multiprocessing.get_context("spawn")
    results = spawn.Queue()
    senders = [
        spawn.Process(target=_send, args=(database_url, str(tmp_path), f"sender {n}", now, results)) for n in range(3)
    ]
    for sender in senders:
        sender.start()
    given = [each for _ in senders for each in results.get(timeout=60)]
    for sender in senders:
        sender.join()
    assert (len(given), len(set(given))) == (40, 40)
    assert deliveries.backlog(db) == {"sent": 40, "waiting": 0}
