"""Other people's feeds (feedparser's, the feed validator's, miniflux's): none breaks us, none loses an entry."""

import json
import tarfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from ingest.decode import decode
from ingest.feeds.entry import Entry, paragraphs
from ingest.feeds.json import read_json
from ingest.feeds.xml import read_xml
from model.errors import ParseError
from model.source import Snapshot

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(folder / "files.tar.xz") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None and member.name.endswith((".xml", ".rss", ".atom", ".rdf")):
                yield member.name, content.read()


def entries(body: bytes, content_type: str = "application/xml") -> list[Entry] | None:
    """The entries that we find; None where it is told to be no feed. Each must be fit to be stored."""
    headers = (("Content-Type", content_type),)
    answer = Snapshot("", "http://127.0.0.1/feed", "", 200, headers, body, datetime(2026, 3, 1, tzinfo=UTC))
    try:
        document = decode(answer)
        read = read_json if document.text.lstrip()[:1] in ("{", "[") else read_xml
        found, _ = read(document)
    except ParseError:
        return None
    for entry in found:
        texts = (
            entry.title or "",
            entry.published or "",
            *entry.authors,
            *paragraphs(entry.html),
            *paragraphs(entry.summary),
        )
        assert all(text.encode("utf-8").decode("utf-8") == text for text in texts)
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
    return found


def test_every_feed_of_feedparsers_suite_gives_its_entries(shared: Path) -> None:
    differ, slow, count = [], [], 0
    for name, body in files(shared / "suites" / "feedparser"):
        wanted = len(feedparser.parse(body).entries)
        started = time.monotonic()
        found = entries(body)
        if time.monotonic() - started > 2:
            slow.append(name)
        if wanted != len(found or []):
            differ.append((name, wanted, None if found is None else len(found)))
        count += 1
    assert count > 1900
    assert slow == []
    # What is left is Korean and Hebrew that declares no encoding: we guess Chinese only (docs/encodings.md).
    assert len(differ) <= 2


def test_every_feed_of_the_validators_suite_is_read_or_refused(shared: Path) -> None:
    refused, count = [], 0
    for name, body in files(shared / "suites" / "feedvalidator"):
        if entries(body) is None:
            refused.append(name)
        count += 1
    assert count > 1500
    assert len(refused) < 110  # OpenSearch descriptions, OPML, XRD and publishing services, which are no feeds


def test_every_json_feed_of_minifluxs_suite_gives_its_entries(shared: Path) -> None:
    cases = json.loads((shared / "suites" / "jsonfeed" / "miniflux_jsonfeed.json").read_text(encoding="utf-8"))
    for case in cases:
        found = entries(case["data"].encode(), "application/feed+json")
        if case["must_fail"] or case["data"] == "null":
            assert found is None, case
        else:
            assert found is not None, case
