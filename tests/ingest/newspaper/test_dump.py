"""Text dumps of newspaper pages: hard wraps undone, headlines found before or after their text."""

import json
import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.newspaper import PageFacts, looks_like_newspaper, read_text
from ingest.newspaper.dump_lines import mark_of, unkerned
from model.errors import ParseError

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LEAD = "开春以来，石桥镇的合作社陆续搭起了育秧大棚。大棚里温度计、喷淋管一应俱全，秧苗的长势比往年好得多。"
MORE = "镇里请来技术员，每周下田三次，手把手教大家调水调肥。技术员说，秧苗不怕冷，怕的是一会儿冷一会儿热。"
LAST = "到了秋天，合作社算了一笔账：每亩地多收两成，除去成本，净赚的钱够再买一台插秧机。大家商量着明年扩大规模。"
OTHER = "河湾村的老支书今年七十二岁，每天清早第一个到渠边看水位。他说，渠修好了，水就听话了，地里的人心也就安了。"
WEB = """首页 > 新闻
石桥镇搭起育秧大棚
2026-11-20 08:30 来源：山河网 作者：方亦敏 分享
开春以来，石桥镇的合作社陆续搭起了育秧大棚。大棚里温度计、喷淋管一应俱全，秧苗的长势比往年好得多。
责任编辑：苏禾
版权所有 www.paper.example ICP备0000号"""


def wrapped(text, chars=18):
    """A paragraph as a column prints it, its indent lost."""
    return [text[: chars - 2], *(text[i : i + chars] for i in range(chars - 2, len(text), chars))]


def squeeze(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def test_hard_wraps_are_undone_and_a_title_after_its_text_is_found():
    rows = [*wrapped(LEAD), "", *wrapped(MORE)[:3], "", *wrapped(MORE)[3:], "", *wrapped(LAST)]
    rows += ["", "石桥镇育秧大棚里算出的一笔增收明白账", "合作社除去成本净赚的钱够再买一台插秧机"]
    (article,) = read_text("\n".join(rows), url=None, now=NOW)
    assert article.paragraphs == (LEAD, MORE, LAST)
    assert article.title == "石桥镇育秧大棚里算出的一笔增收明白账"
    assert article.extraction.method == "text-dump"
    assert article.extraction.confidence < 0.6


def test_paragraphs_are_found_where_every_line_is_followed_by_an_empty_one():
    rows = ["育秧大棚搭起来", "□ 方亦敏", *wrapped(LEAD, 13), *wrapped(MORE, 13), "一、请来技术员", *wrapped(LAST, 13)]
    (article,) = read_text("\n\n".join(rows), url=None, now=NOW)
    assert article.title == "育秧大棚搭起来"
    assert article.paragraphs == (LEAD, MORE, "一、请来技术员", LAST)
    assert article.bylines == ("方亦敏",)


def test_whole_paragraphs_cut_by_the_end_of_a_column_are_joined():
    rows = ["视点", "育秧大棚搭起来", "□方亦敏", LEAD, MORE[:30], MORE[30:], "", "一个小标题", LAST]
    (article,) = read_text("\n\n".join(rows), url=None, now=NOW)
    assert article.section == "视点"
    assert article.paragraphs == (LEAD, MORE, "一个小标题", LAST)


def test_a_headline_far_from_its_text_is_matched_by_its_words():
    rows = ["河湾村老支书每天清早到渠边看水位", "□ 苏禾", "", "育秧大棚里的一笔账", "", "□ 方亦敏"]
    rows += [*wrapped(LEAD, 13), *wrapped(MORE, 13), *wrapped(LAST, 13), "（作者单位：石桥镇", "农技站）"]
    rows += [*wrapped(OTHER, 26), *wrapped(LEAD, 26)]
    first, second = read_text("\n\n".join(rows), url=None, now=NOW)
    assert (first.title, second.title) == ("育秧大棚里的一笔账", "河湾村老支书每天清早到渠边看水位")
    assert "（作者单位：石桥镇农技站）" in first.bylines
    assert second.extraction.confidence < first.extraction.confidence or second.extraction.fields


def test_a_column_of_another_width_begins_another_text():
    rows = [*wrapped(LEAD + MORE, 12), *wrapped(LAST, 12), *wrapped(OTHER + LAST, 24), *wrapped(MORE + LEAD, 24)]
    rows += wrapped(LAST + OTHER, 24)
    titles = [article.title for article in read_text("\n".join(rows), url=None, now=NOW)]
    assert titles == [None, None]


def test_photos_continuations_and_notices_are_told_apart():
    rows = ["阵地", "石桥镇里稻谷香", LEAD, "方亦敏 摄", MORE, "苏禾 摄"]
    rows += ["关于修渠的意见", "（上接1版）", LAST]
    rows += ["（作者单位：石桥镇农技站）", "受委托，我公司定于本月二十日公开拍卖下列标的，咨询电话0472-5550101。"]
    kinds = {article.kind: article for article in read_text("\n\n".join(rows), url=None, now=NOW)}
    assert set(kinds) == {"photo", "continuation", "notice"}
    assert [image.credit for image in kinds["photo"].images] == ["方亦敏 摄", "苏禾 摄"]
    assert kinds["continuation"].continued_from == "（上接1版）"
    assert kinds["notice"].title is None


def test_a_sentence_that_stands_in_two_articles_lowers_confidence():
    rows = ["育秧大棚搭起来", "□方亦敏", LEAD, "河湾村修好了渠", "□苏禾", OTHER + LEAD]
    articles = read_text("\n\n".join(rows), url=None, now=NOW)
    assert all("another article" in article.extraction.fields["paragraphs"] for article in articles)


def test_what_the_site_says_of_the_page_is_kept():
    facts = PageFacts(page_no="07", issue_date="2026-11-20")
    article = read_text(f"育秧大棚搭起来\n\n□方亦敏\n\n{LEAD}", url="http://paper.example/7", now=NOW, facts=facts)[0]
    assert (article.page_no, article.issue_date, article.url) == ("07", "2026-11-20", "http://paper.example/7")


def test_an_empty_dump_is_refused():
    with pytest.raises(ParseError, match="hold no article"):
        read_text("  \n\n 版 \n", url="x.txt", now=NOW)


def test_a_newspaper_page_is_told_from_a_web_page():
    assert looks_like_newspaper("\n".join(wrapped(LEAD) + wrapped(MORE) + wrapped(LAST)))
    assert looks_like_newspaper(
        "\n\n".join(["视点", "育秧大棚", "□方亦敏", LEAD, "知行", "修渠", "◎苏禾", MORE, "□陶然", LAST])
    )
    assert not looks_like_newspaper(WEB)
    assert not looks_like_newspaper("")


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("□ 刘 莹", "byline"),
        ("本报记者 方亦敏", "byline"),
        ("记者在太原看到，街上的人多了起来。", "text"),
        ("（上接A1版）", "continued"),
        ("（作者单位：石桥镇（筹）农技站）", "affiliation"),
        ("方亦敏 摄", "credit"),
        ("观潮", "label"),
    ],
)
def test_lines_are_known_by_their_words(line, mark):
    assert mark_of(line) == mark


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("堡 垒 作 用 和 党 员 的 先 锋", "堡垒作用和党员的先锋"),
        ("党建 APP、微信公众号", "党建 APP、微信公众号"),
        ("定于 2025年 4月 17日", "定于2025年4月17日"),
        ("1-15号标的", "1-15号标的"),
        ("联建共建 定心丸", "联建共建 定心丸"),
    ],
)
def test_kerning_is_undone_and_real_spaces_stay(line, clean):
    assert unkerned(line) == clean


@given(st.text("春夏秋冬。，□（） \n一1A", max_size=400))
def test_no_dump_is_too_odd_to_be_read(text):
    looks_like_newspaper(text)
    try:
        articles = read_text(text, url=None, now=NOW)
    except ParseError:
        return
    assert all(article.extraction.confidence <= 0.5 for article in articles)


@pytest.mark.shared
def test_all_articles_of_the_seed_pages_are_right(shared):
    gold = json.loads((shared / "seeds" / "gold.json").read_text(encoding="utf-8"))
    read = {}
    for item in gold["items"]:
        if item["kind"] != "article" or not item["seed"].startswith(("000", "003", "004")):
            continue
        path = shared / "seeds" / item["seed"]
        text = path.read_text(encoding="utf-8")
        assert looks_like_newspaper(text)
        articles = read.setdefault(path, read_text(text, url=None, now=NOW))
        body = squeeze((shared / "seeds" / "text" / item["text_file"].rpartition("/")[2]).read_text(encoding="utf-8"))
        match = next(article for article in articles if squeeze("".join(article.paragraphs)) == body)
        assert squeeze(match.title) in {squeeze(item["title"]), squeeze(item["subtitle"])}


@pytest.mark.shared
def test_the_web_pages_among_the_seeds_are_no_newspaper_pages(shared):
    for path in (shared / "seeds").glob("00[12]*.txt"):
        assert not looks_like_newspaper(path.read_text(encoding="utf-8"))
