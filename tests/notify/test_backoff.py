from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from notify.backoff import FIRST, LONGEST, WINDOW, next_attempt, pause

START = datetime(2024, 5, 10, tzinfo=UTC)


def test_pauses_double_from_half_a_minute_to_an_hour():
    assert [pause(n, 0).total_seconds() for n in range(1, 10)] == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_jitter_only_shortens_a_pause_by_a_quarter_at_most(attempts: int, chance: float):
    whole = pause(attempts, 0)
    assert whole * 0.75 <= pause(attempts, chance) <= whole <= LONGEST


def test_a_far_end_that_asks_for_time_gets_it():
    due = next_attempt(1, START, START, retry_after=600, chance=lambda: 0)
    assert due == START + timedelta(seconds=600)


def test_a_far_end_that_asks_for_less_than_the_pause_waits_for_the_pause():
    assert next_attempt(3, START, START, retry_after=1, chance=lambda: 0) == START + 4 * FIRST


def test_a_far_end_that_asks_for_a_month_gets_a_day():
    assert next_attempt(1, START, START, retry_after=30 * 86400, chance=lambda: 0) == START + WINDOW


def test_nothing_is_tried_after_a_day():
    assert next_attempt(30, START, START + WINDOW, chance=lambda: 0) is None


@given(st.floats(0, 1))
def test_a_dead_channel_is_tried_to_the_end_of_the_day_and_then_no_more(chance: float):
    now, attempts = START, 1
    while (due := next_attempt(attempts, START, now, chance=lambda: chance)) is not None:
        assert due > now
        now, attempts = due, attempts + 1
    assert now == START + WINDOW
    assert 28 < attempts < 45
