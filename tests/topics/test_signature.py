"""Lines that sign an article are blanked, everything else stays where it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics.signature import blanked

SIGNED = [
    "来源：中国知识产权报",
    "（责编：张三、李四）",
    "责任编辑：王五",
    "作者：赵六 单位：专利审查协作中心",
    "（作者系某大学知识产权学院教授）",
    "【来源：某日报】",
    "原标题：专利转化按下快进键",
    "转自：某网",
    "图片来源：专利局",
    "编辑 | 小满",
]
TOLD = [
    "来源于专利许可的收入增长三成。",
    "作者把专利写进了小说。",
    "编辑部里，专利审查员正在讲课。",
    "水的来源是雪山。",
    "自己的专利自己用。",
    "专利（发明、实用新型、外观设计）各有规则。",
]


@pytest.mark.parametrize("line", SIGNED)
def test_a_signature_is_blanked(line: str):
    assert not blanked(["第一段。", line, "第二段。"]).split("\n", 1)[1].removesuffix("第二段。").strip()


@pytest.mark.parametrize("line", TOLD)
def test_a_sentence_that_begins_like_a_signature_stays(line: str):
    assert blanked(["第一段。", line, "第二段。"]) == f"第一段。\n{line}\n第二段。"


def test_a_bracket_that_signs_is_blanked_inside_a_paragraph():
    text = "专利奖昨天颁发。（本报记者 专利明）"
    assert blanked([text]) == "专利奖昨天颁发。" + "\n" * len("（本报记者 专利明）")


def test_a_long_line_after_a_label_is_told_and_not_signed():
    line = "来源：" + "专利收入的来源有许可、转让和质押，" * 8
    assert blanked([line, "完。"]) == f"{line}\n完。"


def test_the_name_that_closes_a_notice_is_blanked():
    assert blanked(["公告如下。", "正文。", "国家知识产权局"]).endswith("正文。\n" + "\n" * 7)


def test_a_last_sentence_or_the_last_line_of_a_short_text_stays():
    assert blanked(["公告如下。", "正文。", "专利有效。"]).endswith("专利有效。")
    assert blanked(["公告如下。", "国家知识产权局"]).endswith("国家知识产权局")
    assert blanked([]) == ""


@given(st.lists(st.sampled_from([*SIGNED, *TOLD, "", "（", "）", "专利：", "自："]), max_size=8))
def test_nothing_moves(paragraphs: list[str]):
    text = "\n".join(paragraphs)
    found = blanked(paragraphs)
    assert len(found) == len(text)
    assert all(a in (b, "\n") for a, b in zip(found, text, strict=True))
