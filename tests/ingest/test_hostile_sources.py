"""Every path of the misbehaving web as a source of every kind: an error of ours or articles, soon, and nothing private."""

import json
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.collect import Failed, gather
from model.errors import FetchError, ParseError
from model.source import FetchState, Source
from net.limits import Limits
from net.session import Session
from tests.helpers.hostile import hostile_web, kit_host

pytestmark = [pytest.mark.shared, pytest.mark.slow]
SECONDS = 30.0  # for the whole run over one source, at most six pages of which are read


@pytest.fixture(scope="module")
def kit(shared: Path) -> Iterator[Any]:
    with hostile_web(shared) as found:
        yield found


@pytest.fixture(scope="module")
def session(kit: Any) -> Iterator[Session]:
    with Session(allow=[kit_host(kit)], limits=Limits(total=1.5, idle=1, connect=1)) as found:
        yield found


def run(source: Source, session: Session, now: datetime) -> tuple[list[str], float]:
    """What went wrong in a way that nobody foresaw, and the seconds that it took."""
    started = time.monotonic()
    strange = []
    try:
        results = list(gather(source, FetchState(source.id), session.send, now, lambda refs: refs[:6]))
        failed = [one for one in results if isinstance(one, Failed)]
        strange += [
            f"{one.ref.url}: {one.error!r}" for one in failed if not isinstance(one.error, FetchError | ParseError)
        ]
    except (FetchError, ParseError):
        pass
    except Exception as error:  # noqa: BLE001
        strange.append(repr(error))
    return strange, time.monotonic() - started


@pytest.mark.parametrize("kind", ["listing", "feed", "sitemap", "api"])
@pytest.mark.parametrize("group", ["H", "C", "R", "S", "E", "M", "T", "F", "X"])
def test_no_hostile_source_breaks_out(
    kind: str, group: str, kit: Any, session: Session, now: datetime, shared: Path
) -> None:
    cases = json.loads((shared / "hostile" / "catalogue.json").read_text(encoding="utf-8"))
    strange, slow = [], []
    for case in [one for one in cases if one["id"][0] == group and one["path"].startswith("/")]:
        found, seconds = run(Source("kit", "kit", kind, (kit.url(case["path"]),)), session, now)
        strange += [(case["id"], one) for one in found]
        if seconds > SECONDS:
            slow.append((case["id"], round(seconds, 1)))
    assert strange == []
    assert slow == []
    assert kit.canary_hits() == []


def test_what_a_feed_leads_to_inside_is_never_asked_for(kit: Any, session: Session, now: datetime) -> None:
    for path in ("/ssrf/feed", "/ssrf/page", "/ssrf/opml"):
        for kind in ("feed", "listing"):
            source = Source("kit", "kit", kind, (kit.url(path),))
            try:
                list(gather(source, FetchState("kit"), session.send, now, lambda refs: refs))
            except (FetchError, ParseError):
                continue
    assert kit.canary_hits() == []
