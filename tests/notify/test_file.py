import json
import os
import threading

import pytest

from model.errors import DeliveryPermanentError, DeliveryTemporaryError
from notify.compose import compose
from notify.registry import open_channel
from tests.notify.far_ends import NOW, reach_to, told


def test_each_message_is_a_line(tmp_path):
    channel = open_channel("file:out/alerts.jsonl", reach_to(tmp_path))
    for number in (1, 2):
        channel.send(compose(f"k-{number}", [told(number)]), NOW)
    lines = [json.loads(line) for line in (tmp_path / "out" / "alerts.jsonl").read_text("utf-8").splitlines()]
    assert [line["delivery"] for line in lines] == ["k-1", "k-2"]
    assert lines[0]["title"].startswith("【知识产权强国与党建】")
    assert lines[0]["sent_at"] == NOW.isoformat()
    assert lines[0]["alerts"][0]["watch"]["id"] == "ip"


@pytest.mark.parametrize("url", ["file:a.jsonl", "file:/a.jsonl", "file:///a.jsonl", "file://{folder}/a.jsonl"])
def test_a_path_is_one_of_the_data_folder(tmp_path, url):
    open_channel(url.format(folder=tmp_path), reach_to(tmp_path)).send(compose("k", [told()]), NOW)
    assert (tmp_path / "a.jsonl").exists()


@pytest.mark.parametrize(
    "url",
    [
        "file:///../x.jsonl",
        "file:../x.jsonl",
        "file:%2e%2e/x.jsonl",
        "file:sub/../../x.jsonl",
        "file://host/x.jsonl",
        "file:baoshao.sqlite3",
        "file:",
        "file:link/x.jsonl",
    ],
)
def test_no_file_outside_the_data_folder_and_no_database_can_be_named(tmp_path, url):
    (tmp_path / "data").mkdir()
    os.symlink("/tmp", tmp_path / "data" / "link")
    with pytest.raises(DeliveryPermanentError, match=r"\.jsonl"):
        open_channel(url, reach_to(tmp_path / "data"))


def test_a_link_put_in_the_files_place_is_not_written_through(tmp_path):
    channel = open_channel("file:a.jsonl", reach_to(tmp_path))
    os.symlink(tmp_path / "target", tmp_path / "a.jsonl")
    with pytest.raises(DeliveryTemporaryError, match="写不进"):
        channel.send(compose("k", [told()]), NOW)
    assert not (tmp_path / "target").exists()


def test_what_a_full_disk_cut_short_is_taken_back(tmp_path):
    resource = pytest.importorskip("resource")
    import signal

    channel = open_channel("file:a.jsonl", reach_to(tmp_path))
    channel.send(compose("k-1", [told()]), NOW)
    before = (tmp_path / "a.jsonl").read_bytes()
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:  # a limit on the file's size makes the system write a part of the line, as a full disk does
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, kept[1]))
        with pytest.raises(DeliveryTemporaryError, match="空间"):
            channel.send(compose("k-2", [told()]), NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        signal.signal(signal.SIGXFSZ, handler)
    assert (tmp_path / "a.jsonl").read_bytes() == before


def test_writers_side_by_side_do_not_mix_their_lines(tmp_path):
    message = compose("k", [told(n) for n in range(30)])

    def write() -> None:
        channel = open_channel("file:a.jsonl", reach_to(tmp_path))
        for _ in range(20):
            channel.send(message, NOW)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    assert len([json.loads(line) for line in lines]) == 80
