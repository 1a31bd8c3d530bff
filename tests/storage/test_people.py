"""Subscribers, watches and the secrets of their channels, on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from model.errors import StorageError
from model.watching import ChannelAddress, Subscriber, Watch
from storage import deliveries, people
from storage.secrets import KEY_FILE, keeper, masked

SECRET = "wecombot://693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
AN = Subscriber("an", "安", (ChannelAddress("bot", SECRET), ChannelAddress("mail", "mailtos://u:p@smtp.test")))


def test_subscribers_and_watches_come_back_and_importing_twice_changes_nothing(db):
    watch = Watch("w", "an", "党建", "党建 知识产权", ("bot",))
    for _ in range(2):
        people.save_subscribers(db, [AN])
        people.save_watches(db, [watch])
    assert people.list_subscribers(db) == [AN]
    assert people.list_watches(db) == [watch] == people.list_watches(db, "an")
    assert people.list_watches(db, "bo") == []


def test_importing_a_subscriber_again_replaces_their_channels_and_keeps_their_watches(db):
    people.save_subscribers(db, [AN])
    people.save_watches(db, [Watch("w", "an", "党建", "党建")])
    renamed = Subscriber("an", "安安", (ChannelAddress("bot", "bark://x"),), enabled=False)
    people.save_subscribers(db, [renamed])
    assert people.list_subscribers(db) == [renamed]
    assert len(people.list_watches(db)) == 1


def test_the_version_rises_with_every_change_and_only_then(db):
    seen = [people.watches_version(db)]
    for change in (
        lambda: people.save_subscribers(db, [AN]),
        lambda: people.save_watches(db, [Watch("w", "an", "党建", "党建")]),
        lambda: people.remove_watch(db, "w"),
        lambda: people.remove_subscriber(db, "an"),
    ):
        change()
        seen.append(people.watches_version(db))
    assert seen == sorted(set(seen))


def test_reading_and_marking_watches_leaves_the_version_or_every_process_would_load_them_for_ever(db):
    people.save_subscribers(db, [AN])
    people.save_watches(db, [Watch("w", "an", "党建", "(党建")])
    version = people.watches_version(db)
    people.mark_watch(db, Watch("w", "an", "党建", "(党建"), "少一个右括号", "停了", NOW)
    people.list_watches(db)
    assert people.watches_version(db) == version


def test_a_stored_rule_that_no_longer_parses_is_marked_and_its_owner_told_once_on_the_channels_of_the_watch(db):
    people.save_subscribers(db, [AN])
    watch = Watch("w", "an", "党建", "(党建", channels=("bot",))
    people.save_watches(db, [watch])
    for _ in range(2):  # as two processes may
        people.mark_watch(db, watch, "少一个右括号", "停了", NOW)
    assert people.list_watches(db)[0].error == "少一个右括号"
    (told,) = deliveries.list_deliveries(db)
    assert (told.subscriber_id, told.channel, told.notice, told.alert_ids) == ("an", "bot", "停了", ())
    people.mark_watch(db, watch, None, None, NOW)
    assert people.list_watches(db)[0].error is None
    assert len(deliveries.list_deliveries(db)) == 1


def test_a_subscriber_who_is_switched_off_is_sent_no_notice(db):
    people.save_subscribers(db, [replace(AN, enabled=False)])
    watch = Watch("w", "an", "党建", "(党建")
    people.save_watches(db, [watch])
    people.mark_watch(db, watch, "少一个右括号", "停了", NOW)
    assert people.list_watches(db)[0].error == "少一个右括号"
    assert deliveries.list_deliveries(db) == []


def test_a_watch_without_its_subscriber_is_refused_and_nothing_is_stored(db):
    people.save_subscribers(db, [AN])
    with pytest.raises(StorageError, match=r"'nobody'.*import the subscriber first"):
        people.save_watches(db, [Watch("w", "an", "党建", "党建"), Watch("x", "nobody", "法治", "法治")])
    assert people.list_watches(db) == []


def test_removing_a_subscriber_removes_their_watches(db):
    people.save_subscribers(db, [AN])
    people.save_watches(db, [Watch("w", "an", "党建", "党建")])
    people.remove_subscriber(db, "an")
    assert (people.list_subscribers(db), people.list_watches(db)) == ([], [])


def test_addresses_are_encrypted_in_the_database_and_absent_from_what_is_printed(db):
    people.save_subscribers(db, [AN])
    with db.read() as connection:
        kept = bytes(connection.exec_driver_sql("SELECT url FROM channels WHERE name = 'bot'").scalar())
    assert SECRET.encode() not in kept
    assert SECRET not in repr(AN)


def test_the_key_is_made_once_and_for_this_user_only(db, tmp_path):
    people.save_subscribers(db, [AN])
    key = (tmp_path / KEY_FILE).read_bytes()
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    people.save_subscribers(db, [AN])
    assert (tmp_path / KEY_FILE).read_bytes() == key


def test_many_who_start_at_once_make_one_key(tmp_path):
    barrier = threading.Barrier(8)

    def seal(_) -> bytes:
        barrier.wait()
        return keeper(tmp_path).seal("x")

    for turn in range(5):
        (tmp_path / KEY_FILE).unlink(missing_ok=True)
        with ThreadPoolExecutor(8) as pool:
            sealed = list(pool.map(seal, range(8)))
        assert [keeper(tmp_path).open(each, f"turn {turn}") for each in sealed] == ["x"] * 8
        assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_a_subscriber_may_have_no_channel_yet(db):
    people.save_subscribers(db, [bare := Subscriber("cy", "辞")])
    assert people.list_subscribers(db) == [bare]


def test_another_secret_cannot_read_the_addresses_and_the_error_names_the_remedy(db, tmp_path):
    people.save_subscribers(db, [AN], secret="one")
    assert people.list_subscribers(db, secret="one") == [AN]
    assert not (tmp_path / KEY_FILE).exists()
    with pytest.raises(
        StorageError, match=r"channel 'bot' of subscriber 'an'.*BAOSHAO_SECRET.*put the former key back"
    ) as e:
        people.list_subscribers(db, secret="two")
    assert SECRET not in str(e.value)


def test_a_spoilt_key_is_named_with_its_place(db, tmp_path):
    (tmp_path / KEY_FILE).write_bytes(b"half a k")
    with pytest.raises(StorageError, match=rf"{KEY_FILE} cannot be used"):
        people.save_subscribers(db, [AN])


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (SECRET, "wecombot://…/…"),
        ("mailtos://user:password@smtp.test/?to=x", "mailtos://…/…"),
        ("https://user:password@hooks.test/secret?token=1", "https://hooks.test/…"),
        ("file:///data/alerts.jsonl", "file:///data/alerts.jsonl"),
        ("no address at all", "?://…/…"),
    ],
)
def test_a_shown_address_keeps_its_secrets(url, shown):
    assert masked(url) == shown
