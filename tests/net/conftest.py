from collections.abc import Iterator

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
    with Session(
        allow=[web.host], user_agent="Baoshao/0 (+mailto:test@example.cn)", limits=Limits(total=3, idle=1)
    ) as one:
        yield one
