"""Backup and restore, from and to both databases."""

import json
import sqlite3
import threading
from contextlib import closing

import pytest

from model.article import Picture
from model.errors import StorageError
from model.source import FetchState, Snapshot
from model.watching import ChannelAddress, Match, Subscriber, Tag, Watch
from storage import articles, backup, deliveries, open_database, outbox, people, reading, states
from storage.clippings import Clippings
from storage.snapshots import Archive
from storage.values import Batch, Entry, Run
from topics.story import decide

PICTURE = Picture("ab" * 20 + ".png", b"a picture")


@pytest.fixture
def filled(db, article, now):
    """A database with something in every corner."""
    page = Snapshot("1b4e28ba-2fa1-11d2-883f-0016d3cca427", "http://p/", "http://p/", 200, (), b"body", now)
    refs = Archive(db).write([page], now)
    Clippings(db.folder).put([PICTURE])
    entries = (Entry(article(1), (Tag("党建", 1.0),)), Entry(article(2)))
    articles.store(db, Batch("p", entries, refs, ("http://x/",), FetchState("p"), Run("p", now, now)), now, decide)
    articles.store(db, Batch("p", (Entry(article(1, "更正。")),)), now, decide)
    people.save_subscribers(db, [Subscriber("an", "安", (ChannelAddress("mail", "mailto://a"),))], secret="s")
    people.save_watches(db, [Watch("w", "an", "党建", "党建")])
    read = reading.unmatched(db)
    outbox.enqueue(db, read[:1], [Match("w", read[0].id, (), "x")], now)
    deliveries.form(db, now)
    return db


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, fresh_url, tmp_path):
    """An empty database to restore into."""
    folder = tmp_path / "restored"
    folder.mkdir()
    db = open_database(fresh_url(request.param), folder)
    yield db
    db.close()


def test_a_backup_restores_everything_into_either_database_and_work_goes_on(filled, empty, article, now, tmp_path):
    made = backup.backup(filled, tmp_path / "kept", now, archive=True)
    assert backup.read_manifest(tmp_path / "kept") == made
    assert (made.rows["articles"], made.rows["article_revisions"], len(made.archive)) == (2, 1, 2)
    assert backup.restore(empty, tmp_path / "kept") == made
    for read in (
        lambda db: reading.newest(db),
        lambda db: reading.former_revisions(db, 1),
        lambda db: reading.unmatched(db),
        lambda db: reading.tags_of(db, [1, 2]),
        lambda db: outbox.list_alerts(db),
        lambda db: deliveries.list_deliveries(db),
        lambda db: people.list_subscribers(db, secret="s"),
        lambda db: people.list_watches(db),
        lambda db: states.load_states(db),
        lambda db: states.list_runs(db),
        lambda db: Clippings(db.folder).get(PICTURE.name),
        lambda db: Archive(db).read("1b4e28ba-2fa1-11d2-883f-0016d3cca427"),
    ):
        assert read(empty) == read(filled)
    (new,) = articles.store(empty, Batch("p", (Entry(article(3)),), run=Run("p", now, now)), now, decide)
    assert new.article.id == 3
    read = reading.unmatched(empty)
    assert len(outbox.enqueue(empty, read, [Match("w", each.id, (), "x") for each in read], now)) == 2


def test_a_backup_under_writes_is_whole(filled, article, now, tmp_path):
    stop = threading.Event()

    def write() -> None:
        number = 10
        while not stop.is_set():
            articles.store(filled, Batch("p", (Entry(article(number)),)), now, decide)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    made = backup.backup(filled, tmp_path / "kept", now)
    stop.set()
    writer.join()
    assert made.rows["articles"] == made.rows["stories"] >= 2
    assert not (tmp_path / "kept" / "archive").exists()


def test_a_backup_is_never_written_over_another(filled, now, tmp_path):
    (tmp_path / "kept.unfinished").mkdir()
    (tmp_path / "kept.unfinished" / "baoshao.sqlite3").write_text("left by a backup that was killed")
    backup.backup(filled, tmp_path / "kept", now)
    with pytest.raises(StorageError, match="kept exists already; name a new folder"):
        backup.backup(filled, tmp_path / "kept", now)


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(filled, now, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="kept cannot be written"):
        backup.backup(filled, tmp_path / "file" / "kept", now)


def test_a_restore_never_overwrites_what_is_there(filled, now, tmp_path):
    backup.backup(filled, tmp_path / "kept", now)
    with pytest.raises(StorageError, match="is not empty; restore into a new one"):
        backup.restore(filled, tmp_path / "kept")


@pytest.mark.parametrize("told", [None, "{", json.dumps({"rows": {}})])
def test_a_folder_that_is_no_backup_is_refused(empty, tmp_path, told):
    (tmp_path / "kept").mkdir()
    if told is not None:
        (tmp_path / "kept" / backup.MANIFEST).write_text(told)
    with pytest.raises(StorageError, match=r"kept holds no whole backup \(manifest.json: .*`baoshao db backup`"):
        backup.restore(empty, tmp_path / "kept")


def test_a_damaged_backup_is_refused_and_the_database_stays_empty(filled, empty, now, tmp_path):
    backup.backup(filled, tmp_path / "kept", now)
    file = tmp_path / "kept" / "baoshao.sqlite3"
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    file.write_bytes(content)
    with pytest.raises(StorageError, match=r"damaged|malformed"):
        backup.restore(empty, tmp_path / "kept")
    assert reading.counts(empty)["articles"] == 0


def test_the_database_checks_itself(filled):
    backup.integrity_check(filled)


def test_a_row_without_the_one_it_points_to_is_damage(tmp_path):
    db = open_database(None, tmp_path)
    with closing(sqlite3.connect(tmp_path / "baoshao.sqlite3")) as connection, connection:
        connection.execute("INSERT INTO article_tags VALUES (9, '党建', 1, '[]')")
    with pytest.raises(StorageError, match=r"damaged \(article_tags without articles\)"):
        backup.integrity_check(db)
    db.close()
