"""Quality on real pages, which lie beside a developer's checkout and are no part of the project."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.decode import decode
from ingest.extract.article import extract
from ingest.extract.lists.links import find_links
from ingest.normalise import normalise
from model.schema import public
from model.source import Document, Snapshot
from service.catalog.sources import load_sources

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
# What the pages must give at least, in percent; "invented" rates are at most so high.
FLOORS = {
    "title exact": 99,
    "date (day)": 99,
    "date (minute)": 97,
    "authors exact": 92,
    "author invented": 5,
    "credit (来源) exact": 97,
    "credit invented": 10,
    "editor (责编) exact": 95,
    "all three": 96,
    "body F1": 98.5,
}


def opened(shared: Path, gold: dict) -> Document:
    body = (shared / "corpus" / "pages" / f"{gold['id']}.html").read_bytes()
    return decode(Snapshot(gold["id"], gold["url"] or "", "", 200, (), body, NOW))


def scored(shared: Path, script: str, gold: Path, rows: list[dict], folder: Path) -> str:
    predictions = folder / "predictions.jsonl"
    predictions.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    command = [sys.executable, str(shared / "score" / script), str(gold), str(predictions)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("with_profiles", [True, False])
def test_real_article_pages_give_their_fields(shared: Path, tmp_path: Path, with_profiles: bool) -> None:
    profiles = tuple(load_sources(ROOT / "sources.yaml").profiles.values()) if with_profiles else ()
    gold = shared / "corpus" / "gold.jsonl"
    rows = []
    for item in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        if item["kind"] in ("article", "epaper_article"):
            raw = extract(opened(shared, item), profiles=profiles, now=NOW)
            rows.append({"file": item["id"], "articles": [public(normalise(raw, source_id="x", now=NOW))]})
    printed = scored(shared, "web.py", gold, rows, tmp_path)
    figures = {line[:28].strip(): float(line[28:36]) for line in printed.splitlines()}
    wrong = {
        name: figures[name]
        for name, floor in FLOORS.items()
        if (figures[name] > floor if "invented" in name else figures[name] < floor)
    }
    assert wrong == {}, printed


@pytest.mark.shared
def test_real_list_pages_give_their_links_and_the_next_page(shared: Path, tmp_path: Path) -> None:
    gold = shared / "corpus" / "lists.jsonl"
    rows = []
    for item in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        found = find_links(opened(shared, item))
        rows.append({"file": item["id"], "links": [ref.url for ref in found.refs], "next": found.next})
    printed = scored(shared, "lists.py", gold, rows, tmp_path)
    means = {line[:28].strip(): float(line[28:36]) for line in printed.splitlines() if line.startswith("mean ")}
    assert means["mean precision"] >= 95, printed
    assert means["mean recall"] >= 95, printed
    assert means["mean next"] == 100, printed
