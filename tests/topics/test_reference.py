"""The matcher and a slow evaluator that shares no code with it give the same answers."""

import pytest

from tests.topics.making import generator, pairs, random_article, random_rule
from tests.topics.reference import holds
from topics.matcher import Matcher
from topics.printer import canonical
from topics.text import printed


def disagreements(seed, rules, articles):
    rng = generator(seed)
    made = {number: random_rule(rng) for number in range(rules)}
    matcher = Matcher.of(made, cut=pairs)
    hits = 0
    for _ in range(articles):
        one = random_article(rng)
        found = {hit.key: hit for hit in matcher.match(one)}
        hits += len(found)
        for number, rule in made.items():
            if holds(rule, one, pairs) != (number in found):
                yield canonical(rule), one
        for hit in found.values():
            for evidence in hit.evidence:
                assert printed(one, evidence.field)[evidence.start : evidence.end] == evidence.text
            assert hit.evidence
            assert hit.explanation
    assert hits > rules * articles / 10


def test_the_matcher_agrees_with_the_reference_on_three_thousand_pairs():
    assert not list(disagreements(1, 100, 30))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_the_matcher_agrees_with_the_reference_on_a_hundred_thousand_pairs(seed):
    assert not list(disagreements(seed, 100, 50))
