"""Folding and the way back to the printed text."""

import unicodedata
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics import make_tables
from topics.folded import Folded
from topics.folding import fold

TRADITIONAL = "國家知識產權局發佈後，臺灣機關黨員們乾淨頭髮裏着著隆干后里"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("皇后", "皇后"),
        ("後來", "后来"),
        ("乾隆", "乾隆"),
        ("乾淨", "干净"),
        ("頭髮", "头发"),
        ("發展", "发展"),
        ("裏裡里", "里里里"),
        ("什么怎麼", "什么怎么"),
        ("抬頭擡頭", "抬头抬头"),
        ("着著", "着着"),
        ("ＡＢＣ１２３（）：，", "abc123():,"),
        ("㎡ ① ﬁ ㈱", "m2 1 fi (株)"),
        ("⾴碼", "页码"),
        ("……", "......"),
        ("İstanbul", "i̇stanbul"),
        ("ΟΔΟΣ ς", "οδοσ σ"),
        ("e\u0301te\u0301", "été"),
        ("\u1100\u1161\u11a8 한국", "각 한국"),
        ("党　建  工作", "党建工作"),
        ("5G 技术 in AI", "5g技术in ai"),
        ("hello \t  world ", "hello world"),
        ("知\u200b识\ufeff产权", "知识产权"),
        ("甲 \n 乙", "甲\n乙"),
        ("a \n b", "a\nb"),
        ("", ""),
        (" ", ""),
    ],
)
def test_texts_are_folded(printed, folded):
    assert fold(printed) == folded


def test_simplified_phrases_come_out_as_opencc_writes_them():
    converter = opencc.OpenCC("t2s")
    for word in (
        "乾隆年間",
        "乾乾淨淨",
        "老態龍鍾",
        "瞭解",
        "瞭望",
        "憑藉",
        "狼藉",
        "答覆",
        "覆蓋",
        "項鍊",
        "沈默",
        "計畫",
    ):
        assert fold(word) == converter.convert(word)


def test_rare_names_do_not_hide_ordinary_words():
    assert "限于" in fold("限於單位")
    assert "征调" in fold("徵調")


def test_the_shipped_table_is_what_the_script_makes():
    table = Path(make_tables.OUTPUT).read_text(encoding="utf-8")
    assert table == make_tables.make()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_folded_character_has_a_place_in_the_printed_text(printed):
    found = Folded(printed)
    spans = [found.span(i, i + 1) for i in range(len(found.text))]
    assert all(0 <= start < end <= len(printed) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text("党建知識產權國家ABＡ１　 \u200b。e\u0301", max_size=30))
def test_a_span_of_the_folded_text_folds_to_itself(printed):
    found = Folded(printed)
    for start in range(len(found.text)):
        first, last = found.span(start, start + 1)
        assert found.text[start].strip() in fold(printed[first:last])


@given(st.text(TRADITIONAL + " Aé①", max_size=30))
def test_folding_twice_changes_nothing(printed):
    once = fold(printed)
    assert fold(once) == once


@given(st.text(st.characters(exclude_categories=["Cs", "Mn", "Mc"], max_codepoint=0xFFFF), max_size=20))
def test_what_stands_in_a_text_stands_in_it_folded_whatever_the_case(text):
    upper = unicodedata.normalize("NFC", text)
    assert fold(upper.lower()).replace(" ", "") == fold(upper).replace(" ", "") or "İ" in upper


def test_evidence_of_traditional_text_points_at_the_printed_characters():
    printed = "　　國家　知識產權局 發佈……報告"
    found = Folded(printed)
    start = found.text.index("知识产权")
    assert printed[slice(*found.span(start, start + 4))] == "知識產權"
    start = found.text.index("...报")
    assert printed[slice(*found.span(start, start + 4))] == "…報"
