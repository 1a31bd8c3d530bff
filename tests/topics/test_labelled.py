"""Precision, recall and traps are counted as the labels say."""

import pytest

from model.watching import Topic
from topics.labelled import Tally, measure, read_labelled
from topics.tagging import Tagger

TAGGER = Tagger([Topic("专利", "专利", threshold=0.5), Topic("商标", "商标", threshold=0.5), Topic("茶", "茶叶")])
ENTRIES = [
    {"title": "专利集市", "text": "专利成交。\n\n 商标也成交，商标转让。", "main": ["专利"], "also": ["商标"]},
    {"title": "商标故事", "text": "商标。", "main": ["专利"], "not": ["商标", "茶"]},
    {"title": "河边", "text": "柳树。", "main": []},
]


def test_a_set_is_counted():
    report = measure(TAGGER, map(read_labelled, ENTRIES))
    assert report.articles == 3
    assert (report.total.precision, report.total.recall) == (2 / 3, 1 / 2)
    assert report.trap_rate == 1 / 2
    assert report.topics["商标"] == Tally(main=0, found=0, given=2, right=1)
    assert [(miss.title, miss.missing, miss.wrong) for miss in report.misses] == [("商标故事", ("专利",), ("商标",))]


def test_what_was_never_asked_has_no_rate():
    report = measure(TAGGER, [read_labelled(ENTRIES[2])])
    assert (report.total.precision, report.total.recall, report.trap_rate) == (None, None, None)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"title": "a", "text": "b", "label": []}, "unknown keys: label"),
        ({"title": 1, "text": "b"}, "must be text"),
        ({"title": "a", "main": "专利"}, "`main` must be a list"),
        ({"title": "a", "not": [1]}, "`not` must be a list"),
    ],
)
def test_an_entry_that_is_wrong_is_refused(entry: dict[str, object], said: str):
    with pytest.raises(ValueError, match=said):
        read_labelled(entry)


def test_a_label_that_is_no_topic_is_refused_with_the_title():
    with pytest.raises(ValueError, match="河边: no topics of ours: 钓鱼"):
        measure(TAGGER, [read_labelled({"title": "河边", "text": "", "also": ["钓鱼"]})])


def test_a_section_is_taken_over():
    assert read_labelled({"title": "a", "text": "b", "section": "要闻"}).article.section == "要闻"
