"""The archive, on both databases."""

import os
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from warcio.archiveiterator import ArchiveIterator

from model.errors import StorageError
from model.source import Snapshot
from storage import articles, open_database
from storage.snapshots import Archive
from storage.values import Batch


def snapshot(now, body=b"\xd6\xaa\xca\xb6\xb2\xfa\xc8\xa8\x00\r\n\r\n", **fields) -> Snapshot:
    defaults = {
        "id": str(uuid4()),
        "url": "http://press.test/路?q=1",
        "requested_url": "http://press.test/old",
        "status": 200,
        "headers": (
            ("Content-Type", "text/html; charset=gb2312"),
            ("Content-Encoding", "gzip"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
            ("X-Odd-é", "\x80raw\xff"),
        ),
        "body": body,
        "fetched_at": now,
    }
    return Snapshot(**defaults | fields)


def keep(db, archive, now, *taken):
    refs = archive.write(taken, now)
    articles.store(db, Batch("paper", snapshots=refs), now, lambda *_: None)
    return refs


def test_snapshots_come_back_byte_for_byte(db, now):
    archive = Archive(db)
    taken = [snapshot(now), snapshot(now, b""), snapshot(now, os.urandom(100_000), status=404, headers=())]
    keep(db, archive, now, *taken)
    keep(db, archive, now, last := snapshot(now, "中文头".encode(), headers=(("X-标题", "值"),)))
    assert [archive.read(each.id) for each in taken] == taken
    assert archive.read(last.id).body == last.body
    assert archive.read(str(uuid4())) is None
    assert archive.write([], now) == ()


def test_the_archive_is_one_warc_file_a_day_and_process_that_others_can_read(db, now, tmp_path):
    archive = Archive(db)
    keep(db, archive, now, snapshot(now), snapshot(now))
    keep(db, archive, now, snapshot(now))
    keep(db, archive, now + timedelta(days=1), snapshot(now))
    keep(db, Archive(db), now, snapshot(now))
    files = sorted((tmp_path / "archive").iterdir())
    assert sorted(file.name[:10] for file in files) == ["2026-11-21", "2026-11-21", "2026-11-22"]
    read = []
    for file in files:
        with file.open("rb") as stream:
            read += [
                (record.rec_type, record.rec_headers.protocol, record.content_stream().read())
                for record in ArchiveIterator(stream, check_digests="raise")
            ]
    assert read == [("response", "WARC/1.1", snapshot(now).body)] * 5


def test_headers_cannot_forge_a_record(db, now):
    archive = Archive(db)
    keep(db, archive, now, forged := snapshot(now, headers=(("A", "b\r\n\r\nbody"), ("C", "d"))))
    assert archive.read(forged.id).headers == (("A", "b    body"), ("C", "d"))
    assert archive.read(forged.id).body == forged.body


def test_half_a_record_of_a_dead_process_harms_neither_the_others_nor_what_follows(db, now, tmp_path):
    archive = Archive(db)
    keep(db, archive, now, before := snapshot(now))
    (file,) = (tmp_path / "archive").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole + whole[: len(whole) // 2])
    keep(db, Archive(db), now, after := snapshot(now))
    keep(db, archive, now, same_file := snapshot(now, b"behind the half record"))
    assert [archive.read(each.id) for each in (before, after, same_file)] == [before, after, same_file]


def test_a_lost_or_damaged_file_is_named_with_its_place(db, now, tmp_path):
    archive = Archive(db)
    keep(db, archive, now, taken := snapshot(now))
    (file,) = (tmp_path / "archive").iterdir()
    for damage in (b"", b"\x1f\x8bnot gzip at all", b"plain text instead of a record"):
        file.write_bytes(damage)
        with pytest.raises(StorageError, match=f"snapshot {taken.id} cannot be read from .*{file.name}"):
            archive.read(taken.id)
    file.unlink()
    with pytest.raises(StorageError, match="put that file back from a backup"):
        archive.read(taken.id)


def test_pruning_deletes_old_days_and_what_points_to_them(db, now, tmp_path):
    archive = Archive(db)
    old, young = snapshot(now), snapshot(now)
    keep(db, archive, now - timedelta(days=31), old)
    keep(db, archive, now - timedelta(days=30), young)
    assert archive.prune(30, now) == 1
    assert archive.read(old.id) is None
    assert archive.read(young.id) == young
    assert archive.prune(30, now) == 0


def test_an_archive_that_cannot_be_written_says_where_and_what_to_do(db, now, tmp_path):
    (tmp_path / "archive").write_text("a file where the folder should be")
    with pytest.raises(StorageError, match=r"archive file .*\.warc\.gz cannot be written: .*; free some space"):
        Archive(db).write([snapshot(now)], now)


def test_a_full_disk_leaves_no_half_record_in_the_archive(small_disk, now):
    db = open_database(None, small_disk)
    archive = Archive(db)
    keep(db, archive, now, first := snapshot(now))
    with pytest.raises(StorageError, match=r"warc.gz cannot be written: No space left on device; free some space"):
        archive.write([snapshot(now, os.urandom(2_000_000))], now)
    keep(db, archive, now, second := snapshot(now))
    assert [archive.read(each.id) for each in (first, second)] == [first, second]
    (file,) = (small_disk / "archive").iterdir()
    with file.open("rb") as stream:
        assert len(list(ArchiveIterator(stream, check_digests="raise"))) == 2
    db.close()


def test_the_same_snapshot_may_be_stored_again(db, now):
    archive = Archive(db)
    taken = snapshot(now)
    keep(db, archive, now, taken)
    keep(db, archive, now, replace(taken, body=b"other"))
    assert archive.read(taken.id) == taken
