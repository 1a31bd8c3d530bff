"""The contracts of the command line: what is printed, and the exit codes."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from model.watching import Watch
from service.press.server import Press
from storage import open_database
from storage.people import save_watches

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schema.json").read_text("utf-8"))
PAGE = """\
<html><head><meta charset="utf-8"><title>远山县办起专利课堂-远山网</title></head><body>
<h1>远山县办起专利课堂</h1><p>2026-11-20 08:30 来源：远山网 责任编辑：杜若</p>
<div class="content">
<p>本报讯（记者方敏）远山县的专利课堂本周开讲，六十名技术员从各乡镇赶来，听老师讲怎样检索专利、怎样写权利要求。</p>
<p>课堂设在县图书馆二楼，每周三晚上开课，连讲八周；知识产权局的工作人员现场解答，并为企业登记需求。</p>
<p>听课的人说，过去总觉得专利离自己很远，如今才知道车间里的小改进也能申请保护，回去就要试一试。</p>
</div></body></html>
"""
Cli = Callable[..., Any]

WATCHES = """\
subscribers:
  - id: desk
    name: 编辑部
    channels: [{name: file, url: "file:///out.jsonl"}]
watches:
  - {id: ip, subscriber: desk, name: 知识产权, rule: 知识产权 OR 专利}
"""


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def sources(tmp_path: Path) -> Any:
    with Press() as press:
        file = tmp_path / "mine.yaml"
        entry = f"sources:\n- id: gov\n  name: 市府\n  kind: listing\n  url: {press.url}/gov/zwgk/index.html\n  pace: 99/s\n"
        dead = "- id: dead\n  name: 断线\n  kind: feed\n  url: http://127.0.0.1:1/feed.xml\n"
        file.write_text(entry + dead, "utf-8")
        yield {"BAOSHAO_SOURCES": str(file), "BAOSHAO_ALLOW_HOSTS": f"{press.host},127.0.0.1:1"}


def test_extract_prints_one_line_a_file_in_the_public_schema(baoshao: Cli, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "noise.html").write_bytes(bytes(range(256)) * 20)
    result = baoshao("extract", "page.html", "noise.html", "absent.html", "--url", "http://a.example/1.html", "--json")
    page, noise, absent = lines(result.out)
    assert result.code == 0
    assert (page["file"], page["error"]) == ("page.html", None)
    (article,) = page["articles"]
    jsonschema.validate(article, SCHEMA)
    assert article["title"] == "远山县办起专利课堂"
    assert article["credit"] == "远山网"
    assert article["published_at"] == "2026-11-20T08:30:00+08:00"
    assert [author["name"] for author in article["authors"]] == ["方敏"]
    assert article["editors"] == ["杜若"]
    assert len(article["paragraphs"]) == 3
    assert article["url"] == "http://a.example/1.html"
    assert article["topics"] is None
    assert noise["articles"] == []
    assert "noise.html" in noise["error"]
    assert "No such file" in absent["error"]


def test_extract_with_tag_adds_topics_and_keywords(baoshao: Cli, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (row,) = lines(baoshao("extract", "page.html", "--tag", "--json").out)
    jsonschema.validate(row["articles"][0], SCHEMA)
    assert "知识产权" in {topic["name"] for topic in row["articles"][0]["topics"]}
    assert row["articles"][0]["keywords"]


def test_extract_with_tag_tells_people_of_topics_keywords_and_names(baoshao: Cli, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.replace("。", "，国家知识产权局派人到深圳讲课。", 1), "utf-8")
    told = baoshao("extract", "page.html", "--tag", COLUMNS="200").out
    assert "organisations" in told
    assert "国家知识产权局" in told
    assert "深圳" in told


def test_extract_prints_a_table_for_people(baoshao: Cli, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    result = baoshao("extract", "page.html", "absent.html")
    assert "远山县办起专利课堂" in result.out
    assert "No such file" in result.out


def test_one_turn_of_each_and_everything_can_be_had_as_json(
    baoshao: Cli, sources: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "watches.yaml").write_text(WATCHES, "utf-8")
    imported = baoshao("watches", "import", "watches.yaml", "--json", **sources)
    assert lines(imported.out) == [{"subscribers": ["desk"], "watches": ["ip"]}]
    collected = {row["source_id"]: row for row in lines(baoshao("collect", "--json", **sources).out)}
    assert collected["gov"]["new"] == 12
    assert collected["dead"]["error"]
    articles = lines(baoshao("articles", "--json", **sources).out)
    assert len(articles) == 12
    for article in articles:
        jsonschema.validate(article, SCHEMA)
        assert article["id"]
        assert article["story_id"]
        assert article["topics"] is not None
    raised = lines(baoshao("alert", "--json", **sources).out)
    assert lines(baoshao("alerts", "--json", **sources).out)[0]["id"] == raised[-1]["id"]
    delivered = lines(baoshao("deliver", "--json", **sources).out)
    assert [row["state"] for row in delivered] == ["sent"]
    (delivery,) = lines(baoshao("deliveries", "--json", "--state", "sent", **sources).out)
    assert delivery["log"][0]["state"] == "sent"
    health = baoshao("health", "--json", **sources)
    assert {row["id"]: row["failures"] for row in lines(health.out)[0]["sources"]} == {"gov": 0, "dead": 1}
    assert {row["id"]: row["failures"] for row in lines(baoshao("sources", "--json", **sources).out)} == {
        "gov": 0,
        "dead": 1,
    }
    (subscriber,) = lines(baoshao("subscribers", "list", "--json", **sources).out)
    assert subscriber["id"] == "desk"
    (watch,) = lines(baoshao("watches", "list", "--json", **sources).out)
    assert watch["canonical"] == "知识产权 OR 专利"


def test_the_same_for_people(baoshao: Cli, sources: dict[str, str], tmp_path: Path) -> None:
    empty = [
        baoshao(*words, **sources).out for words in (["articles"], ["alerts"], ["deliveries"], ["watches", "list"])
    ]
    assert all("No " in text for text in empty)
    (tmp_path / "watches.yaml").write_text(WATCHES, "utf-8")
    assert "1 subscribers and 1 watches" in baoshao("watches", "import", "watches.yaml", **sources).out
    said = baoshao("collect", "gov", "dead", **sources)
    assert said.code == 0
    assert "gov: 12 new" in said.out
    assert "dead: 0 new" in said.out
    assert "failed: " in said.out
    assert "alerts raised" in baoshao("alert", **sources).out
    assert "desk/file: sent" in baoshao("deliver", **sources).out
    for words in (["articles"], ["alerts"], ["deliveries"], ["sources"], ["watches", "list"], ["subscribers", "list"]):
        assert baoshao(*words, **sources).code == 0
    assert "gov" in baoshao("health", **sources).out
    assert baoshao("watches", "remove", "ip", **sources).code == 0
    assert baoshao("subscribers", "remove", "desk", **sources).code == 0
    assert "No watches" in baoshao("watches", "list", **sources).out


def test_only_what_is_due_is_collected_unless_asked(baoshao: Cli, sources: dict[str, str]) -> None:
    at = "2026-11-22T09:00"
    assert len(lines(baoshao("collect", "--at", at, "--json", **sources).out)) == 2
    assert baoshao("collect", "--at", at, "--json", **sources).out == ""
    assert len(lines(baoshao("collect", "--all", "--at", at, "--json", **sources).out)) == 2
    assert baoshao("collect", "--at", "2026-11-22T09:20", "--json", **sources).out == ""
    assert len(lines(baoshao("collect", "--at", "2026-11-22T10:00", "--json", **sources).out)) == 2


def test_articles_can_be_narrowed(baoshao: Cli, sources: dict[str, str]) -> None:
    baoshao("collect", "gov", **sources)
    assert len(lines(baoshao("articles", "--json", "--source", "gov", "--limit", "5", **sources).out)) == 5
    assert lines(baoshao("articles", "--json", "--source", "dead", **sources).out) == []
    assert len(lines(baoshao("articles", "--json", "--since", "1h", **sources).out)) == 12
    assert lines(baoshao("articles", "--json", "--since", "2099-01-01", **sources).out) == []
    assert baoshao("articles", "--since", "yesterday", **sources).code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["collect", "nobody"], "nobody"),
        (["collect", "--at", "noon"], "noon"),
        (["watches", "import", "absent.yaml"], "absent.yaml"),
        (["watches", "remove", "nobody"], "nobody"),
        (["deliveries", "--state", "lost"], "lost"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_exits_2_and_says_why(
    baoshao: Cli, sources: dict[str, str], arguments: list[str], words: str
) -> None:
    result = baoshao(*arguments, **sources)
    assert result.code == 2
    assert words in result.err.replace("\n", "")


def test_a_wrong_file_exits_2_and_names_the_line(baoshao: Cli, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("sources:\n- id: a\n  nam: 甲\n  kind: feed\n", "utf-8")
    result = baoshao("collect", BAOSHAO_SOURCES=str(tmp_path / "s.yaml"))
    assert result.code == 2
    assert "s.yaml:3: nam: unknown key" in result.err


def test_no_database_exits_3_and_says_what_to_do(baoshao: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = baoshao("articles", BAOSHAO_DATA=str(tmp_path / "file" / "data"))
    assert result.code == 3
    assert "BAOSHAO_DATA" in result.err
    gone = baoshao("articles", BAOSHAO_DATABASE_URL="postgresql://nobody:pw9x@127.0.0.1:1/none")
    assert gone.code == 3
    assert "pw9x" not in gone.err


def test_a_backup_goes_into_an_empty_database(baoshao: Cli, sources: dict[str, str], tmp_path: Path) -> None:
    baoshao("collect", "gov", **sources)
    assert baoshao("db", "upgrade", "--json", **sources).code == 0
    assert "version" in baoshao("db", "upgrade", **sources).out
    (told,) = lines(baoshao("db", "backup", "saved", "--json", **sources).out)
    assert told["rows"]["articles"] == 12
    refused = baoshao("db", "restore", "saved", **sources)
    assert refused.code == 3
    other = {"BAOSHAO_DATA": str(tmp_path / "other")}
    assert "rows" in baoshao("db", "restore", "saved", **sources, **other).out
    assert len(lines(baoshao("articles", "--json", **sources, **other).out)) == 12


def test_stored_articles_are_made_searchable_again(baoshao: Cli, sources: dict[str, str]) -> None:
    baoshao("collect", "gov", **sources)
    assert lines(baoshao("db", "reindex", "--json", **sources).out) == [{"indexed": 0}]
    assert "12 articles indexed" in baoshao("db", "reindex", "--all", **sources).out


def test_the_version_is_told(baoshao: Cli) -> None:
    assert baoshao("--version").out.startswith("baoshao 0.")


def test_a_stored_rule_that_stops_parsing_is_told_to_its_owner_and_the_other_watches_go_on(
    baoshao: Cli, sources: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "watches.yaml").write_text(WATCHES, "utf-8")
    assert baoshao("watches", "import", "watches.yaml", **sources).code == 0
    with closing(open_database(None, tmp_path / "data")) as db:
        save_watches(db, [Watch("torn", "desk", "旧规则", "(党建 AND")])
    baoshao("collect", "gov", **sources)
    raised = lines(baoshao("alert", "--json", **sources).out)
    assert {alert["watch_id"] for alert in raised} == {"ip"}
    delivered = lines(baoshao("deliver", "--json", **sources).out)
    assert {row["state"] for row in delivered} == {"sent"}
    assert "旧规则" in next(row["notice"] for row in delivered if row["notice"])
    told = lines((tmp_path / "data" / "out.jsonl").read_text("utf-8"))
    assert [each["schema"] for each in told if "notice" in each] == ["baoshao.notice/1"]
    assert baoshao("deliver", "--json", **sources).out == ""
    torn, ip = sorted(lines(baoshao("watches", "list", "--json", **sources).out), key=lambda row: row["id"] == "ip")
    assert "读不懂" in torn["error"]
    assert ip["error"] is None


def test_a_rule_that_must_be_tried_on_every_article_is_told_at_import(
    baoshao: Cli, sources: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "watches.yaml").write_text(WATCHES.replace("知识产权 OR 专利", "prominence>=0.7"), "utf-8")
    assert "'ip'" in baoshao("watches", "import", "watches.yaml", **sources).err
    (watch,) = lines(baoshao("watches", "list", "--json", **sources).out)
    assert watch["slow"] is True
