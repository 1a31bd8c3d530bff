import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from model.article import Picture
from model.watching import ChannelAddress, Match, Subscriber, Watch
from notify.deliver import deliver
from storage import articles, deliveries, outbox, people, reading
from storage.clippings import Clippings
from storage.database import Database
from storage.opening import open_database
from storage.upgrade import upgrade
from storage.values import Batch, Entry
from tests.notify.far_ends import NOW, Answer, reach_to, told


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(None, tmp_path / "data")
    upgrade(database)
    yield database
    database.close()


def subscribe(db: Database, **urls: str) -> None:
    """One subscriber with these channels, and a watch that alerts on all of them."""
    people.save_subscribers(db, [Subscriber("desk", "编辑部", tuple(ChannelAddress(n, u) for n, u in urls.items()))])
    people.save_watches(db, [Watch("ip", "desk", "知识产权强国与党建", "知识产权强国 党建")])


def raise_alerts(db: Database, count: int = 1, first: int = 1) -> None:
    """Store made-up articles that the watch hits, and their alerts."""
    made = [told(number) for number in range(first, first + count)]
    entries = tuple(
        Entry(replace(one.article, id=None, identity=one.article.url, content_hash=one.article.url), one.tags)
        for one in made
    )
    articles.store(db, Batch("desk", entries), NOW, lambda *_: None)
    read = reading.unmatched(db)
    evidence = made[0].alert.evidence
    outbox.enqueue(db, read, [Match("ip", a.id, evidence, "正文含“知识产权强国”") for a in read], NOW)


def turn(db: Database, receiver, at=NOW, timeout: float = 5.0, **options):
    return deliver(db, reach_to(db.folder, receiver.place, timeout=timeout), at, chance=lambda: 0, **options)


def test_alerts_of_one_channel_are_one_message_and_sent_means_answered(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db, 3)
    (delivery,) = turn(db, receiver)
    assert (delivery.state, delivery.attempts) == ("sent", 1)
    (request,) = receiver.received
    assert request.headers["idempotency-key"] == request.json["delivery"] == delivery.id
    assert len(request.json["alerts"]) == 3
    (attempt,) = deliveries.attempts_of(db, delivery.id)
    assert (attempt.state, attempt.status, attempt.message) == ("sent", 200, "ok")


def test_an_alert_carries_the_clipping_of_its_article_where_it_is_still_kept(db, mail):
    mailbox, place = mail
    subscribe(db, mail=f"mailto://{place}?from=bao@shao.example&to=reader@example.org")
    kept, gone = Picture("a" * 40 + ".png", b"\x89PNG kept"), "b" * 40 + ".png"
    Clippings(db.folder).put([kept])
    for number, name in ((1, kept.name), (2, gone)):
        made = told(number)
        article = replace(made.article, id=None, identity=made.article.url, content_hash=name, clipping=name)
        articles.store(db, Batch("desk", (Entry(article, made.tags),)), NOW, lambda *_: None)
    read = reading.unmatched(db)
    outbox.enqueue(db, read, [Match("ip", a.id, told(1).alert.evidence, "正文含") for a in read], NOW)
    (delivery,) = deliver(db, reach_to(db.folder, place), NOW, chance=lambda: 0)
    assert delivery.state == "sent"
    assert mailbox.mails[0].content.count(b"image/png") == 1


def test_nothing_is_sent_twice(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db)
    turn(db, receiver)
    assert turn(db, receiver) == []
    assert turn(db, receiver, NOW + timedelta(days=2)) == []
    assert len(receiver.received) == 1


def test_a_busy_channel_is_asked_again_when_it_said_so(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db)
    receiver.plan = [Answer(429, b"slow down", {"Retry-After": "300"})]
    (delivery,) = turn(db, receiver)
    assert delivery.state == "later"
    assert delivery.due_at == NOW + timedelta(seconds=300)
    assert turn(db, receiver, NOW + timedelta(seconds=299)) == []
    (delivery,) = turn(db, receiver, NOW + timedelta(seconds=300))
    assert delivery.state == "sent"
    first, second = receiver.received
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert [(a.state, a.status) for a in deliveries.attempts_of(db, delivery.id)] == [("later", 429), ("sent", 200)]


def test_a_channel_that_is_down_for_hours_loses_nothing(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db)
    receiver.default = Answer(503)
    now, tried = NOW, 0
    while now < NOW + timedelta(hours=6):
        tried += len(turn(db, receiver, now))
        now += timedelta(minutes=10)
    receiver.default = Answer()
    raise_alerts(db, 2, first=10)
    assert {delivery.state for delivery in turn(db, receiver, now + timedelta(hours=1))} == {"sent"}
    taken = [alert["article"]["url"] for request in receiver.received[tried:] for alert in request.json["alerts"]]
    assert sorted(taken) == [f"https://paper.example/{n}.html" for n in (1, 10, 11)]


def test_a_channel_that_stays_down_is_given_up_after_a_day(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db)
    receiver.default = Answer(500, b"broken")
    (delivery,) = turn(db, receiver)
    while delivery.state == "later":
        (delivery,) = turn(db, receiver, delivery.due_at)
    assert delivery.state == "dead"
    assert delivery.finished_at == NOW + timedelta(hours=24)
    assert delivery.reason.startswith("24 小时内未能送达，最后一次：对方回答 500")
    assert "broken" in delivery.reason
    assert len(deliveries.attempts_of(db, delivery.id)) == len(receiver.received) > 25


def test_a_refusal_is_final_at_once(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db)
    receiver.default = Answer(410, b"gone")
    (delivery,) = turn(db, receiver)
    assert delivery.state == "dead"
    assert "410" in delivery.reason


def test_a_lost_answer_is_asked_for_once_more_with_the_same_key(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db)
    receiver.plan = [Answer(cut=True)]
    (delivery,) = turn(db, receiver)
    assert delivery.state == "later"
    (delivery,) = turn(db, receiver, delivery.due_at)
    assert delivery.state == "sent"
    assert len({request.headers["idempotency-key"] for request in receiver.received}) == 1


def test_an_answer_that_is_lost_twice_stays_unknown(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db)
    receiver.default = Answer(cut=True)
    (delivery,) = turn(db, receiver)
    (delivery,) = turn(db, receiver, delivery.due_at)
    assert delivery.state == "unknown"
    assert len(receiver.received) == 2
    assert turn(db, receiver, NOW + timedelta(hours=2)) == []


def test_a_service_that_does_not_know_our_key_is_not_asked_twice(db, receiver):
    subscribe(db, phone=f"bark://{receiver.place}/devicekey1234")
    raise_alerts(db)
    (delivery,) = turn(db, receiver)
    assert delivery.state == "unknown"
    assert "读不到" in delivery.reason
    assert len(receiver.received) == 1


def test_a_dead_channel_does_not_hold_up_the_others(db, receiver):
    hanging, place = Answer(wait=1.5), receiver.place
    subscribe(db, dead=f"http://{place}/dead", well=f"http://{place}/well", file="file:alerts.jsonl")
    raise_alerts(db, 120)
    receiver.plan = [hanging]
    began = time.monotonic()
    ended = turn(db, receiver, timeout=0.5)
    assert time.monotonic() - began < 3
    by_channel = {}
    for delivery in ended:
        by_channel.setdefault(delivery.channel, []).append(delivery.state)
    assert by_channel.pop("file") == ["sent"] * 3
    assert sorted(by_channel.values()) == [["later"] * 3, ["sent"] * 3]
    lines = (db.folder / "alerts.jsonl").read_text("utf-8").splitlines()
    assert sum(len(json.loads(line)["alerts"]) for line in lines) == 120


def test_what_was_put_off_behind_a_failure_was_not_tried(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db, 120)
    receiver.default = Answer(503)
    ended = turn(db, receiver)
    assert [delivery.state for delivery in ended] == ["later"] * 3
    assert len(receiver.received) == 1
    codes = [deliveries.attempts_of(db, delivery.id)[0].code for delivery in ended]
    assert codes == [None, "put-off", "put-off"]
    receiver.default = Answer()
    assert [d.state for d in turn(db, receiver, NOW + timedelta(seconds=30))] == ["sent"] * 3


def test_what_a_lease_leaves_no_time_for_is_leased_again(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db, 120)
    ended = turn(db, receiver, timeout=60)
    assert {delivery.state for delivery in deliveries.list_deliveries(db)} == {"sent"}
    assert len(receiver.received) == 3
    assert [delivery.state for delivery in ended].count("later") == 3


@pytest.mark.parametrize("url", ["syslog://", "wecom://token", "http://10.0.0.1/hook", "file:../passwd"])
def test_an_address_that_can_never_work_ends_dead_with_the_reason(db, receiver, url):
    subscribe(db, bot=url)
    raise_alerts(db)
    (delivery,) = turn(db, receiver)
    assert delivery.state == "dead"
    assert delivery.reason


def test_a_channel_that_was_removed_ends_dead(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db)
    subscribe(db, other=f"http://{receiver.place}/other")
    (delivery,) = turn(db, receiver)
    assert (delivery.state, delivery.reason) == ("dead", "通道已不存在：订阅者的配置里没有名为 bot 的通道")


def test_an_alert_of_a_watch_that_was_removed_is_still_told(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db)
    people.remove_watch(db, "ip")
    (delivery,) = turn(db, receiver)
    assert delivery.state == "sent"
    assert receiver.received[0].json["alerts"][0]["watch"]["name"] == "ip"


def test_no_secret_is_in_a_reason_or_a_log(db, receiver, caplog):
    caplog.set_level(logging.DEBUG)
    secrets = ["T0PSECRETPATH", "pa55w0rd", "whsec_c2VjcmV0", "qu3ryk3y"]
    url = f"http://user:pa55w0rd@{receiver.place}/T0PSECRETPATH?k=qu3ryk3y#secret=whsec_c2VjcmV0"
    subscribe(
        db, hook=url, push=f"gotify://{receiver.place}/AAAAAAAAT0PSECRETPATH", gone="http://127.0.0.1:9/T0PSECRETPATH"
    )
    raise_alerts(db)
    receiver.default = Answer(403, f"no hook at {url}, nor T0PSECRETPATH".encode())
    told_of = [attempt for d in turn(db, receiver) for attempt in deliveries.attempts_of(db, d.id)]
    assert len(told_of) == 3
    for secret in secrets:
        assert secret not in repr(told_of)
        assert secret not in caplog.text
    assert any("403" in attempt.message for attempt in told_of)


def test_a_fault_in_a_message_stops_only_that_delivery(db, receiver):
    subscribe(db, bot=f"http://{receiver.place}/hook", file="file:ok.jsonl")
    raise_alerts(db)
    with db.write() as connection:  # an alert whose evidence was spoilt in the database
        connection.exec_driver_sql("""UPDATE alerts SET evidence = '[["body"]]'""")
    assert {delivery.state for delivery in turn(db, receiver)} == {"later"}
    (attempt,) = deliveries.attempts_of(db, deliveries.list_deliveries(db)[0].id)
    assert (attempt.code, attempt.message) == ("crashed", "通道出错（TypeError），稍后再投")
    with db.write() as connection:
        connection.exec_driver_sql("UPDATE alerts SET evidence = '[]'")
    assert {delivery.state for delivery in turn(db, receiver, NOW + timedelta(minutes=1))} == {"sent"}


KILLED = """
import sys
from pathlib import Path
from tests.notify.far_ends import NOW, reach_to
from notify.deliver import deliver
from storage.opening import open_database
folder, place = Path(sys.argv[1]), sys.argv[2]
deliver(open_database(None, folder), reach_to(folder, place), NOW)
"""


@pytest.mark.parametrize("point", ["form.begin", "form.commit", "form.end", "lease.end", "deliver.sent", "finish.begin", "finish.commit", "finish.end"])  # fmt: skip
def test_an_alert_survives_kill_9_and_a_repeat_has_the_same_key(db, receiver, point):
    subscribe(db, bot=f"http://{receiver.place}/hook")
    raise_alerts(db, 2)
    environment = os.environ | {"BAOSHAO_CRASH_AT": point}
    command = [sys.executable, "-c", KILLED, str(db.folder), receiver.place]
    killed = subprocess.run(command, env=environment, cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    turn(db, receiver, NOW + timedelta(minutes=10))
    assert [delivery.state for delivery in deliveries.list_deliveries(db)] == ["sent"]
    assert len({request.headers["idempotency-key"] for request in receiver.received}) == 1
    lost_answer = point in ("deliver.sent", "finish.begin", "finish.commit")
    assert len(receiver.received) == (2 if lost_answer else 1)
    assert all(len(request.json["alerts"]) == 2 for request in receiver.received)
