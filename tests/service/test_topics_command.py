"""`baoshao topics`: what is listed, what a test of the topics prints, and how a wrong file is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
TOPICS = """\
topics:
  - name: 知识产权
    rule: 知识产权 | 专利
    weak: [创新]
  - name: 专利
    parent: 知识产权
    rule: 专利
"""
LABELLED = """\
- title: 专利集市
  text: 专利成交，专利许可签约。
  main: [专利]
  not: [知识产权]
- title: 河边散步
  text: 柳树绿了。
  main: [知识产权]
"""


@pytest.fixture
def topics(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "topics.yaml").write_text(TOPICS, "utf-8")
    (tmp_path / "mine.yaml").write_text(LABELLED, "utf-8")
    return {"BAOSHAO_TOPICS": str(tmp_path / "topics.yaml")}


def test_the_topics_are_listed_with_their_parents(baoshao: Cli, topics: dict[str, str]) -> None:
    rows = [json.loads(line) for line in baoshao("topics", "list", "--json", **topics).out.splitlines()]
    assert [(row["name"], row["parent"], row["weak"]) for row in rows] == [
        ("知识产权", None, 1),
        ("专利", "知识产权", 0),
    ]
    assert "知识产权" in baoshao("topics", "list", **topics).out


def test_a_file_of_labelled_articles_is_measured(baoshao: Cli, topics: dict[str, str]) -> None:
    (report,) = map(json.loads, baoshao("topics", "test", "mine.yaml", "--json", **topics).out.splitlines())
    assert (report["articles"], report["precision"], report["recall"], report["traps"]) == (2, 0.5, 0.5, 1.0)
    assert report["topics"]["专利"] == {"precision": 1.0, "recall": 1.0, "given": 1, "labelled": 1}
    assert [miss["title"] for miss in report["misses"]] == ["专利集市", "河边散步"]


def test_people_read_rates_and_what_went_wrong(baoshao: Cli, topics: dict[str, str]) -> None:
    out = baoshao("topics", "test", "mine.yaml", **topics).out
    assert out.startswith("2 articles: precision 50.0 % of 2 tags, recall 50.0 % of 2, traps 100.0 % of 1")
    assert "河边散步" in out


def test_labelled_articles_may_be_lines_of_json(baoshao: Cli, topics: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text('{"title": "河边", "text": "柳树", "main": []}\n\n', "utf-8")
    out = baoshao("topics", "test", "mine.jsonl", **topics).out
    assert out.startswith("1 articles: precision – of 0 tags, recall – of 0")
    assert "Every article is tagged as labelled." in out


def test_without_a_file_the_set_of_the_project_is_measured(baoshao: Cli) -> None:
    (report,) = map(json.loads, baoshao("topics", "test", "--json").out.splitlines())
    assert report["articles"] >= 150
    assert report["precision"] >= 0.95


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "title: x", "must hold a list"),
        ("a.yaml", "- x", "entry 1 must have title"),
        ("a.yaml", "- {title: x, label: y}", "entry 1: unknown keys: label"),
        ("a.yaml", "- {title: x, text: y, main: [钓鱼]}", "no topics of ours: 钓鱼"),
        ("a.yaml", "- [", "is no valid YAML"),
        ("a.jsonl", '{"title": "x"}\n{bad', "line 2 is no JSON"),
    ],
)
def test_a_wrong_file_is_told_with_its_place(baoshao: Cli, tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    result = baoshao("topics", "test", name)
    assert result.code == 2
    assert name in result.err
    assert said in result.err


@pytest.mark.parametrize("name", ["absent.yaml", "absent.jsonl"])
def test_an_absent_file_is_told(baoshao: Cli, name: str) -> None:
    result = baoshao("topics", "test", name)
    assert (result.code, "cannot be read" in result.err) == (2, True)


def test_the_words_of_the_archive_are_learned(baoshao: Cli, tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(
        f"sources:\n- id: dropped\n  name: 投稿\n  kind: folder\n  url: {tmp_path / 'in'}\n", "utf-8"
    )
    (tmp_path / "in").mkdir()
    for number in range(4):
        text = f"窑变釉的第{number}种烧法\n\n老窑工讲窑变釉，窑变釉要烧三天三夜，徒弟听得入神，第{number}天才开窑。\n"
        (tmp_path / "in" / f"{number}.txt").write_text(text, "utf-8")
    collected = baoshao("collect", "--all", "--json", BAOSHAO_SOURCES=str(tmp_path / "sources.yaml"))
    assert json.loads(collected.out)["new"] == 4
    (row,) = map(json.loads, baoshao("topics", "learn", "--json").out.splitlines())
    assert row["articles"] == 4
    assert Path(row["file"]).read_text("utf-8").startswith("# documents 10004\n")
    assert "4 articles counted" in baoshao("topics", "learn").out


def test_an_archive_that_cannot_be_written_to_is_told(baoshao: Cli, tmp_path: Path) -> None:
    (tmp_path / "data" / "idf.txt").mkdir(parents=True)
    result = baoshao("topics", "learn")
    assert (result.code, "idf.txt cannot be written" in result.err) == (3, True)
