"""Keywords tell an article from others; names come from our lists; the table of common words can learn."""

from pathlib import Path

import pytest

from model.article import Article, Extraction
from topics import idf, make_idf
from topics.words import keywords, names

TITLE = "云岭市推进知识产权强国建设示范"
PARAGRAPHS = (
    "国家知识产权局专家到云岭市调研，专利转化运用成为座谈的焦点。",
    "陶瓷企业的工程师黎小满说，陶瓷釉料的发明专利去年许可给三家企业，陶瓷出口增长。",
    "会议指出，要进一步加强工作，推动2026年目标落实。",
)


def article(title: str | None = TITLE, paragraphs: tuple[str, ...] = PARAGRAPHS) -> Article:
    return Article("s", "https://example.org/1", "article", title, paragraphs, Extraction("test"))


def test_the_keywords_are_what_the_article_is_about():
    found = keywords(article())
    assert "知识产权强国建设" in found
    assert "陶瓷" in found


def test_small_words_numbers_and_news_phrases_are_no_keywords():
    assert not {"会议", "指出", "进一步", "工作", "2026", "推动", "落实", "的"} & set(keywords(article(), count=50))


def test_no_keyword_holds_another():
    found = keywords(article(), count=50)
    assert not [(a, b) for a in found for b in found if a != b and a in b]


def test_there_are_never_more_keywords_than_asked_for():
    assert len(keywords(article(), count=3)) == 3
    assert keywords(article(title=None, paragraphs=()), count=3) == ()


def test_names_are_of_our_lists_the_most_often_named_first():
    found = names(article("新华社记者在深圳", ("深圳与上海的企业走进国家知识产权局。", "深圳代表发言。")))
    assert found.organisations == ("新华社", "国家知识产权局")
    assert found.places == ("深圳", "上海")


def test_a_word_met_everywhere_in_the_archive_weighs_less_than_before():
    before = idf.start()
    after = before.learned(["陶瓷之都的陶瓷"] * 5_000)
    assert after.documents == before.documents + 5_000
    assert after.weight("陶瓷") < before.weight("陶瓷")
    assert after.weight("进行") == 0.0


def test_a_word_met_only_once_in_the_archive_makes_no_entry():
    assert "窑变釉" not in idf.start().learned(["窑变釉"]).counts


def test_a_table_is_read_back_as_it_was_written():
    table = idf.Idf(20, {"专利": 3, "C++": 1})
    assert idf.load(table.dump()) == table


def test_a_learned_table_takes_the_place_of_the_shipped_one(tmp_path: Path):
    learned = tmp_path / idf.LEARNED
    assert idf.table(learned) is idf.start()
    learned.write_text(idf.Idf(20, {"专利": 20}).dump(), "utf-8")
    assert idf.table(learned).weight("专利") == 0.0
    learned.write_text("no table", "utf-8")
    with pytest.raises(ValueError, match="begins with"):
        idf.table(learned)


@pytest.mark.parametrize("text", ["", "专利 3"])
def test_a_file_that_is_no_table_is_refused_with_the_remedy(text):
    with pytest.raises(ValueError, match="baoshao topics learn"):
        idf.load(text)


def test_the_shipped_table_is_what_the_script_makes(tmp_path: Path):
    make_idf.main(tmp_path / "idf.txt")
    assert (tmp_path / "idf.txt").read_text("utf-8") == idf.TABLE.read_text("utf-8")


def test_the_table_counts_small_words_as_standing_everywhere_but_never_ours():
    lines = ["因为 5000 c", "进行 5000 v", "侵权 5000 v", "陶瓷 5000 n", "窑变 100 n", "我 90000000 r"]
    table = make_idf.table(lines, frozenset(["侵权"]))
    assert table.weight("因为") == table.weight("进行") == 0.0
    assert table.weight("陶瓷") == table.weight("侵权") > 0
    assert "窑变" not in table.counts
    assert "我" not in table.counts
