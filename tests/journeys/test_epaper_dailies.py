"""The two dailies of the sample press from end to end: issue, pages, articles, clippings, what is late and missing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from typer.testing import CliRunner

from model.article import Article
from service import cycle
from service.cli import app, load_commands
from service.house import House, open_house
from service.press import dailies
from service.press.server import Press
from storage.outbox import list_alerts
from storage.reading import newest
from storage.states import list_runs

pytestmark = pytest.mark.slow
DAY = date(2026, 3, 4)
SHANGHAI = ZoneInfo("Asia/Shanghai")
LATER = ("08:30", "09:30", "14:30", "15:30")

SOURCES = """\
sources:
  - id: lanjiang
    name: 岚江日报
    kind: epaper
    url: {press}/lanjiang/paperindex.htm
    profile: founder
    pace: 1000/s
    every: 10m
  - id: beixi
    name: 北溪新报
    kind: epaper
    url: {press}/beixi/resfile/{{yyyy}}-{{mm}}-{{dd}}/{{pp}}/beixi{{yyyy}}{{mm}}{{dd}}{{pp}}.pdf
    profile: pdf-by-date
    pace: 1000/s
    every: 10m
"""


@dataclass
class Kiosk:
    """The press with a clock that the test turns, and a house that follows its dailies."""

    press: Press
    house: House
    sources: Path
    clock: list[datetime]

    def turn(self, source: str, at: str, day: date = DAY) -> Any:
        """One run over a paper at that hour."""
        self.clock[0] = datetime.fromisoformat(f"{day} {at}").replace(tzinfo=SHANGHAI)
        return cycle.collect(self.house, self.house.sources[source], self.clock[0])

    def articles(self, source: str) -> list[Article]:
        return [each for each in newest(self.house.db, limit=1000).articles if each.source_id == source]


@contextmanager
def open_kiosk(folder: Path) -> Iterator[Kiosk]:
    clock = [datetime(2026, 3, 4, 6, tzinfo=SHANGHAI)]
    with Press(clock=lambda: clock[0], start=clock[0]) as press:
        sources = folder / "sources.yaml"
        sources.write_text(SOURCES.format(press=press.url), "utf-8")
        house = open_house(data=folder / "data", sources=sources, allow_hosts=press.host)
        yield Kiosk(press, house, sources, clock)
        house.close()


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    with open_kiosk(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    """Both papers after a whole day."""
    with open_kiosk(tmp_path_factory.mktemp("day")) as opened:
        for paper in ("lanjiang", "beixi"):
            for at in ("06:30", *LATER):
                opened.turn(paper, at)
        yield opened


def squeeze(text: str | None) -> str:
    return re.sub(r"\W", "", text or "")


def printed(key: str) -> dict[tuple[str | None, str], Any]:
    """What the issue prints, by page and squeezed title: the rest of a continuation belongs to its beginning."""
    items = [item for page in dailies.issue(key, DAY) for item in page.items]
    return {(item.page_no, squeeze(item.title or "图片新闻")): item for item in items if item.kind != "continuation"}


def by_title(articles: list[Article]) -> dict[tuple[str | None, str], Article]:
    return {(article.page_no, squeeze(article.title)): article for article in articles}


def is_whole(article: Article, house: House) -> bool:
    """Page, name, day, kind, box and a clipping that can be looked at."""
    clipping = house.clippings.get(article.clipping or "")
    page = house.clippings.get(article.page_picture or "")
    if clipping is None or page is None:
        return False
    seen = Image.open(BytesIO(clipping))
    return (
        None not in (article.page_no, article.page_name, article.kind)
        and article.issue_date == DAY
        and bool(article.page_box)
        and min(seen.size) > 40
        and len(clipping) <= 300_000
    )


@pytest.mark.parametrize("paper", ["lanjiang", "beixi"])
def test_each_article_of_a_daily_has_its_place_and_its_clipping(day: Kiosk, paper: str) -> None:
    articles = day.articles(paper)
    assert len(articles) >= 20
    assert [article.title for article in articles if not is_whole(article, day.house)] == []
    assert {article.page_no for article in articles} == {page.number for page in dailies.issue(paper, DAY)}


def test_every_article_of_the_founder_daily_is_read_as_printed(day: Kiosk) -> None:
    found = by_title(day.articles("lanjiang"))
    expected = printed("lanjiang")
    assert set(found) == set(expected)
    for title, item in expected.items():
        if item.continued_on_page:
            continue
        beside = {
            squeeze(text) for text in [*item.captions, f"作者单位：{item.author_affiliation}"]
        }  # they stay in a body
        texts = [squeeze(text) for text in found[title].paragraphs]
        assert [text for text in texts if text not in beside] == [squeeze(text) for text in item.body], title
        assert found[title].kind == item.kind
        assert {author.name for author in found[title].authors} >= set(item.authors)


def test_articles_of_the_pdf_daily_are_read_by_geometry(day: Kiosk) -> None:
    found = by_title(day.articles("beixi"))
    expected = {title: item for title, item in printed("beixi").items() if item.kind == "article"}
    read = [title for title in expected if title in found]
    assert len(read) >= 0.9 * len(expected)
    whole = [t for t in read if squeeze("".join(expected[t].body)) == squeeze("".join(found[t].paragraphs))]
    assert len(whole) >= 0.8 * len(read)
    assert {article.kind for article in found.values()} >= {"article", "notice"}


@pytest.mark.parametrize("paper", ["lanjiang", "beixi"])
def test_an_article_that_goes_on_on_another_page_is_one_article(day: Kiosk, paper: str) -> None:
    pages = dailies.issue(paper, DAY)
    first = next(item for item in pages[0].items if item.continued_on_page)
    rest = next(item for item in pages[-1].items if item.kind == "continuation")
    same = [article for article in day.articles(paper) if squeeze(article.title) == squeeze(first.title)]
    assert len(same) == 1
    assert same[0].page_no == pages[0].number
    assert squeeze("".join(same[0].paragraphs)) == squeeze("".join([*first.body, *rest.body]))
    assert not [article for article in day.articles(paper) if article.kind == "continuation"]


def test_a_late_page_and_a_missing_article_are_told_and_read_when_they_come(kiosk: Kiosk) -> None:
    early = kiosk.turn("lanjiang", "06:30")
    missing = dailies.issue("lanjiang", DAY)[1].items[0].title
    assert early.problems == (
        f"2026-03-04 02版 1 篇未取到：{missing}（HTTP 404）",
        "2026-03-04 03版未取到（HTTP 404）",
    )
    assert "03" not in {article.page_no for article in kiosk.articles("lanjiang")}
    assert kiosk.turn("lanjiang", "06:35").new == 0
    assert kiosk.turn("lanjiang", "07:30").new > 0
    assert "03" in {article.page_no for article in kiosk.articles("lanjiang")}
    assert list_runs(kiosk.house.db, "lanjiang", 1)[0].problems == (early.problems[0],)
    last = kiosk.turn("lanjiang", "09:30")
    assert (last.new, last.problems) == (1, ())


def test_a_late_page_of_the_pdf_daily_holds_its_beginning_back(kiosk: Kiosk) -> None:
    early = kiosk.turn("beixi", "06:30")
    assert "2026-03-04 03版未取到（别的版面说它在）" in early.problems
    assert {article.page_no for article in kiosk.articles("beixi")} == {"02"}
    assert kiosk.turn("beixi", "08:30").problems == ()
    assert {article.page_no for article in kiosk.articles("beixi")} == {"01", "02", "03"}


@pytest.mark.parametrize("paper", ["lanjiang", "beixi"])
def test_a_second_run_adds_nothing(day: Kiosk, paper: str) -> None:
    before = len(day.articles(paper))
    day.press.requests.clear()
    assert day.turn(paper, "16:00").new == 0
    assert day.press.requests == []
    assert len(day.articles(paper)) == before


def test_the_next_day_is_another_issue(kiosk: Kiosk) -> None:
    kiosk.turn("lanjiang", "15:00")
    assert kiosk.turn("lanjiang", "09:30", date(2026, 3, 5)).new > 15
    assert {str(article.issue_date) for article in kiosk.articles("lanjiang")} == {"2026-03-04", "2026-03-05"}


def test_back_issues_are_fetched_once_and_wake_nobody(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    kiosk.clock[0] = datetime(2026, 3, 4, 15, tzinfo=SHANGHAI)
    monkeypatch.setenv("BAOSHAO_DATA", str(kiosk.house.settings.data))
    monkeypatch.setenv("BAOSHAO_SOURCES", str(kiosk.sources))
    monkeypatch.setenv("BAOSHAO_ALLOW_HOSTS", kiosk.press.host)
    load_commands()
    command = ["backfill", "lanjiang", "--from", "2026-03-01", "--to", "2026-03-03", "--at", "2026-03-04T15:00"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert {str(article.issue_date) for article in kiosk.articles("lanjiang")} == {
        "2026-03-01",
        "2026-03-02",
        "2026-03-03",
    }
    assert cycle.alert(kiosk.house, kiosk.clock[0]) == []
    assert list_alerts(kiosk.house.db) == []
    kiosk.press.requests.clear()
    again = CliRunner().invoke(app, [*command, "--json"])
    assert [line.count('"complete": true') for line in again.stdout.splitlines()] == [1, 1, 1]
    assert kiosk.press.requests == []
    told = CliRunner().invoke(app, ["issues", "lanjiang", "--at", "2026-03-04T15:00", "--json"])
    assert told.stdout.count('"missing": 0') == 3
    refused = CliRunner().invoke(app, ["backfill", "nobody", "--from", "2026-03-01", "--to", "2026-03-03"])
    assert refused.exit_code == 2
