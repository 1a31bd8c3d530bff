"""Fixtures that several rooms share, and the run's honesty about what it left out."""

import os
from pathlib import Path

import pytest

pytest_plugins = ["tests.helpers.databases"]

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages, suites and makers that lies beside a developer's checkout; skipped where it is absent."""
    folder = Path(os.environ.get("BAOSHAO_SHARED") or ROOT.parent / "shared")
    if not (folder / "corpus").is_dir():
        pytest.skip("the shared folder is not beside this checkout: real pages are not measured")
    return folder


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is installed (BAOSHAO_SKIP_NOTHING, as in CI), a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("BAOSHAO_SKIP_NOTHING") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("skipped although nothing may be skipped here (BAOSHAO_SKIP_NOTHING):", red=True)
        for report in reporter.stats["skipped"]:
            reporter.write_line(f"  {report.nodeid}: {report.longrepr}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
