"""The main job from end to end: collect, alert, deliver over the sample press."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from model.article import Article
from service import cycle
from service.demo.scene import differences, printed
from service.house import House
from storage.deliveries import list_deliveries
from storage.outbox import list_alerts
from storage.reading import newest, tags_of
from storage.states import list_runs, load_states


def collect_all(house: House, now: datetime) -> dict[str, Any]:
    return {s.id: cycle.collect(house, s, now) for s in house.sources.values() if s.enabled}


def stored(house: House) -> list[Article]:
    return list(newest(house.db, limit=1000).articles)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_printed_field_of_every_article_is_stored(stage: Any, kind: str, fresh_url: Any) -> None:
    house = stage.house(fresh_url(kind))
    runs = collect_all(house, stage.now)
    assert {name: (run.new, run.error) for name, run in runs.items() if run.new} == {
        "press-people": (30, None),
        "press-gov": (24, None),
        "press-paper": (20, None),
    }
    wrong = {}
    for article in stored(house):
        item = printed(stage.press, article)
        assert item is not None
        if names := differences(article, item):
            wrong[article.url] = names
    assert not wrong
    house.close()


def test_a_second_run_adds_nothing_and_asks_with_the_etag(stage: Any, house: House) -> None:
    collect_all(house, stage.now)
    before = len(stage.press.requests)
    runs = collect_all(house, stage.later(minutes=0))
    assert sum(run.new + run.changed for run in runs.values()) == 0
    assert len(stored(house)) == 74
    assert len(stage.press.requests) - before < 12


def test_what_comes_later_is_stored_and_alerted_once(stage: Any, house: House) -> None:
    collect_all(house, stage.now)
    first = cycle.alert(house, stage.now)
    cycle.deliver(house, stage.now)
    known = {article.id for article in stored(house)}
    runs = collect_all(house, stage.later(minutes=2))
    assert sum(run.new for run in runs.values()) >= 10
    again = cycle.alert(house, stage.now)
    fresh = {article.id for article in stored(house)} - known
    assert {alert.article_id for alert in again} <= fresh
    assert not {(a.watch_id, a.story_id) for a in first} & {(a.watch_id, a.story_id) for a in again}


def test_a_reprint_is_one_story_with_its_original_and_alerts_once(stage: Any, house: House) -> None:
    collect_all(house, stage.now)
    cycle.alert(house, stage.now)
    by_story = Counter(article.story_id for article in stored(house))
    assert sum(count - 1 for count in by_story.values()) == 6
    alerts = list_alerts(house.db, limit=1000)
    assert max(Counter((a.watch_id, a.story_id) for a in alerts).values()) == 1


def test_evidence_points_at_the_printed_words(stage: Any, house: House) -> None:
    collect_all(house, stage.now)
    raised = cycle.alert(house, stage.now)
    articles = {article.id: article for article in stored(house)}
    assert raised
    for alert in raised:
        assert alert.evidence
        assert alert.explanation
        for span in alert.evidence:
            text = getattr(articles[alert.article_id], span.field)
            assert text[span.start : span.end] == span.text


def test_articles_are_tagged_with_evidence(stage: Any, house: House) -> None:
    collect_all(house, stage.now)
    articles = stored(house)
    tags = tags_of(house.db, [a.id for a in articles if a.id is not None])
    themes = [(printed(stage.press, a), tags[a.id or 0]) for a in articles]
    named = [item for item, found in themes if item and item.theme in {tag.topic for tag in found}]
    assert len(named) >= 0.9 * len(articles)
    assert all(tag.evidence for _, found in themes for tag in found)


def test_each_alert_is_delivered_to_each_channel_and_the_receiver_has_it(stage: Any, house: House) -> None:
    collect_all(house, stage.now)
    raised = cycle.alert(house, stage.now)
    cycle.deliver(house, stage.now)
    deliveries = list_deliveries(house.db, limit=100)
    assert {delivery.state for delivery in deliveries} == {"sent"}
    told = [alert["id"] for message in stage.receiver.received.values() for alert in message["alerts"]]
    assert sorted(told) == sorted(alert.id for alert in raised)
    assert cycle.deliver(house, stage.later(hours=1)) == []


def test_the_snapshots_of_an_article_are_kept_as_they_came(stage: Any, house: House) -> None:
    collect_all(house, stage.now)
    article = next(a for a in stored(house) if a.source_id == "press-people")
    assert article.snapshot_id is not None
    snapshot = house.archive.read(article.snapshot_id)
    assert snapshot is not None
    assert (article.title or "").encode("gb18030") in snapshot.body


def test_a_source_that_fails_is_recorded_and_the_others_go_on(stage: Any) -> None:
    text = stage.sources.read_text("utf-8").replace("/gov/zwgk/index.html", "/nothing/here.html")
    stage.sources.write_text(text, "utf-8")
    house = stage.house()
    runs = collect_all(house, stage.now)
    assert "404" in runs["press-gov"].error
    assert runs["press-people"].new == 30
    state = load_states(house.db)["press-gov"]
    assert (state.failures, state.last_success_at) == (1, None)
    assert "404" in (state.last_error or "")
    cycle.collect(house, house.sources["press-gov"], stage.later(minutes=1))
    second = load_states(house.db)["press-gov"]
    assert second.failures == 2
    assert second.next_fetch_at is not None
    assert second.next_fetch_at - stage.now >= timedelta(minutes=2)
    assert [run.error is None for run in list_runs(house.db, "press-gov")] == [False, False]
    house.close()


def test_a_press_that_is_closed_is_named_with_its_address(stage: Any) -> None:
    house = stage.house()
    stage.press.close()
    run = cycle.collect(house, house.sources["press-gov"], stage.now)
    assert run.error is not None
    assert stage.press.host in run.error
    house.close()
