"""Fixtures of sources: a page exactly as it came, its headers, and what a person found right about it.

A fixture is a folder with `page.html` (bytes), `headers.yaml` (url, status, fetched_at, headers) and `expected.yaml`
(fields of the public schema; `next_page` is where a second page stands). `baoshao check --record` writes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from ingest.decode import decode
from model.errors import CatalogError
from model.source import Document, Snapshot

PAGE, HEADERS, EXPECTED = "page.html", "headers.yaml", "expected.yaml"
RECORDED = (
    "title kicker subtitle original_title original_url authors credit editors section issue_date page_no page_name "
    "published_at published_precision paragraphs images attachments document language"
).split()
"""The fields that a fixture holds, where the page has them."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fixture: the answer as it came, and the fields expected of it."""

    name: str
    snapshot: Snapshot
    expected: Mapping[str, Any]

    def document(self) -> Document:
        """The page, decoded."""
        return decode(self.snapshot)

    def differences(self, shown: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
        """Each field that is not as expected: (found, expected)."""
        return {
            name: (shown.get(name), wanted)
            for name, wanted in self.expected.items()
            if name != "next_page" and not _fits(shown.get(name), wanted)
        }


def record(folder: Path, snapshot: Snapshot, shown: Mapping[str, Any]) -> Path:
    """Write a fixture of a page and of what was read from it, for a person to read and correct; gives its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PAGE).write_bytes(snapshot.body)
    about = {
        "url": snapshot.url,
        "status": snapshot.status,
        "fetched_at": snapshot.fetched_at.isoformat(),
        "headers": dict(snapshot.headers),
    }
    (folder / HEADERS).write_text(_yaml(about), encoding="utf-8")
    known = {name: shown[name] for name in RECORDED if shown.get(name) not in (None, [], {})}
    (folder / EXPECTED).write_text(_yaml(known), encoding="utf-8")
    return folder


def load(folder: Path) -> Recorded:
    """The fixture in a folder; raises CatalogError that names the file."""
    try:
        about = yaml.safe_load((folder / HEADERS).read_text(encoding="utf-8"))
        expected = yaml.safe_load((folder / EXPECTED).read_text(encoding="utf-8"))
        snapshot = Snapshot(
            id=folder.name,
            url=about["url"],
            requested_url=about["url"],
            status=about["status"],
            headers=tuple((str(name), str(value)) for name, value in about["headers"].items()),
            body=(folder / PAGE).read_bytes(),
            fetched_at=datetime.fromisoformat(about["fetched_at"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CatalogError(f"{folder}: no fixture ({error}); record it again with `baoshao check --record`") from error
    return Recorded(folder.name, snapshot, expected)


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)


def _fits(found: Any, wanted: Any) -> bool:
    """Whether a value is as expected; an expected object names only the keys that matter."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(_fits(found.get(key), value) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(found) == len(wanted) and all(_fits(a, b) for a, b in zip(found, wanted, strict=True))
    return bool(found == wanted)
