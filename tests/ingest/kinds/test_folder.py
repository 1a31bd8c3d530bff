import json
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ingest.collect import Failed, Finished, Read, gather
from ingest.registry import make
from model.errors import FetchPermanentError, FetchTemporaryError, ParseError
from model.source import FetchState, Ref, Request, Source
from tests.helpers.newsroom import DUMP, article_page


def never(request: Request) -> object:
    raise AssertionError(f"a folder asks the web for nothing, yet {request.url}")


class Box:
    """A folder source, run as a service does: with a memory of what was seen, and the last state."""

    def __init__(self, folder: Path, now: datetime, **options: object) -> None:
        self.folder, self.now = folder, now
        self.source = Source("drop", "收件夹", "folder", (str(folder),), options=options)
        self.state, self.seen = FetchState("drop"), set[str]()

    def run(self) -> list[Read | Failed | Finished]:
        def unseen(refs: list[Ref]) -> list[Ref]:
            return [ref for ref in refs if ref.url not in self.seen]

        results = list(gather(self.source, self.state, never, self.now, unseen))  # type: ignore[arg-type]
        self.seen |= {
            one.ref.url for one in results if isinstance(one, Read) or (isinstance(one, Failed) and not one.again)
        }
        assert isinstance(results[-1], Finished)
        self.state = replace(results[-1].state, cursor=json.loads(json.dumps(dict(results[-1].state.cursor))))
        return results

    def titles(self) -> list[str | None]:
        return [article.title for one in self.run() if isinstance(one, Read) for article in one.articles]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "收件夹"
    place.mkdir()
    return place


def test_each_file_is_read_once_and_again_when_it_was_written_again(folder: Path, now: datetime) -> None:
    box = Box(folder, now)
    (folder / "a.html").write_text(article_page("一号文件公开发布征求意见"), encoding="utf-8")
    (folder / "b.txt").write_text(DUMP, encoding="gb18030")
    assert box.titles() == ["一号文件公开发布征求意见", "专题培训班开班"]
    assert box.titles() == []
    (folder / "b.txt").write_text(DUMP.replace("专题培训班开班", "专题培训班结业式举行"), encoding="utf-8")
    assert box.titles() == ["专题培训班结业式举行"]


def test_an_article_of_a_file_is_known_by_its_text(folder: Path, now: datetime) -> None:
    box = Box(folder, now)
    (folder / "a.txt").write_text(DUMP, encoding="utf-8")
    (folder / "copy.txt").write_text(DUMP, encoding="utf-8")
    one, two, _ = box.run()
    assert isinstance(one, Read)
    assert isinstance(two, Read)
    assert one.articles[0].identity == two.articles[0].identity
    assert one.articles[0].url == (folder / "a.txt").as_uri()
    assert one.articles[0].credit == "样报"
    assert one.snapshots[0].body == DUMP.encode()
    assert one.articles[0].snapshot_id == one.snapshots[0].id


def test_files_that_are_hidden_unfinished_or_links_are_left_alone(folder: Path, now: datetime) -> None:
    for name in (".secret.html", "b.html.part", "c.html~"):
        (folder / name).write_text(article_page("不该读到的文件标题"), encoding="utf-8")
    (folder / "sub").mkdir()
    os.symlink("/etc/passwd", folder / "passwd.txt")
    results = Box(folder, now).run()
    assert len(results) == 1


def test_files_move_to_done_once_their_run_was_stored(folder: Path, now: datetime) -> None:
    box = Box(folder, now, after="move")
    (folder / "a.txt").write_text(DUMP, encoding="utf-8")
    (folder / "bad.html").write_bytes(b"PK\x03\x04" + b"\0" * 50)
    box.run()
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "unread"]
    assert (folder / "unread" / "bad.html").exists()
    box.run()
    assert (folder / "done" / "a.txt").exists()
    (folder / "a.txt").write_text(DUMP, encoding="utf-8")
    box.run()
    box.run()
    assert sorted(path.name for path in (folder / "done").iterdir()) == ["a-2.txt", "a.txt"]
    assert len(box.run()) == 1


def test_a_run_that_was_lost_moves_nothing(folder: Path, now: datetime) -> None:
    box = Box(folder, now, after="move")
    (folder / "a.txt").write_text(DUMP, encoding="utf-8")
    list(gather(box.source, box.state, never, now, lambda refs: refs))  # type: ignore[arg-type]
    list(gather(box.source, box.state, never, now, lambda refs: refs))  # type: ignore[arg-type]
    assert (folder / "a.txt").exists()


def test_a_file_that_goes_away_is_tried_again_and_not_moved(folder: Path, now: datetime) -> None:
    box = Box(folder, now, after="move")
    (folder / "a.txt").write_text(DUMP, encoding="utf-8")
    kind = make(box.source)
    ref = kind.look(box.source, box.state, never, now).refs[0]  # type: ignore[arg-type]
    (folder / "a.txt").rename(folder / "elsewhere.part")
    with pytest.raises(FetchTemporaryError, match="cannot be read"):
        kind.read(box.source, ref, never, now)  # type: ignore[arg-type]
    waiting = {"again": [{"hints": {"name": "a.txt"}}], "offered": ["a.txt"]}
    (folder / "elsewhere.part").rename(folder / "a.txt")
    kind.look(box.source, replace(box.state, cursor=waiting), never, now)  # type: ignore[arg-type]
    assert (folder / "a.txt").exists()


def test_a_folder_that_is_not_there_fails_the_source(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(FetchPermanentError, match="make it") as caught:
        Box(tmp_path / "nowhere", now).run()
    assert caught.value.kind == "not_found"


def test_a_file_of_more_than_200_mib_is_not_read(folder: Path, now: datetime) -> None:
    with (folder / "big.txt").open("wb") as big:
        big.truncate(201 * 1024 * 1024)
    failed = Box(folder, now).run()[0]
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, ParseError)
    assert failed.error.kind == "too_large"


@pytest.mark.shared
def test_the_seed_documents_are_read_from_a_folder(shared: Path, folder: Path, now: datetime) -> None:
    for path in sorted((shared / "seeds").glob("00[12]_*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    assert len(Box(folder, now).titles()) == 2
