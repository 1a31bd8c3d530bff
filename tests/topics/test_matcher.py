"""Many rules, changing ones, slow ones."""

import gc
import threading
import time

import pytest

from model.errors import RuleError
from model.watching import Evidence
from tests.topics.making import article, generator, pairs, random_article, random_rule
from topics import automata
from topics.automata import Automata
from topics.load import load
from topics.matcher import SPARE, Matcher
from topics.parser import parse
from topics.patterns import literals
from topics.text import View

WORDS = [a + b + c for a in "甲乙丙丁戊己" for b in "子丑寅卯辰巳" for c in "天地玄黄宇宙"]


def keys(matcher, one):
    return [hit.key for hit in matcher.match(one)]


def test_hits_come_in_the_order_of_the_rules():
    rules = {
        name: parse(rule) for name, rule in (("b", "专利"), ("a", "商标 专利"), ("c", "版权"), ("d", "专利 OR 版权"))
    }
    assert keys(Matcher.of(rules), article("专利商标")) == ["b", "a", "d"]


def test_an_article_without_any_text_hits_nothing():
    matcher = Matcher.of({1: parse("专利"), 2: parse("kind:notice"), 3: parse("/专./")})
    assert keys(matcher, article(None)) == []
    assert keys(Matcher.of({}), article("专利")) == []


def test_a_rule_is_added_changed_and_removed_without_the_others():
    matcher = Matcher.of({1: parse("专利")})
    one = article("专利与商标和版权")
    matcher.put(2, parse("商标"))
    assert keys(matcher, one) == [1, 2]
    matcher.put(1, parse("title:(版权 OR 专利) 著作"))
    assert keys(matcher, one) == [2]
    matcher.put(1, parse("版权 OR 专利 著作"))
    assert keys(matcher, one) == [2, 1]
    matcher.remove(2)
    matcher.remove("unknown")
    assert keys(matcher, one) == [1]


def test_follow_takes_only_the_changes():
    matcher = Matcher.of({1: parse("专利"), 2: parse("商标"), 3: parse("版权")})
    kept = parse("专利")
    matcher.follow({1: kept, 3: parse("著作 -专利"), 4: parse("商标")})
    assert keys(matcher, article("专利 商标 版权 著作")) == [1, 4]
    assert keys(matcher, article("著作")) == [3]


def test_follow_starts_anew_where_most_rules_change():
    matcher = Matcher.of({1: parse("专利")})
    matcher.follow({number: parse(f"第{number}号") for number in range(50)})
    assert keys(matcher, article("专利第7号第17号")) == [7, 17]
    matcher.follow({})
    assert keys(matcher, article("专利第7号第17号")) == []


def test_rules_may_change_while_articles_are_matched():
    matcher = Matcher.of({"kept": parse("专利")})
    stop = threading.Event()
    seen = []

    def read():
        while not stop.is_set():
            seen.append("kept" in keys(matcher, article("专利第3号")))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(600):
        matcher.put(number % 7, parse(f"第{number % 13}号 OR 专利 第{number % 5}号"))
        matcher.remove(number % 3)
    stop.set()
    for reader in readers:
        reader.join()
    assert seen
    assert all(seen)


def test_rules_changed_at_random_match_like_rules_made_anew():
    rng = generator(11)
    rules = {number: random_rule(rng) for number in range(40)}
    matcher = Matcher.of(rules, cut=pairs)
    for _ in range(150):
        number = rng.randrange(60)
        if rng.random() < 0.3:
            rules.pop(number, None)
            matcher.remove(number)
        else:
            rules[number] = random_rule(rng)
            matcher.put(number, rules[number])
        one = random_article(rng)
        assert set(keys(matcher, one)) == set(keys(Matcher.of(rules, cut=pairs), one))


def test_numbers_of_rules_that_are_gone_do_not_pile_up():
    matcher = Matcher.of({1: parse("专利")})
    for number in range(3 * SPARE):
        matcher.put(2, parse(f"商标 第{number}号"))
    assert len(matcher._filed) < 2 * SPARE
    assert keys(matcher, article(f"商标第{3 * SPARE - 1}号 专利")) == [1, 2]


def test_new_literals_are_merged_in_the_background():
    literals = ["专利"]
    found = Automata(literals)
    literals += [f"第{number}号" for number in range(automata.SMALL + 5)]
    assert found.found("专利第7号") == {0, 8}
    found.join()
    literals.append("商标")
    assert found.found("专利第7号商标") == {0, 8, len(literals) - 1}
    assert len(found._parts) == 2
    assert found._parts[0][2] == automata.SMALL + 6


def test_an_automaton_without_literals_finds_nothing():
    literals = []
    found = Automata(literals)
    assert found.found("专利") == set()
    literals.append("专利")
    assert found.found("专利") == {0}


def test_rules_without_a_word_that_must_stand_in_the_text_are_named_as_slow():
    rules = {
        rule: parse(rule) for rule in ("/第.批/", "page:1", "专利 OR /第.批/", "专利 /第.批/", "length>=5", "专利")
    }
    matcher = Matcher.of(rules)
    assert matcher.slow == {"/第.批/", "page:1", "专利 OR /第.批/", "length>=5"}
    matcher.remove("page:1")
    assert matcher.slow == {"/第.批/", "专利 OR /第.批/", "length>=5"}
    assert set(keys(matcher, article("第三批专利"))) == matcher.slow - {"length>=5"} | {"专利", "专利 /第.批/"}


def test_only_rules_that_may_be_true_are_looked_at():
    rng = generator(5)
    rules = {n: parse(f"{rng.choice(WORDS)} ({rng.choice(WORDS)} OR {rng.choice(WORDS)})") for n in range(20_000)}
    matcher = Matcher.of(rules)
    one = article("".join(rng.choices(WORDS, k=60)))
    met = matcher._met(View(one, pairs))
    assert len(matcher._index.met(met)) < 1.2 * len(keys(matcher, one))


def test_loading_sets_broken_rules_apart_and_leaves_collection_on():
    rules, errors = load({"a": "专利", "b": "(专利", "c": "商标"})
    assert sorted(rules) == ["a", "c"]
    assert isinstance(errors["b"], RuleError)
    assert gc.isenabled()
    gc.disable()
    try:
        load({"a": "专利"})
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_words_are_cut_by_the_dictionary_unless_told_otherwise():
    rule = {1: parse("词:和服")}
    assert keys(Matcher.of(rule), article("身穿和服"))
    assert not keys(Matcher.of(rule), article("产品和服务"))
    assert keys(Matcher.of(rule, cut=pairs), article("产品和服务"))


@pytest.mark.slow
def test_a_hundred_thousand_rules_are_loaded_and_matched():
    rng = generator(2)
    texts = {
        n: f"{rng.choice(WORDS)} ({rng.choice(WORDS)} OR {rng.choice(WORDS)}) -{rng.choice(WORDS)}"
        for n in range(100_000)
    }
    rules, errors = load(texts)
    assert not errors
    matcher = Matcher.of(rules)
    one = article("".join(rng.choices(WORDS, k=40)))
    body = one.title
    for hit in matcher.match(one)[:200]:
        first, _, rest = texts[hit.key].partition(" ")
        assert first in body
        assert rest.rpartition("-")[2] not in body
    gc.unfreeze()


PATTERNS = {
    "第[一二三四五]批专利": ("批专利",),
    "專利(转化|运用)?资金": ("专利", "资金"),
    "(?i)abcDef|专利": (),
    "专利?权利": ("权利",),
    "知识产权+(?:强国|大国)": ("知识产权",),
    "知识{2}产权": ("产权",),
    "专利\\.强国\\d{4}年度": ("专利", "强国", "年度"),
    "((商)标)专利": (),
    "\\x41bc": (),
    "[^]]知识[[:alpha:]甲乙]": ("知识",),
    "Ab CD": ("ab", "cd"),
    "专": (),
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_texts_that_a_regular_expression_needs_are_seen_where_that_is_plain(pattern):
    assert literals(pattern) == PATTERNS[pattern]


def test_a_regular_expression_is_tried_only_where_its_texts_stand():
    matcher = Matcher.of({n: parse(f"/第[一二三]批.{{0,3}}{word}/") for n, word in enumerate(WORDS)})
    assert not matcher.slow
    assert keys(matcher, article(f"第二批的{WORDS[7]}和{WORDS[9]}第三批{WORDS[11]}")) == [7, 11]


def test_more_regular_expressions_than_are_kept_compiled_cost_what_their_texts_do():
    matcher = Matcher.of({n: parse(f"/[甲乙丙]{n:05}号/") for n in range(5_000)})
    begun = time.process_time()
    for n in range(20):
        assert keys(matcher, article(f"文件乙{n:05}号")) == [n]
    assert time.process_time() - begun < 0.5


def test_a_phrase_that_folds_as_a_whole_does_so_in_a_regular_expression():
    assert keys(Matcher.of({1: parse("/乾隆.{2}/")}), article("乾隆皇帝")) == [1]
    assert keys(Matcher.of({1: parse("/[乾幹]淨/")}), article("干净")) == [1]


def test_a_hit_stays_what_it_was_while_rules_change():
    matcher = Matcher.of({n: parse("专利") for n in range(5)})
    hits = matcher.match(article("专利"))
    for n in range(5):
        matcher.remove(n)
    matcher.follow({9: parse("商标")})
    assert [hit.key for hit in hits] == [0, 1, 2, 3, 4]
    assert {hit.explanation for hit in hits} == {"标题含“专利”"}
    assert {hit.evidence for hit in hits} == {(Evidence("title", 0, 2, "专利"),)}


def test_heavy_rules_take_bounded_time():
    one = article("标题", *["专利与商标，甲乙丙丁。" * 100] * 20)
    deep = "专利"
    for level in range(15):
        deep = f"NEAR/500({deep}, 商标)" if level == 0 else f"(甲乙 -(丙丁{level} -{deep}))"
    rules = {
        "near": parse("NEAR/500(专利, 商标, 甲乙, 丙丁, 利与, 与商)"),
        "or": parse("|".join(f"词{n}号" for n in range(511)) + " OR 专利"),
        "count": parse("(" + " OR ".join(f"{a}{b}" for a in "专利商标甲乙" for b in "与商标甲乙丙") + ")>=1000"),
        "same": parse("句(" + ", ".join(["专利", "商标", "-/第.批/", "NEAR/9(甲, 丁)"]) + ")"),
        "gap": parse("专*利*与*商*标*甲*乙*丙*丁"),
        "deep": parse(deep),
    }
    begun = time.process_time()
    found = {hit.key: hit.evidence for hit in Matcher.of(rules).match(one)}
    assert found.keys() >= {"near", "or", "count", "same", "gap"}
    assert all(found.values())
    assert time.process_time() - begun < 20
