"""Other people's encoding data: the WHATWG's indexes, labels and vectors, html5lib's pages, the hostile web's."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.decode import decode, text_encoding
from ingest.encoding.codecs import decode_as
from ingest.encoding.labels import encoding_of
from ingest.encoding.prescan import declared_in_page
from model.errors import ParseError
from model.source import Request, Snapshot
from net.session import Session
from tests.helpers.hostile import hostile_web, kit_host

pytestmark = pytest.mark.shared


def suite(shared: Path, name: str) -> Any:
    return json.loads((shared / "suites" / "whatwg-encoding" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("encoding", "index", "row", "step"), [("GBK", "gb18030", 190, 0x41), ("Big5", "big5", 157, 0x62)]
)
def test_every_code_of_the_index_is_decoded_as_browsers_do(
    shared: Path, encoding: str, index: str, row: int, step: int
) -> None:
    wrong = []
    for pointer, point in enumerate(suite(shared, "indexes.json")[index]):
        trail = pointer % row
        code = bytes([pointer // row + 0x81, trail + (0x40 if trail < 0x3F else step)])
        if point is not None and decode_as(encoding, code) != chr(point):
            wrong.append(code.hex())
    assert wrong == []


def test_sequences_that_are_none_cost_what_they_cost_browsers(shared: Path) -> None:
    vectors = suite(shared, "gb18030_decode_vectors.json")
    assert len(vectors) == 32
    for vector in vectors:
        assert decode_as("gb18030", bytes.fromhex(vector["bytes"])) == vector["text"], vector


def test_every_label_means_what_it_means_to_browsers(shared: Path) -> None:
    for label, name in suite(shared, "labels.json").items():
        assert encoding_of(label) == name


def test_big5_text_reads_as_a_browser_reads_it(shared: Path) -> None:
    body = (shared / "suites" / "html5lib-encoding" / "test_big5.txt").read_bytes()
    assert "\ufffd" not in decode_as("Big5", body)
    assert text_encoding(body)[0] == "Big5"


@pytest.mark.parametrize("name", ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat"])
def test_html5lib_pages_declare_what_they_are_said_to(shared: Path, name: str) -> None:
    data = (shared / "suites" / "html5lib-encoding" / name).read_bytes()
    blocks = re.split(rb"(?:^|\n)#data\n", data)[1:]
    for block in blocks:
        body, _, wanted = block.partition(b"\n#encoding\n")
        found = "UTF-8" if body.startswith(b"\xef\xbb\xbf") else declared_in_page(body) or "windows-1252"
        assert found == encoding_of(wanted.decode()), body[:200]


@pytest.fixture(scope="module")
def kit(shared: Path) -> Iterator[Any]:
    with hostile_web(shared) as found:
        yield found


def test_hostile_pages_decode_to_the_text_that_was_meant(kit: Any, shared: Path) -> None:
    cases = json.loads((shared / "hostile" / "catalogue.json").read_text(encoding="utf-8"))
    wrong, silent = [], []
    with Session(allow=[kit_host(kit)]) as session:
        for case in [one for one in cases if one["id"][0] == "E" or one["id"] in ("F21", "F23", "F30")]:
            answer = session.send(Request(kit.url(case["path"])))
            assert isinstance(answer, Snapshot)
            try:
                document = decode(answer)
            except ParseError:
                continue
            if (case.get("expect_text") or "") not in document.text:
                wrong.append(case["id"])
            if "\ufffd" in document.text and not document.replacements:
                silent.append(case["id"])
    assert wrong == []
    assert silent == []


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/type/pdf-as-html", "pdf"), ("/type/html-as-pdf.pdf", "html"), ("/type/png-as-html", "image"),
        ("/type/html-as-image.png", "html"), ("/type/html-as-rss", "html"), ("/type/rss-as-html", "xml"),
        ("/type/rss-as-plain", "xml"), ("/type/octet-stream", "html"), ("/type/no-type", "html"),
        ("/type/weird-type", "html"), ("/type/exe-as-pdf", None), ("/zip/gzip-silent", "html"), ("/zip/zip-slip.zip", None),
    ],
)  # fmt: skip
def test_the_bytes_and_not_the_type_say_what_a_page_is(kit: Any, path: str, media: str | None) -> None:
    with Session(allow=[kit_host(kit)]) as session:
        answer = session.send(Request(kit.url(path)))
    assert isinstance(answer, Snapshot)
    if media is None:
        with pytest.raises(ParseError):
            decode(answer)
    else:
        assert decode(answer).media == media
