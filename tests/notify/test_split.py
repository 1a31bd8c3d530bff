import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.split import escaped, split, utf8

TEXT = st.text(st.sampled_from("党建知识产权 ab。！？；”\n\n中𠮷"), max_size=400)


@given(TEXT, st.integers(60, 400), st.sampled_from([utf8, escaped, len]))
def test_no_piece_is_over_the_limit_and_no_character_is_lost(text, limit, measure):
    pieces = split(text, limit, measure)
    assert all(measure(piece) <= limit for piece in pieces)
    bare = pieces if len(pieces) == 1 else [piece.partition("\n")[2] for piece in pieces]
    assert "".join("".join(bare).split()) == "".join(text.split())


def test_a_text_that_fits_is_left_alone():
    assert split("党建", 6) == ("党建",)


def test_articles_are_kept_whole_where_they_fit():
    blocks = ["第一篇。" * 5, "第二篇。" * 5, "第三篇。" * 5]
    pieces = split("\n\n".join(blocks), 90)
    assert [piece.partition("\n")[2] for piece in pieces] == blocks
    assert [piece.partition("\n")[0] for piece in pieces] == ["（1/3）", "（2/3）", "（3/3）"]


def test_a_long_article_is_cut_between_sentences():
    pieces = split("会议开得很好。" * 20, 120)
    assert all(piece.endswith("。") for piece in pieces)


def test_a_quote_stays_with_its_sentence():
    pieces = split("他说：“好。”" * 30, 100)
    assert all(not piece.partition("\n")[2].startswith("”") for piece in pieces)


@pytest.mark.parametrize("text", ["党", "a", '"', "\n", "𠮷", "\x01"])
def test_escaped_bytes_are_those_of_a_json_string(text):
    assert escaped(text) == len(json.dumps(text).encode()) - 2


def test_a_sentence_without_an_end_is_cut_between_characters():
    pieces = split("党" * 200 + "\n\n" + "建" * 5, 100)
    assert all(utf8(piece) <= 100 for piece in pieces)
    assert "".join(piece.partition("\n")[2] for piece in pieces).replace("\n", "") == "党" * 200 + "建" * 5
