from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from model.article import Article, Extraction
from model.excerpt import Piece
from model.watching import Evidence
from web.pages import field_name, long_day, printed, printed_told, told, web_link
from web.stories import field_pieces, quoted

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 8, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW, "今日 16:42"),
        (NOW - timedelta(hours=16, minutes=42), "今日 00:00"),
        (NOW - timedelta(hours=16, minutes=43), "昨日 23:59"),
        (NOW - timedelta(days=11), "11-10 16:42"),
        (datetime(2015, 12, 2, 7, 8, tzinfo=UTC), "2015-12-02"),
    ],
)
def test_times_are_told_as_people_say_them(moment, said):
    assert told(moment, NOW, ZONE) == said


def article(**given) -> Article:
    return Article("s", "https://a.example", "article", "题", (), Extraction("test"), **given)


@pytest.mark.parametrize(
    ("given", "shown", "said"),
    [
        ({}, None, None),
        ({"issue_date": date(2026, 11, 21)}, "2026-11-21", "今日"),
        ({"issue_date": date(2026, 11, 20)}, "2026-11-20", "昨日"),
        ({"published_at": NOW, "published_precision": "minute"}, "2026-11-21 16:42", "2026-11-21 16:42"),
        ({"published_at": NOW, "published_precision": "hour"}, "2026-11-21 16:00", "2026-11-21 16:00"),
        ({"published_at": NOW, "published_precision": "day"}, "2026-11-21", "今日"),
    ],
)
def test_a_printed_date_is_never_told_more_precisely_than_it_is_printed(given, shown, said):
    assert printed(article(**given), ZONE) == shown
    assert printed_told(article(**given), NOW, ZONE) == said


def test_a_day_is_told_as_a_newspapers_head_has_it():
    assert long_day(datetime(2026, 11, 22, tzinfo=UTC)) == "11 月 22 日　星期日"


@pytest.mark.parametrize(
    "url", [None, "", "javascript:1", "data:,x", "//a.example", "/x", "http://[", "ftp://a.example"]
)
def test_only_web_addresses_become_links(url):
    assert web_link(url) == ""


def test_a_field_without_a_name_keeps_its_own():
    assert field_name("title") == "标题"
    assert field_name("colour") == "colour"


EVIDENCE = (Evidence("body", 0, 2, "党建"), Evidence("body", 3, 5, "融合"))


@pytest.mark.parametrize(
    ("explanation", "pieces"),
    [
        (
            "正文“党建”与“融合”相距 7 字",
            (Piece("正文"), Piece("党建", True), Piece("与"), Piece("融合", True), Piece("相距 7 字")),
        ),
        ("“党建”", (Piece("党建", True),)),
        ("说“别的”", (Piece("说“别的”"),)),
        ("没有引号", (Piece("没有引号"),)),
        ("只有一半“党建", (Piece("只有一半“党建"),)),
        ("", ()),
    ],
)
def test_the_words_that_an_explanation_quotes_are_marked(explanation, pieces):
    assert quoted(explanation, EVIDENCE) == pieces


def test_evidence_that_no_longer_stands_in_a_field_is_not_marked():
    assert field_pieces("新的标题", "title", (Evidence("title", 0, 2, "旧的"),)) == (Piece("新的标题"),)
