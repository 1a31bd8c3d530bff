"""Places in the folded text lead back to the printed one."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topics.folded import Folded
from topics.folding import MOST_MARKS, fold, origins

PIECES = [
    "专利",
    "專 利",
    "　　",
    "Ａ",
    "ﬁ",
    "\n",
    "…",
    "é",
    "e\u0301",
    " ",
    "x y",
    "가\u11a8",
    "😀",
    "𠀀",
    "İ",
    "乾隆",
    "\u200b",
]
LONG = 200_000


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_lines_lead_where_the_whole_text_leads(pieces: list[str]):
    printed = "".join(pieces)
    found, whole = Folded(printed), list(zip(*origins(printed), strict=True))
    assert [found.span(place, place + 1) for place in range(len(found.text))] == whole
    assert [found.span(place, place + 2) for place in range(len(whole) - 1)] == [
        (first[0], last[1]) for first, last in pairwise(whole)
    ]


def test_a_place_knows_its_line():
    found = Folded("第 一行\n\n ﬁ 专 利\n专利")
    assert [found.line(found.text.index(text)) for text in ("第", "fi", "利\n", "利", "\n\n")] == [0, 2, 2, 2, 0]


@settings(max_examples=300)
@given(st.text("ae가각\u1100\u1161\u11a8\u0301\u0316\u0344\u09c7\u09be\u0f71\u0f73Å字", max_size=MOST_MARKS))
def test_what_joins_is_composed_as_unicode_says(text: str):
    assert fold(text) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0301" * LONG,
        "a" + "\u0301" * LONG + "\u0316" * LONG,
        "e\u0316\u0301" + "\u0316\u0301" * LONG,
        "\u1100\u1161\u11a8" * LONG,
        "\u1161" * LONG,
        "龘\ufe0f" * LONG,
        "a" + " " * LONG + "b",
        "a" + "\t" * LONG + "b",
        "a\u200b " * LONG,
    ],
    ids=["marks", "sorted marks", "mixed marks", "syllables", "vowels", "selectors", "blanks", "tabs", "invisible"],
)
def test_a_text_of_nothing_but_marks_or_blanks_is_folded_in_time_that_grows_with_its_length(text: str):
    begun = time.process_time()
    found = Folded(text)
    if found.text:
        first, last = found.span(len(found.text) - 1, len(found.text))
        assert 0 <= first < last <= len(text)
    assert time.process_time() - begun < 10  # seconds; the square of the length would take hours
