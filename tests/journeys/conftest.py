"""A press, a receiver and a house of a test's own: everything over real HTTP, nothing patched."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from service.catalog.watches import load_watches
from service.demo.receiver import Receiver
from service.demo.scene import WEB, write_files
from service.house import House, open_house
from service.press.server import Press
from storage.people import save_subscribers, save_watches

START = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass
class Stage:
    """The press with a clock that the test turns, the receiver, and the files that a house needs."""

    press: Press
    receiver: Receiver
    folder: Path
    sources: Path
    watches: Path
    now: datetime = START

    def later(self, **span: float) -> datetime:
        """Turn the clock on."""
        self.now += timedelta(**span)
        return self.now

    def environment(self) -> dict[str, str]:
        """What a process needs to work on this stage."""
        return {
            "BAOSHAO_DATA": str(self.folder),
            "BAOSHAO_SOURCES": str(self.sources),
            "BAOSHAO_ALLOW_HOSTS": f"{self.press.host},{self.receiver.host}",
        }

    def house(self, database_url: str = "") -> House:
        """A house on this stage, with its watches imported."""
        house = open_house(
            data=self.folder,
            sources=self.sources,
            allow_hosts=f"{self.press.host},{self.receiver.host}",
            database_url=database_url,
        )
        people = load_watches(self.watches)
        save_subscribers(house.db, people.subscribers)
        save_watches(house.db, people.watches)
        return house


def _rest_the_papers(sources: Path) -> None:
    """The dailies are played in journeys of their own (test_epaper_*): here they would only add their pages."""
    text = sources.read_text("utf-8")
    sources.write_text(re.sub(r"(kind: epaper\n    url: http://127.*\n)", r"\1    enabled: false\n", text), "utf-8")


def web_only(sources: Path) -> None:
    """Leave the press's web pages only: the dailies have journeys of their own."""
    value = yaml.safe_load(sources.read_text("utf-8"))
    kept = [entry for entry in value["sources"] if entry["id"] in WEB]
    sources.write_text(yaml.safe_dump({"sources": kept}, allow_unicode=True), "utf-8")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    clock: list[Callable[[], datetime]] = []
    with Press(0, lambda: clock[0](), START) as press, Receiver() as receiver:
        sources, watches = write_files(tmp_path / "files", press, receiver.url)
        web_only(sources)
        _rest_the_papers(sources)
        made = Stage(press, receiver, tmp_path / "data", sources, watches)
        clock.append(lambda: made.now)
        yield made


@pytest.fixture
def house(stage: Stage) -> Iterator[House]:
    opened = stage.house()
    yield opened
    opened.close()
