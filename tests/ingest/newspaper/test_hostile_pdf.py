"""The hostile page files of the shared folder (P01–P24): each ends in time, and the service does not grow."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from ingest.newspaper import read_pdf
from model.errors import ParseError
from tests.helpers.hostile import hostile_web

NOW = datetime(2026, 11, 22, tzinfo=UTC)
WORDS = {"P01": "HELLO KIT", "P07": "ENCRYPTED KIT", "P12": "KIT", "P16": "JUNK"}
READABLE = {"P01", "P07", "P12", "P16"}
LIMIT, GROWTH = 60.0, 64 * 1024  # seconds, KiB

pytestmark = [pytest.mark.slow, pytest.mark.shared]


@pytest.fixture(scope="module")
def kit(shared: Path) -> Iterator[Any]:
    with hostile_web(shared) as web:
        yield web


def resident() -> int:
    """This process's memory in KiB."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


def case(shared: Path, name: str) -> str:
    catalogue = json.loads((shared / "hostile" / "catalogue.json").read_text("utf-8"))
    cases = catalogue if isinstance(catalogue, list) else catalogue["cases"]
    return str(next(each["path"] for each in cases if each["id"] == name))


@pytest.mark.parametrize("name", [f"P{number:02}" for number in range(1, 25)])
def test_a_hostile_page_file_ends_in_time_with_a_clear_word(name: str, kit: Any, shared: Path) -> None:
    data = urlopen(kit.url(case(shared, name)), timeout=60).read()
    before, begun = resident(), time.monotonic()
    said = read(data, name)
    assert said
    assert WORDS.get(name, "") in said
    assert time.monotonic() - begun < LIMIT
    assert resident() - before < GROWTH


def read(data: bytes, name: str) -> str:
    """The text of the file where it is one that can be read, else the words that refuse it."""
    if name in READABLE:
        return "".join(paragraph for raw in read_pdf(data, url=None, now=NOW) for paragraph in raw.paragraphs)
    with pytest.raises(ParseError) as refused:
        read_pdf(data, url=f"http://paper.example/{name}.pdf", now=NOW)
    return str(refused.value)
