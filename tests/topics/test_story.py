"""Which story an article belongs to."""

from topics.story import STORIES_MOST, decide


def holders(article, story, sentences, total=None):
    return [(each, article, story, total or len(sentences)) for each in sentences]


def test_an_article_that_shares_nothing_begins_a_story_of_its_own():
    assert decide((1, 2, 3), []) is None


def test_the_same_text_is_the_same_story():
    assert decide((1, 2, 3, 4), holders(7, 5, (1, 2, 3, 4))) == 5


def test_a_reprint_with_half_of_the_sentences_or_with_added_ones_is_the_same_story():
    original = tuple(range(20))
    assert decide(original[:10], holders(1, 1, original[:10], total=20)) == 1
    assert decide((*original, 90, 91), holders(1, 1, original)) == 1
    assert decide((*original[:10], *range(90, 100)), holders(1, 1, original[:10], total=20)) == 1


def test_less_than_half_is_another_story():
    assert decide(tuple(range(20)), holders(1, 1, (0, 1, 2, 3), total=20)) is None


def test_two_shared_sentences_count_where_they_are_all_of_one_and_half_of_the_other():
    assert decide((1, 2), holders(1, 1, (1, 2))) == 1
    assert decide((1, 2, 3, 4), holders(1, 1, (1, 2))) == 1
    assert decide((1, 2), holders(1, 1, (1, 2), total=4)) == 1
    assert decide((1, 2), holders(1, 1, (1, 2), total=5)) is None
    assert decide((1, 2, 3), holders(1, 1, (1, 2), total=3)) is None


def test_one_shared_sentence_counts_only_where_it_is_all_that_both_have():
    assert decide((1,), holders(1, 1, (1,))) == 1
    assert decide((1,), holders(1, 1, (1,), total=2)) is None
    assert decide((1, 2), holders(1, 1, (1,))) is None


def test_a_sentence_that_many_stories_have_tells_nothing():
    disclaimer = [(each, story, story, 3) for story in range(STORIES_MOST + 1) for each in (1, 2, 3)]
    assert decide((1, 2, 3, 4), disclaimer) is None
    assert decide((1, 2, 3, 4), disclaimer[: 3 * STORIES_MOST]) == 0


def test_of_several_stories_the_one_that_shares_most_wins_then_the_oldest():
    near, far = holders(1, 1, (1, 2, 3), total=5), holders(2, 2, (1, 2, 3, 4), total=5)
    assert decide((1, 2, 3, 4, 5), near + far) == 2
    assert decide((1, 2, 3), holders(8, 8, (1, 2, 3)) + holders(3, 3, (1, 2, 3))) == 3


def test_an_article_without_sentences_belongs_to_no_other_story():
    assert decide((), []) is None
