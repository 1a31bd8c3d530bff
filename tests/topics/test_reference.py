"""The matcher and a slow evaluator that shares no code with it give the same answers."""

from itertools import pairwise, permutations, product

import pytest

from tests.topics.making import generator, pairs, random_article, random_rule, strange_article, strange_rule
from tests.topics.reference import holds
from topics.matcher import Matcher
from topics.near import chain
from topics.printer import canonical
from topics.rule import Near, Term
from topics.text import printed


def disagreements(seed, rules, articles, rule=random_rule, text=random_article):
    rng = generator(seed)
    made = {number: rule(rng) for number in range(rules)}
    matcher = Matcher.of(made, cut=pairs)
    hits = 0
    for _ in range(articles):
        one = text(rng)
        found = {hit.key: hit for hit in matcher.match(one)}
        hits += len(found)
        for number, each in made.items():
            if holds(each, one, pairs) != (number in found):
                yield canonical(each), one
        for hit in found.values():
            for evidence in hit.evidence:
                assert printed(one, evidence.field)[evidence.start : evidence.end] == evidence.text
            assert hit.evidence
            assert hit.explanation
    assert hits > rules * articles / 20


def test_the_matcher_agrees_with_the_reference_on_three_thousand_pairs():
    assert not list(disagreements(1, 100, 30))


def test_they_agree_on_texts_printed_in_strange_ways():
    assert not list(disagreements(2, 100, 30, strange_rule, strange_article))


def joined_spans(near, places):
    """Every span that stands in some chain, by trying all chains in all orders."""
    orders = [range(len(places))] if near.ordered else permutations(range(len(places)))
    return sorted(
        {
            span
            for order in orders
            for chosen in product(*(places[part] for part in order))
            if all(0 <= after[0] - before[1] <= near.within for before, after in pairwise(chosen))
            for span in chosen
        }
    )


def test_near_finds_every_place_of_every_chain():
    rng = generator(8)
    met = 0
    for _ in range(2000):
        parts = rng.choice((2, 2, 3, 4))
        near = Near((Term("甲"),) * parts, rng.randint(0, 6), rng.random() < 0.5)
        places = [
            sorted({(start, start + rng.randint(1, 3)) for start in rng.sample(range(25), rng.randint(0, 4))})
            for _ in range(parts)
        ]
        found = chain(near, places)
        assert (sorted(found.spans) if found else []) == joined_spans(near, places)
        if found:
            met += 1
            gaps = [after[0] - before[1] for before, after in pairwise(found.closest)]
            assert found.distance == sum(gaps)
            assert max(gaps) <= near.within
    assert met > 300


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_the_matcher_agrees_with_the_reference_on_a_hundred_thousand_pairs(seed):
    assert not list(disagreements(seed, 100, 50))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_they_agree_on_fifty_thousand_pairs_printed_in_strange_ways(seed):
    assert not list(disagreements(seed, 100, 50, strange_rule, strange_article))
