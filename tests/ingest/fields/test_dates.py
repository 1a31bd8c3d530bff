from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.dates import find_day, find_moment, read_moment

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # noon in Shanghai


@pytest.mark.parametrize(
    ("printed", "expected", "precision"),
    [
        ("2024年05月10日06:58 | 来源：人民网", "2024-05-10T06:58:00+08:00", "minute"),
        ("2005.08.2605:39", "2005-08-26T05:39:00+08:00", "minute"),
        ("2024 / 05/09 / 22:27:02", "2024-05-09T22:27:02+08:00", "minute"),
        ("2007-08-20-23:59:59", "2007-08-20T23:59:59+08:00", "minute"),
        ("2024-05-13T06:03:00+00:00", "2024-05-13T14:03:00+08:00", "minute"),
        ("2024-05-13T06:03:00Z", "2024-05-13T14:03:00+08:00", "minute"),
        ("发稿时间：2024-05-13 06:03:00 来源：", "2024-05-13T06:03:00+08:00", "minute"),
        ("2017年10月13日 星期五 08:00", "2017-10-13T08:00:00+08:00", "minute"),
        ("2024年5月1日下午3时05分", "2024-05-01T15:05:00+08:00", "minute"),
        ("2024年5月1日下午3时", "2024-05-01T15:00:00+08:00", "hour"),
        ("2024-05-13 24:00", "2024-05-14T00:00:00+08:00", "minute"),
        ("二〇二四年五月二十一日", "2024-05-21T00:00:00+08:00", "day"),
        ("二○一○年十月十日", "2010-10-10T00:00:00+08:00", "day"),
        ("时间：2019-09-24", "2019-09-24T00:00:00+08:00", "day"),
        ("发布时间：２０２４年０５月１１日　０８：１２", "2024-05-11T08:12:00+08:00", "minute"),
    ],
)
def test_every_printed_form_is_read_with_its_precision(printed: str, expected: str, precision: str) -> None:
    moment = find_moment(printed)
    assert moment is not None
    assert (moment.value.isoformat(), moment.precision) == (expected, precision)


@pytest.mark.parametrize(
    ("printed", "expected", "precision"),
    [
        ("30分钟前", "2026-11-22T11:30:00+08:00", "minute"),
        ("3小时前", "2026-11-22T09:00:00+08:00", "hour"),
        ("2天前", "2026-11-20T00:00:00+08:00", "day"),
        ("刚刚", "2026-11-22T12:00:00+08:00", "minute"),
        ("昨天 12:30", "2026-11-21T12:30:00+08:00", "minute"),
        ("05-10 08:30", "2026-05-10T08:30:00+08:00", "minute"),
        ("12月31日", "2025-12-31T00:00:00+08:00", "day"),
    ],
)
def test_relative_times_count_from_now_and_say_how_exact_they_are(printed: str, expected: str, precision: str) -> None:
    moment = read_moment(printed, now=NOW)
    assert moment is not None
    assert (moment.value.isoformat(), moment.precision) == (expected, precision)


@pytest.mark.parametrize("printed", ["3小时前", "昨天", "05-10"])
def test_without_a_now_a_relative_time_is_none(printed: str) -> None:
    assert find_moment(printed) is None


@pytest.mark.parametrize(
    "printed", ["2024-02-30", "2024年5月", "1-10月", "", "二〇二四年十三月一日", "电话 2024-1234567"]
)
def test_what_is_no_date_is_none(printed: str) -> None:
    assert find_moment(printed, now=NOW) is None


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("20240513", "2024-05-13T00:00:00+08:00"),
        ("20240513060300", "2024-05-13T06:03:00+08:00"),
        ("1589000000000", "2020-05-09T12:53:20+08:00"),
        ("1589000000", "2020-05-09T12:53:20+08:00"),
        ("Mon, 20 May 2024 14:33:00 +0800", "2024-05-20T14:33:00+08:00"),
        ("Mon, 20 May 2024 14:33:00 -0000", "2024-05-20T14:33:00+08:00"),
    ],
)
def test_a_field_of_its_own_may_hold_a_compact_time(stated: str, expected: str) -> None:
    moment = read_moment(stated)
    assert moment is not None
    assert moment.value.isoformat() == expected


def test_words_are_no_time() -> None:
    assert read_moment("编辑部") is None


def test_the_day_is_found_alone() -> None:
    assert find_day("（2024年05月10日 02 版）") == date(2024, 5, 10)
    assert find_day("无") is None


def test_the_zone_of_the_source_holds_where_none_is_printed() -> None:
    moment = find_moment("2024-05-13 06:03", zone="Europe/London")
    assert moment is not None
    assert moment.value.isoformat() == "2024-05-13T06:03:00+01:00"


@given(st.text(alphabet="0123456789年月日时分:：-/. 前天小昨下午T+Z", max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    moment = read_moment(text, now=NOW)
    assert moment is None or moment.value.tzinfo is not None


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)))  # noqa: DTZ001
def test_a_printed_minute_comes_back(value: datetime) -> None:
    moment = find_moment(f"发布时间：{value:%Y-%m-%d %H:%M} 来源：某报")
    assert moment is not None
    assert f"{moment.value:%Y-%m-%d %H:%M}" == f"{value:%Y-%m-%d %H:%M}"
