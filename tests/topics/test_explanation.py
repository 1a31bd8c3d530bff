"""What a reader is told of a match, and of a miss."""

import pytest

from model.article import Author
from tests.topics.making import article
from topics.matcher import Matcher
from topics.parser import parse
from topics.text import View
from topics.whynot import why_not
from topics.words import cut

ARTICLE = article(
    "建设知识产权强国",
    "各地推进专利转化，专利数量增长。",
    "教育培训抓得紧，干部选拔任用严。",
    "以党建引领业务发展的深度融合，产品和服务更好。",
    kicker="新征程",
    credit="人民日报",
    authors=(Author("方敏"),),
    page_no="A01",
    page_name="要闻",
    prominence=0.8,
    kind="article",
)

TOLD = [
    ("知识产权强国", "标题含“知识产权强国”"),
    ("知识产权强国 NEAR/12(党建, 融合)", "标题含“知识产权强国”; 正文第 3 段“党建”与“融合”相距 9 字"),
    ("专利", "正文第 1 段含“专利”（共 2 处）"),
    ("知识 强国", "标题含“知识”、“强国”"),
    ("專利 -广告", "正文第 1 段含“专利”（共 2 处）"),
    ("专利>=2", "全文“专利”出现 2 次"),
    ("(专利 OR 干部)>=3", "全文“专利”、“干部”出现 3 次"),
    ("句(干部, 教育)", "正文第 2 段同一句含“干部”、“教育”"),
    ("段(党建, 产品)", "正文第 3 段同一段含“党建”、“产品”"),
    ("教育*干部", "正文第 2 段含“教育培训抓得紧，干部”"),
    ("/.利转化/", "正文第 1 段含“专利转化”"),
    ("ONEAR/20(教育, 干部, 任用)", "正文第 2 段“教育”、“干部”、“任用”先后相距共 8 字"),
    ("kicker:新征程 credit:人民 author:方敏", "肩题含“新征程”; 来源含“人民”; 作者含“方敏”"),
    ("版:头版", "在第 A01 版"),
    ("版:要闻", "在“要闻”版"),
    ("kind:article 专利转化", "类型是文章; 正文第 1 段含“专利转化”"),
    ("topic:党建", "属于主题“党建”"),
    ("length>=10", "正文 55 字"),
    ("prominence>=0.7", "重要度 0.8"),
]


@pytest.mark.parametrize(("rule", "line"), TOLD, ids=[rule for rule, _ in TOLD])
def test_a_match_is_explained_in_one_line(rule, line):
    hits = Matcher.of({1: parse(rule)}).match(ARTICLE, ["党建"])
    assert hits[0].explanation == line


def test_an_explanation_stays_short_where_a_rule_is_long():
    words = [f"{a}{b}" for a in "甲乙丙丁" for b in "子丑寅卯"]
    one = article("".join(words[:4]), *words)
    line = Matcher.of({1: parse(" ".join(words))}).match(one)[0].explanation
    assert len(line) < 160


MISSED = [
    ("知识产权大国", [("知识产权大国", "没有“知识产权大国”，最接近的是标题的“知识产权”")]),
    ("量子计算", [("量子计算", "没有“量子计算”")]),
    ("专利 商标", [("商标", "没有“商标”")]),
    ("版权 OR 商标", [("版权 OR 商标", "2 个词一个也没有")]),
    ("版权 OR 著作 专利", [("版权", "没有“版权”"), ("著作", "没有“著作”")]),
    ("NEAR/5(党建, 融合)", [("NEAR/5(党建, 融合)", "最近处相距 9 字，要求不超过 5 字")]),
    ("ONEAR/20(干部, 教育)", [("ONEAR/20(干部, 教育)", "几个词离得够近，但次序不对")]),
    ("ONEAR/3(干部, 教育)", [("ONEAR/3(干部, 教育)", "几个词都有，但不在同一处（标题、正文分开算），或次序不对")]),
    ("NEAR/20(强国, 党建)", [("NEAR/20(强国, 党建)", "几个词都有，但不在同一处（标题、正文分开算），或次序不对")]),
    ("NEAR/20(党建, 广告)", [("NEAR/20(党建, 广告)", "没有“广告”")]),
    ("NEAR/20(党建, /广告/)", [("NEAR/20(党建, /广告/)", "没有“/广告/”")]),
    ("句(专利, 干部)", [("句(专利, 干部)", "几个部分都有，但不在同一句")]),
    ("段(专利, 广告)", [("段(专利, 广告)", "没有“广告”")]),
    ("专利>=3", [("专利>=3", "出现 2 次，要求至少 3 次")]),
    ("专利转化*干部", [("专利转化*干部", "几段文字都有，但不在同一句里，或中间超过 8 个字")]),
    ("专利*广告", [("专利*广告", "没有“广告”")]),
    ("词:和服", [("词:和服", "有“和服”这几个字，但不成词")]),
    ("词:广告", [("词:广告", "没有“广告”")]),
    ("党建 -融合", [("-融合", "被排除：正文第 3 段含“融合”")]),
    ("党建 -(广告 OR -商标)", [("-(广告 OR -商标)", "被排除：广告 OR -商标")]),
    ("/第.批/", [("/第.批/", "没有“/第.批/”")]),
    ("title:党建", [("title:党建", "没有“党建”（别处有：正文第 3 段含“党建”）")]),
    ("subtitle:党建", [("subtitle:党建", "没有“党建”（别处有：正文第 3 段含“党建”）")]),
    ("author:李雷", [("author:李雷", "没有“李雷”")]),
    ("page:3", [("page:3", "这篇文章的是“A01”")]),
    ("kind:notice", [("kind:notice", "这篇文章的是“文章”")]),
    ("topic:法治", [("topic:法治", "这篇文章的是“党建”")]),
    ("length>=500", [("length>=500", "这篇文章的是“55”")]),
    ("prominence>=0.9", [("prominence>=0.9", "这篇文章的是“0.8”")]),
    ("专利", []),
]


@pytest.mark.parametrize(("rule", "expected"), MISSED, ids=[rule for rule, _ in MISSED])
def test_a_miss_says_which_part_failed_and_how_near_it_came(rule, expected):
    failures = why_not(parse(rule), View(ARTICLE, cut, ["党建"]))
    assert [(failure.part, failure.reason) for failure in failures] == expected


def test_a_miss_says_that_a_field_is_not_printed():
    bare = View(article("专利"), cut)
    for rule in ("page:3", "prominence>=0.9", "topic:法治"):
        assert [failure.reason for failure in why_not(parse(rule), bare)] == ["这篇文章没有印这一项"]


def test_near_in_different_order_names_the_order():
    one = View(article("干部教育"), cut)
    assert why_not(parse("ONEAR/2(教育, 干部)"), one)[0].reason == "几个词离得够近，但次序不对"
