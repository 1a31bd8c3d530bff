"""The tokens of the index."""

import sqlite3
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.search import grams
from storage.search.document import Searchable, searchable_of
from storage.search.needs import _cover

AT = datetime(2026, 2, 27, tzinfo=UTC)


def test_pairs_end_at_punctuation_blanks_and_line_breaks():
    assert list(grams.grams("知识产权,a1 2\n强国。々〇")) == ["知识", "识产", "产权", "a1", "强国", "々〇"]


def test_fields_and_frequent_pairs_have_tokens_of_their_own():
    tokens = grams.of_texts({"title": "党建", "body": "党建与党建和党建", "credit": "新华社"})
    assert {"党建", "b党建", "z党建", "g新华", "g华社"} <= tokens
    assert not tokens & {"新华", "z建与", "b建与"}


@given(st.text(max_size=40))
def test_fts5_takes_every_token_whole(body):
    tokens = grams.of_texts({"body": body, "title": body})
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE i USING fts5 (tokens, content='', detail=none, tokenize='ascii')")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab (i, row)")
    connection.execute("INSERT INTO i (rowid, tokens) VALUES (1, ?)", (" ".join(tokens),))
    assert {row[0] for row in connection.execute("SELECT term FROM words")} == tokens
    connection.close()


@given(
    st.dictionaries(st.sampled_from(("title", "body", "credit")), st.text(min_size=1)),
    st.lists(st.sampled_from("甲乙丙")),
)
def test_what_was_packed_comes_back(texts, topics):
    texts = {name: text.replace("\x1f", " ").replace("\x00", " ") for name, text in texts.items()}
    packed = Searchable(texts, "notice", tuple(topics), AT).pack()
    assert searchable_of(packed) == Searchable(texts, "notice", tuple(topics), AT)


@given(st.datetimes(datetime(1999, 1, 1), datetime(2030, 1, 1)), st.timedeltas(timedelta(0), timedelta(days=1500)))  # noqa: DTZ001
def test_the_tokens_of_a_span_cover_its_days_and_no_others(first, length):
    first = first.replace(tzinfo=UTC)
    last = first + length
    tokens = set(_cover(first, last))
    day = first - timedelta(days=40)
    while day < last + timedelta(days=40):
        assert bool(tokens & set(grams.of_moment(day))) == (first.date() <= day.date() <= last.date())
        day += timedelta(days=1)
