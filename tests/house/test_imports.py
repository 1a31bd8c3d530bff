"""Each import contract, proved by breaking it once in a copy of the rooms."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("model", "ingest", "topics", "storage", "net", "notify", "web", "service")
LINT = Path(sys.executable).with_name("lint-imports")

BREACHES = {
    "Imports point one way": ("model/breach.py", "import storage\n"),
    "Imports point one way, siblings apart": ("notify/breach.py", "import ingest.kind\n"),
    "ingest never touches the database": ("ingest/breach.py", "import storage\n"),
    "The kinds of source do not import one another": ("ingest/kinds/breach.py", "import ingest.kinds.feed\n"),
    "The channels do not import one another": ("notify/channels/breach.py", "import notify.channels.webhook\n"),
    "Only net imports an HTTP client": ("ingest/breach.py", "import requests\n"),
    "Apprise is met only in its channel": ("service/breach.py", "import apprise\n"),
    "Only storage imports SQLAlchemy": ("web/breach.py", "import sqlalchemy\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_of_an_import_contract_is_found(name: str, tmp_path: Path) -> None:
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "data", "*.ttf"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path, text = BREACHES[name]
    (tmp_path / path).write_text(text, encoding="utf-8")
    result = subprocess.run([LINT, "--no-cache"], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{name.partition(',')[0]} BROKEN" in result.stdout
