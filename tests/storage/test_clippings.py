import os
from hashlib import sha256

import pytest

from model.article import Picture
from model.errors import StorageError
from storage.clippings import Clippings


def picture(body=b"\x89PNG one"):
    return Picture(sha256(body).hexdigest()[:40] + ".png", body)


def test_a_clipping_is_kept_once_and_given_back(tmp_path):
    clippings = Clippings(tmp_path)
    one = picture()
    clippings.put([one, one])
    clippings.put([one])
    assert clippings.get(one.name) == one.body
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [one.name]


def test_what_was_never_kept_is_none(tmp_path):
    assert Clippings(tmp_path).get(picture().name) is None


@pytest.mark.parametrize("name", ["../../etc/passwd", "x.png", "", "a" * 40, f"{'a' * 40}.png/..", f"{'A' * 40}.png"])
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    assert Clippings(tmp_path).get(name) is None
    with pytest.raises(StorageError, match="no name of a clipping"):
        Clippings(tmp_path).put([Picture(name, b"x")])


def test_a_folder_that_cannot_be_written_is_told_and_leaves_no_part(tmp_path):
    (tmp_path / "clippings").write_bytes(b"a file where the folder should be")
    with pytest.raises(StorageError, match="cannot be written"):
        Clippings(tmp_path).put([picture()])


def test_a_full_disk_leaves_no_half_picture(tmp_path):
    one = picture()
    folder = tmp_path / "clippings" / one.name[:2]
    folder.mkdir(parents=True)
    with pytest.raises(TypeError):
        Clippings(tmp_path).put([Picture(one.name, "not bytes")])
    assert os.listdir(folder) == []


def test_a_picture_that_cannot_be_read_is_told(tmp_path):
    one = picture()
    (tmp_path / "clippings" / one.name[:2] / one.name).mkdir(parents=True)
    with pytest.raises(StorageError, match="cannot be read"):
        Clippings(tmp_path).get(one.name)
