import json
from datetime import UTC, date, datetime, timedelta

from ingest.epaper.memory import KEPT, ONLY, IssueRecord, PageRecord, issues, remember

DAY = date(2026, 3, 5)


def record(day=DAY, **given):
    pages = {
        "01": PageRecord("要闻", 5),
        "04": PageRecord("理论", 8, ["甲", "乙"], "HTTP 404"),
        "05": PageRecord("副刊", reason="HTTP 404"),
    }
    return IssueRecord(day, pages, {"http://a.cn/1"}, datetime(2026, 3, 5, tzinfo=UTC), **given)


def test_a_record_survives_json():
    cursor = json.loads(json.dumps(remember({}, [record()])))
    assert issues(cursor) == {DAY: record()}


def test_what_is_missing_is_told_by_page():
    assert record().problems() == (
        "2026-03-05 04版 2 篇未取到：甲、乙（HTTP 404）",
        "2026-03-05 05版未取到（HTTP 404）",
    )


def test_an_issue_knows_what_its_index_announced():
    issue = record()
    assert (issue.announced, issue.missing, issue.complete) == (13, 2, False)
    issue.pages["04"].missing.clear()
    issue.pages["05"].announced = 0
    assert issue.complete
    assert not IssueRecord(DAY).complete


def test_a_closed_issue_forgets_what_was_read_of_it():
    assert issues(remember({}, [record(closed=True)]))[DAY].done == set()


def test_old_issues_are_forgotten_but_by_a_backfill():
    old = DAY - KEPT - timedelta(days=1)
    cursor = remember({}, [record(old), record()])
    assert list(issues(cursor)) == [DAY]
    assert list(issues(remember({ONLY: old.isoformat()}, [record(old), record()]))) == [old, DAY]


def test_an_empty_cursor_remembers_nothing():
    assert issues({}) == {}
    assert issues(remember({}, [])) == {}
