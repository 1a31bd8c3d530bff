"""Topics are given for what an article is about, with evidence that points at the printed words."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.article import Article, Extraction
from model.errors import RuleError
from model.watching import Topic
from service.catalog.topics import load_topics
from topics.folding import fold
from topics.tagging import MOST_EVIDENCE, Tagger

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = load_topics(ROOT / "topics.yaml")
IP = Topic("知识产权", "知识产权 | 专利 | 商标", strong=("知识产权保护",), weak=("创新",), exclude=("专利药",))


def article(title: str | None, *paragraphs: str, **fields: str) -> Article:
    return Article("s", "https://example.org/1", "article", title, paragraphs, Extraction("test"), **fields)


def names(tagger: Tagger, *text: str, **fields: str) -> list[str]:
    return [tag.topic for tag in tagger.tag(article(*text, **fields))]


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    return Tagger(SHIPPED)


def test_a_term_in_the_title_and_the_lead_gives_the_topic():
    assert names(Tagger([IP]), "三件专利卖出好价钱", "专利转让合同昨天签字。") == ["知识产权"]


def test_a_term_in_passing_does_not():
    text = "天气很好。" * 60 + "他有一件专利。"
    assert names(Tagger([IP]), "公园里的一天", text) == []


def test_a_long_article_must_bring_more_than_a_short_one():
    lead = "专利许可签约，商标转让成交。"
    assert names(Tagger([IP]), None, lead) == ["知识产权"]
    assert names(Tagger([IP]), None, lead, "风和日丽。" * 400) == []


def test_weak_terms_support_a_topic_but_never_give_it():
    innovation = "创新" * 40
    assert names(Tagger([IP]), innovation, innovation) == []
    without = Tagger([IP]).tag(article("专利集市", "专利成交。"))[0]
    supported = Tagger([IP]).tag(article("专利集市", "专利成交。创新。"))[0]
    assert supported.score > without.score


def test_strong_terms_weigh_more_than_those_of_the_rule():
    strong = Tagger([IP]).tag(article("知识产权保护", "知识产权保护。"))[0]
    plain = Tagger([IP]).tag(article("知识产权转化", "知识产权转化。"))[0]
    assert strong.score == 2 * plain.score


def test_a_term_within_an_excluded_one_does_not_count():
    assert names(Tagger([IP]), "专利药降价", "专利药纳入目录，专利药便宜了。") == []


def test_a_term_beside_an_excluded_one_counts():
    assert names(Tagger([IP]), "专利药的专利", "专利药的专利到期，专利诉讼开始。") == ["知识产权"]


def test_a_term_within_a_longer_one_of_the_topic_counts_once():
    once = Tagger([Topic("t", "专利 | 专利诉讼")]).tag(article("专利诉讼", "专利诉讼开庭。"))[0]
    alone = Tagger([Topic("t", "专利诉讼")]).tag(article("专利诉讼", "专利诉讼开庭。"))[0]
    assert once.score == alone.score
    assert once.evidence == alone.evidence


def test_a_hit_that_cuts_a_word_in_two_is_none():
    local = Topic("地方", "本市", threshold=0.5)
    assert names(Tagger([local]), "资本市场回暖", "资本市场成交放大，日本市场跟涨。") == []
    assert names(Tagger([local]), "本市开通夜班公交", "本市的夜班公交今晚开通。") == ["地方"]


def test_latin_terms_are_met_only_as_whole_words():
    listing = Topic("上市", "IPO | A股", threshold=0.5)
    assert names(Tagger([listing]), "hippopotamus", "A hippo lives in the hippodrome.") == []
    assert names(Tagger([listing]), "IPO过会", "公司IPO过会，将登陆A股。") == ["上市"]


def test_traditional_characters_and_full_width_letters_are_the_same():
    assert names(Tagger([Topic("上市", "IPO | 股東", threshold=0.5)]), "ＩＰＯ提速", "股东大会通过。") == ["上市"]


def test_evidence_points_at_the_printed_words_title_first():
    page = article("專 利 許 可", "　　專利 的故事。\n", "甲方買下了商標。")
    tag = Tagger([IP]).tag(page)[0]
    texts = {"title": page.title, "body": page.body}
    assert [(spot.field, spot.text) for spot in tag.evidence] == [
        ("title", "專 利"),
        ("body", "專利"),
        ("body", "商標"),
    ]
    assert all(texts[spot.field][spot.start : spot.end] == spot.text for spot in tag.evidence)


def test_evidence_stops_where_nobody_would_read_on():
    tag = Tagger([IP]).tag(article("专利", "专利。" * 100))[0]
    assert len(tag.evidence) == MOST_EVIDENCE


def test_kicker_and_subtitle_count_like_the_lead():
    tag = Tagger([IP]).tag(article("一场集市", "人来人往。", kicker="专利转化", subtitle="商标与专利同台"))[0]
    assert [spot.field for spot in tag.evidence] == ["kicker", "subtitle", "subtitle"]


def test_a_child_brings_its_parents_with_its_own_evidence():
    topics = [Topic("甲", "党建"), Topic("乙", "机关党建", parent="甲"), Topic("丙", "支部品牌", parent="乙")]
    tags = Tagger(topics).tag(article("支部品牌出炉", "支部品牌评选，支部品牌授牌。"))
    assert [tag.topic for tag in tags] == ["丙", "乙", "甲"]
    assert len({tag.evidence for tag in tags}) == 1


def test_a_topic_met_in_passing_gives_way_to_what_the_article_is_about():
    topics = [IP, Topic("天气", "下雨", threshold=0.5)]
    tags = names(Tagger(topics), "知识产权保护与商标", "知识产权保护、商标、专利，" * 12 + "下雨。下雨。")
    assert tags == ["知识产权"]


def test_two_terms_near_one_another_are_met_like_a_term():
    topic = Topic("机关党建", "机关党建 | (机关 NEAR/6 党支部)", threshold=0.5)
    tag = Tagger([topic]).tag(article("机关里的党支部", "市直机关六个党支部结对。"))[0]
    assert [spot.text for spot in tag.evidence] == ["机关里的党支部", "机关六个党支部"]
    assert names(Tagger([topic]), "机关食堂开放", "游客走进机关食堂。" + "好吃。" * 30 + "党支部。") == []


def test_a_near_is_met_in_either_order_and_an_ordered_one_in_its_own():
    near, ordered = Topic("n", "机关 NEAR/6 支部", threshold=0.1), Topic("o", "机关 ONEAR/6 支部", threshold=0.1)
    assert names(Tagger([near, ordered]), "支部在机关") == ["n"]
    assert sorted(names(Tagger([near, ordered]), "机关的支部")) == ["n", "o"]


def test_the_nearest_of_two_is_shown_and_one_too_far_away_is_not_met():
    near = Topic("n", "机关 NEAR/6 支部", threshold=0.1)
    tag = Tagger([near]).tag(article("支部好，机关的支部；机关在远远远远远远的地方，支部"))[0]
    assert [spot.text for spot in tag.evidence] == ["机关的支部"]
    assert names(Tagger([near]), "机关在远远远远远远的地方，支部") == []


def test_a_long_text_full_of_both_terms_takes_no_long_time():
    near = Topic("n", "机关 NEAR/6 支部", threshold=0.1)
    assert names(Tagger([near]), "机关支部", "机关和支部，" * 50_000) == ["n"]


def test_a_near_is_met_across_lines_and_shown_as_printed():
    tag = Tagger([Topic("n", "机关 NEAR/6 支部", threshold=0.1)]).tag(article("机关支部", "走进机　关", "支部结对。"))[
        0
    ]
    assert [spot.text for spot in tag.evidence] == ["机关支部", "机　关\n支部"]


def test_one_mention_outside_the_title_is_no_topic():
    topic = Topic("机关", "机关工委 | 市直机关", threshold=0.1)
    assert names(Tagger([topic]), "招聘会开幕", "市直机关工委送来岗位。") == []
    assert names(Tagger([topic]), "招聘会开幕", "市直机关送来岗位，机关工委送来雨伞。") == ["机关"]
    assert names(Tagger([topic]), "机关工委开放日", "欢迎参观。") == ["机关"]


def test_alternatives_that_are_more_than_that_are_asked_of_the_matcher():
    topic = Topic("机关", "机关党建 | 句(机关, 党支部) | title:支部", threshold=0.5)
    tag = Tagger([topic]).tag(article("支部开放日", "机关六个党支部结对。"))[0]
    assert [(spot.field, spot.text) for spot in tag.evidence] == [
        ("body", "机关"),
        ("body", "党支部"),
        ("title", "支部"),
    ]
    assert names(Tagger([topic]), "机关开放日", "机关食堂开放。党支部结对。") == []


def test_a_term_that_rules_a_topic_out_does():
    topic = Topic("地方", "(县长 | 市长) -被告人", threshold=0.5)
    assert names(Tagger([topic]), "县长接访", "县长接待来访群众。") == ["地方"]
    assert names(Tagger([topic]), "县长受审", "被告人曾任县长。") == []


def test_a_rule_that_is_no_row_of_alternatives_must_hold_as_a_whole():
    topic = Topic("商标", "商标 (侵权 OR 假冒)", threshold=0.5)
    assert names(Tagger([topic]), "商标侵权案宣判", "法院判令赔偿。") == ["商标"]
    assert names(Tagger([topic]), "商标评选揭晓", "十个商标获奖。") == []


@pytest.mark.parametrize(
    "signature",
    [
        "（作者单位：国家知识产权局专利局）",
        "来源：专利商标报",
        "责编：专利君",
        "国家知识产权局商标局",
    ],
)
def test_a_signature_line_says_nothing_of_the_topic(signature: str):
    assert names(Tagger([IP]), "河边散步", "春天到了。", "柳树绿了。", signature) == []
    assert names(Tagger([Topic("n", "局 NEAR/4 专利")]), "河边散步", "春天到了。", "柳树绿了。", signature) == []


def test_a_matcher_hit_in_a_signature_is_no_hit():
    topic = Topic("机关", "知识产权局 NEAR/6 专利", threshold=0.1)
    assert names(Tagger([topic]), "河边散步", "春天到了。", "（作者单位：知识产权局专利处）") == []
    assert names(Tagger([topic]), "河边散步", "知识产权局的专利处搬家了，知识产权局专利处说。") == ["机关"]
    fields = Topic("作者", "body:知识产权局", threshold=0.1)
    assert names(Tagger([fields]), "河边散步", "春天到了。", "（作者单位：知识产权局专利处）") == []


def test_an_article_without_text_has_no_topics(shipped: Tagger):
    assert shipped.tag(article(None)) == ()
    assert Tagger([]).tag(article("专利", "专利")) == ()


def test_a_rule_that_cannot_be_read_is_told_at_once():
    with pytest.raises(RuleError):
        Tagger([Topic("t", "(专利")])


def test_threads_may_tag_at_the_same_time(shipped: Tagger):
    page = article("知识产权局长会议召开", "知识产权保护和专利转化运用是重点。" * 5)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: shipped.tag(page), range(40)))
    assert len(set(found)) == 1


VOCABULARY = [
    "专利",
    "专利药",
    "知识产权保护",
    "商标",
    "创新",
    "資 本",
    "，",
    "。",
    "\n",
    " ",
    "x",
    "ﬁ",
    "１",
    "來源：",
    "（記者 專利）",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=60), st.lists(st.sampled_from(VOCABULARY), max_size=6))
def test_evidence_is_always_what_is_printed(body: list[str], title: list[str]):
    page = article("".join(title).replace("\n", " "), *"".join(body).split("\n"))
    texts = {"title": page.title, "body": page.body}
    for tag in Tagger([IP]).tag(page):
        assert tag.evidence
        assert all(texts[spot.field][spot.start : spot.end] == spot.text for spot in tag.evidence)
        assert all(fold(spot.text) in ("专利", "商标", "知识产权保护") for spot in tag.evidence)
