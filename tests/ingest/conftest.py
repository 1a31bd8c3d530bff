from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from net.limits import Limits
from net.session import Session
from tests.helpers.webserver import Web, running_web


@pytest.fixture
def web() -> Iterator[Web]:
    with running_web() as found:
        yield found


@pytest.fixture
def session(web: Web) -> Iterator[Session]:
    with Session(allow=[web.host], limits=Limits(total=3, idle=1)) as found:
        yield found


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
