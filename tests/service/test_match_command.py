"""`baoshao match` and `baoshao search`: a rule tried on a file, on the past, and on the archive."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ingest.identity import identify
from model.article import Article, Extraction
from model.source import Source
from model.watching import Subscriber, Tag, Watch
from service.search import folded
from storage import articles, open_database
from storage.people import save_subscribers, save_watches
from storage.values import Batch, Entry
from topics import story

Cli = Callable[..., Any]
NOW = datetime.now(ZoneInfo("Asia/Shanghai")).replace(hour=12)
LINES = [
    {"id": "a", "title": "建设知识产权强国", "paragraphs": ["干部教育培训选拔。"], "kind": "article"},
    {
        "file": "x.html",
        "articles": [
            {"id": None, "title": "身穿和服", "paragraphs": ["　　知識產權　強國"], "topics": [{"name": "党建"}]},
            {"title": "产品和服务"},
        ],
        "error": None,
    },
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES) + "\n\n", "utf-8")
    return path


def rows(result: Any) -> list[dict[str, Any]]:
    assert result.code == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def test_each_article_of_a_file_is_answered_with_evidence(baoshao: Cli, file: Path) -> None:
    found = rows(baoshao("match", "知识产权强国", "--file", file, "--json"))
    assert found == [
        {
            "id": "a",
            "matched": True,
            "evidence": [{"field": "title", "start": 2, "end": 8, "text": "知识产权强国"}],
            "explanation": "标题含“知识产权强国”",
        },
        {
            "id": None,
            "matched": True,
            "evidence": [{"field": "body", "start": 2, "end": 9, "text": "知識產權　強國"}],
            "explanation": "正文第 1 段含“知識產權　強國”",
        },
        {"id": None, "matched": False, "evidence": [], "explanation": ""},
    ]


def test_a_miss_is_explained_where_that_is_asked(baoshao: Cli, file: Path) -> None:
    found = rows(baoshao("match", "NEAR/3(干部, 选拔)", "--file", file, "--json", "--why-not"))
    assert found[0]["failed"] == [{"part": "NEAR/3(干部, 选拔)", "reason": "最近处相距 4 字，要求不超过 3 字"}]
    told = baoshao("match", "词:和服", "--file", file, "--why-not").out
    assert "标题含“和服”" in told
    assert "不成词" in told


def test_misses_are_explained_only_of_a_file(baoshao: Cli) -> None:
    result = baoshao("match", "专利", "--why-not")
    assert result.code == 2
    assert "needs --file" in result.err


def test_a_rule_on_a_source_knows_its_printed_name(baoshao: Cli, tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(
        "sources:\n  - {id: gov, name: 政府网, kind: feed, url: http://gov.test/}\n", "utf-8"
    )
    (tmp_path / "a.jsonl").write_text('{"title": "专利", "source_id": "gov"}', "utf-8")
    sources = {"BAOSHAO_SOURCES": str(tmp_path / "sources.yaml")}
    (row,) = rows(baoshao("match", "source:政府网", "--file", "a.jsonl", "--json", **sources))
    assert row["evidence"] == [{"field": "source", "start": 4, "end": 7, "text": "政府网"}]


def test_a_rule_on_topics_uses_those_of_the_file_or_tags(baoshao: Cli, file: Path) -> None:
    found = rows(baoshao("match", "topic:党建", "--file", file, "--json"))
    assert [row["matched"] for row in found] == [False, True, False]


def test_a_bad_rule_ends_with_2_and_says_where(baoshao: Cli, file: Path) -> None:
    result = baoshao("match", "(专利 OR 商标", "--file", file, "--json")
    assert result.code == 2
    assert json.loads(result.err) == {
        "error": "括号没有配上：这里应当是右括号",
        "position": 9,
        "hint": "少一个右括号",
    }
    assert not result.out
    plain = baoshao("match", "NEAR/x(专利, 商标)", "--file", file)
    assert plain.code == 2
    assert "NEAR/⟦x(专利, 商标)" in plain.err
    assert "NEAR 需要数字" in plain.err


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("not json", "bad.jsonl:2: no article of the public schema"),
        ('{"title": 3}', "bad.jsonl:2: no article of the public schema: title: must be a string"),
        ("[1]", "must be an object"),
        ('{"articles": 3}', "bad.jsonl:2"),
    ],
)
def test_a_line_that_is_no_article_is_named(baoshao: Cli, tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "bad.jsonl").write_text('{"title": "好"}\n' + line + "\n", "utf-8")
    result = baoshao("match", "专利", "--file", "bad.jsonl", "--json")
    assert result.code == 2
    assert told in result.err


def test_a_file_that_cannot_be_read_is_named(baoshao: Cli, tmp_path: Path) -> None:
    (tmp_path / "gbk.jsonl").write_bytes("专利".encode("gbk"))
    for name in ("missing.jsonl", "gbk.jsonl"):
        result = baoshao("match", "专利", "--file", name)
        assert result.code == 2
        assert name in result.err


@pytest.fixture
def archive(tmp_path: Path) -> None:
    source = Source("gov", "政府网", "feed", ("http://gov.test/",))
    entries = []
    for number in range(70):
        days = 0 if number < 60 else number
        one = identify(
            Article(
                source_id="gov",
                url=f"http://gov.test/{number}",
                kind="article",
                title=f"专利公告第{number}号",
                paragraphs=(
                    f"本市批准专利{number}件，其中发明{number * 7}件。",
                    "商标另行公布。" if number % 2 else "完。",
                ),
                extraction=Extraction("test"),
                section="公告",
                published_at=NOW - timedelta(days=days),
            )
        )
        entries.append(Entry(one, (Tag("知识产权", 1.0),), folded(one, source.name)))
    with closing(open_database(None, tmp_path / "data")) as db:
        articles.store(db, Batch("gov", tuple(entries)), NOW, story.decide)
        save_subscribers(db, [Subscriber("ann", "安")], None)
        save_watches(
            db,
            [
                Watch("marks", "ann", "商标", "商标"),
                Watch("broken", "ann", "坏", "(专利"),
                Watch("off", "ann", "停", "专利", enabled=False),
            ],
        )


@pytest.mark.usefixtures("archive")
def test_a_rule_is_tried_on_the_past(baoshao: Cli) -> None:
    (found,) = rows(baoshao("match", "专利公告", "--json"))
    assert (found["rule"], found["articles"], found["whole"]) == ("专利公告", 60, True)
    assert [day["articles"] for day in found["days"]] == [60]
    assert found["stories"] == found["days"][0]["stories"]
    assert len(found["newest"]) == 10
    assert found["newest"][0]["evidence"][0]["text"] == "专利公告"
    assert found["newest"][0]["explanation"].startswith("标题含“专利公告”")
    assert found["watches"] == [{"id": "marks", "name": "商标", "articles": 30}]
    assert "more than 50" in found["warnings"][0]


@pytest.mark.usefixtures("archive")
def test_people_read_the_past_as_tables(baoshao: Cli) -> None:
    out = baoshao("match", "专利公告", "--since", "90d").out
    assert "70 articles" in out
    assert "Watched already" in out
    assert "warning: up to 60 alerts a day" in out
    assert "one by one" in baoshao("match", "/第.号/").out
    assert "Nothing would have been raised" in baoshao("match", "量子计算").out


@pytest.mark.usefixtures("archive")
def test_the_archive_is_asked_page_by_page(baoshao: Cli) -> None:
    *first, end = rows(baoshao("search", "专利 NEAR/2(公告, 第1) since:5d", "--limit", 4, "--facets", "--json"))
    assert [row["title"] for row in first] == [f"专利公告第{n}号" for n in (19, 18, 17, 16)]
    assert first[0]["evidence"][0] == {"field": "title", "start": 0, "end": 2, "text": "专利"}
    assert end["facets"]["source"] == [["gov", 11]]
    second = rows(
        baoshao("search", "专利 NEAR/2(公告, 第1) since:5d", "--limit", 20, "--cursor", end["cursor"], "--json")
    )
    assert [row["title"] for row in second] == [f"专利公告第{n}号" for n in (15, 14, 13, 12, 11, 10, 1)]


@pytest.mark.usefixtures("archive")
def test_people_read_what_was_found_and_how_to_go_on(baoshao: Cli) -> None:
    out = baoshao("search", "商标 -广告", "--best", "--limit", 3, "--facets").out
    assert "专利公告第" in out
    assert "more: --cursor 3" in out
    assert "公告" in out
    assert "Nothing found" in baoshao("search", "量子计算").out
    assert baoshao("search", "专利 since:昨天").code == 2
