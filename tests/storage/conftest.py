"""Made-up articles, and times to store them at."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xxhash

from model.article import Article, Extraction

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes an article out of its number; the sentences of its text are its fingerprint."""

    def make(number: int = 1, text: str | None = None, **fields: object) -> Article:
        text = (
            text or f"第{number}篇的第一句话。第{number}篇的第二句话。第{number}篇的第三句话。第{number}篇的第四句话。"
        )
        sentences = [each for each in text.split("。") if each]
        defaults = {
            "source_id": "paper",
            "url": f"http://press.test/{number}.html",
            "kind": "article",
            "title": f"第{number}篇",
            "paragraphs": (text,),
            "extraction": Extraction("test"),
            "identity": f"press.test/{number}",
            "content_hash": xxhash.xxh3_64_hexdigest(text.encode()),
            "fingerprint": tuple(xxhash.xxh3_64_intdigest(each.encode()) for each in sentences),
        }
        return Article(**defaults | fields)

    return make


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 1.5 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or not mount or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
