"""The documentation is true: everything that can be named is in it, and its examples run."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

import service.cli
from ingest.registry import kinds, option_names
from model.watching import Topic
from notify.registry import by_scheme
from service.catalog.sources import Entry, load_sources
from service.catalog.topics import Entry as TopicEntry
from service.catalog.topics import load_topics
from service.catalog.watches import load_watches
from service.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "README.zh-CN.md"])
BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.M | re.S)


def text(*names: str) -> str:
    return "\n".join((ROOT / "docs" / name).read_text("utf-8") for name in names)


def commands() -> dict[str, Any]:
    """Each command by its whole name."""
    service.cli.load_commands()
    found: dict[str, Any] = {}

    def walk(command: Any, name: str) -> None:
        below = getattr(command, "commands", None)
        if below:
            for part, each in below.items():
                walk(each, f"{name} {part}".strip())
        else:
            found[name] = command

    walk(get_command(service.cli.app), "")
    return found


def test_every_command_is_documented_with_its_options_and_shows_an_example() -> None:
    sections = dict(re.findall(r"^## `baoshao ([a-z ]+)`\n(.*?)(?=^## |\Z)", text("commands.md"), re.M | re.S))
    found = commands()
    assert len(found) > 20
    assert not found.keys() ^ sections.keys()
    assert not [name for name, command in found.items() if "Example:" not in command.help]
    options = [
        (name, each.opts[0]) for name, command in found.items() for each in command.params if each.name != "help"
    ]
    assert not [
        (name, option) for name, option in options if option[:2] == "--" and f"`{option}`" not in sections[name]
    ]


def test_every_setting_is_documented() -> None:
    page = text("operating.md")
    assert not [name for name in Settings.model_fields if f"`{PREFIX}{name.upper()}`" not in page]


def test_every_kind_and_option_is_documented() -> None:
    page = text("sources.md", "epaper.md")
    assert not [kind for kind in kinds() if f"`{kind}`" not in page]
    missing = [(kind, name) for kind in kinds() for name in option_names(kind) if f"`{name}`" not in page]
    assert not missing
    assert not [key for key in Entry.model_fields if f"`{key}`" not in page]


def test_every_channel_is_documented() -> None:
    page = text("channels.md")
    assert not [scheme for scheme in by_scheme() if f"{scheme}" not in page]


def test_every_key_of_a_topic_is_documented() -> None:
    page = text("topics.md")
    assert not [key for key in TopicEntry.model_fields if f"`{key}`" not in page]
    assert Topic.__doc__


def test_every_make_target_is_documented() -> None:
    targets = re.findall(r"^([a-z-]+):.*?## ", (ROOT / "Makefile").read_text("utf-8"), re.M)
    page = text("contributing.md", "benchmarks.md") + (ROOT / "README.md").read_text("utf-8")
    assert not [target for target in targets if f"make {target}" not in page]


def test_every_bench_is_documented() -> None:
    page = text("benchmarks.md")
    names = [path.stem for path in (ROOT / "bench").glob("*.py") if not path.stem.startswith("_")]
    assert not [name for name in names if f"bench/{name}.py" not in page]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_yaml_example_of_the_docs_is_right(path: Path, tmp_path: Path) -> None:
    loaders = {"sources": load_sources, "profiles": load_sources, "topics": load_topics}
    for number, block in enumerate(BLOCK.findall(path.read_text("utf-8"))):
        top = yaml.safe_load(block)
        file = tmp_path / f"block{number}.yaml"
        file.write_text(block, "utf-8")
        loader = next((loaders[key] for key in loaders if isinstance(top, dict) and key in top), None)
        if loader:
            loader(file)
        elif isinstance(top, dict) and {"subscribers", "watches"} & top.keys():
            load_watches(file, {"desk": ("bot", "mail", "hook", "file")})


def test_every_link_between_the_docs_leads_somewhere() -> None:
    broken = [
        (path.name, target)
        for path in DOCS
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert not broken
