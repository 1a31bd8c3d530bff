"""Every recorded page, read again: each field must be as a person found it."""

from pathlib import Path

import pytest

from ingest.extract.article import extract
from ingest.extract.pages import next_page
from ingest.normalise import normalise
from model.schema import public
from service.catalog.sources import load_sources
from service.recording import Recorded, load

HERE = Path(__file__).parent
FOLDERS = sorted(folder for folder in HERE.iterdir() if folder.is_dir() and not folder.name.startswith("__"))
CATALOG = load_sources(HERE.parents[1] / "sources.yaml")


def read(recorded: Recorded, with_profiles: bool) -> dict[str, object]:
    document = recorded.document()
    assert document.replacements == 0
    profiles = tuple(CATALOG.profiles.values()) if with_profiles else ()
    raw = extract(document, profiles=profiles, now=document.fetched_at)
    return public(normalise(raw, source_id=recorded.name, now=document.fetched_at))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_recorded_page_gives_every_field_with_profiles(folder: Path) -> None:
    recorded = load(folder)
    assert recorded.differences(read(recorded, with_profiles=True)) == {}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_recorded_page_gives_every_field_without_any_profile(folder: Path) -> None:
    recorded = load(folder)
    assert recorded.differences(read(recorded, with_profiles=False)) == {}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_second_page_is_found_where_there_is_one_and_only_there(folder: Path) -> None:
    recorded = load(folder)
    assert next_page(recorded.document()) == recorded.expected.get("next_page")
