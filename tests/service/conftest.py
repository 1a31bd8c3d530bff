"""Runs the command line in this process, as `main` is run by the installed command."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from service import cli


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def baoshao(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Result]:
    """Runs one command in a folder and data folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BAOSHAO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(cli.app, "registered_commands", [])
    monkeypatch.setattr(cli.app, "registered_groups", [])

    def run(*arguments: object, **environment: str) -> Result:
        with monkeypatch.context() as patch:
            patch.setattr("sys.argv", ["baoshao", *map(str, arguments)])
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr(cli.app, "registered_commands", [])
            patch.setattr(cli.app, "registered_groups", [])
            capsys.readouterr()
            with pytest.raises(SystemExit) as ended:
                cli.main()
            captured = capsys.readouterr()
        return Result(int(ended.value.code or 0), captured.out, captured.err)

    return run
