"""discover, check, links and reprocess, against the sample press."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.press.server import Press
from service.recording import load
from tests.helpers.webserver import running_web

Cli = Callable[..., Any]


@pytest.fixture
def press() -> Iterator[Press]:
    with Press() as running:
        yield running


@pytest.fixture
def around(press: Press, tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "mine.yaml"
    entry = {
        "id": "gov",
        "name": "市府",
        "kind": "listing",
        "url": f"{press.url}/gov/zwgk/index.html",
        "pace": "99/s",
    }
    dead = {"id": "dead", "name": "断线", "kind": "listing", "url": f"{press.url}/nothing.html", "pace": "99/s"}
    file.write_text(yaml.safe_dump({"sources": [entry, dead]}, allow_unicode=True), "utf-8")
    return {"BAOSHAO_SOURCES": str(file), "BAOSHAO_ALLOW_HOSTS": press.host}


def test_discover_drafts_an_entry_that_collects(
    baoshao: Cli, press: Press, around: dict[str, str], tmp_path: Path
) -> None:
    url = f"{press.url}/people/GB/117092/index.html"
    result = baoshao("discover", url, "--articles", 1, "--json", **around)
    (found,) = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 0
    assert found["entry"]["url"] == url
    assert found["entry"]["kind"] == "listing"
    assert found["links"] >= 5
    assert found["next"].endswith("index2.html")
    assert found["articles"][0]["missing"] == []
    file = tmp_path / "drafted.yaml"
    file.write_text(yaml.safe_dump({"sources": [found["entry"] | {"pace": "99/s"}]}, allow_unicode=True), "utf-8")
    collected = baoshao("collect", found["entry"]["id"], "--json", **(around | {"BAOSHAO_SOURCES": str(file)}))
    assert json.loads(collected.out.splitlines()[0])["new"] == found["links"]


def test_discover_prints_the_entry_as_yaml_with_articles_below(
    baoshao: Cli, press: Press, around: dict[str, str]
) -> None:
    result = baoshao("discover", f"{press.url}/gov/zwgk/index.html", "--articles", 2, **around)
    assert result.code == 0
    assert "kind: listing" in result.out
    assert "Articles" in result.out


def test_discover_says_where_an_address_is_no_list(baoshao: Cli, press: Press, around: dict[str, str]) -> None:
    result = baoshao("discover", f"{press.url}/paper/feed.xml", **around)
    assert result.code == 1
    assert "feed" in result.err + result.out


def test_check_shows_every_field_and_records_a_fixture(baoshao: Cli, around: dict[str, str], tmp_path: Path) -> None:
    result = baoshao("check", "gov", "--record", "--into", tmp_path / "fixtures", **around)
    assert result.code == 0
    assert "published_at" in result.out
    assert "meta-gov" in result.out
    recorded = load(tmp_path / "fixtures" / "gov")
    assert recorded.expected["title"] in recorded.document().text
    shown = json.loads(baoshao("check", "gov", "--json", **around).out.splitlines()[0])["articles"][0]
    assert recorded.differences(shown) == {}
    assert recorded.differences(shown | {"credit": "别处"}) == {"credit": ("别处", recorded.expected["credit"])}


def test_check_refuses_an_unknown_source_and_names_the_known_ones(baoshao: Cli, around: dict[str, str]) -> None:
    result = baoshao("check", "nowhere", **around)
    assert result.code == 2
    assert "known: dead, gov" in result.err


def test_check_of_a_dead_source_says_what_is_wrong(baoshao: Cli, around: dict[str, str]) -> None:
    result = baoshao("check", "dead", "--record", **around)
    assert result.code == 1
    assert "404" in result.err


def test_links_prints_what_a_list_page_leads_to(baoshao: Cli, tmp_path: Path) -> None:
    rows = "".join(
        f"<li><a href=/n1/2024/0510/c1-{n}.html>清河镇把服务窗口搬到村口</a>2024-05-10</li>" for n in range(4)
    )
    (tmp_path / "list.html").write_text(rows + "<a href=index2.html>下一页</a>", "utf-8")
    result = baoshao("links", "list.html", "absent.html", "--url", "http://a.example/GB/1/index.html", "--json")
    found, absent = (json.loads(line) for line in result.out.splitlines())
    assert found["links"] == [f"http://a.example/n1/2024/0510/c1-{n}.html" for n in range(4)]
    assert found["next"] == "http://a.example/GB/1/index2.html"
    assert "cannot be read" in absent["error"]
    printed = baoshao("links", "list.html", "absent.html", "--url", "http://a.example/GB/1/index.html").out
    assert "(next page)" in printed
    assert "(error)" in printed


def test_reprocess_leaves_alone_what_reads_as_before(baoshao: Cli, around: dict[str, str]) -> None:
    assert "Every page reads as before" in baoshao("reprocess", **around).out
    baoshao("collect", "gov", **around)
    rows = [json.loads(line) for line in baoshao("reprocess", "--json", **around).out.splitlines()]
    assert {row["outcome"] for row in rows} == {"same"}
    assert " 0 changed" in baoshao("reprocess", **around).out


def page_of(number: int, onward: str) -> str:
    text = "".join(
        f"<p>第{number}页第{line}段：课堂设在县图书馆二楼，每周三晚上开课，由老师讲怎样写权利要求。</p>"
        for line in range(4)
    )
    head = "<h1>远山县办起专利课堂</h1><p>2026-11-20 08:30 来源：远山网</p>"
    return f"<html><title>远山县办起专利课堂</title><body>{head}<div class='content'>{text}{onward}</div></body></html>"


def test_all_pages_of_an_article_are_read_again_and_one_of_which_a_page_is_gone_stays_as_it_is(
    baoshao: Cli, tmp_path: Path
) -> None:
    with running_web() as web:
        links = "".join(
            f'<li><a href="/2026/1120/c{number}.html">远山县办起专利课堂之{number}</a></li>' for number in (1, 2)
        )
        web.pages["/index.html"] = f"<html><body><ul>{links}</ul></body></html>"
        for number in (1, 2):
            web.pages[f"/2026/1120/c{number}.html"] = page_of(1, f'<a href="/2026/1120/c{number}_2.html">下一页</a>')
            web.pages[f"/2026/1120/c{number}_2.html"] = page_of(2, "")
        entry = {"id": "far", "name": "远山", "kind": "listing", "url": web.url("/index.html"), "pace": "99/s"}
        (tmp_path / "mine.yaml").write_text(yaml.safe_dump({"sources": [entry]}, allow_unicode=True), "utf-8")
        around = {"BAOSHAO_SOURCES": str(tmp_path / "mine.yaml"), "BAOSHAO_ALLOW_HOSTS": web.host}
        baoshao("collect", "far", **around)
    before = baoshao("articles", "--json", **around).out
    assert [len(json.loads(line)["paragraphs"]) for line in before.splitlines()] == [8, 8]
    with closing(sqlite3.connect(tmp_path / "data" / "baoshao.sqlite3")) as db, db:
        assert db.execute("DELETE FROM snapshots WHERE url LIKE '%/c2_2.html'").rowcount == 1
    rows = [json.loads(line) for line in baoshao("reprocess", "--json", **around).out.splitlines()]
    assert sorted(row["outcome"].rpartition("/")[2] for row in rows) == ["c2_2.html is not kept", "same"]
    assert baoshao("articles", "--json", **around).out == before


def test_reprocess_gives_a_new_revision_where_the_text_differs_now(
    baoshao: Cli, around: dict[str, str], tmp_path: Path
) -> None:
    """The text differs because the source has got a selector that leaves a part out."""
    baoshao("collect", "gov", **around)
    file = Path(around["BAOSHAO_SOURCES"])
    changed = yaml.safe_load(file.read_text("utf-8"))
    changed["sources"][0]["select"] = {"drop": "p:last-child"}
    file.write_text(yaml.safe_dump(changed, allow_unicode=True), "utf-8")

    def outcomes(*more: str) -> set[str]:
        rows = [json.loads(line) for line in baoshao("reprocess", "--json", *more, **around).out.splitlines()]
        return {row["outcome"] for row in rows}

    assert "changed" in outcomes("--dry-run")
    assert "changed" in outcomes("--source", "gov")
    assert "changed" not in outcomes()
    stored = [json.loads(line) for line in baoshao("articles", "--json", **around).out.splitlines()]
    assert 2 in {article["revision"] for article in stored}
