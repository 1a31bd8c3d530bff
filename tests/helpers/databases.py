"""Fixtures of databases, for every test that needs one (loaded by tests/conftest.py)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from storage import Database, open_database
from tests.helpers import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of the run's PostgreSQL, without a database's name."""
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed here: `apt-get install postgresql` runs this test too")
    with postgres.server() as address:
        yield address


@pytest.fixture
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Gives the URL of a fresh, empty database of a kind ("sqlite" or "postgresql"), another one each time."""

    def fresh(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / uuid4().hex}.sqlite3"
        return postgres.new_database(request.getfixturevalue("postgres_server"))

    return fresh


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, fresh_url: Callable[[str], str]) -> str:
    """The URL of a fresh, empty database: each test that asks runs on both."""
    return fresh_url(request.param)


@pytest.fixture
def db(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """A fresh database with its tables: each test that asks runs on both."""
    database = open_database(database_url, tmp_path)
    yield database
    database.close()
