"""Opening, upgrading and what goes wrong with a database."""

import multiprocessing
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from model.errors import StorageError
from model.source import FetchState
from storage import articles, open_database, states, upgrade
from storage.tables import metadata
from storage.values import Batch, Entry


def test_without_an_address_it_is_a_file_in_the_data_folder(tmp_path):
    db = open_database(None, tmp_path / "new" / "data")
    assert db.place == str(tmp_path / "new" / "data" / "baoshao.sqlite3")
    assert upgrade.version_of(db) == upgrade.head()
    with db.read() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")]
    db.close()
    assert pragmas == ["wal", 1]


def not_the_index(_, name, sort, *__) -> bool:
    """FTS5's tables, and PostgreSQL's index, are made by hand."""
    return not (sort == "table" and name.startswith("search_index"))


def test_the_migrations_make_the_tables_as_the_program_knows_them(db):
    with db.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": not_the_index})
        assert compare_metadata(context, metadata) == []


def _upgrade(url: str, folder: str, barrier, results) -> None:
    db = open_database(url, folder, check=False)
    barrier.wait()
    try:
        results.put(upgrade.upgrade(db))
    except Exception as error:  # noqa: BLE001  # what a child dies of is what the test is about
        results.put(repr(error))
    db.close()


def test_three_upgrades_at_once_all_pass(database_url, tmp_path):
    spawn = multiprocessing.get_context("spawn")
    barrier, results = spawn.Barrier(3), spawn.Queue()
    children = [spawn.Process(target=_upgrade, args=(database_url, str(tmp_path), barrier, results)) for _ in range(3)]
    for child in children:
        child.start()
    assert [results.get(timeout=60) for _ in children] == [upgrade.head()] * 3
    for child in children:
        child.join()


def test_a_new_file_may_be_opened_by_several_at_once(tmp_path):
    together = threading.Barrier(4)

    def opened(folder) -> int:
        with closing(open_database(None, folder, check=False)) as db:
            together.wait()
            with db.write_alone() as connection:
                return connection.execute(text("SELECT 1")).scalar_one()

    with ThreadPoolExecutor(4) as pool:
        for number in range(40):
            folder = tmp_path / str(number)
            assert list(pool.map(opened, [folder] * 4)) == [1] * 4


def _set_version(db, version: str | None) -> None:
    with db.write() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        if version:
            connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": version})


def test_a_database_of_a_newer_program_is_refused_and_left_alone(db, database_url, tmp_path):
    _set_version(db, "9999")
    with pytest.raises(StorageError, match=r"has version 9999, which this program does not know.*newer Baoshao"):
        open_database(database_url, tmp_path)
    with pytest.raises(StorageError, match="newer Baoshao"):
        upgrade.upgrade(db)
    assert upgrade.version_of(db) == "9999"


def test_a_database_without_a_version_is_refused_with_the_command_that_helps(db, database_url, tmp_path):
    _set_version(db, None)
    with pytest.raises(StorageError, match=r"has version none, this program needs \d+; run `baoshao db backup`"):
        open_database(database_url, tmp_path)


@pytest.mark.parametrize("url", ["mysql://u:p@h/d", "nonsense", "sqlite://", "oracle:"])
def test_an_address_of_no_known_database_is_refused(url, tmp_path):
    with pytest.raises(StorageError, match="write postgresql://USER:PASSWORD@HOST/NAME or sqlite:///PATH"):
        open_database(url, tmp_path)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=f"data folder {tmp_path}/file/data cannot be made: .*set BAOSHAO_DATA"):
        open_database(None, tmp_path / "file" / "data")


def test_an_unreachable_server_is_named_without_its_password(tmp_path):
    with pytest.raises(StorageError, match="cannot be reached; check that the server runs") as caught:
        open_database("postgres://reader:hunter2@127.0.0.1:9/news", tmp_path)
    assert "reader:***@127.0.0.1:9/news" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_missing_database_on_the_server_is_named(postgres_server, tmp_path):
    with pytest.raises(StorageError, match="does not exist on that server"):
        open_database(postgres_server.format(name="absent"), tmp_path)


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "baoshao.sqlite3").write_bytes(b"certainly no database" * 100)
    with pytest.raises(StorageError, match=rf"{tmp_path}/baoshao.sqlite3 is damaged or no database; restore a backup"):
        open_database(None, tmp_path)


def test_a_path_that_cannot_be_opened_is_named(tmp_path):
    (tmp_path / "baoshao.sqlite3").mkdir()
    with pytest.raises(StorageError, match="cannot be opened; check that its folder exists"):
        open_database(None, tmp_path)


def test_tables_that_are_missing_are_named(db):
    with db.write() as connection:
        connection.execute(text("DROP TABLE fetch_states"))
    with pytest.raises(StorageError, match="lacks its tables; run `baoshao db upgrade`"):
        states.load_states(db)


def test_any_other_failure_keeps_what_the_database_said(db):
    with pytest.raises(StorageError, match=r"failed: .*this_column"), db.read() as connection:
        connection.execute(text("SELECT this_column FROM runs"))


def test_a_locked_database_is_an_error_that_names_the_remedy_and_loses_nothing(tmp_path, article, now):
    db = open_database(None, tmp_path, busy_seconds=0.1)
    batch = Batch("paper", (Entry(article(1)),))
    with sqlite3.connect(tmp_path / "baoshao.sqlite3", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match=r"baoshao.sqlite3 is locked by another process; end that process"):
            articles.store(db, batch, now, lambda *_: None)
        assert states.load_states(db) == {}  # readers are not held up
        other.execute("COMMIT")
    other.close()
    assert len(articles.store(db, batch, now, lambda *_: None)) == 1
    db.close()


def test_many_writing_threads_wait_for_one_another(db, article, now):
    def write(number: int) -> None:
        for turn in range(10):
            batch = Batch("paper", (Entry(article(number * 100 + turn)),), state=FetchState(f"s{number}"))
            articles.store(db, batch, now, lambda *_: None)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.read() as connection:
        assert connection.execute(text("SELECT count(*), max(id) FROM articles")).one() == (50, 50)


def test_a_full_disk_is_an_error_that_names_the_remedy_and_loses_nothing_stored(small_disk: Path, article, now):
    db = open_database(None, small_disk)
    with pytest.raises(  # noqa: PT012  # which of them fails is the disk's choice
        StorageError, match=r"baoshao.sqlite3 cannot be (written because the disk is full|read or written)"
    ):
        for stored in range(1000):
            long = "".join(f"第{stored}篇第{n}句，很长很长的一句话，用来填满磁盘。" for n in range(300))
            articles.store(db, Batch("paper", (Entry(article(stored, long)),)), now, lambda *_: None)
    db.close()
    again = open_database(None, small_disk)
    with again.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM articles")).scalar() == stored > 3
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    again.close()
