import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from model.excerpt import excerpt
from notify.compose import FULL, compose, web_link
from tests.notify.far_ends import BODY, told

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "alerts.schema.json").read_text(encoding="utf-8"))


def test_a_message_about_one_article_says_what_where_when_and_why():
    message = compose("k-1", [told()])
    assert message.key == "k-1"
    assert message.title == "【知识产权强国与党建】党建聚力 服务知识产权强国建设之1"
    for part in (
        "滨海日报 · 2024-05-10 15:30",
        "为什么：正文含“知识产权强国”",
        "主题：党建、知识产权",
        "https://paper.example/1.html",
        "投递号 k-1",
    ):
        assert part in message.text


def test_an_article_is_told_by_an_excerpt_never_as_a_whole():
    message = compose("k-1", [told()])
    assert BODY[1] not in message.text
    assert BODY[1] not in message.html
    assert BODY[1] not in json.dumps(message.data, ensure_ascii=False)
    assert "知识产权强国" in message.text


def test_many_alerts_are_one_message_with_a_block_each():
    message = compose("k-1", [told(1), told(2), told(3)])
    assert message.title == "【知识产权强国与党建】3 篇：党建聚力 服务知识产权强国建设之1"
    assert message.text.count("为什么：") == 3
    assert len(message.text.split("\n\n")) == 4


def test_an_article_that_two_watches_hit_is_told_once_with_both_reasons():
    message = compose("k-1", [told(1), told(1, watch="党建")])
    assert message.text.count("https://paper.example/1.html") == 1
    assert "为什么：“知识产权强国与党建”正文含" in message.text
    assert "为什么：“党建”正文含" in message.text
    assert message.title.startswith("【知识产权强国与党建 等 2 项】")


def test_what_is_beyond_a_readers_patience_is_told_by_title_and_link():
    count = FULL + 5
    message = compose("k-1", [told(n) for n in range(1, count + 1)])
    assert message.text.count("为什么：") == FULL
    assert "另有 5 篇" in message.text
    assert all(f"https://paper.example/{n}.html" in message.text for n in range(1, count + 1))
    assert all(f"https://paper.example/{n}.html" in message.html for n in range(1, count + 1))
    assert len(message.data["alerts"]) == count


def test_a_correction_says_so():
    assert "（第 2 版，原文已更正）" in compose("k-1", [told(revision=2)]).title


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"published_precision": "day"}, "2024-05-10\n"),
        ({"published_precision": "hour"}, "2024-05-10 15:00"),
        (
            {"published_at": None, "issue_date": date(2024, 5, 9), "page_no": "02", "page_name": "要闻"},
            "02 版 · 要闻 · 2024-05-09",
        ),
        ({"published_at": None}, "滨海日报\n"),
        ({"published_at": None, "credit": None}, "建设之1\n为什么"),
        ({"title": None}, "（无标题）"),
    ],
)
def test_no_time_page_or_name_is_invented(changes: dict, shown: str):
    assert shown in compose("k-1", [told(**changes)]).text


def test_times_are_told_in_the_readers_zone():
    assert "2024-05-10 07:30" in compose("k-1", [told()], zone=ZoneInfo("UTC")).text


def test_an_address_that_is_no_web_page_is_never_a_link():
    message = compose("k-1", [told(url="javascript:alert(1)")])
    assert "javascript:" not in message.html
    assert "javascript:" not in message.text
    assert [web_link(url) for url in ("http://a.example", "HTTPS://b.example", "data:,x", "http://[x")] == [
        "http://a.example",
        "HTTPS://b.example",
        "",
        "",
    ]


def test_a_title_cannot_break_a_line_or_turn_the_text_around():
    title = "一行\r\nBcc: all@example.org\u202e倒\x1b[31m红\u2066"
    message = compose("k-1", [told(title=title)])
    assert message.title == "【知识产权强国与党建】一行 Bcc: all@example.org倒[31m红"


def test_markup_in_an_article_is_text_in_a_mail():
    message = compose(
        "k-1", [told(title="<script>x</script>", credit="<b>报</b>", url="https://a.example/?a=1&b='\"<i>")]
    )
    assert "<script>" not in message.html
    assert "&lt;script&gt;" in message.html
    assert "<i>" not in message.html
    assert "&lt;b&gt;报" in message.html


def test_braces_in_an_article_are_text():
    assert "{{ 7*7 }}{0}{key}" in compose("k-1", [told(title="{{ 7*7 }}{0}{key}")]).title


@pytest.mark.parametrize(
    "changes", [{}, {"title": None, "credit": None, "published_at": None, "published_precision": None}]
)
def test_what_a_webhook_gets_is_as_documented(changes: dict):
    message = compose("k-1", [told(1, **changes), told(2, revision=3, issue_date=date(2024, 5, 10))])
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(message.data)))
    first = message.data["alerts"][0]
    assert first["evidence"][0]["text"] == "知识产权强国"
    assert "知识产权强国" in first["excerpt"]


def test_an_excerpt_is_empty_where_there_is_no_text():
    assert excerpt(told(paragraphs=()).article, ()) == ()


def test_an_article_without_a_title_or_text_can_be_told():
    assert "（无标题）" in compose("k", [told(title=None, paragraphs=(), url="")]).html


def test_the_time_of_an_alert_keeps_its_offset():
    assert compose("k", [told()]).data["alerts"][0]["created_at"] == datetime(2024, 5, 10, 8, tzinfo=UTC).isoformat()


def test_the_example_in_the_docs_is_as_documented():
    page = (Path(__file__).parents[2] / "docs" / "alerts.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(example))
