"""The archive: every answer exactly as it came, as WARC 1.1 (gzip), one file a day and process.

A record is on the disk, flushed and synced, before any row points to it; a file is only ever written by the process
that began it, so that half a record left by a dead process harms neither the others nor what comes after.
"""

import os
import threading
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from sqlalchemy import delete, select
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from model.crash import crash_point
from model.errors import StorageError
from model.source import Snapshot
from storage.database import Database
from storage.sql import AnySelect
from storage.tables import snapshots
from storage.values import SnapshotRef

FOLDER = "archive"
REQUESTED = "Baoshao-Requested-URI"
CODED = ("content-encoding", "transfer-encoding")
KEPT_AS = "X-Archive-Orig-"  # what these headers said is no longer true of the body, which is kept decoded


class Archive:
    """Writes and reads the archive below the data folder; safe to share between threads, never across a fork."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.folder = db.folder / FOLDER
        self._lock = threading.Lock()
        self._token = uuid4().hex[:12]

    def write(self, taken: Sequence[Snapshot], now: datetime) -> tuple[SnapshotRef, ...]:
        """Append snapshots to today's file and sync it; the refs belong into the batch that uses them.

        Raises StorageError, and then none of them is there.
        """
        if not taken:
            return ()
        path = self.folder / f"{now.astimezone(UTC):%Y-%m-%d}-{self._token}.warc.gz"
        records = [_record(each) for each in taken]
        with self._lock:
            try:
                start = self._append(path, b"".join(records))
            except OSError as error:
                raise StorageError(
                    f"archive file {path} cannot be written: {error.strerror}; "
                    f"free some space, or give this user the right to write to {self.folder}"
                ) from error
        crash_point("archive.end")
        refs = []
        for each, record in zip(taken, records, strict=True):
            refs.append(SnapshotRef(each.id, each.url, path.name, start, len(record), each.fetched_at))
            start += len(record)
        return tuple(refs)

    def _append(self, path: Path, data: bytes) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = not path.exists()
        with path.open("ab") as file:
            start = file.tell()
            try:
                file.write(data[: len(data) // 2])
                file.flush()
                crash_point("archive.half")
                file.write(data[len(data) // 2 :])
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), start)  # half a record would spoil those that follow
                raise
        if fresh:
            _sync_folder(self.folder)
        return start

    def read(self, snapshot_id: str) -> Snapshot | None:
        """The snapshot with this id; None where it is not, or no longer, kept. Raises StorageError."""
        return self._read(select(snapshots).where(snapshots.c.id == snapshot_id))

    def read_after(self, url: str, moment: datetime) -> Snapshot | None:
        """What this address answered first within the hour after a moment; None where that is not kept.

        Raises StorageError.
        """
        c = snapshots.c
        soon = (c.url == url) & (c.fetched_at >= moment) & (c.fetched_at < moment + timedelta(hours=1))
        return self._read(select(snapshots).where(soon).order_by(c.fetched_at).limit(1))

    def _read(self, query: AnySelect) -> Snapshot | None:
        with self._db.read() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            return None
        path = self.folder / row["file"]
        try:
            with path.open("rb") as file:
                file.seek(row["offset"])
                data = file.read(row["length"])
            return _snapshot(data, row["id"], row["fetched_at"])
        except (OSError, ValueError, zlib.error, ArchiveLoadFailed) as error:
            raise StorageError(
                f"snapshot {row['id']} cannot be read from {path} at {row['offset']} ({error}); "
                "put that file back from a backup"
            ) from error

    def prune(self, days: int, now: datetime) -> int:
        """Delete the files of days before the last `days`, and what points to them; how many files went."""
        with self._lock:
            oldest = (now.astimezone(UTC) - timedelta(days=days)).date()
            old = [path for path in sorted(self.folder.glob("*.warc.gz")) if path.name[:10] < oldest.isoformat()]
            with self._db.write() as connection:
                names = [path.name for path in old]
                connection.execute(delete(snapshots).where(snapshots.c.file.in_(names)))
            for path in old:
                path.unlink(missing_ok=True)
        return len(old)


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio is untyped
    """The head of an answer as it came; warcio's own would rewrite what is not ASCII, or fail on it."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(f"{snapshot.status} ", list(snapshot.headers), protocol="HTTP/1.1")

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002  # warcio's name
        lines = [f"HTTP/1.1 {self.statusline}"]
        for name, value in self.headers:
            kept = f"{KEPT_AS}{name}" if name.lower() in CODED else name
            lines.append(f"{kept}: {value}".replace("\r", " ").replace("\n", " "))
        text = "\r\n".join([*lines, "", ""])
        self.headers_buff = text.encode("latin-1" if all(ord(c) < 256 for c in text) else "utf-8", "replace")


def _record(snapshot: Snapshot) -> bytes:
    """One gzipped "response" record."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        snapshot.url,
        "response",
        payload=BytesIO(snapshot.body),
        length=len(snapshot.body),
        http_headers=_Head(snapshot),
        warc_headers_dict={
            "WARC-Record-ID": f"<urn:uuid:{snapshot.id}>",
            "WARC-Date": snapshot.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            REQUESTED: snapshot.requested_url,
        },
    )
    writer.write_record(record)
    return out.getvalue()


def _snapshot(data: bytes, snapshot_id: str, fetched_at: datetime) -> Snapshot:
    record = next(iter(ArchiveIterator(BytesIO(data), no_record_parse=True)), None)
    if record is None or record.rec_headers["WARC-Record-ID"] != f"<urn:uuid:{snapshot_id}>":
        raise ValueError("another record, or none, stands there")
    head, _, body = record.raw_stream.read().partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = (line.partition(": ") for line in lines)
    return Snapshot(
        id=snapshot_id,
        url=record.rec_headers["WARC-Target-URI"],
        requested_url=record.rec_headers[REQUESTED],
        status=int(status.split()[1]),
        headers=tuple((name.removeprefix(KEPT_AS), value) for name, _, value in headers),
        body=body,
        fetched_at=fetched_at,
    )


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
