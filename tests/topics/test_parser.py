"""Reading rules: what each mistake is told as, where, and with what remedy."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import RuleError
from tests.topics.making import generator, random_rule
from topics import lexer
from topics.parser import MAX_LENGTH, parse
from topics.printer import canonical
from topics.rule import And, Not, Or, Rule, Term
from topics.simple import simple

MISTAKES = [
    ("", 0, "空", "知识产权"),
    ("   ", 0, "空", ""),
    ("(专利 OR 商标", 9, "右括号", "少一个右括号"),
    ("（专利 OR 商标", 9, "右括号", "少一个右括号"),
    ("title:(党建", 9, "右括号", "少一个右括号"),
    ("(专利, 商标)", 3, "逗号", "空格"),
    ("专利)", 2, "右括号", "多了一个右括号"),
    ("专利 ） 商标", 3, "右括号", "多了一个右括号"),
    ("NEAR/x(干部, 选拔)", 5, "数字", "NEAR/12"),
    ("NEAR(干部, 选拔)", 4, "数字", "NEAR 需要数字，如 NEAR/12"),
    ("干部 ONEAR/ 选拔", 9, "数字", "ONEAR/12"),
    ("NEAR/501(干部, 选拔)", 5, "500", "500"),
    ("NEAR/99999999999999999999(干部, 选拔)", 5, "500", "500"),
    ("NEAR/5(干部)", 0, "两个", "NEAR/12(干部, 选拔)"),
    ("NEAR/5 干部", 0, "两个", "NEAR/12"),
    ("NEAR/5(干部, 选拔 任用)", 11, "NEAR", "外面"),
    ("-干部 NEAR/5 选拔", 0, "NEAR", "外面"),
    ("NEAR/5(甲乙, 乙丙, 丙丁, 丁戊, 戊己, 己庚, 庚辛)", 31, "最多 6 个", "分成"),
    ("甲乙 NEAR/3 丙丁 NEAR/4 戊己", 13, "相同", "NEAR/12"),
    ("-广告", 0, "排除", "专利 -广告"),
    ("NOT 广告 -招聘", 0, "排除", "专利 -广告"),
    ("专利 OR -广告", 6, "排除", "专利 -广告"),
    ("-(专利 商标)", 0, "排除", ""),
    ("title:(-广告)", 7, "排除", ""),
    ("句(-专利, -商标)", 0, "要找的词", "句(专利"),
    ("专", 0, "一个字", "引号"),
    ("专利 党", 3, "一个字", "引号"),
    ("词:党", 2, "一个字", "引号"),
    ("专利 词:/第.批/", 5, "一个词", "词:和服"),
    ("句(党, 建设)", 2, "一个字", ""),
    ("专利 OR", 5, "断了", "补上"),
    ("OR 专利", 0, "OR", "引号"),
    ("专利 AND OR 商标", 7, "OR", ""),
    ("()", 1, "右括号", ""),
    ('"专利', 0, "引号", "少一个后引号"),
    ("“专利", 0, "引号", "少一个后引号"),
    ('"专利\\"', 0, "引号", "少一个后引号"),
    ('专利 ""', 3, "没有字", ""),
    ('专利 " "', 3, "没有字", ""),
    ("/第.批", 0, "没有结束", "/"),
    ("/(第/", 0, "读不懂", "RE2"),
    ("/(?=第)批/", 0, "读不懂", "RE2"),
    ("/a*/", 0, "空文字", ""),
    ("专利，商标", 2, "逗号", "OR"),
    (",专利", 0, "逗号", ""),
    ("foo:bar", 0, "foo", "title:"),
    ("10:30", 0, "10", "引号"),
    (":专利", 0, ":", ""),
    ("title:", 6, "title", "title:党建"),
    ("title:-广告", 6, "title", "-title:广告"),
    ("title:(body:党建)", 7, "body", "最外面"),
    ("句(title:专利, 转化)", 2, "title", "title:句"),
    ("topic:(title:党建)", 7, "title", ""),
    ("topic:/党/", 6, "名称", "topic:党建"),
    ("topic:NEAR/3(党建, 法治)", 6, "名称", "topic:党建"),
    ("title:length>=5", 6, "length", ""),
    ("词:(专利)", 2, "一个词", "词:和服"),
    ("*专利", 0, "两边", "引号"),
    ("专利*", 2, "两边", "引号"),
    ("kind:报道", 5, "报道", "notice"),
    ("page:A04..A01", 5, "A04..A01", "A01..A04"),
    ("page:A01..B04", 5, "A01..B04", ""),
    ("length:很长", 7, "数字", "length>=500"),
    ("length>=1.5", 6, "数字", "length>=500"),
    ("prominence>=7", 10, "数字", "0.7"),
    ("prominence:0.7", 11, "数字", ""),
    ("专利>=0", 2, "至少几次", "知识产权>=3"),
    ("专利>=2000", 2, "至少几次", ""),
    ("专利>=很多", 2, "至少几次", ""),
    ("专利<3", 2, "至少几次", ""),
    ("(专利 商标)>=3", 0, "次数", "OR"),
    ("专利>=2>=3", 0, "次数", ""),
    (">=3", 0, "次数", ""),
    ("=>3", 0, "至少几次", ""),
    ("since:7d 专利", 0, "搜索", "去掉"),
    ("专利 until:2026-11-21", 3, "搜索", "去掉"),
]


@pytest.mark.parametrize(("rule", "position", "message", "hint"), MISTAKES, ids=[m[0] or "empty" for m in MISTAKES])
def test_a_mistake_is_told_with_place_and_remedy(rule, position, message, hint):
    with pytest.raises(RuleError) as caught:
        parse(rule)
    assert caught.value.position == position
    assert message in str(caught.value)
    assert caught.value.hint
    assert hint in caught.value.hint


def test_a_rule_has_at_most_4096_characters():
    assert parse("专利" * 2048)
    with pytest.raises(RuleError, match="5000") as caught:
        parse("专" * 5000)
    assert caught.value.position == MAX_LENGTH


def test_a_rule_has_at_most_512_terms():
    assert parse(" OR ".join(["专利"] * 512))
    for terms in (["专利"] * 513, ['"专利"'] * 513, ["专利"] * 511 + ["专利*商标"], ["专利"] * 512 + ["词:专利"]):
        with pytest.raises(RuleError, match="512"):
            parse(" ".join(terms))


def test_brackets_go_32_deep():
    assert parse("(" * 32 + "专利" + ")" * 32) == parse("专利")
    with pytest.raises(RuleError) as caught:
        parse("(" * 33 + "专利" + ")" * 33)
    assert caught.value.position == 32
    assert "32" in str(caught.value)


def test_what_canonical_brackets_would_make_too_deep_is_refused():
    text = "专利"
    for _ in range(20):
        text = f"(专利 OR 商标 {text})"
    with pytest.raises(RuleError, match="32"):
        parse(text)


def test_many_negations_in_a_row_are_no_burden():
    assert parse("-" * 3000 + "专利") == Rule(Term("专利"))
    assert parse("商标 " + "-" * 3001 + "专利").root.parts[1] == Not(Term("专利"))


def test_and_binds_tighter_than_or_and_not_tightest():
    assert parse("甲乙 OR 丙丁 -戊己").root == Or((Term("甲乙"), And((Term("丙丁"), Not(Term("戊己"))))))


def test_brackets_that_change_nothing_are_dropped():
    assert parse("((甲乙 OR 丙丁) OR 戊己)") == parse("甲乙 OR 丙丁 OR 戊己")
    assert parse("(甲乙 (丙丁 戊己)) --庚辛") == parse("甲乙 丙丁 戊己 庚辛")


def test_dates_bound_a_search_only_at_the_outside():
    rule = parse("since:7d (专利 OR 商标) until:2026-11-21", search=True)
    assert (rule.since, rule.until) == ("7d", "2026-11-21")
    assert canonical(rule) == "(专利 OR 商标) since:7d until:2026-11-21"
    for text, position in (
        ("(专利 since:7d)", 4),
        ("since:7d since:8d 专利", 9),
        ("专利 since:昨天", 9),
        ("专利 since:", 9),
        ("since:7d", 8),
        ("专利 -广告) since:7d", 6),
    ):
        with pytest.raises(RuleError) as caught:
            parse(text, search=True)
        assert caught.value.position == position


def test_dates_taken_out_do_not_shift_positions():
    with pytest.raises(RuleError) as caught:
        parse("since:7d 专利 (商标", search=True)
    assert caught.value.position == 15


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("(甲乙 OR 丙丁) -戊己", "（甲乙 或 丙丁）－戊己"),
        ('title:"甲乙 丙丁"', "标题：“甲乙 丙丁”"),
        ("NEAR/12(甲乙, 丙丁)", "ＮＥＡＲ／１２（甲乙，丙丁）"),
        ("甲乙>=3", "甲乙＞＝３"),
        ("甲乙>=3", "甲乙≥3"),
        ("甲乙*丙丁", "甲乙＊丙丁"),
        ("/甲./", "／甲.／"),
        ("甲乙 OR 丙丁", "甲乙｜丙丁"),
        ("甲乙 -丙丁", "甲乙 ！丙丁"),
        ("句(甲乙, 丙丁)", "SENT(甲乙，丙丁)"),
        ("甲乙 AND 丙丁", "甲乙　丙丁"),
        ("甲乙", "『甲乙』"),
        ("甲乙", "“甲乙“"),
    ],
)
def test_full_width_signs_mean_what_half_width_ones_mean(typed, same):
    assert parse(typed) == parse(same)


def test_the_short_way_reads_simple_rules_as_the_careful_way_does():
    rng = generator(7)
    words = ("甲乙", "丙丁", "OR", "-", "(", ")", "AND", "戊己庚")
    for _ in range(3000):
        text = " ".join(rng.choices(words, k=rng.randint(1, 9)))
        assert outcome(text) == outcome(text.replace("甲乙", '"甲乙"').replace("丙丁", '"丙丁"'))


def outcome(text):
    try:
        return parse(text)
    except RuleError as error:
        return str(error)


@given(st.text(max_size=40) | st.text('甲乙()（）"“” OR-/*>=3:，,title词NEAR.', max_size=30))
def test_any_text_is_a_rule_or_a_rule_error(text):
    rule, error = read(text)
    if rule:
        assert parse(canonical(rule), search=True) == rule
    else:
        assert 0 <= error.position <= len(text)
        assert str(error)
        assert error.hint


PIECES = [
    *(
        "专利",
        "商标",
        "专",
        "(",
        ")",
        "（",
        "）",
        " ",
        "　",
        "\n",
        " OR ",
        " NOT ",
        "-",
        "|",
        "或",
        "非",
        ",",
        "，",
        "*",
    ),
    *('"', "“", "”", "「", "」", "NEAR/3", "ONEAR/12", "NEAR", "句(", "PARA(", ">=", "3", "<", "/", "第.批", "[", "\\"),
    *(
        "title:",
        "标题:",
        "词:",
        "page:",
        "A01",
        "..",
        "length",
        "kind:",
        "topic:",
        "：",
        "since:",
        "7d",
        "{9}",
        "+",
        "😀",
    ),
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).flatmap(lambda few: st.lists(st.sampled_from(few))))
def test_any_pieces_of_the_language_in_any_order_are_a_rule_or_a_rule_error(pieces):
    text = "".join(pieces)
    rule, error = read(text)
    assert (error is None and parse(canonical(rule), search=True) == rule) or 0 <= error.position <= len(text)


@pytest.mark.parametrize("seed", range(20))
def test_five_thousand_characters_of_the_language_are_read_or_refused_at_once(seed):
    rng = generator(seed)
    few = rng.sample(PIECES, rng.randint(1, 8))
    text = "".join(rng.choices(few, k=5000))[: rng.choice((4096, 5000))]
    begun = time.process_time()
    rule, error = read(text)
    assert time.process_time() - begun < 1
    assert (rule is None) != (error is None)


@given(
    st.lists(
        st.sampled_from(
            ["甲乙", "丙丁戊", "AB", "a1", "(", ")", "|", " ", " ", "-", " OR ", "或", "非", "SENT", "NEAR"]
        )
    )
)
def test_the_easy_way_to_tokens_gives_the_tokens_of_the_careful_way(pieces):
    text = "".join(pieces)
    easy = lexer.easy_tokens(text)
    if easy and simple(*easy):
        assert easy == lexer.tokens(text)


def read(text):
    try:
        return parse(text, search=True), None
    except RuleError as error:
        return None, error


def test_what_is_written_of_any_rule_reads_back_as_that_rule():
    rng = generator(3)
    for _ in range(2000):
        rule = random_rule(rng)
        read = parse(canonical(rule))
        assert parse(canonical(read)) == read


@given(st.text(min_size=1, max_size=12))
def test_any_phrase_reads_back_as_that_phrase(text):
    typed = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    rule, error = read(typed)
    if rule:
        assert rule.root == Term(lexer.tidy(text))
        assert parse(canonical(rule)) == rule
    else:
        assert "没有字" in str(error)
