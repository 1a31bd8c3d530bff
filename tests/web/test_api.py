import json
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest

from model.source import FetchState
from model.watching import Subscriber, Watch
from storage import people
from storage.articles import store
from storage.values import Batch, Run
from tests.web.scene import NOW, SOURCES
from web.sources import view


def read(got):
    return json.loads(got.body)


def test_articles_come_in_the_public_schema_with_their_topics(furnished):
    found = read(furnished.get("/api/articles"))
    assert len(found["articles"]) == 11
    assert found["next"] is None
    lead = next(each for each in found["articles"] if each["revision"] == 2)
    assert lead["title"] == "党建聚力 服务知识产权强国建设"
    assert lead["authors"][1] == {"name": "方敏", "role": "通讯员", "affiliation": "市知识产权局"}
    assert [topic["name"] for topic in lead["topics"]] == ["党建", "知识产权"]
    assert lead["published_at"] is None
    assert lead["issue_date"] == "2026-11-21"


def test_articles_are_as_the_schema_file_says(furnished):
    schema = json.loads((Path(__file__).parents[2] / "docs" / "schema.json").read_text(encoding="utf-8"))
    for each in read(furnished.get("/api/articles"))["articles"]:
        jsonschema.validate(each, schema)


def test_all_articles_can_be_read_page_by_page(furnished):
    seen, path = [], "/api/articles?limit=4"
    while path:
        page = read(furnished.get(path))
        seen += [each["id"] for each in page["articles"]]
        path = page["next"] and f"/api/articles?limit=4&before={page['next']}"
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 11


def test_articles_can_be_chosen(furnished):
    assert {each["source_id"] for each in read(furnished.get("/api/articles?source=worker"))["articles"]} == {"worker"}
    chosen = read(furnished.get("/api/articles?topic=%E5%85%9A%E5%BB%BA"))["articles"]
    assert chosen
    assert all("党建" in [topic["name"] for topic in each["topics"]] for each in chosen)


@pytest.mark.parametrize("path", ["/api/articles?limit=0", "/api/articles?limit=x", "/api/articles?before=-1"])
def test_a_wrong_question_is_answered_in_json(furnished, path):
    got = furnished.get(path)
    assert got.status == 422
    assert set(read(got)) == {"error", "hint"}


def test_an_unknown_address_of_the_api_is_answered_in_json(furnished):
    got = furnished.get("/api/nothing")
    assert (got.status, read(got)["error"]) == (404, "没有这一页。")


def test_the_api_describes_itself(furnished):
    described = read(furnished.get("/api/openapi.json"))
    assert set(described["paths"]) == {"/api/articles", "/healthz"}


def test_health_is_well_where_nothing_is_overdue(furnished):
    got = furnished.get("/healthz")
    found = read(got)
    assert (got.status, found["status"]) == (200, "ok")
    assert found["database"] == {"ok": True, "error": None}
    assert found["articles"] == {"articles": 11, "stories": 9, "unmatched": 0}
    assert found["outbox"]["sent"] == 3
    standing = {each["id"]: each["standing"] for each in found["sources"]}
    assert standing == {
        "gov": "broken",
        "worker": "late",
        "binhai": "well",
        "qizhi": "well",
        "ip-office": "well",
        "feed": "well",
    }
    assert found["sources"][0]["last_success_at"] == "2026-11-20T06:42:00+00:00"


def test_health_is_red_where_a_due_source_is_overdue(db, serve):
    site = serve(db, {"binhai": SOURCES["binhai"]})
    at = NOW - timedelta(hours=3)
    state = FetchState("binhai", next_fetch_at=NOW - timedelta(minutes=31), last_run_at=at, last_success_at=at)
    store(db, Batch("binhai", state=state, run=Run("binhai", at, at)), NOW, lambda *_: None)
    got = site.get("/healthz")
    assert (got.status, read(got)["status"]) == (503, "red")
    assert read(got)["sources"][0]["reason"] == "过了时间还没有采集"
    assert "过了时间还没有采集" in site.get("/").text


def test_a_watch_whose_rule_no_longer_parses_is_shown_and_counted_and_turns_nothing_red(db, serve):
    watch = Watch("torn", "desk", "旧<b>规则", "(党建")
    people.save_subscribers(db, [Subscriber("desk", "编辑部")])
    people.save_watches(db, [watch])
    people.mark_watch(db, watch, "规则读不懂了：少一个右括号", "停了", NOW)
    site = serve(db, {})
    found = read(site.get("/healthz"))
    assert found["stopped_watches"] == [{"id": "torn", "subscriber": "desk", "error": "规则读不懂了：少一个右括号"}]
    assert found["status"] == "ok"
    assert "baoshao_watches_stopped 1.0" in site.get("/metrics").text
    page = site.get("/").text
    assert "监测项“旧&lt;b&gt;规则”停了" in page
    assert "少一个右括号" in page


def test_a_source_that_never_ran_is_given_time_from_the_start():
    source = SOURCES["binhai"]
    assert view(source, None, None, NOW, NOW - timedelta(minutes=29)).standing == "waiting"
    assert view(source, None, None, NOW, NOW - timedelta(minutes=31)).overdue


def test_a_source_that_is_off_is_never_overdue():
    state = FetchState("asleep", next_fetch_at=NOW - timedelta(days=9))
    assert view(SOURCES["asleep"], state, None, NOW, NOW - timedelta(days=1)).standing == "off"


def test_health_is_red_where_the_database_is_away(db, serve):
    site = serve(db)
    with db.write() as connection:
        connection.exec_driver_sql("DROP TABLE outbox")
    got = site.get("/healthz")
    assert (got.status, read(got)["database"]["ok"]) == (503, False)
    assert "baoshao_up 0.0" in site.get("/metrics").text


def test_metrics_are_prometheus_text_with_bounded_labels(furnished):
    from prometheus_client.parser import text_string_to_metric_families

    got = furnished.get("/metrics")
    families = {family.name: family for family in text_string_to_metric_families(got.text)}
    assert families["baoshao_articles"].samples[0].value == 11
    assert {s.labels["state"]: s.value for s in families["baoshao_deliveries"].samples} == {
        "queued": 0, "leased": 0, "sent": 3, "later": 0, "dead": 1, "unknown": 0,
    }  # fmt: skip
    assert {s.labels["source"]: s.value for s in families["baoshao_source_failures"].samples}["gov"] == 3
    labels = {value for family in families.values() for sample in family.samples for value in sample.labels.values()}
    assert labels <= {
        *SOURCES,
        "queued",
        "leased",
        "sent",
        "later",
        "dead",
        "unknown",
        "well",
        "late",
        "broken",
        "waiting",
        "off",
    }


def test_every_metric_and_route_is_documented(furnished):
    page = (Path(__file__).parents[2] / "docs" / "web.md").read_text(encoding="utf-8")
    names = {line.split()[2] for line in furnished.get("/metrics").text.splitlines() if line.startswith("# TYPE")}
    assert len(names) >= 10
    assert [name for name in names if f"`{name}`" not in page] == []
    assert [path for path in read(furnished.get("/api/openapi.json"))["paths"] if f"`{path}`" not in page] == []
